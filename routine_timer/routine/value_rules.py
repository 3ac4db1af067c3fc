"""The rules that routine files and exercise files have in common: single values, phases, cues, muscle words.

Each notes what is wrong under its key path and gives back a harmless value, so that one mistake never hides the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from routine_timer.routine import muscles, step_pictures, value_parsing
from routine_timer.routine.diagnostic_codes import ADVICE
from routine_timer.routine.dose_times import Dose, is_range, longest_s, planned_s
from routine_timer.routine.format import CueTable, ExerciseTable, PhaseTable, StepTable
from routine_timer.routine.model import FormCue, Phase, Reps, Sides
from routine_timer.routine.name_matching import quoted
from routine_timer.routine.problem_collector import KeyPath, ProblemCollector
from routine_timer.routine.value_parsing import BadValue

_MUSCLES = frozenset(muscles.MUSCLES)
_T = TypeVar("_T")
_A = TypeVar("_A")


class ValueRules:
    """What is checked of one file, and where its problems go."""

    def __init__(self, file: Path, problems: ProblemCollector) -> None:
        self._file = file
        self._problems = problems

    # -- single values

    def _value(self, parse: Callable[[_A], _T], value: _A, path: KeyPath, key: str) -> _T | None:
        try:
            return parse(value)
        except BadValue as error:
            self._problems.note_value((*path, key), error)
            return None

    def _pause(self, value: value_parsing.Value | None, path: KeyPath, key: str, default: float) -> float:
        if value is None:
            return default
        found = self._value(value_parsing.duration, value, path, key)
        return default if found is None else found

    def _optional_pause(self, value: value_parsing.Value | None, path: KeyPath, key: str) -> float | None:
        return None if value is None else self._value(value_parsing.duration, value, path, key)

    def _muscle_words(self, words: list[str] | None, path: KeyPath, key: str) -> tuple[str, ...] | None:
        if words is None:
            return None
        for number, word in enumerate(words):
            if word not in _MUSCLES and not self._problems.spoiled((*path, key), number):
                near = muscles.near(word) if self._problems.teaching else None
                help_ = f"did you mean {quoted(near)}?" if near else f"muscle words are: {', '.join(muscles.MUSCLES)}"
                message = f"`{key}`: {value_parsing.shown(word)} is not a muscle word"
                self._problems.note((*path, key, number), "unknown-muscle", message, help_)
        return tuple(dict.fromkeys(words))

    def _codes(self, codes: list[str] | None, path: KeyPath) -> frozenset[str]:
        for number, code in enumerate(codes or ()):
            if code not in ADVICE and not self._problems.spoiled((*path, "allow"), number):
                from difflib import get_close_matches

                near = get_close_matches(code, ADVICE, n=1)
                help_ = f"did you mean {quoted(near[0])}?" if near else f"the codes are: {', '.join(ADVICE)}"
                message = f"`allow`: there is no advice called {value_parsing.shown(code)}"
                self._problems.note((*path, "allow", number), "unknown-code", message, help_)
        return frozenset(codes or ())

    def _picture(self, image: str | None) -> str | None:
        return None if image is None else step_pictures.absolute(image, self._file)

    def _no_effect(self, path: KeyPath, key: str, why: str) -> None:
        self._problems.note((*path, key), "no-effect", f"`{key}` has no effect {why}", "remove it", "key")

    # -- doses and cues

    def _two_doses(self, path: KeyPath, given: list[str]) -> None:
        named = " and ".join(f"`{key}`" for key in given)
        help_ = "keep one of them"
        if "phase" in given:
            help_ = "the times of the phases add up to the hold: remove the other one"
        self._problems.note((*path, given[1]), "two-doses", f"{named} can't be used together", help_, "key")

    def _phases(self, phases: list[PhaseTable], path: KeyPath) -> tuple[Phase, ...] | None:
        if not phases:
            self._problems.note((*path, "phase"), "no-dose", "`phase` is an empty list", "add a phase, or a `hold`")
            return None
        found: list[Phase] = []
        for number, phase in enumerate(phases):
            here = (*path, "phase", number)
            hold = self._value(value_parsing.hold, phase.hold, here, "hold")
            if hold is not None and not self._problems.spoiled(here, "hold"):
                found.append(Phase(hold, phase.cue))
        return tuple(found) if len(found) == len(phases) else None

    def _alternating_hold(self, path: KeyPath) -> None:
        message = '`sides` can\'t be "alternating" for a hold'
        self._problems.note((*path, "sides"), "alternating-hold", message, 'did you mean "both"?')

    def _cues(self, cues: list[str | CueTable] | None, path: KeyPath) -> tuple[FormCue, ...] | None:
        if cues is None:
            return None
        return tuple(
            _untimed(cue) if isinstance(cue, str) else self._timed(cue, (*path, "cues", number))
            for number, cue in enumerate(cues)
        )

    def _timed(self, cue: CueTable, path: KeyPath) -> FormCue:
        if cue.at is None:
            return FormCue(cue.say)
        try:
            at = value_parsing.moment(cue.at)
        except BadValue as error:
            self._problems.note_value((*path, "at"), error)
            return FormCue(cue.say)
        return FormCue(cue.say, "halfway" if at is None else at, cue.every_set)

    def _check_sides_named(self, table: StepTable | ExerciseTable, sides: Sides, path: KeyPath) -> None:
        """`{side}` and `{other}` need two sides to choose from."""
        if sides in ("left", "right", "both"):
            return
        for where, text in _texts(table):
            if names_a_side(text):
                message = "`{side}` and `{other}` become left and right, and this exercise has no left and right side"
                help_ = 'add sides = "both", or write the text without them'
                self._problems.note((*path, *where), "side-without-sides", message, help_)

    def _check_cues(self, cues: tuple[FormCue, ...], dose: Dose, sides: Sides, path: KeyPath, name: str) -> None:
        for number, cue in enumerate(cues):
            if isinstance(cue.at, float):
                end, least = ends(dose, sides)
                where = (*path, "cues", number, "at")
                if end is not None and cue.at > end:
                    message = f"`at` is {cue.at:g} s, but {name} ends after {end:g} s"
                    help_ = f'write a time up to {end:g} s, or "halfway"'
                    self._problems.note(where, "cue-after-end", message, help_)
                elif least is not None and cue.at > least:
                    message = f"`at` is {cue.at:g} s, but {name} starts at {least:g} s: only heard once you do more"
                    self._problems.note(where, "cue-beyond-low-end", message, f"write a time up to {least:g} s")


@lru_cache(maxsize=4096)
def _untimed(say: str) -> FormCue:
    """The same sentences come in file after file."""
    return FormCue(say)


def names_a_side(text: str) -> bool:
    return "{side}" in text or "{other}" in text


def _texts(table: StepTable | ExerciseTable) -> Iterator[tuple[KeyPath, str]]:
    """Every text of a table that is shown or spoken during the exercise, with its key path."""
    for key in ("setup", "easier", "harder"):
        if text := getattr(table, key):
            yield (key,), text
    for number, cue in enumerate(table.cues or ()):
        yield ("cues", number), cue if isinstance(cue, str) else cue.say
    for number, text in enumerate(table.avoid or ()):
        yield ("avoid", number), text
    for number, phase in enumerate(table.phase or ()):
        yield ("phase", number, "cue"), phase.cue


def ends(dose: Dose, sides: Sides) -> tuple[float | None, float | None]:
    """When no cue can come any more; and, of a range, when it is over for those who begin at its low end."""
    if isinstance(dose, Reps) and dose.rep_s is None:
        return None, None  # nobody knows when it ends
    both = 2 if sides == "alternating" else 1
    return longest_s(dose) * both, planned_s(dose) * both if is_range(dose) else None
