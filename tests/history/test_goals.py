"""Reading goals."""

from __future__ import annotations

import pytest

from routine_timer.history.errors import BadGoal
from routine_timer.history.streaks.goals import parse_goal


@pytest.mark.parametrize(
    ("said", "text", "unit"),
    [
        ("daily", "daily", "days"),
        (" Daily ", "daily", "days"),
        ("mon,wed,fri", "mon,wed,fri", "days"),
        ("Fri, monday", "mon,fri", "days"),
        ("mon,mon", "mon", "days"),
        ("3/week", "3/week", "weeks"),
        ("07/week", "7/week", "weeks"),
        ("00007/week", "7/week", "weeks"),
        ("every 2 days", "every 2 days", "days"),
        ("every 1 day", "every 1 day", "days"),
    ],
)
def test_a_goal_is_read_and_written_in_its_usual_way(said: str, text: str, unit: str) -> None:
    goal = parse_goal(said)
    assert (str(goal), goal.unit) == (text, unit)
    assert parse_goal(goal.text) == goal


@pytest.mark.parametrize(
    "said",
    [
        "", "often", "0/week", "8/week", "-1/week", "1.5/week", "/week", "3/month", "every 0 days", "every two days",
        "every 99999999999999999999 days", "mon,", "mon;tue", "mon,moon", "²/week", "3/week/week", "every 400 days",
    ],
)  # fmt: skip
def test_what_is_not_a_goal_is_refused_with_the_ones_there_are(said: str) -> None:
    with pytest.raises(BadGoal) as caught:
        parse_goal(said)
    assert caught.value.text == said
    assert "3/week" in caught.value.help


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("0/week", "it must be 1 or more"),
        ("8/week", "a week has 7 days"),
        ("0007/month", "it doesn't say which days, or how many"),
        ("00008/week", "a week has 7 days"),
        ("12345/week", "a week has 7 days"),
        ("every 99999999 days", "at most every 366 days"),
        (f"every {'9' * 5000} days", "at most every 366 days"),
        ("every 00000 days", "it must be 1 or more"),
        ("x/week", "a whole number is missing"),
        ("every 0 days", "it must be 1 or more"),
        ("every 367 days", "at most every 366 days"),
        ("every two days", "a whole number is missing"),
        ("every day", "it doesn't say which days, or how many"),
        ("each 2 days", "it doesn't say which days, or how many"),
        ("every 2 weeks", "it doesn't say which days, or how many"),
        ("moon", "it doesn't say which days, or how many"),
        ("mon,moon", "'moon' is not a weekday"),
        ("mon,", "'' is not a weekday"),
    ],
)
def test_a_bad_goal_says_what_is_wrong(said: str, why: str) -> None:
    with pytest.raises(BadGoal) as caught:
        parse_goal(said)
    assert caught.value.why == why
    assert str(caught.value) == f"{said!r} is not a goal: {why}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("weekly", "1/week"),
        ("every day", "daily"),
        ("dialy", "daily"),
        ("3x/week", "3/week"),
        ("4x/week", "4/week"),
        ("1 per week", "1/week"),
        ("7 / wk", "7/week"),
        ("4wk", "4/week"),
        ("3/weke", "3/week"),
        ("4 times a week", "4/week"),
        ("5 days per week", "5/week"),
        ("every other day", "every 2 days"),
        ("every two days", "every 2 days"),
        ("Weekdays", "mon,tue,wed,thu,fri"),
        ("mon and wed", "mon,wed"),
        ("mon-", "mon"),
        ("wensday", "wednesday"),
    ],
)
def test_a_goal_in_other_words_suggests_the_one_that_was_meant(said: str, meant: str) -> None:
    with pytest.raises(BadGoal) as caught:
        parse_goal(said)
    assert caught.value.help.startswith(f"did you mean {meant}?")
    parse_goal(meant)


@pytest.mark.parametrize("said", ["", "often", "a week", "8 per week", "3/month", "sunny"])
def test_where_no_goal_is_near_none_is_suggested(said: str) -> None:
    with pytest.raises(BadGoal) as caught:
        parse_goal(said)
    assert caught.value.help.startswith("write daily")


@pytest.mark.parametrize(
    ("said", "times"),
    [("1/week", 1), ("0007/week", 7), ("7/WEEK", 7), ("every 1 days", 1), ("Every 2 Days", 2), ("every 366 days", 366)],
)
def test_the_least_and_the_most_that_can_be_asked(said: str, times: int) -> None:
    assert parse_goal(said).times == times


def test_all_days_of_the_week_by_both_names() -> None:
    short, long = "mon,tue,wed,thu,fri,sat,sun", "monday,tuesday,wednesday,thursday,friday,saturday,sunday"
    assert parse_goal(short) == parse_goal(long)
    assert parse_goal(long).weekdays == set(range(7))


@pytest.mark.parametrize(
    ("said", "per_day", "window", "need"),
    [
        ("daily", 1, 1, 1),
        ("3/week", 3 / 7, 14, 6),
        ("mon,wed,fri", 3 / 7, 14, 6),
        ("every 3 days", 1 / 3, 6, 2),
    ],
)
def test_the_score_asks_of_a_goal_what_loop_asks(said: str, per_day: float, window: int, need: int) -> None:
    goal = parse_goal(said)
    assert (goal.window, goal.need) == (window, need)
    assert goal.per_day == pytest.approx(per_day)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("daily", "every day"),
        ("every 1 day", "every day"),
        ("every 2 days", "every 2 days"),
        ("every 3 days", "every 3 days"),
        ("1/week", "one day a week"),
        ("2/week", "two days a week"),
        ("5/week", "five days a week"),
        ("mon", "every Monday"),
        ("mon,wed,fri", "on Monday, Wednesday and Friday"),
    ],
)
def test_a_goal_in_words_fits_into_a_sentence(said: str, words: str) -> None:
    assert parse_goal(said).words == words
