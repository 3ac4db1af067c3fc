"""A routine in a calendar, as a calendar program reads it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.formats.exporter import Exported, export_routine
from routine_timer.formats.format_errors import ExportProblem
from routine_timer.routine.model import Routine
from routine_timer.timeline import compile_routine
from tests.making import hold, routine

SATURDAY = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
STAMP = datetime(2026, 11, 21, 10, 0, 5, tzinfo=timezone(timedelta(hours=2)))
LEGS = routine(hold(30, "Pigeon", sides="both"), hold(45, "Plank"))


def export(made: Routine = LEGS, goal: str = "daily", starts: datetime = SATURDAY) -> Exported:
    return export_routine(compile_routine(made), made, "ics", goal=goal, starts=starts, stamp=STAMP)


def read(content: bytes) -> dict[str, str]:
    """The fields of the one event, unfolded."""
    text = content.decode().replace("\r\n ", "")
    return dict(line.split(":", 1) for line in text.split("BEGIN:VALARM")[0].split("\r\n") if ":" in line)


def test_the_event_starts_lasts_and_is_stamped_as_asked() -> None:
    event = read(export().content)
    assert event["DTSTART"] == "20261121T183000"
    assert event["DTSTAMP"] == "20261121T080005Z"
    assert event["DURATION"] == "PT2M8S"
    assert event["SUMMARY"] == "Routine: Test"
    assert event["RRULE"] == "FREQ=DAILY"


def test_the_steps_stand_in_its_description() -> None:
    described = read(export().content)["DESCRIPTION"]
    assert described == "1. Pigeon\\, 1 min\\n2. Plank\\, 45 s\\n2 min 8 s in all"


@pytest.mark.parametrize(
    ("goal", "rule", "starts"),
    [
        ("every 2 days", "FREQ=DAILY;INTERVAL=2", "20261121"),
        ("every 1 day", "FREQ=DAILY;INTERVAL=1", "20261121"),
        ("mon,wed,fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "20261123"),
        ("Saturday", "FREQ=WEEKLY;BYDAY=SA", "20261121"),
        ("3/week", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "20261123"),
        ("7/week", "FREQ=DAILY", "20261121"),
    ],
)
def test_it_comes_back_as_the_goal_asks_from_the_first_day_that_it_does(goal: str, rule: str, starts: str) -> None:
    event = read(export(goal=goal).content)
    assert (event["RRULE"], event["DTSTART"][:8]) == (rule, starts)


def test_days_that_the_goal_leaves_open_are_chosen_and_reported() -> None:
    assert export(goal="2/week").notes == ("2/week doesn't fix the days, so the calendar uses mon, thu",)


@pytest.mark.parametrize("goal", ["", "often", "8/week", "every 0 days", "mon,someday"])
def test_what_is_not_a_goal_is_refused(goal: str) -> None:
    with pytest.raises(ExportProblem):
        export(goal=goal)


def test_a_calendar_needs_its_two_instants() -> None:
    with pytest.raises(ExportProblem):
        export_routine(compile_routine(LEGS), LEGS, "ics")


def test_the_same_routine_replaces_its_own_event() -> None:
    assert read(export().content)["UID"] == read(export(starts=datetime(2027, 1, 1, 9, tzinfo=UTC)).content)["UID"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_any_name_keeps_to_the_line_length_and_adds_no_line(name: str) -> None:
    content = export(routine(hold(30, name), hold(5, name))).content
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(re.search(rb"[\r\n]", line) for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    assert [line for line in lines if line.startswith(b"BEGIN:")] == [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
        b"BEGIN:VALARM",
    ]


def test_the_alarm_rings_when_it_starts() -> None:
    assert b"TRIGGER:PT0S\r\n" in export().content
