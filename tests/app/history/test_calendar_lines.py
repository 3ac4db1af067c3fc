"""The calendars as text: each state has its own mark, whatever the colours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.app.screens.history.calendar_lines import (
    View,
    bounds,
    cell_width,
    key_of_year,
    month_lines,
    neighbour,
    title,
    week_lines,
    year_lines,
    year_width,
)
from routine_timer.app.screens.history.history_snapshot import MARKS, HistorySnapshot
from routine_timer.app.screens.history.sentences import day_line, of_day, of_score
from routine_timer.app.widgets.styled_line import StyledLine, text_of
from routine_timer.history.records import DayTally
from routine_timer.history.streaks.streak_summary import StreakSummary
from tests.app.conftest import SATURDAY
from tests.judging import judge_days


def as_text(lines: tuple[StyledLine, ...]) -> str:
    return "\n".join(text_of(line).rstrip() for line in lines)


TODAY = SATURDAY.date()


def past(
    done: dict[int, float], *, begun: tuple[int, ...] = (), skips: dict[int, str] | None = None, freezes: bool = False
) -> HistorySnapshot:
    """A past by days ago: done with so many active seconds, only begun, skipped (a negative number is to come)."""
    skipped = {TODAY - timedelta(ago): why for ago, why in (skips or {}).items()}
    streak_summary = judge_days(
        SATURDAY, TODAY, [TODAY - timedelta(ago) for ago in done], skipped=skipped, freezes=freezes, series=True
    )
    tallies = [DayTally(TODAY - timedelta(ago), True, seconds, 1) for ago, seconds in done.items()]
    tallies += [DayTally(TODAY - timedelta(ago), False, 60.0, 1) for ago in begun]
    return HistorySnapshot(streak_summary, {tally.day: tally for tally in tallies}, skipped)


def test_each_state_of_a_day_has_its_own_mark() -> None:
    told_apart = [
        MARKS[state] for state in ("done", "begun", "not counted", "missed", "skipped", "frozen", "pending", "rest")
    ]
    assert len(set(told_apart)) == len(told_apart)


def test_a_week_shows_what_each_day_was() -> None:
    found = past({6: 700.0, 5: 350.0, 2: 700.0}, begun=(3,), skips={4: "travel"})
    assert as_text(week_lines(found, date(2026, 11, 16), 60)).splitlines() == [
        "              active time",
        "Mon 16 Nov ■  ━━━━━━━━━  5:50 · 1 session",
        "Tue 17 Nov ╌  skipped",
        "Wed 18 Nov ◧  ━━  1:00 · 1 session",
        "Thu 19 Nov ■  ━━━━━━━━━━━━━━━━━━  11:40 · 1 session",
        "Fri 20 Nov □  missed",
        "Sat 21 Nov ◌  not done yet",
        "Sun 22 Nov ·",
    ]


def test_a_month_shows_each_day_with_number_mark_and_minutes() -> None:
    found = past({6: 700.0, 5: 350.0})
    lines = as_text(month_lines(found, date(2026, 11, 1), 76)).splitlines()
    assert lines[0].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[3].endswith("15 ■ 12m")
    assert lines[4] == "16 ■ 6m   17 □      18 □      19 □      20 □      21 ◌      22 ·"
    assert len(lines) == 7


def test_a_year_puts_weekdays_into_rows_and_weeks_into_columns() -> None:
    found = past(dict.fromkeys(range(1, 20), 600.0))
    lines = as_text(year_lines(found, *bounds("year", TODAY, 0, TODAY), 1)).splitlines()
    assert lines[0].split() == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert [line[:3] for line in lines[1:]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[6].endswith("◌"), "today is in the last week"
    assert lines[5].endswith("■")
    assert sum(line.count("■") for line in lines) == 19
    assert {len(line) for line in lines[1:]} == {len(lines[1])}, "every week is whole"


@pytest.mark.parametrize("year", [2024, 2026, 2028, 2040])
@pytest.mark.parametrize("first_weekday", [0, 6])
def test_a_year_has_all_its_days_once_and_fits_its_width(year: int, first_weekday: int) -> None:
    found = HistorySnapshot(past({1: 60.0}).streak_summary, first_weekday=first_weekday)
    for cell in (1, 2, 3):
        first, last = bounds("year", date(year, 6, 1), first_weekday, TODAY)
        lines = year_lines(found, first, last, cell)
        days = [piece.day for line in lines for piece in line if piece.day is not None]
        assert sorted(days) == [first + timedelta(n) for n in range((last - first).days + 1)]
        assert len(days) % 7 == 0
        assert max(len(line) for line in as_text(lines).splitlines()) <= year_width(cell)


@pytest.mark.parametrize(("width", "cell"), [(40, 1), (76, 1), (116, 2), (196, 3)])
def test_a_day_takes_as_many_cells_as_there_is_room_for(width: int, cell: int) -> None:
    assert cell_width(width) == cell


def test_a_longer_day_has_a_darker_shade() -> None:
    found = past({4: 100.0, 3: 300.0, 2: 700.0, 1: 700.0})
    levels = [found.day(TODAY - timedelta(ago)).level for ago in (4, 3, 2)]
    assert levels == sorted(levels)
    assert levels[0] == 1
    assert levels[-1] == 4


def test_a_day_added_by_hand_is_done_though_its_minutes_are_not_known() -> None:
    assert past({1: 0.0}).day(TODAY - timedelta(1)).level == 4
    assert past({1: 0.0, 2: 600.0}).day(TODAY - timedelta(1)).level == 1


def test_a_frozen_day_is_not_mistaken_for_one_that_was_skipped() -> None:
    found = past(dict.fromkeys([1, *range(3, 13)], 600.0), freezes=True)
    frozen = found.day(TODAY - timedelta(2))
    assert frozen.state == "frozen"
    assert "an earned freeze" in of_day(found, frozen)


def test_a_day_to_come_can_be_skipped_already() -> None:
    found = past({1: 600.0}, skips={-3: "travel"})
    day = found.day(TODAY + timedelta(3))
    assert day.state == "skipped"
    assert of_day(found, day).startswith("Tuesday 24 November: skipped (travel), this doesn't break")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (2, "Thursday 19 November: done, 11:40 active in 1 session, score 5%."),
        (1, "Friday 20 November: missed, score 5%."),
        (0, "Saturday 21 November: not done yet."),
        (-1, "Sunday 22 November: still to come."),
        (400, "Friday 17 October 2025: before your first session."),
    ],
)
def test_a_day_is_explained_in_a_sentence(ago: int, said: str) -> None:
    found = past({2: 700.0})
    assert of_day(found, found.day(TODAY - timedelta(ago))) == said


def test_the_key_counts_what_the_year_has() -> None:
    found = past({3: 60.0, 1: 60.0})
    said = [(mark.text, text) for mark, text in key_of_year(found, *bounds("year", TODAY, 0, TODAY))]
    assert said == [("■", "2 done"), ("□", "1 missed"), ("◌", "not done yet")]


def test_sessions_later_than_a_day_are_counted() -> None:
    found = past(dict.fromkeys((1, 2, 5), 60.0))
    assert [found.later_than(TODAY - timedelta(ago)) for ago in (0, 1, 2, 3, 5, 9)] == [0, 0, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("view", "said"),
    [("year", "Last 12 months"), ("month", "November 2026"), ("week", "16 to 22 November 2026")],
)
def test_the_period_is_named(view: View, said: str) -> None:
    assert title(view, TODAY, 0, TODAY) == said


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (TODAY, date(2026, 11, 22)),
        (TODAY + timedelta(1), date(2026, 11, 22)),
        (date(2026, 11, 23), date(2026, 11, 29)),
        (date(2025, 11, 17), date(2026, 11, 22)),
        (date(2025, 11, 16), date(2025, 11, 16)),
    ],
)
def test_a_year_is_the_twelve_months_up_to_this_week_in_whole_weeks(day: date, last: date) -> None:
    assert bounds("year", day, 0, TODAY)[1] == last


def test_the_day_below_a_sunday_is_the_monday_after_it_one_column_on() -> None:
    sunday = date(2026, 11, 29)
    first, last = bounds("year", sunday, 0, sunday)
    assert (first, last) == (date(2025, 11, 24), sunday)
    assert bounds("year", sunday + timedelta(1), 0, sunday) == (first + timedelta(7), last + timedelta(7))


def test_a_week_across_two_months_names_both() -> None:
    assert title("week", date(2026, 12, 1), 0, TODAY) == "30 November to 6 December 2026"


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["year", "month", "week"]),
    st.sampled_from([-1, 1]),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 6),
)
def test_going_on_by_periods_lands_in_the_next_one(day: date, view: View, by: int, today: date, weekday: int) -> None:
    first, last = bounds(view, day, weekday, today)
    assert first <= day <= last
    there = neighbour(view, day, by, weekday, today)
    begin, end = bounds(view, there, weekday, today)
    assert begin <= there <= end
    if view == "year" and by > 0 and last >= today:
        assert there == day, "no year comes after the one with today"
        return
    is_past = max(last, end) < today + timedelta(7)
    if view != "year" or is_past:
        assert begin == last + timedelta(1) if by > 0 else end == first - timedelta(1)
    if view == "year":
        assert there.weekday() == day.weekday() or is_past
        assert begin.weekday() == weekday
        assert 358 <= (end - begin).days < 54 * 7


@pytest.mark.parametrize("why", ["", "travel", "a cold that would not go away, and then a week at my sister's"])
@pytest.mark.parametrize("width", [24, 36, 76, 116, 196])
def test_the_line_of_a_day_fits_its_width_with_what_matters(why: str, width: int) -> None:
    found = past({9: 700.0, 3: 350.0}, skips={2: why})
    line = day_line(found, found.day(TODAY - timedelta(2)), width)
    assert len(line) <= width
    assert "skipped" in line
    assert line.endswith((".", "…"))
    if width >= 76:
        assert "score " in line
        assert line.startswith("Thursday 19 November: skipped")
        assert f"({why[:6]}" in line or not why
    if width >= 196:
        assert line == of_day(found, found.day(TODAY - timedelta(2)))


@pytest.mark.parametrize("width", [24, 36, 76])
@pytest.mark.parametrize("ago", range(-2, 12))
def test_no_day_says_more_than_its_line_holds(ago: int, width: int) -> None:
    found = past(dict.fromkeys(range(3, 12), 700.0), begun=(1,), freezes=True)
    assert len(day_line(found, found.day(TODAY - timedelta(ago)), width)) <= width


def test_a_score_of_nothing_has_nothing_to_lose() -> None:
    found = past({1: 700.0})
    none = HistorySnapshot(StreakSummary(**{**vars(found.streak_summary), "score": 0.0}), found.tallies)
    assert of_score(none).startswith("0%. A day on goal adds ")
    assert "costs" not in of_score(none)
