"""Which muscles are stretched and which work, left and right; and the pairs that ought to be in balance.

Pure: a timeline in, seconds out. Knows neither the terminal nor the history.
"""

from __future__ import annotations

import msgspec

from routine_timer.routine.muscle_pairs import PAIRS as PAIRS
from routine_timer.routine.muscle_pairs import Pair as Pair
from routine_timer.timeline import Segment, Timeline


class Sides(msgspec.Struct):
    """Seconds on each side; `both` are those that have no side."""

    left: float = 0.0
    right: float = 0.0
    both: float = 0.0

    @property
    def total(self) -> float:
        return self.left + self.right + self.both

    def add(self, segment: Segment, seconds: float) -> None:
        match segment.side:
            case "left":
                self.left += seconds
            case "right":
                self.right += seconds
            case "alternating":
                self.left += seconds / 2
                self.right += seconds / 2
            case _:
                self.both += seconds


class MuscleLoad(msgspec.Struct):
    """What one muscle gets, in seconds."""

    stretched: Sides = msgspec.field(default_factory=Sides)
    strengthened: Sides = msgspec.field(default_factory=Sides)


def by_muscle(timeline: Timeline) -> dict[str, MuscleLoad]:
    """Planned seconds stretched and under tension, by muscle, the most stretched first."""
    loads: dict[str, MuscleLoad] = {}
    for segment in timeline.segments:
        step = timeline.step_of(segment)
        if step is None or not segment.is_work:
            continue
        for muscle in step.stretches:
            loads.setdefault(muscle, MuscleLoad()).stretched.add(segment, segment.estimate_s)
        for muscle in step.strengthens:
            loads.setdefault(muscle, MuscleLoad()).strengthened.add(segment, segment.estimate_s)
    return dict(
        sorted(loads.items(), key=lambda item: (-item[1].stretched.total, -item[1].strengthened.total, item[0]))
    )
