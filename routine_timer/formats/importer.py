"""Import a file of another program, recognised by its content, never by its name.

Nothing is written here. Whatever the bytes are, only `ImportProblem`, `NotFound` and, for a file, `OSError` are raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from routine_timer.formats import free_exercise_db, jawt, seconds, timer_machine
from routine_timer.formats.bounded_json import MAX_BYTES, Text, decode, parse
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.free_exercise_db import ExerciseFilter
from routine_timer.formats.interval_sequence import Notes, Sequence, lasts, size
from routine_timer.formats.json_node import MOST_ENTRIES, Node
from routine_timer.formats.routine_from_sequence import Document, to_document
from routine_timer.formats.routine_toml_writer import to_text
from routine_timer.routine.resolve import LONGEST_ROUTINE_S
from routine_timer.routine.routine_files import LARGEST_FILE
from routine_timer.text.file_names import slug

Format: TypeAlias = Literal["seconds", "jawt", "timer-machine", "free-exercise-db"]
TITLES: dict[Format, str] = {
    "seconds": seconds.TITLE,
    "jawt": jawt.TITLE,
    "timer-machine": timer_machine.TITLE,
    "free-exercise-db": free_exercise_db.TITLE,
}
MOST_WORKS = 1500
"""Exercises in one routine, counting every round.

That is twelve hours of half minutes; more is a mistake or an attack.
"""

_STEP = re.compile(rb"^[ \t]*\[\[(?:step|circuit)\b", re.MULTILINE)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""How a zip starts: with files in it, without any, or split into parts."""
_RECOGNISES: dict[Format, Callable[[Node], bool]] = {
    "free-exercise-db": free_exercise_db.recognises,
    "jawt": jawt.recognises,
    "seconds": seconds.recognises,
    "timer-machine": timer_machine.recognises,
}
"""The surest sign comes first, because `timers` alone could be either of two programs."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The content of a file: routines and exercises as documents, each with its preferred id.

    `notes` says in one line each what could not be imported; `source` is the program's name.
    """

    source: str
    routines: tuple[tuple[str, Document], ...] = ()
    exercises: tuple[tuple[str, Document], ...] = ()
    notes: tuple[str, ...] = ()
    timers: int = 0
    """How many timers the file has, whether or not they could be imported."""


def is_routine_file(data: bytes) -> bool:
    """Whether this is a routine file of this program, which is TOML and needs no import."""
    return _STEP.search(data[:MAX_BYTES]) is not None


def import_data(data: bytes, pick: ExerciseFilter | None = None) -> Imported:
    """The same for the bytes of a file.

    Raises:
        ImportProblem, NotFound: as `import_file`.
    """
    pick = pick or ExerciseFilter()
    if data.startswith(_ZIP):
        raise ImportProblem("this is a zip file, not JSON", help="unpack it, then import one of its files")
    text = decode(data)
    root = Node(parse(text.text))
    found = _format(root)
    notes = Notes()
    _check_letters(text, found, notes)
    if found == "free-exercise-db":
        exercises = free_exercise_db.read(root, pick, notes)
        named = tuple((slug(name, "exercise"), document) for name, document in exercises)
        return Imported(TITLES[found], exercises=named, notes=notes.lines)
    if pick:
        raise ImportProblem(
            f"this is a file of {TITLES[found]}: it has timers, not exercises to choose from",
            help="leave out --exercise, --muscle and --category",
        )
    timers = list(islice(_read(found, root, notes), MOST_ENTRIES + 1))
    routines = tuple(_routines(timers, notes))
    return Imported(TITLES[found], routines=routines, notes=notes.lines, timers=len(timers))


def _read(found: Format, root: Node, notes: Notes) -> Iterator[Sequence]:
    match found:
        case "seconds":
            return seconds.read(root, notes)
        case "jawt":
            return jawt.read(root, notes)
        case _:
            return timer_machine.read(root, notes)


def _routines(read: Iterable[Sequence], notes: Notes) -> Iterator[tuple[str, Document]]:
    for number, sequence in enumerate(read, 1):
        if number > MOST_ENTRIES:
            raise ImportProblem(f"more than {MOST_ENTRIES:,} timers in one file", sequence.path)
        works = size(sequence.items)
        if works > MOST_WORKS:
            raise ImportProblem(
                f"{works:,} exercises (counting every round) are too many: at most {MOST_WORKS:,}", sequence.path
            )
        if lasts(sequence.items) > LONGEST_ROUTINE_S:
            raise ImportProblem(f"{sequence.name} takes more than a day", sequence.path)
        document = to_document(sequence, notes)
        if document is not None and len(to_text(document, "").encode()) > LARGEST_FILE:
            raise ImportProblem("as a routine file, it would be larger than 1 MB", sequence.path)
        if document is None:
            notes.add(f"{sequence.name}: left out, because nothing in it takes any time")
        else:
            yield slug(sequence.name, "routine"), document


def _format(root: Node) -> Format:
    for name, recognises in _RECOGNISES.items():
        if recognises(root):
            return name
    raise ImportProblem(
        "this JSON file isn't from a program that can be imported",
        help=f"supported are {', '.join(TITLES.values())}",
    )


def _check_letters(text: Text, found: Format, notes: Notes) -> None:
    if not text.latin:
        return
    if found != "jawt":
        raise ImportProblem("the text is not UTF-8", help="save the file again as UTF-8, or export it again")
    notes.add("the text isn't UTF-8 and was read as Latin-1: check names with accents")
