"""A player put together from settings, and the trial of it for `doctor`."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.audio import player_setup, self_test
from routine_timer.audio.player_interface import Announcement, NullPlayer
from routine_timer.audio.player_setup import open_player, open_voice
from routine_timer.audio.self_test import check_sound, check_voice
from routine_timer.audio.session_audio import announcer_for
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.voice_engines import Espeak, VoiceError, VoiceSettings
from routine_timer.audio.wav import SoundClip, write_wav
from routine_timer.paths import Folders
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.session.engine import Session
from routine_timer.settings import Settings
from routine_timer.timeline import compile_routine
from tests.audio.fakes import RecordingPlayer

from ..debian import needs
from .fakes import FakeOutput


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")


def ignored(*_: object) -> None:
    """Nothing to tell."""


@pytest.mark.parametrize("settings", [Settings(sound=False), Settings(volume=0)])
def test_without_sound_there_is_a_silent_player(settings: Settings, folders: Folders) -> None:
    assert isinstance(open_player(settings, folders, bell=ignored, on_trouble=ignored), NullPlayer)


def test_with_sound_there_is_one_that_is_heard_at_the_volume_set(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "alsa")
    player = open_player(Settings(volume=50, voice="off"), folders, bell=ignored, on_trouble=ignored)
    assert isinstance(player, SoundPlayer)
    assert player.volume.level == 0.5
    assert player.phrase_s("Clam") is None
    player.close()


def test_the_voice_is_as_it_is_set_and_none_where_none_is_installed(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_setup, "find_engines", lambda *_: ())
    assert open_voice(Settings(), folders, ignored) is None


def test_a_score_has_its_phrases_made_ready_and_starts_with_the_first() -> None:
    timeline = compile_routine(Routine("r", "R", (Step("Bridge", Hold(20.0)),)))
    player = RecordingPlayer()
    score = announcer_for(timeline, player)
    session = Session(timeline, 0.0)
    assert player.prepared[0] == "Bridge, 20 seconds"
    assert score(session.advance(0.0), session.snapshot(0.0), 0.0) == Announcement("get-ready", ("Bridge, 20 seconds",))


def test_at_high_speed_no_phrase_is_made_ready() -> None:
    timeline = compile_routine(Routine("r", "R", (Step("Bridge", Hold(20.0)),)))
    player = RecordingPlayer()
    announcer_for(timeline, player, speed=60)
    assert player.prepared == []


def test_a_checkup_says_with_what_it_played(folders: Folders) -> None:
    output = FakeOutput("aplay")
    checked = check_sound(Settings(), folders, lambda: [output.output])
    assert checked.works
    assert checked.says == "aplay"
    assert len(output.begun) == 1


def test_a_checkup_says_what_would_help(folders: Folders) -> None:
    checked = check_sound(Settings(), folders, lambda: [])
    assert not checked.works
    assert "alsa-utils" in checked.says


def test_a_checkup_without_a_voice_says_what_to_install(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "find_engines", lambda *_: ())
    checked = check_voice(Settings(), folders, lambda: [])
    assert not checked.works
    assert "espeak-ng" in checked.says


@pytest.mark.debian
def test_a_checkup_says_a_phrase(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("espeak-ng")
    for module in (player_setup, self_test):
        monkeypatch.setattr(module, "find_engines", lambda *_: (Espeak(),))
    output = FakeOutput()
    checked = check_voice(replace(Settings(), voice_rate=200), folders, lambda: [output.output])
    assert checked.works
    assert checked.says == "espeak-ng"
    assert len(output.begun) == 1


class SmallEngine:
    """Renders as `clip` says."""

    name = "some-voice"

    def __init__(self, clip: SoundClip | None) -> None:
        self._clip = clip

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        if self._clip is None:
            raise VoiceError("no such language")
        write_wav(target, self._clip)

    def release(self) -> None:
        pass


@pytest.mark.parametrize("speaks", [True, False])
@pytest.mark.parametrize("plays", [True, False])
def test_a_checkup_of_the_voice_tells_what_fails(
    speaks: bool, plays: bool, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = SmallEngine(SoundClip(8000, array("h", [9000, -9000] * 800)) if speaks else None)
    for module in (player_setup, self_test):
        monkeypatch.setattr(module, "find_engines", lambda *_: (engine,))
    checked = check_voice(Settings(), folders, lambda: [FakeOutput().output] if plays else [])
    assert checked.works == (speaks and plays)
    if not speaks:
        assert checked.says.startswith("No voice: no such language; reinstall some-voice")
        assert "espeak-ng" not in checked.says  # a voice that fails is not mended by one that is installed besides
    elif not plays:
        assert "alsa-utils" in checked.says
    else:
        assert checked.says == "some-voice"
