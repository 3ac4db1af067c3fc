"""Where calendars and clocks have their edges: one row each, from sessions in the file to the streak."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from routine_timer.history.history import History
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.goals import parse_goal

from .pictures import LETTERS
from .test_travel import APIA, AUCKLAND, BERLIN, LOS_ANGELES, done, judged

HONOLULU, KIRITIMATI = "Pacific/Honolulu", "Pacific/Kiritimati"


@pytest.mark.parametrize(
    ("zone", "sessions", "now", "goal", "states", "length"),
    [
        # Clocks go forward at two on 29 March 2026 in Berlin, and back at three on 25 October.
        pytest.param(
            BERLIN, "03-28T23:30 03-29T23:30 03-30T12:00", "03-30T13:00", "daily", "DDD", 3, id="the short day"
        ),
        pytest.param(
            BERLIN, "03-28T12:00 03-29T03:30", "03-29T12:00", "daily", "Dp", 1, id="its night is the day before"
        ),
        pytest.param(
            BERLIN, "10-24T23:30 10-25T23:30 10-26T12:00", "10-26T13:00", "daily", "DDD", 3, id="the long day"
        ),
        pytest.param(BERLIN, "10-24T12:00 10-25T02:30", "10-25T12:00", "daily", "Dp", 1, id="its night, twice as long"),
        pytest.param(BERLIN, "10-24T12:00 10-26T12:00", "10-26T13:00", "daily", "DmD", 1, id="25 hours are one day"),
        # Midnight and four o'clock.
        pytest.param(BERLIN, "11-20T23:59 11-22T00:01", "11-22T00:30", "daily", "DD", 2, id="either side of midnight"),
        pytest.param(BERLIN, "11-20T12:00 11-21T03:59", "11-21T04:00", "daily", "Dp", 1, id="a minute before four"),
        pytest.param(BERLIN, "11-20T12:00 11-21T04:00", "11-21T04:00", "daily", "DD", 2, id="four o'clock"),
        pytest.param(BERLIN, "11-20T12:00", "11-22T03:59", "daily", "Dp", 1, id="until four, yesterday is still today"),
        pytest.param(BERLIN, "11-20T12:00", "11-22T04:00", "daily", "Dmp", 0, id="at four it is over"),
    ],
)
def test_a_day_of_2026_at_its_edges(
    history: History, zone: str, sessions: str, now: str, goal: str, states: str, length: int
) -> None:
    done(history, zone, *(f"2026-{one}" for one in sessions.split()))
    found = judged(history, f"2026-{now}", zone, goal)
    assert "".join(LETTERS[day.state] for day in found.days) == states
    assert found.current.length == length


@pytest.mark.parametrize(
    ("days", "today", "goal", "states", "length"),
    [
        pytest.param("2024-02-28 2024-02-29 2024-03-01", "2024-03-01", "daily", "DDD", 3, id="a leap day done"),
        pytest.param("2024-02-28 2024-03-01", "2024-03-01", "daily", "DmD", 1, id="a leap day missed"),
        pytest.param("2023-02-28 2023-03-01", "2023-03-01", "daily", "DD", 2, id="no leap day"),
        pytest.param("2100-02-28 2100-03-01", "2100-03-01", "daily", "DD", 2, id="no leap day in a full century"),
        pytest.param("2000-02-28 2000-03-01", "2000-03-01", "daily", "DmD", 1, id="but every fourth"),
        pytest.param(
            "2024-02-27 2024-02-29 2024-03-02", "2024-03-02", "every 2 days", "DrDrD", 3, id="every other day"
        ),
        pytest.param("2024-02-29 2024-03-07", "2024-03-07", "thu", "DrrrrrrD", 2, id="Thursdays from a leap day on"),
        pytest.param("2025-12-31 2026-01-01", "2026-01-01", "daily", "DD", 2, id="the turn of the year"),
        # 2020 has a week 53: from Monday 28 December to Sunday 3 January.
        pytest.param("2020-12-27 2020-12-28 2021-01-04", "2021-01-04", "1/week", "DDrrrrrrD", 3, id="week 53"),
        pytest.param("2020-12-31 2021-01-01 2021-01-02", "2021-01-03", "3/week", "DDDr", 1, id="week 53, in two years"),
        pytest.param("2020-12-24 2021-01-08", "2021-01-08", "1/week", "DrrrmmmmmmmrrrrD", 1, id="week 53 missed"),
        pytest.param("2020-12-25 2021-01-01", "2021-01-01", "fri", "DrrrrrrD", 2, id="the Friday of week 53"),
        # 2021 has none: its week 52 ends on Sunday 2 January.
        pytest.param("2021-12-31 2022-01-03", "2022-01-03", "1/week", "DrrD", 2, id="no week 53"),
    ],
)
def test_dates_at_the_edges_of_months_and_years(
    history: History, days: str, today: str, goal: str, states: str, length: int
) -> None:
    done(history, BERLIN, *(f"{day}T12:00" for day in days.split()))
    found = judged(history, f"{today}T20:00", BERLIN, goal)
    assert "".join(LETTERS[day.state] for day in found.days) == states
    assert found.current.length == length


@pytest.mark.parametrize(
    ("left", "arrived", "now", "length"),
    [
        pytest.param((LOS_ANGELES, "11-05T20:00 11-06T19:00"), (AUCKLAND, "11-08T09:00"), "11-08T20:00", 3, id="west"),
        pytest.param((AUCKLAND, "11-07T09:00 11-08T09:00"), (LOS_ANGELES, "11-08T20:00"), "11-08T21:00", 2, id="east"),
        # Neighbours on the map, a whole day apart on the calendar.
        pytest.param(
            (HONOLULU, "11-05T12:00 11-06T12:00"), (KIRITIMATI, "11-08T12:00"), "11-08T20:00", 3, id="24 h west"
        ),
        pytest.param(
            (KIRITIMATI, "11-06T12:00 11-07T12:00"), (HONOLULU, "11-07T12:00"), "11-07T20:00", 2, id="24 h east"
        ),
        pytest.param(
            (LOS_ANGELES, "11-06T19:00"), (APIA, "11-09T19:00"), "11-09T20:00", 1, id="west, and a day missed"
        ),
    ],
)
def test_over_the_date_line_both_ways(
    history: History, left: tuple[str, str], arrived: tuple[str, str], now: str, length: int
) -> None:
    for zone, when in (left, arrived):
        done(history, zone, *(f"2026-{one}" for one in when.split()))
    assert judged(history, f"2026-{now}", arrived[0]).current.length == length


@pytest.mark.parametrize(
    ("starts", "when", "days"),
    [
        pytest.param("00:00", "11-20T23:59 11-21T00:00", [20, 21], id="at midnight"),
        pytest.param("04:00", "11-20T23:59 11-21T00:00", [20], id="at four"),
        pytest.param("23:00", "11-20T22:59 11-20T23:00", [19, 20], id="late in the evening"),
    ],
)
def test_the_day_starts_when_the_person_says(history: History, starts: str, when: str, days: list[int]) -> None:
    history.set_rules(Rules(time.fromisoformat(starts)))
    done(history, BERLIN, *(f"2026-{one}" for one in when.split()))
    assert [tally.day.day for tally in history.ended.days()] == days


def test_a_schedule_changed_midway_judges_each_day_by_its_own(history: History) -> None:
    done(history, BERLIN, *(f"2026-11-{day:02}T12:00" for day in (2, 3, 4, 6, 9, 11)))
    history.set_goal(parse_goal("every 2 days"), date(2026, 11, 5))
    history.set_goal(parse_goal("mon,wed"), date(2026, 11, 8))
    found = history.streak_summary(datetime.fromisoformat("2026-11-12T12:00:00+01:00"), series=True)
    assert "".join(LETTERS[day.state] for day in found.days) == "DDDrDrrDrDr"
    assert found.current.length == 6


@pytest.mark.parametrize(
    ("goal", "skipped", "states"),
    [
        pytest.param("tue,thu", [], "DrDr", id="rest at both ends"),
        pytest.param("daily", [16, 18, 20], "DsDs", id="skips at both ends"),
        pytest.param("tue,thu", [15, 21], "DrDr", id="skips beyond the rest"),
        pytest.param("mon,tue,thu", [16, 20], "DrDs", id="skips where it would have been due"),
    ],
)
def test_rest_and_skips_at_both_ends_of_a_run_are_no_part_of_it(
    history: History, goal: str, skipped: list[int], states: str
) -> None:
    done(history, BERLIN, "2026-11-17T12:00", "2026-11-19T12:00")
    for day in skipped:
        history.skip(date(2026, 11, day), date(2026, 11, day))
    found = judged(history, "2026-11-20T12:00", BERLIN, goal)
    assert "".join(LETTERS[day.state] for day in found.days) == states
    assert found.current.as_json() == {"length": 2, "unit": "days", "from": "2026-11-17", "to": "2026-11-19"}
