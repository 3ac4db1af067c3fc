"""A session that continues with another timeline: another exercise in a step's place, or other words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.session import Command, Session
from routine_timer.session.events import CueDue, CuesChanged, SegmentOver, SegmentStarted, StepReplaced
from routine_timer.timeline import Timeline, compile_routine
from routine_timer.timeline.replace_step import replace_step
from routine_timer.timeline.segments import Cue
from tests.making import hold, routine

TIMELINE = compile_routine(routine(hold(30, "Plank"), hold(20, "Bridge"), get_ready=0))
KNEE = replace_step(TIMELINE, 0, 10.0, hold(30, "Knee plank"))
"""Plank 0 to 30, a pause, and Knee plank from the segment with the index 2 on."""


def begun() -> Session:
    session = Session(TIMELINE, 100.0)
    session.advance(100.0)
    return session


def test_another_exercise_ends_the_segment_and_the_session_goes_on_at_the_index_that_is_given() -> None:
    session = begun()
    events = session.replace(KNEE, 1, 110.0, "skipped")
    over, replaced, started, *cues = [one for one in events if not (isinstance(one, CueDue) and one.at < 110.0)]
    assert over == SegmentOver(110.0, TIMELINE.segments[0], "skipped", 10.0, None, closing=False)
    assert replaced == StepReplaced(110.0, KNEE, 1)
    assert started == SegmentStarted(110.0, KNEE.segments[1])
    assert cues == [], "the first words wait until they are rendered"
    assert (session.index, session.timeline, session.segment.label) == (1, KNEE, "Knee plank")
    assert session.snapshot(112.0).elapsed_s == 2.0


def test_without_an_outcome_the_segment_begins_again() -> None:
    session = begun()
    events = session.replace(TIMELINE, 0, 107.0)
    assert not [one for one in events if isinstance(one, SegmentOver)]
    assert [one for one in events if isinstance(one, SegmentStarted)] == [SegmentStarted(107.0, TIMELINE.segments[0])]
    assert session.snapshot(107.0).elapsed_s == 0.0


def test_what_was_due_before_comes_first_and_what_is_due_in_the_new_segment_comes_at_once() -> None:
    session = begun()
    loud = replace(
        KNEE, segments=(*KNEE.segments[:2], replace(KNEE.segments[2], cues=(Cue("name", 0.0),)), *KNEE.segments[3:])
    )
    events = session.replace(loud, 2, 120.0, "early")
    halfway = next(one for one in events if isinstance(one, CueDue) and one.cue.kind == "halfway")
    assert halfway.at == 115.0
    assert events.index(halfway) < next(n for n, one in enumerate(events) if isinstance(one, StepReplaced))
    assert events[-1] == CueDue(120.0, loud.segments[2], Cue("name", 0.0), loud.segments[2].seconds)


def test_other_words_are_said_from_now_on_and_nothing_begins_again() -> None:
    session = begun()
    other = with_cue(TIMELINE, Cue("form", 12.0, "Breathe out"))
    events = session.say(other, 110.0)
    assert events[-1] == CuesChanged(110.0, other)
    assert not [one for one in events if isinstance(one, SegmentStarted) and one.at == 110.0]
    assert session.timeline == other
    assert session.snapshot(111.0).elapsed_s == 11.0
    assert [one.cue.say for one in session.advance(113.0) if isinstance(one, CueDue)] == ["Breathe out"]


def with_cue(timeline: Timeline, cue: Cue) -> Timeline:
    first, *rest = timeline.segments
    return replace(timeline, segments=(replace(first, cues=(*first.cues, cue)), *rest))


@pytest.mark.parametrize("end", [Command.STOP, None], ids=["stopped", "completed"])
def test_a_session_that_is_over_stays_over(end: Command | None) -> None:
    session = begun()
    if end is not None:
        session.do(end, 105.0)
    session.advance(500.0)
    assert session.is_over
    assert session.replace(KNEE, 1, 501.0, "skipped") == []
    assert session.say(KNEE, 502.0) == []
    assert session.timeline == TIMELINE
