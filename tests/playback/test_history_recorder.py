"""What happens in a session is written in order, in a thread; the session never waits for it."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.history.errors import DamagedHistory, HistoryError
from routine_timer.history.history import History
from routine_timer.history.journal_entries import JournalEntry, MuteChanged, PositionChanged, SessionEnded
from routine_timer.history.store.active_sessions import ActiveSessions
from routine_timer.playback import history_recorder
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.timeline import compile_routine
from tests.making import hold, routine
from tests.playback.fakes import STARTED, FakeActiveSessions, full


class SlowSessions(FakeActiveSessions):
    """A history that writes nothing until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_write = threading.Event()

    def record(self, id: str, entry: JournalEntry) -> None:
        assert self.may_write.wait(60)
        super().record(id, entry)


def recorder(history: FakeActiveSessions, on_trouble: Callable[[str], None] = print) -> HistoryRecorder:
    return HistoryRecorder(history, "session-1", on_trouble)


def position(index: int) -> PositionChanged:
    return PositionChanged(index, 0.0, 0.0)


def test_the_planned_time_is_in_the_history_before_the_first_segment(tmp_path: Path) -> None:
    timeline = compile_routine(routine(hold(20, sides="both")))
    with History(tmp_path / "history.db", tmp_path / "state", lambda: STARTED) as history:
        begun = HistoryRecorder.begin(history.active, timeline, STARTED, "UTC", print)
        begun.close()
    with History(tmp_path / "history.db", tmp_path / "state", lambda: STARTED) as later:
        (session,) = later.active.unfinished_sessions()
    assert (session.header.planned_work_s, session.header.routine, session.header.zone) == (40.0, "test", "UTC")


async def test_a_slow_disk_holds_nothing_up_and_everything_is_written_in_order() -> None:
    history = SlowSessions()
    session = recorder(history)
    entries: list[JournalEntry] = [*map(position, range(5)), MuteChanged(True), SessionEnded("completed", 150.0)]
    for entry in entries:
        session.record(entry)
    assert history.entries == []
    history.may_write.set()
    ended = await session.finished()
    assert history.entries == entries
    assert ended is not None
    assert ended.active_s == 150.0
    session.close()


@pytest.mark.parametrize("trouble", [{"trouble": full()}, {"failing": full()}], ids=["in the fallback", "nowhere"])
async def test_trouble_is_reported_once_and_remembered_while_it_lasts(trouble: dict[str, HistoryError]) -> None:
    history, reports = FakeActiveSessions(**trouble), list[str]()
    session = recorder(history, reports.append)
    session.record(position(1))
    session.record(position(2))
    session.wait(60)
    (report,) = reports
    assert "disk is full" in report
    assert session.unwritten == report
    history.current_trouble = history.failing = None
    session.record(position(3))
    session.close()
    assert session.unwritten is None


async def test_a_session_that_could_not_be_saved_has_no_record() -> None:
    session = recorder(FakeActiveSessions(failing=full()))
    session.record(SessionEnded("partial", 10.0))
    assert await session.finished() is None
    session.close()


async def test_a_bug_is_not_swallowed() -> None:
    class Broken(FakeActiveSessions):
        def record(self, id: str, entry: JournalEntry) -> None:
            raise ZeroDivisionError

    session = recorder(Broken())
    session.record(position(1))
    with pytest.raises(ZeroDivisionError):
        await session.finished()
    session.close()


def test_closing_waits_until_everything_is_written() -> None:
    history = SlowSessions()
    session = recorder(history)
    session.record(position(1))
    threading.Timer(0.02, history.may_write.set).start()
    session.close()
    assert history.entries == [position(1)]


def test_closing_waits_visibly_for_as_long_as_the_disk_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_recorder, "SAVING_SHOWN_AFTER", 0.0)
    history, shown = SlowSessions(), list[str]()
    session = recorder(history)
    session.record(SessionEnded("completed", 150.0))

    def show() -> None:
        shown.append("Saving")
        history.may_write.set()

    session.close(show)
    assert shown == ["Saving"]
    assert session.ended is not None
    assert session.unsaved is None


def test_ctrl_c_ends_the_wait_and_the_session_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_recorder, "SAVING_SHOWN_AFTER", 0.0)
    timeline = compile_routine(routine(hold(20)))
    may_write = threading.Event()

    class Slow(ActiveSessions):
        def record(self, id: str, entry: JournalEntry) -> None:
            if isinstance(entry, SessionEnded):
                assert may_write.wait(60)
            super().record(id, entry)

    def impatient() -> None:
        raise KeyboardInterrupt

    with History(tmp_path / "history.db", tmp_path / "state", lambda: STARTED) as history:
        session = HistoryRecorder.begin(Slow(history.database), timeline, STARTED, "UTC", print)
        session.record(SessionEnded("completed", 20.0))
        session.record(MuteChanged(True))
        session.close(impatient)
        unsaved = session.unsaved
        may_write.set()
    assert unsaved is not None
    assert (unsaved.id, unsaved.status, unsaved.active_s) == (session.session_id, "completed", 20.0)


def test_a_closed_history_is_never_called_damaged(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db", tmp_path / "state", lambda: STARTED)
    history.close()
    with pytest.raises(HistoryError, match="was closed before") as caught:
        history.ended.sessions()
    assert not isinstance(caught.value, DamagedHistory)


def test_a_session_that_is_saved_nowhere_is_given_back_to_keep(tmp_path: Path) -> None:
    timeline = compile_routine(routine(hold(20)))
    state = tmp_path / "state"
    with History(tmp_path / "history.db", state, lambda: STARTED, no_file=full()) as history:
        state.mkdir(exist_ok=True)
        shutil.rmtree(state / "unsaved", ignore_errors=True)
        (state / "unsaved").write_text("not a folder")
        session = HistoryRecorder.begin(history.active, timeline, STARTED, "UTC", print)
        session.record(PositionChanged(0, 5.0, 5.0))
        session.close()
        unsaved = session.unsaved
    assert unsaved is not None
    assert (unsaved.status, unsaved.active_s) == ("partial", 5.0)


async def test_not_waiting_for_the_end_still_saves_it() -> None:
    """The app is left while the summary waits for a slow disk."""
    history = SlowSessions()
    session = recorder(history)
    session.record(position(1))
    session.record(SessionEnded("completed", 150.0))
    waiting = asyncio.create_task(session.finished())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    history.may_write.set()
    session.close()
    assert session.ended is not None
    assert session.unsaved is None
