"""Shows the person's own picture of a step, or else its figure; without either, the room is free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Container

from routine_timer.app.screens.session.moving_figure import MovingFigure
from routine_timer.session import SessionState
from routine_timer.timeline import Segment, Timeline

if TYPE_CHECKING:
    from routine_timer.app.active_session import ActiveSession
    from routine_timer.app.widgets.picture_view import PictureView
    from routine_timer.playback.driver import Sleeper


class PictureOrFigure(Container):
    """Picture and figure in one place, of which one is seen.

    Args:
        figure: what moves; None where there are no figures.
        pictures: whether any step has a picture.
    """

    DEFAULT_CSS = """
    PictureOrFigure {
        width: 1fr;
        height: 1fr;
        & > PictureView { display: none; }
        &.-picture > PictureView { display: block; }
        &.-picture > MovingFigure { display: none; }
    }
    """

    def __init__(self, figure: MovingFigure | None, *, pictures: bool, id: str | None = None) -> None:
        self._figure = figure
        self._picture: PictureView | None = None
        if pictures:
            from routine_timer.app.widgets.picture_view import PictureView  # most routines have none

            self._picture = PictureView()
        super().__init__(*(w for w in (self._figure, self._picture) if w is not None), id=id)

    def get_ready(self, timeline: Timeline, index: int, *, reduced_motion: bool) -> None:
        """Solve the figures of what is still to come from segment `index` on."""
        if self._figure is not None:
            self._figure.reduced_motion = reduced_motion
            self._figure.solve(_exercises(timeline, index))

    def follow(self, here: SessionState, timeline: Timeline, now: float) -> bool:
        """Show the step as it is at `now`; whether there is anything to be seen of it."""
        step = timeline.step_of(here.segment)
        image = None if step is None else step.image
        if self._picture is not None:
            self.set_class(image is not None, "-picture")
            self._picture.present(image)
        if self._figure is not None:
            self._figure.follow(here, now)
        return self.may_show(here.segment, timeline)

    def may_show(self, segment: Segment, timeline: Timeline) -> bool:
        """Whether `segment` has a picture, or a figure that is not known to be missing."""
        step = timeline.step_of(segment)
        has_image = step is not None and step.image is not None
        return has_image or (self._figure is not None and self._figure.may_show(segment))


def picture_or_figure(session: ActiveSession, sleeper: Sleeper) -> PictureOrFigure:
    """What a session needs for its exercises: a figure that moves by its clock, and a place for pictures."""
    timeline, figure = session.live.timeline, None
    if session.rig_of is not None and any(segment.exercise for segment in timeline.segments):
        figure = MovingFigure(session.rig_of, session.clock, sleeper)
    return PictureOrFigure(figure, pictures=any(step.image for step in timeline.steps), id="figure")


def _exercises(timeline: Timeline, index: int) -> Sequence[str]:
    """The exercises still to come, each once, the next one first."""
    return list(dict.fromkeys(s.exercise for s in timeline.segments[index:] if s.exercise is not None))
