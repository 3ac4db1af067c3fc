"""Turns a sequence of another program into a routine document: the keys that a routine file would have, and no more.

In other programs a rest is an entry; in a routine it is a pause between steps. So the rests are taken out of the list
and become `get_ready`, `between` and a circuit's `rest`, so that every pause stays in its place and keeps its length.
Only a rest at the very end is dropped: nothing follows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.interval_sequence import Beat, Notes, Pause, Repeat, Sequence, Work
from routine_timer.routine.model import FormCue
from routine_timer.routine.resolve import DEEPEST
from routine_timer.routine.value_parsing import LONGEST_S
from routine_timer.text.durations import written

Document: TypeAlias = dict[str, Any]
"""A routine file, or one of its tables, as TOML libraries take it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A future step or circuit, with the pause before it. `inner` holds a circuit's entries."""

    before: float
    work: Work | None = None
    inner: tuple[_Entry, ...] = ()
    rounds: int = 1
    rest: float = 0.0
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Settled:
    entries: tuple[_Entry, ...]
    trail: float
    """The pause after the last of them."""


def to_document(sequence: Sequence, notes: Notes) -> Document | None:
    """The routine, or None if nothing in it takes time. `notes` gets what is left out.

    Raises:
        ImportProblem: rests that follow each other, or rounds within rounds, come to more than a routine may have.
    """
    settled = _settle(sequence.items)
    if not settled.entries:
        return None
    if _depth(settled.entries) > DEEPEST:
        raise ImportProblem(f"its rounds are nested more than {DEEPEST} deep", sequence.path)
    if max(max(entry.before, entry.rest) for entry in _all(settled.entries)) > LONGEST_S:
        raise ImportProblem("its rests add up to a pause of more than 4 hours", sequence.path)
    if settled.trail:
        notes.add(f"{sequence.name}: the rest at the end ({written(settled.trail)}) is left out: nothing follows it")
    document: Document = {"format": 1, "name": sequence.name}
    if sequence.about:
        document["about"] = sequence.about
    between = _commonest(entry.before for entry in list(_all(settled.entries))[1:])
    switch = _commonest(w.switch_s for e in _all(settled.entries) if (w := e.work) and w.switch_s is not None)
    document["get_ready"] = written(settled.entries[0].before)
    document["between"] = written(between or 0.0)
    if switch is not None:
        document["switch"] = written(switch)
    document["step"] = [_table(entry, between or 0.0, switch, opens=n == 0) for n, entry in enumerate(settled.entries)]
    return document


def _settle(items: Iterable[Beat]) -> _Settled:
    """Take the rests out of `items`, and keep how long each was where it was."""
    entries: list[_Entry] = []
    pause = 0.0
    for item in items:
        match item:
            case Pause(seconds=seconds):
                pause += seconds
            case Work():
                entries.append(_Entry(pause, item))
                pause = 0.0
            case Repeat():
                inside = _settle(item.items)
                if not inside.entries:
                    pause += item.times * inside.trail + (item.times - 1) * item.rest if item.times else 0.0
                    continue
                if item.times < 1:
                    continue
                first = inside.entries[0]
                before = pause + first.before
                if item.times == 1:
                    entries += (_after(first, before), *inside.entries[1:])
                else:
                    rest = inside.trail + item.rest + first.before
                    inner = (_after(first, 0.0), *inside.entries[1:])
                    entries.append(_Entry(before, None, inner, item.times, rest, item.name))
                pause = inside.trail
    return _Settled(tuple(entries), pause)


def _after(entry: _Entry, before: float) -> _Entry:
    return _Entry(before, entry.work, entry.inner, entry.rounds, entry.rest, entry.name)


def _all(entries: Iterable[_Entry], *, opens: bool = False) -> Iterator[_Entry]:
    """Every entry with its own pause: the first in a circuit uses the circuit's."""
    for n, entry in enumerate(entries):
        if not (opens and n == 0):
            yield entry
        yield from _all(entry.inner, opens=True)


def _depth(entries: Iterable[_Entry]) -> int:
    return max((1 + _depth(entry.inner) for entry in entries if entry.inner), default=0)


def _commonest(values: Iterable[float]) -> float | None:
    most = Counter(values).most_common(1)
    return most[0][0] if most else None


def _table(entry: _Entry, between: float, switch: float | None, *, opens: bool) -> Document:
    """One step or circuit. `opens` says that something else decides the pause before it."""
    table: Document = {}
    if entry.work is None:
        if entry.name:
            table["name"] = entry.name
        table["rounds"] = entry.rounds
        if entry.rest:
            table["rest"] = written(entry.rest)
    else:
        table |= _dose(entry.work)
    if not opens and entry.before != between:
        table["between"] = written(entry.before)
    if entry.work is not None:
        if entry.work.switch_s is not None and entry.work.switch_s != switch:
            table["switch"] = written(entry.work.switch_s)
        if entry.work.cues:
            table["cues"] = [_cue(cue) for cue in entry.work.cues]
    else:
        table["step"] = [_table(inner, between, switch, opens=n == 0) for n, inner in enumerate(entry.inner)]
    return table


def _dose(work: Work) -> Document:
    """A step without an exercise of the catalogue, which would bring along its sides and cues."""
    table: Document = {"name": work.name}
    if work.seconds is None:
        table |= {"reps": 1, "pace": "self"}
    else:
        table["hold"] = written(work.seconds)
    if work.switch_s is not None:
        table["sides"] = "both"
    return table


def _cue(cue: FormCue) -> str | Document:
    if cue.at is None:
        return cue.say
    at = cue.at if isinstance(cue.at, str) else written(cue.at)
    return {"at": at, "say": cue.say, **({"every_set": True} if cue.every_set else {})}
