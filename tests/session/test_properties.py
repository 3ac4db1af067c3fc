"""Whatever a person does and however late anybody wakes: the books of a session balance."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.routine.model import Routine
from routine_timer.session import (
    Command,
    CueDue,
    Event,
    Paused,
    Resumed,
    Resuming,
    Rewound,
    SegmentOver,
    SegmentStarted,
    Session,
    SessionOver,
)
from routine_timer.timeline import Cue, compile_routine
from tests.making import routines

Deed: TypeAlias = tuple[float, Command | None]

_jumps = st.one_of(st.floats(0, 5), st.floats(0, 200), st.just(0.0))
_deeds = st.lists(st.tuples(_jumps, st.one_of(st.none(), st.sampled_from(Command))), max_size=40)


def play(made: Routine, deeds: list[Deed], waits: bool) -> tuple[Session, list[Event], float]:
    """Run `deeds` from instant 50 on; each is a jump of time and perhaps a command."""
    now = 50.0
    session = Session(compile_routine(made), now, waits=waits)
    events = session.advance(now)
    for jump, command in deeds:
        now += jump
        events += session.advance(now) if command is None else session.do(command, now)
    return session, events, now


@settings(max_examples=150)
@given(routines, _deeds, st.booleans())
def test_whatever_is_done_the_books_balance(made: Routine, deeds: list[Deed], waits: bool) -> None:
    """Each session that is made up is looked at from every side: making it up costs more than looking."""
    session, events, now = play(made, deeds, waits)
    active_paused_and_lead_in_add_up_to_what_has_elapsed(session, events, now)
    events_come_in_order_of_time(events)
    between_two_steps_back_each_segment_comes_once_and_in_order(events)
    cues_come_once_in_order_and_only_from_the_segment_under_way(events)


def active_paused_and_lead_in_add_up_to_what_has_elapsed(session: Session, events: list[Event], now: float) -> None:
    until = next((event.at for event in events if isinstance(event, SessionOver)), now)
    snapshot = session.snapshot(now)
    lead_in = _lead_in(events, until)
    assert snapshot.active_s + snapshot.paused_s + lead_in == pytest.approx(until - 50.0, abs=1e-4)


def _lead_in(events: list[Event], until: float) -> float:
    """The lead-ins, read off the events alone."""
    total, since = 0.0, None
    for event in events:
        match event:
            case Resuming(at):
                since = at
            case Resumed(at) | Paused(at) | SessionOver(at) if since is not None:
                total, since = total + at - since, None
            case _:
                pass
    return total + (until - since if since is not None else 0.0)


def events_come_in_order_of_time(events: list[Event]) -> None:
    instants = [event.at for event in events if not isinstance(event, CueDue)]
    assert instants == sorted(instants)


def between_two_steps_back_each_segment_comes_once_and_in_order(events: list[Event]) -> None:
    entered: list[int] = []
    for event in events:
        if isinstance(event, Rewound):
            entered = []
        elif isinstance(event, SegmentStarted):
            entered.append(event.segment.n)
            assert entered == list(range(entered[0], entered[0] + len(entered)))


def cues_come_once_in_order_and_only_from_the_segment_under_way(events: list[Event]) -> None:
    under_way, still_to_come, last_at = 0, list[Cue](), 0.0
    for event in events:
        if isinstance(event, SegmentStarted):
            under_way, still_to_come, last_at = event.segment.n, list(event.segment.cues), 0.0
        elif isinstance(event, CueDue):
            assert event.segment.n == under_way
            still_to_come.remove(event.cue)
            if not event.cue.from_end:
                assert event.at >= last_at
                last_at = event.at
        elif isinstance(event, SegmentOver):
            assert event.segment.n == under_way
            assert event.actual_s >= 0
            under_way = 0


@settings(max_examples=150)
@given(routines, st.lists(st.floats(0.01, 100), max_size=30))
def test_however_coarse_or_fine_the_waking_the_same_happens_at_the_same_instants(
    made: Routine, jumps: list[float]
) -> None:
    """Here too making a routine up costs more than looking at it twice."""
    the_end_comes_at_the_same_instant(made, jumps)
    sleeping_until_the_next_change_loses_no_event(made)


def the_end_comes_at_the_same_instant(made: Routine, jumps: list[float]) -> None:
    timeline = compile_routine(made)
    exact = 50.0 + sum(s.limit_s or s.estimate_s for s in timeline.segments)
    session, events, now = play(made, [(jump, None) for jump in jumps], waits=False)
    events += session.advance(now + exact)
    assert events[-1].at == pytest.approx(exact, abs=1e-6 * (1 + len(timeline.segments)))


def sleeping_until_the_next_change_loses_no_event(made: Routine) -> None:
    timeline = compile_routine(made)
    at_once = Session(timeline, 0.0, waits=False).advance(1e9)
    session, stepwise, now = Session(timeline, 0.0, waits=False), [], 0.0
    stepwise += session.advance(now)
    while (following := session.next_change(now)) is not None:
        assert following > now or not stepwise
        now = following
        stepwise += session.advance(now)
    assert [(type(e), round(e.at, 4)) for e in stepwise] == [(type(e), round(e.at, 4)) for e in at_once]
