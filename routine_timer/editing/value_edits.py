"""Changing one value of a step: its dose, its sides. Only the value is replaced; a key that is missing gets a line.

tomlkit writes the values, so that texts are quoted as TOML wants it. Pure.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from routine_timer.editing.dose_increments import (
    HOLD_STEP_S,
    REPS_STEP,
    DoseValue,
    EditRefused,
    as_written,
    longer_hold,
    more_in_each_set,
    more_reps,
)
from routine_timer.editing.step_edits import Edited, step_block
from routine_timer.routine.model import Reps
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.step_locations import StepBlock, StepLocations

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue
    from routine_timer.routine.exercise import Exercise

_NUMBER = re.compile(r"(?P<comment>#.*)|[+\d_]+")
"""A number in a list of whole numbers, or a comment between them."""
SIDES = ("none", "left", "right", "both", "alternating")


def more(locations: StepLocations, path: KeyPath, by: int, catalogue: Catalogue) -> Edited:
    """`by` times 5 s of a hold, 1 rep, or 1 round of a circuit. A dose of the catalogue's is written out first.

    Raises:
        EditRefused: less than nothing, or a step whose phases have times of their own.
    """
    here = step_block(locations, path)
    if here.is_circuit:
        rounds = _value(here, "rounds", 1)
        if not isinstance(rounds, int) or rounds + by < 1:
            raise EditRefused("1 round is the minimum")
        return Edited(_with(locations, here, "rounds", rounds + by), path)
    if isinstance(counts := _value(here, "reps"), list) and all(type(count) is int for count in counts):
        return Edited(_with(locations, here, "reps", more_in_each_set(counts, by * REPS_STEP)), path)
    for key, changed in (("hold", longer_hold), ("reps", more_reps)):
        if key in here.pairs:
            step = by * (HOLD_STEP_S if key == "hold" else REPS_STEP)
            return Edited(_with(locations, here, key, changed(_value(here, key), step)), path)
    exercise = _exercise(here, catalogue)
    if "phase" in here.pairs or _has_phases(locations, here) or (exercise and isinstance(exercise.dose, tuple)):
        raise EditRefused("its parts have their own times", "change them in the text")
    if exercise is None:
        raise EditRefused("it has no dose to change", 'write hold = "30s" or reps = 10 in the text')
    dose = exercise.dose
    if isinstance(dose, tuple):  # said above; here for the types
        raise EditRefused("its parts have their own times")
    written = as_written(dose)
    if isinstance(dose, Reps):
        return Edited(_with(locations, here, "reps", more_reps(written, by * REPS_STEP)), path)
    return Edited(_with(locations, here, "hold", longer_hold(written, by * HOLD_STEP_S)), path)


def turn_sides(locations: StepLocations, path: KeyPath, catalogue: Catalogue) -> Edited:
    """The next of none, left, right, both and, for reps, alternating.

    A `first` says which of both sides begins, and makes no sense with one: it is then made a comment.

    Raises:
        EditRefused: a circuit has no sides; its steps have.
    """
    here = step_block(locations, path)
    if here.is_circuit:
        raise EditRefused("a circuit has no sides", "choose a step inside it")
    exercise = _exercise(here, catalogue)
    reps = "reps" in here.pairs or (
        "hold" not in here.pairs
        and not _has_phases(locations, here)
        and exercise is not None
        and isinstance(exercise.dose, Reps)
    )
    words = SIDES if reps else SIDES[:-1]
    now = _value(here, "sides", exercise.sides if exercise else "none")
    if now == "alternating" and not reps:
        now = "both"
    following = words[(words.index(now) + 1) % len(words)] if now in words else words[0]
    text = _with(locations, here, "sides", following)
    if following != "both" and "first" in here.pairs:
        changed = StepLocations(text)
        text = _put_aside(changed, step_block(changed, path), "first")
    return Edited(text, path)


def _value(block: StepBlock, key: str, default: Any = None) -> Any:
    pair = block.pairs.get(key)
    return default if pair is None else tomllib.loads(f"value = {pair.raw}")["value"]


def _exercise(block: StepBlock, catalogue: Catalogue) -> Exercise | None:
    name = _value(block, "exercise")
    return catalogue.find(name) if isinstance(name, str) else None


def _has_phases(locations: StepLocations, block: StepBlock) -> bool:
    """Whether `[[step.phase]]` tables follow its own keys."""
    if block.inline:
        return False
    document: Any = tomllib.loads(locations.text)
    for name in block.path:
        document = document[name]
    return "phase" in document


def _with(locations: StepLocations, block: StepBlock, key: str, value: DoseValue | list[int]) -> str:
    text = locations.text
    if (pair := block.pairs.get(key)) is not None:
        return text[: pair.value_start] + _as_toml(value, like=pair.raw) + text[pair.end :]
    line = f"{key} = {_as_toml(value)}"
    anchor = next((block.pairs[name] for name in _before(key) if name in block.pairs), None)
    if block.inline:
        if anchor is None:
            lead = "" if text[block.head_end] in " \t" else " "
            behind = ", " if block.pairs else " "
            return f"{text[: block.head_end]}{lead}{line}{behind}{text[block.head_end :].lstrip(' ')}"
        return f"{text[: anchor.end]}, {line}{text[anchor.end :]}"
    above = locations.line_of(anchor.end if anchor else block.head_end)
    start = locations.starts[locations.line_of(anchor.start if anchor else block.start)]
    indent = text[start : len(text) - len(text[start:].lstrip(" \t"))]
    at = locations.line_end(above)
    return f"{text[:at]}\n{indent}{line}{text[at:]}"


def _before(key: str) -> tuple[str, ...]:
    """The keys after which `key` is written, the nearest first."""
    return ("reps", "hold", "exercise", "name") if key == "sides" else ("exercise", "name")


def _put_aside(locations: StepLocations, block: StepBlock, key: str) -> str:
    """Make a comment of a key that no longer makes sense; of an inline step, take it out."""
    text, pair = locations.text, block.pairs[key]
    if not block.inline:
        return f"{text[: pair.start]}# {text[pair.start :]}"
    rest = text[pair.end :]
    gap = len(rest) - len(rest.lstrip(" \t"))
    if rest[gap : gap + 1] == ",":
        after = rest[gap + 1 :]
        return text[: pair.start] + after.lstrip(" \t")
    return text[: pair.start].rstrip(" \t").removesuffix(",") + rest


def _as_toml(value: DoseValue | list[int], like: str = "") -> str:
    """`value` as TOML writes it, in the quotes, or with the spaces between numbers, that `like` has."""
    if isinstance(value, list) and like:
        numbers = iter(value)
        return _NUMBER.sub(lambda found: found[0] if found["comment"] else str(next(numbers)), like)
    if isinstance(value, str) and like.startswith("'") and not like.startswith("'''") and "'" not in value:
        return tomlkit.string(value, literal=True).as_string()
    return tomlkit.item(value).as_string()
