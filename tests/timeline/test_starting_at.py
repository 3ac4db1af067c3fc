"""A session from a later step on: what comes of the get-ready and of the words said before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.timeline import Timeline, compile_routine, starting_at
from tests.making import hold, reps, routine

STEPS = (
    hold(5, "Plank"),
    hold(6, "Bridge", between=40.0, setup="Lie on your back."),
    reps(4, 3.0, "Clam", sides="both"),
)
TIMELINE = compile_routine(routine(*STEPS, get_ready=10))
AT_ONCE = compile_routine(routine(*STEPS, get_ready=0))


def told(timeline: Timeline) -> list[tuple[str, str, int | None, float | None, float]]:
    return [(one.kind, one.label, one.step, one.seconds, one.starts_at_s) for one in timeline.segments]


def said(timeline: Timeline, index: int) -> list[str]:
    return [f"{cue.kind} {cue.say}".strip() for cue in timeline.segments[index].cues if cue.kind != "count"]


@pytest.mark.parametrize("timeline", [TIMELINE, AT_ONCE])
def test_from_the_first_step_on_it_is_the_same(timeline: Timeline) -> None:
    assert starting_at(timeline, 1) is timeline


def test_the_get_ready_is_as_long_as_the_pause_would_have_been_and_says_what_the_step_needs() -> None:
    made = starting_at(TIMELINE, 2)
    assert told(made)[:2] == [("get-ready", "Bridge", 2, 40.0, 0.0), ("hold", "Bridge", 2, 6.0, 40.0)]
    assert said(made, 0) == ["name", "setup Lie on your back."]
    assert told(made)[2:] == [(*one[:4], one[4] - 15.0) for one in told(TIMELINE)[4:]]
    assert made.steps == TIMELINE.steps


def test_a_get_ready_that_is_longer_stays_as_it_is() -> None:
    made = starting_at(compile_routine(routine(*STEPS, get_ready=60)), 2)
    assert told(made)[0] == ("get-ready", "Bridge", 2, 60.0, 0.0)


def test_after_work_without_a_pause_the_get_ready_is_the_routine_s_own() -> None:
    segments = tuple(one for one in TIMELINE.segments if one.kind != "between")
    assert told(starting_at(replace(TIMELINE, segments=segments), 2))[0] == ("get-ready", "Bridge", 2, 10.0, 0.0)
    longer = tuple(replace(one, seconds=50.0) if one.step == 1 and one.is_work else one for one in segments)
    assert told(starting_at(replace(TIMELINE, segments=longer), 2))[0] == ("get-ready", "Bridge", 2, 10.0, 0.0)
    tiny = replace(TIMELINE.segments[0], seconds=0.5, cues=())
    short = starting_at(replace(TIMELINE, segments=(tiny, *segments[1:])), 3)
    assert [one.kind for one in short.segments[:2]] == ["get-ready", "reps"]


def test_without_a_get_ready_it_starts_with_the_step_itself_and_its_words() -> None:
    made = starting_at(AT_ONCE, 2)
    assert told(made)[0] == ("hold", "Bridge", 2, 6.0, 0.0)
    assert said(made, 0)[0] == "name"
    assert [one.n for one in made.segments] == list(range(1, len(made.segments) + 1))


def test_a_step_that_comes_second_after_a_first_without_pause_is_not_the_first() -> None:
    segments = tuple(one for one in AT_ONCE.segments if one.kind != "between")
    assert told(starting_at(replace(AT_ONCE, segments=segments), 2))[0][1] == "Bridge"
