"""Speech is loud and slow enough for a room, in figures."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator

import pytest

from routine_timer.audio.voice_engines import RATE, sapi_rate
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import SoundClip, read_wav
from routine_timer.settings import Settings

from .catalogue import SpokenLengths, sentences, shared_folder
from .listen import lufs, true_peak_db

SOME = sentences()[::4]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpokenLengths]:
    lengths = SpokenLengths(shared_folder(tmp_path_factory))
    lengths.prepare(SOME)
    yield lengths
    lengths.voice.close()


@pytest.fixture(scope="module")
def heard(spoken: SpokenLengths, tmp_path_factory: pytest.TempPathFactory) -> list[SoundClip]:
    """The files that are played at the default volume."""
    volume = Volume(Settings().level, tmp_path_factory.mktemp("sounds"))
    files = [path for text in SOME if (path := spoken.voice.path(text))]
    assert len(files) == len(SOME)
    return [read_wav(volume.of(path)) for path in files]


def test_the_measure_agrees_with_the_standard() -> None:
    """ITU-R BS.2217: a sine of 997 Hz at -20 dBFS in one channel is -23.0 LUFS."""
    level = 32767 * 10 ** (-20 / 20)
    sine = SoundClip(
        48_000, array("h", [round(level * math.sin(2 * math.pi * 997 * i / 48_000)) for i in range(96_000)])
    )
    assert lufs([sine]) == pytest.approx(-23.0, abs=0.1)


def test_a_peak_between_two_samples_is_seen() -> None:
    """A quarter of the sampling rate, sampled at 45 degrees: the samples reach 0.707 of the true peak."""
    wave = SoundClip(48_000, array("h", [round(16384 * math.sin(math.pi / 2 * i + math.pi / 4)) for i in range(4800)]))
    assert true_peak_db(wave) == pytest.approx(-6.0, abs=0.2)


@pytest.mark.debian
def test_spoken_phrases_are_as_loud_as_speech_elsewhere_at_the_default_volume(heard: list[SoundClip]) -> None:
    assert lufs(heard) == pytest.approx(-16, abs=1)
    assert all(lufs([clip]) == pytest.approx(-16, abs=2) for clip in heard)


@pytest.mark.debian
def test_no_peak_of_a_phrase_comes_within_a_decibel_of_full_scale(heard: list[SoundClip]) -> None:
    assert max(map(true_peak_db, heard)) <= -1


@pytest.mark.debian
def test_the_voice_speaks_about_140_words_a_minute_by_default(spoken: SpokenLengths) -> None:
    words = sum(len(text.replace("-", " ").split()) for text in SOME)
    seconds = sum(spoken(text) or 0.0 for text in SOME)
    assert Settings().voice_rate == RATE == 140
    assert 60 * words / seconds == pytest.approx(140, abs=7)


@pytest.mark.parametrize(("words_a_minute", "unit"), [(180, 0), (540, 10), (60, -10), (140, -2), (1000, 10)])
def test_windows_counts_speed_in_tenths_of_a_factor_of_three(words_a_minute: int, unit: int) -> None:
    assert sapi_rate(words_a_minute) == unit
