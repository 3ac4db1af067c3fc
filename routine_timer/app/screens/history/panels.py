"""The panels beside the sessions: each has a title, a sentence that explains its numbers, and a picture of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor
from textwrap import wrap
from typing import Literal, TypeAlias, get_args

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from routine_timer.app.screens.history.plan_picture import SIDES, plan_picture
from routine_timer.app.screens.history.recent_stats import DoseGrowth, RecentStats
from routine_timer.app.screens.history.sentences import of_pairs, of_sides
from routine_timer.app.screens.history.text_bars import BarColours, FacingBar, columns, facing, names_fit_beside
from routine_timer.app.widgets.styled_line import fit
from routine_timer.care.weekly_dose import LEAST_STRENGTH_DAYS, LEAST_STRETCH_S, MuscleDose, week_in_words
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

PanelName: TypeAlias = Literal["score", "minutes", "plan", "pairs", "sides", "doses"]
PANELS: tuple[PanelName, ...] = get_args(PanelName)

TITLES: dict[PanelName, str] = {
    "score": "Consistency",
    "minutes": "Active minutes a week",
    "plan": "Your plan",
    "pairs": "Tight and weak",
    "sides": "Left and right",
    "doses": "Progress",
}
_PAIR_COLOURS = BarColours("$state-hold", "$state-reps")
_SIDE_COLOURS = BarColours("$state-switch", "$state-ready")
_AIRY_LINES = 2
_MOST, _LEAST_COLUMNS = 12, 3
_GAP = 2


class Panel(Vertical):
    """One picture. What it shows comes from outside, drawn again for its width."""

    DEFAULT_CSS = """
    Panel {
        padding: 0 2;
        & > .title { height: 1; text-style: bold; color: $accent; }
        & > .sentence { height: auto; max-height: 2; color: $quiet; }
        &#plan > .sentence { max-height: 4; }
        & > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & .picture { height: auto; }
        &:focus-within > .title { text-style: bold underline; }
    }
    """

    place: reactive[str] = reactive("", init=False)
    """Which of the panels this is; it follows the title."""
    more: reactive[str] = reactive("", init=False)
    """What the marks of the picture mean; it follows the title too."""

    def __init__(self, name: PanelName) -> None:
        super().__init__(id=name)
        self.panel_name = name

    def compose(self) -> ComposeResult:
        yield Static(TITLES[self.panel_name], classes="title")
        yield Static("", classes="sentence", markup=False)

    def say(self, sentence: str) -> None:
        self.query_one(".sentence", Static).update(sentence)
        self.tooltip = sentence

    def watch_place(self) -> None:
        self._show_title()

    def watch_more(self) -> None:
        self._show_title()

    def _show_title(self) -> None:
        behind = "   ".join(filter(None, (self.place, self.more)))
        title = Content.assemble(TITLES[self.panel_name], (f"   {behind}", "not bold $quiet") if behind else "")
        self.query_one(".title", Static).update(title)


class TextPanel(Panel):
    """A panel whose picture is text."""

    def __init__(self, name: PanelName) -> None:
        super().__init__(name)
        self._stats: RecentStats | None = None

    def compose(self) -> ComposeResult:
        yield from super().compose()
        with VerticalScroll():
            yield Static(classes="picture")

    def show(self, stats: RecentStats) -> None:
        self._stats = stats
        self._draw()

    @property
    def text(self) -> VerticalScroll:
        """The part that scrolls if there are more lines than fit."""
        return self.query_one(VerticalScroll)

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._stats is None or not self.is_mounted:
            return
        room = self.text.size
        sentence, picture = PICTURES[self.panel_name](self._stats, max(room.width - 1, 30), room.height)
        self.say(sentence)
        self.more = SIDES if self.panel_name == "plan" and SIDES[0] in picture.plain else ""
        self.query_one(".picture", Static).update(picture)


class PlotPanel(Panel):
    """A panel whose picture is a plot, which is put in when what draws it is loaded."""


def _pairs(stats: RecentStats, width: int, height: int) -> tuple[str, Content]:
    below = len(stats.week) + 2 if stats.week else 0
    airy = height > _AIRY_LINES * len(stats.pairs) + below or not names_fit_beside(stats.pairs, width)
    bars = facing(stats.pairs, ("stretched", "strengthened"), _PAIR_COLOURS, width, airy=airy)
    return of_pairs(stats.sessions), Content("\n\n").join([bars, *([_week(stats, width)] if stats.week else [])])


def _week(stats: RecentStats, width: int) -> Content:
    """What each muscle got in the last seven days; where that is below the weekly dose, how much of it."""
    wide = max(len(one.muscle) for one in stats.week)
    rows = [Content.styled(part, "$quiet") for part in wrap(week_in_words(stats.week), width)]
    return Content("\n").join([*rows, *(_muscle(one, min(wide, width // 2)) for one in stats.week)])


def _muscle(one: MuscleDose, wide: int) -> Content:
    return Content.assemble(
        ("□ " if one.is_missing else "■ ", "$warning" if one.is_missing else "$state-done"),
        fit(one.muscle, wide),
        (f"  {_stretched(one):>12}", "$warning" if one.lacks_stretch else "$state-hold"),
        (f"  {_strengthened(one)}", "$warning" if one.lacks_strength else "$state-reps"),
    )


def _stretched(one: MuscleDose) -> str:
    """`2.9 min`, or how much of the weekly dose there was: `1.2 of 2 min`."""
    if not (one.wants_stretch or one.stretched_s):
        return ""
    least = f" of {LEAST_STRETCH_S / 60:g}" if one.lacks_stretch else ""
    return f"{floor(one.stretched_s / 6) / 10:g}{least} min"


def _strengthened(one: MuscleDose) -> str:
    """`6 sets on 3 days`, or how much of the weekly dose there was: `1 of 2 days`."""
    if not (one.wants_strength or one.sets):
        return ""
    if one.lacks_strength:
        return f"{one.days} of {LEAST_STRENGTH_DAYS} days"
    return f"{pluralize(one.sets, 'set')} on {pluralize(one.days, 'day')}"


def _sides(stats: RecentStats, width: int, height: int) -> tuple[str, Content]:  # noqa: ARG001
    rows = [FacingBar(plain(row.name), row.left_s, row.right_s) for row in stats.sides]
    sentence = of_sides(stats.left_s, stats.right_s)
    return sentence, facing(rows, ("left", "right"), _SIDE_COLOURS, width, airy=False) if rows else Content("")


def _doses(stats: RecentStats, width: int, height: int) -> tuple[str, Content]:  # noqa: ARG001
    if not stats.growths:
        sentence = "Longer holds and more reps that you accepted will appear here."
        return sentence, Content("")
    told = [(_amounts(growth), _since(growth, stats.last)) for growth in stats.growths]
    room = width - 2 * _GAP - 1 - max(len(amounts) + _GAP + len(since) for amounts, since in told)
    wide = min(max(len(plain(growth.label)) for growth in stats.growths), max(room - _LEAST_COLUMNS, width // 4))
    most = max(min(max(len(growth.values) for growth in stats.growths), room - wide, _MOST), _LEAST_COLUMNS)
    lines = [
        _growth(growth, wide, most, *said).truncate(width, ellipsis=True)
        for growth, said in zip(stats.growths, told, strict=True)
    ]
    return "Doses you accepted, and the length of holds that you ended early, session by session.", Content("\n").join(
        lines
    )


def _growth(growth: DoseGrowth, wide: int, most: int, amounts: str, since: str) -> Content:
    gap = " " * _GAP
    return Content.assemble(
        (fit(plain(growth.label), wide), "bold"),
        gap,
        (columns(growth.values, most).ljust(most), "$state-done"),
        f"{gap}{amounts}",
        (f"{gap}{since}", "$quiet"),
    )


def _amounts(growth: DoseGrowth) -> str:
    """`20 s → 30 s`, `12 → 14 reps`; a single one as it is."""
    first, last = growth.values[0], growth.values[-1]
    if len(growth.values) == 1:
        return _amount(last, growth)
    return (
        f"{first:g} → {_amount(last, growth)}"
        if growth.unit == "reps"
        else f"{_amount(first, growth)} → {_amount(last, growth)}"
    )


def _since(growth: DoseGrowth, today: date) -> str:
    if not growth.accepted:
        return "ended early"
    year = "" if growth.since.year == today.year else f" {growth.since.year}"
    return f"since {growth.since.day} {growth.since:%b}{year}"


def _amount(value: float, growth: DoseGrowth) -> str:
    match growth.unit:
        case "s":
            return short(round(value))
        case "reps":
            return f"{value:g} reps"
        case _:
            return f"{value:g}"


def _plan(stats: RecentStats, width: int, height: int) -> tuple[str, Content]:
    return plan_picture(stats.plan, width, height)


PICTURES = {"plan": _plan, "pairs": _pairs, "sides": _sides, "doses": _doses}
"""What each text panel says and draws of the last four weeks, in a width and a height."""


def shown(size: tuple[int, int], page: int, *, plan: bool = False) -> tuple[tuple[str, ...], int]:
    """Which parts are in sight on a screen of this size, and how many pages there are. Pages go round.

    A narrow screen shows one part at a time, the sessions first; a wide one always shows the sessions, with one panel
    or two beside them; a large one shows everything. The panel of a plan is there only with a plan.
    """
    pages = _pages(*size, plan=plan)
    return pages[page % len(pages)], len(pages)


WIDE, LARGE = 104, 150
_TALL, _LARGE_TALL = 34, 48


def _pages(width: int, height: int, *, plan: bool) -> Sequence[tuple[str, ...]]:
    panels = [name for name in PANELS if plan or name != "plan"]
    if width < WIDE:
        return [("sessions",), *((name,) for name in panels)]
    if width >= LARGE and height >= _LARGE_TALL:
        return [("sessions", *panels)]
    if height >= _TALL:
        with_plan = [("sessions", "plan")] if plan else []
        return [
            ("sessions", "score", "minutes"),
            *with_plan,
            ("sessions", "pairs"),
            ("sessions", "sides", "doses"),
        ]
    return [("sessions", name) for name in panels]
