"""Every key and value of the wrong kind at once, where msgspec has refused a file at the first.

Walks a document beside the classes of `document.py` and gives back what is left of it when everything wrong is taken
out, so that the rest can still be checked for sense. Knows the format only through those classes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from routine_timer.routine.format import CircuitTable, CueTable, ExerciseTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.problem_collector import KeyPath, ProblemCollector
from routine_timer.routine.resolve import DEEPEST
from routine_timer.routine.suggestions import (
    EXAMPLES,
    HOMES,
    comma_separated,
    describe_type,
    flat,
    kind_of,
    near_word,
    suggest_key,
    suggest_value,
)
from routine_timer.routine.value_parsing import shown

_S = TypeVar("_S", bound=msgspec.Struct)
_REFUSED = object()
_STAND_IN = "?"
_STAND_INS = {"name": _STAND_IN, "step": [], "hold": 1, "cue": _STAND_IN, "say": _STAND_IN, "kind": "mat", "stage": [],
    "routines": [_STAND_IN],
}  # fmt: skip
"""What takes the place of a required key that is missing or wrong, so that the rest of its table can be read."""
_WHERE: dict[type[msgspec.Struct], str] = {
    RoutineTable: "a routine",
    CircuitTable: "a circuit",
    StepTable: "a step",
    PhaseTable: "a phase",
    CueTable: "a cue",
    ExerciseTable: "an exercise",
}


def routine_table(document: dict[str, Any], problems: ProblemCollector) -> RoutineTable:
    """What is left of a routine file without what does not belong, stand-ins for what is missing."""
    return msgspec.convert(_Checker(problems).table(document, RoutineTable, ()), RoutineTable)


def exercise_table(document: dict[str, Any], problems: ProblemCollector) -> ExerciseTable:
    """What is left of an exercise file."""
    return msgspec.convert(_Checker(problems).table(document, ExerciseTable, ()), ExerciseTable)


def checked(document: dict[str, Any], table: type[_S], problems: ProblemCollector) -> _S:
    """What is left of a file whose tables are not a routine's."""
    return msgspec.convert(_Checker(problems).table(document, table, ()), table)


@cache
def keys_of(table: type[msgspec.Struct]) -> dict[str, inspect.Field]:
    """The keys of a table, with their types."""
    found = inspect.type_info(table)
    assert isinstance(found, inspect.StructType)
    return {field.encode_name: field for field in found.fields}


class _Checker:
    def __init__(self, problems: ProblemCollector) -> None:
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
        if key in data or key in ("step", "stage") or self._problems.spoiled(path, key):
            return  # told of already, or, of steps and stages, told by what makes sense of them
        message = f"{_WHERE.get(cls, 'this table')} needs `{key}`"
        top = " at the top" if not path else ""
        example = '"…"' if key == "name" else EXAMPLES.get(key, '"…"')
        help_ = f"write {key} = {example}{top}"
        self._problems.note(path, "missing-key", message, help_, "key")
        self._problems.spoil((*path, key))

    def _unknown(self, key: str, value: object, cls: type[msgspec.Struct], path: KeyPath) -> None:
        fields = keys_of(cls)
        where = _WHERE.get(cls, "this table")
        help_ = next((how for home, how in HOMES.get(cls, {}).items() if key in keys_of(home)), "")
        if not help_ and self._problems.teaching and (near := suggest_key(key, fields, value)):
            help_ = f'did you mean "{near}"?'
            self._problems.spoil((*path, near))
        help_ = help_ or f"{where} has these keys: {', '.join(fields)}"
        self._problems.note((*path, key), "unknown-key", f"{where} has no key {shown(key)}", help_, "key")

    def _entries(self, value: object, path: KeyPath) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            message = f"`step` must be a list: [{_header(path)}] makes only one"
            self._problems.note(path, "wrong-type", message, f"write [[{_header(path)}]]", "key")
            return []
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._problems.note(
                path, "wrong-type", "`step` must be a list of tables", "write each step below a [[step]]", "key"
            )
            return []
        if len(path) > 2 * (DEEPEST + 2):
            self._problems.spoil(path)  # told of by what makes sense of circuits, one level up
            return []
        return [
            self.table(entry, CircuitTable if _is_circuit(entry) else StepTable, (*path, number))
            for number, entry in enumerate(value)
        ]

    def _fitting(self, value: object, kind: inspect.Type, path: KeyPath) -> Any:
        """`value` without what does not belong in it, or `_REFUSED`."""
        match kind:
            case inspect.Metadata():
                return self._fitting(value, kind.type, path)
            case inspect.UnionType():
                for one in flat(kind):
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
        if not items and kind.min_length:
            self._empty(path)
            return _REFUSED
        kept = [self._fitting(item, kind.item_type, (*path, number)) for number, item in enumerate(items)]
        if kind.max_length is not None and len(items) > kind.max_length:
            self._problems.note(
                path,
                "out-of-range",
                f"`{_key_of(path)}` has {len(items):,} items",
                f"write {kind.max_length:,} or fewer",
            )
            return _REFUSED
        if _is_a(_STAND_IN, kind.item_type):
            return [_STAND_IN if item is _REFUSED else item for item in kept]
        return _REFUSED if any(item is _REFUSED for item in kept) else kept

    def _dict(self, items: dict[str, Any], kind: inspect.DictType, path: KeyPath) -> Any:
        if not items and kind.min_length:
            self._empty(path)
        kept = {}
        for key, value in items.items():
            here = (*path, key)
            if isinstance(kind.key_type, inspect.LiteralType) and key not in kind.key_type.values:
                near = near_word(key, [str(word) for word in kind.key_type.values])
                help_ = f'did you mean "{near}"?' if near else f"the keys are: {comma_separated(kind.key_type.values)}"
                self._problems.note(here, "unknown-key", f"`{_key_of(path)}` has no key {shown(key)}", help_, "key")
            elif (fitting := self._fitting(value, kind.value_type, here)) is not _REFUSED:
                kept[key] = fitting
        return _REFUSED if not kept and kind.min_length else kept

    def _choice(self, value: str, kind: inspect.LiteralType, path: KeyPath) -> Any:
        if value in kind.values:
            return value
        words, key = [str(word) for word in kind.values], _key_of(path)
        near = near_word(value, words)
        choices = f"one of {comma_separated(kind.values)}" if len(words) > 1 else shown(words[0])
        help_ = "choose one of them" if len(words) > 1 else f"write {key} = {shown(words[0])}"
        message = f"`{key}` must be {choices}, not {shown(value)}"
        self._problems.note(path, "not-a-choice", message, f'did you mean "{near}"?' if near else help_)
        return _REFUSED

    def _bounded(self, value: Any, kind: inspect.Type, path: KeyPath) -> Any:
        match kind:
            case inspect.StrType(max_length=most, pattern=pattern):
                if pattern is not None and not re.search(pattern, value):
                    self._empty(path)
                    return _REFUSED
                if most is not None and len(value) > most:
                    message = f"`{_key_of(path)}` has {len(value):,} characters"
                    self._problems.note(path, "out-of-range", message, f"write {most:,} or fewer")
                    return _REFUSED
            case inspect.IntType(ge=least, le=most):
                if (least is not None and value < least) or (most is not None and value > most):
                    bounds = f"a whole number from {least} to {most}" if most is not None else f"{least} or more"
                    self._problems.note(
                        path,
                        "out-of-range",
                        f"`{_key_of(path)}` must be {bounds}, not {shown(value)}",
                        f"write {bounds}",
                    )
                    return _REFUSED
            case _:
                pass
        return value

    def _empty(self, path: KeyPath) -> None:
        key = _key_of(path)
        example = EXAMPLES.get(key, "")
        help_ = f"write some text, such as {key} = {example}" if example else "write some text"
        if example[:1] in ("[", "{"):
            help_ = f"write {key} = {example}"
        self._problems.note(path, "empty-text", f"`{key}` is empty", help_)

    def _wrong_type(self, value: object, kind: inspect.Type, path: KeyPath) -> None:
        key = _key_of(path)
        item = bool(path) and not isinstance(path[-1], str)
        asked = describe_type(kind)
        message = f"{'each item of ' if item else ''}`{key}` must be {asked}, not {kind_of(value)}"
        self._problems.note(
            path, "wrong-type", message, suggest_value(key, value, asked, header=_header(path), item=item)
        )


def _key_of(path: KeyPath) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _header(path: KeyPath) -> str:
    """What would be between the brackets above a table at `path`."""
    return ".".join(part for part in path if isinstance(part, str))


def _is_circuit(entry: dict[str, Any]) -> bool:
    """Whether it contains steps, or has the rounds of a circuit and nothing that a step has."""
    return "step" in entry or ("rounds" in entry and not entry.keys() & {"exercise", "hold", "reps", "phase"})


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
