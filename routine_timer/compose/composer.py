"""The best routine for a wish: the first draft that `check` has no advice on, and its text. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.compose.aims import aim_for
from routine_timer.compose.candidates import Candidate, candidates, place_of
from routine_timer.compose.draft_search import Draft, drafts
from routine_timer.compose.routine_text import to_text
from routine_timer.errors import RoutineTimerError
from routine_timer.routine.read import read_text
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.timeline import compile_routine

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue
    from routine_timer.routine.exercise import Exercise

_TRIED = 200
"""How many drafts are checked before one with advice is accepted."""


FITS = 0.9
"""The share of the wanted time that is close enough not to mention."""
_ONE_MORE_S = 120.0
"""The most that one more exercise takes, in seconds."""


@dataclass(frozen=True, slots=True)
class RoutineRequest:
    """What you want: the title, the target muscles, the most minutes, and the positions to leave out."""

    title: str
    muscles: tuple[str, ...]
    minutes: float
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft and its file's text, with what the person should know about it.

    `silenced` is the advice of `check` that there isn't time to follow, so the file silences it. `shorter` says why the
    routine is more than 10% shorter than asked for; empty where it isn't.
    """

    draft: Draft
    text: str
    silenced: frozenset[str] = frozenset()
    shorter: str = ""


class NoExercise(RoutineTimerError):
    """No exercise of the catalogue works on a muscle."""

    def __init__(self, muscle: str, served: Sequence[str]) -> None:
        super().__init__(f"there is no exercise for {muscle} that a new routine can use")
        self.help = f"try: {', '.join(served)}"


class NothingFits(RoutineTimerError):
    """There is no exercise for the muscles that fits the time and the positions."""

    def __init__(self, wish: RoutineRequest) -> None:
        minutes = pluralize(wish.minutes, "minute")
        muscles = " and ".join(wish.muscles)
        if wish.without:
            super().__init__(f"no routine for {muscles} fits into {minutes} without these positions")
        else:
            super().__init__(f"{minutes} is too short for a {muscles} routine")
        self.help = "allow more minutes, or more positions" if wish.without else "allow more minutes"


def composed(wish: RoutineRequest, file: Path, catalogue: Catalogue) -> Composed:
    """The routine for `file`. If time or positions allow no draft without advice, it is the one with the least advice.

    Raises:
        NoExercise: a muscle has no exercise at all.
        NothingFits
    """
    exercises = catalogue.exercises.values()
    _check_muscles(wish.muscles, exercises)
    id_, most = file.name.removesuffix(".toml"), wish.minutes * 60
    best: tuple[int, Draft, frozenset[str]] | None = None
    for draft in islice(drafts(aim_for(wish.muscles), most, exercises, wish.without), _TRIED):
        reading = read_text(to_text(draft, id_, wish.title), file, catalogue.exercises)
        if reading.routine is None or compile_routine(reading.routine).duration_s > most:
            continue
        advice = reading.check()
        if best is None or len(advice) < best[0]:
            best = len(advice), draft, frozenset(one.code for one in advice if one.severity == "advice")
        if not advice:
            break
    if best is None:
        raise NothingFits(wish)
    _, draft, codes = best
    all_done = _has_all(draft, candidates(draft.aim, most, exercises, wish.without))
    return Composed(draft, to_text(draft, id_, wish.title, codes), codes, _why_shorter(draft, wish, all_done=all_done))


def _check_muscles(muscles: Iterable[str], exercises: Collection[Exercise]) -> None:
    served = served_muscles(exercises)
    for muscle in muscles:
        if muscle not in served:
            raise NoExercise(muscle, sorted(served))


def served_muscles(exercises: Iterable[Exercise]) -> set[str]:
    """The muscles that a routine can be created for."""
    able = [exercise for exercise in exercises if place_of(exercise) is not None]
    return {muscle for exercise in able for muscle in (*exercise.stretches, *exercise.strengthens)}


def _has_all(draft: Draft, pool: Iterable[Candidate]) -> bool:
    """Whether it has every exercise for its aim, as often as makes sense."""
    sets = {choice.exercise.id: choice.sets for choice in draft.choices}
    return all(sets.get(one.exercise.id, 0) == len(one.seconds) for one in pool if one.on_target)


def _why_shorter(draft: Draft, wish: RoutineRequest, *, all_done: bool) -> str:
    left = wish.minutes * 60 - draft.seconds
    if draft.seconds >= FITS * wish.minutes * 60:
        return ""
    takes = f"It takes {clock(draft.seconds)} instead of {clock(wish.minutes * 60)}"
    if left < _ONE_MORE_S and not all_done:
        return f"{takes}: one more exercise or set would take longer than that."
    return f"{takes}: there is no more to do for {' and '.join(wish.muscles)}. Name more muscles for a longer routine."
