"""Prints a whole plan: its stages, what each one asks for, and what it needs before the next one."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterator
from typing import TYPE_CHECKING

from routine_timer.care.plan_file import read_plan
from routine_timer.care.stage_criteria import why_on
from routine_timer.history.streaks.goals import WEEKDAYS
from routine_timer.routine.diagnostics import BrokenFile
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.text.sources import named

if TYPE_CHECKING:
    from routine_timer.care.plan_file import Plan, PlanReading, PlanStage
    from routine_timer.cli.context import Context


def print_plan(context: Context, reading: PlanReading, *, as_json: bool) -> None:
    """Print everything about a plan, or its object for `show --json`.

    Raises:
        BrokenFile: it has errors.
    """
    plan = reading.plan or read_plan(reading.file).plan  # a missing routine is named in its place
    if plan is None:
        raise BrokenFile(reading.diagnostics, reading.text)
    if as_json:
        context.print_json(plan_json(plan))
        return
    context.print(f"{plain(plan.name)}   {pluralize(len(plan.stages), 'stage')}")
    for text in filter(None, (plan.about, f"From {plan.source}." if plan.source else "")):
        context.print(named(plain(text)))
    for number, stage in enumerate(plan.stages, 1):
        context.print()
        for line in _stage(number, stage, context, is_last=number == len(plan.stages)):
            context.print(line)
    context.print(f"\nFollow it with `routine-timer plan start {plan.id}`.")


def plan_json(plan: Plan) -> dict[str, object]:
    """The object of `show PLAN --json`. `weekdays` is null where the routines are taken in turn."""
    return {
        "id": plan.id,
        "name": plan.name,
        "about": plan.about,
        "source": plan.source,
        "stages": [
            {
                "name": stage.name,
                "about": stage.about,
                "routines": list(stage.routines),
                "weekdays": _weekdays(stage),
                "goal": stage.goal.text,
                "days_done": stage.days_done,
                "move_on": {
                    "pain_at_most": stage.move_on.pain_at_most,
                    "signs": "not-more" if stage.move_on.signs_not_more else None,
                    "measures": list(stage.move_on.measures),
                },
                "source": stage.source,
            }
            for stage in plan.stages
        ],
    }


def _weekdays(stage: PlanStage) -> dict[str, str | None] | None:
    if stage.by_weekday is None:
        return None
    return {name: stage.by_weekday.get(day) for day, name in enumerate(WEEKDAYS)}


def _stage(number: int, stage: PlanStage, context: Context, *, is_last: bool) -> Iterator[str]:
    about = " ".join(text for text in (stage.about, f"({stage.source})" if stage.source else "") if text)
    yield f"{number}. {plain(stage.name)}"
    if about:
        yield f"   {named(plain(about))}"
    days = _weekdays(stage)
    if days is None:
        yield f"   {'In turn: ' if len(stage.routines) > 1 else ''}{', '.join(_named(stage.routines, context))}"
    else:
        for which in dict.fromkeys(days.values()):
            on = _days(tuple(day for day, one in enumerate(days.values()) if one == which))
            yield f"   {on}: {', '.join(_named((which,), context)) if which else 'rest day'}"
    then = "Complete" if is_last else "Next stage"
    yield f"   Goal: {stage.goal}. {then} after {why_on(stage, stage.days_done)}"


def _days(days: tuple[int, ...]) -> str:
    """`Monday to Friday` for three or more days in a row, otherwise each of them."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{day_name[days[0]]} to {day_name[days[-1]]}"
    return ", ".join(day_name[day] for day in days)


def _named(routines: tuple[str, ...], context: Context) -> Iterator[str]:
    for id_ in routines:
        routine = context.library.reading(id_).routine if id_ in context.library.files else None
        yield f"{plain(routine.name)} ({id_})" if routine is not None else f"{plain(id_)} (missing)"
