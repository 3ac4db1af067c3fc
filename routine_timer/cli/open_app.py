"""Opening the app from the command line. The one place here that loads Textual."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.cli.context import Context
    from routine_timer.timeline import Timeline

_BETWEEN_COLLECTIONS = 20_000
"""Objects made and not let go of again. Ten years of history are about as many; Python's 700 looks at them 30 times."""


def is_a_screen() -> bool:
    """Whether there is a terminal that the app can be shown on. Textual draws on stderr, so that has to be one too."""
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return all(end.isatty() for end in ends) and os.environ.get("TERM", "") not in ("dumb", "")


def open_app(
    context: Context,
    timeline: Timeline | None = None,
    *,
    speed: float = 1.0,
    recorded: bool = True,
    mute: bool = False,
    check_in: bool = False,
    edit: Path | None = None,
) -> int:
    """Open the app at its home screen, in a session of `timeline`, at the check-in, or in the editor of a file.

    Returns the exit code: 128 + n after signal n.

    The app opens folders and history by itself, so what the command line had open is closed first.
    """
    gc.disable()  # what is loaded now stays: looking for garbage in it makes the first picture a sixth later
    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.app.services import Services, Start
    from routine_timer.app.system import image_protocol

    context.close()
    own = (context.folders.routines, context.folders.exercises)
    if image_protocol.promised(os.environ) and image_protocol.wanted(own, timeline):
        image_protocol.prepare()
    session = None if timeline is None else Start(timeline, speed, recorded, mute)
    app = RoutineTimerApp(Services(context.folders), "check-in" if check_in else edit or session, _collect_garbage)
    return asyncio.run(_run(app))


def _collect_garbage() -> None:
    """From now on, seldom, and never among what was loaded: no collection holds up a session or a screen for long."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS, 10, 20)
    gc.enable()


async def _run(app: RoutineTimerApp) -> int:
    from routine_timer.playback.signals import Outlet, let_go_of_terminal, told_in_loop

    came: list[int] = []

    def leave(number: int) -> None:
        came.append(number)
        let_go_of_terminal()
        app.exit(return_code=128 + number)

    def note() -> None:
        app.is_told_to_end = True

    drawn_on = sys.__stderr__  # Textual takes what it draws on from there
    if drawn_on is None:
        await app.run_async()
        return app.return_code or 0
    outlet = Outlet(drawn_on)
    sys.__stderr__ = outlet  # type: ignore[misc, assignment]
    try:
        with told_in_loop(leave, outlet.make_room, note):
            await app.run_async()
    finally:
        sys.__stderr__ = drawn_on  # type: ignore[misc]
    return 128 + came[0] if came else app.return_code or 0
