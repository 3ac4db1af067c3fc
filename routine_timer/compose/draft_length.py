"""How long a draft is in seconds: exactly as long as its timeline, but cheap enough to compute thousands of times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from routine_timer.compose.body_positions import move_s
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.format import RoutineTable
from routine_timer.routine.model import Step
from routine_timer.routine.problem_collector import ProblemCollector
from routine_timer.routine.resolve import resolve_routine
from routine_timer.timeline.lengths import get_ready_s, pause_s, work_s


class StepLengths:
    """Measures steps of one catalogue."""

    def __init__(self) -> None:
        self._steps: dict[tuple[str, int, float, float], Step] = {}
        self._work: dict[tuple[str, int, float], float] = {}
        self._pauses: dict[tuple[str, str], float] = {}
        self._get_ready: dict[tuple[str, frozenset[str]], float] = {}

    def work_s(self, exercise: Exercise, sets: int, rest: float) -> float:
        """The exercise with all its sets and sides."""
        key = (exercise.id, sets, rest)
        if key not in self._work:
            self._work[key] = work_s(self._step(exercise, sets, rest))
        return self._work[key]

    def pause_s(self, before: Exercise, exercise: Exercise) -> float:
        """The pause between two exercises: the time to change position, or as long as what is spoken in it."""
        key = (before.id, exercise.id)
        if key not in self._pauses:
            step = self._step(exercise, between=move_s(before.position, exercise.position))
            self._pauses[key] = pause_s(self._step(before), step)
        return self._pauses[key]

    def get_ready_s(self, first: Exercise, props: frozenset[str]) -> float:
        """The get-ready before the first exercise of a routine that needs all of `props`."""
        key = (first.id, props)
        if key not in self._get_ready:
            self._get_ready[key] = get_ready_s(self._step(first), sorted(props))
        return self._get_ready[key]

    def _step(self, exercise: Exercise, sets: int = 1, rest: float = 0.0, between: float = 0.0) -> Step:
        key = (exercise.id, sets, rest, between)
        if key not in self._steps:
            self._steps[key] = _resolved(exercise, sets, rest, between)
        return self._steps[key]


def _resolved(exercise: Exercise, sets: int, rest: float, between: float) -> Step:
    """The step of a file that only names this exercise."""
    entry: dict[str, Any] = {"exercise": exercise.id, "between": between}
    if sets > 1:
        entry |= {"sets": sets, "rest": rest}
    table = msgspec.convert({"format": 1, "name": "x", "step": [entry]}, RoutineTable)
    resolved = resolve_routine(table, Path("x.toml"), {exercise.id: exercise}, ProblemCollector())
    return resolved.steps[0].step
