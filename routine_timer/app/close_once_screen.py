"""A screen that closes only once, however fast keys are pressed, and that does nothing once it has closed.

Works around Textual (all seen with 8.2):

- `dismiss` closes whatever screen is on top, not the screen it is called on, and the last one with an error that ends
  the app: Textualize/textual#4884; #2575 asked for an error there.
- A click on a widget that was removed since the last paint ends the app: Textualize/textual#5629 is the same for
  selected text.
- A screen that closes before it was ever laid out, or while the app exits, still gets events and messages. We know of
  no report of that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Mount, Resize, Timer
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

if TYPE_CHECKING:
    from routine_timer.app.messages import Navigation


def is_closing(node: DOMNode) -> bool:
    """Whether the screen that `node` is or belongs to has closed or is closing, or the app is."""
    screen = next((one for one in node.ancestors_with_self if isinstance(one, Screen)), None)
    return screen is not None and not (screen.is_attached and screen.display)


async def mount_if_open(
    parent: Widget, *widgets: Widget, before: str | Widget | None = None, after: str | Widget | None = None
) -> bool:
    """Mount `widgets` in `parent`. False if the screen closed before they were laid out: then they are empty."""
    if not is_closing(parent):
        await parent.mount(*widgets, before=before, after=after)
    return not is_closing(parent)


class CloseOnceScreen(Screen[ScreenResultType]):
    """A screen whose `dismiss` closes itself or nothing."""

    def navigate(self, request: Navigation) -> None:
        """Ask the app to open another screen; ignored unless this screen is on top."""
        if self.app.screen is self:
            self.app.post_message(request)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What a click starts on; nothing if the widget last painted there has been removed since."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (widget, offset) if widget is None or widget.is_attached else (None, None)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def check_message_enabled(self, message: Message) -> bool:
        """Messages that bubble up from a widget are ignored once the screen is closing."""
        return super().check_message_enabled(message) and not (message.bubble and is_closing(self))

    def call_after_refresh(self, callback: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
        """Call `callback` after the next refresh, unless the screen is closing by then."""

        def unless_closing() -> object:
            return None if is_closing(self) else callback(*args, **kwargs)

        return super().call_after_refresh(unless_closing)

    def on_compose(self) -> None:
        """Take on the classes of the terminal's size before any widget is styled: set later, they style all of them
        again."""
        for size, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            fitting = [(least, name) for least, name in breakpoints or () if size >= least]
            if fitting:
                self.add_class(max(fitting)[1])

    def on_screen_suspend(self) -> None:
        from routine_timer.app.widgets.figure_view import FigureView

        for figure in self.query(FigureView):
            figure.cover()

    def on_screen_resume(self) -> None:
        from routine_timer.app.widgets.figure_view import FigureView

        for figure in self.query(FigureView):
            figure.uncover()

    async def on_event(self, event: Event) -> None:
        if not (isinstance(event, Mount | Resize | InputEvent | Timer) and is_closing(self)):
            await super().on_event(event)


class CloseOnceModal(ModalScreen[ScreenResultType], CloseOnceScreen[ScreenResultType]):
    """The same for a modal screen. Nothing of the screen below is shown: at its sides one would read single letters."""

    DEFAULT_CSS = "CloseOnceModal { background: $background; }"


class CapturesKeys:
    """Mixin for a screen that waits for any key: no binding is active on it."""
