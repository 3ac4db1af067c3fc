"""What the answers about pain decide: whether doses may grow, whether they should shrink, and what to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from routine_timer.care.pain import (
    AMBER_TO,
    CHECK_AGAIN,
    DO_LESS,
    HOW_TO_CHECK,
    PAIN_GONE,
    RISING,
    PainReading,
    RatedSession,
    asks_flags_again,
    is_gone,
    is_morning_due,
    is_rising,
    light,
    red_last,
    worse_twice,
)
from routine_timer.care.red_flags import names_pain
from routine_timer.history.records import PainRecord, SessionRecord

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.settings import Settings

LOOKED_BACK = timedelta(days=90)
"""How far back answers count: pain goes after 4 to 6 weeks (S4), and then comes a quiet time."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PainHistory(msgspec.Struct, frozen=True):
    """The answers up to today: of sessions, oldest first, and on mornings."""

    today: date
    sessions: Sequence[SessionRecord] = ()
    pains: Sequence[PainRecord] = ()
    asks: bool = False
    """Whether the person is asked about pain."""
    amber_to: int = AMBER_TO
    check_ins: Sequence[date] = ()
    """The days of check-ins."""

    @property
    def answers(self) -> list[PainReading]:
        """Every answer, whenever it was given."""
        given = [PainReading(one.day, one.pain) for one in self.pains]
        for session in self.sessions:
            given += [
                PainReading(session.day, pain) for pain in (session.pain_before, session.pain_after) if pain is not None
            ]
        return given

    @property
    def by_session(self) -> list[RatedSession]:
        """The sessions with the pain of the next morning: entered then, or else before the next day's first session.

        Pain that was entered on a morning is also the pain before that day's first session.
        """
        mornings: dict[date, int] = {}
        for session in self.sessions:
            if session.pain_before is not None:
                mornings.setdefault(session.day, session.pain_before)
        entered = {one.day: one.pain for one in self.pains if one.when == "morning"}
        mornings |= entered
        rated, days = [], set()
        for session in self.sessions:
            before = session.pain_before
            if before is None and session.day not in days:
                before = entered.get(session.day)
            days.add(session.day)
            rated.append(RatedSession(before, session.pain_after, mornings.get(session.day + _DAY)))
        return rated

    @property
    def _latest(self) -> list[PainReading]:
        """The answers of the latest session that has any, and of the sessions of its day, and those given since."""
        rated = [one for one in self.sessions if one.pain_before is not None or one.pain_after is not None]
        since = rated[-1].day if rated else date.min
        return [one for one in self.answers if one.day >= since]

    @property
    def may_grow(self) -> bool:
        """Whether doses may grow: neither the latest session with an answer nor a later answer was amber or red."""
        return all(light(one.pain) == "green" for one in self._latest)

    @property
    def is_red(self) -> bool:
        """Whether one of these answers was red, in the last week."""
        return any(light(one.pain, self.amber_to) == "red" and self.today - one.day < _WEEK for one in self._latest)

    @property
    def is_worse_twice(self) -> bool:
        return worse_twice(self.by_session)

    @property
    def is_morning_due(self) -> bool:
        """Whether to ask now how much it hurts this morning."""
        days = {session.day for session in self.sessions}
        return self.asks and is_morning_due(days, {one.day for one in self.pains}, self.today)

    @property
    def is_rising(self) -> bool:
        return is_rising(self.answers, self.today)

    @property
    def is_newly_gone(self) -> bool:
        """Whether pain counts as gone since today: it is said once, after the session that shows it."""
        answers = self.answers
        last_pain = max((one.day for one in answers if one.pain), default=None)
        if last_pain is None:
            return False
        days = [session.day for session in self.sessions if session.day > last_pain]
        first = next((day for day in sorted(set(days)) if is_gone(answers, day)), None)
        return first == self.today and days.count(self.today) == 1

    @property
    def asks_flags_again(self) -> bool:
        """Whether to ask about red flags again, because pain rises."""
        return asks_flags_again(self.answers, self.check_ins, self.today)

    @property
    def do_less(self) -> str:
        """Why the shorter, easier version is the one for today; empty if it isn't."""
        return DO_LESS if self.is_worse_twice else red_last(self.amber_to) if self.is_red else ""

    def after(self) -> list[str]:
        """What to say after a session."""
        rising = [RISING] if self.is_rising else []
        again = [f"{CHECK_AGAIN} {HOW_TO_CHECK}"] if self.asks_flags_again else []
        less = [DO_LESS] if self.is_worse_twice else []
        return [*rising, *again, *less, *([PAIN_GONE] if self.is_newly_gone else [])]


def load_pain(history: History, today: date, settings: Settings) -> PainHistory:
    """The answers about pain up to today.

    Raises:
        HistoryError: the history can't be read.
    """
    since = today - LOOKED_BACK
    sessions = [one for one in history.ended.sessions(since=since) if one.day <= today]
    pains = [one for one in history.care_records.pains() if since <= one.day <= today]
    return PainHistory(
        today,
        tuple(reversed(sessions)),
        pains,
        asks_pain(history, settings.ask_pain),
        settings.amber_to,
        tuple(one.day for one in history.care_records.check_ins()),
    )


def asks_pain(history: History, setting: bool | str) -> bool:
    """Whether to ask about pain: as it is set, or with `auto` once a check-in named pain or some was entered.

    The history is read only where it decides.

    Raises:
        HistoryError: the history can't be read.
    """
    if isinstance(setting, bool):
        return setting
    entries = history.care_records
    return any(names_pain(one.signs) for one in entries.check_ins()) or any(one.pain for one in entries.pains())
