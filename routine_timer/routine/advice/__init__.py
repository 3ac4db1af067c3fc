"""Advice on a routine that is right but could be better.

Every rule has a code, a reason and a source (`docs/routine-format.md`), and is silenced by `allow` in the file, in a
circuit or in a step. Rules look at resolved steps, never at TOML; one module for each family.
"""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.advice import balance, cues, doses, moves
from routine_timer.routine.advice.noting import Advisor
from routine_timer.routine.model import Routine
from routine_timer.routine.problems import Problems
from routine_timer.routine.resolving import Placed


def advise(routine: Routine, steps: Sequence[Placed], problems: Problems) -> None:
    """Note what could be better about `routine`, whose steps stand where `steps` say."""
    advisor = Advisor(routine.allow, problems)
    doses.look(steps, advisor)
    cues.look(steps, advisor)
    moves.look(routine, steps, advisor)
    balance.look(routine, steps, advisor)
