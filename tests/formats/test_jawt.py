"""What a workout of Just Another Workout Timer becomes."""

from __future__ import annotations

import json

import pytest

from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.importer import TITLES, import_data

from .files import bring, routines, rows, workout


def test_sets_repeat_and_rests_are_pauses() -> None:
    assert rows(workout((2, [("Clam", 20), ("Rest", 8), ("Plank", 30)]), (1, [("Bridge", 15)]))) == [
        ("hold", "Clam", 20),
        ("between", "Plank", 8),
        ("hold", "Plank", 30),
        ("hold", "Clam", 20),
        ("between", "Plank", 8),
        ("hold", "Plank", 30),
        ("hold", "Bridge", 15),
    ]


@pytest.mark.parametrize(
    ("exercises", "seconds"),
    [
        ([("Clam", 20), ("Rest", 8)], [20, 8, 20, 8, 9]),
        ([("Rest", 8), ("Clam", 20)], [8, 20, 8, 20, 9]),
        ([("Rest", 7), ("Clam", 20), ("rest", 8)], [7, 20, 15, 20, 8, 9]),
    ],
)
def test_a_rest_at_the_edge_of_a_repeated_set_is_heard_where_it_was(
    exercises: list[tuple[str, int]], seconds: list[int]
) -> None:
    assert [s for _, _, s in rows(workout((2, exercises), (1, [("Plank", 9)])))] == seconds


def test_an_exercise_without_a_duration_takes_thirty_seconds() -> None:
    assert rows({"title": "T", "sets": [{"repetitions": 1, "exercises": [{"name": "A"}]}]}) == [("hold", "A", 30)]


def test_an_export_holds_several_workouts() -> None:
    both = {"workouts": [workout((1, [("A", 5)]), title="One"), workout((1, [("B", 5)]), title="Two")]}
    assert [routine.name for routine in routines(bring(both))] == ["One", "Two"]


def test_text_in_latin_1_is_read_and_reported() -> None:
    data = json.dumps(workout((1, [("Kniebeugé", 5)]), title="Frühstück"), ensure_ascii=False).encode("latin-1")
    imported = import_data(data)
    (routine,) = routines(imported)
    assert routine.name == "Frühstück"
    assert any("Latin-1" in note for note in imported.notes)


def test_latin_1_is_taken_from_no_other_program() -> None:
    with pytest.raises(ImportProblem, match="the text is not UTF-8"):
        import_data('{"items": [{"name": "Frühstück"}]}'.encode("latin-1"))


def test_a_set_that_is_never_done_is_left_out_and_reported() -> None:
    imported = bring(workout((0, [("A", 5)]), (1, [("B", 5)])))
    assert [routine.steps[0].name for routine in routines(imported)] == ["B"]
    assert "Morning: a set with 0 repetitions is left out" in imported.notes


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"workouts": [{"sets": []}]}, "$.workouts[0]"),
        ({"workouts": [{"title": "T"}]}, "$.workouts[0]"),
        ({"title": "T", "sets": [{"exercises": []}]}, "$.sets[0]"),
        ({"title": "T", "sets": [{"repetitions": 1}]}, "$.sets[0]"),
        ({"title": "T", "sets": [{"repetitions": 1, "exercises": [{}]}]}, "$.sets[0].exercises[0]"),
        ({"title": "T", "sets": [{"repetitions": 1.5, "exercises": []}]}, "$.sets[0].repetitions"),
        ({"title": "T", "sets": [{"repetitions": 10**9, "exercises": []}]}, "$.sets[0].repetitions"),
    ],
)
def test_what_must_be_there_is_named_by_its_path(value: object, path: str) -> None:
    with pytest.raises(ImportProblem) as refused:
        bring(value)
    assert refused.value.path == path
    assert str(refused.value).startswith(f"{path}: ")


def test_it_is_recognised_by_what_is_in_it() -> None:
    assert import_data(b'{"workouts": []}').source == TITLES["jawt"]
    assert import_data(b'{"title": "", "sets": []}').source == TITLES["jawt"]
