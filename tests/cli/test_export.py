"""`export` from the command line: every form, to stdout or to a new file."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_timer.cli import main
from tests.cli.conftest import Run

Capture = pytest.CaptureFixture[str]
TARGETS = ["seconds", "jawt", "timer-machine", "ics", "html"]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("target", TARGETS)
def test_to_stdout_comes_the_file_and_nothing_else(target: str, home: Path, capsys: Capture) -> None:
    assert main(["export", "after-workout", "--to", target]) == 0
    assert not list(home.glob("*.db"))
    out = capsys.readouterr().out
    begins = {"ics": "BEGIN:VCALENDAR", "html": "<!doctype html>"}
    if target in begins:
        assert out.lower().startswith(begins[target].lower())
    else:
        assert json.loads(out)


def test_into_a_file_and_never_over_one(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "sheets" / "page.html"
    assert main(["export", "one-hip", "--to", "html", str(file)]) == 1
    assert not file.parent.exists()
    assert f"the folder {file.parent} doesn't exist" in capsys.readouterr().err
    file.parent.mkdir()
    assert main(["export", "one-hip", "--to", "html", str(file)]) == 0
    assert "One hip higher" in file.read_text()
    file.write_text("mine")
    assert main(["export", "one-hip", "--to", "html", str(file)]) == 1
    assert file.read_text() == "mine"
    assert "already exists" in capsys.readouterr().err


@pytest.mark.parametrize(("goal", "days"), [("daily", 1), ("every 3 days", 3)])
def test_a_calendar_starts_on_the_next_day_that_asks_for_a_session(capsys: Capture, goal: str, days: int) -> None:
    main(["streak", "--json"])
    today = date.fromisoformat(json.loads(capsys.readouterr().out)["day"])
    main(["goal", goal])
    main(["log", "after-workout"])
    capsys.readouterr()
    assert main(["export", "after-workout", "--to", "ics"]) == 0
    assert f"DTSTART:{today + timedelta(days=days):%Y%m%d}T180000" in capsys.readouterr().out


def test_the_page_shows_the_figures_and_the_calendar_follows_the_goal(capsys: Capture) -> None:
    main(["export", "after-workout", "--to", "html"])
    assert capsys.readouterr().out.count("data:image/svg+xml;base64,") == 6
    main(["goal", "mon,wed,fri"])
    capsys.readouterr()
    main(["export", "after-workout", "--to", "ics"])
    assert "BYDAY=MO,WE,FR" in capsys.readouterr().out


def test_what_the_other_program_does_not_support_is_reported_line_by_line(capsys: Capture) -> None:
    assert main(["export", "psoas-and-glutes", "--to", "jawt"]) == 0
    notes = capsys.readouterr().err.splitlines()
    assert notes
    assert all(note.startswith("note: ") for note in notes)


def test_there_and_back_again_keeps_names_and_holds(home: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "there.seconds"
    assert main(["export", "after-workout", "--to", "seconds", str(file)]) == 0
    assert main(["import", str(file)]) == 0
    capsys.readouterr()
    assert main(["show", "after-the-workout", "--json"]) == 0
    labels = {segment["label"] for segment in json.loads(capsys.readouterr().out)["segments"]}
    assert {"Hip flexor lunge", "Lying hamstring stretch", "Plank"} <= labels


def test_an_unknown_routine_is_exit_code_1_with_the_near_ones(capsys: Capture) -> None:
    assert main(["export", "after-workuot", "--to", "html"]) == 1
    assert "after-workout" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["{name}", "--to", "jawt", "{file}"],
        ["{name}", "{file}", "--to", "jawt"],
        ["--to", "jawt", "{name}", "{file}"],
        ["--to=jawt", "{name}", "{file}"],
    ],
)
def test_the_file_may_stand_before_or_behind_the_format(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert main(["export", *(word.format(name="weak-core", file=file) for word in words)]) == 0
    assert json.loads(file.read_text())


@pytest.mark.parametrize(
    "words",
    [[], ["--to", "html"], ["a", "b", "c", "--to", "html"], ["after-workout"], ["after-workout", "--to", "pdf"]],
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", *words])
    assert left.value.code == 2


@pytest.mark.parametrize("target", ["html", "seconds", "jawt", "timer-machine", "ics"])
@pytest.mark.parametrize("name", ["after-workout", "one-hip-higher", "desk-shoulders"])
def test_no_export_shows_the_places_for_left_and_right(run: Run, tmp_path: Path, name: str, target: str) -> None:
    file = tmp_path / "out"
    assert run("export", name, "--to", target, str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    assert "{side}" not in text
    assert "{other}" not in text


def test_the_help_explains_the_name_and_the_file_apart(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = capsys.readouterr().out
    assert "  NAME  " in told
    assert "  FILE  " in told
    assert "--to FORMAT [FILE ...]" in told
