"""Sounds played for real, through playsound3 and ALSA, into a file instead of the device."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.tone_files import TONES, ToneName, tone_path
from routine_timer.audio.voice_engines import Espeak, VoiceSettings, find_engine
from routine_timer.audio.wav import SoundClip, read_wav

from ..debian import needs
from .fakes import eventually
from .listen import dominant, loudest_db, lufs, onset_s, sounding_s

HEARD = tuple(name for name in TONES if name != "silence")

pytestmark = pytest.mark.debian


@pytest.fixture
def captured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], SoundClip]:
    """A home whose sound device is a file; called, it reads what was played."""
    needs("aplay", "mpg123")
    capture = tmp_path / "captured.wav"
    plug = f'pcm.!default {{ type plug slave.pcm {{ type file slave.pcm null file "{capture}" format wav }} }}'
    (tmp_path / ".asoundrc").write_text(plug)
    monkeypatch.setenv("HOME", str(tmp_path))
    return lambda: read_wav(capture)


def a_sound_player(troubles: list[str]) -> SoundPlayer:
    return SoundPlayer(lambda: troubles.append("bell"), troubles.append)


@pytest.mark.parametrize(("name", "backend"), [*((name, "alsa") for name in HEARD), ("tick", "aplay"), ("go", "aplay")])
def test_each_tone_is_played_in_full_and_found_in_what_was_captured(
    name: ToneName, backend: str, captured: Callable[[], SoundClip], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYSOUND3_BACKEND", backend)
    troubles: list[str] = []
    speaker = a_sound_player(troubles)
    speaker.announce(Announcement(name))
    speaker.close(wait=True)
    assert troubles == []
    made, played = read_wav(tone_path(name)), captured()
    assert played.rate == made.rate
    assert sounding_s(played)[1] - sounding_s(played)[0] == pytest.approx(
        sounding_s(made)[1] - sounding_s(made)[0], abs=0.01
    )
    assert dominant(played) == dominant(made)
    assert loudest_db(played) == pytest.approx(loudest_db(made), abs=1)


def test_without_a_device_the_player_fails_the_bell_rings_and_the_person_is_notified_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("aplay")
    (tmp_path / ".asoundrc").write_text("pcm.!default { type hw card 31 }")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "aplay")
    bells: list[str] = []
    troubles: list[str] = []
    speaker = SoundPlayer(lambda: bells.append("bell"), troubles.append)
    speaker.announce(Announcement("go"))
    assert eventually(lambda: len(bells) == 1)
    speaker.announce(Announcement("end"))
    speaker.close(wait=True)
    assert len(bells) == 2
    assert len(troubles) == 1
    assert "No audio device found (tried " in troubles[0]


def test_a_phrase_is_rendered_spoken_and_found_in_what_was_captured(
    captured: Callable[[], SoundClip], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    needs("espeak-ng")
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "alsa")
    engine = find_engine()
    assert engine
    voice = PhraseRenderer(engine, tmp_path / "voice")
    text = "Switch sides: right"
    voice.prepare([text])
    assert voice.wait(10)
    troubles: list[str] = []
    speaker = SoundPlayer(lambda: troubles.append("bell"), troubles.append, voice=voice)
    speaker.announce(Announcement(phrases=(text,)))
    speaker.close(wait=True)
    assert troubles == []
    played, seconds = captured(), voice.length_s(text)
    assert seconds
    assert 0.8 < seconds < 2.5
    path = voice.path(text)
    assert path
    assert sounding_s(played) == pytest.approx(sounding_s(read_wav(path)), abs=0.01)
    assert onset_s(played) < 0.03
    assert lufs([played]) == pytest.approx(-16, abs=2)


@pytest.mark.parametrize(("language", "voice_name"), [("de_DE", None), ("en-GB", "no such voice"), ("xx", None)])
def test_a_voice_or_language_that_is_not_there_falls_back(
    language: str, voice_name: str | None, tmp_path: Path
) -> None:
    needs("espeak-ng")
    target = tmp_path / "a.wav"
    Espeak().render("Zwanzig", target, VoiceSettings(voice_name, language=language))
    assert read_wav(target).seconds > 0.3


def test_phonemes_and_markup_are_not_obeyed_and_words_set_the_length(tmp_path: Path) -> None:
    needs("espeak-ng")
    voice = PhraseRenderer(Espeak(), tmp_path)
    voice.prepare(["--help", "Hips still", "Keep both hips still and breathe out slowly", "[[h@l'oU]]"])
    assert voice.wait(10)
    voice.close()
    short, long = voice.length_s("Hips still"), voice.length_s("Keep both hips still and breathe out slowly")
    assert short
    assert long
    assert long > 2 * short
    assert voice.length_s("--help")
