"""Advice on getting from one position to the next: time enough for it, and no more of it than needed.

Nobody should get up and down more than they must, least of all after a workout. The times are general practice: how
long it takes somebody who is tired, without hurry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.advice.balance_rules import strength_before_stretch
from routine_timer.routine.model import Circuit, Routine, Step
from routine_timer.routine.resolve import PlacedStep
from routine_timer.text.durations import short
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.text.plurals import pluralize

OTHER_SIDE_S = 10.0
"""To roll from one side over to the other and settle again."""
TURN_BACK_S = 5.0
"""To turn round, lying or standing: how long a switch takes if a routine does not say."""
ROLL_S = 8.0
LEVEL_S = {0: ROLL_S, 1: 8.0, 2: 10.0, 3: 12.0}
"""To change position, by how many levels the body goes up or down."""

_LYING, _KNEELING, _SITTING, _UPRIGHT = range(4)


def look(routine: Routine, steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    if advice.wants("switch-too-short"):
        _sides(steps, advice)
        _sets(steps, advice)
        _between(routine, steps, advice)
    if advice.wants("ups-and-downs"):
        _order(routine, steps, advice)


def level(position: str) -> int:
    """How high a body is in a position of the catalogue, or of a person's own words."""
    said = position.casefold()
    if "stand" in said or "walk" in said:
        return _UPRIGHT
    if "sit" in said or "chair" in said:
        return _SITTING
    return _KNEELING if "kneel" in said or "hands and knees" in said else _LYING


def _sides(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    for placed in steps:
        step = placed.step
        if step.sides == "both" and step.switch < OTHER_SIDE_S and "on the side" in (step.position or ""):
            message = f"{_only(step.switch)} to roll over to the other side"
            help_ = (
                f'it takes about {short(OTHER_SIDE_S)}: write switch = "{OTHER_SIDE_S:g}s" or more (general practice)'
            )
            advice.note("switch-too-short", placed, message, help_, "switch")


def _sets(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    """The next set begins on the first side again: that way back is a change of side too, and only `rest` is time."""
    for placed in steps:
        step = placed.step
        needed = OTHER_SIDE_S if "on the side" in (step.position or "") else TURN_BACK_S
        if step.sides == "both" and step.sets > 1 and step.rest < needed:
            message = f"{_only(step.rest)} to turn back to the {step.first} side before the next set"
            help_ = f'it takes about {short(needed)}: write rest = "{needed:g}s" or more (general practice)'
            advice.note("switch-too-short", placed, message, help_, "rest")


def _between(routine: Routine, steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    placed_at = {id(placed.step): placed for placed in steps}
    told: set[int] = set()
    for before, pause, after in _transitions(routine.steps):
        needed = _needed(before.position, after.position)
        if pause < needed and id(after) not in told and (placed := placed_at.get(id(after))):
            told.add(id(after))
            message = f"{_only(pause)} to get from {_told(before)} to {_told(after)}"
            help_ = f'it takes about {short(needed)}: write between = "{needed:g}s" or more (general practice)'
            advice.note("switch-too-short", placed, message, help_, "between")


def _told(step: Step) -> str:
    return position_text(step.position or "")


def _only(seconds: float) -> str:
    return f"only {short(seconds)}" if seconds else "no time"


def _needed(before: str | None, after: str | None) -> float:
    if before is None or after is None or before == after:
        return 0.0
    return LEVEL_S[abs(level(before) - level(after))]


def _transitions(steps: tuple[Step | Circuit, ...]) -> Iterator[tuple[Step, float, Step]]:
    """Every pair of steps that follow one another, with the pause between them in seconds."""
    walked = list(_walk(steps))
    for (before, _), (after, pause) in pairwise(walked):
        yield before, pause, after


def _walk(steps: Iterable[Step | Circuit], opening: float | None = None) -> Iterator[tuple[Step, float]]:
    """Each step with the pause before it. Of a circuit with several rounds, two show all that there is to see."""
    for item in steps:
        if isinstance(item, Step):
            yield item, item.between if opening is None else opening
        else:
            yield from _walk(item.steps, item.between if opening is None else opening)
            if item.rounds > 1:
                yield from _walk(item.steps, item.rest)
        opening = None


# -- the order


class _Unit(msgspec.Struct, frozen=True):
    """What can be moved as a whole: a step, or a circuit with all that is in it."""

    number: int
    name: str
    first: str | None
    last: str | None
    steps: tuple[Step, ...]


def _order(routine: Routine, steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    if len({placed.step.position for placed in steps}) < 2:
        return  # nothing to come back to
    units = list(_units(routine, steps))
    now = _effort(units)
    if now.climbs == _span(units) and now.changes < len({unit.first for unit in units if unit.first}):
        return  # one way, and each position once: no order is better
    early = strength_before_stretch(_steps(units))
    orders = (
        order
        for order in (_grouped(units), _by_level(units, -1), _by_level(units, 1))
        if strength_before_stretch(_steps(order)) <= early
    )
    best = min(orders, key=_effort, default=units)
    if _effort(best) < now:
        back = _first_return(units)
        changes = _effort(best).changes
        message = f"{pluralize(now.changes, 'position change')}, but {changes} would be enough"
        if changes >= now.changes:
            message = "you go up and down more often than you need to"
        help_ = f"a better order: {', '.join(unit.name for unit in best)}"
        advice.note_at("ups-and-downs", ("step", back.number), message, help_, "key")


def _units(routine: Routine, steps: Sequence[PlacedStep]) -> Iterator[_Unit]:
    inside: dict[int, list[Step]] = {}
    for placed in steps:
        inside.setdefault(int(placed.path[1]), []).append(placed.step)
    for number, item in enumerate(routine.steps):
        own = inside.get(number, [])
        places = [step.position for step in own if step.position]
        name = item.name or (own[0].name if own else f"step {number + 1}")
        yield _Unit(number, name, places[0] if places else None, places[-1] if places else None, tuple(own))


def _steps(units: Iterable[_Unit]) -> list[Step]:
    return [step for unit in units for step in unit.steps]


class _Effort(NamedTuple):
    """What an order costs: how far the body goes up and down, then position changes."""

    climbs: int
    changes: int


def _effort(units: Sequence[_Unit]) -> _Effort:
    """Between units; what is within one stays the same in any order."""
    known = [unit for unit in units if unit.first]
    moves = [(one.last or "", other.first or "") for one, other in pairwise(known) if one.last != other.first]
    return _Effort(sum(abs(_height(before) - _height(after)) for before, after in moves), len(moves))


def _height(position: str) -> int:
    """0 on the floor, 1 on a chair, 2 on the feet: to lie down from one's knees is not to get up and down."""
    return max(level(position) - _KNEELING, 0)


def _span(units: Sequence[_Unit]) -> int:
    """From the lowest to the highest position."""
    heights = [_height(unit.first) for unit in units if unit.first]
    return max(heights, default=0) - min(heights, default=0)


def _grouped(units: Sequence[_Unit]) -> list[_Unit]:
    """Together what is done in one position, in the order in which the positions first come."""
    order: dict[str | None, int] = {}
    for unit in units:
        order.setdefault(unit.first, len(order))
    return sorted(units, key=lambda unit: order[unit.first])


def _by_level(units: Sequence[_Unit], way: int) -> list[_Unit]:
    """From standing down to the floor (-1), or up from it (1), together what is done in one position."""
    grouped = _grouped(units)
    return sorted(grouped, key=lambda unit: way * level(unit.first) if unit.first else 0)


def _first_return(units: Sequence[_Unit]) -> _Unit:
    """Where the body first comes back to a position that it had left, else where it first turns round."""
    seen: set[str | None] = set()
    current: str | None = None
    for unit in units:
        if unit.first is None:
            continue
        if unit.first != current and unit.first in seen:
            return unit
        seen |= {unit.first, unit.last}
        current = unit.last
    known = [unit for unit in units if unit.first]
    for one, two, three in zip(known, known[1:], known[2:], strict=False):
        before, here, after = (_height(unit.first or "") for unit in (one, two, three))
        if (here - before) * (after - here) < 0:
            return three
    return units[-1]
