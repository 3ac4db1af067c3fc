"""A session's remote control: what the session screen and `run --plain` use of this package.

Everything here returns at once. The page is made in the server's thread, figures in one of its helpers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import msgspec

from routine_timer.errors import RoutineTimerError
from routine_timer.figures.segment_clips import is_mirrored
from routine_timer.playback.outside_controls import Control
from routine_timer.remote.local_address import local_address
from routine_timer.remote.page_state import event, page_state, sound_event

if TYPE_CHECKING:
    from routine_timer.audio.player_interface import Announcement
    from routine_timer.figures.rig import Rig
    from routine_timer.playback.live_session import LiveSession
    from routine_timer.playback.step_swaps import StepSwaps
    from routine_timer.remote.server import Server
    from routine_timer.session import SessionState
    from routine_timer.timeline import Segment

_FILMS = 8
"""Films that are kept as JSON, some 100 kB each."""


class MissingExtra(RoutineTimerError):
    """The libraries of the extra [remote] are not installed."""

    help = "install it with its extra, for example `pipx install 'routine-timer[remote]'`"

    def __init__(self) -> None:
        super().__init__("the phone remote needs aiohttp and segno")


class Remote:
    """A page for one session, from `start` to `stop`.

    Args:
        live: the session.
        swaps: its exercises that were swapped.
        speed: of the session.
        rig_of: the figure of an exercise; called in a thread.
        take: called with each command, in the server's thread.
        on_invite: called with the page's address, in the server's thread; again when a new one has taken its place.
        on_join: called with how many phones have joined, in the server's thread.
        on_end: called when the page is gone, with the reason if `stop` was not it.
        address: where to open it; the local network's own if not given.

    Raises:
        MissingExtra, NoLocalNetwork, PublicAddress
    """

    def __init__(
        self,
        live: LiveSession,
        swaps: StepSwaps,
        *,
        take: Callable[[Control], None],
        on_invite: Callable[[str], None],
        on_join: Callable[[int], None],
        on_end: Callable[[str | None], None],
        rig_of: Callable[[str], Rig | None] | None = None,
        speed: float = 1.0,
        address: str | None = None,
    ) -> None:
        if find_spec("aiohttp") is None or find_spec("segno") is None:
            raise MissingExtra
        from routine_timer.remote.server import Server

        self._live = live
        self._swaps = swaps
        self._speed = speed
        self._rig_of = rig_of
        self._film = lru_cache(_FILMS)(self._make_film)
        self._shown: bytes | None = None
        self._server: Server = Server(
            address or local_address(), take, self._film, self._invited(on_invite), on_join, on_end
        )
        live.overhear(self._hear)

    def start(self, now: float) -> None:
        """Open the page. `on_invite` reports its address."""
        self._shown = self._event(self._live.snapshot(now))
        self._server.start()

    def show(self, here: SessionState) -> None:
        """Show the session as it is now."""
        self._shown = self._event(here)
        self._server.show(self._shown)

    def stop(self) -> None:
        """Close the page: the session is over."""
        self._server.stop()

    def join(self, timeout: float) -> bool:
        """Wait until the page is closed. Returns whether it is."""
        return self._server.join(timeout)

    def _invited(self, on_invite: Callable[[str], None]) -> Callable[[str], None]:
        def invite(address: str) -> None:
            if self._shown is not None:
                self._server.show(self._shown)
            on_invite(address)

        return invite

    def _hear(self, announcement: Announcement) -> None:
        self._server.hear(sound_event(announcement))

    def _event(self, here: SessionState) -> bytes:
        muted = self._live.player.muted
        figure = self._figure_of(here.segment)
        swaps = self._swaps
        state = page_state(
            here,
            self._live.timeline,
            muted=muted,
            speed=self._speed,
            figure=figure,
            told=swaps.message_here,
            can_undo=swaps.can_undo,
        )
        return event("state", state)

    def _figure_of(self, segment: Segment) -> str:
        """The path of a segment's film; empty without a figure."""
        if self._rig_of is None or segment.exercise is None:
            return ""
        return f"{segment.n}-{'left' if is_mirrored(segment) else 'right'}-{segment.exercise}"

    def _make_film(self, name: str) -> bytes | None:
        """The film that `_figure_of` names; None if there is none."""
        from routine_timer.remote.figure_frames import figure_film

        number, side, exercise = (*name.split("-", 2), "", "")[:3]
        segments = self._live.timeline.segments
        if self._rig_of is None or side not in ("left", "right") or not (number.isascii() and number.isdigit()):
            return None
        at = int(number[:6]) - 1
        segment = segments[at] if 0 <= at < len(segments) else None
        rig = self._rig_of(exercise) if segment is not None and segment.exercise == exercise else None
        if segment is None or rig is None:
            return None
        return msgspec.json.encode(figure_film(rig, segment, mirrored=side == "left"))
