"""Finds the routine, exercise, plan or step that a name on the command line refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from routine_timer.errors import Ambiguous, NotFound
from routine_timer.routine.model import Circuit, leaves
from routine_timer.routine.name_matching import alike, as_id

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.cli.context import Context
    from routine_timer.routine.exercise import Exercise
    from routine_timer.routine.model import Routine, Step

T = TypeVar("T")


def routine_named(context: Context, name: str) -> Routine:
    """The routine with this name, id or file.

    Raises:
        NotFound: no routine matches, or several do.
        BrokenFile: the file has errors.
    """
    from routine_timer.routine.diagnostics import BrokenFile

    reading = context.library.find(name)
    if reading.routine is None:
        raise BrokenFile(reading.diagnostics)
    return reading.routine


def routine_or_exercise_named(context: Context, name: str) -> Routine | Exercise:
    """The routine with this name, id or file; if there is none, the exercise.

    Raises:
        NotFound: no routine or exercise matches, or several routines do.
        BrokenFile: the routine's file has errors.
    """
    from routine_timer.routine.name_matching import nearest

    try:
        return routine_named(context, name)
    except NotFound as error:
        exercises = context.library.catalogue
        if (exercise := exercises.find(name)) is not None:
            return exercise
        near = nearest(name, exercises.exercises.values())
        if error.what != "routine" or error.near or not near:
            raise
        raise NotFound("routine or exercise", name, near) from None


def exercise_named(context: Context, name: str) -> Exercise:
    """The exercise with this id, name or alias.

    Raises:
        NotFound
    """
    from routine_timer.routine.name_matching import nearest

    catalogue = context.library.catalogue
    exercise = catalogue.find(name)
    if exercise is None:
        raise NotFound("exercise", name, nearest(name, catalogue.exercises.values()))
    return exercise


def plan_named(context: Context, name: str) -> PlanReading:
    """The plan with this name, id or file; it may be broken.

    Raises:
        NotFound: no plan matches, or several do.
    """
    from routine_timer.care.plan_file import Plans, existing_plan_file, read_plan

    if (file := existing_plan_file(name)) is not None:
        return read_plan(file, context.library.files)
    return Plans.of(context.folders, context.library.files).reading(name)


def or_plan(context: Context, name: str, find: Callable[[], T]) -> T | PlanReading:
    """What `find` finds; if there is nothing, or the name is the file of a plan, that plan.

    Raises:
        NotFound: what `find` raises, if there is no such plan either.
    """
    from routine_timer.care.plan_file import existing_plan_file

    if existing_plan_file(name) is not None:
        return plan_named(context, name)
    try:
        return find()
    except Ambiguous:
        raise
    except NotFound as error:
        try:
            return plan_named(context, name)
        except NotFound:
            raise error from None


def step_named(routine: Routine, name: str) -> int:
    """The number of a step, from its number, its name or the start of its name; for a circuit, its first step.

    Raises:
        NotFound
    """
    steps = leaves(routine.steps)
    if name.isdecimal() and len(name) <= 6 and 1 <= int(name) <= len(steps):
        return int(name)
    wanted = as_id(name)
    ids = [(number, as_id(name)) for number, step in enumerate(steps, 1) for name in (step.name, step.exercise or "")]
    ids += [(number, as_id(circuit)) for number, circuit in _circuits(routine.steps)]
    for matches in (str.__eq__, str.startswith):
        for number, id in ids:
            if wanted and matches(id, wanted):
                return number
    names = {as_id(step.name): step.name for step in steps}
    near = [names[one] for one in sorted(names, key=lambda one: -alike(wanted, one)) if alike(wanted, one) >= 0.7][:3]
    listed = ", ".join(f"{number} {step.name}" for number, step in enumerate(steps, 1))
    raise NotFound("step", name[:60], near, help=f"its steps are: {listed}")


def _circuits(entries: Sequence[Step | Circuit], number: int = 1) -> Iterator[tuple[int, str]]:
    """The name of each circuit with the number of its first step."""
    for entry in entries:
        if isinstance(entry, Circuit):
            if entry.name:
                yield number, entry.name
            yield from _circuits(entry.steps, number)
        number += len(leaves((entry,)))
