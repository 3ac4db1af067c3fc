"""What could be written at the cursor: keys, and the words that certain keys allow. Pure.

While one types the text is hardly ever TOML, so this looks at lines: up to the header of the table that the cursor is
in, and through the value that it stands in. Which keys there are and what they take comes from the schema, so it can't
say other than the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue

TOP = "routine"
"""The table at the top of a file, before any header."""
_MOST = 60
_FURTHEST = 60
"""Lines that a value is looked for upwards."""


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One thing that could be written. `insert` is put in, and the cursor then `back` characters before its end."""

    insert: str
    label: str
    about: str = ""
    back: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """Choices for the characters from `start` to `end` of the cursor's line, the likeliest first."""

    start: int
    end: int
    choices: tuple[CompletionItem, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a value, with what it means and what else finds it."""

    word: str
    about: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """table -> key -> its description, and what is written for a value of its kind; key -> the words it knows."""

    keys: Mapping[str, Mapping[str, tuple[str, str]]]
    words: Mapping[str, tuple[Word, ...]]


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """All words, those of the catalogue included."""
    from routine_timer.routine.json_schema import schema

    whole = schema(catalogue.exercises)
    keys, words = words_of_schema({TOP: whole, **whole["$defs"]})
    exercises = catalogue.exercises.values()
    words["exercise"] = tuple(
        Word(one.id, ", ".join(filter(None, (one.name, one.position))), " ".join((one.name, *one.aliases)))
        for one in exercises
    )
    words["position"] = tuple(Word(place) for place in sorted({one.position for one in exercises if one.position}))
    words["at"] = (Word("halfway"),)
    words["pace"] = (Word("self", "you press Enter when you are done"),)
    return Vocabulary(keys, words)


def words_of_schema(
    tables: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, dict[str, tuple[str, str]]], dict[str, tuple[Word, ...]]]:
    """The keys of each table, and the words of those keys that have a list of them."""
    from routine_timer.routine.key_docs import IF_ABSENT

    keys: dict[str, dict[str, tuple[str, str]]] = {}
    words: dict[str, tuple[Word, ...]] = {}
    for name, table in tables.items():
        keys[name] = {}
        for key, value in table["properties"].items():
            if key not in ("step", "phase", "stage"):  # these are separate tables
                says = value.get("description", "").partition(IF_ABSENT)[0]  # there is one line for it
                keys[name][key] = (says, _empty(value))
            if found := tuple(Word(word) for word in _enumerated(value)):
                words.setdefault(key, found)
    return keys, words


def _empty(value: Mapping[str, Any]) -> str:
    """What is written for a value of this kind, before it is filled in."""
    if value.get("type") == "array":
        return '[""]'
    return "" if value.get("type") == "integer" else '""'


def _enumerated(value: Mapping[str, Any]) -> Iterable[str]:
    for kind in (value, value.get("items", {}), *value.get("anyOf", ()), *value.get("items", {}).get("anyOf", ())):
        if "enum" in kind:
            return [str(word) for word in kind["enum"]]
    return ()


def complete(
    lines: Sequence[str], row: int, column: int, known: Vocabulary, *, asked: bool = False
) -> Completion | None:
    """What could be written at `row`, `column`. Unless `asked`, only in the middle of a word or a text."""
    cursor = _look(lines, row, column)
    if cursor is None:
        return None
    line = lines[row]
    if cursor.key is None and cursor.quote is None:
        return _keys(cursor, lines, row, column, known, asked=asked)
    words = known.words.get(cursor.key or "", ())
    if not words or (cursor.quote is None and not asked):
        return None
    if cursor.quote is None:
        start = column - len(cursor.typed)
        found = _matching(words, cursor.typed)
        return _offered(start, column, [CompletionItem(f'"{w.word}"', w.word, w.about) for w in found], line)
    start = column - len(cursor.typed)
    rest = re.match(rf"[^{cursor.quote},\]\[=#]*{cursor.quote}", line[column:])
    end = column + (rest.end() if rest else 0)
    found = _matching(words, cursor.typed)
    return _offered(start, end, [CompletionItem(w.word + cursor.quote, w.word, w.about) for w in found], line)


def _offered(start: int, end: int, choices: list[CompletionItem], line: str) -> Completion | None:
    """None if the only choice is what is already there."""
    if not choices or (len(choices) == 1 and line[start:end] == choices[0].insert):
        return None
    return Completion(start, end, tuple(choices[:_MOST]))


def _matching(words: Iterable[Word], typed: str) -> list[Word]:
    wanted = typed.casefold()
    found = [one for one in words if wanted in f"{one.word} {one.also}".casefold()]
    return sorted(found, key=lambda one: (not one.word.casefold().startswith(wanted), wanted not in one.word))


def _keys(
    cursor: _Cursor, lines: Sequence[str], row: int, column: int, known: Vocabulary, *, asked: bool
) -> Completion | None:
    if not cursor.typed and not asked:
        return None
    line = lines[row]
    end = column
    while end < len(line) and (line[end].isalnum() or line[end] in "_-"):
        end += 1
    has_value = line[end:].lstrip().startswith("=")
    written = cursor.before | ({line[column - len(cursor.typed) : end]} if not has_value else set())
    present = (
        cursor.before if cursor.table in ("cue", "phase", "move_on", "routines") else _present(lines, row)
    ) | written
    choices = []
    for key, (about, empty) in known.keys.get(cursor.table, {}).items():
        if cursor.typed in key and (key not in present or key == cursor.typed):
            insert = key if has_value else f"{key} = {empty}"
            choices.append(CompletionItem(insert, key, about, 0 if has_value else len(empty) // 2))
    choices.sort(key=lambda one: not one.label.startswith(cursor.typed))
    start = column - len(cursor.typed)
    if [one.label for one in choices] == [line[start:end]] and has_value:
        return None
    return _offered(start, end, choices, line)


# -- where the cursor is


@dataclass(slots=True)
class _Cursor:
    """`table` and `key` that the cursor is in (no key: where one would be written); the text it is in, if any."""

    table: str
    key: str | None = None
    quote: str | None = None
    typed: str = ""
    before: set[str] = field(default_factory=set)
    """Keys of the same inline table, before the cursor."""


@dataclass(slots=True)
class _Level:
    table: str | None
    key: str | None = None
    written: set[str] = field(default_factory=set)


_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*) | (?P<long>\"{3}|'{3}) | (?P<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*') | (?P<open>["'])
    | (?P<bare>[A-Za-z0-9_.+-]+) | (?P<sign>[=,{}\[\]]) | (?P<newline>\n)""",
    re.VERBOSE,
)
_STARTS_A_KEY = re.compile(r"\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")
_HEADER = re.compile(r"\s*\[\[?([^\[\]]*)\]\]?\s*(?:#.*)?$")
_INLINE = {key: key for key in ("phase", "step", "stage", "move_on", "routines")} | {"cues": "cue"}


def _look(lines: Sequence[str], row: int, column: int) -> _Cursor | None:
    """Read from the beginning of the value that the cursor may be in, up to the cursor."""
    first = row
    while first > max(row - _FURTHEST, 0) and not _STARTS_A_KEY.match(lines[first]) and not _HEADER.match(lines[first]):
        first -= 1
    if first < row and not _STARTS_A_KEY.match(lines[first]) and _HEADER.match(lines[first]):
        first += 1
    chunk = "\n".join([*lines[first:row], lines[row][:column]])
    levels = [_Level(_table(lines, row))]
    at, bare = 0, ""
    while found := _TOKEN.search(chunk, at):
        at = found.end()
        match found.lastgroup:
            case "comment":
                if at == len(chunk):
                    return None
            case "newline":
                bare = ""
                if len(levels) == 1:
                    levels[0].key = None
            case "long":
                end = chunk.find(found.group(), at)
                if end < 0:
                    return None  # prose
                at = end + 3
            case "open":
                typed = chunk[at:]
                if "\n" not in typed:
                    here = levels[-1]
                    return _Cursor(here.table or "", here.key, found.group(), typed, here.written)
                at = chunk.index("\n", at)
            case "bare" if at == len(chunk):
                here = levels[-1]
                return _Cursor(here.table or "", here.key, None, found.group(), here.written)
            case "bare" | "text":
                bare = found.group().strip("\"'")
            case "sign":
                if not _nest(levels, found.group(), bare):
                    return None
    here = levels[-1]
    return _Cursor(here.table or "", here.key, None, "", here.written)


def _nest(levels: list[_Level], sign: str, bare: str) -> bool:
    """Follow brackets, braces, commas and equal signs; False in a header, or where nothing can be told."""
    here = levels[-1]
    match sign:
        case "=":
            here.key = bare
            here.written.add(bare)
        case "[":
            if here.key is None:
                return False
            levels.append(_Level(None, here.key))
        case "{":
            levels.append(_Level(_INLINE.get(here.key or "", "")))
        case "]" | "}":
            if len(levels) == 1:
                return False
            levels.pop()
        case "," if here.table is not None:
            here.key = None
    return True


def _header_above(lines: Sequence[str], row: int) -> int | None:
    return next((n for n in range(row, -1, -1) if _HEADER.match(lines[n])), None)


def _table(lines: Sequence[str], row: int) -> str:
    """Which table a key on this line would belong to: routine, step, circuit, phase or cue."""
    above = _header_above(lines, row - 1) if row else None
    if above is None:
        return TOP
    name = _name(lines[above])
    last = name.rpartition(".")[2]
    if last != "step":
        return _INLINE.get(last, "")
    following = next((_name(line) for line in lines[row + 1 :] if _HEADER.match(line)), "")
    circuit = following == f"{name}.step" or "rounds" in _present(lines, row)
    return "circuit" if circuit else "step"


def _name(header: str) -> str:
    found = _HEADER.match(header)
    return re.sub(r"\s", "", found[1]) if found else ""


def _present(lines: Sequence[str], row: int) -> set[str]:
    """The keys of the table around a line, but for the line's own."""
    first = _header_above(lines, row - 1) if row else None
    found = set()
    for n in range(0 if first is None else first + 1, len(lines)):
        if _HEADER.match(lines[n]):
            break
        if n != row and (key := re.match(r"\s*([A-Za-z0-9_-]+)\s*=", lines[n])):
            found.add(key[1])
    return found
