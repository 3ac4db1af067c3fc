"""The figures of exercises, each made once in a run of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.figures.rig import Rig
    from routine_timer.routine.library import Library


class Rigs:
    """Exercise id -> its figure; None where there is none."""

    def __init__(self) -> None:
        self._rigs: dict[str, Rig | None] = {}

    def find(self, exercise: str, library: Library) -> Rig | None:
        from routine_timer.figures.segment_clips import rig_of_exercise

        if exercise not in self._rigs:
            self._rigs[exercise] = rig_of_exercise(library.catalogue.find(exercise))
        return self._rigs[exercise]

    def clear(self) -> None:
        self._rigs.clear()
