"""Swapped exercises, remembered for the next session of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.compose.substitutes import with_swaps
from routine_timer.routine.model import leaves

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.history.records import SwapRecord
    from routine_timer.routine.library import Library


def place_of(history: History, library: Library, routine: str, number: int, name: str) -> int | None:
    """The number that a step of a session has in the file of its routine; None if the file has no such step.

    Args:
        number: the step's number in the session, which may leave out steps of the file.
        name: its name now.

    Raises:
        HistoryError: the history can't be read.
    """
    file = library.reading(routine).routine if routine in library.files else None
    if file is None:
        return None
    now = leaves(with_swaps(file, history.care_records.swaps(), library.catalogue.exercises).steps)
    places = [place for place, step in enumerate(now, 1) if step.name == name]
    return number if number in places else next(iter(places), None)


def remember_swap(
    history: History, library: Library, routine: str, number: int, name: str, exercise: str | None
) -> SwapRecord | None:
    """Save a swap for the step of a routine's file that now has this name; None if there is no such step.

    Args:
        number, name: those of `place_of`.

    Raises:
        HistoryError: the history can't be read or written.
    """
    place = place_of(history, library, routine, number, name)
    if place is None:
        return None
    file = library.reading(routine).routine
    assert file is not None
    return history.care_records.add_swap(history.today(), routine, place, leaves(file.steps)[place - 1].name, exercise)
