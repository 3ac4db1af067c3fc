"""The routines that a verb may change: the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.read import Reading


class NotYourOwn(RoutineTimerError):
    """The routine is not one of the user's own."""

    def __init__(self, id: str, help: str) -> None:
        super().__init__(f"{id} is not one of your own routines")
        self.help = help


def own_routine(name: str, context: Context, help: str) -> Reading:
    """The user's own routine with this name. `help` says what to do with a bundled one, with `{id}` for its id.

    Raises:
        NotFound: no routine matches, or several do.
        NotYourOwn: it is bundled, or a file outside the user's folder.
    """
    reading = context.library.find(name)
    if reading.source != "own":
        raise NotYourOwn(reading.id, help.format(id=reading.id) if reading.source == "bundled" else "")
    return reading
