"""The sessions of a simulated person, in memory: what was done in each, what is offered after it, and what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from routine_timer import paths
from routine_timer.care.pain_decisions import PainHistory
from routine_timer.care.progression_offers import Offers, accept, offers_after
from routine_timer.care.rescue_session import rescue
from routine_timer.compose.substitutes import with_swaps
from routine_timer.history.dose_growth import doses_in_force
from routine_timer.history.records import DoseRecord, SessionRecord, SwapRecord, new_id
from routine_timer.playback.manual_log_segments import segments_done
from routine_timer.routine.library import Library
from routine_timer.routine.model import Routine
from routine_timer.timeline import Timeline, compile_routine

LIBRARY = Library(paths.bundled_routines(), paths.bundled_routines(), (paths.bundled_exercises(),))
_COMPILED: dict[tuple[object, ...], Timeline] = {}


class FollowedSessions:
    """Stands in for the history: offers are made and accepted by the program's own code."""

    def __init__(self) -> None:
        self.sessions: list[SessionRecord] = []
        self._doses: list[DoseRecord] = []
        self._swaps: list[SwapRecord] = []
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self.history: Any = SimpleNamespace(
            today=lambda: self._now.date(),
            ended=SimpleNamespace(sessions=self._of),
            care_records=SimpleNamespace(
                doses=lambda routine: [one for one in self._doses if one.routine == routine],
                swaps=lambda: self._swaps,
                accept_dose=self._accept_dose,
                add_swap=self._add_swap,
            ),
        )

    def timeline(self, routine: str, *, short: bool = False) -> Timeline:
        """The routine as it starts today; `short`: the three minutes of it."""
        whole = self._routine(routine)
        doses = doses_in_force(self.history.care_records.doses(routine), whole)
        key = (routine, short, tuple(doses.items()), tuple((one.step, one.exercise) for one in self._swaps_of(routine)))
        if key not in _COMPILED:
            _COMPILED[key] = rescue(whole) if short else compile_routine(whole, doses)
        return _COMPILED[key]

    def follow(
        self, at: datetime, timeline: Timeline, pain: tuple[int, int], check_ins: Sequence[date], *, cut: bool = False
    ) -> tuple[PainHistory, Offers]:
        """Follow a session, every exercise cut short if `cut`. Returns what the answers about pain add up to, and what
        is offered.

        Args:
            pain: before and after it.
            check_ins: the days of check-ins so far.
        """
        self._now = at
        segments = segments_done(timeline)
        if cut:
            segments = tuple(
                replace(one, outcome="early", actual_s=one.actual_s / 2) if one.is_work else one for one in segments
            )
        day = at.date()
        self.sessions.append(
            SessionRecord(
                new_id(),
                timeline.routine,
                day,
                at,
                at,
                None,
                "completed",
                True,
                420.0,
                None,
                *pain,
                at,
                segments=segments,
            )
        )
        recent = [one for one in self.sessions if (day - one.day).days <= 90]
        answers = PainHistory(day, recent, asks=True, check_ins=check_ins)
        return answers, offers_after(self.history, LIBRARY, timeline, answers)

    def take(self, routine: str, offers: Offers) -> None:
        """Accept everything that is offered."""
        for offer in offers.changes:
            assert accept(self.history, LIBRARY, routine, offer) is not None

    def _routine(self, id_: str) -> Routine:
        routine = LIBRARY.reading(id_).routine
        assert routine is not None
        swaps = self._swaps_of(id_)
        return with_swaps(routine, swaps, LIBRARY.catalogue.exercises) if swaps else routine

    def _swaps_of(self, routine: str) -> list[SwapRecord]:
        return [one for one in self._swaps if one.routine == routine]

    def _of(self, *, routine: str, limit: int) -> Any:
        return SimpleNamespace(records=[one for one in reversed(self.sessions) if one.routine == routine][:limit])

    def _accept_dose(self, routine: str, step: int, label: str, dose: float) -> DoseRecord:
        self._doses.append(DoseRecord(new_id(), routine, step, label, dose, self._now, self._now))
        return self._doses[-1]

    def _add_swap(self, day: date, routine: str, step: int, label: str, exercise: str | None) -> SwapRecord:
        self._swaps.append(SwapRecord(new_id(), day, routine, step, label, exercise, self._now))
        return self._swaps[-1]
