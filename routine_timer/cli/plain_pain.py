"""Pain in a session in plain lines: asked before and after, and on the morning after; answered by typing a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from routine_timer.care.pain import ADVICE, advice_after
from routine_timer.errors import RoutineTimerError
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.pain_adjustments import SHORTER, PainAdjustments
from routine_timer.session import Event

if TYPE_CHECKING:
    from routine_timer.cli.context import Context

_MORNING = "pain this morning, 0 to 10? Type the number, then Enter"
_QUESTION = "pain now, 0 to 10? Type the number, then Enter"
_ANSWERS = {str(number): number for number in range(11)}


class DueQuestions(msgspec.Struct, frozen=True):
    """Which questions the person is asked: before and after the session, and how much it hurts this morning."""

    pain: bool = False
    morning: bool = False


def questions(context: Context) -> DueQuestions:
    """What to ask about pain; nothing where the history can't be read."""
    from routine_timer.care.pain_decisions import load_pain

    try:
        pain = load_pain(context.safe_history, context.safe_history.today(), context.settings)
    except RoutineTimerError:  # reported where the session is recorded
        return DueQuestions()
    return DueQuestions(pain.asks, pain.is_morning_due)


class PainQuestions:
    """The questions of one session.

    Args:
        answers: what an answer before the session changes in it.
        say: writes a line.
        asked: what the person is asked.
        rate_morning: saves how much it hurt this morning.
    """

    def __init__(
        self,
        live: LiveSession,
        answers: PainAdjustments,
        say: Callable[[str], None],
        asked: DueQuestions,
        rate_morning: Callable[[int], None],
    ) -> None:
        self._live = live
        self._answers = answers
        self._say = say
        self._asks = asked.pain
        self._asks_morning = asked.morning
        self._rate_morning = rate_morning
        self._after: int | None = None

    def ask_before(self) -> None:
        if self._asks:
            self._say(_MORNING if self._asks_morning else _QUESTION)

    def ask_after(self) -> bool:
        """Ask after the session. Returns whether to wait for an answer."""
        if self._asks:
            self._say(f"{_QUESTION}; Enter alone: skip")
        return self._asks

    def is_answer(self, line: str) -> bool:
        """Whether a typed line is an answer."""
        return self._asks and line in _ANSWERS

    def take_before(self, line: str, now: float) -> list[Event]:
        """Take the answer before the session. Returns what happened."""
        pain, is_of_morning = _ANSWERS[line], self._asks_morning
        if is_of_morning:
            self._asks_morning = False
            self._rate_morning(pain)
            events = self._answers.heed(pain, now)
        else:
            events = self._answers.rate(pain, now)
        advice = self._answers.advice("z")
        self._say(f"pain {pain}. {advice or ADVICE[self._answers.light(pain)]}")
        if advice and (easier := self._easier_way):
            self._say(f"easier: {easier}")
        if is_of_morning:
            self._say(_QUESTION)
        return events

    def take_after(self, line: str) -> None:
        """Take the answer after the session; what to do comes with how pain develops (`say_after`)."""
        self._after = _ANSWERS[line]
        self._live.rate_pain_after(self._after)

    def say_after(self, said: Sequence[str]) -> None:
        """What to do at the pain after the session, if it was answered, and `said`, how pain develops."""
        if (pain := self._after) is not None:
            self._say(f"pain {pain}. {advice_after(self._answers.light(pain), said)}".strip())
        for sentence in said:
            self._say(sentence)

    @property
    def may_shorten(self) -> bool:
        return self._answers.may_shorten

    def shorten(self, now: float) -> list[Event]:
        """Do the shorter, easier version instead. Returns what happened."""
        self._say(SHORTER)
        return self._answers.shorten(now)

    @property
    def _easier_way(self) -> str:
        """That of the step under way, or of the one to come."""
        segment = self._live.session.segment
        step = self._live.timeline.step_of(segment)
        return "" if step is None else segment.with_side(step.easier or "")
