"""`goal`: from when a new goal counts, and what the streak will be."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest

from routine_timer.history.errors import ReadOnly
from routine_timer.history.history import History
from tests.cli.conftest import Run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def began(run: Run) -> date:
    """Three weeks of daily sessions up to today: the first day."""
    today = date.fromisoformat(run("streak", "--json").json["day"])
    for days in range(22):
        run("log", "weak-core", "--on", (today - timedelta(days=days)).isoformat())
    return today - timedelta(days=21)


@pytest.fixture
def spaced(run: Run) -> date:
    """Three weeks of sessions every second day up to today, as the goal asks: the first day."""
    today = date.fromisoformat(run("streak", "--json").json["day"])
    began = today - timedelta(days=20)
    run("goal", "every 2 days", "--from", began.isoformat())
    for days in range(0, 21, 2):
        run("log", "weak-core", "--on", (today - timedelta(days=days)).isoformat())
    return began


def test_without_a_terminal_it_starts_today_and_says_what_else_can_be_chosen(run: Run, spaced: date) -> None:
    changed = run("goal", "daily")
    assert (changed.code, changed.out) == (0, "daily\n")
    assert "from today: your streak is 11 days" in changed.err
    assert f"from {spaced}, when your streak started: your streak is 1 day" in changed.err
    assert f"--from {spaced}" in changed.err


@pytest.mark.parametrize("answer", ["1", "2"])
def test_on_a_terminal_it_asks_and_the_streak_is_as_announced(
    run: Run, spaced: date, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    changed = run("goal", "daily")
    [line] = [line for line in changed.err.splitlines() if line.startswith(answer)]
    current = run("streak", "--json").json["current"]
    assert f"your streak is {current['length']} day" in line
    if answer == "2":
        assert f"from {spaced}: daily" in run("goal").err


def test_an_easier_goal_that_keeps_the_streak_offers_no_other_start(run: Run, began: date) -> None:
    del began
    changed = run("goal", "3/week")
    assert (changed.code, changed.out) == (0, "3/week\n")
    assert run("streak", "--json").json["current"]["length"] >= 2
    assert "--from" not in changed.err
    assert changed.err.count("your streak is") == 1


def test_with_a_day_nothing_is_asked(run: Run, began: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert "When should" not in run("goal", "3/week", "--from", began.isoformat()).err
    assert run("streak", "--json").json["current"]["length"] >= 2


def test_where_neither_start_gives_a_streak_nothing_is_offered(run: Run) -> None:
    today = date.fromisoformat(run("streak", "--json").json["day"])
    run("log", "weak-core", "--on", (today - timedelta(days=1)).isoformat())
    changed = run("goal", "7/week")
    assert (changed.code, changed.out) == (0, "7/week\n")
    assert "--from" not in changed.err


def test_a_day_with_a_goal_of_the_plan_and_another_is_listed_once(run: Run) -> None:
    run("plan", "start", "weak-core")
    run("goal", "every 2 days")
    assert run("goal").err.count("from ") == 1


@pytest.mark.parametrize(("answer", "goal"), [("y", "7/week"), ("", "daily"), ("n", "daily")])
def test_on_a_terminal_it_asks_before_a_streak_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, goal: str
) -> None:
    run("log", "weak-core")
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    changed = run("goal", "7/week")
    assert "Your 1-day streak will end. You will have no streak until you meet the new goal." in changed.err
    assert "Set the goal to 7/week? [y/N]" in changed.err
    assert (changed.code, changed.out) == (0, f"{goal}\n")


def test_without_a_terminal_a_streak_that_ends_is_told(run: Run) -> None:
    run("log", "weak-core")
    changed = run("goal", "7/week")
    assert changed.out == "7/week\n"
    assert "your 1-day streak ends" in changed.err


def test_a_streak_is_not_said_to_end_where_the_goal_cannot_be_saved(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("log", "weak-core")

    def refuse(history: History, *_: object) -> None:
        raise ReadOnly(history.database.file, "a test")

    monkeypatch.setattr(History, "set_goal", refuse)
    changed = run("goal", "7/week")
    assert changed.code == 1
    assert "ends" not in changed.err
