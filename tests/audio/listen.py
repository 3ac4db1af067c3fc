"""Listening by numbers: what a test says about a sound that was made or captured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

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


def spectrogram(clip: SoundClip, seconds: float = 1.0) -> NDArray[np.float64]:
    """What an ear could tell apart: 40 bands from 150 Hz to 9 kHz, every 1024 samples, as a unit vector."""
    width, step = 2048, 1024
    samples = np.zeros(round(seconds * clip.rate))
    kept = min(len(clip.samples), len(samples))
    samples[:kept] = clip.samples[:kept]
    hertz, edges = np.fft.rfftfreq(width, 1 / clip.rate), np.geomspace(150, 9000, 41)
    windows = np.array([samples[i : i + width] * np.hanning(width) for i in range(0, len(samples) - width + 1, step)])
    powers = np.abs(np.fft.rfft(windows)) ** 2
    bands = [powers[:, (hertz >= low) & (hertz < high)].sum(axis=1) for low, high in pairwise(edges)]
    picture: NDArray[np.float64] = np.sqrt(np.array(bands))
    return picture / np.linalg.norm(picture)


def distance(one: SoundClip, other: SoundClip) -> float:
    """How far apart two sounds are by their spectrograms: 0 for the same, 1 where they have nothing in common."""
    return float(1 - (spectrogram(one) * spectrogram(other)).sum())


def lufs(clips: Sequence[SoundClip]) -> float:
    """Integrated loudness of clips played one after the other, as ITU-R BS.1770-4 measures it (K-weighted, gated)."""
    powers = [power for clip in clips for power in _block_powers(_k_weighted(clip), clip.rate)]
    heard = [power for power in powers if _loudness_of(power) > -70]
    gate = _loudness_of(sum(heard) / len(heard)) - 10
    heard = [power for power in heard if _loudness_of(power) > gate]
    return _loudness_of(sum(heard) / len(heard))


def true_peak_db(clip: SoundClip) -> float:
    """The peak between the samples too, in dBTP: four times oversampled with a windowed sinc (BS.1770-4, annex 2)."""
    taps, times = 24, 4
    samples = np.array(clip.samples, dtype=float) / FULL_SCALE
    at = np.arange(-taps * times, taps * times + 1) / times
    kernel = np.sinc(at) * np.hanning(len(at))
    spread = np.zeros(len(samples) * times)
    spread[::times] = samples
    return decibels(float(np.abs(np.convolve(spread, kernel)).max()))


def _loudness_of(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def _block_powers(samples: Sequence[float], rate: int) -> list[float]:
    """The mean square of blocks of 0.4 s, each 0.1 s after the one before."""
    width, step = round(0.4 * rate), round(0.1 * rate)
    sums = list(accumulate((s * s for s in samples), initial=0.0))
    last = len(sums) - 1
    return [(sums[min(i + width, last)] - sums[i]) / width for i in range(0, max(last - width, 0) + 1, step)]


def _k_weighted(clip: SoundClip) -> list[float]:
    """The head's effect (a shelf above 1.7 kHz) and the ear's (a high pass at 38 Hz)."""
    k = math.tan(math.pi * 1681.974450955533 / clip.rate)
    high = 10 ** (3.999843853973347 / 20)
    band, q = high**0.4996667741545416, 0.7071752369554196
    a0 = 1 + k / q + k * k
    b = ((high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / q + k * k) / a0)
    shelved = _filtered((s / FULL_SCALE for s in clip.samples), b, (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0))
    k, q = math.tan(math.pi * 38.13547087602444 / clip.rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return _filtered(shelved, (1.0, -2.0, 1.0), (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0))


def _filtered(samples: Iterable[float], b: tuple[float, float, float], a: tuple[float, float]) -> list[float]:
    """A biquad, in transposed direct form II."""
    out, z1, z2 = [], 0.0, 0.0
    for sample in samples:
        y = b[0] * sample + z1
        z1 = b[1] * sample - a[0] * y + z2
        z2 = b[2] * sample - a[1] * y
        out.append(y)
    return out
