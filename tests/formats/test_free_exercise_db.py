"""What exercises of free-exercise-db become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routine_timer.errors import NotFound
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.free_exercise_db import ExerciseFilter
from routine_timer.formats.import_writer import write
from routine_timer.formats.importer import TITLES, Imported, import_data
from routine_timer.routine.model import Hold, Reps
from routine_timer.routine.read import read_exercise

from .files import exercise

LIST = [
    exercise("Toe Reach"),
    exercise("Toe Raise", "strength", primaryMuscles=["calves"], equipment=None),
    exercise("Big Lift", "strength", primaryMuscles=["glutes", "wings"]),
]


def pick(**keys: str) -> Imported:
    return import_data(json.dumps(LIST).encode(), ExerciseFilter(**keys))


def names(imported: Imported) -> list[str]:
    return [document["name"] for _, document in imported.exercises]


def test_an_exercise_is_found_by_its_name_whatever_its_case() -> None:
    assert names(pick(exercise="toe reach")) == ["Toe Reach"]


def test_a_name_that_is_not_there_brings_up_the_near_ones() -> None:
    with pytest.raises(NotFound) as refused:
        pick(exercise="toe rech")
    assert refused.value.near[0] == "Toe Reach"


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"muscle": "Hamstrings"}, ["Toe Reach"]),
        ({"category": "strength"}, ["Toe Raise", "Big Lift"]),
        ({"category": "strength", "muscle": "glutes"}, ["Big Lift"]),
    ],
)
def test_muscle_and_category_filter_together(keys: dict[str, str], found: list[str]) -> None:
    assert names(pick(**keys)) == found


@pytest.mark.parametrize("keys", [{"muscle": "hamstring"}, {"category": "stretch"}])
def test_a_filter_that_is_not_a_word_of_the_file_brings_up_the_near_ones(keys: dict[str, str]) -> None:
    with pytest.raises(NotFound) as refused:
        pick(**keys)
    assert refused.value.near


def test_filters_that_leave_nothing_say_so() -> None:
    with pytest.raises(NotFound):
        pick(category="stretching", muscle="glutes")


def test_nobody_gets_all_of_them_by_accident() -> None:
    with pytest.raises(ImportProblem, match="3 exercises: choose which to import"):
        pick()


def test_the_catalogue_reads_what_is_written(tmp_path: Path) -> None:
    written = write(pick(category="stretching"), tmp_path / "routines", tmp_path / "exercises")
    reading = read_exercise(written.exercises[0])
    assert reading.diagnostics == ()
    read = reading.exercise
    assert read is not None
    assert (read.id, read.name, read.dose) == ("toe-reach", "Toe Reach", Hold(30))
    assert (read.stretches, read.strengthens, read.position) == (("hamstrings",), (), None)
    assert read.note == "Level: beginner. Equipment: bands. Also: calves.\nSit tall.\nReach."


def test_an_exercise_that_is_not_a_stretch_gets_ten_reps_and_unknown_muscles_are_reported(tmp_path: Path) -> None:
    imported = pick(exercise="Big Lift")
    written = write(imported, tmp_path, tmp_path)
    read = read_exercise(written.exercises[0]).exercise
    assert read is not None
    assert isinstance(read.dose, Reps)
    assert (read.dose.count, read.strengthens) == (10, ("glutes",))
    assert "unknown muscles are left out: wings" in imported.notes


def test_a_single_exercise_is_a_file_too() -> None:
    imported = import_data(json.dumps(exercise()).encode(), ExerciseFilter(exercise="Toe Reach"))
    assert names(imported) == ["Toe Reach"]


def test_picking_from_a_file_of_timers_is_refused() -> None:
    with pytest.raises(ImportProblem, match="not exercises to choose from"):
        import_data(b'{"workouts": []}', ExerciseFilter(muscle="glutes"))


def test_it_is_recognised_by_what_is_in_it() -> None:
    picked = import_data(json.dumps(LIST).encode(), ExerciseFilter(category="stretching"))
    assert picked.source == TITLES["free-exercise-db"]


def test_more_exercises_than_anybody_wants_at_once_are_refused() -> None:
    many = [exercise(f"Reach {number}") for number in range(1001)]
    with pytest.raises(ImportProblem, match="1,001 exercises are too many to import at once") as refused:
        import_data(json.dumps(many).encode(), ExerciseFilter(category="stretching"))
    assert "--muscle" in refused.value.help
