"""Pain in a session in plain lines: asked before and after, answered by typing a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routine_timer.care.pain import ADVICE, ADVICE_AFTER, light
from routine_timer.errors import RoutineTimerError
from routine_timer.playback.live_session import LiveSession

if TYPE_CHECKING:
    from routine_timer.cli.context import Context

_QUESTION = "pain now, 0 to 10? Type the number, then Enter"
_ANSWERS = {str(number): number for number in range(11)}


def asks_pain(context: Context) -> bool:
    """Whether to ask about pain; not where the history can't be read."""
    from routine_timer.care.pain_history import asks_pain

    try:
        return asks_pain(context.safe_history, context.settings.ask_pain)
    except RoutineTimerError:  # reported where the session is recorded
        return False


class PainQuestions:
    """The two questions of one session.

    Args:
        say: writes a line.
        asks: whether the person is asked at all.
    """

    def __init__(self, live: LiveSession, say: Callable[[str], None], *, asks: bool) -> None:
        self._live = live
        self._say = say
        self._asks = asks

    def ask_before(self) -> None:
        if self._asks:
            self._say(_QUESTION)

    def ask_after(self) -> bool:
        """Ask after the session. Returns whether an answer is to be waited for."""
        if self._asks:
            self._say(f"{_QUESTION}; Enter alone: skip")
        return self._asks

    def take(self, line: str) -> bool:
        """Take a typed line as the answer. Returns whether it is one."""
        pain = _ANSWERS.get(line) if self._asks else None
        if pain is None:
            return False
        if self._live.is_over:
            self._live.rate_pain_after(pain)
            advice = ADVICE_AFTER[light(pain)]
        else:
            self._live.rate_pain(pain)
            advice = ADVICE[light(pain)]
        self._say(f"pain {pain}. {advice}".strip())
        return True
