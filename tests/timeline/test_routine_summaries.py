"""The cached list of routines shows what the files say now, never what they said before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routine_timer import routine_summaries
from routine_timer.paths import Folders
from routine_timer.routine_summaries import ListedRoutine, read_summaries

ONE = 'format = 1\nname = "Mine"\n[[step]]\nname = "Hang"\nhold = "20s"\n'
OTHER = ONE.replace("20s", "40s")
EXERCISE = 'format = 1\nname = "Hang"\ndose = "20s"\n'


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "routines").mkdir()
    (tmp_path / "exercises").mkdir()
    return Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")


def mine(folders: Folders) -> ListedRoutine:
    [found] = [one for one in read_summaries(folders) if one.id == "mine"]
    return found


def test_nothing_is_read_again_while_no_file_has_changed(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    (folders.routines / "mine.toml").write_text(ONE)
    before = read_summaries(folders)
    monkeypatch.setattr(routine_summaries, "_Reader", None)
    assert read_summaries(folders) == before


def test_an_edit_of_the_same_size_at_the_same_time_is_noticed(folders: Folders) -> None:
    file = folders.routines / "mine.toml"
    file.write_text(ONE)
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    assert mine(folders).duration_s == 30
    file.write_text(OTHER)
    os.utime(file, ns=times)
    assert mine(folders).duration_s == 50


def test_an_edited_exercise_changes_the_routines_that_use_it(folders: Folders) -> None:
    (folders.routines / "mine.toml").write_text('format = 1\nname = "Mine"\n[[step]]\nexercise = "my-hang"\n')
    assert mine(folders).errors[0]["code"] == "unknown-exercise"
    (folders.exercises / "my-hang.toml").write_text(EXERCISE)
    assert mine(folders).duration_s == 30
    (folders.exercises / "my-hang.toml").write_text(EXERCISE.replace("20s", "30s"))
    assert mine(folders).duration_s == 40


def test_a_new_file_is_listed_and_a_deleted_one_is_not(folders: Folders) -> None:
    before = read_summaries(folders)
    file = folders.routines / "mine.toml"
    file.write_text(ONE)
    assert len(read_summaries(folders)) == len(before) + 1
    file.unlink()
    assert read_summaries(folders) == before


def test_an_own_copy_of_a_bundled_routine_is_listed_as_own(folders: Folders) -> None:
    read_summaries(folders)
    (folders.routines / "weak-core.toml").write_text(ONE)
    [found] = [one for one in read_summaries(folders) if one.id == "weak-core"]
    assert (found.source, found.name) == ("own", "Mine")


def test_a_broken_file_keeps_its_errors_in_the_cache(folders: Folders) -> None:
    (folders.routines / "mine.toml").write_text(ONE + "side = 1\n")
    first = mine(folders)
    assert [error["line"] for error in first.errors] == [6]
    assert mine(folders) == first


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\xef\xbb\xbf" + ONE.encode(), b"caf\xe9 = 1", b""])
def test_a_file_with_a_mark_or_without_utf8_is_listed_the_same_each_time(folders: Folders, content: bytes) -> None:
    (folders.routines / "mine.toml").write_bytes(content)
    assert mine(folders) == mine(folders)


def test_a_damaged_cache_is_made_again(folders: Folders) -> None:
    before = read_summaries(folders)
    (folders.cache / "routine-list.msgpack").write_bytes(b"nonsense")
    assert read_summaries(folders) == before


def test_a_cache_that_cannot_be_written_is_done_without(folders: Folders) -> None:
    folders.cache.write_text("a file, not a folder")
    assert len(read_summaries(folders)) == len(read_summaries(folders)) > 5


def test_a_routine_that_is_a_folder_is_an_error_in_the_list(folders: Folders) -> None:
    (folders.routines / "mine.toml").mkdir()
    assert mine(folders).errors[0]["code"] == "unreadable"
