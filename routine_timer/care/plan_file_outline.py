"""The outline of a plan file for the editor: how many stages it has, what is wrong, and what can be completed."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from routine_timer.care.plan_file import plan_schema, read_plan_text
from routine_timer.editing.completion import TOP, Vocabulary, Word, words_of_schema
from routine_timer.editing.outline import Outline
from routine_timer.history.streaks.goals import WEEKDAYS


def plan_outline(text: str, file: Path, routines: Collection[str]) -> Outline:
    """See the text of a plan through; never raises for what it says.

    Args:
        routines: the ids of the routines there are.
    """
    reading = read_plan_text(text, file, routines)
    plan = reading.plan or read_plan_text(text, file).plan
    stages = text.count("\n[[stage]]") + text.startswith("[[stage]]") if plan is None else len(plan.stages)
    return Outline(text, reading.diagnostics, (), plan.name if plan else "", stages=stages)


def words_of_plans(routines: Collection[str]) -> Vocabulary:
    """All words that can be completed in a plan."""
    schema = json.loads(plan_schema())
    tables = schema["$defs"]
    keys, words = words_of_schema({TOP: schema, "stage": tables["StageTable"], "move_on": tables["MoveOnTable"]})
    weekdays = (*WEEKDAYS, "default")
    keys["routines"] = dict.fromkeys(weekdays, ("", '""'))
    words |= dict.fromkeys(("routines", *weekdays), tuple(map(Word, sorted(routines))))
    words["goal"] = tuple(map(Word, ("daily", "5/week", "mon,wed,fri", "every 2 days")))
    return Vocabulary(keys, words)
