"""Opens the app from the command line. Nothing else in `cli` loads Textual."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.app.services import Services
    from routine_timer.cli.context import Context
    from routine_timer.playback.start import Start

_COLLECTIONS = (5_000, 4, 2)
"""Allocations between two garbage collections, and how many of one kind come before one of the next. What a screen
lets go of was in use for minutes, so all is looked at about every minute: 40,000 objects, in 10 ms. What waits longer
makes the program grow for good, because other things come to stand between it. Ten years of history take 20,000
allocations, and are scanned four times."""


def has_screen() -> bool:
    """Whether the app can run here: in this terminal, or in a browser that `serve` connects it with.

    Textual draws on stderr, so stderr must be a terminal too.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    ends = (sys.stdin, sys.stdout, sys.stderr)
    return all(end.isatty() for end in ends) and os.environ.get("TERM", "") not in ("dumb", "")


def open_app(
    context: Context,
    start: Start | None = None,
    *,
    check_in: bool = False,
    edit: Path | None = None,
) -> int:
    """Open the app: the home screen, a session, the check-in, or the editor with a file.

    The app takes over the history if `context` has it open. Returns the exit code, 128 + n after signal n.
    """
    gc.disable()  # what loads now stays loaded; scanning it would delay the first paint by a sixth
    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.app.services import Services
    from routine_timer.app.system import image_protocol_detection

    history = context.release_history()
    context.close()
    if image_protocol_detection.promised(os.environ):
        image_protocol_detection.prepare()
    services = Services(context.folders, history=history)
    app = RoutineTimerApp(services, "check-in" if check_in else edit or start, _collect_garbage)
    try:
        code = asyncio.run(_run_and_save(app, context))
    finally:
        saved = _finish_saving(context, services)
    return code if saved else code or 1


async def _run_and_save(app: RoutineTimerApp, context: Context) -> int:
    """Run the app, then wait visibly until the last session is saved. asyncio waits for its threads without a word."""
    from routine_timer.cli.unsaved import SAVING

    try:
        return await _run(app)
    finally:
        for recorder in app.services.recorders:
            await recorder.saved(lambda: context.print_message(SAVING))


def _finish_saving(context: Context, services: Services) -> bool:
    """Print the sessions that could not be saved. Returns whether all are saved."""
    from routine_timer.cli.unsaved import print_unsaved

    recorders = services.recorders
    for recorder in recorders:
        recorder.close()
    services.close()
    for recorder in recorders:
        if (unsaved := recorder.unsaved) is not None:
            print_unsaved(context, unsaved, recorder.why_unsaved)
    return all(recorder.unsaved is None for recorder in recorders)


def _collect_garbage() -> None:
    """Collect garbage again, but rarely, and never in what was loaded until now, so no collection delays a session."""
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)
    gc.enable()


async def _run(app: RoutineTimerApp) -> int:
    from routine_timer.playback.signals import SafeTerminalStream, detach_from_terminal, signals_in_loop

    signals: list[int] = []

    def leave(number: int) -> None:
        signals.append(number)
        detach_from_terminal()
        app.exit(return_code=128 + number)

    def note(_number: int) -> None:
        app.end_requested = True

    drawn_on = sys.__stderr__  # Textual draws on this stream
    if drawn_on is None:
        await app.run_async()
        return app.return_code or 0
    outlet = SafeTerminalStream(drawn_on)
    sys.__stderr__ = outlet  # type: ignore[misc, assignment]
    try:
        with signals_in_loop(leave, blocked=outlet.make_room, at_once=note):
            await app.run_async()
    finally:
        sys.__stderr__ = drawn_on  # type: ignore[misc]
    return 128 + signals[0] if signals else app.return_code or 0
