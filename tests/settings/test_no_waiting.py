"""Nothing waits for a pipe, and nothing is read without end, where a file is expected."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.app.models.routine_heads import named_entries
from routine_timer.app.screens.home import home_cache_file
from routine_timer.cli import routine_sharing
from routine_timer.editing import routine_file
from routine_timer.errors import RoutineTimerError
from routine_timer.history.history import History
from routine_timer.history.store import journal_fallback
from routine_timer.routine import catalogue_cache
from routine_timer.settings import load

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have no names there")


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A reader that waits is interrupted, and one that takes in more than a gigabyte is refused the memory."""

    def too_long(*_: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, too_long)
    limit = resource.getrlimit(resource.RLIMIT_AS)
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _HAS_PROC else 1 << 34
    resource.setrlimit(resource.RLIMIT_AS, (in_use + (1 << 30), limit[1]))
    signal.alarm(5)
    yield
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_AS, limit)
    signal.signal(signal.SIGALRM, before)


_HAS_PROC = Path("/proc/self/statm").exists()


def pipe(file: Path) -> None:
    os.mkfifo(file)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


@pytest.fixture(params=[pipe, endless], ids=["pipe", "endless"])
def placed(request: pytest.FixtureRequest) -> Callable[[Path], Path]:
    def place(file: Path) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        request.param(file)
        return file

    return place


Placed = Callable[[Path], Path]


def test_settings_are_the_defaults_and_it_is_reported(placed: Placed, tmp_path: Path) -> None:
    _, [problem] = load(placed(tmp_path / "config.toml"))
    assert "not a file" in problem.message


def test_the_first_list_of_routines_leaves_it_out(placed: Placed, tmp_path: Path) -> None:
    folders = paths.Folders(tmp_path, tmp_path, tmp_path, tmp_path)
    placed(folders.routines / "aa.toml")
    assert "aa" not in {entry.id for entry in named_entries(folders)}


def test_the_editor_refuses_it(placed: Placed, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a file"):
        routine_file.read(placed(tmp_path / "x.toml"))


def test_a_file_that_became_one_while_it_was_edited_has_changed(placed: Placed, tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('name = "x"\n')
    known = routine_file.read(file)
    file.unlink()
    placed(file)
    assert routine_file.has_changed(known)


def test_a_shared_routine_leaves_it_there(placed: Placed, tmp_path: Path) -> None:
    notes: list[str] = []
    assert routine_sharing._create(placed(tmp_path / "x.toml"), b"name", notes) == []
    assert "left as it is" in notes[0]


def test_the_history_can_not_be_opened(placed: Placed, tmp_path: Path) -> None:
    with pytest.raises(RoutineTimerError), History(placed(tmp_path / "history.db"), tmp_path / "state") as history:
        history.streak_summary()


def test_caches_count_as_empty(placed: Placed, tmp_path: Path) -> None:
    assert catalogue_cache.load(placed(tmp_path / catalogue_cache._NAME).parent, "x") is None
    assert home_cache_file.load(placed(tmp_path / "home.json"), "", "", date(2026, 11, 20)).entries is None


def test_a_session_that_could_not_be_saved_is_read_from_files_only(placed: Placed, tmp_path: Path) -> None:
    assert journal_fallback._read(placed(tmp_path / "x.jsonl")) == []
