"""A streak that meets the new goal throughout survives a change between days and weeks, in the new goal's unit."""

from __future__ import annotations

from datetime import date

import pytest

from .pictures import MONDAY, drawn, states, streak_summary

OCTOBER_12, OCTOBER_28 = date(2026, 10, 12), date(2026, 10, 28)


@pytest.mark.parametrize(
    ("picture", "goals", "current"),
    [
        pytest.param("D" * 22, {MONDAY: "3/week"}, "3 weeks 12.10.-1.11.", id="daily to 3 a week on a Monday"),
        pytest.param("D" * 18, {date(2026, 10, 31): "3/week"}, "3 weeks 12.10.-1.11.", id="from its first week"),
        pytest.param(
            "DDDD.", {MONDAY: "3/week"}, "1 weeks 26.10.-1.11.", id="the week it started in, if it was reached"
        ),
        pytest.param("DD.", {MONDAY: "3/week"}, "0 weeks", id="and not if it wasn't"),
        pytest.param("D" * 21 + ".", {MONDAY: "7/week"}, "3 weeks 12.10.-1.11.", id="as much as before"),
        pytest.param("DDDssss DDDDDDD D", {MONDAY: "3/week"}, "2 weeks 19.10.-1.11.", id="with skipped days"),
        pytest.param(
            "D.D.D.D.D.D.D.D", {date.min: "every 2 days", MONDAY: "2/week"}, "2 weeks 19.10.-1.11.", id="every 2 days"
        ),
        pytest.param("D..D..D", {date.min: "every 3 days", MONDAY: "4/week"}, "0 weeks", id="a harder goal"),
        pytest.param(
            "D.D.D.. D.D.D.. .", {date.min: "3/week", MONDAY: "mon,wed,fri"}, "6 days 19.10.-30.10.", id="weeks to days"
        ),
        pytest.param("D" * 22, {date.min: "3/week", MONDAY: "daily"}, "22 days 12.10.-2.11.", id="weeks done daily"),
        pytest.param("D.D.D.." * 3 + "D", {date.min: "3/week", MONDAY: "daily"}, "1 days 2.11.-2.11.", id="not daily"),
        pytest.param(
            "D" * 22, {date(2026, 10, 19): "3/week", MONDAY: "daily"}, "22 days 12.10.-2.11.", id="there and back"
        ),
        pytest.param(
            "D.DDDDD .",
            {date.min: "2/week", date(2026, 10, 30): "daily", date(2026, 11, 1): "3/week"},
            "1 weeks 26.10.-1.11.",
            id="from weeks to days and back within a week",
        ),
        pytest.param(
            "DDD..",
            {date.min: "3/week", date(2026, 10, 27): "every 2 days", date(2026, 10, 31): "1/week"},
            "0 weeks",
            id="not in a week that began with another goal of weeks",
        ),
    ],
)
def test_the_streak_after_a_change(picture: str, goals: dict[date, str], current: str) -> None:
    assert drawn(streak_summary(picture, goals).current) == current


@pytest.mark.parametrize(
    ("picture", "goal", "current"),
    [
        pytest.param("DD", "2/week", "1 weeks 26.10.-28.10.", id="today's session reaches it"),
        pytest.param("DD.", "2/week", "1 weeks 26.10.-28.10.", id="it was reached yesterday"),
        pytest.param("DD", "3/week", "0 weeks", id="it isn't reached"),
    ],
)
def test_a_streak_that_reaches_the_new_goal_in_the_week_of_the_change(picture: str, goal: str, current: str) -> None:
    assert drawn(streak_summary(picture, {OCTOBER_28: goal}, today=OCTOBER_28).current) == current


def test_the_old_goal_s_run_is_listed_once_in_the_new_unit() -> None:
    found = streak_summary("D" * 22, {MONDAY: "3/week"})
    assert [drawn(run) for run in found.streaks] == ["3 weeks 12.10.-1.11."]
    assert (
        found.why
        == "3-week streak, since the week of Monday 12 October. This week: 1 of 3 days done, with 6 days left."
    )


def test_a_streak_in_which_one_week_falls_short_of_the_new_goal_ends_as_it_was() -> None:
    found = streak_summary("D..D..D ..D..D. .", {date.min: "every 3 days", MONDAY: "3/week"})
    assert [drawn(run) for run in found.streaks] == ["5 days 19.10.-31.10."]


@pytest.mark.parametrize(("week_starts", "current"), [(0, "1 weeks 26.10.-1.11."), (6, "1 weeks 25.10.-31.10.")])
def test_whether_a_week_reaches_the_new_goal_depends_on_the_day_it_starts_on(week_starts: int, current: str) -> None:
    goals = {date.min: "mon,wed,fri", date(2026, 10, 26): "5/week", date(2026, 10, 30): "3/week"}
    assert drawn(streak_summary("DD.DD.DDDD", goals, week_starts=week_starts).current) == current


def test_a_week_in_which_the_goal_becomes_daily_is_part_of_the_streak_of_weeks_until_then() -> None:
    found = streak_summary("D......DD", {date.min: "1/week", date(2026, 10, 27): "daily"}, today=date(2026, 10, 27))
    assert [drawn(run) for run in found.streaks] == ["2 weeks 19.10.-26.10.", "1 days 27.10.-27.10."]


def test_days_of_the_first_week_before_the_streak_are_rest_days_of_the_new_goal() -> None:
    found = streak_summary("D......DDDDDD D", {date.min: "3/week", MONDAY: "daily"})
    assert (drawn(found.current), states(found)) == ("7 days 27.10.-2.11.", "DmmmmmrDDDDDDD")


def test_days_before_the_change_look_as_before() -> None:
    goals = {date.min: "3/week", MONDAY: "every 3 days"}
    assert (
        states(streak_summary(".D.D.D.D", {date.min: "3/week"}))[:-1] == states(streak_summary(".D.D.D.D", goals))[:-1]
    )


class TestAWeekInWhichTheGoalBecomesEasier:
    """5/week until Wednesday, then 2/week: the week is judged by the easier goal."""

    GOALS = {date.min: "5/week", OCTOBER_28: "2/week"}

    def test_the_streak_continues(self) -> None:
        assert (
            drawn(streak_summary("DDDDD..DD.....", self.GOALS, today=date(2026, 11, 1)).current)
            == "2 weeks 19.10.-1.11."
        )

    def test_the_week_before_keeps_the_harder_one(self) -> None:
        assert drawn(streak_summary("DDD.... D", {date.min: "5/week", MONDAY: "2/week"}).current) == "0 weeks"

    def test_a_harder_goal_applies_from_the_next_week(self) -> None:
        goals = {date.min: "2/week", OCTOBER_28: "5/week"}
        assert streak_summary("DDDDD..DD.....", goals, today=date(2026, 11, 1)).current.length == 2


class TestFreezesOfAStreakThatIsKept:
    PICTURE = "DDDDDDD.DDDDDD" + "D" * 8  # the 8th day was saved by a freeze

    def test_the_day_still_counts_as_skipped(self) -> None:
        found = streak_summary(self.PICTURE, {MONDAY: "3/week"}, freezes=True)
        assert states(found)[7] == "s"
        assert found.frozen == (date(2026, 10, 19),)

    def test_it_may_be_what_lets_a_week_reach_the_new_goal(self) -> None:
        assert streak_summary(self.PICTURE, {MONDAY: "7/week"}, freezes=True).current.length == 3
        assert streak_summary(self.PICTURE, {MONDAY: "7/week"}).current.length == 1

    def test_days_that_were_saved_in_an_earlier_streak_save_nothing_of_this_one(self) -> None:
        picture = ".DDDDD..DDDDDDDDDDDDDD.DDDDDD.D..DDDD.DDDDDDDDDDDDD.DDDDDDDD"
        found = streak_summary(picture, {date.min: "daily", date(2026, 10, 16): "5/week"}, freezes=True)
        assert drawn(found.current) == "3 weeks 12.10.-1.11."

    def test_a_streak_of_weeks_that_became_one_of_days_has_freezes_too(self) -> None:
        picture, goals = "D" * 16 + "." + "D" * 5, {date.min: "3/week", date(2026, 10, 19): "daily"}
        assert drawn(streak_summary(picture, goals, freezes=True).current) == "21 days 12.10.-2.11."
        assert drawn(streak_summary(picture, goals).current) == "5 days 29.10.-2.11."

    def test_going_back_to_days_gives_no_freeze_back(self) -> None:
        goals = {OCTOBER_28: "3/week", MONDAY: "daily"}
        assert (
            streak_summary(self.PICTURE, goals, freezes=True).freezes
            == streak_summary(self.PICTURE, freezes=True).freezes
        )

    @pytest.mark.parametrize(("picture", "left"), [("DDDDDDD.DDDDDD", 0), ("DDDDDDDDDDDDDD.DDD", 1), ("DDDDDDDD", 1)])
    def test_the_freezes_left_are_those_of_days(self, picture: str, left: int) -> None:
        goals = {date(2026, 11, 1): "3/week", MONDAY: "daily"}
        assert [streak_summary(picture, one, freezes=True).freezes for one in ("daily", goals)] == [left, left]
