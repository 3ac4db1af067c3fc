"""16-bit PCM in WAV files: reads, measures, levels, trims and writes them.

Everything that is played is 16-bit mono: the tones are, and every voice engine is told to write that.

Loudness is gated as in ITU-R BS.1770, but without its K-weighting, which would cost more time than rendering a phrase:
for speech the two differ by 0.1 dB, and a test measures the real one.
"""

from __future__ import annotations

import math
import os
import tempfile
import wave
from array import array
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import mul
from pathlib import Path

FULL_SCALE = 32767
LOUDNESS = 10 ** (-16.1 / 20)
"""How loud a phrase is, as a share of full scale: -16 LUFS, like podcasts and other spoken programmes."""
PEAK = 0.82
"""The limit of every sample, -1.7 dBFS: a player that resamples overshoots a little."""
SOFT = 0.5
"""The share of `PEAK` above which peaks are rounded off."""
BLOCK_S, STEP_S, GATE = 0.4, 0.1, 0.1
"""Seconds of a block, from one block to the next, and the share of the mean power below which a block is a pause."""
QUIET = 0.01
"""Anything below this share of the peak (-40 dB) counts as silence around a phrase."""


class BadWav(ValueError):
    """A file that is not a 16-bit mono WAV file."""


@dataclass(frozen=True, slots=True)
class SoundClip:
    """A piece of sound: 16-bit mono samples at `rate` a second."""

    rate: int
    samples: array[int]

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def read_wav(path: Path) -> SoundClip:
    """Read a WAV file.

    The header may promise more than the file contains: programs that can't seek back write such headers.

    Raises:
        OSError: the file can't be read.
        BadWav: it is not 16-bit mono PCM.
    """
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise BadWav(f"{path}: not 16-bit mono")
            rate, data = file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise BadWav(f"{path}: {_what_is_wrong(error)}") from error
    return SoundClip(rate, array("h", data[: len(data) // 2 * 2]))  # `wave` has already converted the byte order


def length_s(path: Path) -> float:
    """The length of a WAV file in seconds, from its header alone.

    Raises:
        OSError: the file can't be read.
        BadWav: it is not a WAV file.
    """
    try:
        with wave.open(str(path), "rb") as file:
            return file.getnframes() / file.getframerate()
    except (wave.Error, EOFError, ZeroDivisionError) as error:
        raise BadWav(f"{path}: {_what_is_wrong(error)}") from error


def _what_is_wrong(error: Exception) -> str:
    """`wave` says nothing of a file that ends too early."""
    return str(error) or "the file is empty or cut short"


def write_wav(path: Path, clip: SoundClip) -> None:
    """Write `clip` so that a reader sees the whole file or none: beside the target first, then moved over it.

    Not forced to the disk, as `safe_files.write_bytes` does it: losing it is harmless.

    Raises:
        OSError: the folder can't be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(clip.rate)
            file.writeframes(clip.samples.tobytes())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def scaled(clip: SoundClip, gain: float) -> SoundClip:
    """The clip multiplied by `gain`, clipped at full scale."""
    if gain <= 1:
        return SoundClip(clip.rate, array("h", [round(sample * gain) for sample in clip.samples]))
    return SoundClip(
        clip.rate,
        array("h", [max(-FULL_SCALE, min(FULL_SCALE, round(sample * gain))) for sample in clip.samples]),
    )


def loudness(clip: SoundClip) -> float:
    """The gated root mean square, from 0 to 1: pauses don't count. Shorter clips are padded to a block with silence."""
    last, width = len(clip.samples), max(round(BLOCK_S * clip.rate), 1)
    starts = range(0, max(last - width, 0) + 1, max(round(STEP_S * clip.rate), 1))
    bounds = sorted({0, *starts, *(min(start + width, last) for start in starts)})
    pieces = (clip.samples[begin:end] for begin, end in pairwise(bounds))
    sums = dict(zip(bounds, accumulate((sum(map(mul, one, one)) for one in pieces), initial=0), strict=True))
    powers = [(sums[min(start + width, last)] - sums[start]) / width for start in starts]
    gate = GATE * sum(powers) / len(powers)
    heard = [power for power in powers if power >= gate]
    return math.sqrt(sum(heard) / len(heard)) / FULL_SCALE


def trimmed(clip: SoundClip, lead_s: float = 0.01, tail_s: float = 0.04) -> SoundClip:
    """The clip with most of the silence around it removed, and the rest faded so that it doesn't click."""
    peak = max(map(abs, clip.samples), default=0)
    if not peak:
        return SoundClip(clip.rate, array("h"))
    begins = next(i for i, sample in enumerate(clip.samples) if abs(sample) > QUIET * peak)
    quiet_after = next(i for i, sample in enumerate(reversed(clip.samples)) if abs(sample) > QUIET * peak)
    lead, tail = round(lead_s * clip.rate), round(tail_s * clip.rate)
    samples = clip.samples[max(begins - lead, 0) : len(clip.samples) - quiet_after + tail]
    _fade(samples, lead)
    samples.reverse()
    _fade(samples, tail)
    samples.reverse()
    return SoundClip(clip.rate, samples)


def levelled(clip: SoundClip, loud: float = LOUDNESS) -> SoundClip:
    """The clip at the loudness `loud`, with its peaks rounded off where they would pass `PEAK`."""
    is_loud = loudness(clip)
    if not is_loud:
        return clip
    gain = loud / is_loud
    limited = _limited(clip, gain)
    if limited.samples:  # what rounding off took away is given back
        limited = _limited(clip, gain * loud / loudness(limited))
    return limited


def _limited(clip: SoundClip, gain: float) -> SoundClip:
    """The clip multiplied by `gain`. Above `SOFT`, samples approach `PEAK` and never pass it."""
    peak = PEAK * FULL_SCALE
    knee = SOFT * peak
    room = peak - knee

    def rounded_off(value: float) -> float:
        return math.copysign(knee + room * math.tanh((abs(value) - knee) / room), value)

    scaled_up = (sample * gain for sample in clip.samples)  # no list: it would be a hundred bytes for each sample
    return SoundClip(clip.rate, array("h", (round(v if -knee < v < knee else rounded_off(v)) for v in scaled_up)))


def _fade(samples: array[int], count: int) -> None:
    for i in range(min(count, len(samples))):
        samples[i] = round(samples[i] * i / count)
