"""The figures of exercises, each made once in a run of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.figures.rig import Rig
    from routine_timer.routine.library import Library

_WITH_PICTURES = 2
"""Figures whose pictures are kept: this one and the next. A long session has dozens of figures."""


class Rigs:
    """Exercise id -> its figure; None where there is none."""

    def __init__(self) -> None:
        self._rigs: dict[str, Rig | None] = {}

    def find(self, exercise: str, library: Library) -> Rig | None:
        from routine_timer.figures.segment_clips import rig_of_exercise

        if exercise not in self._rigs:
            self._rigs[exercise] = rig_of_exercise(library.catalogue.find(exercise))
        rig = self._rigs[exercise] = self._rigs.pop(exercise)  # the one used last comes last
        for other in list(self._rigs.values())[:-_WITH_PICTURES]:
            if other is not None:
                other.forget_pictures()
        return rig

    def clear(self) -> None:
        self._rigs.clear()
