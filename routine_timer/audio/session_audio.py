"""The announcer of a session, with its phrases being rendered by a player."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from routine_timer.audio.announcer import Announcer
from routine_timer.audio.player_interface import Announcement, Player
from routine_timer.audio.tone_files import ToneSet
from routine_timer.session.events import CuesChanged, Event, StepReplaced
from routine_timer.session.session_state import SessionState
from routine_timer.timeline import Timeline

SPOKEN_UP_TO = 3.0
"""The highest speed at which phrases are rendered. Above it none of them would fit."""

Announce: TypeAlias = Callable[[Sequence[Event], SessionState, float], Announcement | None]
"""From the events of one instant to what the player is given (see `Announcer.announce`)."""


def announcer_for(
    timeline: Timeline, player: Player, *, language: str = "en", speed: float = 1.0, tones: ToneSet | None = None
) -> Announce:
    """The announcer of a session that follows `timeline`. `player` starts to render every phrase it may need.

    Args:
        player: will be given what the announcer returns.
        language: of the program's own words.
        speed: session seconds per real second.
        tones: what the player plays; the bundled tones if not given.
    """
    tones = tones or ToneSet()
    announcer = Announcer(timeline, tones.seconds, player.phrase_s, language=language, speed=speed)
    if speed > SPOKEN_UP_TO:
        return announcer.announce
    player.prepare(announcer.phrases())

    def announce(events: Sequence[Event], snapshot: SessionState, now: float) -> Announcement | None:
        """What to play now. New words are rendered first."""
        announcement = announcer.announce(events, snapshot, now)
        for event in events:
            if isinstance(event, StepReplaced):
                player.prepare(announcer.phrases(event.kept))
            elif isinstance(event, CuesChanged):
                player.prepare(announcer.phrases(snapshot.index))
        return announcement

    return announce
