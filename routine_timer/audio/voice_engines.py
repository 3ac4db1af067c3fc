"""The commands of each platform that turn text into a WAV file.

No shell is involved. The text is passed through standard input or the environment, without anything that a command
would interpret (`clean`). speech-dispatcher is not supported, because it can't render a phrase ahead of time.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TIMEOUT = 10.0
"""Seconds that rendering one phrase may take."""
LONGEST = 400
"""Characters of a phrase at most: half a minute of speech, longer than any cue."""
RATE = 140
"""Default words a minute: slow enough to follow with closed eyes (engines speak about 175)."""
ESPEAK_RATE = 6 / 7
"""What espeak-ng calls words a minute, per word a minute that it really speaks in phrases like ours. Measured."""


class VoiceError(Exception):
    """A phrase can't be rendered."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How phrases are said. `rate` is in words a minute, `voice` the name of a voice on this platform."""

    voice: str | None = None
    rate: int = RATE
    language: str = "en"

    @property
    def tag(self) -> str:
        """The language as a lower-case tag: "de_DE.UTF-8" is "de-de"."""
        return self.language.split(".")[0].replace("_", "-").lower() or "en"


class Engine(Protocol):
    """A command that renders text."""

    @property
    def name(self) -> str: ...

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        """Write `text`, cleaned, as 16-bit mono WAV to `target`.

        Raises:
            VoiceError: it failed; the message gives the reason in one line.
        """

    def release(self) -> None:
        """Free what rendering needed, because nothing is waiting. More may be rendered later."""


_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that some scripts need. All others are removed, including marks of writing direction."""
_SPECIAL = str.maketrans(dict.fromkeys('[]{}<>|\\`^~_*#"=&', " "))
"""Characters that an engine takes for markup, phonemes (`[[...]]`) or commands, or would read aloud."""


def clean(text: str) -> str:
    """The text without anything unsafe or unpronounceable. Empty if no letter or digit is left."""
    text = _ESCAPES.sub(" ", text)
    printable = (
        c if unicodedata.category(c)[0] != "C" or c in _JOINERS else " " if c in "\t\r\n" else "" for c in text
    )
    words = "".join(printable).translate(_SPECIAL).split()
    cleaned = " ".join(words)[:LONGEST].lstrip("-–—/ ").rstrip()
    return cleaned if any(c.isalnum() for c in cleaned) else ""


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng, or its predecessor espeak."""

    name: str = "espeak-ng"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        tags = [settings.voice] if settings.voice else []
        tags += [settings.tag, settings.tag.split("-")[0], "en"]
        for number, tag in enumerate(dict.fromkeys(tags), 1):
            options = [
                "-v",
                tag,
                "-s",
                str(round(settings.rate * ESPEAK_RATE)),
                "-b",
                "1",
                "-z",
                "-w",
                str(target),
                "--stdin",
            ]
            try:
                _run([self.name, *options], text)
            except VoiceError:
                if number == len(set(tags)):
                    raise
            else:
                return

    def has_voice(self, name: str) -> bool:
        """Whether espeak-ng knows a voice by this name, or by one of the many other names that it takes."""
        try:
            _run([self.name, "-v", name, "-q", "--stdin"], "a")
        except VoiceError:
            return False
        return True

    def release(self) -> None:
        """Each phrase is a command of its own."""


@dataclass(frozen=True, slots=True)
class Say:
    """The `say` command on macOS."""

    name: str = "say"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        voice = ["-v", settings.voice] if settings.voice else []
        wave = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        _run([self.name, *voice, "-r", str(settings.rate), "-o", str(target), *wave, "-f", "-"], text)

    def release(self) -> None:
        """Each phrase is a command of its own."""


_SAPI = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
if ($env:ROUTINE_TIMER_VOICE) { $speaker.SelectVoice($env:ROUTINE_TIMER_VOICE) }
else {
  $culture = [System.Globalization.CultureInfo]::GetCultureInfo($env:ROUTINE_TIMER_LANGUAGE)
  $speaker.SelectVoiceByHints('NotSet', 'NotSet', 0, $culture)
}
$speaker.Rate = [int]$env:ROUTINE_TIMER_RATE
$format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono')
$speaker.SetOutputToWaveFile($env:ROUTINE_TIMER_FILE, $format)
$speaker.Speak($env:ROUTINE_TIMER_TEXT)
$speaker.Dispose()
"""


@dataclass(frozen=True, slots=True)
class Sapi:
    """The speech synthesizer of Windows. The script is constant; the data is passed in the environment."""

    name: str = "powershell"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        data = {
            "ROUTINE_TIMER_TEXT": text,
            "ROUTINE_TIMER_FILE": str(target),
            "ROUTINE_TIMER_VOICE": settings.voice or "",
            "ROUTINE_TIMER_LANGUAGE": settings.tag,
            "ROUTINE_TIMER_RATE": str(sapi_rate(settings.rate)),
        }
        _run([self.name, "-NoProfile", "-NonInteractive", "-Command", _SAPI], "", data)

    def release(self) -> None:
        """Each phrase is a command of its own."""


def sapi_rate(words_a_minute: int) -> int:
    """Windows' own unit: 0 is about 180 words a minute, 10 three times as fast, -10 a third of it."""
    return max(-10, min(10, round(10 * math.log(words_a_minute / 180, 3))))


def _run(command: Sequence[str], text: str, environ: dict[str, str] | None = None) -> None:
    # Otherwise Windows opens a console window.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            env={**os.environ, **(environ or {})},
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            creationflags=flags,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise VoiceError(f"{command[0]}: {error}") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").split("\n")
        raise VoiceError(f"{command[0]}: {lines[0].strip() or f'exit code {done.returncode}'}")


def find_engine(
    platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which
) -> Espeak | Say | Sapi | None:
    """The engine of this platform, or None if there is none."""
    if platform == "darwin" and which("say"):
        return Say()
    if platform == "win32" and which("powershell"):
        return Sapi()
    return next((Espeak(name) for name in ("espeak-ng", "espeak") if which(name)), None)


INSTALL_VOICE = "No voice: install espeak-ng."
NO_VOICE = f"{INSTALL_VOICE} Until then you will only hear tones."
"""Where tones are heard."""
"""The message if this computer has no voice."""
