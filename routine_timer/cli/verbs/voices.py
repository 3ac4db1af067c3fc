"""`voices`: lists the voices of this computer, and plays one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.audio.voice_list import VoiceInfo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="play this voice, at the rate and volume you set")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.audio.voice_engines import INSTALL_VOICE, VoiceError
    from routine_timer.audio.voice_list import all_voices

    try:
        voices = all_voices()
    except VoiceError as error:
        context.print_message(str(error))
        return 1
    if not voices:
        context.print_message(INSTALL_VOICE)
        return 1
    if arguments.name is not None:
        return _play(arguments.name, voices, context)
    language = context.settings.language.lower().replace("_", "-").split("-")[0]
    width = max((len(voice.name) for voice in voices), default=0)
    for voice in sorted(voices, key=lambda voice: voice.language.split("-")[0] != language):
        context.print(f"{voice.name:<{width}}  {voice.about or voice.language}".rstrip())
    return 0


def _play(name: str, voices: list[VoiceInfo], context: Context) -> int:
    from difflib import get_close_matches

    from msgspec.structs import replace

    from routine_timer.audio.self_test import check_voice
    from routine_timer.text.sanitize import plain

    names = {voice.name.lower(): voice.name for voice in voices}
    if name.lower() not in names:
        near = get_close_matches(name.lower(), names, n=1)
        hint = f"did you mean {names[near[0]]}?" if near else "list them with: routine-timer voices"
        context.print_message(f"There is no voice called {plain(name)}; {hint}")
        return 1
    settings = replace(context.settings, voice=names[name.lower()], sound=True)
    result = check_voice(settings, context.folders)
    if not result.works:
        context.print_message(plain(result.says))
    return 0 if result.works else 1
