"""A timeline survives being written down, whatever routine it came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from routine_timer.routine.model import Routine, Tempo
from routine_timer.timeline import compile_routine
from routine_timer.timeline_text import BadTimelineText, timeline_from_text, timeline_to_text
from tests.making import hold, reps, routine, routines


@given(routines)
@settings(max_examples=40)
def test_any_timeline_is_read_back_as_it_was_written(made: Routine) -> None:
    timeline = compile_routine(made)
    assert timeline_from_text(timeline_to_text(timeline)) == timeline


def test_a_tempo_and_words_of_any_script_are_kept() -> None:
    from routine_timer.routine.model import Reps, Step

    step = Step("Brücke ▣ \x1b[31m", Reps(8, rep_s=5.0, tempo=Tempo(2, 1, 2, 0)), avoid=("Rollen",), easier="kürzer")
    timeline = compile_routine(routine(step))
    assert timeline_from_text(timeline_to_text(timeline)) == timeline


def test_what_a_later_version_wrote_besides_is_left_out() -> None:
    timeline = compile_routine(routine(hold(), reps()))
    text = timeline_to_text(timeline).replace('{"n":1,', '{"n":1,"weather":"fair",', 1)
    assert timeline_from_text(text) == timeline


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "[]", "{}", "null", '{"routine":"a","name":"b","segments":[],"steps":[]}', '{"segments":[1]}'],
    ids=["empty", "no JSON", "a list", "nothing in it", "null", "no segments", "a number for a segment"],
)
def test_a_text_that_is_no_timeline_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadTimelineText) as refused:
        timeline_from_text(text)
    assert "partial" in refused.value.help
