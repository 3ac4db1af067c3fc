"""What is heard of one session, joined to the player that makes it heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from routine_timer.audio.announcer import Announcer
from routine_timer.audio.player import Announcement, Player
from routine_timer.audio.tones import tone_s
from routine_timer.session.engine import Snapshot
from routine_timer.session.events import Event
from routine_timer.timeline import Timeline

SPOKEN_UP_TO = 3.0
"""The speed up to which phrases are made ready: at a greater one none would fit."""

Score: TypeAlias = Callable[[Sequence[Event], Snapshot, float], Announcement | None]
"""What to hand to the player of the events at one instant (see `Announcer.heard`)."""


def score_for(timeline: Timeline, player: Player, *, language: str = "en", speed: float = 1.0) -> Score:
    """The score of a session that walks through `timeline`, with every phrase it may want being made ready.

    Args:
        player: will be handed what the score says.
        language: of the program's own words.
        speed: session seconds in a real one.
    """
    announcer = Announcer(timeline, tone_s, player.phrase_s, language=language, speed=speed)
    if speed <= SPOKEN_UP_TO:
        player.prepare(announcer.phrases())
    return announcer.heard
