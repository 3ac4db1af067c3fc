"""Which cuts a routine gets, for the time available: the fewest that fit, and then what fits again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TypeAlias

from routine_timer.routine.dose_times import planned_s
from routine_timer.routine.model import Step
from routine_timer.shorten.cut_version import LEAST, Version, numbers_in

FULL = 0.9
"""The share of the time from which on it counts as used."""
_Unit: TypeAlias = tuple[int, ...]
"""Steps that are cut together: one, or those that do one exercise on the left and on the right."""


class Cutter:
    """Cuts a version until it fits, then gives back what fits again."""

    def __init__(self, version: Version, seconds: float) -> None:
        self._version, self._seconds = version, seconds
        self._units = _units({n: step for n, step in version.steps.items() if n >= version.first})

    def cut(self) -> Version:
        version = self._version
        most = max((len(options) - 1 for options in version.options.values()), default=0)
        if self._least(range(most + 1), self._cut_doses):
            self._give_back_doses()
            return version
        fewer = list(self._fewer_sets())
        if self._least(range(len(fewer) + 1), lambda count: self._cut_sets(fewer[:count])):
            self._give_back_doses()
            return version
        order = list(self._drops())
        if not self._least(range(len(order) + 1), lambda count: self._drop(order[:count])):
            self._keep_the_shortest()
            self._give_back(fewer)
            return version
        self._fill(order[: self._last(order)], fewer)
        return version

    def _fill(self, dropped: list[_Unit], fewer: Sequence[tuple[str, _Unit]]) -> None:
        """Give back what fits. Where that leaves much of the time empty, another step goes instead of the last."""
        best: tuple[float, list[_Unit]] | None = None
        staying = [unit for unit in self._units if unit not in dropped]
        others = [one for one in staying if self._version.pinned not in one]
        for last in [dropped[-1], *sorted(others, key=lambda one: -self._work_s(one))]:
            kept = [unit for unit in (*staying, dropped[-1]) if unit != last]
            if last != dropped[-1] and not self._may_go(last, [*kept, last]):
                continue
            self._drop([*dropped[:-1], last])
            self._cut_everything(fewer)
            if not self._fits():
                continue
            self._give_back(fewer)
            filled = self._version.duration_s() / self._seconds
            if best is None or filled > best[0]:
                best = filled, [*dropped[:-1], last]
            if filled >= FULL:
                return
        if best is not None:
            self._drop(best[1])
            self._cut_everything(fewer)
            self._give_back(fewer)

    def _last(self, order: Sequence[_Unit]) -> int:
        return sum(unit[0] in self._version.dropped for unit in order)

    def _cut_everything(self, fewer: Sequence[tuple[str, _Unit]]) -> None:
        self._cut_doses(max(len(options) - 1 for options in self._version.options.values()))
        self._cut_sets(fewer)

    def _give_back(self, fewer: Sequence[tuple[str, _Unit]]) -> None:
        self._give_back_steps()
        self._give_back_sets(fewer)
        self._give_back_doses()

    def _fits(self) -> bool:
        return self._version.duration_s() <= self._seconds

    def _least(self, amounts: range, apply: Callable[[int], None]) -> bool:
        """Apply the smallest amount that fits, else the largest; whether it fits."""
        low, high = amounts.start, amounts.stop - 1
        apply(high)
        if not self._fits():
            return False
        while low < high:
            middle = (low + high) // 2
            apply(middle)
            if self._fits():
                high = middle
            else:
                low = middle + 1
        apply(high)
        return True

    # -- doses

    def _cut_doses(self, amount: int) -> None:
        """Everything by the same share."""
        options = self._version.options
        most = max(len(each) - 1 for each in options.values())
        share = amount / most if most else 0.0
        self._version.levels = {
            number: level for number, each in options.items() if (level := ceil(share * (len(each) - 1) - 1e-9))
        }

    def _give_back_doses(self) -> None:
        """One rep (or a few seconds) after another, the first steps first, as long as it fits."""
        version, left = self._version, list(self._units)
        room = self._seconds - version.duration_s()
        while left and room > 0:
            unit = left.pop(0)
            raised = {n: version.levels[n] - 1 for n in unit if version.levels.get(n)}
            if not raised or unit[0] in version.dropped or self._gain_s(raised) > room + 1e-6:
                continue
            before = dict(version.levels)
            version.levels.update(raised)
            if self._fits():
                left.append(unit)
                room = self._seconds - version.duration_s()
            else:
                version.levels = before

    def _gain_s(self, raised: Mapping[int, int]) -> float:
        """Seconds that these levels add at least: for one set and one side."""
        options = self._version.options
        return sum(planned_s(options[n][level]) - planned_s(options[n][level + 1]) for n, level in raised.items())

    # -- sets and rounds

    def _fewer_sets(self) -> Iterator[tuple[str, _Unit]]:
        """One set or round less after another: where there are most, the later one of equals; sets before rounds."""
        version = self._version
        sets = {unit: max(version.steps[n].sets for n in unit) for unit in self._units}
        rounds: dict[_Unit, int] = {
            (number,): circuit.rounds
            for number, circuit in enumerate(version.circuits)
            if min(numbers_in(version.whole.steps, number)) >= version.first
        }
        for kind, counts in (("set", sets), ("round", rounds)):
            while counts and max(counts.values()) > 1:
                unit = max(counts, key=lambda one: (counts[one], one))
                counts[unit] -= 1
                yield kind, unit

    def _cut_sets(self, cuts: Iterable[tuple[str, _Unit]]) -> None:
        version = self._version
        version.sets, version.rounds = {}, {}
        for kind, unit in cuts:
            for number in unit:
                if kind == "set":
                    version.sets[number] = max(version.set_count(number) - 1, 1)
                else:
                    version.rounds[number] = version.round_count(number) - 1

    def _give_back_sets(self, cuts: Sequence[tuple[str, _Unit]]) -> None:
        """The cuts that need not be: those made last are given back first."""
        made = list(cuts)
        for cut in reversed(cuts):
            without = [one for one in made if one is not cut]
            self._cut_sets(without)
            if self._fits():
                made = without
        self._cut_sets(made)

    # -- steps

    def _drops(self) -> Iterator[_Unit]:
        """The order in which steps go, as far as they may.

        First those whose muscles other steps work on too, then the others; of equals, those of the longer half, and
        the later ones.
        """
        version = self._version
        left = [unit for unit in self._units if version.pinned not in unit]
        staying = [unit for unit in self._units if version.pinned in unit]
        works = {unit: self._works_on(unit) for unit in self._units}
        halves = {unit: {half for half, _ in works[unit]} for unit in self._units}
        work_s = {unit: self._work_s(unit) for unit in self._units}
        while left and len(left) + len(staying) > 1:
            share: Counter[tuple[str, str]] = Counter()  # counted once for all: a routine may have hundreds of steps
            share_halves: Counter[str] = Counter()
            seconds: dict[str, float] = defaultdict(float)
            for one in (*left, *staying):
                share.update(works[one])
                share_halves.update(halves[one])
                for half in halves[one]:
                    seconds[half] += work_s[one]
            candidates = [one for one in left if all(share_halves[half] > 1 for half in halves[one])]
            if not candidates:
                return
            ranks = {
                one: (
                    all(share[work] > 1 for work in works[one]),
                    max((seconds[half] for half in halves[one]), default=0.0),
                    one,
                )
                for one in candidates
            }
            unit = max(candidates, key=ranks.__getitem__)
            left.remove(unit)
            yield unit

    def _may_go(self, unit: _Unit, kept: Sequence[_Unit]) -> bool:
        others = [one for one in kept if one != unit]
        return bool(others) and all(any(half in self._halves(one) for one in others) for half in self._halves(unit))

    def _halves(self, unit: _Unit) -> set[str]:
        return {half for half, _ in self._works_on(unit)}

    def _works_on(self, unit: _Unit) -> set[tuple[str, str]]:
        steps = [self._version.steps[number] for number in unit]
        stretched = {("stretch", muscle) for step in steps for muscle in step.stretches}
        return stretched | {("strengthen", muscle) for step in steps for muscle in step.strengthens}

    def _work_s(self, unit: _Unit) -> float:
        steps = [self._version.steps[number] for number in unit]
        return sum(planned_s(step.dose) * (2 if step.sides in ("both", "alternating") else 1) for step in steps)

    def _drop(self, units: Iterable[_Unit]) -> None:
        self._version.dropped = {number for unit in units for number in unit}

    def _keep_the_shortest(self) -> None:
        """The shortest step of each half, and the one that it is started at."""
        kept = [unit for unit in self._units if self._version.pinned in unit]
        for half in ("stretch", "strengthen"):
            if not any(half in self._halves(unit) for unit in kept):
                kept += sorted((u for u in self._units if half in self._halves(u)), key=self._work_s)[:1]
        self._drop(unit for unit in self._units if unit not in (kept or self._units[:1]))

    def _give_back_steps(self) -> None:
        """The steps that fit again, the first ones first."""
        version = self._version
        room = self._seconds - version.duration_s()
        for unit in self._units:
            if unit[0] in version.dropped and LEAST * self._work_s(unit) <= room:
                version.dropped -= set(unit)
                if self._fits():
                    room = self._seconds - version.duration_s()
                else:
                    version.dropped |= set(unit)


def _units(steps: Mapping[int, Step]) -> list[_Unit]:
    """The steps that are cut together, in the order of the file."""
    by_exercise: dict[str, list[int]] = {}
    for number, step in steps.items():
        if step.sides in ("left", "right"):
            by_exercise.setdefault(_without_side(step), []).append(number)
    pairs = [
        tuple(numbers)
        for numbers in by_exercise.values()
        if {steps[number].sides for number in numbers} == {"left", "right"}
    ]
    paired = {number for pair in pairs for number in pair}
    return sorted([*pairs, *((number,) for number in steps if number not in paired)])


def _without_side(step: Step) -> str:
    return step.exercise or " ".join(re.sub(r"\b(left|right)\b", "", step.name.casefold()).split())
