"""What happens in a session is heard and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from msgspec.structs import replace

from routine_timer.audio.player_interface import Announcement
from routine_timer.history.journal_entries import (
    JournalEntry,
    MuteChanged,
    PositionChanged,
    RemarksChanged,
    SegmentEnded,
    SessionEnded,
    SidesSwapped,
)
from routine_timer.history.records import Header, SegmentRecord, UnfinishedSession
from routine_timer.playback.live_session import RECORDED_EVERY, LiveSession, resume
from routine_timer.playback.session_view import showing
from routine_timer.routine.model import Routine
from routine_timer.session import Command, Event, SegmentOver, Session, SessionState
from routine_timer.timeline import compile_routine
from routine_timer.timeline.serialize import BadTimelineText, timeline_to_text
from tests.audio.fakes import RecordingPlayer
from tests.making import hold, reps, routine

BEGAN = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
_E = TypeVar("_E", bound=JournalEntry)


class Journal(list[JournalEntry]):
    """What a session recorded, in order."""

    def all(self, kind: type[_E]) -> list[_E]:
        return [entry for entry in self if isinstance(entry, kind)]

    @property
    def segments(self) -> list[SegmentRecord]:
        return [entry.segment for entry in self.all(SegmentEnded)]

    @property
    def notes(self) -> list[str | None]:
        return [entry.remarks.note for entry in self.all(RemarksChanged)]

    @property
    def positions(self) -> list[tuple[int, float, float]]:
        return [(entry.index, entry.position_s, entry.active_s) for entry in self.all(PositionChanged)]

    @property
    def end(self) -> tuple[str, float] | None:
        ends = self.all(SessionEnded)
        return (ends[-1].status, ends[-1].active_s) if ends else None


def led(made: Routine) -> tuple[LiveSession, Journal]:
    journal = Journal()
    return LiveSession(Session(compile_routine(made), 0.0), record=journal.append), journal


def brief(segments: Sequence[SegmentRecord]) -> list[tuple[str, str | None, str, float]]:
    return [(s.kind, s.side, s.outcome, s.actual_s) for s in segments]


def test_each_segment_is_saved_when_it_ends_and_the_session_when_its_end_is_reached() -> None:
    live, journal = led(routine(hold(20, sides="both")))
    live.step(10.0)
    assert brief(journal.segments) == [("get-ready", None, "done", 10.0)]
    live.step(32.0)
    assert brief(journal.segments)[1:] == [("hold", "left", "done", 20.0)]
    live.step(55.0)
    assert brief(journal.segments)[2:] == [("switch", "right", "done", 5.0), ("hold", "right", "done", 20.0)]
    assert journal.end == ("completed", 55.0)


def test_a_stop_half_way_keeps_a_partial_session_with_its_active_time_and_note() -> None:
    live, journal = led(routine(hold(20)))
    live.step(0.0)
    live.do(Command.PAUSE, 12.0)
    live.write_note("knee clicked")
    live.do(Command.STOP, 100.0)
    assert brief(journal.segments)[-1] == ("hold", None, "stopped", 2.0)
    assert journal.end == ("partial", 12.0)
    assert journal.notes == ["knee clicked"]


def test_a_note_is_saved_as_soon_as_it_is_written_and_so_is_taking_it_away() -> None:
    live, journal = led(routine(hold(20)))
    live.write_note("knee clicked")
    assert (live.note, journal.notes) == ("knee clicked", ["knee clicked"])
    live.write_note("")
    assert (live.note, journal.notes) == (None, ["knee clicked", ""])


def test_sound_that_is_turned_off_is_off_at_once_and_recorded() -> None:
    journal, player = Journal(), RecordingPlayer()
    live = LiveSession(Session(compile_routine(routine(hold(20))), 0.0), record=journal.append, player=player)
    live.mute(True)
    assert (player.muted, journal.all(MuteChanged)[-1].muted) == (True, True)
    live.mute(False)
    assert (player.muted, journal.all(MuteChanged)[-1].muted) == (False, False)


def test_a_session_muted_before_its_sound_is_open_stays_muted_and_its_first_words_are_not_late() -> None:
    live, _ = led(routine(hold()))
    live.mute(True)
    player = RecordingPlayer()
    instants: list[float] = []

    def announce(_events: Sequence[Event], _here: SessionState, now: float) -> Announcement:
        instants.append(now)
        return Announcement("go")

    live.open_sound(player, announce)
    live.step(0.0)
    assert instants == [0.0], "what happens first is announced, muted or not"
    assert player.muted
    assert not player.tones


def test_pain_before_the_session_is_recorded() -> None:
    live, journal = led(routine(hold(20)))
    live.rate_pain(3)
    assert journal.all(RemarksChanged)[0].remarks.pain_before == 3


def test_a_step_back_does_not_take_away_what_was_finished() -> None:
    live, _ = led(routine(hold(20), get_ready=0.0))
    live.step(0.0)
    live.step(20.0)
    lead2, _ = led(routine(hold(20), hold(30, name="Bridge"), get_ready=0.0))
    lead2.step(29.0)
    lead2.do(Command.BACK, 29.0)
    lead2.do(Command.BACK, 29.5)
    lead2.do(Command.SKIP, 30.0)
    assert brief(lead2.segments)[0] == ("hold", None, "done", 20.0)


def test_swapped_sides_reach_what_was_kept_before_and_what_comes() -> None:
    live, journal = led(routine(hold(20, sides="both"), get_ready=0.0))
    live.step(26.0)
    live.do(Command.SWAP, 26.0)
    assert dict(journal.all(SidesSwapped)[0].sides) == {1: "right", 2: "left", 3: "left"}
    assert [s.side for s in live.segments] == ["right", "left"]
    live.step(45.0)
    assert [s.side for s in live.segments] == ["right", "left", "left"]


def test_the_place_is_noted_often_enough_that_a_kill_loses_little() -> None:
    live, journal = led(routine(hold(60), get_ready=0.0))
    for second in range(40):
        live.step(float(second))
    assert journal.positions[0] == (0, 0.0, 0.0)
    gaps = [b[1] - a[1] for a, b in zip(journal.positions, journal.positions[1:], strict=False)]
    assert set(gaps) == {RECORDED_EVERY}


def test_the_place_is_noted_at_once_when_it_is_left_standing() -> None:
    live, journal = led(routine(hold(60), get_ready=0.0))
    live.step(0.0)
    live.do(Command.PAUSE, 2.0)
    assert journal.positions[-1] == (0, 2.0, 2.0)


def test_events_that_happen_together_are_heard_together() -> None:
    player = RecordingPlayer()

    def announce(events: Sequence[Event], _here: SessionState, _now: float) -> Announcement | None:
        return Announcement("end") if any(isinstance(event, SegmentOver) for event in events) else None

    live = LiveSession(Session(compile_routine(routine(hold(20))), 0.0), player=player, announce=announce)
    live.step(1.0)
    assert player.tones == []
    live.step(200.0)
    assert player.tones == ["end"]


def test_one_key_pauses_and_continues() -> None:
    live, _ = led(routine(hold(20)))
    states = []
    for instant in (1.0, 2.0, 3.0):
        live.toggle_pause(instant)
        states.append(live.session.state)
    assert states == ["paused", "lead-in", "paused"]


def cut_off(index: int, position_s: float, timeline: str | None = None) -> UnfinishedSession:
    live, journal = led(routine(hold(20), reps(5, rep_s=None)))
    live.step(31.0)
    return UnfinishedSession(
        id="session-1",
        header=Header("test", BEGAN, "UTC", 35.0),
        day=BEGAN.date(),
        timeline=timeline_to_text(live.timeline) if timeline is None else timeline,
        index=index,
        position_s=position_s,
        active_s=22.0,
        seen_at=BEGAN,
        segments=tuple(journal.segments),
        runs_elsewhere=False,
    )


def test_a_session_that_was_cut_off_continues_where_it_was_paused_and_with_what_was_done() -> None:
    journal = Journal()
    live = resume(cut_off(1, 12.0), 1000.0, record=journal.append)
    live.step(1000.0)
    here = live.snapshot(1050.0)
    assert (here.state, here.segment.label, here.remaining_s) == ("paused", "Plank", 8.0)
    assert brief(live.segments)[0] == ("get-ready", None, "done", 10.0)
    live.toggle_pause(1060.0)
    live.step(1065.0)
    assert live.active_s(1065.0) == 24.0
    live.do(Command.STOP, 1065.0)
    assert journal.end == ("partial", 24.0)


def test_the_note_of_a_session_that_was_cut_off_is_still_its_note() -> None:
    journal = Journal()
    unfinished = replace(cut_off(1, 12.0), note="knee clicked")
    live = resume(unfinished, 0.0, record=journal.append)
    assert live.note == "knee clicked"
    live.do(Command.STOP, 5.0)
    assert (journal.end, journal.notes) == (("partial", 22.0), [])  # it is in the history already


def test_a_session_killed_between_its_last_segment_and_its_end_is_over_when_it_continues() -> None:
    timeline = timeline_to_text(compile_routine(routine(hold(20), get_ready=0.0)))
    live = resume(cut_off(1, 0.0, timeline), 0.0)
    assert live.snapshot(0.0).remaining_s == 0.0
    live.toggle_pause(0.0)
    live.step(10.0)
    assert live.session.state == "completed"


def test_sides_that_were_swapped_stay_swapped_when_resumed() -> None:
    live, journal = led(routine(hold(20, sides="both"), get_ready=0.0))
    live.do(Command.SWAP, 1.0)
    live.step(21.0)
    unfinished = replace(cut_off(1, 1.0, timeline_to_text(live.timeline)), segments=tuple(journal.segments))
    again = resume(unfinished, 0.0, record=journal.append)
    assert [s.side for s in again.timeline.segments] == ["right", "left", "left"]


def test_sides_that_were_swapped_before_anything_was_done_stay_swapped_when_resumed() -> None:
    live, journal = led(routine(hold(20, sides="both"), hold(20, name="Bridge", sides="both"), get_ready=0.0))
    live.do(Command.SWAP, 1.0)
    unfinished = cut_off(0, 2.0, timeline_to_text(live.timeline))
    again = resume(unfinished, 0.0, record=journal.append)
    work = [s.side for s in again.timeline.segments if s.is_work]
    assert work == ["right", "left", "left", "right"]


def test_sides_that_were_swapped_back_are_as_they_were_when_resumed() -> None:
    live, journal = led(routine(hold(20, sides="both"), get_ready=0.0))
    live.do(Command.SWAP, 1.0)
    live.step(21.0)
    live.do(Command.SWAP, 22.0)
    again = resume(cut_off(1, 1.0, timeline_to_text(live.timeline)), 0.0, record=journal.append)
    assert [s.side for s in again.timeline.segments] == ["left", "right", "right"]


@pytest.mark.parametrize(("index", "position_s"), [(99, 3.0), (-1, 3.0), (1, 4000.0), (1, -5.0)])
def test_an_impossible_place_is_moved_back_into_the_timeline(index: int, position_s: float) -> None:
    live = resume(cut_off(index, position_s), 0.0)
    assert live.snapshot(0.0).state == "paused"
    assert 0 <= live.snapshot(0.0).elapsed_s <= 20.0


def test_a_session_whose_timeline_cannot_be_read_is_not_resumed() -> None:
    with pytest.raises(BadTimelineText):
        resume(cut_off(1, 1.0, "{"), 0.0)


def test_skipping_the_get_ready_of_a_side_or_that_side_leaves_the_other_side() -> None:
    live, journal = led(routine(hold(20, "Lunge", sides="both", switch=8.0), hold(30)))
    live.step(1.0)
    assert showing(live.snapshot(1.0), live.timeline).next == "switch to the right, then Plank"
    live.do(Command.SKIP, 2.0)
    assert (live.session.segment.kind, live.session.segment.side) == ("hold", "left")
    live.do(Command.SKIP, 3.0)
    assert (live.session.segment.kind, live.session.segment.side) == ("switch", "right")
    live.do(Command.SKIP, 4.0)
    live.step(24.0)
    done = [(one.label, one.side, one.outcome) for one in journal.segments if one.is_work]
    assert done == [("Lunge", "left", "skipped"), ("Lunge", "right", "done")]
