"""What a file is, and what is said of what could not be imported."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from routine_timer.history.errors import BadImport, DamagedHistory, UnknownFormat
from routine_timer.history.history import History
from routine_timer.history.importers import import_file
from tests.history.making import loop_backup


def file_of(folder: Path, text: str) -> Path:
    file = folder / "file"
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Date,Value,Notes\n2023-04-04,YES_MANUAL,"first\n{second}"\n', id="Loop's own file"),
        pytest.param('2023-04-04,2,"first\n{second}"\n', id="Loop's own file without a heading"),
        pytest.param(
            "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
            'Stretch,,,2023-04-04,1,"first\n{second}"\n',
            id="HabitBull",
        ),
    ],
)
def test_a_note_with_a_line_that_starts_with_a_brace_is_not_json(history: History, tmp_path: Path, text: str) -> None:
    assert import_file(history, file_of(tmp_path, text)).added == 1
    assert [one.note for one in history.ended.sessions()] == ["first\n{second}"]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"name": "Folder", "identifier": "A", "items": [{"name": "x", "type": 3}]}, id="Seconds"),
        pytest.param({"workouts": []}, id="Just Another Workout Timer"),
        pytest.param({"folders": [{"id": 1}], "timers": [{"id": 1, "steps": [{"type": "NORMAL"}]}]}, id="TimeR"),
    ],
)
def test_the_json_of_another_program_is_not_a_broken_history(
    history: History, tmp_path: Path, other: object, indent: int | None
) -> None:
    with pytest.raises(UnknownFormat):
        import_file(history, file_of(tmp_path, json.dumps(other, indent=indent)))


def test_a_history_whose_first_line_is_cut_off_is_reported_by_line(history: History, tmp_path: Path) -> None:
    line = '{"id": "a", "routine": "x", "day": "2026-11-20", "status": "completed"}'
    with pytest.raises(BadImport) as caught:
        import_file(history, file_of(tmp_path, f"{line[:30]}\n{line}\n"))
    assert [number for number, _ in caught.value.problems] == [1]


@pytest.mark.parametrize("tables", [("Habits", "Repetitions"), ("tracks", "ticks")])
def test_a_database_with_only_the_names_of_the_tables_is_another_program_s(
    history: History, tmp_path: Path, tables: tuple[str, str]
) -> None:
    file = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        for table in tables:
            db.execute(f"CREATE TABLE {table} (something)")
    with pytest.raises(UnknownFormat) as caught:
        import_file(history, file)
    assert "the database of another program" in str(caught.value)


def test_text_of_a_habit_database_that_is_not_utf_8_is_reported_as_that(history: History, tmp_path: Path) -> None:
    file = tmp_path / "loop.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE Repetitions (habit INTEGER, timestamp INTEGER, value INTEGER)")
        db.execute("INSERT INTO Habits VALUES (1, CAST(x'ff41' AS TEXT))")
        db.execute("INSERT INTO Repetitions VALUES (1, 1763596800000, 2)")
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert "not UTF-8" in caught.value.help


def test_notes_that_no_record_takes_are_counted_and_reported(history: History, tmp_path: Path) -> None:
    text = f"Date,Value,Notes\n2023-04-03,NO,was ill\n2023-04-04,YES_MANUAL,{'x' * 100_001}\n2023-04-05,UNKNOWN,hm\n"
    merged = import_file(history, file_of(tmp_path, text))
    assert merged.added == 1
    assert "2 notes left out: only sessions and skipped days have notes" in str(merged)
    assert "1 note cut off after 100,000 characters" in str(merged)


def test_a_value_of_megabytes_in_a_habit_database_is_not_read(history: History, tmp_path: Path) -> None:
    file = tmp_path / "loop.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE Repetitions (habit INTEGER, timestamp INTEGER, value INTEGER, notes TEXT)")
        db.execute("INSERT INTO Habits VALUES (1, 'a')")
        db.execute("INSERT INTO Repetitions VALUES (1, 1763596800000, 2, zeroblob(20000000))")
    with pytest.raises(DamagedHistory, match="too big"):
        import_file(history, file)


def test_a_day_of_a_habit_that_was_deleted_is_left_out_and_counted(history: History, tmp_path: Path) -> None:
    file = loop_backup(tmp_path / "loop.db", (1, 1763596800000, 2), (7, 1763596800000, 2), (7, -5, 9))
    merged = import_file(history, file)
    assert [one.routine for one in history.ended.sessions()] == ["stretch"]
    assert str(merged) == "1 new, 0 changed, 0 unchanged; 2 days left out: their habits were deleted"
    again = import_file(history, file)
    assert str(again) == "0 new, 0 changed, 1 unchanged; 2 days left out: their habits were deleted"
    assert not again.has_nothing


def test_a_backup_with_days_of_deleted_habits_alone_has_nothing(history: History, tmp_path: Path) -> None:
    merged = import_file(history, loop_backup(tmp_path / "loop.db", (7, 1763596800000, 2)))
    assert merged.has_nothing
    assert str(merged) == "0 new, 0 changed, 0 unchanged; 1 day left out: its habit was deleted"


def test_a_tick_of_a_track_that_was_deleted_is_left_out_and_counted(history: History, tmp_path: Path) -> None:
    file = tmp_path / "tickmate.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name TEXT)")
        db.execute("CREATE TABLE ticks (_track_id INTEGER, year INTEGER, month INTEGER, day INTEGER)")
        db.execute("INSERT INTO tracks VALUES (1, 'Stretch')")
        db.executemany("INSERT INTO ticks VALUES (?, 2026, 10, ?)", [(1, 20), (2, 21)])
    merged = import_file(history, file)
    assert str(merged) == "1 new, 0 changed, 0 unchanged; 1 day left out: its habit was deleted"


def test_a_day_of_a_habit_without_a_name_is_still_reported_by_its_row(history: History, tmp_path: Path) -> None:
    file = loop_backup(tmp_path / "loop.db", (1, 1763596800000, 2))
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE Habits SET name = NULL")
    with pytest.raises(BadImport, match="1 line can't be read"):
        import_file(history, file)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Date,Stretch,\n2026-11-20,YES_MANUAL,\n2026-11-21,NO,\n", id="Loop's table"),
        pytest.param("Date,Value,Notes\n2026-11-20,YES_MANUAL,\n2026-11-21,NO,\n", id="Loop's own file"),
        pytest.param("2026-11-20,2\n2026-11-21,0\n", id="Loop's own file without a heading"),
        pytest.param(
            "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
            "Stretch,,,2026-11-20,1,\nStretch,,,2026-11-21,0,\n",
            id="HabitBull",
        ),
        pytest.param("2026-11-20 : Stretch : y : : \n2026-11-21 : Stretch : n : : \n", id="harsh"),
    ],
)
@pytest.mark.parametrize("end", ["\r", "\r\n"], ids=["CR", "CRLF"])
def test_lines_may_end_in_any_way(history: History, tmp_path: Path, text: str, end: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(text.replace("\n", end).encode())
    assert import_file(history, file).added == 1
    assert [str(one.day) for one in history.ended.sessions()] == ["2026-11-20"]


def test_a_wrong_line_of_a_file_with_cr_alone_has_its_number(history: History, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"Date,Stretch,\r2026-11-20,YES_MANUAL,\r2026-11-21,bad,\r")
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert [line for line, _ in caught.value.problems] == [3]
    file.write_bytes(b"Date,Stretch,\r2026-11-20,\xff,\r")
    with pytest.raises(BadImport) as caught:
        import_file(history, file)
    assert caught.value.problems == ((2, "not UTF-8"),)
