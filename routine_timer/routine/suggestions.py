"""What to write in place of what is wrong: the key that was meant, the table it belongs to, a value of the right kind.

In a person's words, and with an example that can be copied. Knows the format only through its classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache

import msgspec
from msgspec import inspect

from routine_timer.routine.format import CircuitTable, ExerciseTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.value_parsing import shown

OTHER_KEYS = {
    "beginner": "easier", "circuit": "step", "count": "reps", "cue": "cues", "description": "about", "duration": "hold",
    "exercises": "step", "instructions": "cues", "interval": "between", "kind": "exercise", "laps": "rounds",
    "length": "hold", "muscles": "stretches", "pause": "rest", "phases": "phase", "prep": "get_ready",
    "prepare": "get_ready", "repeat": "rounds", "repetitions": "reps", "seconds": "hold", "series": "sets",
    "speed": "pace", "stretch": "stretches", "strengthen": "strengthens", "swap": "switch", "target": "targets",
    "time": "hold", "tips": "cues", "title": "name", "transition": "between", "version": "format", "when": "at",
    "text": "say", "begin": "first", "start": "first", "warmup": "get_ready", "works": "strengthens",
    "alias": "aliases", "default": "dose", "tempo": "usual_tempo", "picture": "image", "photo": "image",
}  # fmt: skip
"""What people write -> the key that is meant, where that key exists. Only for suggestions."""

HOMES: dict[type[msgspec.Struct], dict[type[msgspec.Struct], str]] = {
    RoutineTable: {
        StepTable: "it belongs to a step: write it below a [[step]]",
        CircuitTable: "it belongs to a circuit: a [[step]] with [[step.step]] inside",
    },
    StepTable: {
        RoutineTable: "it belongs to the routine: write it at the top, before the first [[step]]",
        CircuitTable: "it belongs to a circuit: a [[step]] with [[step.step]] inside",
    },
    CircuitTable: {
        StepTable: "this [[step]] is a circuit: write it below one of its [[step.step]]",
        RoutineTable: "it belongs to the routine: write it at the top, before the first [[step]]",
    },
    PhaseTable: {
        StepTable: "it belongs to the step: write it above its first [[step.phase]]",
        ExerciseTable: "it belongs to the exercise: write it above its first [[phase]]",
    },
}
"""Where a key is wrong -> the tables it may have been meant for, and how to put it there."""


EXAMPLES = {
    "hold": '"30s"', "reps": "10", "max": '"40s"', "tempo": '"2-1-2-0"', "pace": '"3s"', "sets": "2", "rounds": "3",
    "rest": '"20s"', "switch": '"8s"', "between": '"8s"', "get_ready": '"10s"', "format": "1", "at": '"15s"',
    "sides": '"both"', "first": '"left"', "name": '"Clam"', "exercise": '"plank"', "say": '"Hips still"',
    "cue": '"Draw both legs in"', "about": '"For the hips"', "note": '"From the physio"', "easier": '"Smaller opening"',
    "harder": '"A band above the knees"', "position": '"lying on the back"', "image": '"clam.png"',
    "cues": '["Hips still"]', "avoid": '["Arching the lower back"]', "stretches": '["hip flexors"]',
    "strengthens": '["glutes"]', "targets": '["hip flexors", "glutes"]', "allow": '["ups-and-downs"]',
    "aliases": '["Clamshell"]', "props": '["mat"]', "dose": '"30s"', "usual_tempo": '"2-1-2-0"',
    "source": '"a book"', "routines": '["align-first"]', "goal": '"daily"', "days_done": "6",
    "move_on": "{ pain_at_most = 3 }", "pain_at_most": "3", "signs": '"not-more"', "measures": '["plank"]',
}  # fmt: skip
"""A value that each key may have, as TOML writes it."""
_NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WHOLE = re.compile(r"-?[0-9]{1,9}")


def flat(kind: inspect.UnionType) -> Iterable[inspect.Type]:
    for one in kind.types:
        inner = one.type if isinstance(one, inspect.Metadata) else one
        if isinstance(inner, inspect.UnionType):
            yield from flat(inner)
        else:
            yield inner


def describe_type(kind: inspect.Type) -> str:
    """A type in a person's words."""
    match kind:
        case inspect.Metadata():
            return describe_type(kind.type)
        case inspect.UnionType():
            names = list(
                dict.fromkeys(describe_type(one) for one in flat(kind) if not isinstance(one, inspect.NoneType))
            )
            if "a number" in names and "a whole number" in names:
                names.remove("a whole number")
            return " or ".join(names)
        case inspect.StrType():
            return "text"
        case inspect.LiteralType(values=words):
            return f"one of {comma_separated(words)}"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.ListType():
            return "a list"
        case _:
            return "a table"


def kind_of(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return "text"
        case int() | float():
            return f"the number {shown(value)}" if isinstance(value, int) else f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case date():
            return "a date"
        case time():
            return "a time of day"
        case _:
            return "something else"


def suggest_value(key: str, value: object, kind: str, *, header: str, item: bool) -> str:
    """What to write where `value` is none of `kind`: what was written, put right, where that can be told.

    `header` is the key with the tables it stands in, as in `step.phase`; `item` says that it is an item of a list.
    """
    if key in ("phase", "poses", "step"):
        return (
            f"[{header}] makes only one: write [[{header}]]"
            if isinstance(value, dict)
            else f"write each one below a [[{header}]]"
        )
    assign = "" if item else f"{key} = "
    match value:
        case str() if "number" in kind and _WHOLE.fullmatch(value):
            return f"write it without quotes: {assign}{value}"
        case str() if kind == "a whole number" and value.casefold().strip() in _NUMBERS[1:]:
            return f"write it as a number: {assign}{_NUMBERS.index(value.casefold().strip())}"
        case str() if kind == "a list" and not item:
            return f"write it in brackets: {key} = [{shown(value)}]"
        case bool():
            pass
        case int() | float() if "text" in kind and "number" not in kind:
            return f'write it in quotes: {assign}"{shown(value)}"'
        case time() if "text" in kind or "number" in kind:
            return f'write a length of time as text: {assign}"1m30s"'
        case [str() | int() | float() as only] if not isinstance(only, bool) and _fits(only, kind):
            return f"write it without brackets: {assign}{shown(only)}"
        case _:
            pass
    if item:
        return f"write {kind}, such as {key} = {EXAMPLES[key]}" if key in EXAMPLES else f"write {kind}"
    return f"write {key} = {EXAMPLES[key]}" if key in EXAMPLES else f"write {kind}"


def _fits(value: str | int | float, kind: str) -> bool:
    if isinstance(value, str):
        return "text" in kind
    return "number" in kind and (isinstance(value, int) or kind != "a whole number")


def comma_separated(words: Iterable[object]) -> str:
    return ", ".join(str(word) for word in words)


def suggest_key(key: str, fields: Iterable[str], value: object) -> str | None:
    """The key that was probably meant by `key`."""
    names = list(fields)
    said = key.strip().casefold().replace("-", "_").replace(" ", "_")[:60]
    if said in names:
        return said
    if said == "time" and isinstance(value, str) and "at" in names:
        return "at"
    if (other := OTHER_KEYS.get(said)) in names:
        return other
    return near_word(said, names)


def near_word(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that is most like `word`. A mistake made in thousands of files is looked up once."""
    return _near_word(word.casefold()[:60], tuple(words))


@lru_cache(maxsize=256)
def _near_word(word: str, words: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(word, words, n=1, cutoff=0.6)
    return found[0] if found else None
