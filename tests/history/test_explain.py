"""The reason, in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from .pictures import MONDAY, verdict


@pytest.mark.parametrize(
    ("picture", "goal", "sentence"),
    [
        (".", "daily", "Nothing is done yet; today is still open."),
        (".", "tue", "Nothing is done yet; nothing is asked today."),
        ("DDD", "daily", "3 days done in a row, since Saturday 31 October."),
        ("DD.", "daily", "2 days done in a row, since Saturday 31 October; today is still open."),
        ("DDs", "daily", "2 days done in a row, since Saturday 31 October; today is skipped."),
        ("DsD", "daily", "2 days done in a row, since Saturday 31 October; 1 skipped day does not count."),
        ("DD..", "daily", "No streak now: Sunday 1 November was missed, which ended 2 days; today is still open."),
        ("D.D.", "every 2 days", "2 days done with none missed, since Friday 30 October; nothing is asked today."),
        (
            "DDD...",
            "every 2 days",
            (
                "No streak now: nothing was done within 2 days of Friday 30 October, which ended 3 days; "
                "today is still open."
            ),
        ),
        (
            "D.D.D.. D",
            "3/week",
            (
                "1 week in a row kept the goal, since the week of Monday 26 October; "
                "this week has 1 of 3 with 6 days left."
            ),
        ),
        (
            "DDDDDDD D.D.... .",
            "3/week",
            (
                "No streak now: the week of Monday 26 October had 2 of 3 days, which ended 1 week; "
                "this week has 0 of 3 with 7 days left."
            ),
        ),
    ],
)
def test_the_sentence_says_what_the_number_rests_on(picture: str, goal: str, sentence: str) -> None:
    assert verdict(picture, goal).why == sentence


def test_a_week_lost_already_says_what_it_can_still_reach() -> None:
    found = verdict("DDD....D.....", "3/week", today=date(2026, 11, 1))
    assert found.why == "No streak now: this week can reach only 2 of 3 days, which ended 1 week."


@pytest.mark.parametrize(
    ("picture", "coming", "sentence"),
    [
        (
            "DDD.... sDs",
            "",
            (
                "1 week in a row kept the goal, since the week of Monday 26 October; 2 skipped days do not count; "
                "this week has 1 of 3 with 4 days left; today is skipped."
            ),
        ),
        (
            "DDD.... DDs",
            "ssss",
            (
                "2 weeks in a row kept the goal, since the week of Monday 26 October; 1 skipped day does not count; "
                "this week has 2 of 1; today is skipped."
            ),
        ),
    ],
)
def test_a_week_says_that_today_is_skipped_and_counts_it(picture: str, coming: str, sentence: str) -> None:
    assert verdict(picture, "3/week", today=date(2026, 11, 4), coming=coming).why == sentence


def test_a_week_skipped_whole_says_so_once() -> None:
    found = verdict("DDD.... sss", "3/week", today=date(2026, 11, 4), coming="ssss")
    assert found.why.endswith("3 skipped days do not count; this week is skipped.")


def test_another_year_is_named() -> None:
    assert "since Thursday 31 December 2026" in verdict("DDD", today=date(2027, 1, 2)).why


def test_the_change_of_unit_is_old_news_after_a_break() -> None:
    goals = {date.min: "1/week", date(2026, 10, 26): "daily"}
    assert "went from weeks to days" in verdict("D......DDD", goals, today=date(2026, 10, 28)).why
    assert "went from" not in verdict("D......DD.D", goals, today=date(2026, 10, 29)).why


def test_where_weeks_begin_to_count_is_said() -> None:
    goals = {date.min: "daily", date(2026, 10, 28): "2/week"}
    found = verdict("DDD.", goals, today=date(2026, 10, 29))
    assert "weeks count from Monday 2 November on" in found.why
    assert found.current.length == 0
    assert verdict("DDD.", goals, today=MONDAY).why
