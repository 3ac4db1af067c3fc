"""Seconds: a routine written as one of its timers.

The most precise form is used: a circuit if the pauses allow it, otherwise a custom timer, or a compound of both if
there are rounds among other things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Sequence as Items
from typing import TypeAlias

from routine_timer.formats.interval_sequence import (
    HALFWAY_CUE,
    Beat,
    Notes,
    Pause,
    Repeat,
    Sequence,
    Work,
    flat,
    tell_cues,
)
from routine_timer.formats.seconds import CIRCUIT, COMPOUND, CUSTOM, READY_NAMES

Identify: TypeAlias = Callable[[str], str]
"""A name within the file -> an identifier, always the same for the same routine."""
Table: TypeAlias = dict[str, object]

_WORK, _REST, _READY = 6, 1, 3
"""The program's own colours."""
_GET_READY = READY_NAMES[0].capitalize()


def write(sequence: Sequence, identify: Identify, notes: Notes) -> Table:
    """The root of a `.seconds` file, with the one timer in it."""
    tell_cues("Seconds", sequence.items, notes, kept=lambda cue: cue == HALFWAY_CUE)
    timer = _circuit(sequence, identify) or _parts(sequence, identify, notes)
    return {"name": "Exported Items", "identifier": identify("root"), "items": [timer]}


def _circuit(sequence: Sequence, identify: Identify) -> Table | None:
    """The whole as one circuit: a warm-up, sets of intervals with the same rest between them, a cool-down."""
    warm_up: Beat | None = None
    cool_down: Work | None = None
    items = list(sequence.items)
    if items and isinstance(items[0], Pause):
        warm_up = Pause(items[0].seconds, _GET_READY)
        del items[0]
    if any(isinstance(item, Repeat) for item in items):
        if warm_up is None and isinstance(items[0], Work):
            warm_up = items.pop(0)
        if isinstance(items[-1], Work):
            cool_down = items[-1]
            del items[-1]
        if len(items) != 1 or not isinstance(items[0], Repeat):
            return None
        repeat = items[0]
    else:
        repeat = Repeat(1, tuple(items))
    rest = _even(repeat.items)
    if rest is None:
        return None
    timer = _repeated(sequence.name, repeat, rest, identify)
    timer["notes"] = sequence.about or ""
    timer["warmup"] = _edge("Warm Up", warm_up)
    timer["cooldown"] = _edge("Cool Down", cool_down)
    return timer


def _even(items: Items[Beat]) -> float | None:
    """The pause between all of `items`, 0 if there is none, or None if they differ."""
    works, pauses = items[::2], items[1::2]
    if items and all(isinstance(item, Work) for item in items):
        return 0.0
    lengths = {item.seconds if isinstance(item, Pause) else None for item in pauses}
    if len(items) % 2 and len(lengths) == 1 and all(isinstance(item, Work) for item in works):
        return lengths.pop()
    return None


def _repeated(name: str, repeat: Repeat, rest: float, identify: Identify) -> Table:
    works = [item for item in repeat.items if isinstance(item, Work)]
    return {
        "name": name,
        "identifier": identify(name),
        "type": CIRCUIT,
        "numberOfSets": repeat.times,
        "intervals": [_interval(work) for work in works],
        "intervalRest": _rest(rest),
        "setRest": _rest(repeat.rest),
        "warmup": _edge("Warm Up", None),
        "cooldown": _edge("Cool Down", None),
        "group": True,
        **_plain(),
    }


def _parts(sequence: Sequence, identify: Identify, notes: Notes) -> Table:
    """The whole as a custom timer, or as a compound of circuits and custom timers."""
    items, times, rest = _outer(sequence.items)
    timers: list[Table] = []
    run: list[Work | Pause] = []

    def close() -> None:
        if run:
            timers.append(_custom(f"{sequence.name}, part {len(timers) + 1}", run, identify))
            run.clear()

    for item in items:
        if not isinstance(item, Repeat):
            run.append(item)
            continue
        even = _even(item.items)
        if even is None:
            notes.add(f"{item.name or sequence.name}: its {item.times} rounds are written out, one after the other")
            run.extend(flat([item]))
            continue
        close()
        timers.append(_repeated(item.name or f"{sequence.name}, part {len(timers) + 1}", item, even, identify))
    if not timers and times == 1:
        return _custom(sequence.name, run, identify) | {"notes": sequence.about or ""}
    close()
    return {
        "name": sequence.name,
        "identifier": identify("whole"),
        "type": COMPOUND,
        "numberOfSets": times,
        "timers": timers,
        "timerRest": _rest(0.0),
        "circuitRest": _rest(rest),
        "notes": sequence.about or "",
        **_plain(),
    }


def _outer(items: tuple[Beat, ...]) -> tuple[tuple[Beat, ...], int, float]:
    """The items of a compound, how often they repeat, and their rest: those of the circuit, if it holds everything."""
    before = items[0].seconds if items and isinstance(items[0], Pause) else 0.0
    inner = items[1:] if before else items
    match inner:
        case (Repeat() as whole,) if before <= whole.rest:
            lead: tuple[Beat, ...] = (Pause(before),) if before else ()
            return (*lead, *whole.items), whole.times, whole.rest - before
        case _:
            return items, 1, 0.0


def _custom(name: str, items: Iterable[Work | Pause], identify: Identify) -> Table:
    intervals = [_interval(item) if isinstance(item, Work) else _rest(item.seconds, item.name) for item in items]
    return {
        "name": name,
        "identifier": identify(name),
        "type": CUSTOM,
        "numberOfSets": 1,
        "intervals": intervals,
        **_plain(),
    }


def _interval(work: Work, colour: int = _WORK) -> Table:
    split = work.switch_s is not None
    seconds = work.estimate_s if work.seconds is None else work.seconds
    return {
        "name": work.name,
        "duration": _number(seconds * 2 if split else seconds),
        "split": split,
        "splitRest": _number(work.switch_s or 0.0),
        "halfwayAlert": HALFWAY_CUE in work.cues,
        "indefinite": work.seconds is None,
        "rest": False,
        "ducked": False,
        "color": colour,
    }


def _rest(seconds: float, name: str = "Rest", colour: int = _REST) -> Table:
    return _interval(Work(name, seconds), colour) | {"rest": True}


def _edge(name: str, item: Beat | None) -> Table:
    match item:
        case Work():
            return _interval(item, _READY) | {"rest": True}
        case Pause():
            return _rest(item.seconds, item.name, _READY)
        case _:
            return _rest(0.0, name, _READY)


def _plain() -> Table:
    return {"random": False, "overrun": False, "activity": 0, "soundScheme": 0}


def _number(seconds: float) -> float:
    return int(seconds) if seconds == int(seconds) else seconds
