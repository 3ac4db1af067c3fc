"""A timeline reads back exactly as it was written, whatever routine it came from and whichever version wrote it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from routine_timer.routine.model import Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.timeline import compile_routine
from routine_timer.timeline.serialize import BadTimelineText, timeline_from_text, timeline_to_text
from tests.making import hold, reps, routine, routines

VERSION_0_1_0 = Path(__file__).parent / "version_0_1_0"
"""A routine with every kind of dose, cue and pause, and the timeline text that version 0.1.0 wrote for it."""


@given(routines)
@settings(max_examples=40)
def test_any_timeline_reads_back_as_it_was_written(made: Routine) -> None:
    timeline = compile_routine(made)
    assert timeline_from_text(timeline_to_text(timeline)) == timeline


def test_a_tempo_and_words_of_any_script_survive() -> None:
    step = Step("Brücke ▣ \x1b[31m", Reps(8, rep_s=5.0, tempo=Tempo(2, 1, 2, 0)), avoid=("Rollen",), easier="kürzer")
    timeline = compile_routine(routine(step))
    assert timeline_from_text(timeline_to_text(timeline)) == timeline


def test_fields_from_a_later_version_are_ignored() -> None:
    timeline = compile_routine(routine(hold(), reps()))
    text = timeline_to_text(timeline).replace('{"n":1,', '{"n":1,"weather":"fair",', 1)
    assert timeline_from_text(text) == timeline


def test_a_timeline_from_version_0_1_0_keeps_every_value() -> None:
    text = (VERSION_0_1_0 / "every-kind.json").read_text(encoding="utf-8")
    timeline = timeline_from_text(text)
    assert _differences(json.loads(text), msgspec.to_builtins(timeline)) == []
    doses = [step.dose for step in timeline.steps]
    assert doses[0] == Hold(20.0, 30.0, "range")
    assert doses[3] == (Phase(Hold(30.0), "Draw both legs in"), Phase(Hold(20.0, 25.0, "range"), "Press the knee away"))
    assert doses[4] == Reps(8, 12, 5.0, Tempo(2, 0, 2, 1))


def _differences(old: Any, new: Any, where: str = "") -> list[str]:
    """The values of `old` that are not the same in `new`, which may have more fields."""
    if isinstance(old, dict):
        names = {"lift": "move", "hold_high": "hold", "lower": "back", "hold_low": "rest"} if "lower" in old else {}
        return [line for key in old for line in _differences(old[key], new.get(names.get(key, key)), f"{where}.{key}")]
    if isinstance(old, list):
        pairs = zip(old, new, strict=True)
        return [line for n, (one, other) in enumerate(pairs) for line in _differences(one, other, f"{where}[{n}]")]
    return [] if old == new else [f"{where}: {old!r} became {new!r}"]


@pytest.mark.parametrize(
    "text",
    [
        "", "nonsense", "[]", "{}", "null", '{"routine":"a","name":"b","segments":[],"steps":[]}', '{"segments":[1]}',
        '{"routine":"a","name":"b","segments":[],"steps":[1]}',
    ],
    ids=["empty", "not JSON", "a list", "nothing in it", "null", "no segments", "segments that are numbers", "steps"],
)  # fmt: skip
def test_text_that_is_not_a_timeline_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadTimelineText) as refused:
        timeline_from_text(text)
    assert "partly done" in refused.value.help


def test_a_refusal_says_what_is_wrong() -> None:
    timeline = compile_routine(routine(hold(), hold()))
    for steps in ((), timeline.steps[:1]):
        with pytest.raises(BadTimelineText) as refused:
            timeline_from_text(timeline_to_text(msgspec.structs.replace(timeline, steps=steps)))
        assert str(refused.value) == "can't read the session's timeline: its segments and steps don't match"
    with pytest.raises(BadTimelineText, match=r"^can't read the session's timeline \(JSON is malformed"):
        timeline_from_text("nonsense")
