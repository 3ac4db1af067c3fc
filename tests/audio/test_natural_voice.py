"""The natural voice: its own process renders, and what happens to phrases if it can't."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.audio import natural_voice
from routine_timer.audio.natural_voice import NATURAL, NaturalVoice, is_installed
from routine_timer.audio.voice_engine_choice import find_engines
from routine_timer.audio.voice_engines import Espeak, VoiceError, VoiceSettings
from routine_timer.audio.voice_list import all_voices
from routine_timer.audio.wav import length_s

WORKER = """
import array, json, sys, wave
for line in sys.stdin:
    request = json.loads(line)
    if request["text"] == "End":
        sys.exit()
    while request["text"] == "Hang":
        pass
    with wave.open(request["target"], "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(array.array("h", [9000, -9000] * round(4000 / request["speed"])).tobytes())
    print("no such word" if request["text"] == "Fail" else "", flush=True)
"""
"""Renders a second of sound at the voice's own speed, and fails by the text."""


@pytest.fixture
def voice() -> Iterator[NaturalVoice]:
    voice = NaturalVoice([sys.executable, "-c", WORKER])
    yield voice
    voice.release()


def test_phrases_are_rendered_one_after_the_other_at_the_rate_set(voice: NaturalVoice, tmp_path: Path) -> None:
    for name, rate in (("slow", natural_voice.NATIVE_RATE // 2), ("own", natural_voice.NATIVE_RATE), ("least", 80)):
        voice.render("Hold", tmp_path / name, VoiceSettings(rate=rate))
    lengths = [length_s(tmp_path / name) for name in ("slow", "own", "least")]
    assert lengths == pytest.approx([2.0, 1.0, 2.0], abs=0.02)


def test_a_phrase_that_fails_says_why_and_the_next_one_is_rendered(voice: NaturalVoice, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="hibari: no such word"):
        voice.render("Fail", tmp_path / "a.wav", VoiceSettings())
    voice.render("Hold", tmp_path / "b.wav", VoiceSettings())
    assert (tmp_path / "b.wav").exists()


@pytest.mark.parametrize("text", ["End", "Hang"])
def test_a_process_that_ends_or_hangs_is_started_again(
    text: str, voice: NaturalVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(natural_voice, "TIMEOUT", 0.5)
    with pytest.raises(VoiceError, match="it quit before it was done"):
        voice.render(text, tmp_path / "a.wav", VoiceSettings())
    monkeypatch.undo()
    voice.render("Hold", tmp_path / "b.wav", VoiceSettings())
    assert (tmp_path / "b.wav").exists()


def test_a_command_that_is_missing_is_an_error_of_the_voice(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="hibari"):
        NaturalVoice(["no-such-program"]).render("Hold", tmp_path / "a.wav", VoiceSettings())


@pytest.mark.parametrize(
    ("voice", "language", "installed", "names"),
    [
        (None, "en", True, ["hibari", "espeak-ng"]),
        (None, "en_GB.UTF-8", True, ["hibari", "espeak-ng"]),
        (None, "de", True, ["espeak-ng"]),
        ("hibari", "de", True, ["hibari", "espeak-ng"]),
        ("en-us", "en", True, ["espeak-ng"]),
        (None, "en", False, ["espeak-ng"]),
        ("hibari", "en", False, ["espeak-ng"]),
    ],
)
def test_the_natural_voice_speaks_english_where_it_is_installed_unless_another_is_chosen(
    voice: str | None, language: str, installed: bool, names: list[str]
) -> None:
    engines = find_engines(voice, language, Espeak, lambda: installed)
    assert [engine.name for engine in engines] == names


def test_the_natural_voice_needs_no_other() -> None:
    assert [engine.name for engine in find_engines(None, "en", lambda: None, lambda: True)] == ["hibari"]
    assert find_engines(None, "en", lambda: None, lambda: False) == ()


def test_the_natural_voice_is_listed_first() -> None:
    assert [voice.name for voice in all_voices(lambda: None, lambda: True)] == [NATURAL]
    assert all_voices(lambda: None, lambda: False) == []


@pytest.mark.skipif(
    not is_installed(), reason="the extra `voice` is not installed: with onnxruntime it takes 95 MB, too much for tests"
)
def test_the_real_voice_speaks(tmp_path: Path) -> None:
    voice = NaturalVoice()
    voice.render("Squeeze your glutes on this side", tmp_path / "a.wav", VoiceSettings())
    voice.release()
    assert 1.5 < length_s(tmp_path / "a.wav") < 4
