"""From the text of a routine to what it means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.routine.read import Reading, read_file, read_text
from routine_timer.routine.routine_files import LARGEST_FILE
from tests.routine.conftest import Read


def routine_of(reading: Reading) -> Routine:
    assert reading.routine is not None, reading.diagnostics
    return reading.routine


def only_step(reading: Reading) -> Step:
    (step,) = routine_of(reading).steps
    assert isinstance(step, Step)
    return step


def test_what_a_routine_leaves_out_has_its_default(read: Read) -> None:
    reading = read('[[step]]\nname = "Plank"\nhold = "30s"')
    routine = routine_of(reading)
    assert (routine.id, routine.name, routine.get_ready, routine.targets) == ("test", "Test", 10, ())
    assert routine.steps == (Step("Plank", Hold(30), switch=5, between=8),)
    assert reading.check() == ()


def test_a_step_takes_what_it_does_not_say_from_the_catalogue(read: Read) -> None:
    step = only_step(read('[[step]]\nexercise = "clam"'))
    assert (step.name, step.exercise, step.sides, step.position) == ("Clam", "clam", "both", "lying on the side")
    assert step.dose == Reps(20, rep_s=4, tempo=Tempo(1, 1, 2, 0))
    assert step.switch == 12
    assert step.cues[-1] == FormCue("Brace your abdominals, close slowly", "halfway")
    assert "glutes" in step.strengthens
    assert step.easier
    assert step.avoid


def test_what_a_step_says_goes_before_the_catalogue(read: Read) -> None:
    step = only_step(
        read(
            """
            [[step]]
            exercise = "clam"
            name = "Shell"
            hold = "20s"
            sides = "left"
            cues = ["Still"]
            strengthens = []
            easier = "Less"
            """
        )
    )
    assert (step.name, step.exercise, step.dose, step.sides) == ("Shell", "clam", Hold(20), "left")
    assert (step.cues, step.strengthens, step.easier) == ((FormCue("Still"),), (), "Less")


@pytest.mark.parametrize(
    ("exercise", "said", "dose"),
    [
        ("plank", "reps = 5", Reps(5, rep_s=3)),
        ("clam", 'reps = "8-12"', Reps(8, 12, rep_s=4, tempo=Tempo(1, 1, 2, 0))),
        ("clam", 'pace = "self"', Reps(20, rep_s=None)),
        ("clam", 'tempo = "1-0-1-0"', Reps(20, rep_s=2, tempo=Tempo(1, 0, 1, 0))),
        ("clam", 'reps = 5\npace = "2s"', Reps(5, rep_s=2)),
        ("supine-pigeon", 'hold = "45s"', Hold(45)),
        ("plank", 'hold = "20s+"\nmax = "50s"', Hold(20, 50, "at-least")),
    ],
)
def test_a_step_s_own_dose_overrides_the_usual_one(read: Read, exercise: str, said: str, dose: Hold | Reps) -> None:
    assert only_step(read(f'[[step]]\nexercise = "{exercise}"\n{said}')).dose == dose


def test_an_exercise_in_parts_is_a_hold_in_parts(read: Read) -> None:
    dose = only_step(read('[[step]]\nexercise = "supine-pigeon"')).dose
    assert isinstance(dose, tuple)
    assert [phase.hold for phase in dose] == [Hold(30), Hold(30)]


def test_an_exercise_that_alternates_is_held_on_both_sides(read: Read) -> None:
    assert only_step(read('[[step]]\nexercise = "dead-bug"')).sides == "alternating"
    assert only_step(read('[[step]]\nexercise = "dead-bug"\nhold = "30s"')).sides == "both"


@pytest.mark.parametrize(
    ("top", "said", "switch"), [("", "", 12), ("switch = 6\n", "", 6), ("switch = 6\n", "switch = 3", 3)]
)
def test_the_step_says_how_long_a_switch_is_then_the_routine_then_the_exercise(
    read: Read, top: str, said: str, switch: float
) -> None:
    assert only_step(read(f'{top}[[step]]\nexercise = "clam"\n{said}')).switch == switch


def test_cues_of_the_catalogue_that_come_too_late_for_a_short_hold_are_left_out(read: Read, tmp_path: Path) -> None:
    (tmp_path / "lean.toml").write_text(
        'format = 1\nname = "Lean"\ndose = "60s"\ncues = ["In", { at = "50s", say = "Out" }]\n'
    )
    text = 'name = "Test"\n[[step]]\nexercise = "lean"\nhold = "30s"\n'
    step = only_step(read_text(text, Path("test.toml"), Catalogue.load([tmp_path]).exercises))
    assert step.cues == (FormCue("In"),)


def test_phases_and_circuits_become_what_they_are(read: Read) -> None:
    routine = routine_of(
        read(
            """
            between = "4s"
            [[step]]
            name = "Pigeon"
            sides = "both"
            first = "right"
            [[step.phase]]
            hold = "30s"
            cue = "Draw in"
            [[step.phase]]
            hold = "20-40s"
            cue = "Press away"

            [[step]]
            name = "Core"
            rounds = 3
            rest = "30s"
            between = "12s"
            [[step.step]]
            name = "Plank"
            hold = "30s"
            [[step.step]]
            rounds = 2
            [[step.step.step]]
            name = "Bug"
            reps = 8
            """
        )
    )
    pigeon, core = routine.steps
    assert isinstance(pigeon, Step)
    assert pigeon.dose == (Phase(Hold(30), "Draw in"), Phase(Hold(20, 40, "range"), "Press away"))
    assert (pigeon.first, pigeon.between) == ("right", 4)
    assert isinstance(core, Circuit)
    assert (core.name, core.rounds, core.rest, core.between) == ("Core", 3, 30, 12)
    plank, inner = core.steps
    assert isinstance(plank, Step)
    assert isinstance(inner, Circuit)
    assert (inner.rounds, inner.between, len(inner.steps)) == (2, None, 1)


def test_every_mistake_is_reported_in_one_go(read: Read) -> None:
    reading = read(
        'get_ready = "x"\nnmae = 1\n[[step]]\nexercise = "clm"\n[[step]]\nname = "P"\nhold = "0s"\nsets = "2"'
    )
    assert [(one.line, one.code) for one in reading.diagnostics] == [
        (3, "bad-duration"),
        (4, "unknown-key"),
        (6, "unknown-exercise"),
        (9, "zero-duration"),
        (10, "wrong-type"),
    ]


def test_a_mistake_does_not_bring_others_that_only_follow_from_it(read: Read) -> None:
    assert [one.code for one in read('[[step]]\nname = "P"\nhodl = "30s"').diagnostics] == ["unknown-key"]
    assert [one.code for one in read('[[step]]\nname = "P"\nhold = true').diagnostics] == ["wrong-type"]
    assert [one.code for one in read('[[step]]\nexercise = "clm"\nfirst = "left"').diagnostics] == ["unknown-exercise"]


def test_warnings_leave_a_routine_to_follow(read: Read) -> None:
    reading = read('[[step]]\nname = "Plank"\nhold = "30s"\nrest = "10s"')
    assert [(one.code, one.severity) for one in reading.diagnostics] == [("no-effect", "warning")]
    assert reading.routine is not None


def test_a_file_of_windows_is_a_file(tmp_path: Path, catalogue: Catalogue) -> None:
    file = tmp_path / "mine.toml"
    text = 'format = 1\r\nname = "Mine"\r\n[[step]]\r\nexercise = "plank"\r\nside = "both"\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    reading = read_file(file, catalogue.exercises)
    assert [(one.line, one.column, one.end_column) for one in reading.diagnostics] == [(5, 1, 5)]


def test_a_file_over_one_megabyte_is_refused_unread(tmp_path: Path, catalogue: Catalogue) -> None:
    file = tmp_path / "big.toml"
    with file.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    reading = read_file(file, catalogue.exercises)
    assert [one.code for one in reading.diagnostics] == ["too-big"]
    assert reading.text == ""


def test_what_is_not_a_file_is_reported(tmp_path: Path, catalogue: Catalogue) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for name in (".", "pipe.toml", "missing.toml", "null\0.toml"):
        assert [one.code for one in read_file(tmp_path / name, catalogue.exercises).diagnostics] == ["unreadable"]


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 400 + "]" * 400,
        "name = 'x'\n[[step]]\nx = " + "{a=" * 300 + "1" + "}" * 300,
        "a." * 60_000 + "b = 1",
        "'a' . " * 60_000 + "b = 1",
        "a" + " " * 900_000,
        "name = 'x'\n[[step]]\n" + "".join(f"k{number} = 1\n" for number in range(20_000)),
        "x = " + "9" * 5_000,
        "name = 'x'\nstep = " + "[{step=" * 60 + "[]" + "}]" * 60,
        "[" * 5_000,
        "\0",
        "name = 'x'\n[[step]]\nname='y'\nhold = 1979-05-27T07:32:00Z",
        "step = 1979-05-27",
    ],
    ids=range(13),
)
def test_a_hostile_file_is_only_a_broken_file(text: str, catalogue: Catalogue) -> None:
    reading = read_text(text, Path("test.toml"), catalogue.exercises)
    assert reading.routine is None
    assert reading.errors


def test_bundled_routines_are_read_without_a_word(catalogue: Catalogue) -> None:
    from routine_timer import paths

    files = sorted(paths.bundled_routines().glob("*.toml"))
    assert len(files) >= 10
    assert [one for file in files for one in read_file(file, catalogue.exercises).check()] == []
    assert catalogue.broken == ()
