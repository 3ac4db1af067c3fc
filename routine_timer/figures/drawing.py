"""One moment of a figure as a grid of cells: body, props and floor through the camera onto the canvas.

`Stage` holds what stays the same through a movement (camera, box, props), so that neither the scale nor the floor
jumps while the body moves. Pure: the same posture, breath and size give the same grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from routine_timer.figures.antialiasing import DENSITY, shaded
from routine_timer.figures.body import EYE_RADIUS, EYES, far_limbs, flesh, patches_for
from routine_timer.figures.camera import Box, Camera, Framing, ViewPoint, box_of, camera, fit
from routine_timer.figures.canvas import Canvas, Grid, Paint, Pixels, Style
from routine_timer.figures.geometry import Vec
from routine_timer.figures.skeleton import SPOTS, PlacedBody
from routine_timer.figures.solved_keyframes import SEAT_DEPTH, STEP_DEPTH, Scene, scene_of
from routine_timer.figures.solver import Posture
from routine_timer.routine.poses import Figure, Prop

_GAP_CM = 1.3
_GAP_DOTS = 1.0
_THINNEST = 0.62
"""Radius in dots under which a limb would break up."""
_SCALE_WITH_EYES = 0.33
"""Dots a centimetre from which on a head is large enough to have eyes."""
_SOLID_LINE = 0.9
"""Half the thickness of the lines of a solid figure, in dots: a fifth of a cell's height in all."""
_MAT_HALF = 27.0
_FROM_ABOVE = 45.0
"""Degrees of tilt from which on a figure is one that is seen from above."""
_WALL_HEIGHT = 178.0
_GRIPPED = 7.0
"""Radius of a cushion held between two places of the body."""
_BOX = 14.0
"""Half the height of a box."""
_WEIGHT = 7.0
_WEIGHT_BELOW = 12.0
"""Radius of a weight, and how far below the hand its middle hangs."""
_POST_ABOVE = 22.0
"""How far the post that a band is tied to reaches above the knot."""
_STEP_HALF = 20.0

_Line: TypeAlias = tuple[Vec, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a figure's pictures have in common."""

    camera: Camera
    scene: Scene
    props: tuple[Prop, ...]
    accent: tuple[str, ...]
    far: frozenset[str]
    """Limbs drawn dim. Decided once, so that no limb changes its colour while it moves."""
    box: Box
    fixtures: tuple[_Line, ...]
    """Outlines of the furniture and walls."""
    blocks: tuple[_Line, ...]
    """Faces of solid things on the floor: a step."""
    ground: _Line
    """The mat's outline, or the line of the floor."""
    on_mat: bool


def stage(figure: Figure, postures: Sequence[Posture], accent: Iterable[str] = ()) -> Stage:
    """The stage on which all of `postures` (at least one) find room."""
    eye = camera(figure.view, figure.turn, figure.tilt)
    scene = scene_of(figure.props)
    upper = figure.frame == "upper"
    balls: list[tuple[ViewPoint, float]] = []
    xs: list[float] = []
    for posture in postures:
        for drawn in flesh(posture.placed, eye, (), 1.0):
            if not upper or (drawn.kind in ("trunk", "head") or drawn.limb.startswith("arm")):
                balls += drawn.discs
        xs += [posture.placed.spot(spot)[0] for spot in SPOTS]
    low, high = min(xs), max(xs)
    on_mat = any(prop.kind == "mat" for prop in figure.props)
    fixtures = _fixtures(figure.props, scene, *((62.0, 20.0) if figure.view == "front" else (20.0, 58.0)))
    body = box_of(balls)
    ground = (
        _mat(low, high, _mat_half(figure.tilt, postures))
        if on_mat
        else _floor(eye, (low + high) / 2, body.width / 2 + 8.0)
    )
    blocks = _blocks(figure.props, scene)
    if not upper:
        balls += [(eye.see(point), 0.5) for line in (*fixtures, *blocks, ground) for point in line]
    return Stage(
        camera=eye,
        scene=scene,
        props=tuple(figure.props),
        accent=patches_for(figure.accent if figure.accent is not None else accent),
        far=far_limbs(postures[0].placed, eye),
        box=box_of(balls),
        fixtures=tuple(fixtures),
        blocks=blocks,
        ground=ground,
        on_mat=on_mat,
    )


def dotted(
    on: Stage, placed: PlacedBody, width: int, height: int, *, breath: float = 0.0, mirrored: bool = False
) -> Grid[Style]:
    """The body `placed` on its stage in `width` × `height` cells of braille dots.

    Args:
        breath: how far breathed in, 0 to 1.
        mirrored: for the left side.
    """
    return _drawn(on, placed, width, height, breath, mirrored, line=0.0).grid()


def solid(
    on: Stage, placed: PlacedBody, width: int, height: int, *, breath: float = 0.0, mirrored: bool = False
) -> Grid[Paint]:
    """The same as `dotted`, in shaded blocks."""
    canvas = _drawn(on, placed, width * DENSITY, height * DENSITY, breath, mirrored, line=_SOLID_LINE)
    return shaded(canvas)


def smooth(
    on: Stage,
    placed: PlacedBody,
    width: int,
    height: int,
    cell_height: int,
    *,
    breath: float = 0.0,
    mirrored: bool = False,
) -> Pixels:
    """The same in pixels, twice as many as asked for both ways, so that edges can be smoothed.

    Args:
        width, height: pixels; `height` is even.
        cell_height: pixels of a terminal's cell, to which lines keep their proportion.
    """
    line = _SOLID_LINE * 2 * cell_height / (4 * DENSITY)
    return _drawn(on, placed, width, height // 2, breath, mirrored, line=line).pixels()


def _drawn(
    on: Stage, placed: PlacedBody, width: int, height: int, breath: float, mirrored: bool, *, line: float
) -> Canvas:
    box = Box(-on.box.right, on.box.bottom, -on.box.left, on.box.top) if mirrored else on.box
    view = _View(Canvas(width, height), fit(box, width, height), on.camera, -1.0 if mirrored else 1.0, line)
    if line and on.on_mat:
        view.canvas.fill([(*view.at(corner), 0.0) for corner in on.ground[:-1]], view.canvas.owner("floor"))
    prop = view.canvas.owner("prop")
    for block in on.blocks:
        view.canvas.fill([(*view.at(corner), 0.0) for corner in block], prop)
    _lumps(view, on, placed, prop)
    _body(view, on, placed, breath)
    _eyes(view, placed)
    _weights(view, on, placed, prop)
    _thin_props(view, on, placed, prop)
    _ground(view, on)
    return view.canvas


@dataclass(frozen=True, slots=True)
class _View:
    canvas: Canvas
    fit: Framing
    camera: Camera
    flip: float
    line: float
    """Half the thickness of a line, in dots; 0 for a line of single dots."""

    def stroke(self, start: Vec, end: Vec, owner: int, *, every: int = 1) -> None:
        """A straight line, behind what is there."""
        ends = (self.at(start), self.at(end))
        if self.line:
            self.canvas.fill([(*point, self.line) for point in ends], owner, under=True)
        else:
            self.canvas.line(*ends, owner, every=every)

    def dot(self, seen: ViewPoint) -> tuple[float, float]:
        return self.fit.dot(ViewPoint(seen.x * self.flip, seen.y, seen.near))

    def at(self, point: Vec) -> tuple[float, float]:
        return self.dot(self.camera.see(point))


def _body(view: _View, on: Stage, placed: PlacedBody, breath: float) -> None:
    canvas, scale = view.canvas, view.fit.scale
    own = {style: canvas.owner(style) for style in ("near", "far", "accent")}
    trunk = canvas.owner("near")
    margin = max(_GAP_CM * scale, _GAP_DOTS)
    for drawn in flesh(placed, view.camera, on.accent, breath, on.far):
        if drawn.gap is not None:
            spare = frozenset({trunk}) if drawn.kind == "head" else frozenset()
            canvas.clear([(*view.dot(p), max(r * scale, _THINNEST) + margin) for p, r in drawn.gap], spare)
        ink = trunk if drawn.kind == "trunk" else own[drawn.style]
        thinnest = 0.0 if drawn.kind == "patch" else _THINNEST
        canvas.fill([(*view.dot(p), max(r * scale, thinnest)) for p, r in drawn.discs], ink)


def _eyes(view: _View, placed: PlacedBody) -> None:
    """Where the face looks, as dots left out, as soon as a head is large enough to have them."""
    if view.fit.scale < _SCALE_WITH_EYES:
        return
    middle = view.camera.see(placed.at("head", (0.0, 8.0, 0.0))).near
    for bone, offset in EYES:
        seen = view.camera.see(placed.at(bone, offset))
        if seen.near > middle + 2.0:
            view.canvas.clear([(*view.dot(seen), max(EYE_RADIUS * view.fit.scale, 0.55))], frozenset())


def _lumps(view: _View, on: Stage, placed: PlacedBody, prop: int) -> None:
    """Solid props, which the body lies upon: drawn before it."""
    scale = view.fit.scale
    for item in on.props:
        if item.kind == "support":
            radius = on.scene.support / 2
            ends: list[Vec] = [(on.scene.support_x, radius, z) for z in (-24.0, 24.0)]
        elif item.kind == "cushion" and item.between:
            ends = [placed.spot(str(name)) for name in item.between]
            radius = _GRIPPED
        elif item.kind == "box" and item.between:
            a, b = (placed.spot(str(name)) for name in (item.between[0], item.between[-1]))
            x, y, radius = (a[0] + b[0]) / 2 + 6.0, (a[1] + b[1]) / 2 - 4.0, 1.0
            ends = [(x + dx, max(y + dy, 1.0), z) for dx in (-_BOX, _BOX) for dy in (-_BOX, _BOX) for z in (a[2], b[2])]
        elif item.kind == "cushion":
            x, radius = item.x or 0.0, on.scene.cushion / 2
            ends = [(x + dx, radius, dz) for dx in (-10.0, 10.0) for dz in (-14.0, 14.0)]
        else:
            continue
        view.canvas.fill([(*view.at(end), radius * scale) for end in ends], prop)


def _weights(view: _View, on: Stage, placed: PlacedBody, prop: int) -> None:
    """What hangs from a hand, in front of the body."""
    scale = view.fit.scale
    for item in on.props:
        if item.kind == "weight":
            for name in item.between:
                x, y, z = placed.spot(str(name))
                x, y = view.at((x, y - _WEIGHT_BELOW, z))
                view.canvas.clear([(x, y, (_WEIGHT + _GAP_CM) * scale)], frozenset())
                view.canvas.fill([(x, y, _WEIGHT * scale)], prop)


def _thin_props(view: _View, on: Stage, placed: PlacedBody, prop: int) -> None:
    """Straps and outlines, behind what the body already covers."""
    for item in on.props:
        if item.kind in ("towel", "band"):
            anchor = (item.anchor[0], item.anchor[1], 0.0) if item.anchor else (0.0, 0.0, 0.0)
            strap = [anchor if name == "anchor" else placed.spot(str(name)) for name in item.between]
            for a, b in pairwise(strap):
                view.stroke(a, b, prop)
    for line in on.fixtures:
        for a, b in pairwise(line):
            view.stroke(a, b, prop)


def _ground(view: _View, on: Stage) -> None:
    floor = view.canvas.owner("floor")
    for a, b in pairwise(on.ground):
        view.stroke(a, b, floor, every=1 if on.on_mat else 2)


def _mat(low: float, high: float, half: tuple[float, float]) -> _Line:
    low, high = low - 8.0, high + 8.0
    corner = (low, 0.0, half[0])
    return (corner, (high, 0.0, half[0]), (high, 0.0, half[1]), (low, 0.0, half[1]), corner)


def _mat_half(tilt: float, postures: Sequence[Posture]) -> tuple[float, float]:
    """From where to where the mat reaches across.

    Seen from above, it reaches under all limbs: limbs beyond its edge look as if they stood on a floor below it.
    """
    if tilt < _FROM_ABOVE:
        return -_MAT_HALF, _MAT_HALF
    across = [posture.placed.spot(spot)[2] for posture in postures for spot in SPOTS]
    return min(*across, -_MAT_HALF) - 6.0, max(*across, _MAT_HALF) + 6.0


def _floor(eye: Camera, middle: float, half: float) -> _Line:
    """A level line as the viewer sees it, below the body."""
    right = (eye.cos_turn * half, 0.0, -eye.sin_turn * half)
    return ((middle - right[0], 0.0, -right[2]), (middle + right[0], 0.0, right[2]))


def _blocks(props: Sequence[Prop], scene: Scene) -> tuple[_Line, ...]:
    """The faces of a step that can be seen: its top, its front and its side."""
    blocks: list[_Line] = []
    for prop in props:
        if prop.kind == "step":
            left, right, top, z = prop.x or 0.0, (prop.x or 0.0) + STEP_DEPTH, scene.step, _STEP_HALF
            blocks.append(((left, top, z), (right, top, z), (right, top, -z), (left, top, -z)))
            blocks.append(((left, 0.0, z), (right, 0.0, z), (right, top, z), (left, top, z)))
            blocks.append(((left, 0.0, -z), (left, 0.0, z), (left, top, z), (left, top, -z)))
            blocks.append(((right, 0.0, -z), (right, 0.0, z), (right, top, z), (right, top, -z)))
    return tuple(blocks)


def _fixtures(props: Sequence[Prop], scene: Scene, deep: float, long: float) -> list[_Line]:
    """The outlines of furniture and walls.

    Of a wall before or behind the body `deep` is half of the width that is shown, of one beside it `long`.
    """
    lines: list[_Line] = []
    for prop in props:
        if prop.kind == "wall":
            high = prop.height or _WALL_HEIGHT
            if scene.wall_axis == "x":
                ends: list[tuple[float, float]] = [(scene.wall, deep), (scene.wall, -deep)]
            else:
                ends = [(long, scene.wall), (-long, scene.wall)]
            (ax, az), (bx, bz) = ends
            lines.append(((ax, 0, az), (ax, high, az), (bx, high, bz), (bx, 0, bz), (ax, 0, az)))
        elif prop.kind == "chair":
            half = SEAT_DEPTH / 2 * scene.seat_faces
            back, front, top = scene.seat_x - half, scene.seat_x + half, scene.seat
            for z in (-19.0, 19.0):
                lines.append(((back, 0, z), (back, top + 42, z)))
                lines.append(((front, 0, z), (front, top, z)))
                lines.append(((back, top - 1, z), (front, top - 1, z)))
            lines.append(((back, top + 42, -19.0), (back, top + 42, 19.0)))
            lines.append(((front, top - 1, -19.0), (front, top - 1, 19.0)))
        elif prop.kind == "band" and prop.anchor is not None and len(prop.anchor) == 2:
            x, high = prop.anchor[0], prop.anchor[1] + _POST_ABOVE
            lines.append(((x, 0, 0), (x, high, 0)))
        elif prop.kind == "table":
            x, top = (prop.x or 0.0), scene.table
            lines.append(((x, top - 1, 0), (x + 60, top - 1, 0)))
            lines.append(((x + 55, top - 1, 0), (x + 55, 0, 0)))
    return lines
