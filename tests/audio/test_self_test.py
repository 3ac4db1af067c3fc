"""What `doctor` says of sound where nothing can play it."""

from __future__ import annotations

from pathlib import Path

from routine_timer.audio.self_test import check_sound
from routine_timer.paths import Folders
from routine_timer.settings import Settings


def test_without_a_sound_output_the_check_fails(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")
    check = check_sound(Settings(), folders, outputs=list)
    assert not check.works
    assert check.says.startswith("No sound")
