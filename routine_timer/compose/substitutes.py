"""Another exercise for a step that hurts: one rung easier, or one for the same muscles and the same half. Pure.

It takes the slot and the time of the step it replaces, and needs nothing that the step doesn't.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from routine_timer.compose.body_positions import rank
from routine_timer.compose.families import difficulty
from routine_timer.history.records import SwapRecord
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.ladders import climb
from routine_timer.routine.model import SECONDS_A_REP, Circuit, Hold, Reps, Routine, Step, leaves

_ALWAYS_THERE = frozenset({"mat", "wall"})
"""Props that a substitute may need even where the step doesn't."""
LEAST_HOLD_S = 5.0


def substitute(step: Step, exercises: Mapping[str, Exercise], used: Collection[str] = ()) -> Exercise | None:
    """The exercise to do instead of `step`; None if the catalogue has none.

    Args:
        used: ids of exercises to leave out: those of the routine, and those that hurt already.
    """
    easier = exercises.get(step.easier_exercise or "")
    if easier is not None and easier.id not in used and _fits(easier, step):
        return easier
    half = "stretches" if step.stretches else "strengthens"
    wanted: set[str] = set(getattr(step, half))
    own = exercises.get(step.exercise or "")
    hardest = difficulty(own, exercises) if own is not None else float("inf")
    harder = climb(own.harder_exercise, "harder_exercise", exercises) if own and own.harder_exercise else []
    props = {*step.props, *_ALWAYS_THERE}
    candidates = [
        one
        for one in exercises.values()
        if rank(one.position) is not None
        and wanted & set(getattr(one, half))
        and one.id not in {step.exercise, *used, *harder}
        and set(one.props) <= props
        and _fits(one, step)
        and difficulty(one, exercises) <= hardest
    ]
    return min(
        candidates,
        key=lambda one: (
            -len(wanted & set(getattr(one, half))),
            one.position != step.position,
            difficulty(one, exercises),
            one.id,
        ),
        default=None,
    )


def _fits(exercise: Exercise, step: Step) -> bool:
    """Whether an exercise can take the slot. A hold of one side at a time needs a slot with sides."""
    if isinstance(exercise.dose, tuple):
        return False
    has_sides = exercise.sides in ("both", "left", "right")
    return not has_sides or step.sides in ("both", "left", "right") or isinstance(exercise.dose, Reps)


def as_step(exercise: Exercise, step: Step) -> Step:
    """The step with another exercise, in the same time: its sets, rest and pauses stay."""
    sides, seconds = exercise.sides, _seconds_a_side(step)
    if sides in ("both", "left", "right"):
        sides = step.sides if step.sides in ("both", "left", "right") else "alternating"
    elif step.sides == "both":
        seconds = 2 * seconds + step.switch
    return replace(
        step,
        name=exercise.name,
        exercise=exercise.id,
        dose=dose_in(exercise, seconds, alternating=sides == "alternating"),
        sides=sides,
        setup=exercise.setup,
        cues=exercise.cues,
        tempo_words=exercise.tempo_words,
        avoid=exercise.avoid,
        easier=exercise.easier,
        harder=exercise.harder,
        easier_exercise=exercise.easier_exercise,
        harder_exercise=exercise.harder_exercise,
        props=exercise.props,
        note=exercise.note,
        position=exercise.position,
        stretches=exercise.stretches,
        strengthens=exercise.strengthens,
        image=exercise.image,
    )


def dose_in(exercise: Exercise, seconds: float, *, alternating: bool) -> Hold | Reps:
    """The exercise's kind of dose, as much of it as fits into this time."""
    match exercise.dose:
        case Reps(rep_s=rep_s, tempo=tempo):
            rep = rep_s or SECONDS_A_REP
            count = max(int(seconds / (rep * (2 if alternating else 1)) + 1e-6), 1)
            return Reps(count, rep_s=rep, tempo=tempo)
        case _:
            return Hold(max(float(round(seconds)), LEAST_HOLD_S))


def _seconds_a_side(step: Step) -> float:
    match step.dose:
        case Hold(seconds=seconds):
            return seconds
        case Reps(count=count, rep_s=rep_s):
            return count * (rep_s or SECONDS_A_REP) * (2 if step.sides == "alternating" else 1)
        case phases:
            return sum(phase.hold.seconds for phase in phases)


def with_swaps(routine: Routine, swaps: Iterable[SwapRecord], exercises: Mapping[str, Exercise]) -> Routine:
    """The routine with the exercises that the person swapped in it.

    A swap applies while the file has that step in that place, and the catalogue has the exercise.

    Args:
        swaps: of any routine, oldest first; the last one for a step is in force.
    """
    steps = leaves(routine.steps)
    wanted: dict[int, Step] = {}
    for swap in swaps:
        if swap.routine != routine.id or not 1 <= swap.step <= len(steps) or steps[swap.step - 1].name != swap.label:
            continue
        wanted.pop(swap.step, None)
        exercise = exercises.get(swap.exercise or "")
        if exercise is not None:
            wanted[swap.step] = as_step(exercise, steps[swap.step - 1])
    if not wanted:
        return routine
    numbers = iter(range(1, len(steps) + 1))
    return replace(routine, steps=tuple(_replaced(routine.steps, wanted, numbers)))


def _replaced(
    entries: tuple[Step | Circuit, ...], wanted: Mapping[int, Step], numbers: Iterator[int]
) -> list[Step | Circuit]:
    return [
        replace(entry, steps=tuple(_replaced(entry.steps, wanted, numbers)))
        if isinstance(entry, Circuit)
        else wanted.get(next(numbers), entry)
        for entry in entries
    ]
