"""What a screen is shown of a session at one instant."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import FormCue, Hold, Phase, Step
from routine_timer.session import Command, Session
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine

from .making import session


def test_where_it_is() -> None:
    s = session(hold(30), hold(20, name="Bridge"))
    s.advance(150)
    here = s.snapshot(150)
    assert (here.state, here.index, here.segment) == ("running", 3, s.segment)
    assert (here.elapsed_s, here.remaining_s, here.left_s, here.lead_in_s) == (2, 18, 18, 0)
    assert (here.rep, here.form_cue, here.is_over) == (None, None, False)


def test_a_late_look_shows_nothing_below_zero() -> None:
    s = session(hold(30))
    s.advance(110)
    here = s.snapshot(200)
    assert (here.remaining_s, here.shown_s, here.left_s) == (0, 0, 0)


def test_the_seconds_of_a_self_paced_segment_count_up_and_its_estimate_is_what_is_left() -> None:
    s = session(reps(8, None), hold(20))  # 24 s by estimate, then 8 s between and the hold
    s.advance(110)
    assert [s.snapshot(t).shown_s for t in (110, 110.999, 111, 115)] == [0, 0, 1, 5]
    assert [s.snapshot(t).left_s for t in (110, 120, 134, 500)] == [52, 42, 28, 28]
    assert s.snapshot(500).remaining_s is None


def test_seconds_added_are_left_too() -> None:
    s = session(hold(30), hold(20))
    s.advance(110)
    s.do(Command.LONGER, 110)
    s.do(Command.LONGER, 110)
    here = s.snapshot(110)
    assert (here.remaining_s, here.left_s) == (50, 78)
    assert here.done_share == 0  # there is more to do than there was


def test_a_hold_of_at_least_a_time_counts_to_its_most() -> None:
    s = session(Step("Hang", Hold(20, 40, "at-least")))
    assert s.snapshot(100).left_s == 50
    s.advance(110)
    here = s.snapshot(115)
    assert (here.remaining_s, here.left_s) == (35, 35)
    assert here.done_share == pytest.approx(15 / 50)


def test_the_lead_in_is_counted_down_and_only_while_it_runs() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    assert (s.snapshot(125).lead_in_s, s.snapshot(125).shown_s) == (0, 20)
    s.do(Command.RESUME, 130)
    assert [(s.snapshot(t).lead_in_s, s.snapshot(t).shown_s) for t in (130, 130.5, 132.5, 140)] == [
        (3, 3), (2.5, 3), (0.5, 1), (0, 0),
    ]  # fmt: skip
    s.do(Command.PAUSE, 131)
    assert (s.snapshot(131).lead_in_s, s.snapshot(131).shown_s) == (0, 20)
    s.do(Command.RESUME, 200)
    s.advance(205)
    assert (s.snapshot(205).lead_in_s, s.snapshot(205).shown_s) == (0, 18)


def test_active_and_paused_time_run_each_in_its_own_state() -> None:
    s = session(hold(30))

    def spent(now: float) -> tuple[float, float]:
        here = s.snapshot(now)
        return here.active_s, here.paused_s

    assert [spent(100.5), spent(105)] == [(0.5, 0), (5, 0)]
    s.do(Command.PAUSE, 120)
    assert [spent(120.5), spent(150)] == [(20, 0.5), (20, 30)]
    s.do(Command.RESUME, 150)
    assert spent(152) == (20, 30)
    s.do(Command.PAUSE, 152)
    assert spent(160) == (20, 38)
    s.do(Command.RESUME, 160)
    s.advance(170)
    assert spent(170) == (27, 38)
    s.do(Command.STOP, 171)
    assert spent(999) == (28, 38)


@pytest.mark.parametrize("state", ["running", "paused", "lead-in"])
def test_a_stopped_session_stays_where_it_was_stopped(state: str) -> None:
    s = session(hold(30), hold(20))
    s.advance(125)
    if state != "running":
        s.do(Command.PAUSE, 125)
    if state == "lead-in":
        s.do(Command.RESUME, 130)
    s.do(Command.STOP, 132)
    elapsed = 22 if state == "running" else 15
    for now in (132, 1000):
        here = s.snapshot(now)
        assert (here.state, here.is_over, here.index) == ("stopped", True, 1)
        assert (here.elapsed_s, here.remaining_s, here.left_s) == (elapsed, 30 - elapsed, 0)
        assert here.done_share == pytest.approx((10 + elapsed) / 68)


def test_a_completed_session_is_whole_however_it_got_to_its_end() -> None:
    s = session(hold(30))
    s.advance(500)
    assert (s.snapshot(500).state, s.snapshot(500).is_over) == ("completed", True)
    assert (s.snapshot(500).left_s, s.snapshot(500).done_share) == (0, 1)
    s = session(hold(30))
    s.do(Command.SKIP, 100)
    s.do(Command.SKIP, 101)
    assert (s.snapshot(101).state, s.snapshot(101).left_s, s.snapshot(101).done_share) == ("completed", 0, 1)


def test_nothing_to_do_has_no_share() -> None:
    s = Session(compile_routine(routine(hold(0), get_ready=0)), 0)
    assert s.snapshot(0).done_share == 0


def test_the_rep_under_way_is_counted_up_to_the_last() -> None:
    s = session(reps(4, 2.5))
    s.advance(110)
    assert [s.snapshot(t).rep for t in (110, 112.4, 112.5, 117.5, 119.9, 120)] == [1, 1, 2, 4, 4, 4]


def test_without_a_tempo_no_rep_is_counted() -> None:
    s = session(reps(4, None))
    s.advance(110)
    assert s.snapshot(115).rep is None


def test_the_form_cue_is_the_last_one_due_or_the_phase_s_own() -> None:
    s = session(
        Step("Pigeon", (Phase(Hold(20), "Draw in"), Phase(Hold(20), "Press"))),
        hold(20, cues=(FormCue("Hips still", 5.0),)),
    )
    assert s.snapshot(100).form_cue is None
    s.advance(115)
    assert s.snapshot(115).form_cue == "Draw in"
    s.advance(130)
    assert s.snapshot(130).form_cue == "Press"
    s.advance(160)
    assert [s.snapshot(t).form_cue for t in (160, 162.9, 163)] == [None, None, "Hips still"]
