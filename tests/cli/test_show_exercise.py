"""`show EXERCISE`: everything about one exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

KEYS = [
    *("id", "name", "position", "setup", "cues", "avoid", "easier", "harder", "easier_exercise", "harder_exercise"),
    *("dose", "props", "stretches", "strengthens", "source"),
]


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_an_exercise_is_explained_from_the_set_up_to_the_source(run: Run) -> None:
    shown = run("show", "clam")
    lines = shown.out.splitlines()
    assert (shown.code, shown.err, lines[0]) == (0, "", "Clam")
    assert all(len(line) <= 80 for line in lines)
    facts = [line.split("  ")[0] for line in lines if line[:1].isalpha()][1:]
    assert facts == [
        *("also called", "dose", "position", "you need", "set-up", "cues", "avoid", "easier", "harder"),
        *("strengthens", "note", "source"),
    ]
    assert "dose          20 reps each side" in lines
    assert "cues          Open the top knee, heels together" in lines
    assert "easier        Open only half as far" in lines
    assert "position      lying on your side" in lines
    drawn = lines[1 : next(i for i, line in enumerate(lines) if line.startswith("also called"))]
    assert sum(bool(line.strip()) for line in drawn) > 4, "with its figure"


def test_as_json_every_key_is_there_and_no_placeholder(run: Run) -> None:
    shown = run("show", "clam", "--json").json
    assert list(shown) == KEYS
    assert (shown["id"], shown["dose"], shown["props"]) == ("clam", "20 reps each side", ["mat"])
    assert shown["position"] == "lying on the side", "as files say it"
    assert shown["setup"].startswith("Lie on your right side")
    assert shown["cues"][0] == "Open the top knee, heels together"
    bare = run("show", "plank", "--json").json
    assert list(bare) == KEYS
    assert isinstance(bare["stretches"], list)


def test_the_ladder_names_the_exercises_on_it(run: Run) -> None:
    assert run("show", "bridge", "--json").json["harder_exercise"]
    assert " or " in next(line for line in run("show", "bridge").out.splitlines() if line.startswith(" " * 14 + "or "))


@pytest.mark.parametrize("name", ["clam", "Clam", "clamshell"])
def test_an_exercise_goes_by_its_id_name_or_alias(run: Run, name: str) -> None:
    assert run("show", name, "--json").json["id"] == "clam"


def test_a_routine_is_found_first_unless_the_exercise_is_asked_for(run: Run) -> None:
    assert "segments" in run("show", "walking-drill", "--json").json
    assert "cues" in run("show", "--exercise", "walking-drill", "--json").json
    assert "cues" in run("show", "walking-drill", "--exercise", "--json").json


@pytest.mark.parametrize("options", [(), ("--exercise",)])
def test_a_misspelt_exercise_is_suggested(run: Run, options: tuple[str, ...]) -> None:
    shown = run("show", "brigde", *options)
    assert (shown.code, shown.out) == (1, "")
    assert "did you mean bridge" in shown.err


def test_an_exercise_of_ones_own_may_leave_almost_everything_out(run: Run, home: Path) -> None:
    (home / "exercises").mkdir()
    (home / "exercises" / "own-thing.toml").write_text('format = 1\nname = "Own thing"\ndose = "30s"\n')
    shown = run("show", "own-thing")
    assert shown.out.splitlines() == ["Own thing", "dose          30 s"]
    assert run("show", "own-thing", "--json").json["source"] is None


def test_the_parts_of_an_exercise_are_among_its_cues(run: Run) -> None:
    first, second, *_ = run("show", "supine-pigeon", "--json").json["cues"]
    assert "Reach" in first
    assert second != first
