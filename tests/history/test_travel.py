"""Days that a traveller never had, from sessions in the file to the streak."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from routine_timer.history.history import History
from routine_timer.history.records import SessionRecord, new_id
from routine_timer.history.streaks.day_of_instant import day_of
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.streak_summary import StreakSummary
from routine_timer.history.streaks.travel import JUMP_S, MOST_LOST, SessionPlace, could_lose, lost_between

LOS_ANGELES, AUCKLAND, BERLIN, APIA, TOKYO, MIDWAY = (
    "America/Los_Angeles", "Pacific/Auckland", "Europe/Berlin", "Pacific/Apia", "Asia/Tokyo", "Pacific/Midway",
)  # fmt: skip


def done(history: History, zone: str, *when: str) -> None:
    """Sessions done at these local times."""
    for text in when:
        start = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
        plain = datetime.fromisoformat(start.isoformat())
        day = history.day_by(plain, zone)
        record = SessionRecord(
            new_id(), "r", day, plain, None, zone, "completed", True, 60.0, None, None, None, plain.astimezone(UTC)
        )
        history.merge([record])


def judged(history: History, now: str, zone: str, goal: str = "daily") -> StreakSummary:
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    return history.streak_summary(datetime.fromisoformat(at.isoformat()), goal=parse_goal(goal), series=True)


@pytest.mark.parametrize(
    ("before", "after", "reach", "starts", "lost"),
    [
        pytest.param(
            (LOS_ANGELES, "2026-11-06T19:00"), (AUCKLAND, "2026-11-08T09:00"), 1, "04:00", [7], id="over the date line"
        ),
        pytest.param(
            (LOS_ANGELES, "2026-11-05T19:00"), (AUCKLAND, "2026-11-08T09:00"), 2, "04:00", [7], id="one of two days"
        ),
        pytest.param(
            (LOS_ANGELES, "2026-11-05T19:00"), (AUCKLAND, "2026-11-08T09:00"), 1, "04:00", [], id="too far apart"
        ),
        # Thursday 21:00 in Berlin is Friday in Tokyo, and Saturday noon there is Saturday in Berlin.
        pytest.param((BERLIN, "2026-11-05T21:00"), (TOKYO, "2026-11-07T12:00"), 1, "04:00", [6], id="read in the last"),
        # Thursday noon in Berlin is Thursday in Tokyo, and Saturday 09:00 there is Friday night in Berlin ...
        pytest.param((BERLIN, "2026-11-05T12:00"), (TOKYO, "2026-11-07T09:00"), 1, "04:00", [6], id="in the first"),
        # ... or Saturday, where days start at midnight.
        pytest.param(
            (BERLIN, "2026-11-05T12:00"), (TOKYO, "2026-11-07T09:00"), 1, "00:00", [], id="days from midnight"
        ),
        pytest.param((BERLIN, "2026-11-05T10:00"), (TOKYO, "2026-11-07T02:00"), 1, "00:00", [6], id="after midnight"),
        pytest.param((AUCKLAND, "2026-11-06T09:00"), (LOS_ANGELES, "2026-11-08T09:00"), 1, "04:00", [], id="eastward"),
        pytest.param(
            (MIDWAY, "2011-12-29T03:30"), (APIA, "2011-12-31T12:00"), 1, "04:00", [29, 30], id="left out, and travelled"
        ),
        pytest.param(
            (TOKYO, "2011-12-30T12:00"), (APIA, "2012-01-01T12:00"), 1, "04:00", [], id="left out there, done elsewhere"
        ),
    ],
)
def test_the_dates_between_two_sessions_that_never_were(
    before: tuple[str, str], after: tuple[str, str], reach: int, starts: str, lost: list[int]
) -> None:
    starts_at = time.fromisoformat(starts)

    def stay(place: str, local: str) -> SessionPlace:
        zone = ZoneInfo(place)
        instant = datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
        return SessionPlace(day_of(instant, zone, starts_at), instant, zone)

    assert sorted(day.day for day in lost_between(stay(*before), stay(*after), starts_at, reach)) == lost


PLACES = (
    LOS_ANGELES, AUCKLAND, BERLIN, APIA, TOKYO, MIDWAY, "Pacific/Kiritimati", "Pacific/Enderbury", "Pacific/Fakaofo",
    "Pacific/Kwajalein", "Pacific/Honolulu", "Antarctica/Troll", "Antarctica/Casey", "Europe/London", "UTC",
    "America/Anchorage", "Asia/Kamchatka", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo",
)  # fmt: skip


@given(
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
    st.integers(0, 67 * 365 * 24),
    st.integers(24, 24 * 5),
    st.sampled_from([time(0), time(1, 30), time(2, 30), time(4)]),
    st.integers(1, 3),
)
@example(APIA, "Pacific/Honolulu", 368_118, 48, time(4), 1)  # 30 December 2011, 06:00 UTC
@example(BERLIN, TOKYO, 498_380, 28, time(4), 1)  # 8 November 2026, 20:00 UTC
def test_a_quick_no_from_offsets_alone_is_right(
    one: str, other: str, left: int, hours: int, starts_at: time, reach: int
) -> None:
    first = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=left)
    last = first + timedelta(hours=hours)
    before = SessionPlace(day_of(first, ZoneInfo(one), starts_at), first, ZoneInfo(one))
    after = SessionPlace(day_of(last, ZoneInfo(other), starts_at), last, ZoneInfo(other))
    places = [
        (stay.instant.timestamp(), (stay.instant.astimezone(stay.zone).utcoffset() or timedelta()).total_seconds())
        for stay in (before, after)
    ]
    too_far = (after.day - before.day).days - reach
    if before.day < after.day and (too_far <= MOST_LOST or abs(places[0][1] - places[1][1]) >= JUMP_S):
        starts_s = starts_at.hour * 3600 + starts_at.minute * 60
        lost = lost_between(before, after, starts_at, reach)
        assert not lost or could_lose(places[0], places[1], starts_s, too_far)


def test_flying_west_over_the_date_line_loses_no_streak(history: History) -> None:
    done(history, LOS_ANGELES, "2026-11-05T20:00", "2026-11-06T19:00")
    done(history, AUCKLAND, "2026-11-08T09:00", "2026-11-09T09:00")  # Saturday the 7th never was
    found = judged(history, "2026-11-09T20:00", AUCKLAND)
    assert found.current.length == 4
    assert [(day.day.day, day.state) for day in found.days] == [
        (5, "done"), (6, "done"), (7, "rest"), (8, "done"), (9, "done"),
    ]  # fmt: skip
    assert found.days[2].score == found.days[1].score


def test_landing_west_of_the_date_line_the_streak_is_still_alive(history: History) -> None:
    done(history, LOS_ANGELES, "2026-11-05T20:00", "2026-11-06T19:00")
    found = judged(history, "2026-11-08T09:00", AUCKLAND)
    assert (found.current.length, found.today) == (2, "pending")


def test_flying_east_over_the_date_line_loses_no_streak(history: History) -> None:
    done(history, AUCKLAND, "2026-11-07T09:00", "2026-11-08T09:00")
    done(history, LOS_ANGELES, "2026-11-08T20:00", "2026-11-09T20:00")  # Sunday twice
    assert judged(history, "2026-11-09T21:00", LOS_ANGELES).current.length == 3


def test_flying_east_the_day_lived_twice_counts_once(history: History) -> None:
    done(history, AUCKLAND, "2026-11-08T09:00")
    done(history, LOS_ANGELES, "2026-11-07T20:00", "2026-11-08T20:00")
    assert judged(history, "2026-11-08T21:00", LOS_ANGELES).current.length == 2


def test_what_is_ahead_of_today_after_flying_east_counts_later(history: History) -> None:
    done(history, AUCKLAND, "2026-11-08T09:00", "2026-11-09T09:00")
    assert judged(history, "2026-11-08T13:30", LOS_ANGELES).current.length == 1
    assert judged(history, "2026-11-09T13:30", LOS_ANGELES).current.length == 2


def test_an_evening_and_a_morning_in_zones_far_apart_are_neighbours(history: History) -> None:
    # Berlin, Thursday 21:00 is Friday 05:00 in Tokyo; Saturday morning there is the day after.
    done(history, BERLIN, "2026-11-05T21:00")
    done(history, TOKYO, "2026-11-07T09:00")
    assert judged(history, "2026-11-07T10:00", TOKYO).current.length == 2


def test_a_day_missed_on_the_way_is_missed(history: History) -> None:
    done(history, BERLIN, "2026-11-05T12:00")  # Thursday 20:00 in Tokyo
    done(history, TOKYO, "2026-11-07T12:00")  # Saturday 04:00 in Berlin
    assert judged(history, "2026-11-07T13:00", TOKYO).current.length == 1


def test_two_days_missed_are_not_found_again_by_travelling(history: History) -> None:
    done(history, LOS_ANGELES, "2026-11-06T19:00")
    done(history, AUCKLAND, "2026-11-09T09:00")
    found = judged(history, "2026-11-09T20:00", AUCKLAND)
    assert found.current.length == 1
    assert [day.state for day in found.days] == ["done", "missed", "missed", "done"]


def test_a_longer_reach_is_measured_in_the_same_way(history: History) -> None:
    done(history, LOS_ANGELES, "2026-11-05T19:00")
    done(history, AUCKLAND, "2026-11-08T09:00")  # Saturday in Los Angeles: two days later
    assert judged(history, "2026-11-08T20:00", AUCKLAND, "every 2 days").current.length == 2


def test_a_date_that_the_zone_left_out_breaks_nothing(history: History) -> None:
    done(history, APIA, "2011-12-28T12:00", "2011-12-29T12:00", "2011-12-31T12:00", "2012-01-01T12:00")
    found = judged(history, "2012-01-01T20:00", APIA)
    assert found.current.length == 4


def test_only_the_date_left_out_is_forgiven(history: History) -> None:
    done(history, APIA, "2011-12-28T12:00", "2011-12-31T12:00")
    found = judged(history, "2011-12-31T20:00", APIA)
    assert [day.state for day in found.days] == ["done", "missed", "rest", "done"]


def test_sessions_of_bare_offsets_travel_too(history: History) -> None:
    for text in ("2026-11-06T19:00:00-08:00", "2026-11-08T09:00:00+13:00"):
        start = datetime.fromisoformat(text)
        record = SessionRecord(
            new_id(), "r", start.date(), start, None, None, "completed", True, 1.0, None, None, None, start
        )
        history.merge([record])
    now = datetime(2026, 11, 8, 20, tzinfo=timezone(timedelta(hours=13)))
    assert history.streak_summary(now).current.length == 2


def test_summer_time_loses_no_day(history: History) -> None:
    days = [date(2026, 3, 26) + timedelta(days=n) for n in range(7)]
    done(history, BERLIN, *(f"{day}T04:00" if day != date(2026, 3, 29) else f"{day}T05:00" for day in days))
    assert judged(history, "2026-04-01T12:00", BERLIN).current.length == 7


@pytest.mark.parametrize("zone", [None, "", "Nowhere/At_All", "../../etc/passwd", "\x00", "Europe"])
def test_a_zone_that_is_none_leaves_the_offset(history: History, zone: str | None) -> None:
    start = datetime.fromisoformat("2026-11-06T19:00:00-08:00")
    assert history.day_by(start, zone) == date(2026, 11, 6)


def test_the_small_hours_of_the_day_after_a_date_that_was_left_out_follow_on(history: History) -> None:
    done(history, APIA, "2011-12-31T00:30", "2011-12-31T18:00")
    assert judged(history, "2011-12-31T20:00", APIA).current.length == 2
