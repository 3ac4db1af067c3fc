"""The exercises that a routine for an aim can use, with everything that choosing needs to know about them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from routine_timer.compose.aims import Aim
from routine_timer.compose.body_positions import STAY_S, WALKING, rank
from routine_timer.compose.draft_length import StepLengths
from routine_timer.compose.families import difficulty, families
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import Hold

Half: TypeAlias = Literal["stretch", "strengthen"]

MOST_SETS = 3
LONG_S = 90.0
"""From this many seconds, an exercise without sides is done only once: a walk, a rest over cushions."""
LONG_SHARE = 0.25
"""The largest share of a routine that such an exercise can take."""
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
class Candidate:
    """An exercise that can be chosen. `seconds` is its length in one, two and three sets.

    Long ones have only one set. `mark` is a number that gives every choice a unique sum: the marks of the chosen
    exercises, each times its sets.
    `on_target` says whether it works on a muscle of the aim, and not only on one that balances it.
    """

    exercise: Exercise
    half: Half
    rank: int
    difficulty: float
    family: str
    on_target: bool
    seconds: tuple[float, ...]
    mark: int
    lengths: StepLengths


def candidates(
    aim: Aim, seconds: float, exercises: Iterable[Exercise], without: Collection[str] = ()
) -> list[Candidate]:
    """The exercises that serve the aim or balance it, in a usable position, by id.

    Args:
        seconds: the length of the new routine.
        without: positions to leave out.
    """
    by_id = {exercise.id: exercise for exercise in sorted(exercises, key=lambda e: e.id)}
    family = families(by_id.values())
    lengths = StepLengths()
    found: list[Candidate] = []
    for exercise in by_id.values():
        place = place_of(exercise)
        if place is None or exercise.position in without:
            continue
        on_target = _works_on(exercise, aim.stretch, aim.strengthen) or _is_walk_for_hips(exercise, aim)
        if not on_target and not _works_on(exercise, aim.near_stretch, aim.near_strengthen):
            continue
        half: Half = "strengthen" if exercise.strengthens else "stretch"
        most = 1 if _is_long(exercise) else MOST_SETS
        choices = [ExerciseChoice(exercise, half, sets) for sets in range(1, most + 1)]
        lasts = tuple(lengths.work_s(exercise, choice.sets, choice.rest) for choice in choices)
        if most == 1 and lasts[0] > LONG_SHARE * seconds:
            continue
        found.append(
            Candidate(
                exercise,
                half,
                place,
                difficulty(exercise, by_id),
                family[exercise.id],
                on_target,
                lasts,
                (MOST_SETS + 1) ** len(found),
                lengths,
            )
        )
    return found


def _is_long(exercise: Exercise) -> bool:
    """Whether it is a single long hold: a walk, a rest over cushions."""
    return isinstance(exercise.dose, Hold) and exercise.sides == "none" and exercise.dose.seconds >= LONG_S


def place_of(exercise: Exercise) -> int | None:
    """How far up its position is; None for exercises that new routines don't use. Walking with weights is left out,
    because someone who wants a stretch would have to fetch them.
    """
    return None if exercise.position == WALKING and exercise.props else rank(exercise.position)


def _is_walk_for_hips(exercise: Exercise, aim: Aim) -> bool:
    """Walking helps uneven hips (S0), whichever muscles the pairs of S0 name."""
    return exercise.position == WALKING and any("S0" in pair.source for pair in aim.pairs)


def _works_on(exercise: Exercise, stretch: Collection[str], strengthen: Collection[str]) -> bool:
    return any(m in stretch for m in exercise.stretches) or any(m in strengthen for m in exercise.strengthens)
