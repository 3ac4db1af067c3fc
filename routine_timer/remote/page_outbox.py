"""What is waiting to be sent to one open page: always the newest state, and the sounds since the last sending."""

from __future__ import annotations

import asyncio
from collections import deque

_SOUNDS = 4
"""Sounds that wait at most: a late tone is misleading, so a slow phone loses the older ones."""


class PageOutbox:
    """Filled by the server, emptied by the page's connection. A slow phone never holds anybody up."""

    def __init__(self) -> None:
        self._state: bytes | None = None
        self._sounds: deque[bytes] = deque(maxlen=_SOUNDS)
        self._filled = asyncio.Event()
        self.is_closed = False

    def show(self, state: bytes) -> None:
        self._state = state
        self._filled.set()

    def hear(self, sound: bytes) -> None:
        self._sounds.append(sound)
        self._filled.set()

    def close(self) -> None:
        """Send what waits, then end the connection."""
        self.is_closed = True
        self._filled.set()

    async def take(self, within: float) -> bytes:
        """What is to be sent next; after `within` seconds without anything, a comment that keeps the line alive."""
        try:
            await asyncio.wait_for(self._filled.wait(), within)
        except TimeoutError:
            return b": still here\n\n"
        self._filled.clear()
        waiting = [*([] if self._state is None else [self._state]), *self._sounds]
        self._state = None
        self._sounds.clear()
        return b"".join(waiting)
