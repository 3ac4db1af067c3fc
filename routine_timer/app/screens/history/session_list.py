"""The sessions, newest first. Only those in sight are ever read: ten years of them scroll as quickly as ten.

The list knows how many there are and asks, by message, for the pages that it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from routine_timer.app.widgets.styled_line import Piece, StyledLine, drawn, fit
from routine_timer.care.rescue_name import session_name
from routine_timer.history.records import SessionRecord
from routine_timer.text.durations import clock
from routine_timer.text.muscle_and_day_words import as_title
from routine_timer.text.sanitize import plain

PAGE = 60
"""Sessions read at a time."""
_DAY, _TIME, _ACTIVE, _PAIN = 13, 7, 9, 8
_ROOM_FOR_TIME = 48


def row(record: SessionRecord, name: str, width: int, *, chosen: bool, today: date | None = None) -> StyledLine:
    """One session in `width` cells: when, what, how long, whether it counts, pain, note."""
    time_room = _TIME if width >= _ROOM_FOR_TIME else 0
    room = max(width - 2 - _DAY - time_room - 2 - _ACTIVE, 8)
    pain_room = _PAIN if room >= 28 else 0
    room -= pain_room
    shown, note = plain(name), plain(record.note or "")
    name_room = min(cell_len(shown) + 2, room - 2) if note else room
    active = clock(record.active_s) if record.active_s else "–"
    return (
        Piece("▸ " if chosen else "  ", "mark"),
        Piece(fit(_day(record.day, today), _DAY), "day"),
        Piece(fit(f"{record.started_at:%H:%M}" if record.started_at else "", time_room), "quiet"),
        _mark(record),
        Piece(fit(shown, name_room), "name" if record.done else "quiet"),
        Piece(_note(note, room - name_room), "quiet"),
        Piece(fit(pain(record), pain_room), "pain"),
        Piece(active.rjust(_ACTIVE - 1) + " ", "quiet"),
    )


def _mark(record: SessionRecord) -> Piece:
    """Whether it counts; what was done but isn't counted differs from what was partly done."""
    if record.done:
        return Piece("■ ", "done")
    return Piece("◇ ", "quiet") if record.is_not_counted else Piece("◧ ", "begun")


def _day(day: date, today: date | None) -> str:
    if today is not None and day.year != today.year:
        return f"{day.day:>2} {day:%b} {day.year}"
    return f"{day:%a} {day.day:>2} {day:%b}"


def _note(note: str, room: int) -> str:
    """As much of a note as fits; at least a sign that there is one."""
    if not note:
        return ""
    return fit(f"“{note}”", room - 1) + " " if room >= 8 else fit("✎", room)


def pain(record: SessionRecord) -> str:
    """`3 → 1`: pain before and after, as far as it was said."""
    if record.pain_before is None and record.pain_after is None:
        return ""
    before, after = ("?" if said is None else str(said) for said in (record.pain_before, record.pain_after))
    return f"{before} → {after}"


class SessionList(ScrollView, can_focus=True):
    """A list of `total` sessions."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"sessions--{look}" for look in ("mark", "day", "quiet", "done", "begun", "name", "pain", "chosen")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go(1)", "down", show=False),
        Binding("up", "go(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "end(0)", "newest", show=False),
        Binding("end", "end(1)", "oldest", show=False),
    ]
    DEFAULT_CSS = """
    SessionList {
        height: 1fr;
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .sessions--mark { color: $accent; text-style: bold; }
        & > .sessions--day { color: $foreground; }
        & > .sessions--quiet { color: $quiet; }
        & > .sessions--done { color: $state-done; }
        & > .sessions--begun { color: $state-switch; }
        & > .sessions--name { color: $foreground; text-style: bold; }
        & > .sessions--pain { color: $state-switch; }
        & > .sessions--chosen { background: $panel; }
        &:focus > .sessions--chosen { background: $cursor-ground; }
    }
    """

    cursor: reactive[int] = reactive(0)

    @dataclass
    class PageNeeded(Message):
        """A page of `PAGE` sessions is in sight and not there."""

        page: int

    @dataclass
    class Chosen(Message):
        """Another session is under the cursor; None until it is read, and in an empty list."""

        record: SessionRecord | None

    class Picked(Message):
        """The session under the cursor was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self.today: date | None = None
        self._names: Mapping[str, str] = {}
        self._steps: Mapping[str, int] = {}
        self._pages: dict[int, Sequence[SessionRecord]] = {}
        self._asked: set[int] = set()

    # -- what it holds

    def show(self, total: int, today: date, newest: Sequence[SessionRecord] = ()) -> None:
        """Begin again with `total` sessions, the cursor where it was; what was read is read again.

        `newest` are those that are there already: as many pages of them as there are.
        """
        self.total, self.today = total, today
        self._asked.clear()
        for start in range(0, len(newest), PAGE):
            self._pages[start // PAGE] = newest[start : start + PAGE]
            self._asked.add(start // PAGE)
        if not total:
            self._pages.clear()
        self.cursor = min(self.cursor, max(total - 1, 0))
        self._measure()
        self._want()
        self.refresh()
        self.post_message(self.Chosen(self.chosen))

    def forget(self) -> None:
        """What was read no longer applies."""
        self._pages.clear()
        self._asked.clear()

    def fill(self, page: int, records: Sequence[SessionRecord]) -> None:
        self._pages[page] = records
        self.refresh()
        if self.cursor // PAGE == page:
            self.post_message(self.Chosen(self.chosen))

    def name_them(self, names: Mapping[str, str], steps: Mapping[str, int]) -> None:
        """Show sessions by names from now on.

        Args:
            names: those of the routines, by their ids.
            steps: how many steps each has, to tell the three minutes of it.
        """
        self._names, self._steps = names, steps
        self.refresh()

    def name_of(self, record: SessionRecord) -> str:
        routine = record.routine
        return session_name(record, self._names.get(routine, as_title(routine)), self._steps.get(routine))

    def at(self, index: int) -> SessionRecord | None:
        page = self._pages.get(index // PAGE, ())
        return page[index % PAGE] if 0 <= index < self.total and index % PAGE < len(page) else None

    @property
    def chosen(self) -> SessionRecord | None:
        return self.at(self.cursor)

    def go_to(self, index: int) -> None:
        """Put the cursor on a session, as near to the top as can be."""
        self.cursor = min(max(index, 0), max(self.total - 1, 0))
        self.scroll_to(y=max(self.cursor - 1, 0), animate=False)

    def go_to_day(self, day: date, about: int) -> None:
        """Put the cursor on the newest session of a day, which is near `about`."""
        near = sorted(range(max(about - PAGE, 0), min(about + PAGE, self.total)), key=lambda index: abs(index - about))
        found = [index for index in near if (record := self.at(index)) is not None and record.day == day]
        self.go_to(min(found) if found else about)

    # -- drawing

    def render_line(self, y: int) -> Strip:
        width, index = self.size.width, y + self.scroll_offset.y
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        record, chosen = self.at(index), index == self.cursor
        line = (Piece("  …", "quiet"),) if record is None else self._row(record, width, chosen=chosen)
        ground = self.rich_style
        if chosen:
            ground += self.get_component_rich_style("sessions--chosen", partial=True)
        return drawn(line, width, ground, self._style_of)

    def _row(self, record: SessionRecord, width: int, *, chosen: bool) -> StyledLine:
        return row(record, self.name_of(record), width, chosen=chosen, today=self.today)

    def _style_of(self, piece: Piece) -> Style:
        return self.get_component_rich_style(f"sessions--{piece.look}", partial=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self.total)

    def on_resize(self) -> None:
        self._measure()
        self._want()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def _want(self) -> None:
        """Ask for the pages in sight that are not there."""
        if not self.total:
            return
        first = int(self.scroll_y) // PAGE
        last = min(int(self.scroll_y) + max(self.size.height, 1), self.total - 1) // PAGE
        for page in {first, last, self.cursor // PAGE} - self._asked:
            self._asked.add(page)
            self.post_message(self.PageNeeded(page))

    # -- moving

    def watch_cursor(self, before: int, after: int) -> None:
        width = self.size.width
        for index in (before, after):
            self.refresh(Region(0, index - self.scroll_offset.y, width, 1))
        self.scroll_to_region(Region(0, after, width, 1), animate=False, force=True)
        self._want()
        self.post_message(self.Chosen(self.chosen))

    def _go(self, to: int) -> None:
        self.cursor = min(max(to, 0), max(self.total - 1, 0))

    def action_go(self, by: int) -> None:
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        self._go(self.cursor + by * max(self.size.height - 1, 1))

    def action_end(self, which: int) -> None:
        self._go(which * (self.total - 1))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if index >= self.total:
            return
        if index == self.cursor:
            self.post_message(self.Picked())
        else:
            self.cursor = index
