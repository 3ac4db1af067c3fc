"""What a session did is written in order, in a thread of its own, and the session never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from routine_timer.history.records import SegmentRecord
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.recording_thread import QueuedRecorder
from tests.playback.fakes import FakeStore, full


@dataclass
class SlowStore(FakeStore):
    """A store that writes nothing until it is let."""

    free: threading.Event = field(default_factory=threading.Event)

    def segment_ended(self, id: str, segment: SegmentRecord) -> None:
        assert self.free.wait(5)
        super().segment_ended(id, segment)


def record(n: int) -> SegmentRecord:
    return SegmentRecord(n, "hold", "Plank", None, None, None, None, 30.0, 30.0, None, "done")


def recorder(store: FakeStore, tell: Callable[[str], None] = print) -> QueuedRecorder:
    return QueuedRecorder(HistoryRecorder(store, "session-1", tell))


async def test_a_slow_disk_is_waited_for_by_nobody_and_everything_is_written_in_order() -> None:
    store = SlowStore()
    queue = recorder(store)
    for n in range(1, 6):
        queue.segment_ended(record(n))
    queue.end("completed", 150.0, "good")
    assert store.segments == []
    store.free.set()
    kept = await queue.finished()
    assert [segment.n for segment in store.segments] == [1, 2, 3, 4, 5]
    assert store.ended == ("completed", 150.0, "good")
    assert kept is not None
    assert kept.active_s == 150.0


async def test_a_note_is_written_in_its_turn_while_the_session_goes_on() -> None:
    store = SlowStore()
    queue = recorder(store)
    queue.segment_ended(record(1))
    queue.note("knee clicked")
    assert store.notes == []
    store.free.set()
    await queue.finished()
    assert (store.notes, store.ended) == (["knee clicked"], None)


async def test_trouble_is_told_and_there_is_no_record_of_what_could_not_be_kept() -> None:
    told: list[str] = []
    queue = recorder(FakeStore(failing=full()), told.append)
    queue.segment_ended(record(1))
    queue.end("partial", 10.0, None)
    assert await queue.finished() is None
    assert len(told) == 1


async def test_what_is_not_in_the_history_at_the_end_is_known_until_it_is() -> None:
    store = FakeStore(trouble=full())
    told: list[str] = []
    queue = recorder(store, told.append)
    queue.segment_ended(record(1))
    queue.segment_ended(record(2))
    queue.settle(5)
    assert queue.unwritten is not None
    assert "disk is full" in queue.unwritten
    assert told == [queue.unwritten]
    store.trouble = None
    queue.end("completed", 60.0, None)
    await queue.finished()
    assert queue.unwritten is None


async def test_a_fault_of_the_program_is_not_swallowed() -> None:
    class Broken(FakeStore):
        def segment_ended(self, id: str, segment: SegmentRecord) -> None:
            raise ZeroDivisionError

    queue = recorder(Broken())
    queue.segment_ended(record(1))
    with pytest.raises(ZeroDivisionError):
        await queue.finished()


def test_whoever_leaves_waits_until_all_is_written() -> None:
    store = SlowStore()
    queue = recorder(store)
    queue.segment_ended(record(1))
    threading.Timer(0.02, store.free.set).start()
    queue.drain()
    assert [segment.n for segment in store.segments] == [1]
