"""From a keyframe to a placed body: named angles keep their values, and contacts touch.

A pose rarely names every angle, and the named ones are rarely exact: a hand on the floor needs a shoulder, an elbow and
a trunk that agree. So each angle is a belief (a mean and a spread, small where the pose names the joint and wide where
it does not), each contact is a demand, and the result is the most likely posture that meets the demands: iterated least
squares in dual form, which has as many equations as demands (a dozen) rather than joints (forty-four). The same step
with fixed feet takes a body through a movement without sliding, reaches a target with an arm, and tips the pelvis of a
plank.

Independent of time, exercises and pictures. Centimetres and radians.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import dist, hypot, radians
from typing import Literal, NamedTuple, TypeAlias

from routine_timer.figures.geometry import Vec, cross, dot, sub
from routine_timer.figures.skeleton import CHAINS, INDEX, LIMITS, SPOTS, TURNS, Angles, PlacedBody, place

AxisName: TypeAlias = Literal["x", "y", "z"]
_UNIT: dict[str, Vec] = {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0)}

_HARDNESS = 0.05
"""Spread of a demand in cm: how exactly a contact is met."""
_SOFT = 12.0
"""Spread of a demand at the beginning: made harder step by step, so that a far hand finds its way round."""
_STEP = radians(35)
"""The most that an angle turns in one iteration."""


class Level(NamedTuple):
    """A spot rests on a plane: the surface of its ball is at `value` along `axis`, on the side given by `sign`."""

    spot: str
    axis: AxisName
    value: float
    sign: float = 1.0


class Keep(NamedTuple):
    """The centre of a spot stays at `value` along `axis`: a contact does not slide."""

    spot: str
    axis: AxisName
    value: float


class Touch(NamedTuple):
    """Two spots of the body touch each other at their surfaces."""

    spot: str
    other: str


Demand: TypeAlias = Level | Keep | Touch


@dataclass(frozen=True, slots=True)
class PoseEstimate:
    """The mean and spread of each turn before any demand, in the order of `TURNS`."""

    mean: Angles
    spread: Angles


@dataclass(frozen=True, slots=True)
class Posture:
    """A solved body: its angles, how it lies, and the resulting positions."""

    angles: Angles
    lie: str
    placed: PlacedBody


def solve(
    belief: PoseEstimate,
    demands: Sequence[Demand],
    lie: str,
    *,
    start: Angles | None = None,
    rounds: int = 40,
    floor: Iterable[str] = (),
) -> Posture:
    """The most likely posture that meets `demands`.

    Demands that contradict each other end in a compromise, which `gap` measures.

    Args:
        start: where to begin, such as the result of the frame before; by default the means of `belief`.
        rounds: the most iterations.
        floor: spots that may not sink below y = 0, although no demand puts them on the floor.
    """
    angles: list[float] = list(start or belief.mean)
    variance = [v * v for v in belief.spread]
    watched = tuple(floor)
    sunk: dict[str, Demand] = {}
    softness = _HARDNESS if start else _SOFT
    for _ in range(rounds):
        placed = place(angles, lie)
        if softness < 1.0:
            low = (s for s in watched if placed.spot(s)[1] < SPOTS[s].radius - 0.05)
            sunk.update((s, Level(s, "y", 0.0)) for s in low)
        wanted = [*demands, *sunk.values()]
        angles, moved, forces = _improve(angles, belief.mean, variance, placed, wanted, lie, softness)
        # The floor only pushes: what would have to be pulled down to it is let go.
        lifted = zip(list(sunk), forces[len(demands) :], strict=True)
        for spot in [spot for spot, force in lifted if force < 0]:
            del sunk[spot]
        if moved < 1e-3 and softness == _HARDNESS:
            break
        softness = max(softness * 0.5, _HARDNESS)
    result = tuple(angles)
    return Posture(result, lie, place(result, lie))


def gap(placed: PlacedBody, demand: Demand) -> float:
    """How far a demand is from being met, in cm, signed."""
    return _miss(placed, demand)


def _improve(
    angles: list[float],
    mean: Angles,
    variance: list[float],
    placed: PlacedBody,
    demands: Sequence[Demand],
    lie: str,
    softness: float,
) -> tuple[list[float], float, list[float]]:
    """One step: the new angles, the largest change (cm / 100 and radians alike), and each demand's force.

    An angle that runs into its joint's end is held there and the step taken again, so that the others take its
    share. The step is shortened until it makes things better: further than a little, the linear picture misleads.
    """
    misses = [_residual(placed, demand) for demand in demands]
    gaps = [miss for miss, _ in misses]
    rows = [row for _, row in misses]
    stuck: dict[int, float] = {}
    for _ in range(4):
        new, forces = _believe(angles, mean, variance, rows, gaps, stuck, softness)
        over = {
            i: min(max(new[i], LIMITS[i][0]), LIMITS[i][1])
            for i in range(4, len(new))
            if i not in stuck and not LIMITS[i][0] - 1e-6 <= new[i] <= LIMITS[i][1] + 1e-6
        }
        if not over:
            break
        stuck |= over

    def cost(at: list[float], misses: Iterable[float]) -> float:
        doubt = sum((a - m) ** 2 / v for a, m, v in zip(at, mean, variance, strict=True))
        return doubt + sum(miss * miss for miss in misses) / softness**2

    change = [min(max(value, low), high) - now for value, now, (low, high) in zip(new, angles, LIMITS, strict=True)]
    largest = max(abs(c) * (0.01 if i < 3 else 1.0) for i, c in enumerate(change))
    share = min(1.0, _STEP / largest) if largest else 1.0
    before = cost(angles, gaps)
    tried = angles
    for _ in range(6):
        tried = [now + share * c for now, c in zip(angles, change, strict=True)]
        there = place(tried, lie)
        if cost(tried, (_miss(there, demand) for demand in demands)) <= before:
            return tried, largest * share, forces
        share *= 0.4
    return tried, largest * share, forces


def _believe(
    now: list[float],
    mean: Angles,
    variance: list[float],
    rows: list[dict[int, float]],
    gaps: list[float],
    stuck: Mapping[int, float],
    softness: float,
) -> tuple[list[float], list[float]]:
    """The posterior mean of the linearised demands, mean + V Jᵀ (J V Jᵀ + h²)⁻¹ (J (now − mean) − gap), and the force
    of each: what follows V Jᵀ.
    """
    base = [stuck.get(i, m) for i, m in enumerate(mean)]
    spread = variance if not stuck else [0.0 if i in stuck else v for i, v in enumerate(variance)]
    weighted = [{i: g * spread[i] for i, g in row.items()} for row in rows]
    wanted = [sum(g * (now[i] - base[i]) for i, g in row.items()) - miss for row, miss in zip(rows, gaps, strict=True)]
    n = len(rows)
    system = [[0.0] * n for _ in range(n)]
    for a in range(n):
        row = rows[a]
        for b in range(a, n):
            other = weighted[b]
            small, large = (row, other) if len(row) < len(other) else (other, row)
            total = sum(g * large[i] for i, g in small.items() if i in large)
            system[a][b] = system[b][a] = total
        system[a][a] += softness * softness
    pull = _solved(system, wanted)
    new = list(base)
    for force, row in zip(pull, weighted, strict=True):
        for i, g in row.items():
            new[i] += force * g
    return new, pull


def _miss(placed: PlacedBody, demand: Demand) -> float:
    """How far off, in cm."""
    x, y, z = placed.spot(demand.spot)
    if isinstance(demand, Keep):
        return (x, y, z)["xyz".index(demand.axis)] - demand.value
    radius = SPOTS[demand.spot].radius
    if isinstance(demand, Level):
        return demand.sign * ((x, y, z)["xyz".index(demand.axis)] - demand.value) - radius
    return dist((x, y, z), placed.spot(demand.other)) - radius - SPOTS[demand.other].radius


def _residual(placed: PlacedBody, demand: Demand) -> tuple[float, dict[int, float]]:
    """How far off, and how each turn changes that."""
    point = placed.spot(demand.spot)
    if isinstance(demand, Level | Keep):
        sign = demand.sign if isinstance(demand, Level) else 1.0
        x, y, z = _UNIT[demand.axis]
        direction = (x * sign, y * sign, z * sign)
    else:
        direction = _unit(sub(point, placed.spot(demand.other)))
    row = _gradient(placed, demand.spot, point, direction)
    if isinstance(demand, Touch):
        for i, g in _gradient(placed, demand.other, placed.spot(demand.other), direction).items():
            row[i] = row.get(i, 0.0) - g
    return _miss(placed, demand), row


def _unit(v: Vec) -> Vec:
    length = max(hypot(*v), 1e-6)
    return (v[0] / length, v[1] / length, v[2] / length)


def _gradient(placed: PlacedBody, spot: str, point: Vec, direction: Vec) -> dict[int, float]:
    """How much each turn moves `point` along `direction`: (axis × arm) · direction."""
    row = {0: direction[0], 1: direction[1], 2: direction[2]}
    for i in CHAINS[SPOTS[spot].bone]:
        axis, origin = placed.axes[i]
        row[i] = dot(cross(axis, sub(point, origin)), direction)
    return row


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a symmetric positive definite system (Cholesky)."""
    n = len(right)
    low: list[list[float]] = []
    half: list[float] = []
    for i in range(n):
        row: list[float] = []
        for j in range(i):
            other = low[j]
            row.append((matrix[i][j] - sum(a * b for a, b in zip(row, other, strict=False))) / other[j])
        row.append(max(matrix[i][i] - sum(a * a for a in row), 1e-9) ** 0.5)
        low.append(row)
        half.append((right[i] - sum(a * b for a, b in zip(row, half, strict=False))) / row[i])
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (half[i] - sum(low[k][i] * out[k] for k in range(i + 1, n))) / low[i][i]
    return out


def means(values: Mapping[str, float]) -> list[float]:
    """A full list of angles from named ones in degrees (shifts in cm); what is not named is 0."""
    out = [0.0] * len(TURNS)
    for name, value in values.items():
        i = INDEX[name]
        out[i] = value if i < 3 else radians(value)
    return out
