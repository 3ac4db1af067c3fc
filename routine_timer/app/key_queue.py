"""A queue of typed keys: each is handled once everything that the key before it started has come through.

Textual hands a key to the widget that has the focus, and the key goes from there to its screen and the app, each of
which has a queue of its own. What a key does comes as further messages: a screen opens, the focus moves, a list tells
where its cursor is. A key that is typed meanwhile would overtake them: it would go to the widget that had the focus
before, or act on what was selected before. So it waits here until the key before it has come through. A screen whose
keys start work in a thread says with `works_for_a_key` that it isn't done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key, Paste

_ROUNDS = 20
"""Times that messages are waited for; an app that draws something all the time is never without any."""
_PATIENCE = 2.0
"""Seconds after which keys are handled however long the one before them takes."""
_BETWEEN_LOOKS = 0.01
"""Seconds between two looks at a screen that is still working for a key."""


class KeyQueue:
    """Hands on one key or paste at a time.

    Args:
        app: the app.
        handle: what the app does with a key.
    """

    def __init__(self, app: App[Any], handle: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[Key | Paste] = deque()
        self._under_way: Key | Paste | None = None
        self._since = 0.0
        """When it was handed on."""

    async def take(self, event: Key | Paste) -> None:
        """Hand on `event`, now or later."""
        self._waiting.append(event)
        if self._under_way is None:
            await self._hand_on()
        elif asyncio.get_running_loop().time() - self._since > _PATIENCE:
            while self._waiting:
                await self._hand_on()

    async def _hand_on(self) -> None:
        self._under_way = event = self._waiting.popleft()
        self._since = asyncio.get_running_loop().time()
        target = self._target
        await self._handle(event)
        self._go_up(event, target, 0)

    @property
    def _target(self) -> DOMNode:
        return self._app.focused or self._app.screen

    def _go_up(self, event: Key | Paste, target: DOMNode, number: int) -> None:
        """Follow `event` through the queues from `target` up to the app, behind all that is in them."""
        nodes = list(target.ancestors_with_self)
        way, is_busy = iter(nodes), False

        async def step() -> None:
            nonlocal is_busy
            is_busy = is_busy or any(node.message_queue_size for node in nodes)
            if not _next(way, step):
                await self._look(event, target, number, is_busy=is_busy)

        _next(way, step)

    async def _look(self, event: Key | Paste, target: DOMNode, number: int, *, is_busy: bool) -> None:
        """In the app, behind `event`: go up once more if anything is left to handle, else hand on the next key."""
        if self._under_way is not event or not self._app.screen_stack:
            return
        screen = self._app.screen
        if getattr(screen, "works_for_a_key", False) and asyncio.get_running_loop().time() - self._since < _PATIENCE:
            screen.set_timer(_BETWEEN_LOOKS, lambda: self._go_up(event, self._target, number))
            return
        is_busy = is_busy or any(node.message_queue_size for node in screen.walk_children())
        if number == 0 or ((is_busy or self._target is not target) and number < _ROUNDS):
            self._go_up(event, self._target, number + 1)
            return
        self._under_way = None
        if self._waiting:
            await self._hand_on()


def _next(way: Iterator[DOMNode], step: Callable[[], Awaitable[None]]) -> bool:
    """Queue `step` at the next node that still takes messages. False at the end of the way."""
    return any(node.call_later(step) for node in way)
