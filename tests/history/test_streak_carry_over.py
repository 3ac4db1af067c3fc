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

    def test_a_harder_goal_applies_from_the_next_week(self) -> None:
        goals = {date.min: "2/week", OCTOBER_28: "5/week"}
        assert streak_summary("DDDDD..DD.....", goals, today=date(2026, 11, 1)).current.length == 2


class TestFreezesOfAStreakThatIsKept:
    PICTURE = "DDDDDDD.DDDDDD" + "D" * 8  # the 8th day was saved by a freeze

    def test_the_day_still_counts_as_skipped(self) -> None:
        found = streak_summary(self.PICTURE, {MONDAY: "3/week"}, freezes=True)
        assert states(found)[7] == "s"
        assert found.frozen == (date(2026, 10, 19),)

    def test_going_back_to_days_gives_no_freeze_back(self) -> None:
        goals = {OCTOBER_28: "3/week", MONDAY: "daily"}
        assert (
            streak_summary(self.PICTURE, goals, freezes=True).freezes
            == streak_summary(self.PICTURE, freezes=True).freezes
        )
