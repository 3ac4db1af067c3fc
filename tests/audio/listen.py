"""Listening by numbers: what a test says about a sound that was made or captured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from routine_timer.audio.wav import FULL_SCALE, SoundClip


def decibels(ratio: float) -> float:
    return 20 * math.log10(ratio) if ratio else -math.inf


def peak_db(clip: SoundClip) -> float:
    return decibels(max(map(abs, clip.samples), default=0) / FULL_SCALE)


def rms(samples: Sequence[int]) -> float:
    return math.sqrt(sum(s * s for s in samples) / len(samples)) / FULL_SCALE if samples else 0.0


def loudest_db(clip: SoundClip, seconds: float = 0.1) -> float:
    """The loudest stretch, in steps of a quarter of it."""
    width = round(seconds * clip.rate)
    starts = range(0, max(len(clip.samples) - width, 0) + 1, width // 4)
    return decibels(
        max(rms(clip.samples[i : i + width]) * math.sqrt(min(len(clip.samples) / width, 1)) for i in starts)
    )


def onset_s(clip: SoundClip, share: float = 0.1) -> float:
    """When the sound first reaches `share` of its peak."""
    threshold = share * max(map(abs, clip.samples))
    return next(i for i, s in enumerate(clip.samples) if abs(s) >= threshold) / clip.rate


def sounding_s(clip: SoundClip, floor: int = 8) -> tuple[float, float]:
    """The first and the last moment that is not silence."""
    loud = [i for i, s in enumerate(clip.samples) if abs(s) > floor]
    return (loud[0] / clip.rate, loud[-1] / clip.rate) if loud else (0.0, 0.0)


def strength(clip: SoundClip, hertz: float) -> float:
    """How much of one frequency there is (Goertzel's algorithm)."""
    factor = 2 * math.cos(2 * math.pi * hertz / clip.rate)
    before = now = 0.0
    for sample in clip.samples:
        before, now = now, sample + factor * now - before
    return math.sqrt(max(now * now + before * before - factor * now * before, 0.0)) / max(len(clip.samples), 1)


SEMITONES = tuple(440 * 2 ** (n / 12) for n in range(-6, 25))


def dominant(clip: SoundClip, among: Iterable[float] = SEMITONES) -> float:
    """The strongest of the frequencies `among`, in Hertz."""
    return max(among, key=lambda hertz: strength(clip, hertz))
