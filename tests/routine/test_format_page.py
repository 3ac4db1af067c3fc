"""The page about the format: complete, and right in every example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostic_codes import ADVICE, ERRORS, WARNINGS
from routine_timer.routine.format import CircuitTable, CueTable, ExerciseTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.muscles import MUSCLES
from routine_timer.routine.poses import Figure, Pose, Prop
from routine_timer.routine.read import read_exercise, read_text
from routine_timer.routine.type_check import keys_of
from tests.figures.pose_check import problems
from tests.making import CODES

PAGE = (Path(__file__).parents[2] / "docs" / "routine-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
ROUTINES = [text for text in EXAMPLES if "[[step]]" in text]
EXERCISES = [text for text in EXAMPLES if "[[step]]" not in text]


def section(title: str) -> str:
    """The text below a heading, down to the next one of its level or above."""
    match = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,3}} |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert match is not None, f"docs/routine-format.md has no section {title!r}"
    return match[2]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_section(code: str) -> None:
    assert len(section(code).split()) >= 5


def test_codes_are_under_what_they_are() -> None:
    places = [PAGE.index(f"\n## {title}\n") for title in ("Errors", "Warnings", "Advice")]
    for codes, start, end in zip((ERRORS, WARNINGS, ADVICE), places, [*places[1:], len(PAGE)], strict=True):
        assert set(re.findall(r"^### (.*)$", PAGE[start:end], re.MULTILINE)) == set(codes)


@pytest.mark.parametrize("code", ADVICE)
def test_every_advice_gives_its_reason_and_source(code: str) -> None:
    assert re.search(r"S\d|general\s+practice|BBC|catalogue|`targets`", section(code))


@pytest.mark.parametrize(
    ("title", "tables"),
    [
        ("The routine", [RoutineTable]),
        ("A step", [StepTable]),
        ("Cues", [CueTable]),
        ("Phases", [PhaseTable]),
        ("Circuits", [CircuitTable]),
        ("An exercise of your own", [ExerciseTable]),
        ("A figure of its own", [Figure, Prop, Pose]),
    ],
)
def test_every_key_is_described_and_no_other(title: str, tables: list[type]) -> None:
    rows = re.findall(r"^\| (`.*?`) \|", section(title), re.MULTILINE)
    described = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    assert sorted(described) == sorted(key for table in tables for key in keys_of(table))


def test_every_muscle_word_is_listed() -> None:
    assert re.findall(r"`(.*?)`", section("Muscle words")) == list(MUSCLES)


@pytest.mark.parametrize("text", ROUTINES, ids=range(len(ROUTINES)))
def test_every_example_is_a_routine_that_nobody_has_advice_about(text: str, catalogue: Catalogue) -> None:
    reading = read_text(text, Path("example.toml"), catalogue.exercises)
    assert reading.routine is not None
    told = {one.code for one in reading.check()}
    assert told <= ({"strength-without-stretch"} if "One minute" in text else set())


@pytest.mark.parametrize("text", EXERCISES, ids=range(len(EXERCISES)))
def test_every_example_of_an_exercise_can_be_used_and_drawn(text: str, tmp_path: Path) -> None:
    file = tmp_path / "example.toml"
    file.write_text(text, encoding="utf-8")
    found = read_exercise(file)
    assert found.diagnostics == ()
    assert found.exercise is not None
    assert found.exercise.figure is not None
    assert problems(found.exercise.figure, found.exercise.poses) == []
