"""A plan over its days: stages, pain, measures and activities, one small plot each above one axis of days. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import mean

from textual.content import Content

from routine_timer.app.screens.history.small_plot import BOTH, ONE, OTHER, Series, SmallPlot, drawn
from routine_timer.app.widgets.styled_line import fit
from routine_timer.care.measures import MeasureName, ends, from_to, on_scale, with_unit
from routine_timer.care.outcomes import PlanOutcome, change_sentence, in_tenths
from routine_timer.text.muscle_and_day_words import as_title
from routine_timer.text.sanitize import plain

_LABELS = {70: 28, 46: 24, 0: 18}
"""The least width, and how many cells of it the names and scales take."""
_PLOT_MOST = 6
_PAIN, _ALONE, _LEFT, _RIGHT = "$state-hold", "$state-done", "$state-switch", "$state-ready"
_MEASURES: dict[str, tuple[MeasureName, ...]] = {
    "Lower back": ("back-on-floor",),
    "One-leg stand": ("single-leg-left", "single-leg-right"),
    "Leg raise": ("leg-raise-left", "leg-raise-right"),
    "Plank": ("plank",),
    "Standing test": ("standing",),
}
"""The measures of each plot: both sides in one."""

SIDES = f"{OTHER} left   {ONE} right   {BOTH} both"
NOTHING = "Start a plan, and its stages, pain and measures will appear here over time."

Column = Callable[[date], int]


def plan_picture(outcome: PlanOutcome | None, width: int, height: int) -> tuple[str, Content]:
    """The sentence on what has changed, and the plots, `width` cells wide and, if they fit, `height` rows high."""
    if outcome is None:
        return NOTHING, Content("")
    label = next(cells for least, cells in _LABELS.items() if width >= least)
    room = max(width - label, 10)
    days = max((outcome.today - outcome.since).days, 1)

    def column(day: date) -> int:
        return min(round((day - outcome.since).days / days * (room - 1)), room - 1)

    plots = list(_plots(outcome, column))
    rows, gap = _rows_each(len(plots), height - 2)
    bounds = {column(span.first) for span in outcome.stages[1:]}
    lines = [
        _line("", _axis(outcome, column, room), "$quiet", label),
        _line("Stage", _stages(outcome, column, room), "$accent", label),
    ]
    for plot in plots:
        lines += [*([Content("")] if gap else []), *drawn(plot, label, room, rows, bounds)]
    return change_sentence(outcome), Content("\n").join(lines)


def _rows_each(plots: int, height: int) -> tuple[int, bool]:
    """How many rows each plot gets, and whether there is room for an empty one above each."""
    each = height // max(plots, 1)
    return max(min(each - (each > 2), _PLOT_MOST), 2), each > 2


def _line(name: str, text: str, style: str, label: int) -> Content:
    return Content.assemble(fit(name, label - 1).ljust(label), (text, style))


def _axis(outcome: PlanOutcome, column: Column, room: int) -> str:
    """The first day, the last one, and one in the middle if there is room."""
    middle = outcome.since + timedelta((outcome.today - outcome.since).days // 2)
    texts = [(0, _short(outcome.since)), (room - 1, _short(outcome.today))]
    between = len(_short(middle)) // 2
    if room >= 40 and (outcome.today - outcome.since).days >= 4:
        texts.append((column(middle) - between, _short(middle)))
    return _texts(texts, room)


def _stages(outcome: PlanOutcome, column: Column, room: int) -> str:
    """Each stage's name, from the day on which it started."""
    return _texts([(column(span.first), f"▏{plain(span.name)}") for span in outcome.stages], room, fill="─", ends=True)


def _plots(outcome: PlanOutcome, column: Column) -> Iterable[SmallPlot]:
    def out_of_ten(name: str, values: Sequence[tuple[date, float]], colour: str) -> SmallPlot:
        ends = [values[0], values[-1]] if len(values) > 1 else values
        told = " → ".join(in_tenths(value) for _, value in ends)
        series = Series(ONE, colour, _by_column((column(day), value) for day, value in values))
        return SmallPlot(name, told, (0, 10), ("0", "10"), [series])

    if outcome.pain:
        yield out_of_ten("Pain", outcome.pain, _PAIN)
    for title, names in _MEASURES.items():
        if plot := _measured(title, {name: outcome.measures.get(name, ()) for name in names}, column):
            yield plot
    for activity, scores in outcome.activities.items():
        yield out_of_ten(as_title(plain(activity)), scores, _ALONE)


def _measured(
    title: str, measures: Mapping[MeasureName, Sequence[tuple[date, str]]], column: Column
) -> SmallPlot | None:
    """One measure, or that of both sides: the left side has an empty mark, the right one a full one."""
    looks = ((OTHER, _LEFT), (ONE, _RIGHT)) if len(measures) > 1 else ((ONE, _ALONE),)
    series, told = [], []
    for (name, values), (mark, colour) in zip(measures.items(), looks, strict=True):
        if values:
            points = _by_column((column(day), on_scale(name, value)) for day, value in values)
            series.append(Series(mark, colour, points))
            way = from_to(name, values[0][1], values[-1][1])
            told.append(f"{mark} {way.rstrip(' s°').replace(' → ', '→')}" if len(measures) > 1 else way)
    if not series:
        return None
    name = next(iter(measures))
    low, high = ends(name, (value for one in series for _, value in one.points))
    ticks = (with_unit(name, low), with_unit(name, high))
    return SmallPlot(title, "  ".join(told), (on_scale(name, low), on_scale(name, high)), ticks, series)


def _by_column(points: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """One point a column: the mean of those in it."""
    found: dict[int, list[float]] = {}
    for at, value in points:
        found.setdefault(at, []).append(value)
    return [(at, mean(values)) for at, values in sorted(found.items())]


def _texts(texts: Iterable[tuple[int, str]], room: int, fill: str = " ", *, ends: bool = False) -> str:
    """Each text at its column. One that has no room before the next is cut (`ends`), or makes way for the later one."""
    line = [fill if ends else " "] * room
    free = room
    for at, text in sorted(texts, reverse=True):
        start = at if ends else min(at, free - len(text))
        shown = fit(text, min(free - start, len(text))) if ends else text
        if start < 0 or (not ends and at - start > len(text)):
            continue
        line[start : start + len(shown)] = shown
        free = start if ends else start - 1
    return "".join(line)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
