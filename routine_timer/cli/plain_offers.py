"""What is offered after a session in plain lines: accepted with y, taken back with u."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.care.progression_offers import Offer
    from routine_timer.cli.context import Context
    from routine_timer.history.records import DoseRecord, SwapRecord
    from routine_timer.timeline import Timeline


class OfferQuestions:
    """The offers after one session, one at a time.

    Args:
        say: writes a line.
    """

    def __init__(self, context: Context, timeline: Callable[[], Timeline], say: Callable[[str], None]) -> None:
        self._context = context
        self._timeline = timeline
        self._say = say
        self._waiting: list[Offer] = []
        self._accepted: DoseRecord | SwapRecord | None = None
        """What was accepted last, while it can be taken back."""
        self._harder: tuple[str, ...] = ()

    def look(self) -> tuple[str, ...]:
        """Look for offers. Returns what to say about pain before them."""
        from routine_timer.care.pain_decisions import load_pain
        from routine_timer.care.progression_offers import offers_after

        history = self._context.safe_history
        try:
            pain = load_pain(history, history.today(), self._context.settings)
            made = offers_after(history, self._context.library, self._timeline(), pain)
        except RoutineTimerError as error:
            self._context.print_message(str(error))
            return ()
        self._waiting, self._harder = list(made.changes), made.harder
        return made.after(pain)

    def ask(self) -> bool:
        """Make the first offer that was found. Returns whether to wait for an answer."""
        for sentence in self._harder:
            self._say(sentence)
        return self._next()

    def take(self, line: str) -> bool:
        """Take the answer to the last offer. Returns whether to wait for another answer."""
        try:
            if self._accepted is not None:
                record, self._accepted = self._accepted, None
                if line == "u":
                    self._context.safe_history.care_records.take_back(record)
                    self._say("Undone.")
                return self._next()
            offer = self._waiting.pop(0)
            if line == "y" and self._accept(offer):
                return True
        except RoutineTimerError as error:
            self._context.print_message(str(error))
        return self._next()

    def _accept(self, offer: Offer) -> bool:
        from routine_timer.care.progression_offers import accept

        routine = self._timeline().routine
        self._accepted = accept(self._context.safe_history, self._context.library, routine, offer)
        if self._accepted is not None:
            self._say(f"{offer.taken} Type u, then Enter, to undo; Enter alone: keep it")
        return self._accepted is not None

    def _next(self) -> bool:
        if self._waiting:
            self._say(f"{self._waiting[0].sentence} Type y, then Enter, to accept; Enter alone: skip")
        return bool(self._waiting)
