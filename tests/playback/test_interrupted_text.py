"""An interrupted session in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from routine_timer.care.rescue_session import rescue
from routine_timer.history.records import Header, UnfinishedSession
from routine_timer.playback.interrupted_text import interrupted
from routine_timer.timeline import Timeline, compile_routine
from routine_timer.timeline.serialize import timeline_to_text
from tests.making import hold, routine

BEGAN = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
TWO = routine(hold(30, "Lunge", stretches=("hip flexors",)), hold(30, "Plank", strengthens=("abdominals",)))


def cut_off(timeline: Timeline) -> UnfinishedSession:
    return UnfinishedSession(
        id="s",
        header=Header("test", BEGAN, "UTC", 60.0),
        day=BEGAN.date(),
        timeline=timeline_to_text(timeline),
        index=1,
        position_s=3.0,
        active_s=13.0,
        seen_at=BEGAN,
        segments=(),
        runs_elsewhere=False,
    )


def test_the_routine_has_its_present_name() -> None:
    told = interrupted(cut_off(compile_routine(TWO)), BEGAN.date(), "Renamed")
    assert told == "Renamed was interrupted after 0:13, today, at Lunge"


@pytest.mark.parametrize(
    ("seen", "today", "when"),
    [
        ("2026-11-22T00:10", date(2026, 11, 21), "today"),  # it is not yet four in the morning
        ("2026-11-21T23:50", date(2026, 11, 21), "today"),
        ("2026-11-21T23:50", date(2026, 11, 22), "yesterday"),
        ("2026-11-20T23:50", date(2026, 11, 22), "Friday"),
    ],
)
def test_when_it_was_is_said_in_words_after_midnight_too(seen: str, today: date, when: str) -> None:
    session = replace(cut_off(compile_routine(TWO)), seen_at=datetime.fromisoformat(seen).astimezone())
    assert interrupted(session, today) == f"Test was interrupted after 0:13, {when}, at Lunge"


def test_three_minutes_of_a_routine_are_called_that() -> None:
    session = cut_off(rescue(TWO))
    assert interrupted(session, BEGAN.date(), "Renamed").startswith("Three minutes: Renamed was interrupted")
    assert interrupted(session, BEGAN.date()).startswith("Three minutes: Test was interrupted")
