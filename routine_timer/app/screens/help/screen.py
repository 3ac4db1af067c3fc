"""The keys of the screen it was opened from, and those that are possible everywhere; made from the command table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from routine_timer.app.commands import (
    EVERYWHERE,
    FIXED,
    AppCommand,
    Place,
    explained,
    heading,
    of_everywhere,
    of_screen,
    sign,
)
from routine_timer.app.keymap import bindings, keys_of
from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.line_list import hanging

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

_KEYS = 10


class HelpScreen(Dialog[None]):
    """Every key of one place."""

    app: BaseApp

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help"),
        Binding("question_mark,f1", "close", show=False),  # the key that opened it closes it too
    ]
    CSS_PATH = "screen.tcss"

    def __init__(self, place: Place, own: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._own = own

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            with VerticalScroll():
                yield _Keys(self._place, self._own)
            yield KeyLine("help")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        self.dismiss()


class _Keys(Widget):
    """The sheet, laid out for the room that the scrollbar leaves."""

    def __init__(self, place: Place, own: Mapping[str, str]) -> None:
        super().__init__(id="keys")
        self._place = place
        self._own = own

    def render(self) -> Content:
        return sheet(self._place, self._own, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return sheet(self._place, self._own, width).plain.count("\n") + 1


def sheet(place: Place, own: Mapping[str, str], width: int) -> Content:
    """The commands of `place` with their keys, `width` cells wide."""
    here, everywhere = of_screen(place), of_everywhere()
    keys = [_keys(command, own) for command in (*here, *everywhere)]
    indent = max(_KEYS, *(len(one) + 2 for one in keys))
    return Content("\n").join(
        [
            *_group(heading(place), here, own, width, indent),
            *(_line(" to ".join(fixed.ends), fixed.does, width, indent) for fixed in FIXED if place in fixed.places),
            Content(""),
            *_group(EVERYWHERE, everywhere, own, width, indent),
            Content(""),
            *Content.styled("You can change any key in Settings › Keys.", "$quiet").wrap(max(width, indent)),
        ]
    )


def _keys(command: AppCommand, own: Mapping[str, str]) -> str:
    return " ".join(sign(key) for key in keys_of(command, own))


def _group(
    title: str, commands: Sequence[AppCommand], own: Mapping[str, str], width: int, indent: int
) -> list[Content]:
    told = (_line(_keys(command, own), explained(command, own), width, indent) for command in commands)
    return [Content.styled(title, "bold $accent"), *told]


def _line(keys: str, does: str, width: int, indent: int) -> Content:
    return hanging(keys, does, width, indent=indent).stylize("bold $foreground", 0, len(keys))
