"""A file is what it was or what it is to be, never half of either."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.safe_files import create_bytes, open_regular, write_bytes, write_text


def test_folders_above_it_are_made(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b.toml", "größer\r\n")
    assert (tmp_path / "a" / "b.toml").read_bytes() == "größer\r\n".encode()


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.toml"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_text(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_followed_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("old")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    write_text(link, "new", follow=True)
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_followed_link_to_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    shell = tmp_path / ".bashrc"
    shell.write_text("old")
    link = tmp_path / "config.toml"
    link.symlink_to(shell)
    with pytest.raises(OSError, match="is a link to"):
        write_text(link, "new", follow=True)
    assert shell.read_text() == "old"


def test_any_other_link_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    real = tmp_path / ".bashrc"
    real.write_text("old")
    link = tmp_path / "shared.jsonl"
    link.symlink_to(real)
    write_text(link, "new")
    assert not link.is_symlink()
    assert (link.read_text(), real.read_text()) == ("new", "old")


def test_a_new_file_is_not_created_through_a_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "new.toml"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        create_bytes(link, b"new")
    assert not (tmp_path / "elsewhere").exists()
    assert list(tmp_path.iterdir()) == [link]


def test_only_a_regular_file_is_opened_and_a_pipe_never_waits(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"text")
    with open_regular(tmp_path / "file") as stream:
        assert stream.read() == b"text"
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, kind in {"link": "a symbolic link", "pipe": "a named pipe", "folder": "a folder"}.items():
        with pytest.raises(OSError, match=kind):
            open_regular(tmp_path / name)


def test_a_private_file_is_for_the_user_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_text(tmp_path / "state" / "id", "x", private=True)
    finally:
        os.umask(before)
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "state" / "id").stat().st_mode & 0o777 == 0o600


def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("old")
    file.chmod(0o600)
    write_bytes(file, b"new")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_bytes(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("write", [write_bytes, create_bytes])
def test_what_a_killed_program_left_behind_is_removed_after_an_hour(
    tmp_path: Path, write: Callable[[Path, bytes], None]
) -> None:
    for name, age_s in {
        ".a.0123456789abcdef.part": 4000,
        ".b.x_y4abcd.part": 4000,
        ".c.0123456789abcdef.part": 60,
    }.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age_s,) * 2)
    (tmp_path / "mine.part").touch()
    os.utime(tmp_path / "mine.part", (1, 1))
    write(tmp_path / "new", b"")
    assert {path.name for path in tmp_path.iterdir()} == {".c.0123456789abcdef.part", "mine.part", "new"}


def test_a_folder_is_searched_for_leftovers_once_for_many_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[object] = []
    scandir = os.scandir

    def counted(folder: Path) -> object:
        searched.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    for number in range(10):
        create_bytes(tmp_path / f"new-{number}", b"")
        write_bytes(tmp_path / f"written-{number}", b"")
    assert searched == [tmp_path]
