"""Seconds: its `.seconds` files, read.

A file is folders of timers. A circuit (type 3) is intervals with a rest between them, in sets with a rest between
those; a custom timer (type 0) is intervals in order; a compound (type 4) is timers in order. An interval may be split:
then its two sides share its duration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from routine_timer.formats.interval_sequence import HALFWAY_CUE, Beat, Notes, Pause, Repeat, Sequence, Work
from routine_timer.formats.json_node import LONGEST_TEXT, Node
from routine_timer.routine.model import SECONDS_A_REP

TITLE = "Seconds"
CIRCUIT, COMPOUND, CUSTOM = 3, 4, 0
READY_NAMES = ("get ready", "get set", "prepare", "preparation")
"""A warm-up with one of these names is time to get ready, not an exercise."""

_Kind: TypeAlias = Literal["folder", "circuit", "compound", "custom", "unknown"]
_BY_NUMBER: dict[object, _Kind] = {CIRCUIT: "circuit", COMPOUND: "compound", CUSTOM: "custom"}
_BY_WORD: dict[object, _Kind] = {"pack": "folder", "circ": "circuit", "comp": "compound", "cust": "custom"}


def recognises(root: Node) -> bool:
    return root.has("items", "packs", "intervals") or (root.has("timers") and root.has("type", "_type", "numberOfSets"))


def read(root: Node, notes: Notes) -> Iterator[Sequence]:
    """Each timer.

    Raises:
        ImportProblem
    """
    notes.add("colours, sounds and music are not imported: this program has its own")
    folders: list[str] = []
    if root.has("items", "packs"):
        yield from _inside(root, folders, notes)
    else:
        yield from _item(root, folders, notes)
    notes.add_names("folders are not imported, but the timers in them are", folders)


def _inside(node: Node, folders: list[str], notes: Notes) -> Iterator[Sequence]:
    for key in ("items", "packs"):
        for entry in node.entries(key):
            yield from _item(entry, folders, notes)


def _item(node: Node, folders: list[str], notes: Notes) -> Iterator[Sequence]:
    kind = _kind(node)
    if kind == "folder":
        folders.append(node.text("name", "Folder"))
        yield from _inside(node, folders, notes)
        return
    name = node.text("name", "Timer")
    about = node.text("notes", "", lines=True, longest=LONGEST_TEXT) or None
    yield Sequence(name, tuple(_timer(node, name, notes)), about, node.path)


def _kind(node: Node) -> _Kind:
    """The kind of an item: by its type if that is clear, otherwise by its content."""
    node.object()
    for key, known in (("type", _BY_NUMBER), ("_type", _BY_WORD)):
        child = node.child(key)
        if child is not None and isinstance(child.value, int | str) and child.value in known:
            return known[child.value]
    if node.has("items", "packs"):
        return "folder"
    if node.has("timers"):
        return "compound"
    if node.has("intervals"):
        return "circuit" if node.has("intervalRest", "numberOfSets", "setRest") else "custom"
    return "unknown"


def _timer(node: Node, name: str, notes: Notes) -> Iterator[Beat]:
    for key, what in (("random", "random order"), ("overrun", "running over the end")):
        if node.flag(key):
            notes.add(f"{name}: {what} is not imported: routines always run in order, to the end")
    match _kind(node):
        case "compound":
            parts = _compound(node, notes)
            rest = _rest(node, "circuitRest", name, notes)
        case "circuit" | "custom":
            parts = _intervals(node, name, notes)
            rest = _rest(node, "setRest", name, notes)
        case _:
            notes.add(f"{name}: left out, because this kind of timer isn't supported")
            return
    sets = node.integer("numberOfSets", 1)
    if sets == 0:
        notes.add(f"{name}: left out, because it has 0 sets")
        return
    yield from _edge(node, "warmup", "Warm Up", name, notes)
    yield Repeat(sets, tuple(parts), rest)
    yield from _edge(node, "cooldown", "Cool Down", name, notes)


def _compound(node: Node, notes: Notes) -> list[Beat]:
    between = _rest(node, "timerRest", node.text("name", "Timer"), notes)
    beats: list[Beat] = []
    for entry in node.entries("timers"):
        if _kind(entry) == "folder":
            raise entry.problem("a timer can't contain a folder")
        timer = tuple(_timer(entry, entry.text("name", "Timer"), notes))
        if timer:
            if beats and between:
                beats.append(Pause(between))
            beats.extend(timer)
    return beats


def _intervals(node: Node, timer: str, notes: Notes) -> list[Beat]:
    rest = node.child("intervalRest")
    between = None if rest is None else _pause(rest, timer, notes)
    beats: list[Beat] = []
    empty: list[str] = []
    for entry in node.entries("intervals"):
        beat = _interval(entry, entry.text("name", "Exercise"), timer, notes)
        if beat is None:
            empty.append(entry.text("name", "Exercise"))
            continue
        if beats and between is not None:
            beats.append(between)
        beats.append(beat)
    notes.add_names(f"{timer}: intervals of 0 s are left out", empty)
    return beats


def _interval(node: Node, name: str, timer: str, notes: Notes) -> Work | Pause | None:
    """An interval; None where it takes no time."""
    split = node.flag("split")
    waits = node.flag("indefinite")
    seconds = round(node.number("duration") / (2 if split else 1), 3)
    if not seconds and not waits:
        return None
    if node.flag("rest") and not waits:
        if split:
            notes.add(f"{timer}: the rest {name!r} is one rest now, not two")
        return Pause(seconds * 2 if split else seconds)
    cues = (HALFWAY_CUE,) if node.flag("halfwayAlert") else ()
    switch = node.number("splitRest") if split else None
    if waits:
        if seconds not in (0.0, SECONDS_A_REP):  # what is written for one repetition
            notes.add(f"{timer}: {name!r} waits for you, so its {seconds:g} s are not imported")
        return Work(name, None, switch, cues, seconds or SECONDS_A_REP)
    return Work(name, seconds, switch, cues)


def _pause(node: Node, timer: str, notes: Notes) -> Work | Pause | None:
    """A rest between intervals. One that waits becomes a step, because only steps can wait for the person."""
    node.object()
    if node.flag("indefinite"):
        notes.add(f"{timer}: the rest between intervals waits for you, so it became a step")
        return Work(node.text("name", "Rest"), None)
    seconds = node.number("duration")
    return Pause(seconds) if seconds else None


def _rest(node: Node, key: str, timer: str, notes: Notes) -> float:
    rest = node.child(key)
    if rest is None:
        return 0.0
    if not isinstance(rest.value, dict):  # the older form writes bare seconds
        return node.number(key)
    if rest.flag("indefinite"):
        notes.add(f"{timer}: the rest between sets doesn't wait for you any more: it ends after its set time")
    return rest.number("duration")


def _edge(node: Node, key: str, name: str, timer: str, notes: Notes) -> Iterator[Beat]:
    """The warm-up or cool-down. The file calls both rests, but they are things to do."""
    edge = node.child(key)
    if edge is None:
        return
    called = edge.text("name", name)
    beat = _interval(Node(edge.object() | {"rest": False}, edge.path), called, timer, notes)
    if isinstance(beat, Work) and beat.seconds is not None and called.casefold() in READY_NAMES:
        yield Pause(edge.number("duration"))
    elif beat is not None:
        yield beat
