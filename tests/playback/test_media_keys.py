"""Media keys, on a bus of the test's own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from routine_timer.playback.media_keys import PATH, PLAYER, ROOT, MediaKeys
from routine_timer.playback.outside_controls import Control
from routine_timer.playback.session_view import SessionView, showing
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.debian import needs
from tests.making import hold, routine

if sys.platform != "linux":
    pytest.skip("media keys come by D-Bus on Linux alone", allow_module_level=True)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    needs("dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.terminate()


def view() -> SessionView:
    timeline = compile_routine(routine(hold(30, "Bridge")))
    session = Session(timeline, 0.0)
    session.advance(0.0)
    return showing(session.snapshot(0.0), timeline)


class Desktop:
    """What a desktop does with a player: finds it, looks at it and passes on keys."""

    def __init__(self, router: Any) -> None:
        self._router = router
        self._name = ""

    async def call(self, interface: str, member: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Any:
        from jeepney import DBusAddress, new_method_call

        if not self._name:
            self._name = await self._find()
        address = DBusAddress(PATH, bus_name=self._name, interface=interface)
        reply = await self._router.send_and_get_reply(new_method_call(address, member, signature, body))
        return reply.header.message_type.name, reply.body

    async def properties(self, interface: str) -> dict[str, Any]:
        _, [found] = await self.call("org.freedesktop.DBus.Properties", "GetAll", "s", (interface,))
        return {name: value for name, (_, value) in found.items()}

    async def _find(self) -> str:
        from jeepney.bus_messages import message_bus

        async with asyncio.timeout(10):
            while True:
                [names] = (await self._router.send_and_get_reply(message_bus.ListNames())).body
                if found := [name for name in names if name.startswith(f"{ROOT}.routine_timer")]:
                    return str(found[0])
                await asyncio.sleep(0.01)


@pytest.mark.debian
async def test_the_desktop_s_keys_control_the_session(bus: None) -> None:
    from jeepney.io.asyncio import open_dbus_router

    taken: list[Control] = []
    keys = MediaKeys(taken.append)
    keys.show(view())
    keys.open()
    async with open_dbus_router() as router:
        desktop = Desktop(router)
        for member in ("PlayPause", "Next", "Previous", "Pause", "Play", "Stop", "Raise"):
            assert (await desktop.call(PLAYER if member != "Raise" else ROOT, member))[0] == "method_return"
        assert taken == ["pause", "skip", "back", "pause", "pause"]
        keys.show(replace(view(), token="paused"))
        taken.clear()
        for member in ("Pause", "Stop", "Play"):
            await desktop.call(PLAYER, member)
        assert taken == ["pause"]
        for wrong in ("Explode", ""):
            assert (await desktop.call(PLAYER, wrong or "Get"))[0] == "error"
        assert (await desktop.call("org.freedesktop.DBus.Properties", "Get"))[0] == "error"
    keys.close()


@pytest.mark.debian
async def test_the_desktop_shows_what_is_under_way(bus: None) -> None:
    from jeepney.io.asyncio import open_dbus_router

    keys = MediaKeys(lambda _: None)
    keys.show(view())
    keys.open()
    async with open_dbus_router() as router:
        desktop = Desktop(router)
        player = await desktop.properties(PLAYER)
        assert player["PlaybackStatus"] == "Playing"
        assert player["Metadata"]["xesam:title"] == ("s", "Get ready: Bridge")
        keys.show(replace(view(), token="paused"))
        assert (await desktop.properties(PLAYER))["PlaybackStatus"] == "Paused"
        assert (await desktop.properties(ROOT))["Identity"] == "routine-timer"
        kind, [xml] = await desktop.call("org.freedesktop.DBus.Introspectable", "Introspect")
        assert kind == "method_return"
        assert PLAYER in xml
    keys.close()


async def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    keys = MediaKeys(lambda _: None)
    keys.open()
    task = keys._task
    assert task is not None
    await asyncio.wait_for(task, 10)
    keys.show(view())
    keys.close()
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    keys.open()
    assert keys._task is None
