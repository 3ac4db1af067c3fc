"""A routine with cuts: fewer reps, sets, rounds and steps, and what is different in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from msgspec.structs import replace

from routine_timer.routine.dose_times import Dose, planned_s
from routine_timer.routine.model import Circuit, Hold, Reps, Routine, Step, leaves
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.timeline import Coaching, Timeline, compile_routine, starting_at

LEAST = 0.6
"""The share of its reps, or of an "up to" hold, that a step keeps."""
HOLD_STEP_S = 5.0
"""By how much a hold gets shorter at a time, in seconds."""


class Version:
    """A routine with cuts: `levels` how many reps (or seconds) fewer, `sets`, `rounds`, and steps `dropped`.

    Steps and circuits are numbered in the order of the file, steps from 1, circuits from 0.
    """

    def __init__(self, whole: Routine, doses: dict[int, float], first: int, coaching: Coaching | None = None) -> None:
        self.whole, self.doses, self.first = whole, doses, first
        self.pinned = first if first > 1 else None
        self._coaching = coaching
        self.steps = dict(enumerate(leaves(whole.steps), 1))
        self.circuits = list(_circuits(whole.steps))
        self.levels: dict[int, int] = {}
        self.sets: dict[int, int] = {}
        self.rounds: dict[int, int] = {}
        self.dropped: set[int] = set()
        self.options = {
            number: [step.dose] if number < first else _options(step, doses.get(number))
            for number, step in self.steps.items()
        }

    def routine(self) -> Routine:
        numbers, circuits = iter(self.steps), iter(range(len(self.circuits)))
        return replace(self.whole, steps=tuple(self._built(self.whole.steps, numbers, circuits)))

    def new_doses(self) -> dict[int, float]:
        """The doses that the person has grown into, of the steps that are left, by their new numbers."""
        return {new: dose for new, old in self._new_numbers() if (dose := self._grown(old)) is not None}

    def new_coaching(self) -> Coaching | None:
        """The coaching, with the new numbers of the steps that are left."""
        if self._coaching is None:
            return None
        easier = self._coaching.easier
        return replace(self._coaching, easier=frozenset(new for new, old in self._new_numbers() if old in easier))

    def _new_numbers(self) -> Iterator[tuple[int, int]]:
        return enumerate((number for number in self.steps if number not in self.dropped), 1)

    def timeline(self) -> Timeline:
        return starting_at(compile_routine(self.routine(), self.new_doses(), self.new_coaching()), self.first)

    def duration_s(self) -> float:
        return self.timeline().duration_s

    def dose(self, number: int) -> Dose:
        return self.options[number][self.levels.get(number, 0)]

    def set_count(self, number: int) -> int:
        return self.sets.get(number, self.steps[number].sets)

    def round_count(self, circuit: int) -> int:
        return self.rounds.get(circuit, self.circuits[circuit].rounds)

    def changes(self) -> Iterator[str]:
        """What is different, steps that are left out first."""
        named = {number: step.name for number, step in self.steps.items()}
        for number in sorted(self.dropped):
            yield f"{named[number]}: left out"
        for circuit, rounds in self.rounds.items():
            before, circuit_left = self.circuits[circuit], self._left_in(circuit)
            if rounds < before.rounds and circuit_left:
                yield f"{before.name or 'circuit'}: {pluralize(rounds, 'round')} instead of {before.rounds}"
        for number, step in self.steps.items():
            if number in self.dropped:
                continue
            if self.set_count(number) < step.sets:
                yield f"{step.name}: {pluralize(self.set_count(number), 'set')} instead of {step.sets}"
            if level := self.levels.get(number):
                options = self.options[number]
                yield f"{step.name}: {_words(options[level])} instead of {_number(options[0])}"

    def _left_in(self, circuit: int) -> bool:
        numbers = numbers_in(self.whole.steps, circuit)
        return any(number not in self.dropped for number in numbers)

    def _grown(self, number: int) -> float | None:
        """The dose to compile a step with whose dose has grown; less than that where its range was shortened."""
        if number not in self.doses:
            return None
        dose = self.dose(number)
        if isinstance(dose, Reps):
            return None if dose.max_count is None else float(dose.count)
        return planned_s(dose)

    def _built(
        self, steps: Iterable[Step | Circuit], numbers: Iterator[int], circuits: Iterator[int]
    ) -> Iterator[Step | Circuit]:
        for item in steps:
            if isinstance(item, Circuit):
                circuit = next(circuits)
                inside = tuple(self._built(item.steps, numbers, circuits))
                if inside:
                    yield replace(item, steps=inside, rounds=self.round_count(circuit))
                continue
            number = next(numbers)
            if number not in self.dropped:
                yield self._step(item, number)

    def _step(self, step: Step, number: int) -> Step:
        sets = self.set_count(number)
        dose = step.dose if self._grown(number) is not None else self.dose(number)
        if isinstance(dose, Reps) and dose.by_set:
            dose = replace(dose, by_set=dose.by_set[:sets])
        return replace(step, dose=dose, sets=sets)


def _options(step: Step, grown: float | None) -> list[Dose]:
    """The doses of a step from what it is down to the least, each a little shorter than the one before."""
    dose = step.dose
    if isinstance(dose, Reps) and dose.by_set:
        most = max(dose.by_set)
        return [_fewer_by_set(dose, most, count) for count in range(most, ceil(LEAST * most) - 1, -1)]
    if isinstance(dose, Reps):
        if dose.max_count is not None:
            top = min(max(int(grown or 0), dose.count), dose.max_count)
            ranges = [replace(dose, count=count) for count in range(top, dose.count - 1, -1)]
            return [*ranges, *_options(Step("", replace(dose, max_count=None)), None)[1:]]
        return [replace(dose, count=count) for count in range(dose.count, ceil(LEAST * dose.count) - 1, -1)]
    if isinstance(dose, Hold) and dose.until == "range" and grown is not None:
        longest = min(max(grown, dose.seconds), dose.max_s or dose.seconds)
        return [replace(dose, seconds=seconds) for seconds in _down(longest, dose.seconds)]
    if isinstance(dose, Hold) and dose.until == "up-to":
        return [replace(dose, seconds=s, max_s=s) for s in _down(dose.seconds, LEAST * dose.seconds)]
    return [dose]


def _fewer_by_set(dose: Reps, most: int, count: int) -> Reps:
    by_set = tuple(max(round(one * count / most), 1) for one in dose.by_set)
    return replace(dose, count=by_set[0], by_set=by_set)


def _down(top: float, least: float) -> Iterator[float]:
    yield top
    while top - HOLD_STEP_S >= least:
        top -= HOLD_STEP_S
        yield top


def _words(dose: Dose) -> str:
    if isinstance(dose, Reps):
        return f"{_number(dose)} reps" if dose.by_set else pluralize(dose.count, "rep")
    return short(dose.seconds) if isinstance(dose, Hold) else ""


def _number(dose: Dose) -> str:
    if isinstance(dose, Reps):
        return "/".join(map(str, dose.by_set)) if dose.by_set else str(dose.count)
    return short(dose.seconds) if isinstance(dose, Hold) else ""


def _circuits(steps: Iterable[Step | Circuit]) -> Iterator[Circuit]:
    for item in steps:
        if isinstance(item, Circuit):
            yield item
            yield from _circuits(item.steps)


def numbers_in(steps: Sequence[Step | Circuit], circuit: int) -> list[int]:
    """The numbers of the steps in one circuit."""
    number, at = 0, -1
    inside: list[int] = []

    def walk(items: Iterable[Step | Circuit], *, within: bool) -> None:
        nonlocal number, at
        for item in items:
            if isinstance(item, Circuit):
                at += 1
                walk(item.steps, within=within or at == circuit)
            else:
                number += 1
                if within:
                    inside.append(number)

    walk(steps, within=False)
    return inside
