"""A still figure, for screens to read: what a step looks like, without anything that moves.

Solving a figure takes a few hundredths of a second the first time: it is done in a thread, and cursor keys never wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from routine_timer.app.widgets.figure_view import FigureView
from routine_timer.figures.motion import Clip
from routine_timer.figures.rig import Rig
from routine_timer.figures.segment_clips import clip_for, is_mirrored

if TYPE_CHECKING:
    from routine_timer.app.services import Services
    from routine_timer.timeline import Segment


class StaticFigure(FigureView):
    """The figure of a hold or of reps at the moment that says most."""

    @dataclass
    class FigureReady(Message):
        """A figure is ready to be shown; None where the exercise has none."""

        rig: Rig | None
        clip: Clip | None
        mirrored: bool

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._asked: tuple[str | None, bool] | None = None
        self.reduced_motion = True

    def present(self, segment: Segment | None) -> None:
        """Show the figure of `segment` as soon as it is solved."""
        asked = (segment.exercise if segment else None, segment is not None and is_mirrored(segment))
        if asked != self._asked:
            self._asked = asked
            self._solve(segment)

    @work(thread=True, exclusive=True, group="figure")
    def _solve(self, segment: Segment | None) -> None:
        rig = self._services.rig(segment.exercise) if segment and segment.exercise else None
        clip, mirrored = None, False
        if rig is not None and segment is not None:
            clip, mirrored = clip_for(rig, segment), is_mirrored(segment)
            rig.stage  # noqa: B018 - solved here, so that drawing it is quick
        if not get_current_worker().is_cancelled:
            self.post_message(self.FigureReady(rig, clip, mirrored))

    @on(FigureReady)
    def _show_solved(self, solved: FigureReady) -> None:
        self.show(solved.rig, solved.clip, mirrored=solved.mirrored)
