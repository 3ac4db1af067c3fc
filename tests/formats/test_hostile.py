"""Files that are broken, or meant to do harm: refused in one sentence with a path, soon, and without much memory."""

from __future__ import annotations

import copy
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.errors import NotFound
from routine_timer.formats import bounded_json
from routine_timer.formats.bounded_json import read_bytes
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.free_exercise_db import ExerciseFilter
from routine_timer.formats.importer import Imported, import_data, is_routine_file

from .files import backup, bring, circuit, custom, exercise, group, interval, routines, seconds_file, step, workout

REAL: dict[str, Any] = {
    "seconds": seconds_file(
        circuit(interval("A", 30, split=True, splitRest=3), interval("B", 0, indefinite=True), sets=3, rest=5),
        {"name": "F", "items": [custom(interval("C", 20, halfwayAlert=True, rest=False), notes="n")]},
        {"type": 4, "timers": [circuit(interval())], "timerRest": {"duration": 3}, "numberOfSets": 2},
    ),
    "jawt": {"workouts": [workout((2, [("A", 20), ("Rest", 5)]), (1, [("B", 3)]))]},
    "timer-machine": backup(
        step("A", 5000, {"type": "VOICE", "content": "{SName} {GLoop}"}, {"type": "HALF"}),
        group(2, step("B", 2000, {"type": "HALT"}), step("Rest", 1000)),
        loop=2,
        startStep=step("S"),
    ),
    "free-exercise-db": [exercise(), exercise("Toe Raise", "strength")],
}
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 10**30, -(10**30), 10**9, 0.1, "", "x" * 300, "\x1b[2J\u202e\ud800", [], {}, [[]], [None],
    {"duration": {}}, float("nan"), float("inf"), "\x00", [1] * 1500,
)  # fmt: skip


def refused(data: bytes) -> ImportProblem:
    with pytest.raises(ImportProblem) as problem:
        import_data(data)
    assert problem.value.path.startswith("$")
    return problem.value


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"{", b'{"workouts": [', b'{"workouts": [{"title": "T', b"nonsense", b"[1,]"]
)
def test_what_is_not_json_is_refused_with_its_place(data: bytes) -> None:
    assert "line 1" in str(refused(data))


def test_an_error_about_the_whole_file_has_no_path() -> None:
    assert str(refused(b"x")).startswith("this is not JSON")


def test_a_routine_file_is_told_from_json_and_other_text() -> None:
    assert is_routine_file(b'# Mine\n\nformat = 1\nname = "Mine"\n\n[[step]]\nname = "Hold"\n')
    assert not is_routine_file(b"# A page\n\nSome text about [[step]].\n")
    assert not is_routine_file(b'{"name": "[[step]]"}')


@pytest.mark.parametrize("data", [b"{}", b"[]", b"3", b"null", b'"text"', b'{"name": "x"}', b"[{}]"])
def test_json_of_no_known_program_is_refused(data: bytes) -> None:
    assert "isn't from a program that can be imported" in str(refused(data))


def test_the_end_of_a_cut_file_is_what_is_named() -> None:
    whole = json.dumps(REAL["seconds"]).encode()
    assert "ends too early" in str(refused(whole[: len(whole) // 2]))


@pytest.mark.parametrize("opening", [b"[", b'{"items":', b'[{"a":'])
def test_nesting_is_refused_before_the_parser_sees_it(opening: bytes) -> None:
    assert "nested more than 64" in str(refused(opening * 1_000_000))
    assert "nested more than 64" in str(refused(opening * 65 + b"1"))


def test_brackets_in_a_text_are_no_nesting() -> None:
    title = "[{" * 30
    (routine,) = routines(bring(workout((1, [("A", 5)]), title=title)))
    assert routine.name == title


def test_more_values_than_memory_should_hold_are_refused() -> None:
    assert "more than 1,000,000 values" in str(refused(b"[" + b"[]," * 1_000_001))


def test_a_file_over_twenty_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as stream:
        stream.truncate(bounded_json.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(ImportProblem, match="too large"):
        read_bytes(file)


def test_bytes_over_twenty_megabytes_are_refused() -> None:
    assert "too large" in str(refused(b" " * (bounded_json.MAX_BYTES + 1)))


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe):
        with pytest.raises(ImportProblem, match="is not a file"):
            read_bytes(place)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (seconds_file(circuit(interval(), sets=10**9)), "$.items[0].numberOfSets"),
        (seconds_file(circuit(interval(), sets=-1)), "$.items[0].numberOfSets"),
        (seconds_file(circuit(interval(duration=5 * 3600))), "$.items[0].intervals[0].duration"),
        (seconds_file(circuit(interval(duration=float("nan")))), "$.items[0].intervals[0].duration"),
        (seconds_file(circuit(interval(duration=10**400))), "$.items[0].intervals[0].duration"),
        (seconds_file(circuit(interval(split="yes"))), "$.items[0].intervals[0].split"),
        (seconds_file(circuit(interval(), warmup=[])), "$.items[0].warmup"),
        (seconds_file({"type": 3, "intervals": {}}), "$.items[0].intervals"),
        ({"items": [3]}, "$.items[0]"),
        (seconds_file({"name": 5, "items": []}), "$.items[0].name"),
        (seconds_file({"type": 4, "timers": [{"items": []}]}), "$.items[0].timers[0]"),
        (seconds_file(circuit(*[interval()] * 20, sets=100)), "$.items[0]"),
        (seconds_file(custom(*[interval(rest=True, duration=14_000)] * 2, interval())), "$.items[0]"),
        (seconds_file(custom(*[interval()] * 1001)), "$.items[0].intervals"),
        (backup(step("A", -5)), "$.timers[0].steps[0].length"),
        (backup(step("A", 10**12)), "$.timers[0].steps[0].length"),
        (backup(step("A", True)), "$.timers[0].steps[0].length"),
        (backup(step("A", 5, {"content": "no type"})), "$.timers[0].steps[0].behaviour[0]"),
        (backup(step(), loop=10**9), "$.timers[0].loop"),
        ({"timers": {"a": 1}}, "$.timers"),
        ({"workouts": 5}, "$.workouts"),
        ([exercise(), {"name": 7}], "$[1].name"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_named_by_its_path(value: object, path: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        import_data(
            json.dumps(value).encode(), ExerciseFilter(category="stretching") if isinstance(value, list) else None
        )
    assert problem.value.path == path


def test_sets_of_sets_of_sets_are_counted_and_never_laid_out() -> None:
    timer = circuit(interval(), sets=100)
    for _ in range(12):
        timer = {"type": 4, "timers": [timer], "numberOfSets": 100}
    assert "too many" in str(refused(json.dumps(seconds_file(timer)).encode()))


def test_what_would_take_more_than_a_day_is_refused_instead_of_making_a_routine_that_is() -> None:
    day = [interval(duration=4 * 3600)] * 6
    import_data(json.dumps(seconds_file(custom(*day))).encode())
    assert "more than a day" in str(refused(json.dumps(seconds_file(custom(*day, interval()))).encode()))


def test_rounds_within_rounds_deeper_than_a_routine_may_have_are_refused() -> None:
    timer = circuit(interval(), sets=2)
    for _ in range(8):
        timer = {"type": 4, "timers": [timer], "numberOfSets": 2}
    assert "more than 8 deep" in str(refused(json.dumps(seconds_file(timer)).encode()))


def test_names_that_would_move_the_cursor_are_made_visible() -> None:
    (routine,) = routines(bring(workout((1, [("\x1b[2JA\u202e", 5)]), title="a\nb")))
    assert routine.name == "a b"
    assert [step.name for step in routine.steps] == ["␛[2JA\ufffd"]


def test_a_very_long_name_is_cut() -> None:
    (routine,) = routines(bring(workout((1, [("A", 5)]), title="long " * 1000)))
    assert len(routine.name) == 120


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in _places(child, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> object:
    """A file in the shape of a real one, some of its values taken out or replaced by strange ones."""
    value = copy.deepcopy(REAL[draw(st.sampled_from(sorted(REAL)))])
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(_places(value)))
        if not place:
            continue
        parent = value
        for key in place[:-1]:
            parent = parent[key]
        if draw(st.booleans()) and isinstance(parent, dict):
            del parent[place[-1]]
        else:
            parent[place[-1]] = copy.deepcopy(draw(st.sampled_from(STRANGE)))
    return value


def _taken(data: bytes, pick: ExerciseFilter) -> Imported | ImportProblem | NotFound:
    try:
        return import_data(data, pick)
    except (ImportProblem, NotFound) as problem:
        return problem


def _survives(data: bytes) -> None:
    """Whatever it is: refused with a path, or read without an error by the routine reader."""
    for pick in (ExerciseFilter(), ExerciseFilter(category="stretching")):
        match _taken(data, pick):
            case Imported() as imported:
                routines(imported)
            case ImportProblem() as problem:
                assert problem.path.startswith("$")
                assert "\n" not in str(problem)
            case NotFound():
                assert pick


@settings(max_examples=150)
@given(mutated())
def test_a_real_file_with_strange_values_is_refused_or_makes_good_routines(value: object) -> None:
    _survives(json.dumps(value).encode())


@settings(max_examples=60)
@given(st.sampled_from(sorted(REAL)), st.integers(0, 4000), st.binary(max_size=3))
def test_a_real_file_cut_or_spoilt_anywhere_is_refused_or_makes_good_routines(name: str, at: int, put: bytes) -> None:
    data = json.dumps(REAL[name]).encode()
    _survives(data[: at % len(data)] + put)
    _survives(data[: at % len(data)] + put + data[at % len(data) + len(put) :])


_json = st.recursive(
    st.sampled_from(STRANGE),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["items", "timers", "steps", "workouts", "sets", "title", "type", "intervals", "name", "loop"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100)
@given(_json)
def test_any_json_is_refused_or_makes_good_routines(value: object) -> None:
    _survives(json.dumps(value).encode())


@given(st.binary(max_size=60))
def test_no_noise_is_taken_for_a_file(data: bytes) -> None:
    assert refused(data).path == "$"


def test_a_zip_is_named_as_that(tmp_path: Path) -> None:
    file = tmp_path / "timers.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("timers.json", "[" * 200)
    with pytest.raises(ImportProblem, match="this is a zip file, not JSON"):
        import_data(file.read_bytes())
    with zipfile.ZipFile(file, "w"):
        pass
    with pytest.raises(ImportProblem, match="this is a zip file, not JSON"):
        import_data(file.read_bytes())
