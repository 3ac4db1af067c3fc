"""When a figure is in which posture: clips, asked with a time in seconds, answer with a moment.

A clip is a table of stretches of time. What it answers is quantised (a movement has at most `STEPS` pictures, a
breath `BREATHS`), so that a rep's pictures are made once and shown again, and so that the owner of the clock can ask
when the picture changes next and sleep until then.

Pure; doesn't know any clock, picture or solver. Times are seconds from the clip's beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

from routine_timer.routine.poses import Figure, Pose

STEPS = 24
"""Pictures from one keyframe to the next, at most."""
FRAMES_A_SECOND = 10.0
BREATHS = 6
"""Sizes that a breathing trunk goes through, out to in."""
BREATH_IN = 2.4
BREATH_OUT = 3.2
"""Slow nasal breathing, somewhat over ten a minute, out longer than in."""
ENTER = 2.0
"""How long a figure takes from one keyframe of a hold to the next."""
SETTLE = 0.8
"""How long it shows a keyframe on the way into a hold."""


class Moment(NamedTuple):
    """Which picture: `step` of `STEPS` from keyframe `here` to `there`; how far breathed in; left and right swapped."""

    here: int
    there: int
    step: int = 0
    breath: int = 0
    swapped: bool = False


class Leg(NamedTuple):
    """A stretch of a clip: from one keyframe to another, or rest in one."""

    seconds: float
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Clip:
    """`opening` is played once, then `cycle` again and again; with no cycle the figure breathes in `still`.

    `alternating` swaps left and right in every second cycle. `still` is what is shown where nothing may move.
    """

    opening: tuple[Leg, ...]
    cycle: tuple[Leg, ...]
    still: int
    alternating: bool = False

    def at(self, seconds: float) -> Moment:
        """What to show `seconds` after the beginning."""
        return self._find(max(seconds, 0.0))[0]

    def next_change(self, seconds: float) -> float:
        """When the picture after the one at `seconds` is due; always later than `seconds`."""
        return self._find(max(seconds, 0.0))[1]

    def resting(self) -> Moment:
        """The one picture for reduced motion."""
        return Moment(self.still, self.still)

    def _find(self, seconds: float) -> tuple[Moment, float]:
        begins = 0.0
        for leg in self.opening:
            if seconds < begins + leg.seconds:
                return _within(leg, begins, seconds, swapped=False)
            begins += leg.seconds
        period = sum(leg.seconds for leg in self.cycle)
        if period <= 0:
            return _breathing(self.still, begins, seconds)
        turn = floor((seconds - begins) / period + 1e-9)
        begins += turn * period
        swapped = self.alternating and turn % 2 == 1
        for leg in self.cycle:
            if seconds < begins + leg.seconds - 1e-9:
                return _within(leg, begins, seconds, swapped=swapped)
            begins += leg.seconds
        return self._find(begins + 1e-6)


def _within(leg: Leg, begins: float, seconds: float, *, swapped: bool) -> tuple[Moment, float]:
    ends = begins + leg.seconds
    if leg.here == leg.there:
        return Moment(leg.here, leg.there, swapped=swapped), ends
    pictures = max(min(round(leg.seconds * FRAMES_A_SECOND), STEPS), 1)
    frame = floor((seconds - begins) / leg.seconds * pictures + 1e-6)
    due = begins + (frame + 1) * leg.seconds / pictures
    # A picture stands for the middle of its time; so a rep's way down and way up share their pictures.
    step = round((frame + 0.5) / pictures * STEPS)
    if leg.there < leg.here:
        return Moment(leg.there, leg.here, STEPS - step, swapped=swapped), due
    return Moment(leg.here, leg.there, step, swapped=swapped), due


def _breathing(still: int, begins: float, seconds: float) -> tuple[Moment, float]:
    cycle = BREATH_IN + BREATH_OUT
    start = begins + floor((seconds - begins) / cycle + 1e-9) * cycle
    inside = max(seconds - start, 0.0)
    if inside < BREATH_IN - 1e-9:
        part, phase, level = BREATH_IN / BREATHS, start, floor(inside / BREATH_IN * BREATHS + 1e-6)
        return Moment(still, still, breath=level), phase + (level + 1) * part
    part, phase = BREATH_OUT / BREATHS, start + BREATH_IN
    gone = min(floor((inside - BREATH_IN) / BREATH_OUT * BREATHS + 1e-6), BREATHS - 1)
    return Moment(still, still, breath=BREATHS - gone), phase + (gone + 1) * part


def hold_clip(figure: Figure, poses: Sequence[Pose], phase: int | None = None) -> Clip:
    """How an exercise that is held is shown: into the position by way of its keyframes, then breathing in it.

    With `phase` (from 1), only the way into that phase's pose. A figure whose motion is a loop goes round for ever.
    """
    if figure.motion == "loop":
        return _loop(len(poses), figure.period, alternating=False)
    first, last = _part(poses, phase)
    opening: list[Leg] = []
    for i in range(first, last):
        opening += [Leg(SETTLE, i, i), Leg(ENTER, i, i + 1)]
    return Clip(tuple(opening), (), last)


def reps_clip(
    figure: Figure,
    poses: Sequence[Pose],
    tempo: tuple[float, float, float, float] | None,
    rep_s: float,
    *,
    alternating: bool = False,
) -> Clip:
    """How an exercise that is repeated is shown: one cycle a rep of `rep_s` seconds.

    `tempo` is move, hold, return, hold, from the first pose; without one the way there and the way back take the same
    time with a short rest at both ends.
    """
    last = len(poses) - 1
    if last == 0:
        return Clip((), (), 0)
    if figure.motion == "loop":
        return _loop(len(poses), rep_s, alternating)
    if tempo is None or sum(tempo) <= 0:
        tempo = (0.38 * rep_s, 0.12 * rep_s, 0.38 * rep_s, 0.12 * rep_s)
    there, pause, back, rest = (part * rep_s / sum(tempo) for part in tempo)
    legs = [Leg(there / last, i, i + 1) for i in range(last)]
    legs.append(Leg(pause, last, last))
    legs += [Leg(back / last, i, i - 1) for i in range(last, 0, -1)]
    legs.append(Leg(rest, 0, 0))
    return Clip((), tuple(leg for leg in legs if leg.seconds > 0), last, alternating)


def _loop(count: int, seconds: float, alternating: bool) -> Clip:
    legs = tuple(Leg(seconds / count, i, (i + 1) % count) for i in range(count))
    return Clip((), legs, 0, alternating)


def _part(poses: Sequence[Pose], phase: int | None) -> tuple[int, int]:
    """First and last keyframe of the way into a phase: it begins where the phase before it ended."""
    if phase is None or all(pose.phase is None for pose in poses):
        return 0, len(poses) - 1
    mine = [i for i, pose in enumerate(poses) if pose.phase == phase]
    if not mine:
        return len(poses) - 1, len(poses) - 1
    return max(mine[0] - 1, 0), mine[-1]
