"""`voices`: lists and plays."""

from __future__ import annotations

import pytest

from routine_timer.audio import self_test, voice_list
from routine_timer.audio.self_test import AudioCheck
from routine_timer.audio.voice_list import VoiceInfo
from routine_timer.settings import Settings

from .conftest import Run


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    voices = [VoiceInfo("de", "de", "German"), VoiceInfo("en-us", "en-us", "English (America)")]

    def check(settings: Settings, *_: object) -> AudioCheck:
        names.append(settings.voice)
        return AudioCheck(True, "fake")

    monkeypatch.setattr(voice_list, "all_voices", lambda: voices)
    monkeypatch.setattr(self_test, "check_voice", check)
    return names


def test_the_voices_of_your_language_come_first(run: Run, played: list[str]) -> None:
    listed = run("voices")
    assert listed.code == 0
    assert listed.out.splitlines() == ["en-us  English (America)", "de     German"]
    assert played == []


def test_a_voice_is_played_by_its_name(run: Run, played: list[str]) -> None:
    assert run("voices", "EN-US").code == 0
    assert played == ["en-us"]


def test_an_unknown_voice_is_refused_with_a_suggestion(run: Run, played: list[str]) -> None:
    tried = run("voices", "en-uss")
    assert (tried.code, played) == (1, [])
    assert "did you mean en-us?" in tried.err


def test_without_a_voice_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_list, "all_voices", list)
    tried = run("voices")
    assert tried.code == 1
    assert "espeak-ng" in tried.err
