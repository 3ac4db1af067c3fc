"""The voices that this computer has."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from routine_timer.audio.natural_voice import NATURAL, is_installed
from routine_timer.audio.voice_engines import TIMEOUT, Engine, Espeak, Sapi, Say, VoiceError, VoiceSettings, find_engine

_SAPI_LIST = """
Add-Type -AssemblyName System.Speech
(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() |
  ForEach-Object { $_.VoiceInfo.Name + "`t" + $_.VoiceInfo.Culture.Name }
"""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice: the name that the `voice` setting takes, its language tag, and what the engine calls it.

    `title` is what a person reads, if that isn't the name.
    """

    name: str
    language: str
    about: str = ""
    title: str = ""


def all_voices(
    platform: Callable[[], Engine | None] = find_engine, has_natural: Callable[[], bool] = is_installed
) -> list[VoiceInfo]:
    """Every voice of this computer, the natural one first. Empty if it has none.

    Raises:
        VoiceError: the command of the platform's engine fails.
    """
    natural = (
        [VoiceInfo(NATURAL, "en-us", "natural voice, American English", "Natural voice, American English")]
        if has_natural()
        else []
    )
    engine = platform()
    return [*natural, *(list_voices(engine) if engine is not None else [])]


def voices_for(language: str, voices: Sequence[VoiceInfo]) -> tuple[str, ...]:
    """The names of the voices that speak a language, in their order."""
    tag = VoiceSettings(language=language).tag.split("-")[0]
    return tuple(dict.fromkeys(voice.name for voice in voices if voice.language.split("-")[0] == tag))


def titles_for(language: str, voices: Sequence[VoiceInfo]) -> dict[str, str]:
    """The voices that speak a language, in their order: the name that the setting takes, and what a person reads."""
    titles = {voice.name: voice.title or voice.name for voice in voices}
    return {name: titles[name] for name in voices_for(language, voices)}


def list_voices(engine: Engine, run: Callable[[Sequence[str]], str] | None = None) -> list[VoiceInfo]:
    """Every voice of `engine`, in the engine's order.

    Raises:
        VoiceError: the engine's command fails.
    """
    ask = run or _output
    match engine:
        case Say():
            return [_say_line(line) for line in ask([engine.name, "-v", "?"]).splitlines() if line.strip()]
        case Sapi():
            command = [engine.name, "-NoProfile", "-NonInteractive", "-Command", _SAPI_LIST]
            rows = (line.strip().split("\t") for line in ask(command).splitlines())
            return [VoiceInfo(row[0], row[1].lower()) for row in rows if len(row) == 2]
        case Espeak():
            lines = ask([engine.name, "--voices"]).splitlines()[1:]
            return [_espeak_line(line) for line in lines if len(line.split()) >= 4]
        case _:
            return []


def _espeak_line(line: str) -> VoiceInfo:
    """A line such as ` 2  en-us  --/M  English_(America)  gmw/en-US  (en 3)`."""
    _, language, _, about, *_ = line.split()
    called = about.replace("_", " ")
    return VoiceInfo(language, language.lower(), called, called)


def _say_line(line: str) -> VoiceInfo:
    """A line such as `Anna    de_DE    # Hallo, ich heisse Anna.`"""
    named, _, about = line.partition("#")
    name, _, language = named.rstrip().rpartition(" ")
    return VoiceInfo(name.strip(), language.replace("_", "-").lower(), about.strip())


def _output(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceError(f"{command[0]}: {error}") from error
    return done.stdout.decode(errors="replace")
