"""`serve`: the app in a browser, for those who may see it, and for no longer than the page is open."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.extras import needs_extra

needs_extra("aiohttp", "textual_serve")

import aiohttp  # noqa: E402
from aiohttp import web  # noqa: E402

from routine_timer.cli.app_server import AppServer  # noqa: E402
from routine_timer.remote.access import Access  # noqa: E402
from tests.cli.conftest import Run  # noqa: E402

if sys.platform != "linux":
    pytest.skip("processes are looked up in /proc", allow_module_level=True)

SOON = 12.0
"""Seconds within which an app must end."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def served(home: Path) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """`routine-timer serve` as a separate program."""
    port = free_port()
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home), "PLAYSOUND3_BACKEND": "none"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "routine_timer", "serve", "--port", str(port)),
        env=environment,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    line = (await asyncio.wait_for(process.stderr.readline(), 30)).decode()
    assert line.startswith(f"http://127.0.0.1:{port}/"), line
    try:
        yield f"127.0.0.1:{port}", process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), 30)


def apps_in(home: Path) -> list[int]:
    """The processes of apps that were started for pages."""
    found = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit():
                environment = (process / "environ").read_bytes()
                if f"ROUTINE_TIMER_HOME={home}".encode() in environment and b"TEXTUAL_DRIVER=" in environment:
                    found.append(int(process.name))
    return found


async def all_gone(home: Path) -> bool:
    end = time.monotonic() + SOON
    while apps_in(home) and time.monotonic() < end:
        await asyncio.sleep(0.1)
    return not apps_in(home)


async def painted(own: str, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """A page's line to its app, once that has painted."""
    line = await session.ws_connect(f"http://{own}/ws?width=100&height=30", headers={"Origin": f"http://{own}"})
    seen = b""
    async with asyncio.timeout(30):
        while b"After the workout" not in seen:
            message = await line.receive()
            assert message.type == aiohttp.WSMsgType.BINARY, message
            seen += message.data
    return line


async def test_an_app_ends_soon_after_its_page_has_gone(home: Path) -> None:
    async with served(home) as (own, _):
        async with aiohttp.ClientSession() as session:
            line = await painted(own, session)
            assert len(apps_in(home)) == 1
            connection = line._response.connection
            assert connection is not None
            assert connection.transport is not None
            connection.transport.abort()  # no goodbye, as of a tablet that is switched off
        assert await all_gone(home)


async def test_an_app_ends_soon_after_its_server_was_killed(home: Path) -> None:
    async with served(home) as (own, process), aiohttp.ClientSession() as session:
        await painted(own, session)
        assert len(apps_in(home)) == 1
        process.kill()
        assert await all_gone(home)


async def test_pages_of_other_sites_and_other_host_names_get_nothing(home: Path) -> None:
    async with served(home) as (own, _), aiohttp.ClientSession() as session:
        for headers in (
            {"Origin": "http://evil.example"},
            {"Origin": f"http://{own}", "Host": "evil.example"},
            {},
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(f"http://{own}/ws", headers=headers)
        async with session.get(f"http://{own}/", headers={"Host": "evil.example"}) as answer:
            assert (answer.status, await answer.read()) == (404, b"")
        local = {"Host": own.replace("127.0.0.1", "localhost")}
        async with session.get(f"http://{own}/", headers=local, allow_redirects=False) as answer:
            assert answer.headers["Location"] == f"http://{own}/"
        async with session.get(f"http://{own}/ws", headers=local) as answer:
            assert answer.status == 404
        async with session.get(f"http://{own}/") as answer:
            assert answer.status == 200
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
            assert "googleapis" not in await answer.text()
        assert apps_in(home) == []


async def test_on_the_network_a_page_needs_the_token() -> None:
    access = Access()
    port = free_port()
    server = AppServer("127.0.0.1", port, access)
    runner = web.AppRunner(await server.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    own = f"http://127.0.0.1:{port}"
    try:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            for path in ("/", "/?key=wrong", "/static/js/textual.js", "/ws", "/nothing"):
                async with session.get(own + path, headers={"Origin": own}) as answer:
                    assert (answer.status, await answer.read()) == (404, b"")
            async with session.get(f"{own}/?key={access.token}", allow_redirects=False) as answer:
                assert answer.headers["Location"] == "/"
                assert "HttpOnly" in answer.headers["Set-Cookie"]
                assert "SameSite=Strict" in answer.headers["Set-Cookie"]
                assert access.token not in answer.headers["Set-Cookie"]
            async with session.get(own) as answer:
                assert answer.status == 200
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("host", "why"), [("0.0.0.0", "not an address"), ("8.8.8.8", "internet"), ("tv", "not an address")]
)
def test_an_address_that_is_none_or_too_many_is_refused(run: Run, host: str, why: str) -> None:
    ran = run("serve", "--host", host)
    assert ran.code == 1
    assert why in ran.err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x"])
def test_a_port_that_is_none_is_refused(run: Run, port: str) -> None:
    ran = run("serve", f"--port={port}")
    assert ran.code == 2
    assert "a number from 1 to 65535" in ran.err


def test_a_port_that_is_taken_is_reported(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = run("serve", "--port", str(port))
    assert ran.code == 1
    assert "address already in use" in ran.err.lower()
    assert f"port {port} of 127.0.0.1" in ran.err
    assert "help: close the program that uses it, or choose another port with `--port N`\n" in ran.err


@pytest.mark.parametrize(
    ("number", "help"),
    [
        (errno.EACCES, "choose a port from 1024 on with `--port N`"),
        (errno.EADDRNOTAVAIL, "use 127.0.0.1, or this computer's address in your own network, with `--host H`"),
        (errno.EMFILE, ""),
    ],
)
def test_a_port_that_cannot_be_opened_is_reported_with_the_way_out(
    run: Run, monkeypatch: pytest.MonkeyPatch, number: int, help: str
) -> None:
    async def refused(*_: object) -> None:
        raise OSError(number, "error while attempting to bind")

    monkeypatch.setattr(web.TCPSite, "start", refused)
    ran = run("serve")
    assert ran.code == 1
    assert f"port 8000 of 127.0.0.1 can't be opened: {os.strerror(number)}\n" in ran.err
    assert (f"  help: {help}\n" in ran.err) if help else ("help" not in ran.err)
