"""A segment that the person went back to counts by its best attempt: on the summary, in the history, for growth."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from routine_timer.app.screens.summary.session_result import steps_done
from routine_timer.history.dose_growth import in_full
from routine_timer.history.history import History
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Command, Session
from routine_timer.timeline import compile_routine
from tests.making import hold, routine

STARTED = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
HELD, CUT_SHORT = ("done", 30.0), ("early", 1.5)


def hold_then(history: History, *attempts: tuple[str, float]) -> LiveSession:
    """Hold a plank for 30 s or cut it short, go back to it after each attempt but the last, and finish the routine."""
    timeline = compile_routine(routine(hold(30, "Plank", between=0.0), hold(30, "Bridge"), get_ready=0.0))
    recorder = HistoryRecorder.begin(history.active, timeline, STARTED, "UTC", print)
    live = LiveSession(Session(timeline, 0.0), record=recorder.record)
    now = 0.0
    for number, (outcome, seconds) in enumerate(attempts):
        if number:
            live.do(Command.BACK, now)
        live.step(now := now + seconds)
        if outcome == "early":
            for _ in range(3):
                live.do(Command.SHORTER, now)
    live.step(now + 60.0)
    recorder.close()
    return live


@pytest.mark.parametrize("attempts", [(HELD, CUT_SHORT), (CUT_SHORT, HELD), (HELD, CUT_SHORT, CUT_SHORT)])
def test_a_hold_to_its_end_is_saved_whichever_attempt_it_was(
    tmp_path: Path, attempts: tuple[tuple[str, float], ...]
) -> None:
    with History(tmp_path / "history.db", tmp_path / "state", lambda: STARTED) as history:
        live = hold_then(history, *attempts)
        (record,) = history.ended.sessions()
        plank = record.segments[0]
        assert (plank.outcome, plank.actual_s) == HELD
        assert live.segments[0] == plank
        assert in_full(record, "Plank")
        assert steps_done(live.timeline, live.segments)[0].extent == "whole"
