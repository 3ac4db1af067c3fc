"""`schema`: the JSON Schema on stdout or in a file."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from routine_timer.cli import main


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_it_prints_a_valid_schema_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    jsonschema.validators.validator_for({}).check_schema(json.loads(capsys.readouterr().out))


def test_into_a_file_it_writes_the_same_and_rewrites_it_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "routine.schema.json"
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    for _ in range(2):
        assert main(["schema", str(file)]) == 0
        assert file.read_text() == printed
        file.write_text("old")


def test_a_folder_that_is_not_there_is_not_created(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mistyped" / "routine.schema.json"
    assert main(["schema", str(file)]) == 1
    assert f"the folder {file.parent} doesn't exist" in capsys.readouterr().err
    assert not file.parent.exists()


def test_it_offers_the_persons_own_exercises_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "exercises").mkdir(parents=True)
    (home / "exercises" / "my-own-stretch.toml").write_text('format = 1\nname = "My own"\ndose = "30s"\n')
    assert main(["schema"]) == 0
    assert "my-own-stretch" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["schema", str(tmp_path / "file" / "inside.json")]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err


def test_a_file_that_is_not_a_schema_is_not_replaced(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    assert main(["schema", str(notes)]) == 1
    assert notes.read_text() == "mine"
