"""The page's web application: its files, its events, and the commands that come back.

Everything that is refused looks the same: status 404 and nothing else. So a wrong token, a foreign page, another host
name and a missing file can't be told apart.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import TypeAlias

import msgspec
from aiohttp import web

from routine_timer.playback.outside_controls import Control, control_named
from routine_timer.remote.access import Access, Phone
from routine_timer.remote.page_outbox import PageOutbox

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "routine-timer",
}
FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
LONGEST_BODY = 512
"""Bytes of a command or a token, in JSON."""
OUTBOXES = 2
"""Open pages of one phone. A third one closes the first."""
ALIVE_EVERY = 10.0
"""Seconds after which a quiet line is used once, so that a lost connection is noticed."""

Film: TypeAlias = Callable[[str], bytes | None]
"""From the path of a figure to its film as JSON. Called in a separate thread."""
_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotAllowed(Exception):
    """A request that gets no answer but 404."""


class WebPage:
    """The application and the pages that are open.

    Args:
        own: host and port as a browser names them, such as `192.168.1.20:41234`.
        access: who may use it.
        take: called with each command, in the server's loop.
        film: the figure's pictures.
        now: a steady clock.
    """

    def __init__(
        self,
        own: str,
        access: Access,
        take: Callable[[Control], None],
        film: Film,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._own = own
        self._access = access
        self._take = take
        self._film = film
        self._now = now
        self._cookie = f"routine_timer_{own.rpartition(':')[2]}"
        self._outboxes: dict[str, list[PageOutbox]] = {}
        self._state: bytes | None = None
        self._files = {path: (_read(name), kind) for path, (name, kind) in FILES.items()}

    def application(self) -> web.Application:
        async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
            return await self._guarded(request, handler)

        app = web.Application(client_max_size=LONGEST_BODY, middlewares=[web.middleware(guard)])
        app.on_response_prepare.append(_with_headers)
        for path in self._files:
            app.router.add_get(path, self._file)
        app.router.add_post("/join", self._join)
        app.router.add_post("/do", self._do)
        app.router.add_get("/events", self._events)
        app.router.add_get("/figure/{name}", self._figure)
        return app

    # -- from the session

    def show(self, state: bytes) -> None:
        self._state = state
        for outbox in self._open:
            outbox.show(state)

    def hear(self, sound: bytes) -> None:
        for outbox in self._open:
            outbox.hear(sound)

    def drop(self, phone: Phone) -> None:
        """Close the pages of a phone that may no longer use them."""
        for outbox in self._outboxes.pop(phone.cookie, ()):
            outbox.close()

    def close(self) -> None:
        for outbox in self._open:
            outbox.close()

    @property
    def _open(self) -> list[PageOutbox]:
        return [outbox for outboxes in self._outboxes.values() for outbox in outboxes]

    # -- from the phones

    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            self._check(request)
            return await handler(request)
        except (NotAllowed, web.HTTPException, msgspec.DecodeError, UnicodeError):
            return web.Response(status=404)

    def _check(self, request: web.Request) -> None:
        """Host and origin must be this server's own, which a page of another site can't bring about."""
        if request.headers.getall("Host", []) != [self._own]:
            raise NotAllowed
        origin = request.headers.get("Origin")
        if origin != f"http://{self._own}" and not (origin is None and request.method == "GET"):
            raise NotAllowed
        phone = self._phone_of(request)
        now = self._now()
        if not (phone.bucket.take(now) if phone else self._access.allows_stranger(request.remote or "", now)):
            raise NotAllowed

    def _phone_of(self, request: web.Request) -> Phone | None:
        return self._access.phone_of(request.cookies.get(self._cookie, ""), self._now())

    def _joined(self, request: web.Request) -> Phone:
        phone = self._phone_of(request)
        if phone is None:
            raise NotAllowed
        return phone

    async def _file(self, request: web.Request) -> web.StreamResponse:
        body, kind = self._files[request.path]
        return web.Response(body=body, content_type=kind, charset="utf-8")

    async def _join(self, request: web.Request) -> web.StreamResponse:
        """A token for a cookie. A phone that already has one uses that."""
        if self._phone_of(request) is not None:
            return web.Response(status=204)
        token = msgspec.json.decode(await _body(request), type=str)
        phone = self._access.join(token, self._now())
        if phone is None:
            raise NotAllowed
        response = web.Response(status=204)
        response.set_cookie(self._cookie, phone.cookie, path="/", httponly=True, samesite="Strict")
        return response

    async def _do(self, request: web.Request) -> web.StreamResponse:
        self._joined(request)
        control = control_named(msgspec.json.decode(await _body(request), type=str))
        if control is None or control == "stop":
            raise NotAllowed
        self._take(control)
        return web.Response(status=204)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        phone = self._joined(request)
        outboxes = self._outboxes.setdefault(phone.cookie, [])
        while len(outboxes) >= OUTBOXES:
            outboxes.pop(0).close()
        outbox = PageOutbox()
        outboxes.append(outbox)
        if self._state is not None:
            outbox.show(self._state)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        try:
            while not outbox.is_closed:
                await response.write(await outbox.take(ALIVE_EVERY))
                phone.seen = self._now()  # whoever only watches is there too
            await response.write(await outbox.take(0))
        except ConnectionError:
            pass  # the phone has disconnected; it reconnects by itself
        finally:
            if outbox in outboxes:
                outboxes.remove(outbox)
            phone.seen = self._now()
        return response

    async def _figure(self, request: web.Request) -> web.StreamResponse:
        self._joined(request)
        film = await asyncio.to_thread(self._film, request.match_info["name"])
        if film is None:
            raise NotAllowed
        response = web.Response(body=film, content_type="application/json")
        response.enable_compression()
        return response


async def _body(request: web.Request) -> bytes:
    """What was sent, if it says that it is JSON: a form of another site can't."""
    if request.content_type != "application/json":
        raise NotAllowed
    return bytes(await request.read())


async def _with_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _read(name: str) -> bytes:
    return (resources.files("routine_timer.remote") / "page" / name).read_bytes()
