"""A screen that is left only once, however fast keys are pressed, and that does nothing any more once it is left.

Keys that were typed before a screen was gone still reach it, and Textual's `dismiss` closes whatever screen is on top
by then: the one below it, a session even, or the last there is, which ends the app with an error. And a screen that is
left before it was ever drawn, or while the app ends, is still told of what happens, with nothing in it any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Mount, Resize, Timer
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget


def is_left(node: DOMNode) -> bool:
    """Whether the screen that `node` is or belongs to is on its way out, or the app is."""
    screen = next((one for one in node.ancestors_with_self if isinstance(one, Screen)), None)
    return screen is not None and not (screen.is_attached and screen.display)


async def put_in(
    parent: Widget, *widgets: Widget, before: str | Widget | None = None, after: str | Widget | None = None
) -> bool:
    """Mount `widgets` in `parent`. False if the screen was left before they were laid out: then nothing is in them."""
    if not is_left(parent):
        await parent.mount(*widgets, before=before, after=after)
    return not is_left(parent)


class LeftOnce(Screen[ScreenResultType]):
    """A screen whose `dismiss` closes itself or nothing."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What a click begins on. In the last picture there may be something that was taken away since."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (widget, offset) if widget is None or widget.is_attached else (None, None)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def check_message_enabled(self, message: Message) -> bool:
        """What comes up from a widget below concerns nobody any more."""
        return super().check_message_enabled(message) and not (message.bubble and is_left(self))

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        """Do something once all is drawn, unless the screen is left by then."""

        def unless_left() -> object:
            return None if is_left(self) else callback(*args, **kwargs)

        return super().call_after_refresh(unless_left)

    async def on_event(self, event: Event) -> None:
        if not (isinstance(event, Mount | Resize | InputEvent | Timer) and is_left(self)):
            await super().on_event(event)


class ModalLeftOnce(ModalScreen[ScreenResultType], LeftOnce[ScreenResultType]):
    """The same for a question that stands over a screen."""


class TakesEveryKey:
    """A screen for which no key means anything, for it asks for one."""
