"""Serves the app to a browser: each open page has its own app, which ends soon after the page closes.

textual-serve passes on keys and pictures. This module adds what it doesn't do: a page of another site can't reach the
app, a page on another computer needs a token, and an app that does not end when it is asked to is ended.
"""

from __future__ import annotations

import asyncio
import errno
import os
import shlex
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from routine_timer.errors import RoutineTimerError
from routine_timer.remote.access import Access

PAGES = 4
"""Apps at the same time."""
ENDS_WITHIN_S = 3.0
"""Seconds that an app has to end by itself. Then it gets a signal, and after the same time again it is killed."""
_PAGE = Path(__file__).parent / "page"
_DRIVER = "routine_timer.app.system.browser_driver:BrowserDriver"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' {ws}; "
        "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Server": "routine-timer",
}
_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class CannotServe(RoutineTimerError):
    """The port can't be opened at this address."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        why = os.strerror(error.errno) if error.errno else str(error)
        super().__init__(f"port {port} of {host} can't be opened: {why}")
        self.help = {
            errno.EADDRINUSE: "close the program that uses it, or choose another port with `--port N`",
            errno.EACCES: "choose a port from 1024 on with `--port N`",
            errno.EADDRNOTAVAIL: "use 127.0.0.1, or this computer's address in your own network, with `--host H`",
        }.get(error.errno or 0, "")


class AppServer(Server):  # type: ignore[misc, unused-ignore]  # without the extra [serve] it is Any
    """The web server.

    Args:
        host: the address to open.
        port: the port.
        access: who may use it; None if only this computer can reach it, and so anyone may.
    """

    def __init__(self, host: str, port: int, access: Access | None) -> None:
        start = [sys.executable, "-m", "routine_timer"]
        command = " ".join(map(shlex.quote, start)) if sys.platform != "win32" else " ".join(start)
        super().__init__(
            f"exec {command}" if sys.platform != "win32" else command,
            host=host,
            port=port,
            title="routine-timer",
            templates_path=_PAGE,
        )
        self._access = access
        self._own = f"{host}:{port}"
        self._cookie = f"routine_timer_app_{port}"
        self._open = 0

    async def application(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/focus.js", self._focus_script)
        app.on_startup.clear()  # textual-serve's own greeting

        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        app.middlewares.append(web.middleware(guard))
        app.on_response_prepare.append(self._with_headers)
        return app

    async def _with_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        for name, value in _HEADERS.items():
            response.headers[name] = value.replace("{ws}", f"ws://{self._own}")

    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Refuse foreign host names and origins, and anyone who has no cookie where one is needed.

        All look the same.
        """
        origin = request.headers.get("Origin")
        is_socket = request.path == "/ws"
        if request.headers.get("Host") == f"localhost:{self.port}" and request.path == "/" and self._access is None:
            return web.Response(status=302, headers={"Location": f"http://{self._own}/"})
        if request.headers.get("Host") != self._own or (origin != f"http://{self._own}" and (origin or is_socket)):
            return web.Response(status=404)
        if self._access is not None:
            now = monotonic()
            if self._access.phone_of(request.cookies.get(self._cookie, ""), now) is None:
                return self._admit(request, self._access, now)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=404) if error.status >= 400 else error

    def _admit(self, request: web.Request, access: Access, now: float) -> web.StreamResponse:
        """Exchange the token in the address for a cookie."""
        token = request.query.get("key", "")
        allowed = access.allows_stranger(request.remote or "", now)
        viewer = access.join(token, now) if allowed and request.path == "/" and token else None
        if viewer is None:
            return web.Response(status=404)
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(self._cookie, viewer.cookie, path="/", httponly=True, samesite="Strict")
        return response

    async def _focus_script(self, _request: web.Request) -> web.StreamResponse:
        script = (_PAGE / "focus.js").read_bytes()
        return web.Response(body=script, content_type="text/javascript", charset="utf-8")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One page with its app, until either of them ends."""
        if self._open >= PAGES:
            raise web.HTTPNotFound
        websocket = web.WebSocketResponse(heartbeat=5)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        app = BrowserApp(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        self._open += 1
        try:
            await app.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(websocket, app)
        except ConnectionError:
            pass  # the page has gone
        finally:
            self._open -= 1
            await app.stop()
        return websocket


class BrowserApp(AppService):  # type: ignore[misc, unused-ignore]
    """An app that ends, whatever state it is in."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**super()._build_environment(width, height), "TEXTUAL_DRIVER": _DRIVER}

    async def stop(self) -> None:
        """Ask the app to end, then tell it to, then end it."""
        with suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(super().stop(), ENDS_WITHIN_S)
        process = self._process
        if process is None:
            return
        for end in (process.terminate, process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), ENDS_WITHIN_S)
                return
            with suppress(ProcessLookupError):
                end()
        await process.wait()


async def serve(server: AppServer, on_open: Callable[[], None]) -> None:
    """Serve until the program is told to end.

    Raises:
        CannotServe: the address or port can't be used.
    """
    runner = web.AppRunner(await server.application(), access_log=None, shutdown_timeout=2 * ENDS_WITHIN_S)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, server.host, server.port).start()
        except OSError as error:
            raise CannotServe(server.host, server.port, error) from error
        on_open()
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows: ctrl+c raises KeyboardInterrupt there
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, ended.set)
        await ended.wait()
    finally:
        await runner.cleanup()
