""" "This hurts": another exercise for the step under way, in its slot and time, with a way back.

What was swapped is remembered for the next session of the routine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from routine_timer.history.errors import HistoryError
from routine_timer.session import Event

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.playback.history_recorder import HistoryRecorder
    from routine_timer.playback.live_session import LiveSession
    from routine_timer.routine.exercise import Exercise
    from routine_timer.routine.library import Library
    from routine_timer.timeline import Timeline

NOTHING_EASIER = "There is no other exercise for this step. Skip it, or stop if the pain stays."
NOTHING_TO_UNDO = "Nothing to undo."


class _WayBack(msgspec.Struct, frozen=True):
    """The timeline before a swap, and the segment and step (from 1) that were under way."""

    timeline: Timeline
    index: int
    step: int
    exercise: str | None


def _others(timeline: Timeline, step: int) -> list[str]:
    """The names of the other steps."""
    return [one.name for number, one in enumerate(timeline.steps, 1) if number != step]


class StepSwaps:
    """The swaps of one session.

    Args:
        exercises: the catalogue's exercises by id.
        remember: saves that a step has an exercise from now on: its number, its name now, and the exercise's id, or
            None for the one it had at the start. Returns whether the next session can have it.
    """

    def __init__(
        self,
        live: LiveSession,
        exercises: Callable[[], Mapping[str, Exercise]],
        remember: Callable[[int, str, str | None], bool] = lambda _number, _name, _exercise: False,
    ) -> None:
        self._live = live
        self._exercises = exercises
        self._remember = remember
        self._hurt: set[str] = set()
        """Ids of the exercises that hurt in this session."""
        self._ways_back: list[_WayBack] = []
        self.message = ""
        """The result of the last call, in a sentence."""
        self._message_step: int | None = None

    @property
    def can_undo(self) -> bool:
        """Whether the step under way was swapped, in the session as it still is: not before the three easy minutes."""
        if self._live.is_over or not self._ways_back:
            return False
        last, now = self._ways_back[-1], self._live.timeline
        return last.step == self._live.session.segment.step and _others(last.timeline, last.step) == _others(
            now, last.step
        )

    @property
    def message_here(self) -> str:
        """The result of the last call, as long as its step is under way."""
        here = None if self._live.is_over else self._live.session.segment.step
        return self.message if here is not None and here == self._message_step else ""

    def hurts(self, now: float) -> list[Event]:
        """Swap the step under way. Returns what happened."""
        events = self._live.step(now)
        if self._live.is_over:
            return events
        here = self._live.snapshot(now)
        timeline, number = self._live.timeline, here.segment.step
        if number is None:
            return events
        from routine_timer.compose.substitutes import as_step, substitute  # few sessions hurt
        from routine_timer.timeline.replace_step import replace_step

        step, exercises = timeline.steps[number - 1], self._exercises()
        self._message_step = number
        used = {one.exercise for one in timeline.steps if one.exercise} | self._hurt
        exercise = substitute(step, exercises, used - {step.easier_exercise} | self._hurt)
        if exercise is None:
            self.message = NOTHING_EASIER
            return events
        self._ways_back.append(_WayBack(timeline, here.index, number, step.exercise))
        self._hurt |= {step.exercise} if step.exercise else set()
        again = ", next time too" if self._remember(number, step.name, exercise.id) else ""
        self.message = f"Swapped for {exercise.name}{again}. If the pain stays, stop."
        coming = replace_step(timeline, here.index, here.elapsed_s, as_step(exercise, step))
        return events + self._live.replace(coming, here.index + 1, now, "early" if here.segment.is_work else "skipped")

    def undo(self, now: float) -> list[Event]:
        """Go back to the exercise before the last swap, while its step is under way. Returns what happened."""
        events = self._live.step(now)
        if not self.can_undo:
            self.message = NOTHING_TO_UNDO
            return events
        before = self._ways_back.pop()
        self._message_step = before.step
        self._hurt.discard(before.exercise or "")
        step = before.timeline.steps[before.step - 1]
        is_first = all(one.step != before.step for one in self._ways_back)
        now_called = self._live.timeline.steps[before.step - 1].name
        self._remember(before.step, now_called, None if is_first else step.exercise)
        self.message = f"Back to {step.name}."
        return events + self._live.replace(before.timeline, before.index, now)


def swaps_of(
    live: LiveSession,
    library: Callable[[], Library],
    history: Callable[[], History],
    recorder: HistoryRecorder | None,
    report: Callable[[str], None],
) -> StepSwaps:
    """The swaps of a session; one that is not recorded, or not of the person's routines, remembers none.

    Args:
        report: called with a sentence if a swap can't be saved, from the recorder's thread.
    """
    if recorder is None:
        return StepSwaps(live, lambda: library().catalogue.exercises)

    def remember(number: int, name: str, exercise: str | None) -> bool:
        def save() -> None:
            from routine_timer.care.swap_memory import remember_swap

            try:
                if remember_swap(history(), library(), live.timeline.routine, number, name, exercise) is None:
                    report(f"The swap is for this session only: the file has no step called {name!r} now.")
            except HistoryError as error:
                report(error.with_help)

        if live.timeline.routine not in library().files:
            return False
        recorder.call(save)
        return True

    return StepSwaps(live, lambda: library().catalogue.exercises, remember)
