"""Rounds for programs that repeat a plain list, where a rest in the list also plays after the last round.

A circuit's rest doesn't. The two agree if part of the pauses before and after the circuit can be moved into the list;
then the timing stays the same to the second. Doesn't know any format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from routine_timer.formats.interval_sequence import Beat, Notes, Pause, Repeat, Work, flat

SWITCH = "Switch sides"


@dataclass(frozen=True, slots=True)
class Block:
    """A list that is repeated `times` times, including its rests."""

    items: tuple[Work | Pause, ...]
    times: int = 1
    name: str | None = None


def to_blocks(items: Iterable[Beat], notes: Notes, *, within: bool = False) -> list[Block]:
    """`items` as lists that are repeated. `within` says that the whole is itself repeated, so its end isn't the real
    end. Circuits inside circuits are written out. A rest that would play after the end is reported in `notes`.
    """
    rows = list(items)
    blocks: list[Block] = []
    run: list[Work | Pause] = []
    for n, item in enumerate(rows):
        if not isinstance(item, Repeat):
            run.append(item)
            continue
        before = _taken_off(run)
        following = rows[n + 1] if n + 1 < len(rows) else None
        after = following.seconds if isinstance(following, Pause) else 0.0
        last = following is None and not within
        lead = min(before, item.rest)  # the pause after is left, as the next circuit may need it
        trail = item.rest - lead
        if trail > after and not last:
            run.extend(_pause(before))
            _close(blocks, run)
            blocks.extend(_uneven(item, notes))
            continue
        if trail and last:
            notes.add(at_the_end(trail))
        run.extend(_pause(before - lead))
        _close(blocks, run)
        inner = _inside(item, notes)
        blocks.append(Block((*_pause(lead), *inner, *_pause(trail)), item.times, item.name))
        if isinstance(following, Pause):
            rows[n + 1] = replace(following, seconds=after - trail)
    _close(blocks, run)
    return blocks


def at_the_end(seconds: float) -> str:
    return f"a rest of {seconds:g} s also plays after the last round: that app can't leave it out"


def one_sided(items: Iterable[Beat]) -> list[Beat]:
    """The same with the two sides of a work one after the other, each under its name."""
    told: list[Beat] = []
    for item in items:
        match item:
            case Work() if item.switch_s is not None:
                told.append(replace(item, name=f"{item.name}, left", switch_s=None))
                told.extend(_pause(item.switch_s, SWITCH))
                told.append(replace(item, name=f"{item.name}, right", switch_s=None))
            case Repeat():
                told.append(replace(item, items=tuple(one_sided(item.items))))
            case _:
                told.append(item)
    return told


def _uneven(item: Repeat, notes: Notes) -> list[Block]:
    """All rounds but the last with the rest, and the last without it: the same timing, but not the same repeats."""
    inner = _inside(item, notes)
    return [Block((*inner, Pause(item.rest)), item.times - 1, item.name), Block(tuple(inner), 1, item.name)]


def _inside(item: Repeat, notes: Notes) -> list[Work | Pause]:
    inner = [part.name for part in item.items if isinstance(part, Repeat)]
    if inner:
        notes.add("a circuit inside a circuit is written out round by round")
    return flat(item.items)


def _taken_off(run: list[Work | Pause]) -> float:
    """The seconds of the pause at the end of `run`, which goes from there."""
    last = run[-1] if run else None
    if not isinstance(last, Pause):
        return 0.0
    run.pop()
    return last.seconds


def _close(blocks: list[Block], run: list[Work | Pause]) -> None:
    kept = tuple(item for item in run if not isinstance(item, Pause) or item.seconds > 0)
    if kept:
        blocks.append(Block(kept))
    run.clear()


def _pause(seconds: float, name: str = "Rest") -> list[Pause]:
    return [Pause(seconds, name)] if seconds > 0 else []
