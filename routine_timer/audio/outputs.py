"""The programs that play a WAV file, lightest first, all called through playsound3.

Importing playsound3 probes every player it knows (a tenth of a second), so only the functions here do, and only the
thread that plays calls them: on Linux its sounds die with the thread that began them.

playsound3's own order prefers heavy players (GStreamer, ffplay) that stay silent without an error where there is no
device. The three light ones here start in a few milliseconds, need no decoder for WAV, and say when they fail.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

LIGHT: Mapping[str, tuple[str, ...]] = {
    "pw-play": ("pw-play",),
    "paplay": ("paplay", "--client-name=routine-timer"),
    "aplay": ("aplay", "--quiet"),
}
"""Programs that play a WAV given as their last word, in the order they are tried."""

PACKAGES = {"pw-play": "pipewire-bin", "paplay": "pulseaudio-utils", "aplay": "alsa-utils"}
"""The Debian package of each."""


class Process(Protocol):
    """The part of `subprocess.Popen` that every playsound3 backend has."""

    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def terminate(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Output:
    """A way to play a file. `start` may raise whatever its library raises."""

    name: str
    start: Callable[[Path], Process]


def find_outputs(environ: Mapping[str, str] = os.environ) -> list[Output]:
    """Every way to play a file, best first. `PLAYSOUND3_BACKEND` selects a single one.

    Raises:
        ImportError: playsound3 is missing or broken.
    """
    # Without a handler, playsound3 would print its warning about a missing player over the screen.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from playsound3 import AVAILABLE_BACKENDS

    if chosen := environ.get("PLAYSOUND3_BACKEND"):
        return [_light(chosen) if chosen in LIGHT else _library(chosen)]
    light = [_light(name) for name in LIGHT if sys.platform.startswith("linux") and shutil.which(name)]
    # playsound3's "alsa" is aplay too, but slower.
    return light + [_library(name) for name in AVAILABLE_BACKENDS if not (light and name == "alsa")]


def _light(name: str) -> Output:
    from playsound3 import playsound
    from playsound3.playsound3 import SoundBackend

    class Light(SoundBackend):
        """A backend without playsound3's `preexec_fn`, which takes 5 ms and forks the whole program."""

        def check(self) -> bool:
            return shutil.which(name) is not None

        def play(self, sound: str) -> subprocess.Popen[bytes]:
            nowhere = subprocess.DEVNULL
            return subprocess.Popen([*LIGHT[name], sound], stdin=nowhere, stdout=nowhere, stderr=nowhere)

    backend = Light()

    def start(sound: Path) -> Process:
        # playsound3 accepts a backend object on purpose, though the signature only has names.
        return playsound(sound, block=False, backend=backend).subprocess  # type: ignore[arg-type]

    return Output(name, start)


def _library(name: str) -> Output:
    from playsound3 import playsound

    return Output(name, lambda sound: playsound(sound, block=False, backend=name).subprocess)


def advice(tried: Sequence[str], platform: str = sys.platform) -> str:
    """One line for the user: none of the outputs that were `tried` worked, and how to fix that."""
    if not platform.startswith("linux"):
        return "No sound: no working audio player was found. Using the terminal bell."
    if not tried:
        return "No sound: install alsa-utils or pulseaudio-utils. Until then the terminal bell is used instead."
    names = " and ".join(tried)
    missing = [PACKAGES[name] for name in ("paplay", "aplay") if name not in tried and not shutil.which(name)]
    help_ = f", or install {' or '.join(missing)}" if missing else ""
    found = f"No audio device found (tried {names}). Connect one or turn it on{help_}."
    return f"{found} Until then, the terminal bell is used."
