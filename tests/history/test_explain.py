"""Why the streak is what it is, in a few sentences."""

from __future__ import annotations

from datetime import date

import pytest

from .pictures import MONDAY, streak_summary


@pytest.mark.parametrize(
    ("picture", "goal", "sentence"),
    [
        (".", "daily", "No days done yet. Today isn't done yet."),
        (".", "tue", "No days done yet. Today is a rest day."),
        ("DDD", "daily", "3-day streak, since Saturday 31 October."),
        ("DD.", "daily", "2-day streak, since Saturday 31 October. Today isn't done yet."),
        ("DDs", "daily", "2-day streak, since Saturday 31 October. Today is skipped."),
        ("DsD", "daily", "2-day streak, since Saturday 31 October. 1 skipped day doesn't count."),
        (
            "DD..",
            "every 1 day",
            "No current streak: you missed Sunday 1 November, which ended a 2-day streak. Today isn't done yet.",
        ),
        (
            "DD..",
            "daily",
            "No current streak: you missed Sunday 1 November, which ended a 2-day streak. Today isn't done yet.",
        ),
        ("D.D.", "every 2 days", "2-day streak, since Friday 30 October. Today is a rest day."),
        (
            "DDD...",
            "every 2 days",
            (
                "No current streak: you did nothing for 2 days after Friday 30 October, which ended a 3-day streak. "
                "Today isn't done yet."
            ),
        ),
        (
            "sDDD... D",
            "3/week",
            (
                "1-week streak, since the week of Monday 26 October. 1 skipped day doesn't count. "
                "This week: 1 of 3 days done, with 6 days left."
            ),
        ),
        (
            "D.D.D.. D",
            "3/week",
            ("1-week streak, since the week of Monday 26 October. This week: 1 of 3 days done, with 6 days left."),
        ),
        (
            "DDDDDDD D.D.... .",
            "3/week",
            (
                "No current streak: you did 2 of 3 days in the week of Monday 26 October, which ended a 1-week streak. "
                "This week: 0 of 3 days done, with 7 days left."
            ),
        ),
    ],
)
def test_the_reason_for_the_number(picture: str, goal: str, sentence: str) -> None:
    assert streak_summary(picture, goal).why == sentence


@pytest.mark.parametrize(
    ("picture", "goals", "saved"),
    [
        ("DDDDDDD.D", {date.min: "daily"}, "Sunday 1 November"),
        ("DDDDDDDDDDDDDD..D", {date.min: "daily"}, "Sunday 1 November and 1 other day"),
        ("DDDDDDD.DDDDDDD.DDDDDDD.D", {date.min: "daily"}, "Sunday 1 November and 2 other days"),
        ("DDDDDDD .D.DDD. D", {date.min: "daily", date(2026, 11, 1): "2/week"}, "Monday 26 October"),
    ],
)
def test_the_days_that_freezes_saved_are_named(picture: str, goals: dict[date, str], saved: str) -> None:
    assert f". A freeze saved {saved}. " in f"{streak_summary(picture, goals, freezes=True).why} "


def test_a_week_lost_already_says_what_it_can_still_reach() -> None:
    found = streak_summary("DDD....D.....", "3/week", today=date(2026, 11, 1))
    assert found.why == "No current streak: you can reach only 2 of 3 days this week, which ended a 1-week streak."


@pytest.mark.parametrize(
    ("picture", "coming", "sentence"),
    [
        (
            "DDD.... sDs",
            "",
            (
                "1-week streak, since the week of Monday 26 October. 2 skipped days don't count. "
                "This week: 1 of 3 days done, with 4 days left. Today is skipped."
            ),
        ),
        (
            "DDD.... DDs",
            "ssss",
            (
                "2-week streak, since the week of Monday 26 October. 1 skipped day doesn't count. "
                "This week: 2 days done, 1 needed. Today is skipped."
            ),
        ),
    ],
)
def test_a_week_says_that_today_is_skipped_and_counts_it(picture: str, coming: str, sentence: str) -> None:
    assert streak_summary(picture, "3/week", today=date(2026, 11, 4), coming=coming).why == sentence


def test_a_week_skipped_whole_says_so_once() -> None:
    found = streak_summary("DDD.... sss", "3/week", today=date(2026, 11, 4), coming="ssss")
    assert found.why.endswith("3 skipped days don't count. This week is skipped.")


def test_another_year_is_named() -> None:
    assert "since Thursday 31 December 2026" in streak_summary("DDD", today=date(2027, 1, 2)).why


def test_the_change_of_unit_is_old_news_after_a_break() -> None:
    goals = {date.min: "1/week", date(2026, 10, 26): "daily"}
    assert "changed from weeks to days" in streak_summary("D......DDD", goals, today=date(2026, 10, 28)).why
    assert "changed from" not in streak_summary("D......DD.D", goals, today=date(2026, 10, 29)).why


def test_of_a_day_missed_before_the_change_nothing_is_said() -> None:
    found = streak_summary("DD.DD.", {date.min: "daily", MONDAY: "3/week"})
    assert found.why == (
        "No streak yet. Your goal changed from days to weeks on Monday 2 November, ending a 2-day streak. "
        "This week: 0 of 3 days done, with 7 days left."
    )


def test_the_first_week_that_counts_is_named() -> None:
    goals = {date.min: "daily", date(2026, 10, 28): "2/week"}
    found = streak_summary("D..", goals, today=date(2026, 10, 29))
    assert found.why == (
        "No streak yet. Your goal changed from days to weeks on Wednesday 28 October, ending a 1-day streak. "
        "The first week that counts starts on Monday 2 November."
    )
    assert found.current.length == 0
    assert streak_summary("DDD.", goals, today=MONDAY).why


def test_a_streak_that_ended_under_a_goal_of_days_says_nothing_of_missed_days_once_the_goal_counts_weeks() -> None:
    monday = date(2026, 11, 30)
    found = streak_summary("D..D", {date.min: "daily", monday: "2/week"}, today=monday)
    assert found.why == "No current streak. This week: 1 of 2 days done, with 6 days left."
