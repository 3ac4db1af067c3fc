"""Media keys on Linux: play/pause, next and previous of keyboards and headsets, through the desktop (MPRIS on D-Bus).

The desktop shows the session as what is playing, and passes on the keys. Everything runs in the session's own event
loop and takes no time of it; without a session bus, nothing happens.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from routine_timer.playback.outside_controls import Control

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection

    from routine_timer.playback.session_view import SessionView

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = f"{ROOT}.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"

_Variant: TypeAlias = tuple[str, Any]
"""A D-Bus value with its type."""
_CONTROLS: dict[str, Control] = {"PlayPause": "pause", "Next": "skip", "Previous": "back"}
_IGNORED = frozenset({"Raise", "Quit", "Seek", "SetPosition", "OpenUri"})
_INTROSPECTION = f"""<node>
<interface name="{ROOT}"><method name="Raise"/><method name="Quit"/>
<property name="Identity" type="s" access="read"/><property name="CanQuit" type="b" access="read"/>
<property name="CanRaise" type="b" access="read"/><property name="HasTrackList" type="b" access="read"/></interface>
<interface name="{PLAYER}"><method name="PlayPause"/><method name="Play"/><method name="Pause"/><method name="Stop"/>
<method name="Next"/><method name="Previous"/>
<property name="PlaybackStatus" type="s" access="read"/>
<property name="Metadata" type="a{{sv}}" access="read"/></interface>
</node>"""


class MediaKeys:
    """The session on the desktop's bus. Call everything in the event loop's thread.

    Args:
        take: called with each command.
    """

    def __init__(self, take: Callable[[Control], None]) -> None:
        self._take = take
        self._connection: DBusConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._status = "Stopped"
        self._metadata: dict[str, _Variant] = {}

    def open(self) -> None:
        """Connect in the background, if there is a session bus."""
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            self._task = asyncio.get_running_loop().create_task(self._run())

    def show(self, view: SessionView) -> None:
        """Tell the desktop what is under way, if that has changed."""
        status = {"paused": "Paused", "done": "Stopped"}.get(view.token, "Playing")
        title = f"{view.word.capitalize()}: {view.name}"
        metadata: dict[str, _Variant] = {
            "mpris:trackid": ("o", "/org/routine_timer/session"),
            "xesam:title": ("s", title),
            "xesam:album": ("s", view.routine),
        }
        if (status, metadata) == (self._status, self._metadata):
            return
        self._status, self._metadata = status, metadata
        if self._connection is not None:
            self._send_changes(self._connection)

    def close(self) -> None:
        """Leave the bus."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        from jeepney.bus_messages import message_bus
        from jeepney.io.asyncio import open_dbus_connection

        with suppress(OSError, EOFError, ValueError, KeyError, TimeoutError):  # no bus, or none any more
            connection = await open_dbus_connection(bus="SESSION")
            try:
                await connection.send(message_bus.RequestName(f"{ROOT}.routine_timer.instance{os.getpid()}"))
                self._connection = connection
                self._send_changes(connection)
                while True:
                    message = await connection.receive()
                    if (answer := self._answer(message)) is not None:
                        await connection.send(answer)
            finally:
                self._connection = None
                connection.writer.close()

    def _send_changes(self, connection: DBusConnection) -> None:
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(PATH, interface=_PROPERTIES)
        body: tuple[str, dict[str, _Variant], list[str]] = (PLAYER, self._player_properties(), [])
        sending = asyncio.get_running_loop().create_task(
            connection.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", body))
        )
        self._sending.add(sending)
        sending.add_done_callback(self._sent)

    def _sent(self, sending: asyncio.Task[None]) -> None:
        self._sending.discard(sending)
        if not sending.cancelled():
            sending.exception()  # the bus has closed, which ends `_run`

    def _answer(self, message: Message) -> Message | None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        if message.header.message_type != MessageType.method_call:
            return None
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
        match interface, member, message.body:
            case "org.freedesktop.DBus.Properties", "GetAll", [str(of)]:
                return new_method_return(message, "a{sv}", (self._properties(of),))
            case "org.freedesktop.DBus.Properties", "Get", [str(of), str(name)] if name in self._properties(of):
                return new_method_return(message, "v", (self._properties(of)[name],))
            case "org.freedesktop.DBus.Introspectable", _, _:
                return new_method_return(message, "s", (_INTROSPECTION,))
            case ("org.freedesktop.DBus.Peer", _, _) | ("org.freedesktop.DBus.Properties", "Set", _):
                return new_method_return(message)
            case (interface, member, _) if interface in (ROOT, PLAYER) and self._obey(member):
                return new_method_return(message)
            case _:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _obey(self, member: str) -> bool:
        """Whether this is a method of a player; one that asks for something is carried out."""
        if member in _CONTROLS:
            self._take(_CONTROLS[member])
        elif member in ("Pause", "Stop"):  # the session is not ended by a key that lies so near
            if self._status == "Playing":
                self._take("pause")
        elif member == "Play":
            if self._status == "Paused":
                self._take("pause")
        else:
            return member in _IGNORED
        return True

    def _properties(self, interface: str) -> dict[str, _Variant]:
        if interface == PLAYER:
            return self._player_properties()
        return {
            "Identity": ("s", "routine-timer"),
            "CanQuit": ("b", False),
            "CanRaise": ("b", False),
            "HasTrackList": ("b", False),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        }

    def _player_properties(self) -> dict[str, _Variant]:
        can = dict.fromkeys(("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"), ("b", True))
        return {
            "PlaybackStatus": ("s", self._status),
            "Metadata": ("a{sv}", self._metadata),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Volume": ("d", 1.0),
            "Position": ("x", 0),
            "CanSeek": ("b", False),
            **can,
        }
