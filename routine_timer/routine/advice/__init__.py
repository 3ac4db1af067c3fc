"""Advice on a routine that works but could be better.

Every rule has a code, a reason and a source (`docs/routine-format.md`), and `allow` silences it in the file, in a
circuit or in a step. Rules look at resolved steps, never at TOML; there is one module for each family of rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routine_timer.routine.advice import (
    balance_rules,
    cue_rules,
    dose_rules,
    movement_rules,
    picture_rules,
    position_rules,
)
from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import Routine
from routine_timer.routine.problem_collector import ProblemCollector
from routine_timer.routine.resolve import PlacedStep


def advise(
    routine: Routine,
    steps: Sequence[PlacedStep],
    problems: ProblemCollector,
    exercises: Mapping[str, Exercise] | None = None,
) -> None:
    """Note what could be better about `routine`.

    Args:
        steps: its steps with their places in the file.
        exercises: the catalogue, to recognise exercises that a step only has the name of.
    """
    advice = AdviceCollector(routine.allow, problems)
    dose_rules.look(steps, advice, exercises or {})
    movement_rules.look(steps, advice)
    cue_rules.look(steps, advice)
    position_rules.look(routine, steps, advice)
    balance_rules.look(routine, steps, advice)
    picture_rules.look(steps, problems)
