"""Pain before and after, over a span of days: read only where it is asked for, and only for the span in sight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from routine_timer.app.screens.history.history_snapshot import HistorySnapshot

if TYPE_CHECKING:
    from routine_timer.history.history import History

_SLACK = 40
"""Sessions read before and after: the list goes by instants, and the span by days."""


@dataclass(frozen=True, slots=True)
class SessionPain:
    """What was said on one session, 0 to 10."""

    day: date
    before: float | None
    after: float | None


def look_for_pain(history: History, past: HistorySnapshot, first: date, last: date) -> tuple[SessionPain, ...]:
    """The sessions of a span on which pain was given, oldest first.

    Raises:
        HistoryError: it can't be read.
    """
    later, until = past.later_than(last), past.later_than(first) + past.day(first).sessions
    offset = max(later - _SLACK, 0)
    found = history.ended.sessions(limit=until - offset + _SLACK, offset=offset)
    return tuple(
        sorted(
            (
                SessionPain(session.day, session.pain_before, session.pain_after)
                for session in found
                if first <= session.day <= last and (session.pain_before is not None or session.pain_after is not None)
            ),
            key=lambda pain: pain.day,
        )
    )


def binned(pains: Iterable[SessionPain], first: date, last: date, bins: int) -> tuple[SessionPain, ...]:
    """No more than one for each of so many equal parts of the span: the mean of what was said in it."""
    days = max(-(-((last - first).days + 1) // max(bins, 1)), 1)
    parts: dict[int, list[SessionPain]] = {}
    for pain in pains:
        parts.setdefault((pain.day - first).days // days, []).append(pain)
    return tuple(
        SessionPain(found[len(found) // 2].day, _mean(one.before for one in found), _mean(one.after for one in found))
        for _, found in sorted(parts.items())
    )


def _mean(values: Iterable[float | None]) -> float | None:
    said = [value for value in values if value is not None]
    return sum(said) / len(said) if said else None


def of_pain(pains: Iterable[SessionPain]) -> str:
    """What the dots are, and how far sessions eased it on average."""
    pains = tuple(pains)
    both = [(pain.before, pain.after) for pain in pains if pain.before is not None and pain.after is not None]
    if not pains:
        return ""
    if not both:
        return "pain: ○ before, ● after"
    before, after = sum(one for one, _ in both) / len(both), sum(other for _, other in both) / len(both)
    return f"pain: ○ {before:.1f} before, ● {after:.1f} after"
