"""Pain from 0 to 10: what to do at a number, and how it develops. Pure; the sources are in `docs/plans.md`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

import msgspec

from routine_timer.text.sources import named

Light: TypeAlias = Literal["green", "amber", "red"]

ADVICE: dict[Light, str] = {
    "green": "Keep going.",
    "amber": "Take it easy: use the easier versions.",
    "red": "Stop, or do the shorter, easier version. If the pain stays, see a doctor or physiotherapist.",
}
ADVICE_AFTER: dict[Light, str] = {
    "green": "",
    "amber": "That's fine if it settles within a day. Until then your doses won't grow.",
    "red": "Next time, do the shorter, easier version. If the pain stays, see a doctor or physiotherapist.",
}
GREEN_TO, AMBER_TO = 3, 5
"""The most pain that is green, and that is amber unless the setting says otherwise."""
RISING = "Your pain is higher this week than last week: see a doctor or physiotherapist."
CHECK_AGAIN = "Do the check-in again, too: it starts with the warning signs."
"""What is said about red flags while pain is rising."""
HOW_TO_CHECK = "Press c on the home screen, or run `routine-timer check-in`."
WORSE_TWICE = "your pain was worse after the last two sessions"
"""Why less is offered."""
DO_LESS = "Your pain was worse after the last two sessions: do a shorter, easier version next time."
PAIN_GONE = named("Two weeks without pain. The pain has gone; the cause may not have. Keep the routine (S4).")
"""S4: pain goes after 4 to 6 weeks while its cause stays."""

MEANINGFUL = 2
"""Points on the numeric rating scale that make a change that matters."""
RISE = 1.0
"""Points between the averages of two weeks. Our own choice, below the meaningful change to be on the safe side."""
LITTLE = 1.0
"""An average up to here is no alarm, whatever came before. Our own choice: answers vary by as much."""
FREE_FOR = timedelta(days=14)
"""How long every answer must have been 0 before pain counts as gone."""
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class PainReading(msgspec.Struct, frozen=True):
    """Pain on a day."""

    day: date
    pain: int


class RatedSession(msgspec.Struct, frozen=True):
    """Pain before and after a session, and the next morning; None if there is no answer."""

    before: int | None
    after: int | None = None
    morning: int | None = None

    @property
    def is_green(self) -> bool:
        """Whether no answer is amber or red."""
        return all(light(pain) == "green" for pain in (self.before, self.after, self.morning) if pain is not None)

    @property
    def is_worse(self) -> bool | None:
        """Whether pain was two points higher after than before, or higher the next morning; None if that's unknown.

        Pain that is low afterwards can't have got worse, whatever it was before.
        """
        if self.after is None and self.morning is None:
            return None
        before = self.before or 0
        after = self.after is not None and self.after - before >= MEANINGFUL
        worse = after or (self.morning is not None and self.morning > before)
        return None if worse and self.before is None else worse


def is_morning_due(session_days: Collection[date], answered: Collection[date], today: date) -> bool:
    """Whether to ask about pain this morning: after a session yesterday, before any today.

    Args:
        session_days: the days of sessions.
        answered: the days on which pain was entered away from sessions.
    """
    return today - _DAY in session_days and today not in session_days and today not in answered


def light(pain: int, amber_to: int = AMBER_TO) -> Light:
    """The pain traffic light: 0 to 3 green, from 4 to `amber_to` amber, more than that red.

    Sources differ on where amber ends (see `docs/plans.md`): it is the setting `amber_to`.
    """
    return "green" if pain <= GREEN_TO else "amber" if pain <= amber_to else "red"


def advice_after(at: Light, said: Collection[str]) -> str:
    """What to do after a session. That pain is fine is left out if `said`, how pain develops, asks for less."""
    return "" if at == "amber" and DO_LESS in said else ADVICE_AFTER[at]


def red_last(amber_to: int) -> str:
    """Why the three easy minutes are offered."""
    return f"You rated your pain {amber_to + 1} or more last time: take the three easy minutes today."


def worse_twice(sessions: Sequence[RatedSession]) -> bool:
    """Whether pain was worse after each of the last two sessions that have enough answers; oldest first."""
    last = [worse for one in sessions if (worse := one.is_worse) is not None][-2:]
    return len(last) == 2 and all(last)


def is_rising(pains: Iterable[PainReading], today: date) -> bool:
    """Whether average pain in the seven days up to today is at least a point above that of the seven days before.

    Without an answer in both weeks it is not known, and so False. Nor does an average of `LITTLE` or less rise.
    """
    this_week, last_week = [], []
    for one in pains:
        age = today - one.day
        if timedelta(0) <= age < _WEEK:
            this_week.append(one.pain)
        elif _WEEK <= age < 2 * _WEEK:
            last_week.append(one.pain)
    if not this_week or not last_week:
        return False
    now, before = sum(this_week) / len(this_week), sum(last_week) / len(last_week)
    return now > LITTLE and now - before >= RISE


def asks_flags_again(pains: Iterable[PainReading], check_ins: Iterable[date], today: date) -> bool:
    """Whether to ask about red flags again: pain rises, and there was no check-in in the last seven days."""
    recent = any(timedelta(0) <= today - day < _WEEK for day in check_ins)
    return not recent and is_rising(pains, today)


def is_gone(pains: Iterable[PainReading], today: date) -> bool:
    """Whether there was pain once, and every answer of the last two weeks is 0.

    There must be an answer in each of these weeks: silence doesn't mean that nothing hurts.
    """
    past = [one for one in pains if one.day <= today]
    recent = [one for one in past if today - one.day < FREE_FOR]
    weeks = {(today - one.day) // _WEEK for one in recent}
    return weeks == {0, 1} and not any(one.pain for one in recent) and any(one.pain for one in past)


def most_in_a_week(pains: Iterable[PainReading], today: date) -> int | None:
    """The most pain in the seven days up to today; None without an answer."""
    return max((one.pain for one in pains if timedelta(0) <= today - one.day < _WEEK), default=None)
