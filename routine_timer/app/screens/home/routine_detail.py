"""More of the chosen routine: what it is for, how long, what it works on, its steps with their doses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.widgets.line_list import hanging, right
from routine_timer.routine.model import Circuit, Step, leaves
from routine_timer.text.doses import dose
from routine_timer.text.durations import clock
from routine_timer.text.muscle_and_day_words import day
from routine_timer.text.needs import you_need
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

_DOSE_GAP = 2
"""Cells between a step's name and its dose."""


def full(entry: RoutineEntry, last_done: date | None, today: date | None, width: int) -> Content:
    """Everything, for a pane beside the list, `width` cells wide."""
    if entry.routine is None:
        return broken(entry)
    lines = [
        Content.styled(entry.name, "bold $accent"),
        *([Content(entry.about)] if entry.about else []),
        Content(""),
        _numbers(entry),
        *_works(entry, width),
        *_needs(entry),
        hanging("last done", _when(last_done, today), width),
        Content(""),
        *_steps(entry.routine.steps, width),
        Content(""),
        Content.styled(f"yours: {plain(str(entry.file))}" if entry.own else "bundled", "$quiet"),
    ]
    return Content("\n").join(lines)


def _when(last_done: date | None, today: date | None) -> str:
    if today is None:
        return "unknown"
    return day(last_done, today) if last_done else "never"


def brief(entry: RoutineEntry) -> Content:
    """What matters most, for a few lines below the list."""
    if entry.routine is None:
        return broken(entry)
    steps = [f"{plain(step.name)} {dose(step)}" for step in entry.steps]
    return Content("\n").join(
        [
            *([Content(entry.about)] if entry.about else []),
            _numbers(entry),
            *_needs(entry),
            Content.styled(" · ".join(steps), "$quiet"),
        ]
    )


def broken(entry: RoutineEntry) -> Content:
    """A file that can't be followed: where and why, and the way out."""
    return Content("\n").join(
        [
            Content.styled(entry.name, "bold $error"),
            Content(f"line {entry.line}: {plain(entry.problem)}"),
            Content(""),
            Content.styled(plain(str(entry.file)), "$quiet"),
            Content.assemble(("e", "bold $accent"), " opens the editor, which shows every problem."),
        ]
    )


def _numbers(entry: RoutineEntry) -> Content:
    changes = entry.position_changes
    facts = [pluralize(len(entry.steps), "step"), pluralize(changes, "position change") if changes else "one position"]
    return Content.assemble((clock(entry.duration_s or 0), "bold $accent"), (" · " + " · ".join(facts), "$quiet"))


def _needs(entry: RoutineEntry) -> list[Content]:
    needs = plain(you_need(entry.steps))
    return [Content(needs)] if needs else []


def _works(entry: RoutineEntry, width: int) -> list[Content]:
    both = (("stretches", entry.stretches), ("strengthens", entry.strengthens))
    return [hanging(what, plain(", ".join(names)), width) for what, names in both if names]


def _steps(steps: tuple[Step | Circuit, ...], width: int) -> list[Content]:
    return [
        _step(number, depth, item, width) if isinstance(item, Step) else _circuit(depth, item)
        for number, depth, item in _walk(steps, 1, 0)
    ]


def _walk(steps: tuple[Step | Circuit, ...], number: int, depth: int) -> Iterator[tuple[int, int, Step | Circuit]]:
    """Every step and circuit in the file's order, with the number of the step and how deeply it is nested."""
    for item in steps:
        yield number, depth, item
        if isinstance(item, Circuit):
            yield from _walk(item.steps, number, depth + 1)
            number += len(leaves(item.steps))
        else:
            number += 1


def _step(number: int, depth: int, step: Step, width: int) -> Content:
    """Its name, and at the right its dose: below the name where both are too long for one line."""
    asked = Content.styled(dose(step), "$quiet")
    name = Content.assemble((f"{number:>2}  ", "$quiet"), "  " * depth, plain(step.name))
    if (gap := width - name.cell_length - asked.cell_length) >= _DOSE_GAP:
        return Content.assemble(name, " " * gap, asked)
    return Content("\n").join([name.truncate(width, ellipsis=True), right(asked, width)])


def _circuit(depth: int, circuit: Circuit) -> Content:
    name = plain(circuit.name) if circuit.name else "circuit"
    return Content.assemble((f"    {'  ' * depth}{name} ", "bold"), (f"× {circuit.rounds}", "$quiet"))
