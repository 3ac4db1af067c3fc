"""The worked examples of docs/streaks.md, judged by the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from routine_timer.app.models.home_progress import MARKS
from routine_timer.history.streaks.day_of_instant import day_of
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.streak_summary import StreakSummary
from tests.judging import judge_days

PAGE = (Path(__file__).parents[2] / "docs" / "streaks.md").read_text(encoding="utf-8")
FIRST = date(2026, 11, 2)


def rows(*heads: str) -> list[dict[str, str]]:
    """The rows of every table that has these columns, in this order."""
    return [row for head, row in _tables() if head == list(heads)]


def _tables() -> Iterator[tuple[list[str], dict[str, str]]]:
    for table in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
        for line in lines[2:]:
            yield lines[0], dict(zip(lines[0], line, strict=True))


def judged(days: str, goals: list[tuple[date, str]], *, freezes: bool = False) -> StreakSummary:
    """Judge a picture of days: `D` done, `s` skipped, `-` neither; the last one is today."""
    marks = days.split()
    by_mark = {mark: [FIRST + timedelta(n) for n, one in enumerate(marks) if one == mark] for mark in "Ds"}
    today = FIRST + timedelta(len(marks) - 1)
    return judge_days(
        datetime.combine(today, time(12), UTC),
        today,
        by_mark["D"],
        skipped=by_mark["s"],
        goals=[(day, parse_goal(text)) for day, text in goals],
        freezes=freezes,
        series=True,
    )


def streak(found: StreakSummary) -> str:
    run = found.current
    return f"{run.length} {run.unit if run.length != 1 else run.unit.removesuffix('s')}"


def table(*heads: str) -> pytest.MarkDecorator:
    found = rows(*heads)
    assert found, f"the page has no table with {heads}"
    return pytest.mark.parametrize("row", found, ids=lambda row: " ".join(list(row.values())[:4]))


def test_every_table_of_the_page_is_run() -> None:
    """Each test below takes the tables with its columns; one with others would go untried."""
    run = [
        ["session starts", "in", "day starts at", "counts for", "because"],
        ["goal", "days", "judged", "streak", "because"],
        ["goal", "then", "from", "days", "streak", "because"],
        ["goal", "f", "W", "needed in W"],
        ["done in a row", "then missed", "score"],
    ]
    assert [head for head, _ in _tables() if head not in run] == []


@table("session starts", "in", "day starts at", "counts for", "because")
def test_the_day_of_a_session(row: dict[str, str]) -> None:
    zone = ZoneInfo(row["in"])
    began = datetime.fromisoformat(row["session starts"]).replace(tzinfo=zone)
    # of an hour that comes twice the page means the second one
    began = began.replace(fold=1)
    assert day_of(began, zone, time.fromisoformat(row["day starts at"])).isoformat() == row["counts for"]


@table("goal", "days", "judged", "streak", "because")
def test_a_picture_of_days(row: dict[str, str]) -> None:
    found = judged(row["days"], [(FIRST, row["goal"])], freezes="with freezes" in row["because"])
    states = [day.state if day.day not in found.frozen else "frozen" for day in found.days]
    assert (" ".join(MARKS[state] for state in states), streak(found)) == (row["judged"], row["streak"])


@table("goal", "then", "from", "days", "streak", "because")
def test_a_change_of_goal(row: dict[str, str]) -> None:
    goals = [(FIRST, row["goal"]), (date.fromisoformat(row["from"]), row["then"])]
    assert streak(judged(row["days"], goals)) == row["streak"]


@table("goal", "f", "W", "needed in W")
def test_what_the_score_asks(row: dict[str, str]) -> None:
    goal = parse_goal(row["goal"])
    over, _, under = row["f"].partition("/")
    assert goal.per_day == pytest.approx(int(over) / int(under or 1))
    assert (goal.window, goal.need) == (int(row["W"]), int(row["needed in W"]))


@table("done in a row", "then missed", "score")
def test_the_score(row: dict[str, str]) -> None:
    done, missed = int(row["done in a row"]), int(row["then missed"])
    found = judged(" ".join("D" * done + "-" * missed + "-"), [(FIRST, "daily")])
    assert f"{found.score:.0%}" == row["score"]
