"""What a figure costs by itself: solving its poses, and drawing it."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator

import msgspec

from bench.rows import Row, at_most, median
from bench.setting import Setting
from routine_timer import paths
from routine_timer.figures.motion import STEPS, Moment
from routine_timer.figures.rig import Rig
from routine_timer.routine.poses import Figure, Pose

GROUP = "Figures"
SIZES = ((12, 6), (44, 16), (120, 40))
FRAME_MS = 100
"""A moving figure shows ten pictures a second."""


def rows(setting: Setting) -> Iterator[Row]:  # noqa: ARG001 - it is over in seconds, quick or not
    solving, between = list[float](), list[float]()
    drawing: dict[tuple[int, int], list[float]] = {size: [] for size in SIZES}
    for file in sorted(paths.bundled_exercises().glob("*.toml")):
        rig = rig_of(file.read_text(encoding="utf-8"))
        solving.append(_ms(rig.keyframes))
        if len(rig.poses) > 1:
            between += [_ms(lambda r=rig, s=s: r.posture(Moment(0, 1, s))) for s in range(2, STEPS, 4)]  # type: ignore[misc]
        rig.picture(Moment(0, 0), 20, 8)
        for size in SIZES:
            drawing[size].append(_ms(lambda r=rig, s=size: r.picture(Moment(0, 0, breath=1), *s)))  # type: ignore[misc]
    count = len(solving)
    yield Row("figure-solve", GROUP, "all poses of an exercise solved", "ms", median(solving), samples=count)
    yield Row("figure-between", GROUP, "a posture between two poses", "ms", median(between), samples=len(between))
    for (width, height), taken in drawing.items():
        target = at_most(FRAME_MS)
        what = f"a picture of {width}×{height} cells, the slowest exercise"
        yield Row(f"figure-{width}", GROUP, what, "ms", max(taken), target=target, samples=count)


def rig_of(text: str) -> Rig:
    """The figure of a file of the catalogue."""
    data = tomllib.loads(text)
    return Rig(msgspec.convert(data.get("figure", {}), Figure), msgspec.convert(data["poses"], list[Pose]))


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
