"""Makes every tone of the program: `python sounds/make.py` writes the WAV files beside this script.

The program itself never needs it: the files are kept with it, and a test compares them with what this makes. They come
out the same to the last bit on every machine, which `math.sin` would not promise: a note is a sum of ringing resonators
(two multiplications and one subtraction a sample, exact by IEEE 754), and what the mathematics library gives is rounded
before it is used.

All tones come from the pentatonic scale on D, so that whatever follows whatever, nothing grates. They are told apart by
three things at once: timbre (wood, bell, bowl), number of notes, and direction (rising, falling, to and fro).
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 48_000
LOUDNESS = 0.18
"""Root mean square of the loudest `EAR` seconds of each tone, full scale being 1: -15 dBFS."""
SOFTER = {"turn": 0.5}
"""What comes so often, and matters so little, that it steps back."""
EAR = 0.1
"""Seconds over which an ear adds up loudness, roughly."""
PEAK = 0.7
"""No sample beyond this: -3.1 dBFS, so that a resampler or an equaliser downstream has room."""
ATTACK = 0.002
"""Seconds of a raised cosine at a note's beginning: too short to hear as late, long enough not to click."""
RELEASE = 0.04
"""Seconds of a raised cosine at a tone's end, down to an exact zero."""

D5, E5, FIS5, A5, B5 = 587.33, 659.26, 739.99, 880.0, 987.77
FIS4, A4, B4, D6, E6 = 369.99, 440.0, 493.88, 1174.66, 1318.51


@dataclass(frozen=True)
class Partial:
    """One resonator of a timbre: its frequency over the note's, its amplitude, and the seconds it rings to 1/1000."""

    ratio: float
    amplitude: float
    rings: float


@dataclass(frozen=True)
class Note:
    """A struck note: Hertz, seconds from the tone's beginning, timbre, and loudness against its neighbours."""

    pitch: float
    at: float
    timbre: Sequence[Partial]
    level: float = 1.0


def wood(rings: float) -> tuple[Partial, ...]:
    """A marimba's bar, whose second partial is tuned two octaves up and dies at once."""
    return (Partial(1, 1, rings), Partial(3.93, 0.22, rings * 0.3), Partial(9.2, 0.05, rings * 0.12))


def bell(rings: float) -> tuple[Partial, ...]:
    """A soft bell: nearly harmonic, the upper partials quiet and short, two fundamentals that beat slowly."""
    return (
        Partial(1, 0.8, rings),
        Partial(1.0025, 0.2, rings),
        Partial(2, 0.3, rings * 0.6),
        Partial(3.01, 0.12, rings * 0.35),
        Partial(5.4, 0.04, rings * 0.15),
    )


def bowl(rings: float) -> tuple[Partial, ...]:
    """A singing bowl: low, wide, slow."""
    return (
        Partial(1, 0.8, rings),
        Partial(1.004, 0.25, rings),
        Partial(2.71, 0.28, rings * 0.55),
        Partial(5.15, 0.08, rings * 0.25),
    )


TONES: dict[str, tuple[float, tuple[Note, ...]]] = {
    # A calm call: two notes on wood, a fifth up.
    "get-ready": (0.62, (Note(D5, 0.0, wood(0.7)), Note(A5, 0.2, wood(0.8)))),
    # Three of these count down ...
    "tick": (0.2, (Note(A5, 0.0, wood(0.4)),)),
    # ... to this, higher and ringing.
    "go": (0.6, (Note(D6, 0.0, bell(1.1)),)),
    # The same bell twice: half, and half.
    "halfway": (0.62, (Note(FIS5, 0.0, bell(0.5)), Note(FIS5, 0.19, bell(0.8)))),
    # To and fro, as the sides.
    "switch": (
        0.6,
        tuple(Note(B5 if i % 2 else E5, i * 0.1, wood(0.4 if i < 3 else 0.6)) for i in range(4)),
    ),
    # Down, and let go.
    "rest": (1.0, (Note(B5, 0.0, bell(0.8)), Note(D5, 0.17, bell(0.8)), Note(A4, 0.34, bell(1.2)))),
    # One deep stroke closes a step. Its partials are far from those of "go", whatever the loudspeaker leaves of them.
    "end": (1.1, (Note(FIS4, 0.0, bowl(1.9)),)),
    # The whole chord, upwards, left to ring.
    "finished": (
        2.0,
        (
            Note(D5, 0.0, bell(2.2), 0.8),
            Note(FIS5, 0.16, bell(2.2), 0.8),
            Note(A5, 0.32, bell(2.2), 0.8),
            Note(D6, 0.52, bell(2.6)),
        ),
    ),
    # A dry tap, low and short: it comes with every rep and must never tire.
    "rep": (0.15, (Note(B4, 0.0, wood(0.26)),)),
    # Half a tap, lower: a rep turns back.
    "turn": (0.12, (Note(E5 / 2, 0.0, wood(0.2)),)),
    # A glint with a grace note: the least is done, going on is welcome.
    "least": (0.8, (Note(B5, 0.0, bell(0.4), 0.6), Note(E6, 0.09, bell(1.4)))),
    # Opens a sleeping output before the first tone that matters.
    "silence": (1.0, ()),
}


def rounded(value: float) -> float:
    """The same number on every machine: mathematics libraries differ in the last digits only."""
    return round(value, 12)


def ring(into: list[float], note: Note, partial: Partial) -> None:
    """Add one partial to the samples: a sine that begins at phase zero and dies away exponentially."""
    angle = 2 * math.pi * note.pitch * partial.ratio / RATE
    decay = rounded(0.001 ** (1 / (partial.rings * RATE)))
    twice_cosine, squared = rounded(2 * decay * math.cos(angle)), decay * decay
    before, now = 0.0, rounded(note.level * partial.amplitude * math.sin(angle))
    rise = slope(ATTACK)
    first = round(note.at * RATE)
    for i in range(first, len(into)):
        age = i - first
        into[i] += now * rise[age] if age < len(rise) else now
        before, now = now, twice_cosine * now - squared * before


def slope(seconds: float) -> list[float]:
    """The rising half of a raised cosine, 0 to 1."""
    count = round(seconds * RATE)
    return [rounded(0.5 - 0.5 * math.cos(math.pi * i / count)) for i in range(count)]


def loudest(samples: Sequence[float], seconds: float = EAR) -> float:
    """The greatest root mean square of any stretch of `seconds`; what a shorter tone lacks counts as silence."""
    width = round(seconds * RATE)
    energy = greatest = 0.0
    for i, sample in enumerate(samples):
        energy += sample * sample
        if i >= width:
            energy -= samples[i - width] * samples[i - width]
        greatest = max(greatest, energy)
    return math.sqrt(greatest / width)


def tone(name: str) -> array[int]:
    """The 16-bit samples of a tone.

    Raises:
        ValueError: it can't be made as loud as the others without passing `PEAK`: its attack is too sharp.
    """
    length, notes = TONES[name]
    samples = [0.0] * round(length * RATE)
    for note in notes:
        for partial in note.timbre:
            ring(samples, note, partial)
    for i, gain in enumerate(slope(RELEASE)):
        samples[-1 - i] *= gain
    if not notes:
        return array("h", bytes(2 * len(samples)))
    scale = LOUDNESS * SOFTER.get(name, 1.0) / loudest(samples)
    if scale * max(map(abs, samples)) > PEAK:
        raise ValueError(f"{name} would peak at {scale * max(map(abs, samples)):.2f}")
    return array("h", (round(32767 * scale * sample) for sample in samples))


def write(path: Path, samples: array[int]) -> None:
    """Write 16-bit mono samples as WAV."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def make(folder: Path) -> None:
    """Write every tone into `folder`."""
    for name in TONES:
        write(folder / f"{name}.wav", tone(name))


if __name__ == "__main__":
    make(Path(__file__).parent)
