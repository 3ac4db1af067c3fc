"""What is said about sound and voice, each sentence from the cause that it names; nothing is played for real."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from routine_timer.audio import player_setup, self_test
from routine_timer.audio.outputs import Output, advice
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.self_test import check_sound, play_sample
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.tone_files import tone_path
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import SoundClip, write_wav
from routine_timer.paths import Folders
from routine_timer.settings import Settings

from .fakes import FakeOutput


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")


def no_library() -> list[Output]:
    raise ImportError("No module named 'playsound3'")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_no_program_plays_sound_the_terminal_bell_rings_instead(folders: Folders, platform: str) -> None:
    told: list[str] = []
    rung: list[str] = []
    player = SoundPlayer(lambda: rung.append("bell"), told.append, outputs=list)
    player.announce(Announcement("go"))
    player.close(wait=True)
    assert (len(told), rung) == (1, ["bell"])
    assert advice([], platform) == "No sound: no working audio player was found. Using the terminal bell."
    assert "alsa" not in advice([], platform)


def test_a_library_that_cannot_be_imported_is_named(folders: Folders) -> None:
    check = check_sound(Settings(), folders, no_library)
    assert (check.works, check.says) == (False, "No sound: No module named 'playsound3'")


def test_a_sound_file_that_is_none_is_named_and_the_next_one_is_played(tmp_path: Path) -> None:
    told: list[str] = []
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"not a sound")
    output = FakeOutput()
    player = SoundPlayer(lambda: None, told.append, outputs=lambda: [output.output])
    player.play(broken)
    player.close(wait=True)
    assert [one.split(":")[0] for one in told] == ["A sound can't be read"]
    assert output.begun == []


def test_where_the_volume_cannot_be_set_it_is_said_and_the_sound_is_played_as_it_is(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    output = FakeOutput()
    volume = Volume(0.5, tmp_path / "file" / "sounds")
    player = SoundPlayer(lambda: None, told.append, volume=volume, outputs=lambda: [output.output])
    player.announce(Announcement("go"))
    player.close(wait=True)
    assert [one.split(":")[0] for one in told] == ["The volume can't be set"]
    assert [sound.path for sound in output.begun] == [tone_path("go")]


class TestSample:
    """What `try it` says in the settings."""

    @pytest.mark.parametrize(
        ("settings", "says"),
        [(Settings(volume=0), "The volume is 0."), (Settings(sound=False), "Sound is off.")],
    )
    def test_it_says_which_setting_silences_it(self, folders: Folders, settings: Settings, says: str) -> None:
        check = play_sample(settings, folders, no_library)
        assert (check.works, check.says) == (False, says)

    @pytest.mark.parametrize("plays", [True, False])
    def test_without_a_voice_it_says_that_tones_are_heard_only_where_they_are(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch, plays: bool
    ) -> None:
        monkeypatch.setattr(player_setup, "find_engines", lambda *_: ())
        check = play_sample(Settings(), folders, lambda: [FakeOutput().output] if plays else [])
        assert not check.works
        assert ("you will only hear tones" in check.says) == plays


def test_without_a_voice_doctor_does_not_promise_tones(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has not tried them there."""
    for module in (player_setup, self_test):
        monkeypatch.setattr(module, "find_engines", lambda *_: ())
    assert self_test.check_voice(Settings(), folders, list).says == "No voice: install espeak-ng."


def test_a_clip_that_is_played_is_no_trouble(folders: Folders, tmp_path: Path) -> None:
    told: list[str] = []
    clip = tmp_path / "clip.wav"
    write_wav(clip, SoundClip(8000, array("h", [900, -900] * 40)))
    output = FakeOutput()
    player = SoundPlayer(lambda: None, told.append, outputs=lambda: [output.output])
    player.play(clip)
    player.close(wait=True)
    assert (told, [sound.path for sound in output.begun]) == ([], [clip])
