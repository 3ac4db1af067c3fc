"""Histories of other programs."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
from datetime import date
from pathlib import Path

import pytest

from routine_timer.history import importers
from routine_timer.history.errors import ArchiveGiven, BadImport, HistoryError, UnknownFormat
from routine_timer.history.history import History
from routine_timer.history.importers import import_file
from routine_timer.history.records import Record
from tests.history.making import loop_backup

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
    return [one.day for one in history.ended.sessions(routine=routine)]


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
    assert [(one.day.day, one.note) for one in history.ended.sessions(routine="evening-stretch")] == [
        (20, "felt good, again")
    ]
    assert [(one.day.day, one.why) for one in history.skips()] == [(19, "ill")]
    assert history.streak_summary().current.length == 1


@pytest.mark.parametrize("first", ["table", "habit"])
def test_what_a_habit_s_own_file_has_written_down_is_saved_in_either_order(
    history: History, tmp_path: Path, first: str
) -> None:
    table = tmp_path / "Checkmarks.csv"
    table.write_text("Date,Stretch,\n2026-11-20,YES_MANUAL,\n2026-11-19,SKIP,\n")
    own = tmp_path / "001 Stretch" / "Checkmarks.csv"
    own.parent.mkdir()
    own.write_text(ALONE)
    for file in (table, own, table) if first == "table" else (own, table, own):
        import_file(history, file)
    assert [(one.day.day, one.note) for one in history.ended.sessions()] == [(20, "felt good, again")]
    assert [(one.day.day, one.why) for one in history.skips()] == [(19, "ill")]
    assert import_file(history, own).same == 2


def test_a_note_taken_away_here_does_not_come_back(history: History, tmp_path: Path) -> None:
    file = tmp_path / "001 Stretch" / "Checkmarks.csv"
    file.parent.mkdir()
    file.write_text(ALONE)
    import_file(history, file)
    (noted,) = history.ended.sessions()
    history.ended.edit(noted.id, note="")
    assert import_file(history, file).same == 2
    assert [one.note for one in history.ended.sessions()] == [None]


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
def test_a_day_skipped_in_harsh_is_a_skip_or_is_reported(
    history: History, tmp_path: Path, answers: list[str], skipped: str | None, told: str
) -> None:
    file = tmp_path / "log"
    file.write_text("".join(f"2026-11-19 : {answer}\n" for answer in answers))
    assert str(import_file(history, file)) == told
    assert [one.why for one in history.skips()] == ([skipped] if skipped else [])


def test_skips_of_loop_beside_a_habit_that_was_missed_are_reported(history: History, tmp_path: Path) -> None:
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
    assert [(one.day.day, one.note) for one in history.ended.sessions(routine="stretch")] == [(18, "in the park")]
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
    ],
)
def test_what_makes_no_sense_is_reported_and_nothing_is_written(
    history: History, tmp_path: Path, text: str, line: int
) -> None:
    file = tmp_path / "file"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert caught.value.problems[0][0] == line
    assert history.ended.is_new()


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
        old.ended.log("r", date(2026, 11, 20))
        backup = old.database.back_up()
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
    assert len(history.ended.sessions()) == 10


def test_a_file_too_large_is_refused_unread(history: History, tmp_path: Path) -> None:
    file = tmp_path / "log"
    with file.open("wb") as out:
        out.write(b"2026-11-20 : Gym : y\n")
        out.truncate(21_000_000)
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert "larger than 20 MB" in caught.value.help


def test_a_broken_table_is_reported(history: History, tmp_path: Path) -> None:
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
    with pytest.raises(ArchiveGiven, match="more than 3 MB"):
        import_file(history, Path("/dev/zero"))
    assert set(tmp_path.iterdir()) == before


def problems_of(history: History, file: Path) -> dict[int, str]:
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert history.ended.is_new()
    return dict(caught.value.problems)


def test_loop_s_table_with_whole_entries_in_its_cells(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text(
        "Date,Stretch,Run,\n"
        "2026-11-20,Entry(timestamp=2026-11-20, value=2),Entry(timestamp=2026-11-20, value=-1),\n"
        "2026-11-19,Entry(timestamp=Timestamp(unixTime=1795046400000), value=2, notes=a, b),"
        "Entry(timestamp=2026-11-19, value=0),\n"
    )
    assert import_file(history, file).added == 2
    assert days(history, "stretch") == [date(2026, 11, 20), date(2026, 11, 19)]


def test_a_habit_s_own_file_of_an_older_loop_has_no_heading(history: History, tmp_path: Path) -> None:
    file = tmp_path / "001 Stretch" / "Checkmarks.csv"
    file.parent.mkdir()
    file.write_text("2023-04-04,2\n2023-04-03,0\n2023-04-02,12500\n")
    assert import_file(history, file).added == 2
    assert days(history, "stretch") == [date(2023, 4, 4), date(2023, 4, 2)]


@pytest.mark.parametrize("cell", ["yes", "True", "2.5", "✓", "-2", "YES", "y", "٢"])
@pytest.mark.parametrize("heading", ["Date,Stretch,\n", "Date,Value\n"])
def test_a_value_that_loop_does_not_have_is_refused_by_its_line(
    history: History, tmp_path: Path, cell: str, heading: str
) -> None:
    file = tmp_path / "Checkmarks.csv"
    end = "," if heading.endswith(",\n") else ""
    file.write_text(f"{heading}2026-11-20,2{end}\n2026-11-19,{cell}{end}\n", "utf-8")
    assert problems_of(history, file) == {3: f"{cell!r} is not a value of Loop's"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(
            "Date,Stretch, hips,Run,\n2026-11-21,YES_MANUAL,YES_MANUAL,\n",
            {2: "2 values for 3 habits: a name with a comma in it must be in double quotes"},
            id="a name with a comma",
        ),
        pytest.param("Date,Stretch,,Run,\n2026-11-21,2,2,2,\n", {1: "column 3 has no name"}, id="no name"),
        pytest.param(
            "Date,Stretch,\n2026-11-21,2,2,\n",
            {2: "2 values for 1 habits: a name with a comma in it must be in double quotes"},
            id="too many values",
        ),
    ],
)
def test_a_table_whose_columns_do_not_fit_its_names_is_refused(
    history: History, tmp_path: Path, text: str, problems: dict[int, str]
) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text(text)
    assert problems_of(history, file) == problems


def test_a_quoted_name_may_have_a_comma(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text('Date,"Stretch, hips",Run,\n2026-11-21,YES_MANUAL,NO,\n')
    import_file(history, file)
    assert days(history, "stretch-hips") == [date(2026, 11, 21)]


def test_habitbull_s_table(history: History, tmp_path: Path) -> None:
    file = tmp_path / "HabitBull.csv"
    file.write_text(
        "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
        "Stretch,every evening,Health,2026-11-20,1,felt good\n"
        "Stretch,every evening,Health,2026-11-19,0,\n"
        "Run,,Health,2026-11-19,5,\n"
    )
    assert import_file(history, file).added == 2
    (one,) = history.ended.sessions(routine="stretch")
    assert (one.day, one.note) == (date(2026, 11, 20), "felt good")
    file.write_text(file.read_text() + "Run,,Health,2026-11-18,yes,\nRun,Health,2026-11-18,1\n")
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert [line for line, _ in caught.value.problems] == [5, 6]


def test_loop_s_backup(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Loop Habits Backup.db"
    day = 1_795_132_800_000  # 2026-11-20
    loop_backup(
        file, *[(1, day, 2), (1, day - 86_400_000, 3), (1, day - 2 * 86_400_000, 0), (1, day - 3 * 86_400_000, 12_500)]
    )
    before = file.read_bytes()
    assert import_file(history, file).added == 3
    assert days(history, "stretch") == [date(2026, 11, 20), date(2026, 11, 17)]
    assert [one.day.day for one in history.skips()] == [19]
    assert file.read_bytes() == before
    table = tmp_path / "Checkmarks.csv"
    table.write_text("Date,Stretch,\n2026-11-20,YES_MANUAL,\n")
    assert import_file(history, table).same == 1, "the same day of the same habit, whichever export it is in"


@pytest.mark.parametrize("row", [(1, "x", 2), (1, -5, 2), (1, 0, "x"), (1, 0, -7), (1, 10**18, 2)])
def test_a_repetition_in_loop_s_backup_that_makes_no_sense_is_refused(
    history: History, tmp_path: Path, row: tuple[object, object, object]
) -> None:
    file = tmp_path / "Loop.db"
    loop_backup(file, (1, 0, 2), row)
    assert list(problems_of(history, file)) == [2]


def test_tickmate_s_database(history: History, tmp_path: Path) -> None:
    file = tmp_path / "tickmate.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE ticks (_id INTEGER PRIMARY KEY, _track_id INTEGER, year INT, month INT, day INT)")
        db.execute("INSERT INTO tracks VALUES (1, 'Stretch')")
        db.execute("INSERT INTO ticks VALUES (1, 1, 2026, 10, 20)")
    db.close()
    import_file(history, file)
    assert days(history, "stretch") == [date(2026, 11, 20)]


def test_another_program_s_database_is_named_as_that(history: History, tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
        db.execute("PRAGMA user_version = 77")
    db.close()
    with pytest.raises(UnknownFormat, match="the database of another program"):
        import_file(history, file)


@pytest.mark.parametrize(
    "text", ["<html>\n", "date;check\n2026-11-20;1\n", "date,check\n2026-11-20,1\n", '"a","b"\n1,2\n', "[]\n"]
)
def test_a_file_in_no_known_format_is_refused_with_the_list_of_those_that_are(
    history: History, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "file"
    file.write_text(text)
    with pytest.raises(UnknownFormat) as caught:
        import_file(history, file)
    assert "Checkmarks.csv" in caught.value.help


def test_a_file_with_nothing_to_import_in_it_says_so(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text("Date,Stretch,\n2026-11-20,UNKNOWN,\n2026-11-19,NO,\n")
    merged = import_file(history, file)
    assert merged.has_nothing
    assert "2 days were read, but none of them was done or skipped" in str(merged)


def test_a_preview_shows_what_would_come_in_and_writes_nothing(history: History, tmp_path: Path) -> None:
    file = tmp_path / "Checkmarks.csv"
    file.write_text(LOOP)
    preview: list[Record] = []
    assert import_file(history, file, preview).added == 4
    assert len(preview) == 4
    assert history.ended.is_new()


def test_a_database_with_a_broken_schema_that_is_not_text_is_reported_as_damaged(
    history: History, tmp_path: Path
) -> None:
    file = tmp_path / "habits.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE Habits (aaaaaaaa)")
    file.write_bytes(file.read_bytes().replace(b"(aaaaaaaa)", b"(a ( ( a").replace(b"Habits", b"Hab\xfdts"))
    with pytest.raises(HistoryError):
        import_file(history, file)
    assert history.ended.is_new()
