"""Just Another Workout Timer: its exports and single workouts, read and written.

A workout is sets of exercises, each set repeated; whole seconds. A rest is an exercise called "Rest".
"""

from __future__ import annotations

from collections.abc import Iterator

from routine_timer.formats.interval_sequence import Beat, Notes, Pause, Repeat, Sequence, Work, tell_cues
from routine_timer.formats.json_node import Node
from routine_timer.formats.repeat_blocks import one_sided, to_blocks
from routine_timer.formats.seconds_writer import Identify, Table

TITLE = "Just Another Workout Timer"
VERSION = 2
_DEFAULT_S = 30.0


def recognises(root: Node) -> bool:
    return root.has("workouts") or (root.has("title") and root.has("sets"))


def read(root: Node, notes: Notes) -> Iterator[Sequence]:
    """Each workout.

    Raises:
        ImportProblem
    """
    for workout in root.entries("workouts") if root.has("workouts") else [root]:
        name = workout.text("title") or "Workout"
        sets = workout.entries("sets", required=True)
        items = tuple(beat for entry in sets for beat in _set(entry, name, notes))
        yield Sequence(name, items, path=workout.path)


def _set(node: Node, workout: str, notes: Notes) -> Iterator[Beat]:
    if node.child("repetitions") is None:
        raise node.problem('"repetitions" is missing')
    times = node.integer("repetitions", 1)
    items: list[Beat] = []
    empty: list[str] = []
    for entry in node.entries("exercises", required=True):
        name = entry.text("name") or "Exercise"
        seconds = entry.number("duration", _DEFAULT_S)
        if not seconds:
            empty.append(name)
        else:
            items.append(Pause(seconds) if is_rest(name) else Work(name, seconds))
    notes.add_names(f"{workout}: exercises of 0 s are left out", empty)
    if times:
        yield Repeat(times, tuple(items))
    else:
        notes.add(f"{workout}: a set with 0 repetitions is left out")


def is_rest(name: str) -> bool:
    """Whether a step with that name is a rest: the program has no other way to mark one."""
    return name.casefold() in ("rest", "get ready", "switch sides")


def write(sequence: Sequence, identify: Identify, notes: Notes) -> Table:
    """The sequence as an export with one workout."""
    tell_cues("Just Another Workout Timer", sequence.items, notes)
    sets: list[Table] = []
    for number, block in enumerate(to_blocks(one_sided(sequence.items), notes), 1):
        exercises = [
            {
                "name": item.name,
                "id": identify(f"{number}.{n}"),
                "duration": _whole(item, notes),
            }
            for n, item in enumerate(block.items, 1)
        ]
        sets.append({"repetitions": block.times, "id": identify(f"{number}"), "exercises": exercises})
    workout = {"title": sequence.name, "sets": sets, "version": VERSION, "position": -1}
    return {"workouts": [workout]}


def _whole(item: Work | Pause, notes: Notes) -> int:
    seconds = item.seconds or 0.0
    if isinstance(item, Work) and item.seconds is None:
        notes.add(f"{item.name}: lasts {item.estimate_s:g} s")
        seconds = item.estimate_s
    whole = max(1, round(seconds))
    if whole != seconds:
        notes.add(f"{item.name}: {seconds:g} s rounded to {whole} s")
    return whole
