"""The figure beside the countdown: it moves with the segment, by the session's clock.

Figures are solved in a thread, in the order in which the session comes to them, so that none is waited for but the
first. Moving is paced here and nowhere else: a frame touches the figure alone, and nothing is requested that would not
change the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from routine_timer.app.widgets.figure_view import FigureView
from routine_timer.playback.clock import ScaledClock
from routine_timer.playback.driver import Sleeper
from routine_timer.session import SessionState
from routine_timer.timeline import Segment

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from routine_timer.figures.rig import Rig

RigOf: TypeAlias = "Callable[[str], Rig | None]"

LEAST_GAP = 0.05
"""The fewest real seconds between two pictures, at any speed."""


class MovingFigure(FigureView):
    """Shows the exercise of a segment as it is done."""

    @dataclass
    class RigReady(Message):
        """One exercise's figure is ready; None where it has none."""

        exercise: str
        rig: Rig | None

    def __init__(self, rig_of: RigOf, clock: ScaledClock, sleeper: Sleeper) -> None:
        super().__init__()
        self._rig_of = rig_of
        self._clock = clock
        self._sleeper = sleeper
        self._rigs: dict[str, Rig | None] = {}
        self._segment: Segment | None = None
        self._alarm: TimerHandle | None = None
        self._began: float | None = None
        """The session's instant at which the segment would have begun, had it never been paused; None while still."""

    def on_unmount(self) -> None:
        self._stand_still()

    @work(thread=True, exclusive=True, group="figures")
    def solve(self, exercises: Sequence[str]) -> None:
        """Get the figures of these exercises ready, the first one first."""
        for exercise in exercises:
            rig = self._rig_of(exercise)
            if rig is not None:
                rig.stage  # noqa: B018 - solved here, so that drawing it is quick
            if get_current_worker().is_cancelled:
                return
            self.post_message(self.RigReady(exercise, rig))

    @on(RigReady)
    def _take_rig(self, solved: RigReady) -> None:
        self._rigs[solved.exercise] = solved.rig
        if self._segment is not None and self._segment.exercise == solved.exercise:
            segment, self._segment = self._segment, None
            self._take(segment)

    def may_show(self, segment: Segment) -> bool:
        """Whether there is a figure for `segment`, or may be one, not being solved yet."""
        return segment.exercise is not None and self._rigs.get(segment.exercise, True) is not None

    def follow(self, here: SessionState, now: float) -> None:
        """Show where the session is at `now`: move with it while it runs, otherwise stay still."""
        self._take(here.segment)
        self.show_at(here.elapsed_s)
        self._began = now - here.elapsed_s if here.state == "running" else None
        self._arm(here.elapsed_s)

    def _take(self, segment: Segment) -> None:
        """Start the clip of another segment; that of the same one continues, even if its sides were swapped."""
        if segment == self._segment:
            return
        self._segment = segment
        rig = self._rigs.get(segment.exercise or "")
        if rig is None:
            self.show(None, None)
            return
        from routine_timer.figures.segment_clips import clip_for, is_mirrored  # by now the solving thread has loaded it

        self.show(rig, clip_for(rig, segment), mirrored=is_mirrored(segment))

    def _arm(self, elapsed: float) -> None:
        self._cancel()
        due = None if self._began is None else self.next_frame_at(elapsed)
        if due is not None and self._began is not None:
            at = max(self._clock.real_at(self._began + due), self._clock.real.now() + LEAST_GAP)
            self._alarm = self._sleeper.call_at(at, self._frame)

    def _frame(self) -> None:
        if self._began is not None:
            elapsed = self._clock.now() - self._began
            self.show_at(elapsed)
            self._arm(elapsed)

    def _stand_still(self) -> None:
        self._began = None
        self._cancel()

    def _cancel(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
