"""Checks a figure for what no body can do, in each pose and in the movement from one to the next.

The solver always finds an answer; this module checks that it is a possible body, and the one that the file describes.
Problems are a joint beyond the human range, a joint that ends far from its named angle, a body part in the floor or a
wall, a contact that floats, and a planted foot that slides. They are values; the caller adds the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import degrees
from typing import Literal, TypeAlias

from routine_timer.figures.geometry import Vec
from routine_timer.figures.joint_ranges import NORMS
from routine_timer.figures.motion import STEPS, Moment
from routine_timer.figures.rig import Rig
from routine_timer.figures.skeleton import INDEX, SPOTS, TURNS, PlacedBody, joint_of
from routine_timer.figures.solved_keyframes import GROUNDS, Keyframe, Scene, anchored, scene_of
from routine_timer.figures.solver import Demand, Touch, gap
from routine_timer.routine.poses import Figure, Pose

Code: TypeAlias = Literal[
    "figure-range",
    "figure-contradicts",
    "figure-floor",
    "figure-wall",
    "figure-floats",
    "figure-slides",
    "figure-prop",
    "figure-hangs",
]

FLOATS_FROM = 1.5
"""The gap in centimetres between two touching things that becomes visible."""
SINKS_FROM = 1.5
SLIDES_FROM = 2.0
CONTRADICTS_FROM = 10.0
"""Degrees that a joint may differ from its named angle because of its contacts.

At 10 degrees a thigh (42 cm) ends 7 cm from where the file puts it, more than the width of a knee, and it shows: a shin
that should be upright leans. Less is within the error of a goniometer (two examiners differ by 5 to 10 degrees; Norkin
& White) and lets hands and feet meet what they touch.
"""
_SLACK = 0.5
"""Degrees that an angle may exceed its range, for rounding errors."""
_WAYS = (STEPS // 4, STEPS // 2, STEPS * 3 // 4)

_NEEDS: dict[str, str] = {
    "wall": "wall", "seat_top": "chair", "backrest": "chair", "support": "support", "tabletop": "table",
    "step": "step", "cushion": "cushion",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoseProblem:
    """One problem. `pose` counts from 1; `way` is true for the movement from it to the next pose."""

    pose: int
    code: Code
    message: str
    way: bool = False


def problems(figure: Figure, poses: Sequence[Pose]) -> list[PoseProblem]:
    """All problems of a figure, in the order of its poses."""
    if not poses:
        return []
    rig = Rig(figure, poses)
    scene = scene_of(figure.props)
    kinds: set[str] = {prop.kind for prop in figure.props}
    keyframes = rig.keyframes()
    result: list[PoseProblem] = []
    for number, keyframe in enumerate(keyframes, 1):
        result += [PoseProblem(number, code, text) for code, text in _pose(keyframe, scene, kinds)]
        if number < len(keyframes):
            result += [PoseProblem(number, code, text, way=True) for code, text in _way(rig, number - 1, number)]
    return result


def _pose(keyframe: Keyframe, scene: Scene, kinds: set[str]) -> Iterator[tuple[Code, str]]:
    yield from _range(keyframe)
    for spot, ground in keyframe.contacts.items():
        needed = _NEEDS.get(ground)
        if needed and needed not in kinds:
            yield "figure-prop", f"{_name(spot)} touches the {_thing(ground)}, but `props` has no {needed}"
    if not any(ground in GROUNDS for ground in keyframe.contacts.values()):
        yield "figure-hangs", "nothing touches the floor or a prop, so the body floats in the air"
    yield from _floats(keyframe.demands, keyframe.posture.placed)
    yield from _through(keyframe.posture.placed, scene, keyframe)


def _range(keyframe: Keyframe) -> Iterator[tuple[Code, str]]:
    """Joints beyond their range, by name or because of the contacts, and joints far from their named angle."""
    reported: set[str] = set()
    for name, value in keyframe.joints.items():
        norm = NORMS.get(joint_of(name))
        if norm and not norm.passive_low - _SLACK <= value <= norm.passive_high + _SLACK:
            reported.add(name)
            yield (
                "figure-range",
                f"{_name(name)} at {value:g}° is beyond human range ({norm.passive_low:g}° to {norm.passive_high:g}°)",
            )
    for name in TURNS:
        norm = NORMS.get(joint_of(name))
        if norm is None or name in reported:
            continue
        value = degrees(keyframe.posture.angles[INDEX[name]])
        if not norm.passive_low - _SLACK <= value <= norm.passive_high + _SLACK:
            yield "figure-range", f"the contacts bend {_name(name)} to {value:.0f}°, beyond human range"
        elif name in keyframe.joints and abs(value - keyframe.joints[name]) > CONTRADICTS_FROM:
            named = keyframe.joints[name]
            yield (
                "figure-contradicts",
                f"{_name(name)} is set to {named:g}°, but the contacts bend it to {value:.0f}°",
            )


def _floats(demands: Sequence[Demand], placed: PlacedBody) -> Iterator[tuple[Code, str]]:
    for demand in demands:
        miss = gap(placed, demand)
        if abs(miss) > FLOATS_FROM:
            other = _name(demand.other) if isinstance(demand, Touch) else "what it rests on"
            how = "floats" if miss > 0 else "sinks in"
            yield "figure-floats", f"{_name(demand.spot)} {how}: {abs(miss):.0f} cm from {other}"


def _through(placed: PlacedBody, scene: Scene, keyframe: Keyframe) -> Iterator[tuple[Code, str]]:
    walled = any(ground == "wall" for ground in keyframe.contacts.values())
    axis = "xyz".index(scene.wall_axis)
    for name, spot in SPOTS.items():
        place: Vec = placed.spot(name)
        if place[1] - spot.radius < -SINKS_FROM:
            yield "figure-floor", f"{_name(name)} is {spot.radius - place[1]:.0f} cm through the floor"
        beyond = spot.radius - scene.wall_faces * (place[axis] - scene.wall)
        if walled and beyond > SINKS_FROM + 1.0:
            yield "figure-wall", f"{_name(name)} is {beyond:.0f} cm through the wall"


def _way(rig: Rig, here: int, there: int) -> Iterator[tuple[Code, str]]:
    """Problems between two poses: shared contacts must neither lift nor slide, and nothing may sink into the floor."""
    first, last = rig.keyframes()[here], rig.keyframes()[there]
    if first.lie != last.lie:
        return
    shared = {spot: on for spot, on in first.contacts.items() if last.contacts.get(spot) == on}
    kept = anchored(first, shared, last.slides)
    reported: set[tuple[str, str]] = set()
    for step in (*_WAYS, STEPS):
        placed = rig.posture(Moment(here, there, step)).placed
        for keep in kept:
            if abs(gap(placed, keep)) > SLIDES_FROM and ("slide", keep.spot) not in reported:
                reported.add(("slide", keep.spot))
                yield "figure-slides", f"{_name(keep.spot)} slides {abs(gap(placed, keep)):.0f} cm though it is planted"
        if step == STEPS:
            continue
        for demand in first.demands:
            if shared.get(demand.spot) is None or ("float", demand.spot) in reported:
                continue
            if abs(gap(placed, demand)) > FLOATS_FROM:
                reported.add(("float", demand.spot))
                yield (
                    "figure-floats",
                    f"{_name(demand.spot)} leaves what it touches by {abs(gap(placed, demand)):.0f} cm",
                )
        for name, spot in SPOTS.items():
            depth = spot.radius - placed.spot(name)[1]
            if depth > SINKS_FROM and ("floor", name) not in reported:
                reported.add(("floor", name))
                yield "figure-floor", f"{_name(name)} sinks {depth:.0f} cm through the floor"


def _name(name: str) -> str:
    """`hand_r` in words: the right hand."""
    base = joint_of(name)
    side = {"_r": "right ", "_l": "left "}.get(name[len(base) :], "")
    return f"the {side}{base.replace('_', ' ')}"


def _thing(ground: str) -> str:
    return {"seat_top": "seat", "backrest": "backrest", "tabletop": "table"}.get(ground, ground)
