"""A disk that takes its time over the end of a session: the app goes on meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from routine_timer.app.services import Services
from routine_timer.history.journal_entries import SessionEnded
from routine_timer.history.records import SessionRecord
from routine_timer.paths import Folders
from routine_timer.playback.history_recorder import HistoryRecorder
from tests.app.conftest import SATURDAY, no_sound
from tests.playback.fakes import FakeActiveSessions


class SlowToEnd(FakeActiveSessions):
    def __init__(self) -> None:
        super().__init__()
        self.may_end = threading.Event()

    def end(self, id: str, entry: SessionEnded) -> SessionRecord:
        assert self.may_end.wait(60)
        return super().end(id, entry)


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def test_a_session_s_screen_closes_at_once_and_the_session_is_saved_later(services: Services) -> None:
    """Else keys would do nothing meanwhile, and nothing on the screen would say why."""
    took = []
    for _ in range(3):
        history = SlowToEnd()
        recorder = HistoryRecorder(history, "session-1", lambda _: None)
        recorder.record(SessionEnded("completed", active_s=60))
        before = time.monotonic()
        services.finish_saving(recorder)
        took.append(time.monotonic() - before)
        assert recorder.is_saving
        assert recorder in services.recorders
        history.may_end.set()
        recorder.close()
        assert [type(entry) for entry in history.entries] == [SessionEnded]
    assert min(took) < 0.25
