"""Histories of other programs."""

from __future__ import annotations

import os
import tempfile
import threading
from datetime import date
from pathlib import Path

import pytest

from routine_timer.history import importers
from routine_timer.history.errors import BadImport, HoldsImports
from routine_timer.history.history import History
from routine_timer.history.importers import import_file

LOOP = """Date,Stretch,Wake up early,
2026-11-20,2,YES_MANUAL,
2026-11-19,0,1,
2026-11-18,3,SKIP,
2026-11-17,-1,UNKNOWN,
2026-11-16,YES_AUTO,12500,
"""
ALONE = """Date,Value,Notes
2026-11-20,YES_MANUAL,"felt good, again"
2026-11-19,SKIP,ill
2026-11-18,NO,
"""
HARSH = """# harsh
2026-11-18 : Stretch : y : in the park : 1
2026-11-19 : Stretch : n
2026-11-19 : Gym : s : ill
2026-11-20 : Gym : y

"""


def days(history: History, routine: str) -> list[date]:
    return [one.day for one in history.sessions(routine=routine)]


def test_loop_s_table_of_habits(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text(LOOP)
    assert import_file(history, file).added == 4
    assert days(history, "stretch") == [date(2026, 11, 20)]
    assert days(history, "wake-up-early") == [date(2026, 11, 20), date(2026, 11, 16)]
    assert [(one.day.day, one.why) for one in history.skips()] == [(18, "skipped in Loop")]
    assert import_file(history, file).same == 4


def test_loop_s_file_of_one_habit(history: History, tmp_path: Path) -> None:
    file = tmp_path / "001 Evening stretch" / "Checkmarks.csv"
    file.parent.mkdir()
    file.write_text(ALONE)
    import_file(history, file)
    assert [(one.day.day, one.note) for one in history.sessions(routine="evening-stretch")] == [
        (20, "felt good, again")
    ]
    assert [(one.day.day, one.why) for one in history.skips()] == [(19, "ill")]
    assert history.verdict().current.length == 1


@pytest.mark.parametrize("first", ["table", "habit"])
def test_what_a_habit_s_own_file_has_written_down_is_kept_in_either_order(
    history: History, tmp_path: Path, first: str
) -> None:
    table = tmp_path / "Checkmarks.csv"
    table.write_text("Date,Stretch,\n2026-11-20,YES_MANUAL,\n2026-11-19,SKIP,\n")
    own = tmp_path / "001 Stretch" / "Checkmarks.csv"
    own.parent.mkdir()
    own.write_text(ALONE)
    for file in (table, own, table) if first == "table" else (own, table, own):
        import_file(history, file)
    assert [(one.day.day, one.note) for one in history.sessions()] == [(20, "felt good, again")]
    assert [(one.day.day, one.why) for one in history.skips()] == [(19, "ill")]
    assert import_file(history, own).same == 2


def test_a_note_taken_away_here_does_not_come_back(history: History, tmp_path: Path) -> None:
    file = tmp_path / "001 Stretch" / "Checkmarks.csv"
    file.parent.mkdir()
    file.write_text(ALONE)
    import_file(history, file)
    (noted,) = history.sessions()
    history.edit(noted.id, note="")
    assert import_file(history, file).same == 2
    assert [one.note for one in history.sessions()] == [None]


@pytest.mark.parametrize(
    ("answers", "skipped", "told"),
    [
        pytest.param(["Gym : s : ill"], "ill", "1 new, 0 changed, 0 unchanged", id="with its reason"),
        pytest.param(["Gym : s"], "skipped in harsh", "1 new, 0 changed, 0 unchanged", id="without one"),
        pytest.param(
            ["Gym : s", "Run : s : snow", "Gym : s : flu"],
            "snow",
            "1 new, 0 changed, 0 unchanged",
            id="twice is once",
        ),
        pytest.param(["Gym : s : ill", "Run : y"], None, "1 new, 0 changed, 0 unchanged", id="done all the same"),
        pytest.param(
            ["Gym : s : ill", "Run : n"],
            None,
            "0 new, 0 changed, 0 unchanged; 1 skipped day left out: you missed another habit on that day",
            id="another habit missed",
        ),
    ],
)
def test_a_day_skipped_in_harsh_is_a_skip_or_is_told(
    history: History, tmp_path: Path, answers: list[str], skipped: str | None, told: str
) -> None:
    file = tmp_path / "log"
    file.write_text("".join(f"2026-11-19 : {answer}\n" for answer in answers))
    assert str(import_file(history, file)) == told
    assert [one.why for one in history.skips()] == ([skipped] if skipped else [])


def test_skips_of_loop_beside_a_habit_that_was_missed_are_told(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text("Date,A,B,\n2026-11-20,3,0,\n2026-11-19,SKIP,NO,\n2026-11-18,SKIP,UNKNOWN,\n2026-11-17,SKIP,1,\n")
    assert str(import_file(history, file)).endswith("2 skipped days left out: you missed another habit on those days")
    assert [one.day.day for one in history.skips()] == [17, 18]


def test_a_skip_that_was_taken_back_here_is_not_brought_again(history: History, tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text("2026-11-19 : Gym : s : ill\n")
    import_file(history, file)
    history.unskip(date(2026, 11, 19), date(2026, 11, 19))
    assert import_file(history, file).same == 1
    assert history.skips() == []


def test_harsh_s_log(history: History, tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_text(HARSH)
    assert str(import_file(history, file)).startswith("2 new, ")
    assert [(one.day.day, one.note) for one in history.sessions(routine="stretch")] == [(18, "in the park")]
    assert days(history, "gym") == [date(2026, 11, 20)]
    assert history.check() == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Date,Stretch,\n2026-11-20,2,\nsomeday,2,\n", 3),
        ("2026-11-18 : Stretch : y\n2026-11-19 : Stretch\n", 2),
        ("2026-11-18 : Stretch : y\n2026-02-30 : Stretch : y\n", 2),
        ("2026-11-18 : Stretch : maybe\n", 1),
        ("2026-11-18 : Stretch : y\n\n\xff", 3),
        ("<html>\n", 1),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_written(
    history: History, tmp_path: Path, text: str, line: int
) -> None:
    file = tmp_path / "file"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert caught.value.problems[0][0] == line
    assert history.is_new()


def test_a_line_of_its_own_is_recognised_too(history: History, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text('{"id": "a", "routine": "r", "started_at": "2026-11-20T12:00:00Z", "status": "completed"}')
    assert str(import_file(history, file)) == "1 new, 0 changed, 0 unchanged"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_can_be_imported(history: History, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(HARSH,))
    writer.start()
    assert import_file(history, pipe).added == 2
    writer.join()


def test_a_backup_is_a_history_to_import(history: History, tmp_path: Path) -> None:
    with History(tmp_path / "old" / "history.db", tmp_path / "old") as old:
        old.log("r", date(2026, 11, 20))
        backup = old.back_up()
    assert backup is not None
    assert import_file(history, backup).added == 1


def test_more_days_than_anybody_has_are_refused(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert importers.MOST_DAYS >= 100 * 366 * 5, "a life of five habits"
    monkeypatch.setattr(importers, "MOST_DAYS", 2000)
    file = tmp_path / "Checkmarks.csv"
    for rows, refused in ((200, False), (201, True)):
        file.write_text(f"Date,{','.join('abcdefghij')}\n" + f"2026-11-20,{','.join('2' * 10)}\n" * rows)
        if refused:
            with pytest.raises(BadImport, match="1 line"):
                import_file(history, file)
        else:
            assert import_file(history, file).added == 10
    assert len(history.sessions()) == 10


def test_a_file_too_large_is_refused_unread(history: History, tmp_path: Path) -> None:
    file = tmp_path / "log"
    with file.open("wb") as out:
        out.write(b"2026-11-20 : Gym : y\n")
        out.truncate(21_000_000)
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert "larger than 20 MB" in caught.value.help


def test_a_broken_table_is_told(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text("Date,Stretch\n2026-11-20,2\n\n2026-11-19," + "x" * 200_000 + "\n")
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert "field larger" in caught.value.help


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="nothing here that never ends")
def test_a_stream_that_never_ends_is_refused_and_leaves_nothing_behind(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importers, "MOST_STREAMED", 3_000_000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    with pytest.raises(HoldsImports, match="more than 3 MB"):
        import_file(history, Path("/dev/zero"))
    assert set(tmp_path.iterdir()) == before
