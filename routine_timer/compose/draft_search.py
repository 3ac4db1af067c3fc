"""Searches for drafts of a routine: exercises for an aim, a time and a choice of positions, the best first. Pure.

A draft goes through the positions in one direction, first stretching, then strengthening from where the stretching
ends. So the tight half always comes before the weak one, and no position is visited twice. Each draft is filled
greedily: the target muscles first, then the rest of their pair, then what balances them, then more sets and more
exercises for the same muscles. Nothing works on muscles further away: a shorter routine is better than a padded one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import TypeAlias

from routine_timer.compose.aims import Aim
from routine_timer.compose.body_positions import POSITIONS, move_s
from routine_timer.compose.candidates import Candidate, ExerciseChoice, Half, candidates
from routine_timer.compose.choice_scores import Scale
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.muscle_pairs import Pair

FULL = 0.9
"""The share of the wanted time from which a draft counts as full."""
MOST_LOSS = 30.0
"""How much of a draft's value one more set can cost when there is time left."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A possible routine: its steps in order, its aim, its length in seconds, and how good it is."""

    choices: tuple[ExerciseChoice, ...]
    aim: Aim
    seconds: float
    score: float

    @property
    def stretched(self) -> frozenset[str]:
        return frozenset(muscle for choice in self.choices for muscle in choice.exercise.stretches)

    @property
    def strengthened(self) -> frozenset[str]:
        return frozenset(muscle for choice in self.choices for muscle in choice.exercise.strengthens)

    @property
    def served(self) -> tuple[str, ...]:
        """The target muscles that it helps."""
        return self.aim.served(self.stretched, self.strengthened)


def drafts(aim: Aim, seconds: float, exercises: Iterable[Exercise], without: Collection[str] = ()) -> Iterator[Draft]:
    """Drafts of at most `seconds`, the best first; none if nothing serves a target muscle in that time.

    Args:
        without: positions to leave out.
    """
    pool = candidates(aim, seconds, exercises, without)
    scale = Scale(aim)
    best: list[Draft] = []
    for way in _ways(pool):
        for by_time in (False, True):
            draft = _filled(scale, seconds, way, by_time=by_time)
            if draft is not None:
                best.append(draft)
    best = _distinct(best)
    yield from best
    # Each once more without one of its exercises: a check may object to just that one.
    for draft in best:
        for choice in draft.choices:
            fewer = [candidate for candidate in pool if candidate.exercise is not choice.exercise]
            others = [_filled(scale, seconds, way, by_time=True) for way in _ways(fewer)]
            yield from _distinct([other for other in others if other is not None])
    # And with nothing but what was asked for: there may be no time to balance its neighbours.
    bare = [_filled(scale, seconds, way, by_time=False, near=0.0) for way in _ways(pool)]
    yield from _distinct([draft for draft in bare if draft is not None])


_Halves: TypeAlias = "tuple[list[int], list[int]]"
"""The places on a way of what stretches one half of a pair, and of what strengthens the other."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One path through the positions, with its exercises in order."""

    candidates: tuple[Candidate, ...]

    def halves(self, pairs: Iterable[Pair]) -> list[_Halves]:
        """For each pair, where the exercises for its two halves are on the way, the shortest first."""
        return [(self._for("stretch", pair.tight), self._for("strengthen", pair.weak)) for pair in pairs]

    def _for(self, half: Half, muscles: Collection[str]) -> list[int]:
        fitting = []
        for at, candidate in enumerate(self.candidates):
            served = candidate.exercise.stretches if half == "stretch" else candidate.exercise.strengthens
            if candidate.half == half and any(muscle in muscles for muscle in served):
                fitting.append((candidate.seconds[0], at))
        return [at for _, at in sorted(fitting)]


def _ways(pool: Iterable[Candidate]) -> list[_Way]:
    """Up or down, and where stretching ends and strengthening starts; in one position, the easier exercises first."""
    found: dict[tuple[str, ...], _Way] = {}
    for pivot in range(len(POSITIONS)):
        for up in (1, -1):
            allowed = [c for c in pool if (c.rank - pivot) * up * (1 if c.half == "strengthen" else -1) >= 0]
            allowed.sort(key=lambda c: (c.rank * up, c.half == "strengthen", c.difficulty, c.exercise.id))
            way = _Way(tuple(allowed))
            found.setdefault(tuple(c.exercise.id for c in allowed), way)
    return list(found.values())


_Sets: TypeAlias = dict[int, int]
"""How many sets of which candidate, by its place on the way."""


def _filled(scale: Scale, seconds: float, way: _Way, *, by_time: bool, near: float = 1.0) -> Draft | None:
    """The way filled move by move; `by_time` takes what serves most a second, else what serves most.

    What that leaves of the time is filled with more sets and more exercises for the aim.
    """
    chosen = _grown({}, scale, seconds, way, by_time=by_time, near=near)
    chosen = _stretched_out(chosen, scale, seconds, way)
    length = _length(way, chosen)
    score = scale.worth(_weighed(way, chosen), 1.0) - 400 * max(FULL - length / seconds, 0.0)
    draft = Draft(_choices(way, chosen), scale.aim, length, score)
    return draft if draft.served else None


def _grown(chosen: _Sets, scale: Scale, seconds: float, way: _Way, *, by_time: bool, near: float) -> _Sets:
    pairs, wider = way.halves(scale.aim.pairs), way.halves(scale.aim.wider)
    worth = scale.worth(_weighed(way, chosen), near)
    while True:
        spent = _length(way, chosen)
        best: tuple[float, _Sets] | None = None
        for move in _moves(way, chosen, pairs, wider):
            length = _length(way, move)
            if length > seconds:
                continue
            gain = scale.worth(_weighed(way, move), near) - worth
            rating = gain / (length - spent) if by_time else gain
            if gain > 0 and (best is None or rating > best[0]):
                best = rating, move
        if best is None:
            return chosen
        chosen = best[1]
        worth = scale.worth(_weighed(way, chosen), near)


def _stretched_out(chosen: _Sets, scale: Scale, seconds: float, way: _Way) -> _Sets:
    """More of what serves the aim, while there is time: the best value for its time first."""
    pairs, wider = way.halves(scale.aim.pairs), way.halves(scale.aim.wider)
    while chosen and (spent := _length(way, chosen)) < FULL * seconds:
        worth = scale.worth(_weighed(way, chosen), 0.0)
        best: tuple[float, _Sets] | None = None
        for move in _moves(way, chosen, pairs, [*pairs, *wider]):
            length = _length(way, move)
            added = [at for at in move if at not in chosen]
            if length > seconds or (added and not any(way.candidates[at].on_target for at in added)):
                continue
            gain = scale.worth(_weighed(way, move), 0.0) - worth
            if gain > -MOST_LOSS and (best is None or gain / (length - spent) > best[0]):
                best = gain / (length - spent), move
        if best is None:
            return chosen
        chosen = best[1]
    return chosen


def _weighed(way: _Way, chosen: _Sets) -> list[tuple[Candidate, int]]:
    return [(way.candidates[at], sets) for at, sets in chosen.items()]


def _moves(way: _Way, chosen: _Sets, pairs: list[_Halves], wider: list[_Halves]) -> Iterator[_Sets]:
    """What can be done next: one more set, one more exercise, or one for each half of a pair, `wider` than the aim's
    own once something is chosen.
    """
    for at, sets in chosen.items():
        if sets < len(way.candidates[at].seconds):
            yield {**chosen, at: sets + 1}
    for at in _free(range(len(way.candidates)), chosen, len(way.candidates)):
        yield {**chosen, at: 1}
    for tight, weak in wider if chosen else pairs:
        for one, other in product(_free(tight, chosen), _free(weak, chosen)):
            yield {**chosen, one: 1, other: 1}


def _free(halves: Iterable[int], chosen: _Sets, count: int = 3) -> list[int]:
    return list(islice((at for at in halves if at not in chosen), count))


def _choices(way: _Way, chosen: _Sets) -> tuple[ExerciseChoice, ...]:
    choices: list[ExerciseChoice] = []
    for at in sorted(chosen):
        candidate = way.candidates[at]
        before = choices[-1].exercise.position if choices else None
        pause = move_s(before, candidate.exercise.position)
        choices.append(ExerciseChoice(candidate.exercise, candidate.half, chosen[at], pause))
    return tuple(choices)


def _length(way: _Way, chosen: _Sets) -> float:
    """The length in seconds, as the timeline will count it."""
    if not chosen:
        return 0.0
    order = sorted(chosen)
    line = [way.candidates[at] for at in order]
    lengths, first = line[0].lengths, line[0].exercise
    props = frozenset(prop for candidate in line for prop in candidate.exercise.props)
    length = lengths.get_ready_s(first, props)
    for at, candidate in zip(order, line, strict=True):
        length += candidate.seconds[chosen[at] - 1]
    for before, after in pairwise(line):
        length += lengths.pause_s(before.exercise, after.exercise)
    return length


def _distinct(found: Iterable[Draft]) -> list[Draft]:
    """Each combination of exercises and sets once, the best first."""
    seen = {tuple((c.exercise.id, c.sets) for c in draft.choices): draft for draft in found}
    return sorted(seen.values(), key=lambda draft: -draft.score)
