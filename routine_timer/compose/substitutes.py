"""Another exercise for a step that hurts: an easier one, or one for the same muscles and the same half. Pure.

It takes the slot and the time of the step it replaces, and needs nothing that the step doesn't.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from routine_timer.compose.body_positions import rank
from routine_timer.compose.families import difficulty
from routine_timer.history.records import SwapRecord
from routine_timer.routine.dose_times import even_from_six, reps_in
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.ladders import climb
from routine_timer.routine.model import SECONDS_A_REP, Circuit, Hold, Reps, Routine, Step, leaves

_ALWAYS_THERE = frozenset({"mat", "wall"})
"""Props that a substitute can need even if the step doesn't."""
LEAST_HOLD_S = 5.0
LEAST_REPS = 3
_LITTLE_MORE = 1.25
"""Up to this many times an exercise's usual number of reps, the usual number is used."""


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
    candidates = [
        one
        for one in exercises.values()
        if rank(one.position) is not None
        and wanted & set(getattr(one, half))
        and one.id not in {step.exercise, *used, *harder}
        and takes_slot(one, step)
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


def takes_slot(exercise: Exercise, step: Step) -> bool:
    """Whether an exercise can take the slot of a step, and needs nothing that the step doesn't."""
    return _fits(exercise, step) and set(exercise.props) <= {*step.props, *_ALWAYS_THERE}


def _fits(exercise: Exercise, step: Step) -> bool:
    """Whether an exercise can take the slot: a hold of one side needs sides, and sets that descend need reps."""
    descends = isinstance(step.dose, Reps) and step.dose.by_set
    if isinstance(exercise.dose, tuple) or (descends and not isinstance(exercise.dose, Reps)):
        return False
    has_sides = exercise.sides in ("both", "left", "right")
    return not has_sides or step.sides in ("both", "left", "right") or isinstance(exercise.dose, Reps)


class _StepTime(msgspec.Struct, frozen=True):
    """The seconds that a step's dose takes on each side: of its low end, of its high end where it has a range, and of
    each set where they differ."""

    seconds: float
    most_s: float | None = None
    by_set: tuple[float, ...] = ()

    def with_both_sides(self, switch: float) -> _StepTime:
        """The slot of both sides together, with the pause between them."""
        return _StepTime(
            2 * self.seconds + switch,
            None if self.most_s is None else 2 * self.most_s + switch,
            tuple(2 * one + switch for one in self.by_set),
        )


def as_step(exercise: Exercise, step: Step) -> Step:
    """The step with another exercise, in the same time: its sets, rest and pauses stay, and so does a range."""
    sides, slot = exercise.sides, _step_time(step)
    if sides in ("both", "left", "right"):
        sides = step.sides if step.sides in ("both", "left", "right") else "alternating"
    elif step.sides == "both":
        slot = slot.with_both_sides(step.switch)
    return replace(
        step,
        name=exercise.name,
        exercise=exercise.id,
        dose=_dose_in(exercise, slot, alternating=sides == "alternating"),
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


def _dose_in(exercise: Exercise, slot: _StepTime, *, alternating: bool) -> Hold | Reps:
    """The exercise's kind of dose, as much of it as fits into the slot."""
    if isinstance(exercise.dose, Reps):
        usual = exercise.dose
        rep_s = usual.rep_s or SECONDS_A_REP
        one_s = rep_s * (2 if alternating else 1)
        by_set = tuple(reps_in(seconds, one_s) for seconds in slot.by_set)
        count = by_set[0] if by_set else _usual_reps(reps_in(slot.seconds, one_s), usual)
        most = None if slot.most_s is None else _usual_reps(reps_in(slot.most_s, one_s), usual)
        if most == count == LEAST_REPS:
            most = count + 1  # a range stays one, so that it has a top
        return Reps(count, most if (most or 0) > count else None, rep_s, usual.tempo, by_set)
    low = max(float(round(slot.seconds)), LEAST_HOLD_S)
    high = None if slot.most_s is None else float(round(slot.most_s))
    return Hold(low) if high is None or high <= low else Hold(low, high, "range")


def _usual_reps(count: int, usual: Reps) -> int:
    """A natural number of reps: the exercise's own number if hardly more fit, otherwise an even number from six on; not
    so few that they train nothing."""
    most = usual.max_count or usual.count
    count = max(count, min(LEAST_REPS, usual.count))
    if most <= count <= most * _LITTLE_MORE:
        return most
    return even_from_six(count)


def _step_time(step: Step) -> _StepTime:
    match step.dose:
        case Hold(seconds=seconds, max_s=most, until=until):
            return _StepTime(seconds, most if until == "range" else None)
        case Reps(count=count, max_count=most, rep_s=rep_s, by_set=by_set):
            one_s = (rep_s or SECONDS_A_REP) * (2 if step.sides == "alternating" else 1)
            return _StepTime(count * one_s, None if most is None else most * one_s, tuple(n * one_s for n in by_set))
        case phases:
            return _StepTime(sum(phase.hold.seconds for phase in phases))


def with_swaps(routine: Routine, swaps: Iterable[SwapRecord], exercises: Mapping[str, Exercise]) -> Routine:
    """The routine with the exercises that the person swapped in. A swap applies as long as the file has that step in
    that place and the catalogue has the exercise.

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
