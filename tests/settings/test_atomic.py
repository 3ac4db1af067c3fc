"""A file is what it was or what it is to be, never half of either."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routine_timer.atomic import write_bytes, write_text


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


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("old")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


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
