"""Waiting until an app has nothing left to do: told by what is queued, and not by how busy the processor is.

Textual's own pilot takes an app for idle when its process used hardly any processor time in 20 ms. On a machine that is
busy with something else a process that is only kept waiting looks the same, and a picture is taken too early. Here the
event loop itself is asked, so that waiting is as short as it can be and means the same on any machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

ROUNDS = 500
"""An app that has drawn so many times in a row without coming to rest never will."""

_awaits_workers = ContextVar("awaits_workers", default=True)


@contextmanager
def while_workers_wait() -> Iterator[None]:
    """Within it, a pause does not wait for workers: for a test that holds one back by purpose."""
    before = _awaits_workers.set(False)
    yield
    _awaits_workers.reset(before)


async def idle(*_: float) -> None:
    """In place of the pilot's `wait_for_idle`: until the app that is tested has nothing left to do.

    What only time brings (a timer, an animation) is not waited for.
    """
    app = active_app.get()
    await _until_drawn(app)
    while _awaits_workers.get() and (running := [worker for worker in app.workers if not worker.is_finished]):
        done = await asyncio.gather(*(worker.wait() for worker in running), return_exceptions=True)
        for result in done:
            # a worker that another has taken the place of is no failure; a failed one that may fail tells the app
            if isinstance(result, BaseException) and not isinstance(result, WorkerCancelled):
                raise result
        await _until_drawn(app)


draw_at_once = Compositor.render_update
_press = Pilot.press


async def idle_and_drawn(*arguments: float) -> None:
    """In place of `wait_for_idle` at the end of a pause: then what has changed on the screen is drawn.

    What is drawn can change what is to be drawn: a list only knows its height when its lines are made.
    """
    for _ in range(ROUNDS):
        await idle(*arguments)
        app = active_app.get()
        if not app.is_running or not app.screen_stack or not app.screen._compositor._dirty_regions:
            return
        draw_at_once(app.screen._compositor, screen_stack=app._background_screens)
    raise AssertionError("the app does not come to rest: each time that it is drawn, it asks to be drawn again")


async def press_and_draw(pilot: Pilot[Any], *keys: str) -> None:
    """In place of `Pilot.press`."""
    await _press(pilot, *keys)
    await idle_and_drawn()


def draw_later(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """In place of `Compositor.render_update`: changes stay noted until all is idle; a whole picture is made at once.

    A test app has no terminal, so what it draws between two pauses is seen by nobody, and was half of a test's time.
    """
    return draw_at_once(compositor, full, screen_stack, simplify) if full else None


async def _until_drawn(app: App[Any]) -> None:
    for _ in range(ROUNDS):
        await _until_nothing_is_ready()
        if not app.is_running or not app.screen_stack:
            return
        if app._resize_timer is not None:
            app._check_resize()  # a new size is taken in a moment later, in case that more come
            continue
        screen = app.screen
        left = (
            screen._dirty_widgets
            or screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._callbacks
        )
        if not left or app._batch_count:
            return
        screen._on_timer_update()
    raise AssertionError("the app does not come to rest: it asks to be drawn again each time that it was drawn")


async def _until_nothing_is_ready() -> None:
    """Let every task and callback run that can, until each of them waits for something."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(0)
        if not loop._ready:  # type: ignore[attr-defined]
            return
