"""Out and in again: the same timeline where the format can hold it, the same time to the second where it can't."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.formats.exporter import Target, export_routine
from routine_timer.formats.format_errors import ExportProblem
from routine_timer.formats.importer import import_data
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Routine, Step
from routine_timer.timeline import Timeline, compile_routine
from tests.making import hold, reps, routine
from tests.making import routines as any_routine

from . import files
from .files import backup, bring, circuit, custom, group, interval, seconds_file, step, workout

_s = st.integers(1, 60)
_rest = st.sampled_from([0, 0, 5, 10])
_times = st.integers(1, 3)
_name = st.sampled_from(["Clam", "Plank", "Bridge"])


def out(made: Routine, to: Target) -> tuple[bytes, tuple[str, ...]]:
    exported = export_routine(compile_routine(made), made, to)
    return exported.content, exported.notes


def again(made: Routine, to: Target) -> Timeline:
    return files.timeline(import_data(out(made, to)[0]))


@st.composite
def seconds_values(draw: st.DrawFn) -> dict[str, Any]:
    intervals = st.lists(
        st.builds(
            interval,
            _name,
            _s,
            split=st.booleans(),
            splitRest=_rest,
            halfwayAlert=st.booleans(),
            indefinite=st.sampled_from([False, False, True]),
        ),
        min_size=1,
        max_size=3,
    )

    def ring(ends: bool) -> dict[str, Any]:
        edges = {"warmup": {"name": "Warm Up", "duration": draw(_rest)}} if ends else {}
        return circuit(*draw(intervals), sets=draw(_times), rest=draw(_rest), set_rest=draw(_rest), **edges)

    def row() -> dict[str, Any]:
        rests = [interval("Rest", seconds, rest=True) for seconds in draw(st.lists(_s, max_size=2))]
        return custom(*draw(st.permutations([*draw(intervals), *rests])))

    kind = draw(st.sampled_from(["circuit", "custom", "compound"]))
    if kind == "circuit":
        return seconds_file(ring(ends=True))
    if kind == "custom":
        return seconds_file(row())
    parts = [ring(ends=False), row(), ring(ends=False)][: draw(st.integers(1, 3))]
    return seconds_file({"name": "All", "type": 4, "timers": parts, "timerRest": {"duration": draw(_rest)}})


_exercises = st.lists(st.tuples(_name, _s) | st.tuples(st.just("Rest"), _s), max_size=4)
_jawt = st.lists(st.tuples(_times, _exercises), min_size=1, max_size=3).map(lambda sets: workout(*sets))

_half = st.just({"type": "HALF", "label": "0"})
_voice = st.sampled_from(["Chin in", "{SName}!"]).map(lambda words: {"type": "VOICE", "content": words})
_behaviour = st.lists(_half | _voice | st.just({"type": "HALT"}), max_size=3)
_steps = st.builds(lambda n, s, b: step(n, s * 500, *b), _name | st.just("Rest"), _s, _behaviour)
_groups = st.builds(lambda n, steps: group(n, *steps), _times, st.lists(_steps, max_size=3))
_backup = st.lists(_steps | _groups, min_size=1, max_size=3).map(lambda steps: backup(*steps))


@pytest.mark.sweep
@pytest.mark.parametrize(("values", "to"), [(seconds_values(), "seconds"), (_jawt, "jawt"), (_backup, "timer-machine")])
def test_what_was_imported_comes_back_from_its_own_program_as_the_same_timeline(
    values: st.SearchStrategy[dict[str, Any]], to: Target
) -> None:
    @settings(max_examples=60)
    @given(values)
    def check(value: dict[str, Any]) -> None:
        for made in files.routines(bring(value)):
            before = compile_routine(made)
            assert again(made, to).segments == before.segments

    check()


def test_a_looped_timer_with_groups_comes_back_looped() -> None:
    (made,) = files.routines(bring(backup(group(3, step("A"), step("Rest", 5000)), step("B"), loop=2)))
    assert again(made, "timer-machine").segments == compile_routine(made).segments


def test_a_compound_that_repeats_comes_back_repeating() -> None:
    parts = [circuit(interval(), sets=2, set_rest=5), custom(interval("B", 9))]
    whole = {"type": 4, "timers": parts, "numberOfSets": 3, "circuitRest": {"duration": 60}}
    (made,) = files.routines(bring(seconds_file(whole)))
    assert again(made, "seconds").segments == compile_routine(made).segments


def heard(timeline: Timeline) -> list[tuple[str, float | None]]:
    """What a person lives through: works with their seconds, and the pauses between them, whatever they are called."""
    told: list[tuple[str, float | None]] = []
    for segment in timeline.segments:
        if segment.is_work:
            told.append(("work", segment.seconds))
        elif told and told[-1][0] == "pause":
            told[-1] = ("pause", (told[-1][1] or 0) + (segment.seconds or 0))
        else:
            told.append(("pause", segment.seconds))
    return told


@pytest.mark.sweep
@pytest.mark.parametrize("to", ["seconds", "timer-machine"])
def test_any_routine_takes_the_same_time_in_the_same_places_there(to: Target) -> None:
    @settings(max_examples=60)
    @given(any_routine)
    def check(made: Routine) -> None:
        assert heard(again(made, to)) == heard(compile_routine(made))

    check()


@settings(max_examples=60)
@given(any_routine)
def test_any_routine_takes_the_same_time_in_whole_seconds_in_a_workout(made: Routine) -> None:
    before = heard(compile_routine(made))
    after = heard(again(made, "jawt"))
    assert [kind for kind, _ in after] == [kind for kind, _ in before]
    assert all(s is None or abs(s - (t or 0)) <= 0.5 for (_, s), (_, t) in zip(before, after, strict=True))


def test_the_same_routine_always_gives_the_same_bytes() -> None:
    made = routine(hold(), reps())
    assert out(made, "seconds") == out(made, "seconds")


def test_a_split_interval_is_as_long_as_both_sides() -> None:
    written = json.loads(out(routine(hold(30, sides="both", switch=4.0)), "seconds")[0])
    (only,) = written["items"][0]["intervals"]
    assert (only["duration"], only["split"], only["splitRest"]) == (60, True, 4)


def test_a_workout_names_the_sides_as_exercises_of_their_own() -> None:
    written = json.loads(out(routine(hold(30, "Pigeon", sides="both", switch=4.0), get_ready=0), "jawt")[0])
    (only,) = written["workouts"][0]["sets"]
    assert [(e["name"], e["duration"]) for e in only["exercises"]] == [
        ("Pigeon, left", 30),
        ("Switch sides", 4),
        ("Pigeon, right", 30),
    ]


@pytest.mark.parametrize(
    ("made", "to", "told"),
    [
        (routine(reps(8, 3.0)), "seconds", "Clam: 8 reps are exported as 24 s"),
        (routine(reps(8, None)), "jawt", "Clam × 8: lasts 24 s"),
        (routine(hold(cues=(FormCue("Tall"),))), "seconds", "Seconds has no cues, so they are left out: Plank"),
        (routine(Step("A", Hold(20, 30, "range"))), "jawt", "A: 20 to 30 s exported as 20 s"),
        (routine(Step("A", Hold(20, 40, "at-least"))), "jawt", "A: at least 20 s exported as 20 s"),
        (routine(Step("A", Hold(60, 60, "up-to"))), "jawt", "A: up to 60 s, with an early end, exported as 60 s"),
        (routine(hold(1.5)), "jawt", "Plank: 1.5 s rounded to 2 s"),
        (routine(hold(sets=3)), "jawt", "Plank: its 3 sets are exported as rounds"),
        (
            routine(hold(sides="both", first="right")),
            "seconds",
            "Plank: starts on the left in the export, not on the right",
        ),
        (routine(Step("A", (Phase(Hold(5), "In"),) * 2)), "timer-machine", "A: its 2 parts are exported as steps"),
        (
            routine(Circuit((hold(),), rounds=2, rest=30), get_ready=0),
            "jawt",
            "a rest of 30 s also plays after the last round: that app can't leave it out",
        ),
    ],
)
def test_what_an_export_loses_is_reported(made: Routine, to: Target, told: str) -> None:
    assert told in out(made, to)[1]


def test_an_unknown_format_or_a_routine_that_is_too_long_is_refused() -> None:
    made = routine(hold(10.0))
    with pytest.raises(ExportProblem, match="'pdf' is not an export format") as refused:
        export_routine(compile_routine(made), made, "pdf")  # type: ignore[arg-type]
    assert "timer-machine" in refused.value.help
    endless = routine(Circuit((Circuit((Circuit((hold(1.0),), rounds=99),), rounds=99),), rounds=99))
    with pytest.raises(ExportProblem, match="counting every round"):
        export_routine(compile_routine(made), endless, "seconds")
