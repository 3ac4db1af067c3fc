"""free-exercise-db: its exercises, picked by name, muscle or category, as exercises of the person's own catalogue.

The list has 873 exercises without sides, times or positions, so those are left out or get the usual dose, and nobody
can import all of them by accident. Its instructions are the file's own words: they only go where the person who has
that file wants them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from routine_timer.errors import NotFound
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.interval_sequence import Notes
from routine_timer.formats.json_node import LONGEST_TEXT, Node
from routine_timer.formats.routine_from_sequence import Document
from routine_timer.routine.muscles import MUSCLES

TITLE = "free-exercise-db"
HOLD, REPS = "30s", "10 reps"
"""The default dose: the usual length of a stretch, and the usual number of reps of a movement."""

_MOST = 20_000
_MOST_PICKED = 1000


@dataclass(frozen=True, slots=True)
class ExerciseFilter:
    """Which exercises to import. They must match every filter that is given, in any case."""

    exercise: str | None = None
    muscle: str | None = None
    category: str | None = None

    def __bool__(self) -> bool:
        return any((self.exercise, self.muscle, self.category))


@dataclass(frozen=True, slots=True)
class _Exercise:
    node: Node
    name: str
    category: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]


def recognises(root: Node) -> bool:
    first = root.value[0] if isinstance(root.value, list) and root.value else root.value
    return Node(first).has("primaryMuscles")


def read(root: Node, pick: ExerciseFilter, notes: Notes) -> list[tuple[str, Document]]:
    """The exercises that `pick` wants: each one's name and its file.

    Raises:
        ImportProblem: the file is broken, or nothing was picked.
        NotFound: there is no exercise, muscle or category with that name (similar ones are suggested), or no exercise
        matches all filters.
    """
    rows = list(root.each(_MOST)) if isinstance(root.value, list) else [root]
    found = [_exercise(row) for row in rows]
    if not pick:
        raise ImportProblem(
            f"the file has {len(found):,} exercises: choose which to import",
            help="--exercise NAME for one, --muscle hamstrings or --category stretching for several",
        )
    chosen = _named(found, pick.exercise) if pick.exercise else found
    if pick.muscle:
        wanted = _known(pick.muscle, "muscle", {m for e in found for m in (*e.primary, *e.secondary)})
        chosen = [exercise for exercise in chosen if wanted in exercise.primary]
    if pick.category:
        wanted = _known(pick.category, "category", {exercise.category for exercise in found})
        chosen = [exercise for exercise in chosen if exercise.category == wanted]
    if not chosen:
        asked = ", ".join(part for part in (pick.exercise, pick.muscle, pick.category) if part)
        raise NotFound("exercise", asked, help="no exercise matches all of these filters: remove one")
    if len(chosen) > _MOST_PICKED:
        raise ImportProblem(
            f"{len(chosen):,} exercises are too many to import at once", help="narrow them with --muscle"
        )
    notes.add("the file has no sides, positions or figures: add them where you need them")
    strange = [muscle for exercise in chosen for muscle in exercise.primary if muscle not in MUSCLES]
    notes.add_names("unknown muscles are left out", strange)
    return [(exercise.name, _document(exercise)) for exercise in chosen]


def _exercise(node: Node) -> _Exercise:
    return _Exercise(
        node,
        node.text("name") or "Exercise",
        node.text("category", "").casefold(),
        tuple(_texts(node, "primaryMuscles")),
        tuple(_texts(node, "secondaryMuscles")),
    )


def _texts(node: Node, key: str) -> list[str]:
    texts = (entry.as_text().casefold() for entry in node.entries(key, most=50))
    return list(dict.fromkeys(text for text in texts if text))


def _named(exercises: list[_Exercise], name: str) -> list[_Exercise]:
    wanted = name.strip().casefold()
    same = [exercise for exercise in exercises if exercise.name.casefold() == wanted]
    if same:
        return same[:1]
    names = {exercise.name.casefold(): exercise.name for exercise in exercises}
    near = [names[key] for key in difflib.get_close_matches(wanted, names, 3, 0.6)]
    near += [shown for key, shown in names.items() if wanted in key and shown not in near]
    raise NotFound("exercise", name, near[:3])


def _known(word: str, what: str, known: Iterable[str]) -> str:
    wanted = word.strip().casefold()
    known = sorted(filter(None, known))
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, 3, 0.5)
        raise NotFound(what, word, near, help="" if near else f"the file has {', '.join(known)}")
    return wanted


def _document(exercise: _Exercise) -> Document:
    """Only primary muscles count: with every helping muscle, any routine would look balanced."""
    stretches = exercise.category == "stretching"
    muscles = [muscle for muscle in exercise.primary if muscle in MUSCLES]
    document: Document = {
        "format": 1,
        "name": exercise.name,
        "dose": HOLD if stretches else REPS,
        "stretches": muscles if stretches else [],
        "strengthens": [] if stretches else muscles,
        "source": TITLE,
    }
    note = _note(exercise)
    return document | ({"note": note} if note else {})


def _note(exercise: _Exercise) -> str:
    node = exercise.node
    facts = {
        "Level": node.text("level", ""),
        "Equipment": node.text("equipment", ""),
        "Also": ", ".join(exercise.secondary),
    }
    lines = [f"{what}: {said}." for what, said in facts.items() if said]
    steps = (entry.as_text(longest=LONGEST_TEXT) for entry in node.entries("instructions", most=100))
    return "\n".join([" ".join(lines), *steps]).strip()
