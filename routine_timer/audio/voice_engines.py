"""The platform's own commands that turn text into a WAV file.

No shell is ever involved, and the text is data to each of them: it comes through standard input or the environment,
cleaned of everything that one of them would obey (`clean`). Nothing is played here. speech-dispatcher is not among
them: it can only speak at once, and what can't be rendered ahead of time would come late and overlap.
"""

from __future__ import annotations

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
"""Seconds that one phrase may take."""
LONGEST = 400
"""Characters of one phrase at most: half a minute of speech, longer than any hold's cue."""
RATE = 165
"""Words a minute where the settings say nothing: a little slower than the engines' own."""


class VoiceError(Exception):
    """A phrase could not be rendered."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How phrases are said. `rate` is in words a minute; `voice` is a name that the platform's command knows."""

    voice: str | None = None
    rate: int = RATE
    language: str = "en"

    @property
    def tag(self) -> str:
        """The language as a lower-case tag: "de_DE.UTF-8" is "de-de"."""
        return self.language.split(".")[0].replace("_", "-").lower() or "en"


class Engine(Protocol):
    """Renders text."""

    @property
    def name(self) -> str: ...

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        """Write `text`, cleaned, as 16-bit mono WAV to `target`.

        Raises:
            VoiceError: it could not be done; the message says why, in one line.
        """


_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that some scripts need to be read rightly; all others, marks of direction among them, go."""
_OBEYED = str.maketrans(dict.fromkeys('[]{}<>|\\`^~_*#"=&', " "))
"""What some engine takes for markup, phonemes (`[[...]]`) or commands, or would read out as a sign."""


def clean(text: str) -> str:
    """The text as it is safe and sensible to say; empty if there is nothing in it to say."""
    text = _ESCAPES.sub(" ", text)
    kept = (c if unicodedata.category(c)[0] != "C" or c in _JOINERS else " " if c in "\t\r\n" else "" for c in text)
    words = "".join(kept).translate(_OBEYED).split()
    said = " ".join(words)[:LONGEST].lstrip("-–—/ ").rstrip()
    return said if any(c.isalnum() for c in said) else ""


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng, or its forerunner espeak."""

    name: str = "espeak-ng"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        tags = [settings.voice] if settings.voice else []
        tags += [settings.tag, settings.tag.split("-")[0], "en"]
        for number, tag in enumerate(dict.fromkeys(tags), 1):
            options = ["-v", tag, "-s", str(settings.rate), "-b", "1", "-z", "-w", str(target), "--stdin"]
            try:
                _run([self.name, *options], text)
            except VoiceError:
                if number == len(set(tags)):
                    raise
            else:
                return


@dataclass(frozen=True, slots=True)
class Say:
    """The `say` of macOS."""

    name: str = "say"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        voice = ["-v", settings.voice] if settings.voice else []
        wave = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        _run([self.name, *voice, "-r", str(settings.rate), "-o", str(target), *wave, "-f", "-"], text)


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
    """The speech of Windows. The script is a constant; all that varies comes to it as data, in the environment."""

    name: str = "powershell"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        data = {
            "ROUTINE_TIMER_TEXT": text,
            "ROUTINE_TIMER_FILE": str(target),
            "ROUTINE_TIMER_VOICE": settings.voice or "",
            "ROUTINE_TIMER_LANGUAGE": settings.tag,
            "ROUTINE_TIMER_RATE": str(max(-10, min(10, round((settings.rate - 180) / 15)))),
        }
        _run([self.name, "-NoProfile", "-NonInteractive", "-Command", _SAPI], "", data)


def _run(command: Sequence[str], text: str, environ: dict[str, str] | None = None) -> None:
    # Windows would open a console window for it.
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
    """The voice that this platform has, or None."""
    if platform == "darwin" and which("say"):
        return Say()
    if platform == "win32" and which("powershell"):
        return Sapi()
    return next((Espeak(name) for name in ("espeak-ng", "espeak") if which(name)), None)


NO_VOICE = "No voice: install espeak-ng. Until then there are tones alone."
"""What a person is told where `find_engine` finds none."""
