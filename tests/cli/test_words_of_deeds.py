"""What the verbs that delete, restore, skip and remove say: each from what was done before it, in whole sentences."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.history.errors import UnsafeLink
from tests.cli.conftest import Run

MINE = 'format = 1\nname = "Mine"\n[[step]]\nname = "A"\nhold = "30s"\n'


@pytest.mark.parametrize(
    ("before", "words", "code", "says"),
    [
        (
            ["copy weak-core mine"],
            "delete mine",
            0,
            "deleted mine; to restore it: routine-timer undelete mine\n",
        ),
        (["copy weak-core mine", "delete mine"], "undelete", 0, "restored mine\n"),
        ([], "undelete", 1, "routine-timer: no routine has been deleted\n"),
        (
            ["copy weak-core mine", "delete mine", "undelete"],
            "undelete",
            1,
            "routine-timer: no routine has been deleted\n",
        ),
        ([], "reset weak-core", 0, "weak-core is already the bundled version\n"),
        (["skip 2026-11-01"], "skip 2026-11-01 --remove", 0, "1 day no longer skipped: 2026-11-01\n"),
        ([], "skip 2026-11-01 --remove", 0, "nothing to undo: 2026-11-01 was not skipped\n"),
        (
            [],
            "skip 2026-11-01..2026-11-02 --remove",
            0,
            "nothing to undo: 2026-11-01 to 2026-11-02 were not skipped\n",
        ),
        (
            ["goal 3/week"],
            "plan start weak-core",
            0,
            (
                "your goal stays 3/week (the plan suggests daily: `routine-timer goal 'daily'`)\n"
                "Weak core starts today; its first stage is Align\n"
            ),
        ),
        ([], "check-in --pain 3", 0, "Saved for today: pain 3.\n"),
        ([], "check-in --measure plank=30", 0, "Saved for today: plank 30 s.\n"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_each_is_told_as_it_was_done(run: Run, before: list[str], words: str, code: int, says: str) -> None:
    for earlier in before:
        assert run(*earlier.split()).code == 0
    done = run(*words.split())
    assert (done.code, done.err) == (code, says)


def test_a_changed_bundled_routine_says_that_the_bundled_one_is_back(run: Run, home: Path) -> None:
    own = home / "routines" / "weak-core.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(MINE, encoding="utf-8")
    assert run("delete", "weak-core").err == (
        "deleted weak-core; the bundled version is back; to restore it: routine-timer undelete weak-core\n"
    )
    own.write_text(MINE, encoding="utf-8")
    assert run("reset", "weak-core").err == (
        "weak-core is the bundled version again; to get yours back: routine-timer undelete weak-core\n"
    )


def test_without_a_sync_folder_it_says_where_to_set_one(run: Run, home: Path) -> None:
    assert run("history", "sync").err == (
        "routine-timer: no sync folder is set\n"
        f'  help: set one in the app, or in {home / "config.toml"}: sync_folder = "~/Sync/routines"\n'
    )


def test_a_sync_folder_that_is_not_there_is_said_to_be_that(run: Run, home: Path) -> None:
    folder = home / "gone"
    (home / "config.toml").write_text(f"sync_folder = {str(folder)!r}\n", encoding="utf-8")
    missing = f"{folder} is not there (connect its disk, or create the folder)"
    assert run("log", "weak-core").err.splitlines()[0] == f"not in sync with your other computers: {missing}"
    synced = run("history", "sync")
    assert (synced.code, synced.err.splitlines()[0]) == (1, missing)
    assert not folder.exists()


def test_a_link_of_another_computer_names_the_way_out(run: Run, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    theirs = folder / "theirs.jsonl"
    theirs.symlink_to(tmp_path / "elsewhere")
    (home / "config.toml").write_text(f"sync_folder = {str(folder)!r}\n", encoding="utf-8")
    said = run("history", "sync").err.splitlines()
    assert said[:2] == [str(UnsafeLink(theirs)), "put the file itself there, or delete the link"]


@pytest.fixture
def own_zone() -> Iterator[None]:
    yield
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is set for the whole system there")
@pytest.mark.usefixtures("own_zone")
def test_a_zone_that_is_a_day_away_is_named_and_utc_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX-24:59:59")
    time.tzset()
    said = run("streak")
    assert said.err.splitlines()[0] == "routine-timer: TZ='XXX-24:59:59' is a day or more away from UTC; using UTC"
    assert said.code == 0
    monkeypatch.undo()
