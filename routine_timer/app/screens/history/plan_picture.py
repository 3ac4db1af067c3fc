"""A plan over its days: stages, pain, measures and activities in rows under one time axis. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from statistics import mean

from textual.content import Content

from routine_timer.app.widgets.styled_line import fit
from routine_timer.care.measures import title, with_unit
from routine_timer.care.outcomes import PlanOutcome, change_sentence
from routine_timer.text.sanitize import plain

_LABEL_MOST, _LABEL_LEAST = 25, 12
_LEVELS = "▁▂▃▄▅▆▇█"

NOTHING = "Start a plan, and its stages, pain and measures will appear here over time."


def plan_picture(outcome: PlanOutcome | None, width: int) -> tuple[str, Content]:
    """The sentence on what has changed, and the rows, `width` cells wide."""
    if outcome is None:
        return NOTHING, Content("")
    names = [title(name) for name in outcome.measures] + [plain(name) for name in outcome.activities]
    label = max(min(max(map(len, ["Stage", *names])) + 2, _LABEL_MOST, width // 3), _LABEL_LEAST)
    room = max(width - label, 10)
    days = max((outcome.today - outcome.since).days, 1)

    def column(day: date) -> int:
        return min(round((day - outcome.since).days / days * (room - 1)), room - 1)

    rows = [("", _axis(outcome, room), "$quiet"), ("Stage", _stages(outcome, column, room), "$accent")]
    if outcome.pain:
        rows.append(("Pain", _pain(outcome, column, room), "$state-switch"))
    for name, values in outcome.measures.items():
        texts = [(column(day), with_unit(name, value).replace(" ", "")) for day, value in values]
        rows.append((title(name), _texts(texts, room), "$state-done"))
    for activity, scores in outcome.activities.items():
        rows.append(
            (plain(activity), _texts([(column(day), str(score)) for day, score in scores], room), "$state-done")
        )
    lines = [
        Content.assemble((fit(name, label - 1).ljust(label), "$quiet" if not name else ""), (text, style))
        for name, text, style in rows
    ]
    return change_sentence(outcome, brief=True), Content("\n").join(lines)


def _axis(outcome: PlanOutcome, room: int) -> str:
    first, last = _short(outcome.since), _short(outcome.today)
    return f"{first}{last.rjust(max(room - len(first), len(last) + 1))}"


def _stages(outcome: PlanOutcome, column: Callable[[date], int], room: int) -> str:
    """Each stage's name from the day on which it began."""
    return _texts([(column(span.first), f"▏{plain(span.name)}") for span in outcome.stages], room, fill="─", ends=True)


def _pain(outcome: PlanOutcome, column: Callable[[date], int], room: int) -> str:
    """A small column for each part of the days, from 0 at the foot to 10 at the top."""
    parts: dict[int, list[float]] = {}
    for day, pain in outcome.pain:
        parts.setdefault(column(day), []).append(pain)
    return "".join(
        _LEVELS[round(mean(parts[at]) / 10 * (len(_LEVELS) - 1))] if at in parts else " " for at in range(room)
    )


def _texts(texts: Iterable[tuple[int, str]], room: int, fill: str = " ", *, ends: bool = False) -> str:
    """Each text at its column. One that has no room before the next is cut (`ends`), or makes way for the later one."""
    line = [fill if ends else " "] * room
    free = room
    for at, text in sorted(texts, reverse=True):
        start = at if ends else min(at, free - len(text))
        shown = text[: max(free - start, 0)] if ends else text
        if start < 0 or (not ends and at - start > len(text)):
            continue
        line[start : start + len(shown)] = shown
        free = start if ends else start - 1
    return "".join(line)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
