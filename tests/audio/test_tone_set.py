"""Tones of a routine's own, in a folder beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from routine_timer.audio.tone_files import TONES, ToneSet, tone_path, tone_s, tones_of_routine


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    (tmp_path / "mornings.sounds").mkdir()
    return tmp_path


def test_a_tone_in_the_folder_replaces_the_usual_one_and_the_others_stay(routines: Path) -> None:
    own = routines / "mornings.sounds" / "go.wav"
    shutil.copy(tone_path("finished"), own)
    tones = tones_of_routine(routines, "mornings")
    assert tones.path("go") == own
    assert tones.seconds("go") == tone_s("finished")
    assert tones.path("rest") == tone_path("rest")
    assert tones.unusable == ()


def test_without_a_folder_all_tones_are_the_usual_ones(tmp_path: Path) -> None:
    tones = tones_of_routine(tmp_path, "mornings")
    assert [tones.path(name) for name in TONES] == [tone_path(name) for name in TONES]


def test_a_file_that_is_not_a_wav_or_too_long_is_reported_and_not_played(routines: Path) -> None:
    folder = routines / "mornings.sounds"
    (folder / "go.wav").write_bytes(b"no sound")
    import wave

    with wave.open(str(folder / "rest.wav"), "wb") as long:
        long.setnchannels(1)
        long.setsampwidth(2)
        long.setframerate(8000)
        long.writeframes(bytes(2 * 8000 * 4))
    tones = tones_of_routine(routines, "mornings")
    assert tones.path("go") == tone_path("go")
    assert tones.path("rest") == tone_path("rest")
    assert [reason.partition(":")[0] for reason in tones.unusable] == ["go.wav", "rest.wav"]


@pytest.mark.parametrize("routine", ["../mornings", "/etc/passwd", "", "..", "a/b"])
def test_a_routine_cannot_name_a_folder_elsewhere(routines: Path, routine: str) -> None:
    assert tones_of_routine(routines / "inner", routine).path("go") == tone_path("go")
    assert isinstance(ToneSet(), ToneSet)
