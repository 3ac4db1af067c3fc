"""The consistency score."""

from __future__ import annotations

from datetime import date
from math import sqrt

import pytest

from .pictures import MONDAY, streak_summary

KEPT = 0.5 ** (1 / 13)


def test_the_first_done_day_starts_from_nothing() -> None:
    assert streak_summary("D").score == pytest.approx(1 - KEPT)


def test_a_missed_day_takes_its_share() -> None:
    assert streak_summary("D.D").score == pytest.approx((1 - KEPT) * KEPT * KEPT + 1 - KEPT)


def test_with_today_pending_it_is_yesterday_s() -> None:
    assert streak_summary("DD.").score == streak_summary("DD", today=date(2026, 11, 1)).score


def test_a_skipped_day_leaves_it_as_it_is() -> None:
    assert streak_summary("DDs").score == streak_summary("DDss").score == streak_summary("DD").score


def test_skipping_a_weekday_that_asks_nothing_changes_nothing() -> None:
    """1 November 2026 is a Sunday."""
    for goal in ("mon,wed,fri", "mon,tue,wed,thu,fri,sat"):
        assert streak_summary("DDDDDDDs", goal).score == streak_summary("DDDDDDD.", goal).score
        assert streak_summary("DDDDDDDsD", goal).days[-1].score == streak_summary("DDDDDDD.D", goal).days[-1].score


def test_a_day_that_never_was_leaves_it_as_it_is() -> None:
    found = streak_summary("DDxD")
    assert found.days[2].score == found.days[1].score


def test_days_of_rest_count_what_was_done_in_the_window() -> None:
    kept = 0.5 ** (sqrt(1 / 2) / 13)
    first = 0.5 * (1 - kept)
    assert streak_summary("D.", "every 2 days").score == pytest.approx(first * kept + 0.5 * (1 - kept))


def test_three_a_week_look_back_two_weeks() -> None:
    kept = 0.5 ** (sqrt(3 / 7) / 13)
    score = 0.0
    for done in (1, 2, 3, 4, 5, 6, 6):
        score = score * kept + done / 6 * (1 - kept)
    assert streak_summary("DDDDDDD", "3/week").score == pytest.approx(score)


def test_each_day_moves_it_by_the_goal_in_force() -> None:
    found = streak_summary("DD", {date.min: "every 2 days", MONDAY: "daily"})
    slow = 0.5 ** (sqrt(1 / 2) / 13)
    assert found.score == pytest.approx(0.5 * (1 - slow) * KEPT + 1 - KEPT)


def test_it_nears_one_and_never_passes_it() -> None:
    assert 0.999 < streak_summary("D" * 200).score <= 1


def test_the_window_reaches_back_over_open_days() -> None:
    kept = 0.5 ** (sqrt(1 / 2) / 13)
    score = 0.0
    for value in (0.5, 0.5, 1):  # the window of 4 open days: D . D, with the skipped days left out
        score = score * kept + value * (1 - kept)
    assert streak_summary("D.ssssssD", "every 2 days").score == pytest.approx(score)
