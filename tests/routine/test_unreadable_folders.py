"""A folder that can't be looked into (a failing disk, a missing share) counts as empty, and stops nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.audio.wav_cache_limit import discard
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.library import Library


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "failing"
    folder.mkdir()
    look: Callable[..., os.stat_result] = os.stat

    def refuse(path: object, *more: object, **named: object) -> os.stat_result:
        if path == folder:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return look(path, *more, **named)

    monkeypatch.setattr(os, "stat", refuse)
    return folder


def test_a_person_s_exercises(failing: Path) -> None:
    assert "plank" in Catalogue.load([paths.bundled_exercises(), failing]).exercises


def test_a_person_s_routines(failing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths.Folders, "routines", failing)
    library = Library.of(paths.Folders(tmp_path, tmp_path, tmp_path, tmp_path))
    assert "after-workout" in library.files


def test_sounds_that_could_be_made_again(failing: Path) -> None:
    discard(failing, 0)
