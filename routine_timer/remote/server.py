"""The server's thread: it opens the port, takes connections, and ends with the session or by its own fault alone.

Connections are taken one by one here, not by the library, because each costs the program a file: somebody who opens a
thousand of them must not keep the session from opening a sound.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from routine_timer.playback.outside_controls import Control
from routine_timer.remote.access import Access
from routine_timer.remote.web_app import Film, WebPage

CONNECTIONS = 48
"""Connections at the same time, all phones together."""
CONNECTIONS_EACH = 16
"""Connections of one address: a browser opens six."""
LAST_WORDS_S = 1.0
"""Seconds that open pages have to learn that the session is over."""

_log = logging.getLogger("routine_timer.remote")
_log.addHandler(logging.NullHandler())  # the terminal belongs to the session
_log.propagate = False


class Server:
    """A web page on one address and a free port, in a thread of its own. Every method can be called from any thread.

    Args:
        address: the address to open it at.
        take: called with each command from a phone, in the server's thread.
        film: the figure's pictures.
        on_invite: called with the page's address, the token included, in the server's thread: once the page can be
            opened, and again when a new token has taken the place of one that was used up.
        on_join: called with how many phones have joined, in the server's thread.
        on_end: called when the server has ended, with the reason if it was not `stop`.
    """

    def __init__(
        self,
        address: str,
        take: Callable[[Control], None],
        film: Film,
        on_invite: Callable[[str], None],
        on_join: Callable[[int], None],
        on_end: Callable[[str | None], None],
    ) -> None:
        self._address = address
        self._take = take
        self._film = film
        self._on_invite = on_invite
        self._on_join = on_join
        self._on_end = on_end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._page: WebPage | None = None
        self._stopping: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="routine-timer remote", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def show(self, state: bytes) -> None:
        if self._page is not None:
            self._call(self._page.show, state)

    def hear(self, sound: bytes) -> None:
        if self._page is not None:
            self._call(self._page.hear, sound)

    def stop(self) -> None:
        """End the server. Returns at once; open pages get what was shown last."""
        if self._stopping is not None:
            self._call(self._stopping.set)

    def join(self, timeout: float) -> bool:
        """Wait until the server has ended. Returns whether it has."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _call(self, function: Callable[..., None], *arguments: bytes) -> None:
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended in the meantime
                loop.call_soon_threadsafe(function, *arguments)

    def _run(self) -> None:
        why: str | None = None
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told and the session continues
            why = str(error) or type(error).__name__
        self._loop = None
        self._on_end(why)

    async def _serve(self) -> None:
        from aiohttp import web

        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: _log.error("%s", context.get("message")))
        self._stopping = asyncio.Event()
        with socket.create_server((self._address, 0), backlog=16) as listener:
            listener.setblocking(False)
            own = f"{self._address}:{listener.getsockname()[1]}"
            access = Access(
                on_join=self._on_join,
                on_new_token=lambda: self._on_invite(f"http://{own}/#{access.token}"),
                on_leave=lambda phone: page.drop(phone),
            )
            page = self._page = WebPage(own, access, self._take, self._film)
            runner = web.AppRunner(
                page.application(),
                access_log=None,
                logger=_log,
                keepalive_timeout=15.0,
                shutdown_timeout=LAST_WORDS_S,
            )
            await runner.setup()
            if runner.server is None:
                raise RuntimeError("the web application did not start")
            taking = asyncio.create_task(_take_connections(listener, runner.server))
            self._loop = loop
            self._on_invite(f"http://{own}/#{access.token}")
            try:
                stopping = asyncio.create_task(self._stopping.wait())
                await asyncio.wait({taking, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if taking.done():
                    taking.result()
                page.close()
            finally:
                taking.cancel()
                await runner.cleanup()


async def _take_connections(listener: socket.socket, server: Callable[[], asyncio.BaseProtocol]) -> None:
    """Accept connections forever, as many as are allowed; others are closed at once."""
    loop = asyncio.get_running_loop()
    open_from: dict[str, set[asyncio.BaseTransport]] = {}
    while True:
        try:
            connection, (address, *_) = await loop.sock_accept(listener)
        except ConnectionError:  # it closed before it was accepted
            continue
        for peer, transports in list(open_from.items()):
            open_from[peer] = {one for one in transports if not one.is_closing()}
            if not open_from[peer]:
                del open_from[peer]
        own = open_from.get(address, set())
        if len(own) >= CONNECTIONS_EACH or sum(map(len, open_from.values())) >= CONNECTIONS:
            connection.close()
            continue
        try:
            transport, _ = await loop.connect_accepted_socket(server, connection)
        except OSError:
            connection.close()
            continue
        open_from[address] = {*own, transport}
