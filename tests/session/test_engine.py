"""The session engine: what happens when, with time as plain floats."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import FormCue, Hold, Reps, Step
from routine_timer.session import Command, Cued, Ended, Entered, Event, Left, Session, Swapped
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine

from .making import session


def told(events: list[Event]) -> list[str]:
    """The events in short: what was entered, left (with its outcome) and ended, each with its instant."""
    lines = []
    for event in events:
        match event:
            case Entered(at, segment):
                lines.append(f"{at:g} {segment.kind}")
            case Left(at, segment, outcome):
                lines.append(f"{at:g} left {segment.kind} {outcome}")
            case Ended(at, completed):
                lines.append(f"{at:g} {'completed' if completed else 'stopped'}")
            case _:
                pass
    return lines


def cues(events: list[Event], kind: str) -> list[float]:
    return [event.at for event in events if isinstance(event, Cued) and event.cue.kind == kind]


def only(events: list[Event], outcome: str) -> Left:
    (left,) = [event for event in events if isinstance(event, Left) and event.outcome == outcome]
    return left


def test_a_session_begins_with_its_get_ready() -> None:
    s = session(hold(30))
    assert told(s.advance(100)) == ["100 get-ready"]
    assert s.snapshot(100).shown_s == 10


def test_a_late_wake_up_moves_no_boundary() -> None:
    s = session(hold(30), hold(20))
    assert told(s.advance(1000)) == [
        "100 get-ready",
        "110 left get-ready done",
        "110 hold",
        "140 left hold done",
        "140 between",
        "148 left between done",
        "148 hold",
        "168 left hold done",
        "168 completed",
    ]
    assert s.snapshot(1000).active_s == 68


@pytest.mark.parametrize(
    ("now", "shown"), [(100.0, 10), (100.001, 10), (100.999, 10), (101.0, 9), (109.0, 1), (109.999, 1)]
)
def test_the_second_shown_is_the_one_under_way(now: float, shown: int) -> None:
    s = session(hold(30))
    s.advance(now)
    assert s.snapshot(now).shown_s == shown


def test_it_says_when_the_next_thing_happens_and_nothing_happens_before() -> None:
    s = session(hold(30, cues=(FormCue("Breathe", 4.5),)))
    now, changes = 100.0, []
    s.advance(now)
    while (following := s.next_change(now)) is not None:
        assert not s.advance(following - 0.001)
        shown, events = s.snapshot(following - 0.001).shown_s, s.advance(following)
        assert events or s.snapshot(following).shown_s != shown
        now = following
        changes.append(now)
    assert s.is_over
    assert now == 140
    assert 114.5 in changes


def test_a_pause_stops_time_and_three_seconds_of_get_ready_follow_it() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    assert s.next_change(120) is None
    assert s.advance(500) == []
    assert s.snapshot(500).remaining_s == 20
    s.do(Command.GO_ON, 500)
    assert s.snapshot(501).state == "lead-in"
    assert s.snapshot(501).shown_s == 2
    assert s.snapshot(501).remaining_s == 20
    assert told(s.advance(600)) == ["523 left hold done", "523 completed"]
    over = s.snapshot(600)
    assert (over.active_s, over.paused_s) == (40, 380)


def test_pausing_during_the_lead_in_keeps_the_place() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    s.do(Command.GO_ON, 130)
    s.do(Command.PAUSE, 132)
    s.do(Command.GO_ON, 200)
    assert told(s.advance(600)) == ["223 left hold done", "223 completed"]


def test_a_pause_noticed_late_begins_at_the_instant_it_is_given() -> None:
    s = session(hold(30))
    s.advance(115)
    s.do(Command.PAUSE, 115)
    assert s.snapshot(99999).remaining_s == 25


def test_a_skip_has_no_closing_tone_and_counts_as_skipped() -> None:
    s = session(hold(30), hold(20))
    s.advance(110)
    left = only(s.do(Command.SKIP, 115), "skipped")
    assert (left.actual_s, left.closing) == (5, False)
    assert s.segment.kind == "between"


def test_cues_of_a_skipped_segment_are_never_given() -> None:
    s = session(hold(30), hold(20))
    s.advance(110)
    events = [*s.do(Command.SKIP, 111), *s.advance(1000)]
    assert all(event.segment.n != 2 for event in events if isinstance(event, Cued))


def test_back_restarts_the_segment_and_in_its_first_seconds_goes_to_the_one_before() -> None:
    s = session(hold(30))
    s.advance(120)
    assert told(s.do(Command.BACK, 120)) == ["120 hold"]
    assert s.snapshot(120).remaining_s == 30
    assert told(s.do(Command.BACK, 122)) == ["122 get-ready"]
    assert told(s.do(Command.BACK, 123)) == ["123 get-ready"]


def test_cues_come_again_after_going_back() -> None:
    s = session(hold(30))
    assert cues(s.advance(126), "halfway") == [125]
    s.do(Command.BACK, 126)
    assert cues(s.advance(142), "halfway") == [141]


def test_ten_seconds_more_move_the_end_and_its_cues_and_nothing_else() -> None:
    s = session(hold(30), hold(20))
    s.advance(110)
    s.do(Command.LONGER, 112)
    events = s.advance(1000)
    assert cues(events, "halfway") == [125]
    assert cues(events, "next")[0] == 140
    assert [line for line in told(events) if "hold" in line] == ["150 left hold done", "158 hold", "178 left hold done"]


def test_ten_seconds_less_never_go_below_the_end() -> None:
    s = session(hold(30))
    s.do(Command.SHORTER, 115)
    assert s.snapshot(115).remaining_s == 15
    s.do(Command.SHORTER, 116)
    assert s.snapshot(116).remaining_s == 4
    events = s.do(Command.SHORTER, 117)
    assert told(events) == ["117 left hold early", "117 completed"]


def test_a_next_that_ten_seconds_less_jumped_over_is_still_told() -> None:
    s = session(hold(30), hold(20))
    s.advance(124)
    assert cues(s.do(Command.SHORTER, 126), "next")


def test_reps_wait_for_the_person_when_they_set_the_pace() -> None:
    s = session(reps(8, None))
    s.advance(110)
    assert s.advance(5000) == []
    assert s.snapshot(5000).remaining_s is None
    assert s.snapshot(115.5).shown_s == 5
    left = only(s.do(Command.DONE, 6000), "done")
    assert (left.reps, left.actual_s) == (8, 5890)


def test_where_nobody_can_answer_a_self_paced_segment_ends_after_its_estimate() -> None:
    s = session(reps(8, None), waits=False)
    assert told(s.advance(1000))[-2:] == ["134 left reps done", "134 completed"]


def test_done_ends_reps_early_and_keeps_how_many_were_begun() -> None:
    s = session(reps(10))
    s.advance(110)
    assert s.snapshot(117.5).rep == 3
    assert only(s.do(Command.DONE, 117.5), "early").reps == 3


def test_done_does_nothing_in_a_hold_of_fixed_length() -> None:
    s = session(hold(30))
    s.advance(110)
    assert s.do(Command.DONE, 115) == []


def test_a_hold_up_to_a_time_may_end_when_the_stretch_lets_go() -> None:
    s = session(Step("Psoas", Hold(60, 60, "up-to")))
    s.advance(110)
    left = only(s.do(Command.DONE, 135), "early")
    assert (left.actual_s, left.closing) == (25, True)


def test_a_hold_of_at_least_a_time_goes_on_to_its_max_and_may_end_between() -> None:
    step = Step("Hang", Hold(20, 40, "at-least"))
    assert told(session(step).advance(1000))[-1] == "150 completed"
    s = session(step)
    s.advance(110)
    assert s.do(Command.DONE, 120) == []
    assert only(s.do(Command.DONE, 133), "done").actual_s == 23


def test_swapping_sides_changes_the_whole_step_and_nothing_of_the_others() -> None:
    s = session(hold(30, sides="both"), hold(5, sides="both"))
    s.advance(115)
    (swapped,) = [event for event in s.do(Command.SWAP, 116) if isinstance(event, Swapped)]
    assert [segment.side for segment in swapped.segments] == ["right", "left", "left"]
    assert [seg.side for seg in s.timeline.segments if seg.kind == "hold"] == ["right", "left", "left", "right"]
    assert s.segment.side == "right"


def test_stopping_keeps_what_was_done_of_the_segment() -> None:
    s = session(hold(30))
    s.advance(110)
    events = s.do(Command.STOP, 122)
    assert told(events) == ["122 left hold stopped", "122 stopped"]
    assert only(events, "stopped").actual_s == 12
    assert s.next_change(122) is None
    assert s.do(Command.SKIP, 130) == []


def test_a_resumed_session_waits_paused_at_its_place_and_repeats_no_cue() -> None:
    timeline = compile_routine(routine(hold(30)))
    s = Session(timeline, 1000, at=1, elapsed_s=16, paused=True)
    assert told(s.advance(1000)) == ["1000 hold"]
    assert s.snapshot(1500).remaining_s == 14
    s.do(Command.GO_ON, 1500)
    events = s.advance(2000)
    assert cues(events, "halfway") == []
    assert cues(events, "count") == [1514, 1515, 1516]


def test_what_is_left_and_the_share_done_follow_the_place() -> None:
    s = session(hold(30), hold(20))
    s.advance(120)
    now = s.snapshot(120)
    assert now.left_s == 48
    assert now.done_share == pytest.approx(20 / 68)


def test_the_form_cue_shown_is_the_last_one_due() -> None:
    s = session(hold(30, cues=(FormCue("Breathe"), FormCue("Hips still"))))
    s.advance(110)
    assert [s.snapshot(t).form_cue for t in (110, 124, 125)] == ["Breathe", "Breathe", "Hips still"]


def test_alternating_reps_are_counted_for_both_sides() -> None:
    s = session(Step("Dead bug", Reps(4), sides="alternating"))
    s.advance(110)
    assert s.snapshot(131).rep == 8
    assert only(s.advance(134), "done").reps == 4
