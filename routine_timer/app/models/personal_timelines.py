"""Routines laid out for one person: with the exercises they swapped, the doses they have grown into, and coaching.

Where the history can't be read, a routine is as its file says: that stops nobody, and the home screen reports it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.app.models.history_maintenance import HistoryMaintenance
    from routine_timer.history.history import History
    from routine_timer.routine.library import Library
    from routine_timer.routine.model import Routine
    from routine_timer.timeline import Coaching, Doses, Timeline


class PersonalTimelines:
    """Lays routines out for the person.

    Args:
        history: opens the history when it is first asked for.
        library: the routines and the catalogue as they are now.
        longer_holds: whether the person holds stretches longer.
        maintenance: takes note of a history that can't be read.
    """

    def __init__(
        self,
        history: Callable[[], History],
        library: Callable[[], Library],
        longer_holds: Callable[[], bool],
        maintenance: HistoryMaintenance,
    ) -> None:
        self._history = history
        self._library = library
        self._longer_holds = longer_holds
        self._maintenance = maintenance

    def of(self, routine: Routine) -> Timeline:
        """`routine` laid out to start it."""
        from routine_timer.timeline import compile_routine

        routine = self.own(routine)
        return compile_routine(routine, self.doses(routine), self.coaching(routine))

    def own(self, routine: Routine) -> Routine:
        """`routine` with the exercises that the person swapped in it, and with longer holds if they want them."""
        from routine_timer.compose.substitutes import with_swaps
        from routine_timer.history.errors import HistoryError

        try:
            swaps = [one for one in self._history().care_records.swaps() if one.routine == routine.id]
        except HistoryError as error:
            self._maintenance.note_opened(error)
            swaps = []
        if swaps:
            routine = with_swaps(routine, swaps, self._library().catalogue.exercises)
        return self._as_held(routine)

    def _as_held(self, routine: Routine) -> Routine:
        if not self._longer_holds():
            return routine
        from routine_timer.compose.older_adult_holds import with_longer_holds

        return with_longer_holds(routine)

    def doses(self, routine: Routine) -> Doses:
        """The doses that the person has grown into, by step."""
        from routine_timer.history.dose_growth import doses_in_force
        from routine_timer.history.errors import HistoryError

        try:
            return doses_in_force(self._history().care_records.doses(routine.id), routine)
        except HistoryError as error:
            self._maintenance.note_opened(error)
            return {}

    def coaching(self, routine: Routine) -> Coaching | None:
        """The extra sentences for this person."""
        from routine_timer.history.coaching_phrases import coaching_for
        from routine_timer.history.errors import HistoryError

        try:
            return coaching_for(routine, self._history())
        except HistoryError as error:
            self._maintenance.note_opened(error)
            return None

    def lengths(self) -> dict[str, float]:
        """How long each routine will take whose doses are not those of its file: the others need not be laid out."""
        from routine_timer.history.dose_growth import doses_in_force
        from routine_timer.history.errors import HistoryError
        from routine_timer.timeline import compile_routine

        try:
            accepted = self._history().care_records.doses()
        except HistoryError as error:
            self._maintenance.note_opened(error)
            return {}
        longer, grown = self._longer_holds(), {record.routine for record in accepted}
        found = (
            (one.routine for one in self._library().entries() if longer or one.id in grown) if longer or grown else ()
        )
        routines = [self._as_held(routine) for routine in found if routine is not None]
        in_force = ((routine, doses_in_force(accepted, routine)) for routine in routines)
        return {one.id: compile_routine(one, doses).duration_s for one, doses in in_force if doses or longer}
