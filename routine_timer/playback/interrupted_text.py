"""An interrupted session in words: the same on the home screen, before a new session and in plain lines. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from routine_timer.care.rescue_name import is_rescue, rescue_name
from routine_timer.text.durations import clock
from routine_timer.text.muscle_and_day_words import day
from routine_timer.text.sanitize import plain
from routine_timer.timeline.serialize import BadTimelineText, timeline_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routine_timer.history.records import UnfinishedSession


def interrupted(session: UnfinishedSession, today: date, name: str = "") -> str:
    """`After the workout was interrupted after 3:10, yesterday, at Clam, left`, without a full stop: more can follow.

    `name` is the routine's present name, if it is known; otherwise its name from when the session started is used.
    """
    old_name, place = session.header.routine, ""
    try:
        timeline = timeline_from_text(session.timeline)
    except BadTimelineText:
        pass  # it can still be saved as it is; resuming it reports the error
    else:
        old_name = timeline.name
        name = rescue_name(name) if name and is_rescue(old_name) else name
        here = timeline.segments[min(max(session.index, 0), len(timeline.segments) - 1)]
        side = f", {here.side}" if here.side in ("left", "right") else ""
        place = f", at {here.label}{side}"
    when = day(min(session.seen_at.astimezone().date(), today), today)  # a day lasts until some hours after midnight
    return plain(f"{name or old_name} was interrupted after {clock(session.active_s)}, {when}{place}")


def resumable(sessions: Iterable[UnfinishedSession], today: date) -> list[str]:
    """A sentence for each session that can be resumed, for a person who is about to start something else."""
    return [
        f"{interrupted(session, today)}. The home screen offers to resume it."
        for session in sessions
        if not session.runs_elsewhere
    ]
