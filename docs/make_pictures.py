"""Make the pictures of the README from the real app: `make pictures`.

A person of our own who has kept at it for most of a year, a fixed Saturday, the real screens. The pictures are SVG, so
that they stay sharp and small, and they name no font that would have to be fetched.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta, timezone
from math import inf
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from docs.sheet import Screen, write_svg
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.session.notice_bar import NoticeBar
from routine_timer.app.services import Services
from routine_timer.audio.player_interface import NullPlayer
from routine_timer.history.records import SegmentRecord, SessionRecord
from routine_timer.paths import Folders
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine

HERE = Path(__file__).parent
EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=timezone(timedelta(hours=1)))
SIZE = (100, 32)
ROUTINES = ("after-workout", "after-workout", "after-workout", "one-hip-higher", "desk-shoulders")


def lived_in(folders: Folders) -> Services:
    """Services over a home with ten months of history: mostly kept, with a holiday and a few gaps."""
    services = Services(folders, player=lambda *_: NullPlayer(), now=lambda: EVENING)
    luck = random.Random(7)
    today = EVENING.date()
    sessions = []
    for back in range(300, 0, -1):
        day = today - timedelta(days=back)
        if back > 12 and (luck.random() < 0.17 or date(2026, 7, 20) <= day <= date(2026, 8, 2)):
            continue
        sessions.append(_session(services, luck, day))
    services.history.merge(sessions)
    services.history.skip(date(2026, 7, 20), date(2026, 8, 2), "holiday")
    return services


def _session(services: Services, luck: random.Random, day: date) -> SessionRecord:
    """A session of that day as it would have been kept: followed to its end, now and then with a step skipped."""
    routine = services.library.find(luck.choice(ROUTINES)).routine
    assert routine is not None
    segments = tuple(
        SegmentRecord(
            n=one.n,
            kind=one.kind,
            label=one.label,
            side=one.side,
            set=one.set,
            round=one.round,
            phase=one.phase,
            planned_s=one.seconds,
            actual_s=one.estimate_s,
            reps=one.reps,
            outcome="skipped" if luck.random() < 0.02 else "done",
        )
        for one in compile_routine(routine).segments
    )
    began = datetime.combine(day, time(18, luck.randrange(60)), EVENING.tzinfo)
    active = sum(one.actual_s for one in segments)
    return SessionRecord(
        id=f"{day:%Y%m%d}",
        routine=routine.id,
        day=day,
        started_at=began,
        ended_at=began + timedelta(seconds=active),
        zone=None,
        status="completed",
        done=True,
        active_s=active,
        note=None,
        pain_before=None,
        pain_after=None,
        edited_at=began,
        segments=segments,
    )


async def picture(
    name: str, app: RoutineTimerApp, act: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int] = SIZE
) -> None:
    """Run `app`, press the keys that lead to the picture, and save it as `docs/NAME.svg`."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1.0)
        await act(pilot)
        write_svg(Screen(name, app.export_screenshot(), *size), HERE / f"{name}.svg")


async def home(pilot: Pilot[Any]) -> None:
    await pilot.pause(0.5)


async def hold(pilot: Pilot[Any]) -> None:
    """Skip to a hold, and let some of it pass."""
    await pilot.press("right")
    await pilot.pause(4.2)
    notice = pilot.app.screen.query_one(NoticeBar)
    while notice.is_up:  # what this computer can't do is no part of the picture
        notice.grow_old(inf)
    pilot.app.screen.remove_class("-noticed")
    await pilot.pause()


async def history(pilot: Pilot[Any]) -> None:
    await pilot.press("h")
    await pilot.pause(2.0)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        folders = Folders(root, root, root / "state", root / "cache")
        services = lived_in(folders)
        routine = services.library.find("one-hip-higher").routine
        assert routine is not None
        start = Start(compile_routine(routine), recorded=False)
        await picture("home", RoutineTimerApp(services), home)
        await picture("session", RoutineTimerApp(lived_in_again(folders), start), hold)
        await picture("history", RoutineTimerApp(lived_in_again(folders)), history, (120, 40))


def lived_in_again(folders: Folders) -> Services:
    """Fresh services over the same home: each app closes its own."""
    return Services(folders, player=lambda *_: NullPlayer(), now=lambda: EVENING)


if __name__ == "__main__":
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")  # the same wherever they are made
    asyncio.run(main())
