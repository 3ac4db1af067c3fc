"""A session that was cut off, in words: said the same way on the home screen, before a new session and in plain lines.

Pure.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain
from routine_timer.text.wording import day
from routine_timer.timeline.serialize import BadTimelineText, timeline_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routine_timer.history.records import UnderWay


def cut_off(under_way: UnderWay, today: date, name: str = "") -> str:
    """`After the workout was cut off after 3:10, yesterday, at Clam, left`: no full stop, so that more can follow.

    `name` is the routine's, if it is known by now; otherwise it is called what it was called when it began.
    """
    called, place = under_way.header.routine, ""
    try:
        timeline = timeline_from_text(under_way.timeline)
    except BadTimelineText:
        pass  # what was done can be kept all the same; resuming says what is wrong
    else:
        called = timeline.name
        here = timeline.segments[min(max(under_way.index, 0), len(timeline.segments) - 1)]
        side = f", {here.side}" if here.side in ("left", "right") else ""
        place = f", at {here.label}{side}"
    when = day(under_way.seen_at.astimezone().date(), today)
    return plain(f"{name or called} was cut off after {clock(under_way.active_s)}, {when}{place}")


def waiting(under_way: Iterable[UnderWay], today: date) -> list[str]:
    """A sentence for each session that can be resumed, for whoever is about to follow something else."""
    return [
        f"{cut_off(one, today)}. The home screen offers to resume it." for one in under_way if not one.runs_elsewhere
    ]
