"""`import` from the command line: what is written, what is reported, and that nothing is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routine_timer.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def workout(title: str = "Evening", *exercises: tuple[str, int]) -> object:
    listed = [{"name": name, "duration": seconds} for name, seconds in exercises or (("Plank", 30), ("Rest", 10))]
    return {"title": title, "sets": [{"repetitions": 2, "exercises": listed}], "version": 2, "position": -1}


def exercises() -> list[dict[str, object]]:
    return [
        {
            "id": name.replace(" ", "_"),
            "name": name,
            "force": "static",
            "level": "beginner",
            "mechanic": None,
            "equipment": None,
            "primaryMuscles": [muscle],
            "secondaryMuscles": [],
            "instructions": ["Do it."],
            "category": category,
            "images": [],
        }
        for name, muscle, category in [
            ("Calf Lean", "calves", "stretching"),
            ("Calf Raise", "calves", "strength"),
            ("Chest Opener", "chest", "stretching"),
        ]
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.json"


def test_a_routine_is_written_reported_and_ready_to_start(home: Path, file: Path, capsys: Capture) -> None:
    file.write_text(json.dumps(workout("Evening", ("Plank", 30), ("Rest", 10), ("Bridge", 20))))
    assert main(["import", str(file)]) == 0
    told = capsys.readouterr()
    written = home / "routines" / "evening.toml"
    assert str(written) in told.out
    assert "2 steps, Evening" in told.out
    assert main(["check", str(written)]) == 0
    assert main(["show", "evening"]) == 0


def test_twice_makes_a_second_one_and_leaves_the_first_as_it_is(home: Path, file: Path, capsys: Capture) -> None:
    file.write_text(json.dumps(workout()))
    assert main(["import", str(file)]) == 0
    first = home / "routines" / "evening.toml"
    first.write_text("# mine now\n")
    assert main(["import", str(file)]) == 0
    assert first.read_text() == "# mine now\n"
    assert (home / "routines" / "evening-2.toml").is_file()
    assert "note:" in capsys.readouterr().err


def test_a_bundled_routine_is_not_hidden_by_an_imported_one(home: Path, file: Path) -> None:
    file.write_text(json.dumps(workout("After workout")))
    assert main(["import", str(file)]) == 0
    assert [one.name for one in (home / "routines").glob("*.toml")] == ["after-workout-2.toml"]


def test_exercises_are_picked_and_come_into_the_catalogue(home: Path, file: Path, capsys: Capture) -> None:
    file.write_text(json.dumps(exercises()))
    assert main(["import", str(file), "--muscle", "calves", "--category", "stretching"]) == 0
    assert [one.name for one in (home / "exercises").glob("*.toml")] == ["calf-lean.toml"]
    assert "Calf Lean" in capsys.readouterr().out
    routine = home / "routines" / "mine.toml"
    routine.parent.mkdir()
    routine.write_text('format = 1\nname = "Mine"\n[[step]]\nexercise = "calf-lean"\n')
    assert main(["show", "mine"]) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not json", "JSON"),
        (b'{"x": 1}', "isn't from a program"),
        (b'{"workouts": [{"title": "x", "sets": 5}]}', "$.workouts[0].sets"),
        (b"[" * 100, "deep"),
        (b'# mine\nformat = 1\nname = "x"\n\n[[step]]\nname = "Hold"\n', "this is already a routine file"),
    ],
)
def test_an_unreadable_file_is_explained_and_writes_nothing(
    content: bytes, told: str, home: Path, file: Path, capsys: Capture
) -> None:
    file.write_bytes(content)
    assert main(["import", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert not (home / "routines").exists()


def test_a_file_that_is_not_there_is_named(capsys: Capture) -> None:
    assert main(["import", "nowhere.json"]) == 1
    assert "nowhere.json" in capsys.readouterr().err


def test_a_hostile_name_is_shown_and_never_obeyed(home: Path, file: Path, capsys: Capture) -> None:
    file.write_text(json.dumps(workout("../../\x1b[2Jevil\u202e", ("\x1b]0;x\x07", 30))))
    assert main(["import", str(file)]) == 0
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err
    assert [one.parent for one in home.rglob("*.toml")] == [home / "routines"]


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--nonsense"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["import", *words])
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param({"workouts": []}, 0, id="no timers"),
        pytest.param({"name": "Folder", "identifier": "A", "items": []}, 0, id="an empty folder"),
        pytest.param(workout("Evening", ("Rest", 0)), 1, id="a timer that can't be imported"),
    ],
)
def test_nothing_imported_is_said_and_an_error_only_if_there_was_something(
    home: Path, file: Path, capsys: Capture, content: object, code: int
) -> None:
    file.write_text(json.dumps(content))
    assert main(["import", str(file)]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "nothing was imported" in told.err
    assert not (home / "routines").exists()


def test_the_check_of_an_imported_file_is_reported(home: Path, file: Path, capsys: Capture) -> None:
    broken = [one | {"primaryMuscles": ["wings"]} for one in exercises()[:1]]
    file.write_text(json.dumps(broken))
    assert main(["import", str(file), "--exercise", "Calf Lean"]) == 0
    told = capsys.readouterr()
    assert "calf-lean.toml  Calf Lean" in told.out
    assert "wings" in told.err
