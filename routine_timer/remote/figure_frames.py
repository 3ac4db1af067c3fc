"""A segment's figure as a short film for the page: pictures as SVG paths, and when each of them is due."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from routine_timer.figures.motion import BREATH_IN, BREATH_OUT, Clip, Moment
from routine_timer.figures.rig import Rig
from routine_timer.figures.segment_clips import clip_for
from routine_timer.figures.svg import CELLS, stroke_paths
from routine_timer.timeline import Segment


class FigureFilm(msgspec.Struct, frozen=True):
    """Pictures and their times.

    Attributes:
        width, height: of all pictures, in dots.
        frames: of each picture, the path of every style of line.
        times: from the start of the segment, in seconds, which picture is due.
        loop_from, loop_to: after `loop_to`, time goes back to `loop_from`.
        still: the picture for those who prefer no motion.
    """

    width: int
    height: int
    frames: tuple[dict[str, str], ...]
    times: tuple[tuple[float, int], ...]
    loop_from: float
    loop_to: float
    still: int


def figure_film(rig: Rig, segment: Segment, *, mirrored: bool) -> FigureFilm:
    """The film of a segment."""
    clip = clip_for(rig, segment)
    loop_from, loop_to = _loop(clip)
    moments: dict[Moment, int] = {clip.resting(): 0}
    times = [(round(at, 3), moments.setdefault(moment, len(moments))) for at, moment in _changes(clip, loop_to)]
    columns, rows = CELLS
    frames = tuple(stroke_paths(rig.picture(moment, columns, rows, mirrored=mirrored)) for moment in moments)
    return FigureFilm(2 * columns, 4 * rows, frames, tuple(times), round(loop_from, 3), round(loop_to, 3), 0)


def _loop(clip: Clip) -> tuple[float, float]:
    start = sum(leg.seconds for leg in clip.opening)
    period = sum(leg.seconds for leg in clip.cycle) * (2 if clip.alternating else 1)
    return start, start + (period or BREATH_IN + BREATH_OUT)


def _changes(clip: Clip, until: float) -> Iterator[tuple[float, Moment]]:
    at = 0.0
    while at < until - 1e-6:
        yield at, clip.at(at + 1e-6)
        at = clip.next_change(at + 1e-6)
