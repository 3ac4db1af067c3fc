"""Advice on a routine that is right but could be better.

Every rule has a code, a reason and a source (`docs/routine-format.md`), and is silenced by `allow` in the file, in a
circuit or in a step. Rules look at resolved steps, never at TOML; one module for each family.
"""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.advice import balance_rules, cue_rules, dose_rules, picture_rules, position_rules
from routine_timer.routine.advice.advisor import Advisor
from routine_timer.routine.model import Routine
from routine_timer.routine.problem_collector import ProblemCollector
from routine_timer.routine.resolve import Placed


def advise(routine: Routine, steps: Sequence[Placed], problems: ProblemCollector) -> None:
    """Note what could be better about `routine`, whose steps stand where `steps` say."""
    advisor = Advisor(routine.allow, problems)
    dose_rules.look(steps, advisor)
    cue_rules.look(steps, advisor)
    position_rules.look(routine, steps, advisor)
    balance_rules.look(routine, steps, advisor)
    picture_rules.look(steps, problems)
