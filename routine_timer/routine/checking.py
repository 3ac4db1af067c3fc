"""Every key and value of the wrong kind at once, where msgspec has refused a file at the first.

Walks a document beside the classes of `document.py` and gives back what is left of it when everything wrong is taken
out, so that the rest can still be checked for sense. Knows the format only through those classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from routine_timer.routine.document import CircuitTable, CueTable, ExerciseTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.problems import KeyPath, Problems
from routine_timer.routine.resolving import DEEPEST
from routine_timer.routine.values import shown

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

_REFUSED = object()
_STAND_IN = "?"
_STAND_INS = {"name": _STAND_IN, "step": [], "hold": 1, "cue": _STAND_IN, "say": _STAND_IN, "kind": "mat"}
"""What stands where a required key is missing or wrong, so that the rest of its table can be made sense of."""
_WHERE: dict[type[msgspec.Struct], str] = {
    RoutineTable: "a routine",
    CircuitTable: "a circuit",
    StepTable: "a step",
    PhaseTable: "a phase",
    CueTable: "a cue",
    ExerciseTable: "an exercise",
}
_HOMES: dict[type[msgspec.Struct], dict[type[msgspec.Struct], str]] = {
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


def routine_table(document: dict[str, Any], problems: Problems) -> RoutineTable:
    """What is left of a routine file without what does not belong, stand-ins for what is missing."""
    return msgspec.convert(_Checker(problems).table(document, RoutineTable, ()), RoutineTable)


def exercise_table(document: dict[str, Any], problems: Problems) -> ExerciseTable:
    """What is left of an exercise file."""
    return msgspec.convert(_Checker(problems).table(document, ExerciseTable, ()), ExerciseTable)


@cache
def keys_of(table: type[msgspec.Struct]) -> dict[str, inspect.Field]:
    """The keys of a table, with their types."""
    found = inspect.type_info(table)
    assert isinstance(found, inspect.StructType)
    return {field.encode_name: field for field in found.fields}


class _Checker:
    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def table(self, data: dict[str, Any], cls: type[msgspec.Struct], path: KeyPath) -> dict[str, Any]:
        """The keys of `data` that fit; everything else is noted."""
        fields = keys_of(cls)
        kept: dict[str, Any] = {}
        for key, value in data.items():
            if (field := fields.get(key)) is None:
                self._unknown(key, value, cls, path)
            elif key == "step" and cls in (RoutineTable, CircuitTable):
                kept[key] = self._entries(value, (*path, key))
            elif (fitting := self._fitting(value, field.type, (*path, key))) is not _REFUSED:
                kept[key] = fitting
        for key, field in fields.items():
            if field.required and key not in kept:
                self._missing(key, data, cls, path)
                kept[key] = _STAND_INS[key]
        return kept

    def _missing(self, key: str, data: dict[str, Any], cls: type[msgspec.Struct], path: KeyPath) -> None:
        if key in data or key == "step" or self._problems.spoiled(path, key):
            return  # told of already, or, of steps, told by what makes sense of them
        message = f"{_WHERE.get(cls, 'this table')} needs `{key}`"
        top = " at the top" if not path else ""
        help_ = 'write hold = "30s"' if key == "hold" else f'write {key} = "…"{top}'
        self._problems.note(path, "missing-key", message, help_, "key")
        self._problems.spoil((*path, key))

    def _unknown(self, key: str, value: object, cls: type[msgspec.Struct], path: KeyPath) -> None:
        fields = keys_of(cls)
        where = _WHERE.get(cls, "this table")
        help_ = next((how for home, how in _HOMES.get(cls, {}).items() if key in keys_of(home)), "")
        if not help_ and self._problems.teaching and (meant := _meant(key, fields, value)):
            help_ = f'did you mean "{meant}"?'
            self._problems.spoil((*path, meant))
        help_ = help_ or f"the keys of {where} are: {', '.join(fields)}"
        self._problems.note((*path, key), "unknown-key", f"{where} has no key {shown(key)}", help_, "key")

    def _entries(self, value: object, path: KeyPath) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            dotted = ".".join(str(part) for part in path if isinstance(part, str))
            self._problems.note(
                path, "wrong-type", f"steps are a list: [{dotted}] makes only one", f"write [[{dotted}]]", "key"
            )
            return []
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._problems.note(path, "wrong-type", "steps are tables", "write each below a [[step]]", "key")
            return []
        if len(path) > 2 * (DEEPEST + 2):
            self._problems.spoil(path)  # told of by what makes sense of circuits, one level up
            return []
        return [
            self.table(entry, CircuitTable if "step" in entry else StepTable, (*path, number))
            for number, entry in enumerate(value)
        ]

    def _fitting(self, value: object, kind: inspect.Type, path: KeyPath) -> Any:
        """`value` without what does not belong in it, or `_REFUSED`."""
        match kind:
            case inspect.Metadata():
                return self._fitting(value, kind.type, path)
            case inspect.UnionType():
                for one in _flat(kind):
                    if _is_a(value, one):
                        return self._fitting(value, one, path)
            case inspect.StructType() if isinstance(value, dict):
                return self.table(value, kind.cls, path)
            case inspect.ListType() if isinstance(value, list):
                return self._list(value, kind, path)
            case inspect.DictType() if isinstance(value, dict):
                return self._dict(value, kind, path)
            case inspect.LiteralType() if isinstance(value, str):
                return self._choice(value, kind, path)
            case _ if _is_a(value, kind):
                return self._bounded(value, kind, path)
            case _:
                pass
        self._wrong_type(value, kind, path)
        return _REFUSED

    def _list(self, items: list[Any], kind: inspect.ListType, path: KeyPath) -> Any:
        """A list keeps its length, for its items are known by their number: "?" stands in for a text."""
        kept = [self._fitting(item, kind.item_type, (*path, number)) for number, item in enumerate(items)]
        if kind.max_length is not None and len(items) > kind.max_length:
            self._problems.note(path, "out-of-range", f"a list of {len(items)}", f"{kind.max_length} is the most")
            return _REFUSED
        if _is_a(_STAND_IN, kind.item_type):
            return [_STAND_IN if item is _REFUSED else item for item in kept]
        return _REFUSED if any(item is _REFUSED for item in kept) else kept

    def _dict(self, items: dict[str, Any], kind: inspect.DictType, path: KeyPath) -> Any:
        kept = {}
        for key, value in items.items():
            here = (*path, key)
            if isinstance(kind.key_type, inspect.LiteralType) and key not in kind.key_type.values:
                near = _nearest(key, [str(word) for word in kind.key_type.values])
                help_ = f'did you mean "{near}"?' if near else f"the keys are: {_listed(kind.key_type.values)}"
                self._problems.note(here, "unknown-key", f"there is no {shown(key)} here", help_, "key")
            elif (fitting := self._fitting(value, kind.value_type, here)) is not _REFUSED:
                kept[key] = fitting
        return kept

    def _choice(self, value: str, kind: inspect.LiteralType, path: KeyPath) -> Any:
        if value in kind.values:
            return value
        near = _nearest(value, [str(word) for word in kind.values])
        message = f"{shown(value)} is none of {_listed(kind.values)}"
        self._problems.note(path, "not-a-choice", message, f'did you mean "{near}"?' if near else "take one of them")
        return _REFUSED

    def _bounded(self, value: Any, kind: inspect.Type, path: KeyPath) -> Any:
        match kind:
            case inspect.StrType(max_length=most, pattern=pattern):
                if pattern is not None and not re.search(pattern, value):
                    self._problems.note(path, "out-of-range", "this text is empty", "write something, or leave it out")
                    return _REFUSED
                if most is not None and len(value) > most:
                    message = f"a text of {len(value):,} characters"
                    self._problems.note(path, "out-of-range", message, f"{most:,} is the most")
                    return _REFUSED
            case inspect.IntType(ge=least, le=most):
                if (least is not None and value < least) or (most is not None and value > most):
                    bounds = f"a whole number from {least} to {most}" if most is not None else f"{least} or more"
                    self._problems.note(path, "out-of-range", f"{shown(value)} is out of range", f"write {bounds}")
                    return _REFUSED
            case _:
                pass
        return value

    def _wrong_type(self, value: object, kind: inspect.Type, path: KeyPath) -> None:
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        item = bool(path) and not isinstance(path[-1], str)
        wanted = _wanted(kind)
        message = f"{'an item of ' if item else ''}`{key}` is {wanted}, not {_kind_of(value)}"
        self._problems.note(path, "wrong-type", message, _instead(key, value, wanted, item=item))


def _flat(kind: inspect.UnionType) -> Iterable[inspect.Type]:
    for one in kind.types:
        inner = one.type if isinstance(one, inspect.Metadata) else one
        if isinstance(inner, inspect.UnionType):
            yield from _flat(inner)
        else:
            yield inner


def _is_a(value: object, kind: inspect.Type) -> bool:
    match kind:
        case inspect.Metadata():
            return _is_a(value, kind.type)
        case inspect.UnionType():
            return any(_is_a(value, one) for one in kind.types)
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(value, str)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case inspect.ListType():
            return isinstance(value, list)
        case inspect.StructType() | inspect.DictType():
            return isinstance(value, dict)
        case _:
            return False


def _wanted(kind: inspect.Type) -> str:
    """A type in a person's words."""
    match kind:
        case inspect.Metadata():
            return _wanted(kind.type)
        case inspect.UnionType():
            names = list(dict.fromkeys(_wanted(one) for one in _flat(kind) if not isinstance(one, inspect.NoneType)))
            if "a number" in names and "a whole number" in names:
                names.remove("a whole number")
            return " or ".join(names)
        case inspect.StrType():
            return "a text"
        case inspect.LiteralType(values=words):
            return f"one of {_listed(words)}"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.ListType():
            return "a list"
        case _:
            return "a table"


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return "a text"
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


def _instead(key: str, value: object, wanted: str, *, item: bool) -> str:
    """What to write, where that can be told from what was written."""
    assign = "" if item else f"{key} = "
    if isinstance(value, str):
        if "number" in wanted and re.fullmatch(r"-?[0-9]{1,9}", value):
            return f"without quotes: {assign}{value}"
        if wanted == "a list" and not item:
            return f"in brackets: {key} = [{shown(value)}]"
    if isinstance(value, int | float) and not isinstance(value, bool) and wanted == "a text":
        return f'in quotes: {assign}"{shown(value)}"'
    if isinstance(value, time) and ("text" in wanted or "number" in wanted):
        return 'a duration is a text, such as "1m30s"'
    if isinstance(value, dict) and key in ("phase", "poses"):
        return f"[{key}] makes only one: write [[{key}]] with two brackets"
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and "text" in wanted:
        return f"without brackets: {assign}{shown(value[0])}"
    return f"write {wanted}"


def _listed(words: Iterable[object]) -> str:
    return ", ".join(str(word) for word in words)


def _meant(key: str, fields: Iterable[str], value: object) -> str | None:
    """The key that was probably meant by `key`."""
    names = list(fields)
    said = key.strip().casefold().replace("-", "_").replace(" ", "_")[:60]
    if said in names:
        return said
    if said == "time" and isinstance(value, str) and "at" in names:
        return "at"
    if (other := OTHER_KEYS.get(said)) in names:
        return other
    return _nearest(said, names)


def _nearest(word: str, words: list[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(word.casefold()[:60], words, n=1, cutoff=0.6)
    return found[0] if found else None
