"""The sentences of the history screen: what a day was, and why each number is what it is. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from routine_timer.app.progress import streak_length
from routine_timer.app.screens.history.snapshot import Day, HistorySnapshot
from routine_timer.app.widgets.styled_line import fit
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.score import memory
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

_LEAST = 0.0005
"""A gain that would be written as nothing."""
_REASON_LEAST = 6
"""Cells under which a reason says nothing."""


def percent(share: float) -> str:
    """`87 %`"""
    return f"{share * 100:.0f} %"


def of_day(past: HistorySnapshot, day: Day) -> str:
    """A day in one sentence: what it was, what was done on it, where it left the score."""
    word, meaning = _was(past, day)
    return _sentence(f"{day.day:%A} {day.day.day} {day.day:%B}", past, day, [word, meaning])


def day_line(past: HistorySnapshot, day: Day, width: int) -> str:
    """The same in a line of so many cells: first it goes without what the word means, then with less of the reason."""
    whole = of_day(past, day)
    if cell_len(whole) <= width:
        return whole
    word, _ = _was(past, day)
    line = whole
    for name in (f"{day.day:%A} {day.day.day} {day.day:%B}", f"{day.day:%a} {day.day.day} {day.day:%b}"):
        line = _sentence(name, past, day, [word])
        reason = plain(day.why) if day.state == "skipped" else ""
        room = cell_len(reason) - (cell_len(line) - width)
        if _REASON_LEAST <= room < cell_len(reason):
            line = _sentence(name, past, day, [f"skipped ({fit(reason, room)})"])
        if cell_len(line) <= width:
            return line
    return fit(line, width)


def _sentence(name: str, past: HistorySnapshot, day: Day, said: list[str]) -> str:
    year = f" {day.day.year}" * (day.day.year != past.today.year)
    facts = [f"{clock(day.active_s)} active in {pluralize(day.sessions, 'session')}"] if day.sessions else []
    if day.score is not None and day.state != "pending":
        facts.append(f"score {percent(day.score)}")
    return f"{name}{year}: {', '.join(text for text in (*said, *facts) if text)}."


def _was(past: HistorySnapshot, day: Day) -> tuple[str, str]:
    """What a day was, and what that means where it is not plain."""
    match day.state:
        case "done":
            return "done", ""
        case "begun":
            return "begun", "but too little of it to count"
        case "missed":
            return "missed", "it was asked for and nothing was done"
        case "skipped":
            reason = f" ({plain(day.why)})" if day.why else ""
            return f"skipped{reason}", "it neither breaks a streak nor adds to it"
        case "frozen":
            return "frozen", "a freeze that you had earned was spent on it"
        case "pending":
            return "today is still open", ""
        case "rest":
            return "nothing was asked" if day.day < past.today else "nothing is asked today", ""
        case "to come":
            return "still to come", ""
        case _:
            return "before your first session", ""


def of_streak(past: HistorySnapshot) -> str:
    """The current run and the best, side by side."""
    verdict = past.verdict
    if not verdict.best.length:
        return "no streak yet"
    now = streak_length(verdict.current) if verdict.current.length else "no streak now"
    best = streak_length(verdict.best) if verdict.best.unit != verdict.current.unit else str(verdict.best.length)
    return f"{now} (best {best})"


def of_best(past: HistorySnapshot) -> str:
    """When the best run was."""
    best = past.verdict.best
    if not best.length or best.first is None or best.last is None:
        return "The best streak stands here once there is one."
    return f"The best streak, {streak_length(best)}, ran from {_full(best.first)} to {_full(best.last)}."


def _full(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def of_score(past: HistorySnapshot) -> str:
    """What the score means, and how fast it moves under the goal that is in force."""
    verdict = past.verdict
    if not past.tallies:
        return "The score grows with every day that keeps the goal, and begins with the first session."
    goal = parse_goal(verdict.goal)
    kept = memory(goal)
    falls = verdict.score * (1 - kept)
    rises = (1 - verdict.score) * (1 - kept)
    loss = f"one that does not takes {_points(falls)}"
    if rises < _LEAST:
        return f"{percent(verdict.score)}: a day that keeps “{verdict.goal}” holds it, {loss}."
    return f"{percent(verdict.score)}: a day that keeps “{verdict.goal}” adds {_points(rises)}, {loss}."


def _points(share: float) -> str:
    return f"{share * 100:.1f} points"


def of_minutes(weeks: list[float]) -> str:
    """Active time a week: the last one against what is usual."""
    lived = [seconds for seconds in weeks if seconds]
    if not lived:
        return "The active time of each week, without pauses, stands here."
    usual = sum(lived) / len(lived)
    return f"{clock(usual)} on average in weeks with a session; pauses not counted."


def of_pairs(sessions: int) -> str:
    if not sessions:
        return "No session in the last four weeks. Stretch what is tight, strengthen its opposite."
    return f"Four weeks, {pluralize(sessions, 'session')}: stretch what is tight, strengthen its opposite."


def of_sides(left_s: float, right_s: float) -> str:
    """Left against right, in one sentence."""
    if not left_s and not right_s:
        return "Exercises with two sides stand here, left against right."
    if abs(left_s - right_s) < 1:
        return f"Left and right got the same in four weeks, {clock(left_s)} each."
    more, less, side = (left_s, right_s, "left") if left_s > right_s else (right_s, left_s, "right")
    if not less:
        return f"Only the {side} side got any time in four weeks: {clock(more)}."
    return f"In four weeks the {side} side got {percent(more / less - 1)} more: {clock(more)} against {clock(less)}."
