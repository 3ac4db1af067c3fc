"""The figure of one exercise, ready to be shown: keyframes are solved once, the postures between them on demand.

Between two keyframes every angle changes evenly, eased at both ends. Then the solver runs again for what both keyframes
touch, so a planted foot stays planted and a hand on a knee stays on it. Pictures are cached, because every rep
repeats the movement, and for all figures together, because a long session has dozens of them. The postures that they
are drawn from are not cached: they are ten times as large as what is seen.

Independent of clocks and widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, pi, radians

import msgspec

from routine_timer.figures.antialiasing import forget_cells
from routine_timer.figures.canvas import Grid, Paint, Pixels, Style
from routine_timer.figures.drawing import Stage, dotted, smooth, solid, stage
from routine_timer.figures.geometry import mix
from routine_timer.figures.motion import BREATHS, STEPS, Moment
from routine_timer.figures.skeleton import TURNS
from routine_timer.figures.solved_keyframes import Keyframe, anchored, demands_of, scene_of, solve_all, watched
from routine_timer.figures.solver import Demand, Keep, PoseEstimate, Posture, solve
from routine_timer.routine.poses import Figure, Pose

_BETWEEN = tuple(30.0 if i < 2 else 3.0 if i == 2 else radians(4.0) for i in range(len(TURNS)))
"""Spread of the angles between two solved keyframes: all of them are about equally certain."""

_KEPT_PICTURES = 100
"""Of each kind, of all figures: those of four ways from one keyframe to the next, which is what most exercises have."""


class Rig:
    """The figure of an exercise.

    `accent` are the parts to highlight where the figure names none (see `muscle_areas.py`).

    Raises:
        ValueError: without poses.
    """

    def __init__(self, figure: Figure, poses: Sequence[Pose], accent: Iterable[str] = ()) -> None:
        if not poses:
            raise ValueError("a figure needs at least one pose")
        self.figure = figure
        self.poses = tuple(poses)
        self._accent = tuple(accent)
        self._keyframes: dict[bool, tuple[Keyframe, ...]] = {}
        self._stage: Stage | None = None

    def keyframes(self, *, swapped: bool = False) -> tuple[Keyframe, ...]:
        """The solved keyframes; `swapped` exchanges left and right, for alternating reps."""
        if swapped not in self._keyframes:
            poses = [swap(pose) for pose in self.poses] if swapped else self.poses
            self._keyframes[swapped] = solve_all(self.figure, poses)
        return self._keyframes[swapped]

    @property
    def stage(self) -> Stage:
        """Camera, scale and props: the same for all moments."""
        if self._stage is None:
            count = len(self.poses)
            ways = [(i, i + 1) for i in range(count - 1)]
            if self.figure.motion == "loop" and count > 1:
                ways.append((count - 1, 0))
            seen = [frame.posture for frame in self.keyframes()]
            seen += [self.posture(Moment(a, b, STEPS // 2)) for a, b in ways]
            self._stage = stage(self.figure, seen, self._accent)
        return self._stage

    def posture(self, moment: Moment) -> Posture:
        """The body at a moment."""
        keyframes = self.keyframes(swapped=moment.swapped)
        if moment.here == moment.there or moment.step <= 0:
            return keyframes[moment.here].posture
        if moment.step >= STEPS:
            return keyframes[moment.there].posture
        return self._between(keyframes[moment.here], keyframes[moment.there], moment.step / STEPS)

    def picture(self, moment: Moment, width: int, height: int, *, mirrored: bool = False) -> Grid[Style]:
        """A moment in `width` × `height` cells of braille dots."""
        return _dotted_picture(self, moment, width, height, mirrored)

    def smooth_picture(
        self, moment: Moment, width: int, height: int, cell_height: int, *, mirrored: bool = False
    ) -> Pixels:
        """A moment in pixels, twice `width` × `height` of them. Not cached: the code that encodes it does that."""
        placed, breath = self.posture(moment).placed, moment.breath / BREATHS
        return smooth(self.stage, placed, width, height, cell_height, breath=breath, mirrored=mirrored)

    def solid_picture(self, moment: Moment, width: int, height: int, *, mirrored: bool = False) -> Grid[Paint]:
        """A moment in `width` × `height` cells of shaded blocks."""
        return _solid_picture(self, moment, width, height, mirrored)

    @staticmethod
    def forget_pictures() -> None:
        """Forget the pictures of all figures: another one is shown now, and its pictures are drawn again."""
        _dotted_picture.cache_clear()
        _solid_picture.cache_clear()
        forget_cells()

    def _between(self, a: Keyframe, b: Keyframe, t: float) -> Posture:
        if a.lie != b.lie:
            return (a if t < 0.5 else b).posture
        t = (1 - cos(pi * t)) / 2
        mean = tuple(x + (y - x) * t for x, y in zip(a.posture.angles, b.posture.angles, strict=True))
        shared = {spot: on for spot, on in a.contacts.items() if b.contacts.get(spot) == on}
        demands: list[Demand] = demands_of(shared, scene_of(self.figure.props))
        for keep in anchored(a, shared, b.slides):
            here, there = a.posture.placed.spot(keep.spot), b.posture.placed.spot(keep.spot)
            demands.append(Keep(keep.spot, keep.axis, mix(here, there, t)["xyz".index(keep.axis)]))
        return solve(PoseEstimate(mean, _BETWEEN), demands, a.lie, start=mean, rounds=12, floor=watched(shared))


@lru_cache(maxsize=_KEPT_PICTURES)
def _dotted_picture(rig: Rig, moment: Moment, width: int, height: int, mirrored: bool) -> Grid[Style]:
    placed, breath = rig.posture(moment).placed, moment.breath / BREATHS
    return dotted(rig.stage, placed, width, height, breath=breath, mirrored=mirrored)


@lru_cache(maxsize=_KEPT_PICTURES)
def _solid_picture(rig: Rig, moment: Moment, width: int, height: int, mirrored: bool) -> Grid[Paint]:
    placed, breath = rig.posture(moment).placed, moment.breath / BREATHS
    return solid(rig.stage, placed, width, height, breath=breath, mirrored=mirrored)


def swap(pose: Pose) -> Pose:
    """The same pose with left and right exchanged."""
    raw = msgspec.to_builtins(pose)
    raw["joints"] = {_other(name): -v if name in _MIRRORED else v for name, v in raw.get("joints", {}).items()}
    if "contacts" in raw:
        raw["contacts"] = {_other(spot): _other(on) for spot, on in raw["contacts"].items()}
    if "slides" in raw:
        raw["slides"] = [_other(spot) for spot in raw["slides"]]
    for name in ("tip", "roll", "yaw"):
        if name in raw:
            raw[name] = -raw[name]
    return msgspec.convert(raw, Pose)


_MIRRORED = frozenset(f"{part}_{way}" for part in ("spine", "lumbar", "chest", "neck") for way in ("side", "turn"))
"""Joints of the trunk that go to one side."""


def _other(name: str) -> str:
    return {"_r": name[:-2] + "_l", "_l": name[:-2] + "_r"}.get(name[-2:], name)
