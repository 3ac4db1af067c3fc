"""What can be done to a step without typing, each refused where it would break a routine that was well. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from routine_timer.editing import step_edits, value_edits
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.step_edits import Edited
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.step_locations import StepLocations

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue

Command: TypeAlias = Literal["up", "down", "duplicate", "delete", "more", "less", "sides"]

_DO: dict[Command, Callable[[StepLocations, KeyPath, Catalogue], Edited]] = {
    "up": lambda locations, path, _: step_edits.move(locations, path, -1),
    "down": lambda locations, path, _: step_edits.move(locations, path, 1),
    "duplicate": lambda locations, path, _: step_edits.duplicate(locations, path),
    "delete": lambda locations, path, _: step_edits.delete(locations, path),
    "more": lambda locations, path, catalogue: value_edits.more(locations, path, 1, catalogue),
    "less": lambda locations, path, catalogue: value_edits.more(locations, path, -1, catalogue),
    "sides": lambda locations, path, catalogue: value_edits.turn_sides(locations, path, catalogue),
}


def done(command: Command, text: str, path: KeyPath, catalogue: Catalogue) -> Edited:
    """`text` with `command` done to the step at `path`.

    Raises:
        EditRefused: it can't be done, or the routine was well and would not be any more.
    """
    edited = _DO[command](_layout(text), path, catalogue)
    return _kept_well(text, edited, catalogue)


def added(text: str, after: KeyPath | None, exercise: str, catalogue: Catalogue) -> Edited:
    """`text` with a step of `exercise` after the one at `after` (None: at the end).

    Raises:
        EditRefused: the routine was well and would not be any more.
    """
    return _kept_well(text, step_edits.add(_layout(text), after, exercise), catalogue)


def _layout(text: str) -> StepLocations:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise EditRefused("the text is not valid TOML", "fix it first: see the list of problems") from error
    return StepLocations(text)


_NAMELESS = Path("routine.toml")


def _kept_well(before: str, edited: Edited, catalogue: Catalogue) -> Edited:
    from routine_timer.routine.read import read_text

    after = read_text(edited.text, _NAMELESS, catalogue.exercises)
    if after.errors and not read_text(before, _NAMELESS, catalogue.exercises).errors:
        error = after.errors[0]
        raise EditRefused(f"then {error.message}", error.help)
    return edited
