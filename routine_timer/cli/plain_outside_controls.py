"""The outside controls of a session in plain lines: a phone, a pipe and media keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from routine_timer.errors import RoutineTimerError
from routine_timer.playback.media_keys import MediaKeys
from routine_timer.playback.outside_controls import Control, ControlSources, control_named, unknown_control
from routine_timer.playback.session_view import showing
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.figures.rig import Rig
    from routine_timer.playback.start import Playback
    from routine_timer.playback.step_swaps import StepSwaps
    from routine_timer.remote.remote import Remote
    from routine_timer.session import SessionState


class PlainOutsideControls:
    """The phone and the pipe of one session.

    Args:
        put: has a function called in the session's turn; may be called from any thread.
        obey: carries out a command.
        say: writes a line.
    """

    def __init__(
        self,
        sources: ControlSources,
        context: Context,
        playback: Playback,
        swaps: StepSwaps,
        put: Callable[[Callable[[], None]], None],
        obey: Callable[[Control], None],
        say: Callable[[str], None],
    ) -> None:
        self._sources = sources
        self._context = context
        self._playback = playback
        self._swaps = swaps
        self._put = put
        self._obey = obey
        self._say = say
        self._remote: Remote | None = None
        self._media_keys: MediaKeys | None = None

    def open(self, now: float) -> None:
        """Start to take commands. A page that can't be opened is reported, and the session goes on without it."""
        if self._sources.media_keys:
            self._media_keys = MediaKeys(lambda control: self._put(lambda: self._obey(control)))
            self._media_keys.open()
        if self._sources.pipe is not None:
            self._sources.pipe.listen(self._take_line)
        if self._sources.remote:
            try:
                self._open_page(now)
            except RoutineTimerError as error:
                self._say(error.with_help)

    def show(self, here: SessionState) -> None:
        """Pass on the session as it is now. Returns at once."""
        if self._media_keys is not None:
            self._media_keys.show(showing(here, self._playback.live.timeline))
        if self._remote is not None:
            self._remote.show(here)

    def close(self) -> None:
        if self._media_keys is not None:
            self._media_keys.close()
        if self._sources.pipe is not None:
            self._sources.pipe.close()
        if self._remote is not None:
            self._remote.stop()

    def _open_page(self, now: float) -> None:
        from routine_timer.remote.remote import Remote

        @lru_cache
        def rig_of(exercise: str) -> Rig | None:
            from routine_timer.figures.segment_clips import rig_of_exercise

            return rig_of_exercise(self._context.library.catalogue.find(exercise))

        self._remote = Remote(
            self._playback.live,
            self._swaps,
            take=lambda control: self._put(lambda: self._obey(control)),
            on_invite=lambda address: self._put(lambda: self._say_address(address)),
            on_join=lambda phones: self._put(lambda: self._say(f"{pluralize(phones, 'phone')} connected")),
            on_end=lambda why: self._put(lambda: self._say(f"the page for your phone closed: {why}")) if why else None,
            rig_of=rig_of,
            speed=self._playback.clock.speed,
        )
        self._remote.start(now)

    def _say_address(self, address: str) -> None:
        """The address, and on a terminal its code. How many lines that is, is said first: a screen reader can skip."""
        from routine_timer.text.qr_code import qr_lines

        self._say(f"open this on your phone: {address}")
        if self._context.out.isatty():
            code = qr_lines(address, inverted=True)
            self._say(f"or scan the code in the next {len(code)} lines:")
            for line in code:
                self._say(line)

    def _take_line(self, line: str) -> None:
        control = control_named(line)
        if control is None:
            self._put(lambda: self._say(unknown_control(line)))
        else:
            self._put(lambda: self._obey(control))
