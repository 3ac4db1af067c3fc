"""The line of keys at the foot of a screen: what can I do here.

Made from the command table. One widget that draws one line: it shows whole commands as far as they fit, the most
important first, greys out what can't be done now, and takes a click or a tap on any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.commands import AppCommand, Place, at, explained, sign
from routine_timer.app.widgets.acyclic_strip import AcyclicStrip

_GAP = 3
_NARROW_GAP = 2
_WAYS_OUT = ("stop", "leave", "close", "home")
_ENDS = ("stop", "leave")
"""They end what is under way by themselves: there the key that quits from everywhere is left out."""


@runtime_checkable
class TakesKeys(Protocol):
    """A widget that takes every key while it has the focus, so that the commands of the screen can't be reached."""

    keys_taken: tuple[tuple[str, str], ...]
    """What its own keys do: `("enter", "save")`."""


class _PlacedKey(msgspec.Struct, frozen=True):
    """One command in the line, from cell `start` up to `end`."""

    start: int
    end: int
    command: AppCommand
    key: str
    label: str
    enabled: bool


class KeyLine(Widget):
    """The keys of one place, with `?` always at the right end.

    Args:
        always: commands of the place that are always shown too, before it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"keyline--key", "keyline--label", "keyline--off"}
    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        background: $panel;
        & > .keyline--key { color: $accent; text-style: bold; }
        & > .keyline--label { color: $foreground; }
        & > .keyline--off { color: $faint; }
        &:hover { pointer: pointer; }
    }
    """

    def __init__(self, place: Place, always: Collection[str] = ()) -> None:
        super().__init__()
        self._always = {*_WAYS_OUT, *always}
        here = [command for command in at(place) if command.shown]
        ends = any(command.id in _ENDS for command in here)
        self._commands = [command for command in here if not (ends and command.id == "quit")]
        self._slots: list[_PlacedKey] = []
        self._labels: Mapping[str, str] = {}

    def relabel(self, labels: Mapping[str, str]) -> None:
        """From now on a command (by its id) that does something else now is called by its label in `labels`.

        One with an empty label is left out: its key only says why it does nothing.
        """
        if labels != self._labels:
            self._labels = labels
            self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        width = self.size.width
        ground = self.rich_style
        if taken := self._taken():
            self._slots = []
            return self._told(taken).adjust_cell_length(width, ground)
        self._slots = self._arranged(width)
        segments: list[Segment] = []
        column = 0
        for slot in self._slots:
            segments.append(Segment(" " * (slot.start - column), ground))
            segments += self._drawn(slot, ground)
            column = slot.end
        segments.append(Segment(" " * max(width - column, 0), ground))
        return AcyclicStrip(segments, width)

    def _taken(self) -> tuple[tuple[str, str], ...]:
        """The keys of whatever has the keyboard now."""
        focused = self.screen.focused
        around = focused.ancestors_with_self if focused is not None else ()
        return next((widget.keys_taken for widget in around if isinstance(widget, TakesKeys)), ())

    def _told(self, taken: Sequence[tuple[str, str]]) -> Strip:
        ground = self.rich_style
        key = ground + self.get_component_rich_style("keyline--key", partial=True)
        label = ground + self.get_component_rich_style("keyline--label", partial=True)
        strip = Strip([Segment(" ", ground)])
        for place, (name, does) in enumerate(taken):
            one = [Segment(" · ", label)] if place else []
            longer = Strip([*strip, *one, Segment(name, key), Segment(f" {does}", label)])
            more = len(" …") if place + 1 < len(taken) else 0
            if place and longer.cell_length + more > self.size.width:
                return Strip([*strip, Segment(" …", label)])
            strip = longer
        return strip

    def _drawn(self, slot: _PlacedKey, ground: Style) -> list[Segment]:
        key = "keyline--key" if slot.enabled else "keyline--off"
        label = "keyline--label" if slot.enabled else "keyline--off"
        return [
            Segment(slot.key, ground + self.get_component_rich_style(key, partial=True)),
            Segment(f" {slot.label}", ground + self.get_component_rich_style(label, partial=True)),
        ]

    def _arranged(self, width: int) -> list[_PlacedKey]:
        """As many commands as fit, from the left; the way out and the keys of every screen are always at the right."""
        live = self._live()
        shown = [(c, *live[c.id]) for c in self._commands if c.id in live and self._labels.get(c.id) != ""]
        here = [item for item in shown if item[0].places and item[0].id not in self._always]
        ends = [item for item in shown if item not in here]
        ends.sort(key=lambda item: (not item[0].places, item[0].id == "keys"))
        gap = _GAP if self._width([*here, *ends], _GAP) < width else _NARROW_GAP
        if self._width([*here, *ends], gap) > width:  # what can't be done now gives way
            here, ends = [item for item in here if item[2]], [item for item in ends if item[2]]
        short = self._width([*here, *ends], gap) > width
        ends_at = width - self._width(ends, gap, short=short)
        slots: list[_PlacedKey] = []
        column = 1
        for item in here:
            slot = self._slot(column, *item, short=short)
            if slot.end + gap > ends_at:
                break
            slots.append(slot)
            column = slot.end + gap
        column = max(column, ends_at)
        for item in ends:
            slots.append(self._slot(column, *item, short=short))
            column = slots[-1].end + gap
        return slots

    def _live(self) -> dict[str, tuple[str, bool]]:
        """Command id -> the key that does it now, and whether it can be done now. What is hidden is not in it."""
        live: dict[str, tuple[str, bool]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.id is not None:
                live.setdefault(binding.id, (binding.key, enabled))
        return live

    def _slot(self, start: int, command: AppCommand, key: str, enabled: bool, *, short: bool = False) -> _PlacedKey:
        label = self._labels.get(command.id) or (command.short if short and command.short else command.label)
        shown = sign(key)
        return _PlacedKey(start, start + len(shown) + 1 + len(label), command, shown, label, enabled)

    def _width(self, items: Sequence[tuple[AppCommand, str, bool]], gap: int, *, short: bool = False) -> int:
        """Cells that `items` take side by side, with one free at the end."""
        return sum(self._slot(0, *item, short=short).end + gap for item in items) - gap + 1 if items else 0

    def _slot_at(self, x: int) -> _PlacedKey | None:
        return next((slot for slot in self._slots if slot.start <= x < slot.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        slot = self._slot_at(event.x)
        own = {identity: key for identity, (key, _) in self._live().items()}
        self.tooltip = explained(slot.command, own) if slot else None

    async def on_click(self, event: events.Click) -> None:
        slot = self._slot_at(event.x)
        if slot is not None and slot.enabled:
            event.stop()
            await self.app.run_action(slot.command.action, self.screen)
