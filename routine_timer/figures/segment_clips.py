"""Which figure belongs to a segment of a session: the clip to play, and whether it is the left side.

The one place of this package that knows the timeline. Seconds of a clip are seconds of the segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routine_timer.figures.motion import Clip, hold_clip, reps_clip
from routine_timer.figures.muscle_areas import parts_of
from routine_timer.figures.rig import Rig
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import SECONDS_A_REP, Sides
from routine_timer.routine.poses import Figure, Pose
from routine_timer.timeline import Segment


def rig_for(figure: Figure | None, poses: Sequence[Pose] | None, muscles: Iterable[str], sides: Sides) -> Rig | None:
    """An exercise's figure with its muscles in the accent colour; None for an exercise without poses."""
    if not poses:
        return None
    return Rig(figure or Figure(), poses, parts_of(muscles, one_side=sides in ("both", "left", "right")))


def rig_of_exercise(exercise: Exercise | None) -> Rig | None:
    """The figure of an exercise of the catalogue; None without one."""
    if exercise is None:
        return None
    return rig_for(exercise.figure, exercise.poses, (*exercise.stretches, *exercise.strengthens), exercise.sides)


def clip_for(rig: Rig, segment: Segment) -> Clip:
    """What to play while `segment` runs.

    Holds go into their position and breathe there, each phase on from the one before; reps move in their tempo. In a
    get-ready, a pause or a switch the figure waits, breathing, in the position in which what comes next begins.
    """
    if segment.kind == "hold":
        return hold_clip(rig.figure, rig.poses, segment.phase)
    if segment.kind == "reps":
        tempo = segment.tempo
        return reps_clip(
            rig.figure,
            rig.poses,
            None if tempo is None else (tempo.move, tempo.hold, tempo.back, tempo.rest),
            segment.rep_s or SECONDS_A_REP,
            alternating=segment.side == "alternating",
        )
    return Clip((), (), 0)


def is_mirrored(segment: Segment) -> bool:
    """Whether the figure is shown from its other side: poses are written for the right."""
    return segment.figure_side == "left"
