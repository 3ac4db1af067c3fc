"""The history file is replaced or overwritten while it is open: nobody's session is lost, and it is reported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.history.errors import HistoryReplaced
from routine_timer.history.history import History
from routine_timer.history.journal_entries import SegmentEnded, SessionEnded
from routine_timer.playback.history_recorder import HistoryRecorder

from .conftest import FakeClock
from .making import header, segment, session


def _copied_over(file: Path, backup: Path) -> None:
    shutil.copyfile(backup, file)


def _moved_over(file: Path, backup: Path) -> None:
    backup.replace(file)


def _removed(file: Path, _backup: Path) -> None:
    file.unlink()


def _broken(file: Path, backup: Path) -> None:
    backup.write_bytes(b"this is no database" * 100)
    backup.replace(file)


@pytest.fixture
def backup(history: History, tmp_path: Path) -> Path:
    """A copy of the history with one session in it, older than what the history has by now."""
    history.merge([session(id="old")])
    copy = tmp_path / "y.db"
    shutil.copyfile(history.database.file, copy)
    history.merge([session(id="newer")])
    return copy


@pytest.mark.parametrize(
    ("replace", "words"),
    [
        (_copied_over, "an older copy was written over it"),
        (_moved_over, "another file took its place"),
        (_removed, "it was removed"),
    ],
)
def test_it_says_what_happened_to_the_file_and_where_the_session_is(
    history: History, clock: FakeClock, backup: Path, replace: Callable[[Path, Path], None], words: str
) -> None:
    id_ = history.active.begin(header(clock.now), "{}")
    replace(history.database.file, backup)
    clock.forward(seconds=30)
    history.active.record(id_, SegmentEnded(segment(1)))
    told = history.active.take_replacement()
    assert told is not None
    assert str(told) == f"{history.database.file} was replaced while it was in use ({words})"
    assert told.help == "the session was added to the file that is there now"
    assert len(history.active.end(id_, SessionEnded("completed", active_s=60.0)).segments) == 1
    later, _ = History.open_anyway(history.database.file, history.database.state, clock)
    with later:
        assert later.ended.session(id_).id == id_


@pytest.mark.parametrize("replace", [_copied_over, _moved_over, _removed, _broken])
@pytest.mark.parametrize("notes_after", [0, 1, 5])
def test_a_session_survives_a_file_replaced_under_it(
    history: History, clock: FakeClock, backup: Path, replace: Callable[[Path, Path], None], notes_after: int
) -> None:
    id_ = history.active.begin(header(clock.now), "{}")
    history.active.record(id_, SegmentEnded(segment(1)))
    replace(history.database.file, backup)
    told = []
    for n in range(notes_after):
        clock.forward(seconds=30)
        history.active.record(id_, SegmentEnded(segment(2 + n)))
        told += [history.active.trouble, history.active.take_replacement()]
    record = history.active.end(id_, SessionEnded("completed", active_s=60.0))
    told += [history.active.trouble, history.active.take_replacement()]
    assert any(isinstance(error, HistoryReplaced) for error in told)
    assert len(record.segments) == 1 + notes_after
    history.close()
    later, _ = History.open_anyway(history.database.file, history.database.state, clock)
    with later:
        assert len(later.ended.session(id_).segments) == 1 + notes_after
        assert later.ended.session(id_).status == "completed"


def test_a_copy_that_was_written_more_often_does_not_lose_the_session(
    history: History, clock: FakeClock, tmp_path: Path
) -> None:
    with History(tmp_path / "other.db", tmp_path / "other", clock) as other:
        for n in range(50):
            other.merge([session(id=f"other-{n}")])
    id_ = history.active.begin(header(clock.now), "{}")
    history.active.record(id_, SegmentEnded(segment(1)))
    shutil.copyfile(other.database.file, history.database.file)
    history.active.record(id_, SegmentEnded(segment(2)))
    assert history.active.take_replacement() is not None
    history.active.end(id_, SessionEnded("completed", active_s=60.0))
    assert len(history.ended.session(id_).segments) == 2
    assert len(history.ended.sessions()) == 51


def test_a_session_that_is_in_the_new_file_is_reported_as_that_and_not_as_unsaved(
    history: History, clock: FakeClock, backup: Path
) -> None:
    told: list[str] = []
    id_ = history.active.begin(header(clock.now), "{}")
    recorder = HistoryRecorder(history.active, id_, told.append)
    shutil.copyfile(backup, history.database.file)
    recorder.record(SessionEnded("completed", active_s=60.0))
    recorder.close()
    assert recorder.unwritten is None
    assert history.ended.session(id_) == recorder.ended
    (sentence,) = told
    assert "was replaced while it was in use (an older copy was written over it)" in sentence
    assert sentence.endswith("The session was added to the file that is there now")


def test_a_change_to_a_replaced_file_is_refused_once_and_then_works(history: History, backup: Path) -> None:
    shutil.copyfile(backup, history.database.file)
    with pytest.raises(HistoryReplaced, match="an older copy was written over it"):
        history.ended.edit("old", note="knee")
    history.ended.edit("old", note="knee")
    assert history.ended.session("old").note == "knee"


def test_a_file_that_was_only_touched_is_not_reported(history: History) -> None:
    history.merge([session(id="a")])
    os.utime(history.database.file, ns=(1, 1))
    history.ended.edit("a", note="knee")
    assert history.ended.session("a").note == "knee"


def test_another_program_that_writes_meanwhile_is_not_reported(history: History, clock: FakeClock) -> None:
    id_ = history.active.begin(header(clock.now), "{}")
    with History(history.database.file, history.database.state, clock) as other:
        other.merge([session(id="b")])
    history.active.record(id_, SegmentEnded(segment(1)))
    assert history.active.trouble is None
    history.active.end(id_, SessionEnded("completed", active_s=60.0))
    assert len(history.ended.sessions()) == 2


def test_looking_at_the_file_never_gives_up_a_lock_on_it(history: History) -> None:
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    with history.database.writing():
        history.database.change_counter()
        done = subprocess.run(
            [sys.executable, "-c", script, str(history.database.file)], capture_output=True, check=False
        )
    assert b"database is locked" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
class TestPrivate:
    def test_all_of_it_is_for_the_user_alone_whatever_the_umask(self, tmp_path: Path, clock: FakeClock) -> None:
        data, state = tmp_path / "share" / "routine-timer", tmp_path / "state"
        before = os.umask(0)
        try:
            with History(data / "history.db", state, clock) as history:
                history.merge([session()])
                history.database.back_up()
                history.active.begin(header(clock.now), "{}")
                history.database.connection.execute("PRAGMA query_only = ON")
                history.active.record(next(iter(history.active._journals)), SegmentEnded(segment(1)))
        finally:
            os.umask(before)
        assert _open_to_others(tmp_path / "share") == []
        assert _open_to_others(state) == []
        assert {path.name for path in state.iterdir()} >= {"backups", "unsaved", "session.lock"}

    def test_what_an_earlier_version_left_open_is_made_private(self, tmp_path: Path, clock: FakeClock) -> None:
        data, state = tmp_path / "routine-timer", tmp_path / "state"
        with History(data / "history.db", state, clock) as history:
            history.merge([session()])
            history.database.back_up()
        for path in (*data.rglob("*"), *state.rglob("*"), data, state):
            path.chmod(0o755 if path.is_dir() else 0o644)
        History(data / "history.db", state, clock).close()
        assert _open_to_others(data) == []
        assert _open_to_others(state) == []

    def test_a_folder_that_the_user_chose_keeps_its_permissions(self, tmp_path: Path, clock: FakeClock) -> None:
        home = tmp_path / "shared with the family"
        home.mkdir()
        home.chmod(0o755)
        with History(home / "history.db", home / "state", clock):
            assert home.stat().st_mode & 0o777 == 0o755
            assert home.joinpath("history.db").stat().st_mode & 0o777 == 0o600


def _open_to_others(folder: Path) -> list[Path]:
    return [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]
