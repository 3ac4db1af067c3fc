"""What the app uses of the audio room, imported only when something is to be heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from routine_timer.paths import Folders
from routine_timer.settings import Settings

if TYPE_CHECKING:
    from routine_timer.audio.player_interface import Player
    from routine_timer.audio.self_test import AudioCheck
    from routine_timer.audio.voice_list import VoiceInfo

PlayerFactory: TypeAlias = Callable[[Settings, Folders, Callable[[], None], Callable[[str], None]], "Player"]
"""Makes a player from the settings, the folders, the terminal's bell, and what to do with a message about trouble."""
SampleFactory: TypeAlias = Callable[[Settings, Folders], "AudioCheck"]
"""Plays a tone and says a sentence as they are set, and waits until they end."""
VoicesFactory: TypeAlias = Callable[[], Sequence["VoiceInfo"]]
"""Lists the voices of this computer."""


def real_player(
    settings: Settings, folders: Folders, bell: Callable[[], None], on_trouble: Callable[[str], None]
) -> Player:
    from routine_timer.audio.player_setup import open_player

    return open_player(settings, folders, bell=bell, on_trouble=on_trouble)


def real_sample(settings: Settings, folders: Folders) -> AudioCheck:
    from routine_timer.audio.self_test import play_sample

    return play_sample(settings, folders)


def real_voices() -> Sequence[VoiceInfo]:
    from routine_timer.audio.voice_list import all_voices

    return all_voices()
