"""Reading, measuring, trimming, levelling and writing sounds."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import (
    LOUDNESS,
    PEAK,
    BadWav,
    SoundClip,
    length_s,
    levelled,
    loudness,
    read_wav,
    scaled,
    trimmed,
    write_wav,
)


def sine(level: float, seconds: float = 0.5, rate: int = 8000) -> SoundClip:
    samples = (round(32767 * level * math.sin(0.3 * i)) for i in range(round(seconds * rate)))
    return SoundClip(rate, array("h", samples))


def test_a_clip_written_is_the_clip_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.wav"
    clip = sine(0.5)
    write_wav(path, clip)
    assert read_wav(path) == clip
    assert length_s(path) == clip.seconds == 0.5
    assert [p.name for p in path.parent.iterdir()] == ["a.wav"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, sine(0.5))
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        write_wav(path, sine(0.1))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.wav"]


@pytest.mark.parametrize("content", [b"", b"RIFF"])
@pytest.mark.parametrize("read", [read_wav, length_s])
def test_a_file_that_ends_too_early_is_reported_as_that(
    tmp_path: Path, content: bytes, read: Callable[[Path], object]
) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(BadWav, match=r"a\.wav: the file is empty or cut short"):
        read(tmp_path / "a.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF", b"text" * 50])
def test_a_file_that_is_not_a_wav_is_reported(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    for look in (read_wav, length_s):
        with pytest.raises(BadWav, match=r"a\.wav"):
            look(path)


def test_a_header_that_promises_too_much_gives_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, sine(0.5))
    path.write_bytes(path.read_bytes()[:-1001])
    assert read_wav(path).samples == sine(0.5).samples[:-501]


def test_pauses_do_not_count_towards_loudness() -> None:
    loud, pause = sine(0.8, 2.0).samples, array("h", [0] * 8000)
    assert loudness(SoundClip(8000, loud + pause + loud)) == pytest.approx(0.8 / math.sqrt(2), rel=0.08)
    assert loudness(SoundClip(8000, loud)) == pytest.approx(0.8 / math.sqrt(2), rel=0.01)
    assert loudness(SoundClip(8000, array("h"))) == 0


@pytest.mark.parametrize("level", [0.02, 0.25, 0.9])
def test_levelled_clips_are_equally_loud(level: float) -> None:
    assert loudness(levelled(sine(level))) == pytest.approx(LOUDNESS, rel=0.02)


def test_levelling_leaves_room_above_the_peaks_and_silence_alone() -> None:
    click = SoundClip(8000, array("h", [0] * 400 + [20000] + [0] * 400))
    assert max(levelled(click).samples) == pytest.approx(PEAK * 32767, rel=0.01)
    speech = SoundClip(
        8000, array("h", [round(s * (6 if i % 400 < 20 else 1)) for i, s in enumerate(sine(0.1, 2).samples)])
    )
    assert max(map(abs, levelled(speech).samples)) <= PEAK * 32767
    assert loudness(levelled(speech)) == pytest.approx(LOUDNESS, rel=0.06)
    silence = SoundClip(8000, array("h", [0] * 100))
    assert levelled(silence) == silence


def test_trimming_takes_the_silence_away_and_leaves_no_click() -> None:
    padded = SoundClip(8000, array("h", [0] * 4000) + sine(0.5).samples + array("h", [0] * 4000))
    clip = trimmed(padded)
    assert clip.seconds == pytest.approx(0.5 + 0.01 + 0.04, abs=0.01)
    assert clip.samples[0] == 0
    assert clip.samples[-1] == 0
    assert trimmed(SoundClip(8000, array("h", [0] * 4000))).samples == array("h")


@settings(max_examples=60)
@given(st.lists(st.integers(-32768, 32767), max_size=200), st.floats(0, 8))
def test_scaling_never_leaves_the_range(samples: list[int], gain: float) -> None:
    loud = scaled(SoundClip(8000, array("h", samples)), gain)
    assert len(loud.samples) == len(samples)


def test_a_volume_keeps_one_copy_of_each_sound(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    write_wav(sound, sine(0.5))
    volume = Volume(0.5, tmp_path / "cache")
    copy = volume.of(sound)
    assert volume.of(sound) == copy
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert loudness(read_wav(copy)) == pytest.approx(loudness(sine(0.5)) * 0.25, rel=0.01)


def test_a_sound_that_changed_gets_a_new_copy(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    volume = Volume(0.5, tmp_path / "cache")
    write_wav(sound, sine(0.5))
    first = volume.of(sound)
    write_wav(sound, sine(0.4))
    assert volume.of(sound) != first


@pytest.mark.parametrize(("asked", "level"), [(-1, 0), (0, 0), (0.5, 0.5), (1, 1), (7, 1)])
def test_a_volume_is_kept_between_silent_and_full(asked: float, level: float, tmp_path: Path) -> None:
    assert Volume(asked, tmp_path).level == level


def test_at_full_volume_the_file_itself_is_played(tmp_path: Path) -> None:
    assert Volume(1, tmp_path).of(tmp_path / "a.wav") == tmp_path / "a.wav"


@pytest.mark.parametrize(("channels", "width"), [(2, 2), (1, 1)])
def test_a_sound_in_another_form_is_refused_by_its_name(channels: int, width: int, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(8000)
        file.writeframes(bytes(64))
    with pytest.raises(BadWav, match=r"a\.wav: not 16-bit mono"):
        read_wav(path)


def test_on_a_machine_of_the_other_byte_order_the_file_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = sine(0.5)
    there = array("h", clip.samples)
    there.byteswap()  # as that machine holds the same numbers, seen from here
    write_wav(tmp_path / "here.wav", clip)
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    write_wav(tmp_path / "there.wav", SoundClip(clip.rate, there))
    assert (tmp_path / "there.wav").read_bytes() == (tmp_path / "here.wav").read_bytes()
    assert read_wav(tmp_path / "here.wav").samples == there
