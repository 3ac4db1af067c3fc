"""Text files of habit trackers: Loop's and HabitBull's CSV, and harsh's log.

- Loop's `Checkmarks.csv`, as its `HabitsCSVExporter` writes it: `Date` and one habit a column, or the file in a habit's
  own folder: `Date,Value,Notes`, in older versions without a heading and notes. Values as in its `Entry`, as words, as
  numbers, or (in some versions) the whole object, `Entry(timestamp=2026-11-20, value=2)`: 2 done, 3 skipped, 0 missed;
  1 (not done, and not owed) and -1 (unknown) say nothing of the day; more than 3 is an amount, times 1000.
- HabitBull's CSV: `HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText`; 0 is missed, more is done.
- harsh's log, as its README describes it: `2026-11-21 : Stretch : y : comment : amount`.

What a format doesn't have is a problem of its line: nothing is passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from routine_timer.history.habit_days import HabitDay, State
from routine_timer.history.import_export import LineErrors
from routine_timer.history.store.json_dates import day_from_text

_Row: TypeAlias = tuple[int, list[str]]
"""The number of its last line, and its cells."""
ReadDays: TypeAlias = Callable[[str, Path, LineErrors], Iterator[HabitDay]]

_LOOP_STATES: dict[str, State] = {
    "YES_MANUAL": "done",
    "2": "done",
    "SKIP": "skipped",
    "3": "skipped",
    "NO": "missed",
    "0": "missed",
    "YES_AUTO": "unknown",
    "1": "unknown",
    "UNKNOWN": "unknown",
    "-1": "unknown",
    "": "unknown",
}
_MEASURED_FROM = 4
"""Larger numbers are amounts: what was measured, times 1000."""
_ENTRY = re.compile(r"Entry\((?:[^()\n]|\([^()\n]*\))*?\bvalue=(-?\d+)(?:[^()\n]|\([^()\n]*\))*\)")
_HABITBULL = ["habitname", "habitdescription", "habitcategory", "calendardate", "value"]
_SHOWN = 30
"""Characters of a wrong cell that are quoted."""


def recognize(start: str) -> tuple[str, str, ReadDays] | None:
    """The format of a text by its first lines: the source in ids, the program's name, and what reads it."""
    if re.match(r"(#[^\n]*\n\s*)*\d{4}-\d\d-\d\d : ", start):
        return "harsh", "harsh", read_harsh
    first = start.split("\n", 1)[0]
    try:
        heading = [cell.strip() for cell in next(csv.reader([_ENTRY.sub(r"\1", first)]), [])]
    except csv.Error:
        return None
    if [cell.lower() for cell in heading[:5]] == _HABITBULL:
        return "habitbull", "HabitBull", read_habitbull
    if heading[:1] == ["Date"] and len(heading) > 1:
        return "loop", "Loop", read_loop
    is_own_file = len(heading) in (2, 3) and _is_day(heading[0]) and _loop_state(heading[1]) is not None
    return ("loop", "Loop", read_loop_habit) if is_own_file else None


def read_loop(text: str, file: Path, problems: LineErrors) -> Iterator[HabitDay]:
    """The days of a `Checkmarks.csv` with a heading."""
    rows = _rows(_ENTRY.sub(r"\1", text), problems)
    _, heading = next(rows, (1, [""]))
    heading = [cell.strip() for cell in heading]
    if [cell.lower() for cell in heading[:2]] == ["date", "value"]:
        yield from _own_days(rows, _name_from_folder(file), problems)
        return
    ends_with_comma = heading[-1] == ""
    habits = heading[1:-1] if ends_with_comma else heading[1:]
    if "" in habits:
        problems.add(1, f"column {habits.index('') + 2} has no name")
        return
    for line, row in rows:
        if (day := _day(row, line, problems)) is None:
            continue
        cells = row[1:-1] if ends_with_comma and row[-1].strip() == "" else row[1:]
        if len(cells) != len(habits):
            counts = f"{len(cells)} values for {len(habits)} habits"
            problems.add(line, f"{counts}: a name with a comma in it must be in double quotes")
            continue
        for habit, cell in zip(habits, cells, strict=True):
            if (state := _state(cell, line, problems)) is not None:
                yield HabitDay(habit, day, state)


def read_loop_habit(text: str, file: Path, problems: LineErrors) -> Iterator[HabitDay]:
    """The days of a habit's own `Checkmarks.csv` without a heading."""
    return _own_days(_rows(_ENTRY.sub(r"\1", text), problems), _name_from_folder(file), problems)


def _own_days(rows: Iterator[_Row], habit: str, problems: LineErrors) -> Iterator[HabitDay]:
    for line, row in rows:
        if (day := _day(row, line, problems)) is None:
            continue
        cells = row[:-1] if len(row) > 3 and row[-1].strip() == "" else row
        if len(cells) not in (2, 3):
            problems.add(line, f"{len(cells)} values, not a day, a value and a note")
        elif (state := _state(cells[1], line, problems)) is not None:
            yield HabitDay(habit, day, state, cells[2].strip() if len(cells) == 3 else "")


def read_habitbull(text: str, _file: Path, problems: LineErrors) -> Iterator[HabitDay]:
    """The days of HabitBull's export."""
    rows = _rows(text, problems)
    next(rows, None)
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) not in (5, 6) or not row[0].strip():
            problems.add(line, "not a habit's name, description, category, day, value and comment")
            continue
        if (day := _day(row[3:4], line, problems)) is None:
            continue
        value = row[4].strip()
        if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", value):
            problems.add(line, f"{value[:_SHOWN]!r} is not a value of HabitBull's")
            continue
        state: State = "done" if float(value) > 0 else "missed"
        yield HabitDay(row[0].strip(), day, state, row[5].strip() if len(row) == 6 else "")


def read_harsh(text: str, _file: Path, problems: LineErrors) -> Iterator[HabitDay]:
    """The days of harsh's log."""
    states: dict[str, State] = {"y": "done", "s": "skipped", "n": "missed"}
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" : ")]
        try:
            if len(parts) < 3 or not parts[1] or parts[2] not in states:
                raise ValueError("not `day : habit : y, n or s : comment : amount`")
            day = day_from_text(parts[0])
        except ValueError as wrong:
            problems.add(number, str(wrong))
            continue
        yield HabitDay(parts[1], day, states[parts[2]], parts[3] if len(parts) > 3 else "")


def _rows(text: str, problems: LineErrors) -> Iterator[_Row]:
    """The rows of a CSV up to the first that can't be read, which is a problem."""
    rows = csv.reader(io.StringIO(text))
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as wrong:
        problems.add(rows.line_num, str(wrong))


def _day(row: list[str], line: int, problems: LineErrors) -> date | None:
    """The day in a row's first cell; None for a row that is empty, or wrong, which is a problem."""
    if not any(cell.strip() for cell in row):
        return None
    try:
        return day_from_text(row[0].strip())
    except ValueError as wrong:
        problems.add(line, str(wrong))
        return None


def _state(cell: str, line: int, problems: LineErrors) -> State | None:
    value = cell.strip()
    state = _loop_state(value)
    if state is None:
        problems.add(line, f"{value[:_SHOWN]!r} is not a value of Loop's")
    return state


def _loop_state(value: str) -> State | None:
    if value in _LOOP_STATES:
        return _LOOP_STATES[value]
    return "done" if value.isascii() and value.isdigit() and int(value[:12]) >= _MEASURED_FROM else None


def _is_day(text: str) -> bool:
    try:
        day_from_text(text)
    except ValueError:
        return False
    return True


def _name_from_folder(file: Path) -> str:
    """Loop writes each habit into a folder such as `001 Stretch`."""
    folder = file.resolve().parent.name
    return re.sub(r"^\d+ ", "", folder).strip() or "loop"
