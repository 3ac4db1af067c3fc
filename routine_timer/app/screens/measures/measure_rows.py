"""The measures and activities as rows, the last values side by side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec
from textual.content import Content

from routine_timer.app.widgets.line_list import ListRow, cell, mark, right
from routine_timer.care.activity_scale import ASK, MOST, chosen
from routine_timer.care.measures import NAMES, MeasureName, how_to, is_value, title, with_unit, words_of
from routine_timer.history.records import ActivityRecord, MeasureRecord, PainRecord
from routine_timer.text.muscle_and_day_words import as_title
from routine_timer.text.sanitize import plain

ASK_PAIN = (
    "How much does it hurt today? 0 is no pain, 1 to 3 mild, 4 to 6 moderate, 7 to 9 severe, and 10 the worst pain "
    "you can imagine."
)
_COLUMN = 9
_NAME_LEAST, _NAME_MOST = 24, 40
_DATES_MOST = 6


class MeasureTable(msgspec.Struct, frozen=True):
    """All that was measured and scored, each oldest first."""

    today: date
    measures: Sequence[MeasureRecord] = ()
    activities: Sequence[ActivityRecord] = ()
    pains: Sequence[PainRecord] = ()

    @property
    def dates(self) -> list[date]:
        """The last days with a value, and today."""
        days = {one.day for one in self.measures} | {one.day for one in self.activities} | {self.today}
        days |= {one.day for one in self.pains}
        return sorted(day for day in days if day <= self.today)[-_DATES_MOST:]

    def value_of(self, name: MeasureName, day: date) -> str:
        values = [
            one.value for one in self.measures if one.name == name and one.day == day and is_value(name, one.value)
        ]
        return with_unit(name, values[-1]) if values else ""

    def pain_on(self, day: date) -> str:
        pains = [one.pain for one in self.pains if one.day == day]
        return f"{pains[-1]} of 10" if pains else ""

    def score_of(self, activity: str, day: date) -> str:
        scores = [one.score for one in self.activities if one.activity == activity and one.day == day]
        return f"{scores[-1]} of 10" if scores else ""


@dataclass(frozen=True)
class DatesRow(ListRow):
    """The heading: the days on which something was measured."""

    dates: tuple[date, ...]
    today: date
    title: str
    selectable: ClassVar[bool] = False

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        name, shown = _columns(width, len(self.dates))
        days = (("today" if day == self.today else f"{day.day} {day:%b}") for day in self.dates[-shown:])
        cells = (right(Content.styled(day, "$quiet"), _COLUMN) for day in days)
        return Content.assemble("  ", cell(Content.styled(self.title, "$quiet"), name), *cells)


@dataclass(frozen=True)
class MeasureRow(ListRow):
    """One measure, or one activity, with its value on each of the days; `how` explains it."""

    name: str
    how: str
    values: tuple[str, ...] = ()
    measure: MeasureName | None = None
    activity: str | None = None
    is_pain: bool = False

    def draw(self, width: int, *, highlighted: bool) -> Content:
        name, shown = _columns(width, len(self.values))
        values = (right(Content(value or "·"), _COLUMN) for value in self.values[-shown:]) if self.values else ()
        style = "bold" if self.values and self.values[-1] else ""
        return Content.assemble(mark(highlighted), cell(Content.styled(plain(self.name), style), name), *values)


def rows_of(table: MeasureTable) -> list[ListRow]:
    """All rows of the screen."""
    dates = tuple(table.dates)
    activities = chosen(table.activities)
    rows: list[ListRow] = [DatesRow(dates, table.today, "Measures")]
    rows += [
        MeasureRow(title(name), _how(name), tuple(table.value_of(name, day) for day in dates), name) for name in NAMES
    ]
    rows.append(MeasureRow("Pain", ASK_PAIN, tuple(table.pain_on(day) for day in dates), is_pain=True))
    rows.append(DatesRow(dates if activities else (), table.today, "Activities that your problem makes hard"))
    rows += [
        MeasureRow(
            as_title(name),
            f"How well can you do this today? {ASK}",
            tuple(table.score_of(name, day) for day in dates),
            None,
            name,
        )
        for name in activities
    ]
    if len(activities) < MOST:
        how = f"Choose up to {MOST} activities that matter to you, such as climbing stairs. {ASK}"
        rows.append(MeasureRow("Add an activity …", how, activity=""))
    return rows


def _how(name: MeasureName) -> str:
    """How to measure it, and what its words mean."""
    meanings = [f"{word}: {meaning}." for word, meaning in words_of(name).items()]
    return " ".join([how_to(name), *meanings])


def _columns(width: int, dates: int) -> tuple[int, int]:
    """The width of the names, and how many dates fit."""
    shown = min(dates, max((width - 2 - _NAME_LEAST) // _COLUMN, 1))
    return min(width - 2 - _COLUMN * shown, _NAME_MOST if dates else width - 2), shown
