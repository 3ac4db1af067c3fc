"""The two players that need no device."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer.audio.player_interface import Announcement, NullPlayer, Player, audible
from tests.audio.fakes import RecordingPlayer

BOTH = Announcement("switch", ("Switch sides: right",))


@pytest.mark.parametrize(
    ("muted", "voice_muted", "left"),
    [
        (False, False, BOTH),
        (False, True, Announcement("switch")),
        (True, False, Announcement()),
        (True, True, Announcement()),
    ],
)
def test_muting_leaves_what_is_not_muted(muted: bool, voice_muted: bool, left: Announcement) -> None:
    assert audible(BOTH, muted=muted, voice_muted=voice_muted) == left


def test_a_recording_remembers_only_what_would_have_been_heard() -> None:
    player = RecordingPlayer()
    player.announce(BOTH)
    player.voice_muted = True
    player.announce(BOTH)
    player.announce(Announcement(phrases=("Hips still",)))
    player.muted = True
    player.announce(BOTH)
    player.play(Path("tick.wav"))
    assert player.heard == [BOTH, Announcement("switch")]
    assert player.tones == ["switch", "switch"]
    assert player.phrases == ["Switch sides: right"]
    assert player.played == []


@pytest.mark.parametrize("player", [NullPlayer(), RecordingPlayer()])
def test_both_can_be_used_wherever_a_player_is_asked_for(player: Player) -> None:
    player.prepare(["Clam"])
    assert player.phrase_s("Clam") in (None, pytest.approx(0.52, abs=0.01))
    player.announce(Announcement("go"))
    player.play(Path("nowhere.wav"))
    player.stop()
    player.close(wait=True)


def test_nothing_to_hear_is_silence_from_now_on() -> None:
    player = RecordingPlayer()
    player.announce(BOTH)
    player.announce(Announcement())
    assert (player.heard, player.stops) == ([BOTH], 1)
