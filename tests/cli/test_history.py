"""`history` and `streak` as a person reads them: the list, the deeds, and what they say."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sqlite3
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.history.history import History
from tests.cli.conftest import Run

AT = "2026-11-21T20:00:00+01:00"


@pytest.fixture
def logged(run: Run) -> str:
    """A session of 20 November: its id."""
    return run("log", "after-workout", "--on", "2026-11-20", "--id").out.strip()


@pytest.mark.parametrize("words", [[], ["--routine", "nope"]], ids=["all", "of a routine"])
def test_before_the_first_session_it_says_how_one_starts(run: Run, words: list[str]) -> None:
    listed = run("history", *words)
    assert (listed.code, listed.out) == (0, "")
    assert "no sessions yet" in listed.err


def test_a_session_is_a_line_with_its_note(run: Run, logged: str) -> None:
    run("history", "edit", logged, "--note", "knee clicked\x1b[2J")
    (line,) = run("history").out.splitlines()
    assert line.split()[:4] == ["2026-11-20", "11:59", "completed", "done"]
    assert "after-workout             knee clicked" in line
    assert logged not in line
    assert run("history", "--ids").out.startswith(f"{logged}  2026-11-20")
    assert "\x1b" not in line


def test_the_list_is_narrowed_to_a_routine_and_to_days(run: Run, logged: str) -> None:
    other = run("log", "weak-core", "--on", "2026-11-18", "--id").out.strip()
    assert other in run("history", "--ids").out
    assert [one["id"] for one in run("history", "--routine", "weak", "--json").json] == [other]
    assert [one["id"] for one in run("history", "--since", "2026-11-19", "--json").json] == [logged]


@pytest.mark.parametrize("wanted", [["--routine", "nope"], ["--since", "2026-11-21"]], ids=" ".join)
def test_without_a_match_it_does_not_say_that_there_is_nothing(run: Run, logged: str, wanted: list[str]) -> None:
    listed = run("history", *wanted)
    assert (listed.code, listed.out) == (0, "")
    assert listed.err == "no matching sessions: `routine-timer history` lists all\n"
    assert logged in run("history", "--ids").out


def test_where_no_session_can_be_read_it_does_not_send_you_to_the_list_that_you_asked_for(
    run: Run, home: Path, logged: str
) -> None:
    with contextlib.closing(sqlite3.connect(home / "history.db")) as db, db:
        db.execute("UPDATE session SET started_at = 'x'")
    listed = run("history")
    assert (listed.code, listed.out) == (0, "")
    assert f"warning: session {logged}: " in listed.err
    assert "no matching" not in listed.err
    assert "no sessions yet" not in listed.err


def test_a_routine_that_is_gone_still_has_its_history(run: Run, logged: str) -> None:
    gone = run("log", "weak-core", "--on", "2026-11-18", "--id").out.strip()
    file = Path(os.environ["ROUTINE_TIMER_HOME"]) / "history.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE session SET routine = 'mornings' WHERE id = ?", (gone,))
    db.close()
    assert [one["id"] for one in run("history", "--routine", "mornings", "--json").json] == [gone]


def test_a_spreadsheet_gets_a_row_for_each_session(run: Run, logged: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("history", "--csv").out)))
    assert [(row["id"], row["routine"], row["day"]) for row in rows] == [(logged, "after-workout", "2026-11-20")]


def test_what_another_hand_altered_is_listed_with_a_warning(run: Run, logged: str, home: Path) -> None:
    with contextlib.closing(sqlite3.connect(home / "history.db")) as db, db:
        db.execute("UPDATE session SET active_s = 9999.0")
    db.close()
    listed = run("history")
    assert listed.code == 0
    assert f"warning: session {logged}: " in listed.err


@pytest.mark.parametrize("form", [[], ["--csv"]])
def test_a_long_list_is_the_same_and_says_how_much_of_it_was_checked(
    run: Run, logged: str, form: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("2026-11-17", "2026-11-18", "2026-11-19"):
        run("log", "weak-core", "--on", day)
    short = run("history", *form)
    monkeypatch.setattr("routine_timer.history.store.ended_sessions.CHECKED", 2)
    long = run("history", *form)
    assert long.out == short.out
    assert (short.err, len(long.out.splitlines())) == ("", 5 if form else 4)
    assert long.err == "only the newest 2 were checked for outside changes; `routine-timer doctor` checks all\n"


def test_a_list_of_nothing_is_a_list_in_json_too(run: Run) -> None:
    assert run("history", "--json").out == "[]\n"


def test_what_is_deleted_is_gone_and_comes_back(run: Run, logged: str) -> None:
    deleted = run("history", "delete", logged)
    assert deleted.err == f"deleted; to undo within 30 days: routine-timer history restore {logged}\n"
    assert run("history", "--json").json == []
    assert run("history", "restore", logged).err == "Session restored.\n"
    assert [one["id"] for one in run("history", "--json").json] == [logged]


def test_a_session_that_is_not_deleted_is_not_said_to_be_restored(run: Run, logged: str) -> None:
    assert run("history", "restore", logged).err == "This session isn't deleted.\n"


@pytest.mark.parametrize("days_ago", [1, 31])
def test_what_was_deleted_before_has_no_thirty_days_more(run: Run, home: Path, days_ago: int) -> None:
    then = datetime.now(UTC) - timedelta(days_ago)
    with History(home / "history.db", home / "state", lambda: then) as history:
        id_ = history.ended.log("after-workout", then.date()).id
        history.ended.delete(id_)
    again = run("history", "delete", id_).err
    assert again.startswith(f"already deleted, on {then.astimezone().date()}")
    assert (f"to undo: routine-timer history restore {id_}" in again) is (days_ago < 30)
    restored = run("history", "restore", id_)
    assert restored.code == (0 if days_ago < 30 else 1)
    assert (f"was deleted on {then.date()}, more than 30 days ago" in restored.err) is (days_ago > 30)


def test_a_session_is_moved_to_another_day_and_marked_not_done(run: Run, logged: str) -> None:
    assert run("history", "edit", logged, "--day", "2026-11-19", "--not-done").err == "Session changed.\n"
    (line,) = run("history").out.splitlines()
    assert line.startswith("2026-11-19")
    assert "completed  not counted" in line


def test_a_session_skipped_to_its_end_is_called_skipped(run: Run, logged: str, tmp_path: Path) -> None:
    record = json.loads(run("history", "export").out.splitlines()[0])
    for segment in record["segments"]:
        segment.update(outcome="skipped", actual_s=0.0)
    file = tmp_path / "skipped.jsonl"
    file.write_text(json.dumps({**record, "id": "skipped-all", "day": "2026-11-19", "done": False}) + "\n")
    assert run("history", "import", str(file)).code == 0
    line = run("history").out.splitlines()[-1]
    assert "skipped" in line
    assert "completed" not in line
    assert {one["status"] for one in run("history", "--json").json} == {"completed"}


@pytest.mark.parametrize("deed", [["delete"], ["restore"], ["edit", "--note", "x"]])
def test_a_session_that_is_not_there_is_named(run: Run, deed: list[str]) -> None:
    done = run("history", deed[0], "no-such-id", *deed[1:])
    assert done.code == 1
    assert "no-such-id" in done.err


def test_to_keep_in_step_takes_a_folder(run: Run) -> None:
    done = run("history", "sync")
    assert done.code == 1
    assert "no sync folder is set" in done.err
    assert "sync_folder = " in done.err


def test_a_folder_out_of_reach_is_the_whole_answer_of_sync(run: Run, home: Path) -> None:
    (home / "in-the-way").write_text("a file")
    (home / "config.toml").write_text(f'sync_folder = "{(home / "in-the-way").as_posix()}"\n')
    done = run("history", "sync")
    assert done.code == 1
    assert "in-the-way" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="standard input has a name elsewhere")
def test_an_import_may_come_through_standard_input(run: Run) -> None:
    before = os.dup(0)
    out, into = os.pipe()
    os.write(into, b"2026-11-20 : Stretch : y\n")
    os.close(into)
    os.dup2(out, 0)
    os.close(out)
    try:
        done = run("history", "import", "-")
    finally:
        os.dup2(before, 0)
        os.close(before)
    assert (done.code, done.err) == (0, "1 new, 0 changed, 0 unchanged\n")
    assert [one["routine"] for one in run("history", "--json").json] == ["stretch"]


@pytest.mark.parametrize("packed", [True, False], ids=["a zip", "a folder"])
def test_an_archive_or_folder_to_import_is_refused_in_one_line(run: Run, tmp_path: Path, packed: bool) -> None:
    export = tmp_path / "Loop Habits CSV 2026-11-21.zip"
    if packed:
        with zipfile.ZipFile(export, "w") as made:
            made.writestr("Checkmarks.csv", "Date,Stretch,\n2026-11-20,2,\n" * 200)
    else:
        export.mkdir()
        (export / "Checkmarks.csv").write_text("Date,Stretch,\n2026-11-20,2,\n")
    done = run("history", "import", str(export))
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert export.name in done.err
    assert ("zip" if packed else "folder") in done.err
    assert "Checkmarks.csv" in done.err
    assert run("history", "--json").json == []


class TestStreak:
    def test_it_is_a_few_lines(self, run: Run, logged: str) -> None:
        run("log", "after-workout", "--on", "2026-11-21")
        lines = run("streak", "--now", AT).out.splitlines()
        assert lines[0] == "Streak       2 days   (best 2 days)"
        assert lines[1].startswith("Consistency")
        assert lines[2] == "Goal         daily, today done"
        assert len(lines) == 4  # and why

    def test_one_is_one_day(self, run: Run, logged: str) -> None:
        assert run("streak", "--now", "2026-11-20T20:00:00+01:00").out.startswith("Streak       1 day   (best 1 day)")

    def test_a_goal_of_the_week_has_its_count(self, run: Run, logged: str) -> None:
        assert "This week    1 of 3\n" in run("streak", "--now", AT, "--goal", "3/week").out
        assert "This week" not in run("streak", "--now", AT).out

    def test_freezes_are_counted_where_they_are_wanted(self, run: Run, home: Path) -> None:
        (home / "config.toml").write_text("freezes = true\n")
        for day in range(14, 21):
            run("log", "after-workout", "--on", f"2026-11-{day}")
        assert "Freezes      1 held, at most 2\n" in run("streak", "--now", AT).out

    def test_every_day_with_its_state(self, run: Run, logged: str) -> None:
        days = run("streak", "--now", AT, "--series").out.splitlines()[4:]
        assert [line.split()[:2] for line in days] == [["2026-11-20", "done"], ["2026-11-21", "pending"]]


def test_a_setting_that_makes_no_sense_is_reported_and_stops_nothing(run: Run, home: Path) -> None:
    (home / "config.toml").write_text("volume = 300\n")
    done = run("streak")
    assert done.code == 0
    assert "volume" in done.err
    assert done.out.startswith("Streak")


def test_a_damaged_history_is_reported_and_the_session_runs_anyway(run: Run, home: Path) -> None:
    (home / "history.db").write_bytes(b"not a database at all" * 500)
    led = run("run", "weak-core", "--plain", "--mute", "--speed", "100000")
    assert led.code == 0
    assert "finished" in led.out
    assert "damaged" in led.err


def test_a_span_that_ends_before_it_starts_is_a_usage_error(run: Run) -> None:
    done = run("skip", "2026-11-20..2026-11-18")
    assert done.code == 2
    assert "ends before it starts" in done.err


_OBEYED = [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x202E, 0x2066, 0x2069, 0xE0041]


@pytest.mark.parametrize("words", [["history"], ["history", "--json"], ["history", "--csv"], ["history", "export"]])
def test_nothing_in_a_record_can_control_the_terminal(run: Run, home: Path, words: list[str]) -> None:
    hostile = "".join(chr(code) for code in _OBEYED)
    line = {
        "id": f"a{hostile}",
        "routine": f"r{hostile}",
        "started_at": "2026-11-20T12:00:00Z",
        "status": "completed",
        "note": f"n{hostile}",
    }
    (home / "x.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert run("history", "import", str(home / "x.jsonl")).code == 0
    printed = run(*words)
    assert printed.code == 0
    assert [c for c in printed.out if ord(c) in _OBEYED and c not in "\n\t"] == []
    if words[-1] == "--json":
        assert printed.json[0]["note"] == f"n{hostile}"


def test_an_export_does_not_replace_a_file_without_force(run: Run, home: Path, logged: str) -> None:
    file = home / "backup.jsonl"
    assert run("history", "export", str(file)).code == 0
    saved = file.read_bytes()
    run("history", "delete", logged)
    refused = run("history", "export", str(file))
    assert refused.code == 1
    assert "--force" in refused.err
    assert file.read_bytes() == saved
    assert run("history", "export", str(file), "--force").code == 0
    assert file.read_bytes() != saved


def test_an_export_over_a_link_leaves_what_it_points_to_alone(run: Run, home: Path, logged: str) -> None:
    (home / ".bashrc").write_text("alias ll=ls")
    (home / "backup.jsonl").symlink_to(home / ".bashrc")
    assert run("history", "export", str(home / "backup.jsonl")).code == 1
    assert run("history", "export", str(home / "backup.jsonl"), "--force").code == 0
    assert (home / ".bashrc").read_text() == "alias ll=ls"
    assert logged in (home / "backup.jsonl").read_text()


def test_an_import_can_be_tried_first(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text("Date,Stretch,\n2026-11-20,YES_MANUAL,\n2026-11-18,YES_MANUAL,\n2026-11-17,SKIP,\n")
    tried = run("history", "import", str(file), "--dry-run")
    assert (tried.code, tried.out.splitlines()) == (
        0,
        ["skipped: 1 day, 2026-11-17 to 2026-11-17", "stretch: 2 sessions, 2026-11-18 to 2026-11-20"],
    )
    assert "Nothing was imported yet: 3 new" in tried.err
    assert run("history", "--json").json == []


def test_an_import_of_which_nothing_came_in_fails(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text("Date,Stretch,\n2026-11-20,UNKNOWN,\n")
    assert run("history", "import", str(file)).code == 1
    file.write_text("Date,Stretch,\n2026-11-20,2,\n")
    assert [run("history", "import", str(file)).code for _ in range(2)] == [0, 0]


def test_the_three_minutes_for_a_bad_day_are_marked(run: Run, tmp_path: Path) -> None:
    run("log", "after-workout", "--on", "2026-11-20")
    (line,) = run("history", "export").out.splitlines()
    whole = json.loads(line)
    work = [one for one in whole["segments"] if one["kind"] in ("hold", "reps")][:2]
    short = whole | {"id": "short", "active_s": 150.0, "segments": [one | {"planned_s": 40.0} for one in work]}
    (tmp_path / "short.jsonl").write_text(json.dumps(short) + "\n", encoding="utf-8")
    run("history", "import", str(tmp_path / "short.jsonl"))
    listed = run("history").out
    assert "after-workout (three minutes)" in listed
    assert listed.count("after-workout") == 2
    assert listed.count("three minutes") == 1
