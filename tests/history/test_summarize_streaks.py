"""The rules by themselves: facts laid out, weeks and runs found, and the streak summary on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from routine_timer.history.streaks.days_and_goals import Calendar, calendar
from routine_timer.history.streaks.goals import DAILY, Goal, parse_goal
from routine_timer.history.streaks.runs import JudgedWeek, Streaks, find_streaks
from tests.judging import judge_days

from .pictures import MONDAY, days_of, drawn, states, streak_summary

TODAY = MONDAY.toordinal()
OCTOBER_19, OCTOBER_26, OCTOBER_28 = (date(2026, 10, day) for day in (19, 26, 28))
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def facts(
    picture: str,
    goal: str | dict[date, str] = "daily",
    *,
    today: date = MONDAY,
    coming: str = "",
    freezes: bool = False,
) -> Calendar:
    goals = {date.min: goal} if isinstance(goal, str) else goal
    end = today + timedelta(days=len(coming))
    return calendar(
        today.toordinal(),
        map(date.toordinal, days_of(picture, "DS", today)),
        skipped=map(date.toordinal, days_of(picture + coming, "s", end)),
        goals=[(day.toordinal(), parse_goal(text)) for day, text in goals.items()],
        freezes=freezes,
    )


def found(picture: str, goal: str | dict[date, str] = "daily", *, today: date = MONDAY, coming: str = "") -> Streaks:
    return find_streaks(facts(picture, goal, today=today, coming=coming))


class TestCalendar:
    def test_every_day_from_the_first_done_one_to_today_is_there(self) -> None:
        cal = facts("..D.D.")
        assert (cal.first, cal.today, cal.any_done) == (TODAY - 3, TODAY, True)
        assert list(cal.done) == [1, 0, 1, 0]

    def test_with_nothing_done_there_is_today(self) -> None:
        cal = calendar(TODAY, [])
        assert (cal.first, list(cal.done), cal.any_done) == (TODAY, [0], False)
        assert (cal.week_starts, cal.freezes) == (0, False)

    def test_before_the_first_goal_it_is_daily_however_long_ago(self) -> None:
        cal = facts("DD", {MONDAY: "3/week"})
        assert cal.goal_on(TODAY - 1000) == cal.goal_on(TODAY - 1) == DAILY
        assert cal.goal_on(TODAY) == parse_goal("3/week")

    def test_of_two_goals_for_one_day_the_later_holds(self) -> None:
        goals: list[tuple[int, Goal]] = [(TODAY, parse_goal("1/week")), (TODAY, parse_goal("sat"))]
        assert calendar(TODAY, [], goals=goals).goal_on(TODAY) == parse_goal("sat")
        assert calendar(TODAY, [], goals=goals[::-1]).goal_on(TODAY) == parse_goal("1/week")

    def test_weeks_before_the_first_day_have_nothing_done(self) -> None:
        cal = facts("DDD")  # Saturday to Monday
        assert [cal.done_in_week(TODAY - 7 * n) for n in range(4)] == [1, 2, 0, 0]

    def test_what_is_left_of_this_week_is_told_where_the_goal_counts_weeks(self) -> None:
        week = streak_summary("D", "3/week").week
        assert (week.done, week.target, week.left) == (1, 3, 6)
        assert (streak_summary("D").week.done, streak_summary("D").week.target, streak_summary("D").week.left) == (
            1,
            None,
            None,
        )

    def test_a_goal_for_tomorrow_changes_nothing_today(self) -> None:
        tomorrow = {date.min: "1/week", MONDAY + timedelta(days=1): "daily"}
        assert streak_summary("D......D", tomorrow) == streak_summary("D......D", "1/week")


@pytest.mark.parametrize(
    ("picture", "coming", "goal", "weeks"),
    [
        pytest.param("D......D......D", "", "daily", [], id="nothing is judged under a goal of days"),
        pytest.param(
            "DDD....D......D",
            "",
            "2/week",
            [(19, 3, 2, "reached"), (26, 1, 2, "short"), (33, 1, 2, "pending")],
            id="reached, short, and still open",
        ),
        pytest.param(
            "Dssssssssssssss",
            "ssssss",
            "3/week",
            [(19, 1, 1, "reached"), (26, 0, 0, "neutral"), (33, 0, 0, "neutral")],
            id="no open day",
        ),
        pytest.param(
            "DD.....D",
            "",
            {date.min: "daily", OCTOBER_28: "3/week"},
            [(26, 2, 0, "unjudged"), (33, 1, 3, "pending")],
            id="the week in which the goal came",
        ),
    ],
)
def test_each_week_is_judged_to_the_one_today_is_in(
    picture: str, coming: str, goal: str | dict[date, str], weeks: list[tuple[int, int, int, str]]
) -> None:
    expected = {
        (date(2026, 10, 1) + timedelta(days=day - 1)).toordinal(): (done, target, outcome)
        for day, done, target, outcome in weeks
    }
    judged = found(picture, goal, coming=coming).weeks
    assert {week.first: (week.done, week.target, week.outcome) for week in judged.values()} == expected
    assert list(judged) == sorted(expected)


def test_on_its_last_day_no_week_but_that_one_is_judged() -> None:
    sunday = date(2026, 11, 1)
    assert list(found("D......", "1/week", today=sunday).weeks) == [OCTOBER_26.toordinal()]


class TestBreaks:
    def test_a_missed_day(self) -> None:
        end = found("DDD.D").last_break
        assert end is not None
        assert (end.day, end.kind, drawn(end.run), end.week) == (TODAY - 1, "missed", "3 days 29.10.-31.10.", None)

    def test_a_week_that_fell_short(self) -> None:
        end = found("DD.....D.......", "2/week").last_break
        first = OCTOBER_26.toordinal()
        assert end is not None
        assert (end.day, end.kind, drawn(end.run)) == (first, "short", "1 weeks 19.10.-25.10.")
        assert end.week == JudgedWeek(first, 1, 2, "short")

    def test_a_change_of_unit_is_not_a_break(self) -> None:
        streaks = found("DDD.DDD.", {date.min: "daily", OCTOBER_28: "2/week"})
        assert streaks.last_break is None
        assert streaks.last_change is not None
        assert (streaks.last_change.day, streaks.last_change.kind) == (OCTOBER_28.toordinal(), "unit")

    def test_a_week_that_fell_short_before_the_change_ended_its_run_itself(self) -> None:
        streaks = found("DD.....D......D", {date.min: "2/week", MONDAY: "daily"})
        assert streaks.last_change is None
        assert streaks.last_break is not None
        assert streaks.last_break.kind == "short"
        assert "went from" not in streak_summary("DD.....D......D", {date.min: "2/week", MONDAY: "daily"}).why


class TestBest:
    def test_a_week_counts_as_seven_days(self) -> None:
        week_then = {date.min: "daily", date(2026, 10, 29): "1/week"}
        assert drawn(streak_summary("DDDDDDD.....D", week_then).best) == "7 days 21.10.-27.10."
        assert drawn(streak_summary("DDDDDD........D", week_then).best) == "1 weeks 2.11.-2.11."


class TestGoalsOfWeeksThatChangeWithinAWeek:
    """From 1/week to 5/week on Wednesday 28 October: that week is asked what it was asked on its Monday."""

    GOALS = {date.min: "1/week", OCTOBER_28: "5/week"}

    def test_the_week_is_asked_what_it_was_on_its_first_day(self) -> None:
        judged = streak_summary("D..", self.GOALS, today=OCTOBER_28)
        assert (judged.week.done, judged.week.target, judged.today) == (1, 1, "rest")
        assert judged.why.endswith("This week: 1 of 1 day done.")

    def test_the_next_one_what_it_is_then(self) -> None:
        judged = streak_summary("D.......", self.GOALS)
        assert (judged.week.done, judged.week.target, judged.today) == (0, 5, "pending")


def test_from_the_day_of_the_change_on_the_week_asks_nothing() -> None:
    judged = streak_summary("DDD", {date.min: "1/week", OCTOBER_28: "daily"}, today=OCTOBER_28)
    assert (judged.week.done, judged.week.target) == (3, None)


@pytest.mark.parametrize(
    ("goal", "picture", "expected"),
    [
        pytest.param("every 2 days", "D" * 7 + "..D", "rsD", id="it stands for one day"),
        pytest.param("every 3 days", "D" * 7 + "....", "rrsp", id="the day after is due again"),
        pytest.param(
            {date.min: "every 2 days", MONDAY: "every 3 days"}, "D" * 7 + "...", "rsr", id="and lengthens no gap"
        ),
    ],
)
def test_a_freeze_makes_a_gap_neither_longer_nor_shorter(
    goal: str | dict[date, str], picture: str, expected: str
) -> None:
    judged = streak_summary(picture, goal, freezes=True)
    assert states(judged)[7:] == expected
    assert judged.current.length == picture.count("D")


def test_missing_keys_have_their_defaults() -> None:
    done = days_of("DDDDDDD.D", "D", MONDAY)
    plain = judge_days(NOON, MONDAY, done)
    assert plain == judge_days(
        NOON, MONDAY, done, skipped=[], lost=[], goals=[(date.min, DAILY)], week_starts=0, freezes=False, series=False
    )
    assert (plain.now, plain.day, plain.goal, plain.days, plain.freezes) == (NOON, MONDAY, "daily", (), None)
    assert plain.current.length == 1


def test_the_days_that_freezes_saved_are_listed_among_all_days() -> None:
    done = days_of("DDDDDDD.D", "D", MONDAY)
    assert judge_days(NOON, MONDAY, done, freezes=True).frozen == ()
    assert judge_days(NOON, MONDAY, done, freezes=True, series=True).frozen == (MONDAY - timedelta(days=1),)


def test_weeks_start_on_monday_by_default() -> None:
    goals = [(date.min, parse_goal("2/week"))]
    done = days_of("DD", "D", MONDAY)  # Sunday and Monday
    assert judge_days(NOON, MONDAY, done, goals=goals).week.done == 1
    assert judge_days(NOON, MONDAY, done, goals=goals, week_starts=6).week.done == 2


def test_the_series_is_every_day_to_today_and_no_more() -> None:
    judged = streak_summary("D.D")
    assert [day.day for day in judged.days] == [MONDAY - timedelta(days=n) for n in (2, 1, 0)]
