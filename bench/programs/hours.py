"""Hours of a session with figures, its clock moved by hand, in an app without a terminal.

    python -m bench.programs.hours MINUTES

Prints by how many megabytes the program has grown between the session's first minute and its end.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from asyncio import TimerHandle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from textual.app import App

from routine_timer import paths
from routine_timer.app.active_session import ActiveSession
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.app.theme import THEMES, VARIABLES
from routine_timer.playback.clock import Clock, ScaledClock
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.start import Playback
from routine_timer.routine.read import read_text
from routine_timer.session import Session
from routine_timer.timeline import Timeline, compile_routine

_EXERCISES = ("bridge", "clam", "squat", "dead-bug", "bird-dog", "plank", "side-plank", "cat-cow", "supine-pigeon")
_STEP_S = 1.0


@dataclass
class Handle:
    """A call that is due at an instant."""

    when: float
    call: Callable[[], object]
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


@dataclass
class MovedClock(Clock):
    """A clock that only moves when it is told to, and an event loop that sleeps on it."""

    seconds: float = 0.0
    handles: list[Handle] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def through_sleep(self) -> float:
        return self.seconds

    def call_at(self, when: float, call: Callable[[], object], /) -> TimerHandle:
        handle = Handle(when, call)
        self.handles.append(handle)
        return cast(TimerHandle, handle)

    def move_to(self, seconds: float) -> None:
        while due := [one for one in self.handles if not one.is_cancelled and one.when <= seconds]:
            first = min(due, key=lambda one: one.when)
            self.handles.remove(first)
            self.seconds = max(self.seconds, first.when)
            first.call()
        self.handles = [one for one in self.handles if not one.is_cancelled]
        self.seconds = max(self.seconds, seconds)


class Stage(App[None]):
    """An app with nothing but the session."""

    def __init__(self, timeline: Timeline, services: Services) -> None:
        super().__init__()
        self.time = MovedClock()
        playback = Playback(LiveSession(Session(timeline, 0.0)), ScaledClock(self.time), None)
        self.session = ActiveSession(playback, sleeper=self.time, rig_of=services.rig)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_load(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"

    def on_mount(self) -> None:
        self.push_screen(SessionScreen(self.session))


def main() -> None:
    minutes = int(sys.argv[1])
    services = Services(paths.folders())
    routine = read_text(routine_text(minutes), Path("hours.toml"), services.library.catalogue.exercises).routine
    assert routine is not None
    timeline = compile_routine(routine)
    assert timeline.duration_s > minutes * 60
    sys.stdout.write(f"{asyncio.run(_grown(Stage(timeline, services), minutes * 60)):.1f}\n")
    services.close()


def routine_text(minutes: int) -> str:
    """A routine that lasts longer than so many minutes."""
    steps = "".join(f'[[step]]\nexercise = "{one}"\n' for one in _EXERCISES * (minutes // 8 + 1))
    return f'format = 1\nname = "Hours"\nget_ready = "5s"\n\n{steps}'


async def _grown(app: Stage, seconds: int) -> float:
    async with app.run_test(size=(120, 40)) as pilot:
        before = 0.0
        for second in range(1, int(seconds / _STEP_S) + 1):
            app.time.move_to(second * _STEP_S + second % 10 / 10)
            await pilot.pause()
            if second * _STEP_S == 60:
                before = _resident()
        return _resident() - before


def _resident() -> float:
    """Megabytes of this process now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
