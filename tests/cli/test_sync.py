"""Every verb that opens the history keeps it in step with the person's other computers, unasked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.remind import installer

from .conftest import Ran, Run

On = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shared = tmp_path / "shared"
    shared.mkdir()
    return shared


@pytest.fixture
def on(run: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> On:
    """Run a verb on a computer by name; all of them share the folder."""

    def run_on(computer: str, *words: str) -> Ran:
        home = tmp_path / computer
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(f'sync_folder = "{folder.as_posix()}"\n', encoding="utf-8")
        monkeypatch.setenv("ROUTINE_TIMER_HOME", str(home))
        return run(*words)

    return run_on


def test_what_is_logged_on_one_is_listed_on_the_other(on: On) -> None:
    logged = on("one", "log", "after-workout", "--on", "2026-11-20", "--id")
    assert [one["id"] for one in on("two", "history", "--json").json] == [logged.out.strip()]


def test_the_streak_of_one_counts_what_the_other_did(on: On) -> None:
    on("one", "log", "after-workout", "--on", "2026-11-20")
    on("two", "log", "after-workout", "--on", "2026-11-21")
    for computer in ("one", "two"):
        found = on(computer, "streak", "--json", "--now", "2026-11-21T20:00:00+01:00").json
        assert found["current"]["length"] == 2


def test_goal_and_skip_travel(on: On) -> None:
    on("one", "goal", "3/week", "--from", "2026-11-01")
    on("one", "skip", "2026-11-20", "--why", "travel")
    assert on("two", "goal").out == "3/week\n"
    on("two", "skip", "2026-11-20", "--remove")
    lines = map(json.loads, on("one", "history", "export").out.splitlines())
    assert [(line["why"], line["deleted"]) for line in lines if line["type"] == "skip"] == [("travel", True)]


@pytest.mark.parametrize("deed", ["delete", "edit", "restore"])
def test_a_session_changed_on_the_other_is_changed_here(on: On, deed: str) -> None:
    id_ = on("one", "log", "after-workout", "--on", "2026-11-20", "--id").out.strip()
    if deed == "edit":
        on("two", "history", "edit", id_, "--note", "knee")
        assert on("one", "history", "--json").json[0]["note"] == "knee"
        return
    on("two", "history", "delete", id_)
    assert on("one", "history", "--json").json == []
    if deed == "restore":
        on("two", "history", "restore", id_)
        assert len(on("one", "history", "--json").json) == 1


def test_what_is_imported_travels(on: On, tmp_path: Path) -> None:
    log = tmp_path / "harsh"
    log.write_text("2026-11-20 : Stretch : y\n", encoding="utf-8")
    on("one", "history", "import", str(log))
    assert [one["routine"] for one in on("two", "history", "--json").json] == ["stretch"]


@pytest.mark.parametrize(
    "words",
    [
        ["log", "after-workout", "--on", "2026-11-20"],
        ["streak"],
        ["history"],
        ["goal", "daily"],
        ["skip", "2026-11-20"],
    ],
)
def test_a_folder_out_of_reach_fails_no_verb_and_is_reported_once(on: On, folder: Path, words: list[str]) -> None:
    folder.rmdir()
    folder.write_text("a file where the folder should be", encoding="utf-8")
    ran = on("one", *words)
    assert ran.code == 0
    assert ran.err.count("not in sync with your other computers") == 1


def test_a_folder_that_is_not_there_is_reported_and_not_made(on: On, folder: Path) -> None:
    folder.rmdir()
    done = on("one", "history", "sync")
    assert done.code == 1
    assert f"{folder} is not there" in done.err
    logged = on("one", "log", "after-workout", "--on", "2026-11-20")
    assert logged.code == 0
    assert f"{folder} is not there" in logged.err
    assert not folder.exists()


def test_a_verb_that_changes_nothing_writes_nothing(on: On, folder: Path) -> None:
    on("one", "log", "after-workout", "--on", "2026-11-20")
    before = [file.stat().st_mtime_ns for file in folder.iterdir()]
    on("one", "streak")
    assert [file.stat().st_mtime_ns for file in folder.iterdir()] == before


def test_status_leaves_the_folder_alone(on: On, folder: Path) -> None:
    on("one", "status")
    assert list(folder.iterdir()) == []


def test_sync_itself_still_says_what_came_in(on: On) -> None:
    on("one", "log", "after-workout", "--on", "2026-11-20")
    assert on("two", "history", "sync").err == "1 new, 0 changed, 0 unchanged\n"


def test_a_session_done_elsewhere_silences_the_reminder(on: On, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "show", lambda _notice, _environ: False)
    assert on("two", "remind", "now").out.startswith("Routine timer: ")
    on("one", "log", "after-workout", "--on", on("one", "streak", "--json").json["day"])
    assert on("two", "remind", "now").out == ""
