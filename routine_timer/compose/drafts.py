"""Exercises for an aim, a time and the positions that are welcome: drafts, the best first. Pure.

A draft goes one way through the positions, stretching all the way and strengthening from where that ends, so the tight
half always comes before the weak one and no position is visited twice. For each such way a draft is filled greedily:
the muscles asked for first, then the rest of their pair, then more sets, then the neighbouring pairs, as long as it
fits. Whoever asks takes the first draft that passes its own checks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Literal, TypeAlias

from routine_timer.balance import Pair
from routine_timer.compose.aims import Aim, one_sided
from routine_timer.compose.body_positions import POSITIONS, STAY_S, pause_s, rank
from routine_timer.compose.step_lengths import StepLengths
from routine_timer.routine.exercise import Exercise

Half: TypeAlias = Literal["stretch", "strengthen"]

MOST_SETS = 3
FULL = 0.85
"""The share of the time asked for from which on a draft counts as full."""
RESTS: Mapping[Half, float] = {"stretch": 10.0, "strengthen": 20.0}
"""Seconds between sets: general practice."""


@dataclass(frozen=True, slots=True)
class ExerciseChoice:
    """One step of a draft. `between` is the pause before it, by how far the body has to go."""

    exercise: Exercise
    half: Half
    sets: int = 1
    between: float = STAY_S

    @property
    def rest(self) -> float:
        return RESTS[self.half] if self.sets > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A routine to be: its steps in order, what it is for, its length in seconds, and how good it is."""

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
        """The muscles asked for that it does something for."""
        return tuple(m for m in self.aim.asked if m in self.stretched or m in self.strengthened)


def drafts(aim: Aim, seconds: float, exercises: Iterable[Exercise], without: Collection[str] = ()) -> Iterator[Draft]:
    """Drafts of at most `seconds`, the best first; none where nothing serves a muscle asked for in that time.

    Args:
        without: positions to leave out.
    """
    welcome = [e for e in sorted(exercises, key=lambda e: e.id) if e.position not in without]
    lengths = StepLengths()
    pool = [_Candidate.of(exercise, number, lengths) for number, exercise in enumerate(welcome)]
    scale = _Scale(aim)
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
    # And with nothing but what was asked for: there may be no time to even out its neighbours.
    bare = [_filled(scale, seconds, way, by_time=False, spreads=(0.0,)) for way in _ways(pool)]
    yield from _distinct([draft for draft in bare if draft is not None])


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An exercise with what choosing asks of it all the time. `seconds` is its length in one, two and three sets.

    `mark` is a number with which every choice has a sum of its own: the marks of what is chosen, each by its sets.
    """

    exercise: Exercise
    half: Half
    rank: int
    seconds: tuple[float, ...]
    mark: int
    lengths: StepLengths

    @classmethod
    def of(cls, exercise: Exercise, number: int, lengths: StepLengths) -> _Candidate:
        half: Half = "strengthen" if exercise.strengthens else "stretch"
        place = rank(exercise.position)
        choices = [ExerciseChoice(exercise, half, sets) for sets in range(1, MOST_SETS + 1)]
        seconds = tuple(lengths.work_s(exercise, choice.sets, choice.rest) for choice in choices)
        return cls(exercise, half, -1 if place is None else place, seconds, (MOST_SETS + 1) ** number, lengths)


_Halves: TypeAlias = "tuple[list[int], list[int]]"
"""The places on a way of what stretches one half of a pair, and of what strengthens the other."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way through the positions, with the exercises that can be done on it, in the order it meets them."""

    candidates: tuple[_Candidate, ...]

    def halves(self, pairs: Iterable[Pair]) -> list[_Halves]:
        """For each pair, where the exercises for its two halves stand on the way, the shortest first."""
        return [(self._for("stretch", pair.tight), self._for("strengthen", pair.weak)) for pair in pairs]

    def _for(self, half: Half, muscles: Collection[str]) -> list[int]:
        fitting = []
        for at, candidate in enumerate(self.candidates):
            served = candidate.exercise.stretches if half == "stretch" else candidate.exercise.strengthens
            if candidate.half == half and any(muscle in muscles for muscle in served):
                fitting.append((candidate.seconds[0], at))
        return [at for _, at in sorted(fitting)]


def _ways(pool: Iterable[_Candidate]) -> list[_Way]:
    """Up or down, and where stretching ends and strengthening begins."""
    usable = [c for c in pool if c.rank >= 0 and (c.exercise.stretches or c.exercise.strengthens)]
    found: dict[tuple[str, ...], _Way] = {}
    for pivot in range(len(POSITIONS)):
        for up in (1, -1):
            allowed = [c for c in usable if (c.rank - pivot) * up * (1 if c.half == "strengthen" else -1) >= 0]
            allowed.sort(key=lambda c: (c.rank * up, c.half == "strengthen", c.exercise.id))
            way = _Way(tuple(allowed))
            found.setdefault(tuple(c.exercise.id for c in allowed), way)
    return list(found.values())


_SPREADS = (1.0, 4.0, 16.0)
"""How much neighbouring muscles count, for as long as there is time left."""

_Sets: TypeAlias = dict[int, int]
"""How many sets of which candidate, by its place on the way."""


def _filled(
    scale: _Scale, seconds: float, way: _Way, *, by_time: bool, spreads: Iterable[float] = _SPREADS
) -> Draft | None:
    """The way filled move by move; `by_time` takes what serves most a second, else what serves most.

    What the aim and its sets leave of the time is filled again with more of the neighbours.
    """
    chosen: _Sets = {}
    for spread in spreads:
        if _length(way, chosen) < FULL * seconds:
            chosen = _grown(chosen, scale, seconds, way, by_time=by_time, spread=spread)
    length = _length(way, chosen)
    score = scale.worth(way, chosen, 1.0) - 25 * (1 - length / seconds)
    draft = Draft(_choices(way, chosen), scale.aim, length, score)
    return draft if draft.served else None


def _grown(chosen: _Sets, scale: _Scale, seconds: float, way: _Way, *, by_time: bool, spread: float) -> _Sets:
    pairs, wider = way.halves(scale.aim.pairs), way.halves(scale.aim.wider)
    worth = scale.worth(way, chosen, spread)
    while True:
        spent = _length(way, chosen)
        best: tuple[float, _Sets] | None = None
        for move in _moves(way, chosen, pairs, wider):
            length = _length(way, move)
            if length > seconds:
                continue
            gain = scale.worth(way, move, spread) - worth
            rating = gain / (length - spent) if by_time else gain
            if gain > 0 and (best is None or rating > best[0]):
                best = rating, move
        if best is None:
            return chosen
        chosen = best[1]
        worth = scale.worth(way, chosen, spread)


def _moves(way: _Way, chosen: _Sets, pairs: list[_Halves], wider: list[_Halves]) -> Iterator[_Sets]:
    """What can be done next: one more set, one more exercise, or one for each half of a pair, `wider` than the aim's
    own once something is chosen.
    """
    for at, sets in chosen.items():
        if sets < MOST_SETS:
            yield {**chosen, at: sets + 1}
    for at in _free(range(len(way.candidates)), chosen, len(way.candidates)):
        yield {**chosen, at: 1}
    for tight, weak in wider if chosen else pairs:
        for one, other in product(_free(tight, chosen), _free(weak, chosen)):
            yield {**chosen, one: 1, other: 1}


def _free(halves: Iterable[int], chosen: _Sets, count: int = 3) -> list[int]:
    return list(islice((at for at in halves if at not in chosen), count))


class _Scale:
    """How good choices are for an aim. The weights only put in order what the module's docstring says in words.

    Every way meets the same choices again and again, so each is weighed once.
    """

    def __init__(self, aim: Aim) -> None:
        self.aim = aim
        self._weighed: dict[int, tuple[float, float]] = {}

    def worth(self, way: _Way, chosen: _Sets, spread: float) -> float:
        """`spread` is how much neighbouring muscles count."""
        candidates = way.candidates
        key = sum([candidates[at].mark * sets for at, sets in chosen.items()])
        weighed = self._weighed.get(key)
        if weighed is None:
            weighed = self._weighed[key] = self._weigh([(candidates[at], sets) for at, sets in chosen.items()])
        return weighed[0] + spread * weighed[1]

    def _weigh(self, chosen: Iterable[tuple[_Candidate, int]]) -> tuple[float, float]:
        """What the choice is worth without its neighbours, and what they add."""
        stretched: dict[str, int] = {}
        strengthened: dict[str, int] = {}
        ranks: set[int] = set()
        times: dict[Half, float] = {"stretch": 0.0, "strengthen": 0.0}
        worth = 0.0
        for candidate, sets in chosen:
            for muscle in candidate.exercise.stretches:
                stretched[muscle] = stretched.get(muscle, 0) + sets
            for muscle in candidate.exercise.strengthens:
                strengthened[muscle] = strengthened.get(muscle, 0) + sets
            ranks.add(candidate.rank)
            times[candidate.half] += candidate.seconds[sets - 1]
            worth -= 2 + sets if sets < MOST_SETS else 9
        for pair in self.aim.pairs:
            if any(m in stretched for m in pair.tight) and any(m in strengthened for m in pair.weak):
                worth += 60
        worth -= 20 * one_sided(stretched, strengthened) + 5 * max(len(ranks) - 1, 0)
        shorter, longer = sorted(times.values())
        worth -= max(longer - 2.5 * shorter - 60, 0) / 20 if shorter else 0
        lengthened, beside = self._served(self.aim.stretch, stretched)
        woken, besides = self._served(self.aim.strengthen, strengthened)
        return worth + lengthened + woken, beside + besides

    def _served(self, wanted: Collection[str], doses: Mapping[str, int]) -> tuple[float, float]:
        """The more of what is wanted the better, but the first dose counts most; and the neighbours, by how near."""
        worth, beside = 0.0, 0.0
        for muscle, count in doses.items():
            if muscle in wanted:
                first, more, most = (100, 16, 8) if muscle in self.aim.asked else (25, 9, 6)
                worth += first + more * (min(count, most) - 1) ** 0.7
            elif muscle in self.aim.near:
                beside += 5 + (min(count, 2) - 1)
            elif muscle in self.aim.far:
                beside += 3 + (min(count, 2) - 1) / 2
        return worth, beside


def _choices(way: _Way, chosen: _Sets) -> tuple[ExerciseChoice, ...]:
    choices: list[ExerciseChoice] = []
    for at in sorted(chosen):
        candidate = way.candidates[at]
        before = choices[-1].exercise.position if choices else None
        pause = pause_s(before, candidate.exercise.position)
        choices.append(ExerciseChoice(candidate.exercise, candidate.half, chosen[at], pause))
    return tuple(choices)


def _length(way: _Way, chosen: _Sets) -> float:
    """Seconds of the whole, as the timeline will count them."""
    if not chosen:
        return 0.0
    order = sorted(chosen)
    candidates = [way.candidates[at] for at in order]
    lengths, first = candidates[0].lengths, candidates[0].exercise
    props = frozenset(prop for candidate in candidates for prop in candidate.exercise.props)
    length = lengths.get_ready_s(first, props)
    for at, candidate in zip(order, candidates, strict=True):
        length += candidate.seconds[chosen[at] - 1]
    for before, after in pairwise(candidates):
        least = pause_s(before.exercise.position, after.exercise.position)
        length += lengths.pause_s(before.exercise, after.exercise, least)
    return length


def _distinct(found: Iterable[Draft]) -> list[Draft]:
    """Each combination of exercises and sets once, the best first."""
    seen = {tuple((c.exercise.id, c.sets) for c in draft.choices): draft for draft in found}
    return sorted(seen.values(), key=lambda draft: -draft.score)
