"""Which day an instant counts for."""

from __future__ import annotations

import time as clocks
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.history.streaks.day_of_instant import FIRST_DAY, LAST_DAY, can_count, day_of, exists

BERLIN, NEW_YORK, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")
ST_JOHNS = ZoneInfo("America/St_Johns")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "zone", "starts", "day"),
    [
        pytest.param("2026-11-20T22:59:59", BERLIN, "00:00", "2026-11-20", id="a second before midnight"),
        pytest.param("2026-11-20T23:00:00", BERLIN, "00:00", "2026-11-21", id="midnight"),
        pytest.param("2026-11-21T02:59:59", BERLIN, "04:00", "2026-11-20", id="a second before 04:00"),
        pytest.param("2026-11-21T03:00:00", BERLIN, "04:00", "2026-11-21", id="04:00"),
        pytest.param("2024-02-29T12:00:00", BERLIN, "04:00", "2024-02-29", id="a leap day"),
        pytest.param("2024-03-01T01:00:00", BERLIN, "04:00", "2024-02-29", id="the night after a leap day"),
        pytest.param("2027-01-01T01:00:00", BERLIN, "04:00", "2026-12-31", id="the night after the year"),
        # Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
        pytest.param("2026-03-29T00:59:59", BERLIN, "02:30", "2026-03-28", id="before a start in the skipped hour"),
        pytest.param("2026-03-29T01:00:00", BERLIN, "02:30", "2026-03-29", id="a start in the skipped hour: 03:00"),
        pytest.param("2026-03-29T02:00:00", BERLIN, "04:00", "2026-03-29", id="04:00 on the short day"),
        # Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC.
        pytest.param("2026-10-25T00:29:00", BERLIN, "02:30", "2026-10-24", id="before the start that comes twice"),
        pytest.param("2026-10-25T00:30:00", BERLIN, "02:30", "2026-10-25", id="the start, the first time"),
        pytest.param("2026-10-25T01:10:00", BERLIN, "02:30", "2026-10-25", id="the hour that comes twice: still begun"),
        pytest.param("2026-10-25T03:00:00", BERLIN, "04:00", "2026-10-25", id="04:00 on the long day"),
        pytest.param("2026-10-25T02:59:00", BERLIN, "04:00", "2026-10-24", id="before 04:00 on the long day"),
        # St John's put its clocks back at 00:01 until 2011: 7 November 2010 began, and showed 23:01 of the 6th again.
        pytest.param("2010-11-07T02:30:30", ST_JOHNS, "00:00", "2010-11-07", id="a day begun before clocks go back"),
        pytest.param("2010-11-07T02:40:00", ST_JOHNS, "00:00", "2010-11-07", id="a day begun does not un-begin"),
        # Samoa went from 29 to 31 December 2011.
        pytest.param("2011-12-30T09:59:59", APIA, "00:00", "2011-12-29", id="the last second before the left-out date"),
        pytest.param("2011-12-30T10:00:00", APIA, "00:00", "2011-12-31", id="the first second after it"),
        pytest.param("2011-12-30T11:00:00", APIA, "04:00", "2011-12-29", id="the night after the left-out date"),
        pytest.param("2011-12-30T14:00:00", APIA, "04:00", "2011-12-31", id="04:00 after the left-out date"),
        pytest.param("2026-11-21T23:00:00", BERLIN, "23:30", "2026-11-21", id="a start in the evening"),
    ],
)
def test_a_session_counts_for_the_day_that_had_started(instant: str, zone: ZoneInfo, starts: str, day: str) -> None:
    assert day_of(utc(instant), zone, time.fromisoformat(starts)) == date.fromisoformat(day)


def test_a_date_that_a_zone_left_out_does_not_exist() -> None:
    assert not exists(date(2011, 12, 30), APIA)
    assert exists(date(2011, 12, 29), APIA)
    assert exists(date(2011, 12, 31), APIA)
    assert exists(date(2011, 12, 30), BERLIN)


@pytest.fixture(params=["Pacific/Auckland", "America/Los_Angeles"])
def far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own clock hangs somewhere else."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        clocks.tzset()
        yield
    clocks.tzset()


@pytest.mark.usefixtures("far_away")
def test_where_the_machine_is_changes_no_day() -> None:
    assert day_of(utc("2026-11-20T23:00:00"), BERLIN, time(0)) == date(2026, 11, 21)
    assert day_of(utc("2011-12-30T11:00:00"), APIA) == date(2011, 12, 29)
    assert [exists(date(2011, 12, day), APIA) for day in (29, 30, 31)] == [True, False, True]


def test_a_day_that_leaves_no_room_on_both_sides_does_not_count() -> None:
    days = [date.min, FIRST_DAY - timedelta(days=1), FIRST_DAY, date(2026, 11, 20), LAST_DAY, date.max]
    assert [can_count(day) for day in days] == [False, False, True, True, True, False]


instants = st.integers(1_100_000_000, 1_900_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(
    st.sampled_from([BERLIN, NEW_YORK, ST_JOHNS, APIA]),
    instants,
    st.times().map(lambda t: t.replace(microsecond=0)),
    st.floats(0, 72),
)
def test_days_never_go_back_as_time_goes_on(zone: ZoneInfo, when: datetime, starts: time, later: float) -> None:
    assert day_of(when, zone, starts) <= day_of(when + timedelta(hours=later), zone, starts)


@given(st.sampled_from([BERLIN, NEW_YORK, APIA]), instants)
def test_a_session_counts_for_a_date_that_exists(zone: ZoneInfo, when: datetime) -> None:
    assert exists(day_of(when, zone), zone)
