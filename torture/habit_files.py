"""Files of habit trackers, made from each format's description, with wrong, unknown and shifted cells."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

_FIRST = date(2026, 11, 1)
_NAMES = ("Stretch", "Stretch, hips", "Früh", "漢字", 'Say "ah"', "", " ")
_GOOD = ("2", "3", "0", "1", "-1", "YES_MANUAL", "YES_AUTO", "SKIP", "NO", "UNKNOWN", "12500", "")
_WRONG = ("yes", "True", "2.5", "✓", "-2", "99999999999999999999", "Entry(value=)", "=1+1", "NULL", "2,2", "\x00")


def texts(random: Random) -> list[bytes]:
    """A file in each text format."""
    return [_table(random), _own(random), _habitbull(random), _harsh(random)]


def databases(random: Random, folder: Path) -> list[bytes]:
    """A database of each program."""
    return [_loop_backup(random, folder / "loop.db"), _tickmate(random, folder / "tickmate.db")]


def _cell(random: Random) -> str:
    cell = random.choice(_WRONG if random.random() < 0.05 else _GOOD)
    return f"Entry(timestamp=2026-11-20, value={cell})" if random.random() < 0.1 else cell


def _table(random: Random) -> bytes:
    names = random.sample(_NAMES, random.randint(1, 4))
    quoted = random.random() < 0.7
    heading = [f'"{name.replace(chr(34), chr(34) * 2)}"' if quoted else name for name in names]
    rows = [[_day(n), *(_cell(random) for _ in names)] for n in range(6)]
    if random.random() < 0.3:
        random.choice(rows).insert(1, "2")  # shifted
    return _lines(["Date", *heading], *rows, end="," if random.random() < 0.8 else "")


def _own(random: Random) -> bytes:
    heading = random.choice(([], ["Date", "Value"], ["Date", "Value", "Notes"]))
    return _lines(*([heading] if heading else []), *([_day(n), _cell(random), "a note"] for n in range(6)))


def _habitbull(random: Random) -> bytes:
    heading = ["HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value", "CommentText"]
    rows = [[random.choice(_NAMES), "", "Health", _day(n), random.choice("01"), "fine"] for n in range(6)]
    if random.random() < 0.3:
        random.choice(rows).pop(1)
    return _lines(heading, *rows)


def _harsh(random: Random) -> bytes:
    rows = (f"{_day(n)} : {random.choice(_NAMES)} : {random.choice('ynsx')} : well : 3\n" for n in range(6))
    return "".join(rows).encode()


def _loop_backup(random: Random, file: Path) -> bytes:
    repetitions = [
        (1, 1_793_491_200_000 + n * 86_400_000, random.choice((2, 3, 0, 1, -1, 2500, "x"))) for n in range(6)
    ]
    return _database(
        file,
        ["CREATE TABLE Habits (id INTEGER, name TEXT)", "CREATE TABLE Repetitions (habit, timestamp, value)"],
        [("INSERT INTO Habits VALUES (?, ?)", [(1, random.choice(_NAMES))])],
        [("INSERT INTO Repetitions VALUES (?, ?, ?)", repetitions)],
    )


def _tickmate(random: Random, file: Path) -> bytes:
    ticks = [(random.choice((1, 1, 1, 2)), 2026, random.choice((0, 10, 12, "x")), n + 1) for n in range(6)]
    return _database(
        file,
        ["CREATE TABLE tracks (_id INTEGER, name TEXT)", "CREATE TABLE ticks (_track_id, year, month, day)"],
        [("INSERT INTO tracks VALUES (?, ?)", [(1, "Stretch")])],
        [("INSERT INTO ticks VALUES (?, ?, ?, ?)", ticks)],
    )


def _database(file: Path, tables: list[str], *inserts: list[tuple[str, Sequence[tuple[object, ...]]]]) -> bytes:
    file.unlink(missing_ok=True)
    db = sqlite3.connect(file)
    for table in tables:
        db.execute(table)
    for insert in inserts:
        for statement, rows in insert:
            db.executemany(statement, rows)
    db.commit()
    db.close()
    return file.read_bytes()


def _day(n: int) -> str:
    return (_FIRST + timedelta(days=n)).isoformat()


def _lines(*rows: Sequence[str], end: str = "") -> bytes:
    return "".join(",".join(row) + end + "\n" for row in rows).encode()
