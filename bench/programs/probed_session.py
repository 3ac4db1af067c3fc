"""A session of our own app, whole (screen, sound thread, history), with a probe where sounds are chosen and played.

    python -m bench.programs.probed_session OUT COUNT SECONDS

Follows COUNT holds of SECONDS each, without a pause between them, and writes to OUT, as JSON: `late`, seconds from each
boundary's due time to its event; `to_player`, seconds from there to the call that plays its tone; `drift`, by how much
the whole took longer than it should.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from routine_timer import paths
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.audio import session_audio
from routine_timer.audio.outputs import Output
from routine_timer.audio.player_interface import Announcement, Player
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.playback.start import Start
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.session import Event, SegmentOver, SessionOver, SessionState
from routine_timer.settings import Settings
from routine_timer.timeline import Timeline, compile_routine

AFTERWARDS = 0.5
"""Seconds that the last sound gets to be played before the program ends."""


@dataclass
class Probe:
    """What happened when. All instants are on `time.monotonic`, the session's own clock."""

    boundaries: list[tuple[float, float]] = field(default_factory=list)
    """Each boundary's due time and when its event came."""
    played: list[float] = field(default_factory=list)
    began: float | None = None
    ended: float | None = None

    def events(self, events: Sequence[Event], now: float) -> None:
        here = time.monotonic()
        if self.began is None:
            self.began = here
        for event in events:
            due = here - (now - event.at)
            if isinstance(event, SegmentOver):
                self.boundaries.append((due, here))
            elif isinstance(event, SessionOver):
                self.ended = here

    def start(self, _sound: Path) -> Over:
        self.played.append(time.monotonic())
        return Over()

    def report(self, planned_s: float) -> dict[str, list[float] | float]:
        to_player = []
        for _, came in self.boundaries:
            after = [played - came for played in self.played if 0 <= played - came < AFTERWARDS]
            to_player += after[:1]
        assert self.began is not None
        assert self.ended is not None
        return {
            "late": [came - due for due, came in self.boundaries],
            "to_player": to_player,
            "drift": self.ended - self.began - planned_s,
        }


class Over:
    """A sound that ends as soon as it starts."""

    def poll(self) -> int:
        return 0

    def wait(self) -> int:
        return 0

    def terminate(self) -> None:
        """There is nothing to end."""


class Probed(RoutineTimerApp):
    """Quits by itself when the session is over and the summary is shown."""

    def __init__(self, services: Services, start: Start, probe: Probe) -> None:
        super().__init__(services, start)
        self._probe = probe

    def on_mount(self) -> None:
        self.set_interval(0.25, self._leave_when_over)

    def _leave_when_over(self) -> None:
        ended = self._probe.ended
        if ended is not None and time.monotonic() > ended + AFTERWARDS:
            self.exit()


def session(count: int, seconds: float) -> Timeline:
    steps = tuple(Step(f"Hold {n}", Hold(seconds), between=0.0) for n in range(1, count + 1))
    return compile_routine(Routine("bench", "Bench", steps, get_ready=0.0))


def watch_the_score(probe: Probe) -> None:
    """From now on every session's events pass the probe on their way to what chooses sounds."""
    real = session_audio.announcer_for

    def probed(timeline: Timeline, player: Player, **choices: Any) -> session_audio.Announce:
        choose = real(timeline, player, **choices)

        def chosen(events: Sequence[Event], here: SessionState, now: float) -> Announcement | None:
            probe.events(events, now)
            return choose(events, here, now)

        return chosen

    session_audio.announcer_for = probed


def player(probe: Probe) -> Callable[..., Player]:
    def make(
        _settings: Settings, _folders: paths.Folders, bell: Callable[[], None], on_trouble: Callable[[str], None]
    ) -> Player:
        speaker = SoundPlayer(bell, on_trouble, outputs=lambda: [Output("probe", probe.start)])
        speaker.open()
        return speaker

    return make


def main(out: str, count: str, seconds: str) -> None:
    probe = Probe()
    watch_the_score(probe)
    services = Services(paths.folders(), player=player(probe))
    timeline = session(int(count), float(seconds))
    Probed(services, Start(timeline), probe).run()
    Path(out).write_text(json.dumps(probe.report(timeline.duration_s)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
