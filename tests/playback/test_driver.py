"""The driver sleeps until the next change, and pauses a session that the world slept through."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

import pytest

from routine_timer.playback.clock import Clock, ScaledClock
from routine_timer.playback.driver import SLEPT_AFTER, Gap, SessionDriver
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Routine
from routine_timer.session import Command, Event, SegmentStarted, Session
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine
from tests.playback.fake_clock import FakeClock, FakeLoop


@dataclass
class Driven:
    """A session with its driver, on a clock that is moved by hand."""

    made: Routine
    speed: float = 1.0
    events: list[Event] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.loop = FakeLoop(self.clock)
        self.live = LiveSession(Session(compile_routine(self.made), 0.0))
        self.driver = SessionDriver(
            self.live, ScaledClock(self.clock, self.speed), self.loop, self.events.extend, self.note_gap
        )
        self.driver.start()

    def note_gap(self, gap: Gap) -> None:
        self.gaps.append(gap.seconds)
        self.said.append(str(gap))

    @property
    def shown(self) -> tuple[str, int]:
        here = self.live.snapshot(self.driver.now)
        return here.state, here.shown_s


def test_a_session_runs_to_its_end_with_each_segment_entered_on_time() -> None:
    driven = Driven(routine(hold(20, sides="both")))
    driven.loop.run_until(60.0)
    assert driven.live.is_over
    assert [event.at for event in driven.events if isinstance(event, SegmentStarted)] == [0.0, 10.0, 30.0, 35.0]


def test_a_hold_is_woken_for_once_a_second_and_no_more() -> None:
    driven = Driven(routine(hold(20), get_ready=0.0))
    driven.loop.run_until(19.5)
    assert driven.loop.asked == [float(second) for second in range(1, 21)]


def test_a_pause_asks_for_nothing_until_the_person_continues() -> None:
    driven = Driven(routine(hold(20), get_ready=0.0))
    driven.loop.run_until(5.5)
    driven.driver.toggle_pause()
    asked = len(driven.loop.asked)
    driven.loop.run_until(5000.0)
    assert (len(driven.loop.asked), driven.shown, driven.gaps) == (asked, ("paused", 15), [])
    driven.driver.toggle_pause()
    driven.loop.run_until(5004.0)
    assert driven.shown == ("running", 14)


def test_a_wake_up_ten_seconds_late_pauses_where_the_session_was_last_seen() -> None:
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.loop.jump_to(21.0 + SLEPT_AFTER + 0.1)
    assert driven.shown == ("paused", 40)
    assert driven.gaps == [pytest.approx(SLEPT_AFTER + 0.1)]
    assert driven.said == ["The session was interrupted for 10 s."]


def test_a_wake_up_a_little_late_loses_nothing() -> None:
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.loop.jump_to(30.5)
    assert driven.shown == ("running", 30)
    assert driven.gaps == []


def test_a_sleep_that_only_the_boottime_counts_pauses_too() -> None:
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.clock.slept += 3600.0
    driven.loop.run_until(21.0)
    assert driven.shown == ("paused", 40)
    assert driven.gaps == [3600.0]
    assert driven.said == ["The computer slept for 60 min."]
    driven.driver.toggle_pause()
    driven.loop.run_until(25.0)
    assert driven.shown == ("running", 39)
    assert driven.gaps == [3600.0]


def test_a_key_pressed_on_waking_finds_the_session_paused_first() -> None:
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.clock.seconds = 500.0
    driven.driver.do(Command.LONGER)
    assert driven.shown == ("paused", 50)


def test_sleep_during_a_pause_is_nobodys_business() -> None:
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.driver.toggle_pause()
    driven.clock.slept += 3600.0
    driven.loop.run_until(30.0)
    driven.driver.do(Command.LONGER)
    assert (driven.shown, driven.gaps) == (("paused", 50), [])


def test_at_another_speed_lateness_is_still_measured_in_real_seconds() -> None:
    driven = Driven(routine(hold(600), get_ready=0.0), speed=60.0)
    driven.loop.run_until(1.0)
    driven.loop.jump_to(2.0)
    assert driven.shown == ("running", 480)
    assert driven.gaps == []


def test_a_stopped_process_pauses_where_it_was_seen_however_short_the_stop() -> None:
    driven = Driven(routine(reps(20), get_ready=0.0))
    driven.loop.run_until(4.0)
    driven.clock.seconds = 7.0
    driven.driver.pause_where_seen()
    assert driven.shown == ("paused", 56)


def test_a_clock_at_another_speed_says_when_its_instants_come() -> None:
    clock = FakeClock(1000.0)
    scaled = ScaledClock(clock, speed=60.0)
    assert (scaled.now(), scaled.real_at(60.0)) == (0.0, 1001.0)
    clock.seconds = 1002.0
    assert scaled.now() == 120.0


@pytest.mark.parametrize("speed", [0.0, -1.0])
def test_a_clock_that_stops_or_runs_backwards_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        ScaledClock(FakeClock(), speed)


def test_the_systems_clock_is_the_one_that_the_event_loop_sleeps_on() -> None:
    before = time.monotonic()
    assert before <= Clock().now() <= time.monotonic()
    assert Clock().through_sleep() >= before or sys.platform not in ("linux", "darwin")


def test_pause_pressed_on_waking_leaves_the_session_paused() -> None:
    """It ran as far as the person knew; what is said is that it is paused now."""
    driven = Driven(routine(hold(60), get_ready=0.0))
    driven.loop.run_until(20.0)
    driven.clock.seconds = 500.0
    driven.driver.toggle_pause()
    assert driven.said == ["The session was interrupted for 7 min 59 s."]
    assert driven.shown == ("paused", 40)
    driven.driver.toggle_pause()
    driven.loop.run_until(504.0)
    assert driven.shown == ("running", 39)
