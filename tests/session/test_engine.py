"""The session engine: what happens when, with time as plain floats."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import Circuit, FormCue, Hold, Reps, Step
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
    Swapped,
)
from routine_timer.timeline import Timeline, compile_routine
from tests.making import hold, reps, routine

from .making import session


def told(events: list[Event]) -> list[str]:
    """The events in short: what was entered, left (with its outcome) and ended, each with its instant."""
    lines = []
    for event in events:
        match event:
            case SegmentStarted(at, segment):
                lines.append(f"{at:g} {segment.kind}")
            case SegmentOver(at, segment, outcome):
                lines.append(f"{at:g} left {segment.kind} {outcome}")
            case SessionOver(at, completed):
                lines.append(f"{at:g} {'completed' if completed else 'stopped'}")
            case _:
                pass
    return lines


def cues(events: list[Event], kind: str) -> list[float]:
    return [event.at for event in events if isinstance(event, CueDue) and event.cue.kind == kind]


def only(events: list[Event], outcome: str) -> SegmentOver:
    (left,) = [event for event in events if isinstance(event, SegmentOver) and event.outcome == outcome]
    return left


def test_a_session_starts_with_its_get_ready() -> None:
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
    s.do(Command.RESUME, 500)
    assert s.snapshot(501).state == "lead-in"
    assert s.snapshot(501).shown_s == 2
    assert s.snapshot(501).remaining_s == 20
    assert told(s.advance(600)) == ["523 left hold done", "523 completed"]
    over = s.snapshot(600)
    assert (over.active_s, over.paused_s) == (40, 380)


def test_pausing_during_the_lead_in_keeps_the_place() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    s.do(Command.RESUME, 130)
    s.do(Command.PAUSE, 132)
    s.do(Command.RESUME, 200)
    assert told(s.advance(600)) == ["223 left hold done", "223 completed"]


def test_a_pause_noticed_late_starts_at_the_instant_it_is_given() -> None:
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
    assert all(event.segment.n != 2 for event in events if isinstance(event, CueDue))


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


def test_a_next_that_ten_seconds_less_jumped_over_is_still_announced() -> None:
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


def test_done_ends_reps_early_and_keeps_how_many_were_started() -> None:
    s = session(reps(10))
    s.advance(110)
    assert s.snapshot(117.5).rep == 3
    assert only(s.do(Command.DONE, 117.5), "early").reps == 3


def test_done_does_nothing_in_a_hold_of_fixed_length() -> None:
    s = session(hold(30))
    s.advance(110)
    assert not [event for event in s.do(Command.DONE, 115) if not isinstance(event, CueDue)]


def test_a_hold_up_to_a_time_may_end_when_the_stretch_lets_go() -> None:
    s = session(Step("Psoas", Hold(60, 60, "up-to")))
    s.advance(110)
    left = only(s.do(Command.DONE, 135), "early")
    assert (left.actual_s, left.closing) == (25, True)


def test_a_hold_of_at_least_a_time_continues_to_its_max_and_may_end_between() -> None:
    step = Step("Hang", Hold(20, 40, "at-least"))
    assert told(session(step).advance(1000))[-1] == "150 completed"
    s = session(step)
    s.advance(110)
    assert told(s.do(Command.DONE, 120)) == []
    assert only(s.do(Command.DONE, 133), "done").actual_s == 23


def test_swapping_sides_changes_the_whole_step_and_nothing_of_the_others() -> None:
    s = session(hold(30, sides="both"), hold(5, sides="both"))
    s.advance(115)
    (swapped,) = [event for event in s.do(Command.SWAP, 116) if isinstance(event, Swapped)]
    assert [(segment.kind, segment.figure_side) for segment in swapped.segments] == [
        ("get-ready", "right"), ("hold", "right"), ("switch", "left"), ("hold", "left"),
    ]  # fmt: skip
    assert [seg.side for seg in s.timeline.segments if seg.kind == "hold"] == ["right", "left", "left", "right"]
    assert s.segment.side == "right"


def test_swapping_sides_leaves_the_sets_and_rounds_that_are_done_as_they_were_done() -> None:
    s = session(hold(30, sides="both", sets=2, rest=20), Circuit((hold(5, sides="both"),), rounds=2, rest=9))
    s.advance(180)  # resting before the second set
    s.do(Command.SWAP, 181)
    s.advance(290)  # in the second round
    s.do(Command.SWAP, 291)
    sides = [(seg.set, seg.round, seg.side) for seg in s.timeline.segments if seg.kind == "hold"]
    assert sides == [
        (1, None, "left"), (1, None, "right"), (2, None, "right"), (2, None, "left"),
        (None, 1, "left"), (None, 1, "right"), (None, 2, "right"), (None, 2, "left"),
    ]  # fmt: skip


def test_swapping_on_the_second_side_tells_the_first_of_the_same_set_otherwise_and_no_set_before() -> None:
    s = session(hold(30, sides="both", sets=2))
    s.advance(215)  # on the right, in the second set
    s.do(Command.SWAP, 216)
    assert [seg.side for seg in s.timeline.segments if seg.kind == "hold"] == ["left", "right", "right", "left"]


def test_swapping_reaches_a_set_that_starts_the_whole() -> None:
    s = Session(compile_routine(routine(hold(30, sides="both"), get_ready=0.0)), 100.0)
    s.advance(140)
    s.do(Command.SWAP, 141)
    assert [seg.side for seg in s.timeline.segments if seg.kind == "hold"] == ["right", "left"]


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
    s.do(Command.RESUME, 1500)
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
    assert [s.snapshot(t).form_cue for t in (110, 114.9, 115)] == ["Breathe", "Breathe", "Hips still"]


def test_alternating_reps_are_counted_for_both_sides() -> None:
    s = session(Step("Dead bug", Reps(4), sides="alternating"))
    s.advance(110)
    assert s.snapshot(131).rep == 8
    assert only(s.advance(134), "done").reps == 4


def test_a_session_needs_something_to_do() -> None:
    with pytest.raises(ValueError, match=r"^a session needs a timeline with at least one segment$"):
        Session(Timeline("r", "R", (), ()), 0)


def test_it_waits_for_the_person_unless_nobody_is_there() -> None:
    s = Session(compile_routine(routine(reps(2, None))), 0)
    assert told(s.advance(9999))[-1] == "10 reps"


def test_each_event_says_when_it_was_due_and_what_it_is_about() -> None:
    s = session(hold(30), get_ready=0)
    first = s.segment
    assert s.advance(100)[0] == SegmentStarted(100, first)
    s.advance(110)
    assert s.do(Command.PAUSE, 110) == [Paused(110)]
    assert s.do(Command.PAUSE, 111) == []
    assert s.do(Command.RESUME, 120) == [Resuming(120, 3)]
    assert s.do(Command.RESUME, 121) == []
    assert s.do(Command.PAUSE, 122) == [Paused(122)]
    assert s.do(Command.RESUME, 130) == [Resuming(130, 3)]
    assert s.advance(133) == [Resumed(133)]
    assert s.do(Command.BACK, 136)[:2] == [Rewound(136, first), SegmentStarted(136, first)]
    assert s.do(Command.STOP, 140)[-2:] == [SegmentOver(140, first, "stopped", 4, None, False), SessionOver(140, False)]


def test_a_swap_says_when() -> None:
    s = session(hold(30, sides="both"))
    s.advance(112)
    assert s.do(Command.SWAP, 112) == [Swapped(112, s.timeline.segments)]


def test_a_session_started_paused_says_so() -> None:
    s = Session(compile_routine(routine(hold(30))), 1000, at=1, elapsed_s=15, paused=True)
    assert s.advance(1000) == [SegmentStarted(1000, s.segment), Paused(1000)]
    s.do(Command.RESUME, 1010)
    assert cues(s.advance(1013), "halfway") == [1013]  # it was due at this instant, not before it


def test_a_session_started_within_its_first_second_tells_nothing_twice() -> None:
    s = Session(compile_routine(routine(hold(30))), 1000, at=1, elapsed_s=0.5)
    assert cues(s.advance(1000), "name") == []
    s = Session(compile_routine(routine(hold(30))), 1000, at=1)
    assert cues(s.advance(1000), "name") == [1000]


def test_its_own_end_has_a_closing_tone() -> None:
    s = session(hold(30))
    closed = [(event.segment.kind, event.closing) for event in s.advance(999) if isinstance(event, SegmentOver)]
    assert closed == [("get-ready", True), ("hold", True)]


@pytest.mark.parametrize(("paused", "closing"), [(False, True), (True, False)])
def test_an_end_moved_closer_closes_only_while_time_runs(paused: bool, closing: bool) -> None:
    s = session(hold(30))
    s.advance(110)
    if paused:
        s.do(Command.PAUSE, 135)
    assert only(s.do(Command.SHORTER, 135), "early").closing is closing


def test_with_just_ten_seconds_left_ten_less_is_the_end() -> None:
    s = session(hold(30))
    s.advance(110)
    assert told(s.do(Command.SHORTER, 130)) == ["130 left hold early", "130 completed"]


def test_back_after_just_three_seconds_is_to_the_segment_s_own_beginning() -> None:
    s = session(hold(30))
    s.advance(113)
    assert told(s.do(Command.BACK, 113)) == ["113 hold"]


def test_a_cue_says_how_long_the_segment_continues() -> None:
    s = session(hold(30), get_ready=0)
    s.advance(114)
    assert [cue.remaining_s for cue in s.advance(116) if isinstance(cue, CueDue)] == [14]
    assert [cue.remaining_s for cue in s.advance(500) if isinstance(cue, CueDue)] == [0, 0, 0]
    waiting = session(reps(3, None), get_ready=0)
    assert [cue.remaining_s for cue in waiting.advance(100) if isinstance(cue, CueDue)] == [None]


def test_cues_that_an_end_moved_closer_overtook_come_in_order_of_time() -> None:
    s = session(hold(40), hold(20), get_ready=0)
    s.advance(106)
    s.do(Command.SHORTER, 106)
    s.do(Command.SHORTER, 106)  # 20 s: next at 110, before the halfway that stays at 120
    given = [(event.at, event.cue.kind) for event in s.advance(120) if isinstance(event, CueDue)]
    assert given[:6] == [(110, "next"), (117, "count"), (118, "count"), (119, "count"), (120, "halfway"), (120, "name")]


def test_cues_after_an_end_moved_closer_are_not_spoken() -> None:
    s = session(hold(30, cues=(FormCue("Breathe", 25.0),)), get_ready=0)
    s.advance(100)
    s.do(Command.SHORTER, 101)
    assert cues(s.advance(999), "form") == []


def test_every_second_shown_is_an_instant_to_wake_at() -> None:
    s = session(hold(9, cues=(FormCue("Breathe", 1.25),)), get_ready=7)
    now, wakes = 100.0, []
    s.advance(now)
    while (following := s.next_change(now)) is not None:
        now = following
        wakes.append(now)
        s.advance(now)
    assert wakes == [101, 102, 103, 104, 105, 106, 107, 108, 108.25, *range(109, 117)]
    half = session(hold(5), get_ready=12.5)
    half.advance(100)
    assert [half.next_change(t) for t in (100, 100.5, 101)] == [100.5, 101.5, 101.5]


def test_counting_up_every_second_is_an_instant_to_wake_at() -> None:
    s = session(reps(8, None), get_ready=0)
    assert s.next_change(100) == 100  # its first events have not been returned
    s.advance(100)
    assert [s.next_change(t) for t in (100, 100.25, 101, 101.75)] == [101, 101, 102, 102]


def test_leading_in_every_second_is_an_instant_to_wake_at() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    s.do(Command.RESUME, 200.5)
    assert [s.next_change(t) for t in (200.5, 201, 201.5, 202.5, 203)] == [201.5, 201.5, 202.5, 203.5, 203.5]


def test_a_lead_in_is_over_at_its_instant() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 120)
    s.do(Command.RESUME, 200)
    assert s.advance(202.9) == []
    assert s.advance(203) == [Resumed(203)]


@pytest.mark.parametrize("state", ["paused", "lead-in"])
def test_skipping_while_paused_starts_the_next_segment_paused(state: str) -> None:
    s = session(hold(30), hold(20))
    s.do(Command.PAUSE, 120)
    at = 130.0
    if state == "lead-in":
        s.do(Command.RESUME, 130)
        at = 132.0
    assert told(s.do(Command.SKIP, at)) == [f"{at:g} left hold skipped", f"{at:g} between"]
    here = s.snapshot(at + 0.5)
    assert (here.state, here.elapsed_s, here.remaining_s) == (state, 0, 8)
    s.do(Command.PAUSE, at)
    s.do(Command.SKIP, 140)
    s.do(Command.RESUME, 150)
    assert told(s.advance(999))[-2:] == ["173 left hold done", "173 completed"]
    over = s.snapshot(999)
    assert (over.active_s, over.paused_s) == (40, 30 if state == "paused" else 28)


def test_stopped_while_paused_the_pause_counts_to_the_stop() -> None:
    s = session(hold(30))
    s.do(Command.PAUSE, 110)
    s.do(Command.RESUME, 120)
    s.do(Command.PAUSE, 125)
    s.do(Command.STOP, 140)
    over = s.snapshot(140)
    assert (over.active_s, over.paused_s) == (12, 25)


def test_done_in_a_hold_of_at_least_a_time_counts_from_its_very_least() -> None:
    s = session(Step("Hang", Hold(20, 40, "at-least")), hold(5))
    s.advance(110)
    assert told(s.do(Command.DONE, 129.9)) == []
    assert told(s.do(Command.DONE, 130)) == ["130 left hold done", "130 between"]


@pytest.mark.parametrize(("at", "outcome"), [(139.5, "early"), (140, "done"), (141, "done")])
def test_counted_reps_are_done_when_their_time_was_full(at: float, outcome: str) -> None:
    s = session(reps(10))
    s.advance(110)
    s.do(Command.LONGER, 111)
    assert only(s.do(Command.DONE, at), outcome).reps == 10


@pytest.mark.parametrize(
    ("step", "command", "after", "outcome", "begun"),
    [
        pytest.param(reps(10), Command.DONE, 7.5, "early", 3, id="the third begun"),
        pytest.param(reps(10), Command.DONE, 6.0, "early", 2, id="two whole, the third not begun"),
        pytest.param(reps(10), Command.SKIP, 7.5, "skipped", 3, id="skipped"),
        pytest.param(reps(10), Command.STOP, 0.0, "stopped", 0, id="stopped at once"),
        pytest.param(reps(4, sides="alternating"), Command.DONE, 10.5, "early", 2, id="two a side"),
        pytest.param(reps(4, sides="alternating"), Command.DONE, 13.5, "early", 2, id="one side ahead of the other"),
        pytest.param(reps(8, None), Command.DONE, 2.0, "done", 8, id="at one's own pace, all are believed"),
        pytest.param(reps(8, None), Command.SKIP, 50.0, "skipped", 0, id="at one's own pace, skipped"),
        pytest.param(reps(8, None), Command.STOP, 50.0, "stopped", 0, id="at one's own pace, stopped"),
        pytest.param(hold(30), Command.SKIP, 5.0, "skipped", None, id="a hold counts nothing"),
    ],
)
def test_how_many_reps_were_started(
    step: Step, command: Command, after: float, outcome: str, begun: int | None
) -> None:
    s = session(step, get_ready=0)
    s.advance(100)
    assert only(s.do(command, 100 + after), outcome).reps == begun


def test_with_nobody_there_an_end_moved_closer_believes_all_reps_too() -> None:
    s = session(reps(4, None), get_ready=0, waits=False)
    s.advance(100)
    assert only(s.do(Command.SHORTER, 105), "early").reps == 4


def test_with_nobody_there_ten_seconds_more_are_given() -> None:
    s = session(reps(4, None), get_ready=0, waits=False)
    s.do(Command.LONGER, 101)
    assert told(s.advance(999))[-1] == "122 completed"


def test_reps_cut_short_are_those_that_were_started() -> None:
    s = session(reps(10), get_ready=0)
    s.do(Command.SHORTER, 105)
    left = only(s.advance(999), "done")
    assert (left.actual_s, left.reps) == (20, 7)


def test_instants_that_only_rounding_keeps_apart_are_one() -> None:
    assert 0.1 + 0.2 > 0.3
    s = Session(compile_routine(routine(hold(0.2), get_ready=0)), 0.1)
    assert told(s.advance(0.3))[-1].endswith("completed")
    led = Session(compile_routine(routine(hold(30), get_ready=0)), 0)
    led.do(Command.PAUSE, 1)
    led.do(Command.RESUME, 1.06)
    assert 1.06 + 3 > 4.06
    assert led.advance(4.06) == [Resumed(1.06 + 3)]
