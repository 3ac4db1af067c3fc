"""Show every state of a session in real screens, at two sizes: `make pictures`.

The real app runs a routine that has everything in it, by a clock that is moved by hand, so that the pictures are the
same wherever they are made. They go to `docs/states-80x24.png` and `docs/states-120x40.png`; `docs/screens.md` says
what there is to see. Needs `rsvg-convert` (Debian: librsvg2-bin).
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from docs.make_pictures import EVENING, HERE, lived_in
from docs.sheet import Screen, write_png
from routine_timer.app.active_session import MessageBuffer, begin
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.audio.player_interface import NullPlayer
from routine_timer.paths import Folders
from routine_timer.playback.start import Start
from tests.playback.fake_clock import FakeClock, FakeLoop

SIZES = {(80, 24): (3, 476), (120, 40): (3, 620)}
"""Size of the terminal: screens side by side, and the width of each in pixels."""
ROUTINE = """\
format = 1
name = "After the workout"

[[step]]
exercise = "supine-pigeon"
sides = "both"
first = "right"
[[step.phase]]
hold = "30s"
cue = "Draw both legs in"
[[step.phase]]
hold = "30s"
cue = "Press the knee gently away"

[[step]]
exercise = "clam"
reps = 12
sides = "both"
sets = 2
rest = "20s"

[[step]]
exercise = "psoas-stretch"
hold = "up to 60s"
sides = "both"

[[step]]
exercise = "plank"
hold = "20s+"

[[step]]
exercise = "bird-dog"
reps = 8
pace = "self"
sides = "alternating"
"""


class Scene:
    """The app, running the routine on its own clock."""

    def __init__(self, services: Services, clock: FakeClock) -> None:
        self.services = services
        self.clock = clock
        self.loop = FakeLoop(clock)
        self.app = RoutineTimerApp(services)
        routine = services.library.find("after-workout").routine
        assert routine is not None
        self.timeline = services.timelines.of(routine)

    async def open(self, pilot: Pilot[Any]) -> None:
        """Begin the session, and wait until its figures are there."""
        self.pilot = pilot
        session = begin(self.services, Start(self.timeline), self.app.window_title)
        session.sleeper = self.loop
        session.messages = MessageBuffer()  # what this computer can't do is no part of the pictures
        self.live = session.live
        self.app.push_screen(SessionScreen(session))
        await pilot.pause()
        await self.app.workers.wait_for_complete()
        await pilot.pause()

    async def until(self, kind: str, into: float, step: int, side: str | None = None) -> None:
        """Let time pass until `into` seconds of the next such segment."""
        while not self._is(kind, step, side):
            self.loop.run_until(self.clock.seconds + 0.25)
            await asyncio.sleep(0)
        self.loop.run_until(self.clock.seconds + into)
        await self.pilot.pause()

    def _is(self, kind: str, step: int, side: str | None) -> bool:
        here = self.live.session.segment
        return here.kind == kind and here.step == step and (side is None or here.side == side)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@dataclass(frozen=True)
class State:
    """One state: what it is called, and the way to it from the one before."""

    name: str
    reach: Callable[[Scene], Awaitable[None]]


async def pause(scene: Scene) -> None:
    await scene.press("space")


async def go_on(scene: Scene) -> None:
    await scene.press("space")
    scene.loop.run_until(scene.clock.seconds + 1)
    await scene.pilot.pause()


async def finish(scene: Scene) -> None:
    await scene.press("enter")
    await settle(scene)


async def stop(scene: Scene) -> None:
    await scene.press("q")
    await scene.press("y")
    await settle(scene)


async def settle(scene: Scene) -> None:
    """Wait for what the history says, and for today's mark to be filled."""
    await scene.app.workers.wait_for_complete()
    await scene.pilot.pause(1.2)


STATES = (
    State("get ready", lambda scene: scene.until("get-ready", 3, 1)),
    State("hold, right side", lambda scene: scene.until("hold", 12, 1, "right")),
    State("switch", lambda scene: scene.until("switch", 1.5, 1)),
    State("hold, left side", lambda scene: scene.until("hold", 9, 1, "left")),
    State("paused", pause),
    State("lead-in", go_on),
    State("between steps", lambda scene: scene.until("between", 2, 2)),
    State("reps, counted at their tempo", lambda scene: scene.until("reps", 22, 2)),
    State("rest between sets", lambda scene: scene.until("rest", 5, 2)),
    State("a hold of up to 60 s", lambda scene: scene.until("hold", 21, 3)),
    State("a hold of at least 20 s", lambda scene: scene.until("hold", 8, 4)),
    State("the same, past its least", lambda scene: scene.until("hold", 18, 4)),
    State("reps at one's own pace", lambda scene: scene.until("reps", 14, 5)),
    State("finished", finish),
)
STOPPED = (State("stopped", lambda scene: scene.until("hold", 9, 3, "left")), State("stopped", stop))


async def scenes(states: tuple[State, ...], size: tuple[int, int]) -> list[Screen]:
    """The screen of each state, in turn, of one session."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        folders = Folders(root, root, root / "state", root / "cache")
        lived_in(folders).close()
        folders.routines.mkdir(parents=True, exist_ok=True)
        (folders.routines / "after-workout.toml").write_text(ROUTINE, encoding="utf-8")
        clock = FakeClock()
        services = Services(folders, player=lambda *_: NullPlayer(), clock=clock, now=lambda: EVENING)
        scene = Scene(services, clock)
        shown = []
        async with scene.app.run_test(size=size) as pilot:
            await scene.open(pilot)
            for state in states:
                await state.reach(scene)
                shown.append(Screen(state.name, scene.app.export_screenshot(), *size))
        return shown


async def main(only: str = "") -> None:
    for size, (across, width) in SIZES.items():
        name = f"{size[0]}x{size[1]}"
        if only in name:
            screens = [*await scenes(STATES, size), (await scenes(STOPPED, size))[-1]]
            file = HERE / f"states-{name}.png"
            write_png(screens, file, across=across, width=width)
            sys.stderr.write(f"{file.name}: {len(screens)} screens, {file.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")  # the same wherever they are made
    asyncio.run(main(*sys.argv[1:2]))
