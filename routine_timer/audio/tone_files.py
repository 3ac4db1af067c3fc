"""The files of the tones, with their names and lengths. A routine can have its own tones, in a folder next to it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from routine_timer.audio.wav import BadWav, length_s
from routine_timer.paths import bundled_sounds

ToneName: TypeAlias = Literal[
    "get-ready",
    "tick",
    "go",
    "halfway",
    "switch",
    "rest",
    "end",
    "finished",
    "rep",
    "turn",
    "least",
    "silence",
]

TONES: tuple[ToneName, ...] = get_args(ToneName)

RINGS_A_BELL: frozenset[ToneName] = frozenset(TONES) - {"rep", "turn", "silence"}
"""Tones that the terminal's bell replaces when nothing can be played: not every rep, and not the silence."""


def tone_path(name: ToneName) -> Path:
    """The file of a tone."""
    return bundled_sounds() / f"{name}.wav"


@lru_cache
def tone_s(name: ToneName) -> float:
    """The length of a tone in seconds; 0 if its file can't be read, because then it isn't played."""
    try:
        return length_s(tone_path(name))
    except (OSError, BadWav):
        return 0.0


LONGEST_OWN_S = 3.0
"""Seconds that a tone of a routine's own may last: a longer one would run into what is said after it."""


class ToneSet:
    """The tones of one session: those in `folder`, named as the bundled ones (`go.wav`), and the bundled ones."""

    def __init__(self, folder: Path | None = None) -> None:
        self._own: dict[ToneName, tuple[Path, float]] = {}
        self.unusable: tuple[str, ...] = ()
        """The files of the folder that can't be used, each with the reason."""
        for name in TONES if folder is not None and folder.is_dir() else ():
            self._take(name, folder / f"{name}.wav" if folder is not None else Path())

    def path(self, name: ToneName) -> Path:
        """The file of a tone."""
        return self._own[name][0] if name in self._own else tone_path(name)

    def seconds(self, name: ToneName) -> float:
        """The length of a tone."""
        return self._own[name][1] if name in self._own else tone_s(name)

    def _take(self, name: ToneName, file: Path) -> None:
        if not file.is_file():
            return
        try:
            seconds = length_s(file)
        except (OSError, BadWav) as error:
            self.unusable += (f"{file.name}: {error}",)
            return
        if seconds > LONGEST_OWN_S:
            self.unusable += (f"{file.name}: {seconds:.1f} s is too long (at most {LONGEST_OWN_S:g} s)",)
        else:
            self._own[name] = file, seconds


def tones_of_routine(routines: Path, routine: str) -> ToneSet:
    """The tones of a routine in the folder `routines`: `mornings.toml` has its own in `mornings.sounds/`."""
    is_name = Path(routine).name == routine and routine not in ("", ".", "..")
    return ToneSet(routines / f"{routine}.sounds" if is_name else None)
