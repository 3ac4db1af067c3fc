"""The history as far as a summary is concerned: reads it, and writes what the person decides.

That takes a moment, so the summary does it in a thread. A session has this from its start, so it loads little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.history.journal_entries import Remarks, RemarksChanged

if TYPE_CHECKING:
    from routine_timer.app.screens.summary.session_result import SessionResult
    from routine_timer.app.services import Services
    from routine_timer.care.progression_offers import Offer
    from routine_timer.history.records import DoseRecord, SessionRecord, SwapRecord
    from routine_timer.timeline import Timeline


class SummaryHistory:
    """Every method blocks, and raises `HistoryError`s."""

    def __init__(self, services: Services, timeline: Timeline) -> None:
        self._services = services
        self._timeline = timeline

    @property
    def asks_pain(self) -> bool:
        return self._services.asks_pain()

    @property
    def first_weekday(self) -> int:
        return self._services.settings.first_weekday

    def look(self, record: SessionRecord | None) -> SessionResult:
        """The person's progress after the session of `record`, and which doses are offered."""
        from routine_timer.app.models.home_progress import HomeProgress
        from routine_timer.app.models.plan_day import plan_next
        from routine_timer.app.screens.summary.session_result import SessionResult
        from routine_timer.care.progression_offers import offers_after

        now = self._services.now() if record is None else record.right_after(self._services.now())
        streak_summary = self._services.history.streak_summary(now, series=True)
        since = self._services.history.ended.sessions(since=streak_summary.day)
        done_by = [one.id for one in since if one.done and one.day == streak_summary.day]
        made_the_day = record is not None and done_by == [record.id]
        progress = HomeProgress(streak_summary.day, streak_summary)
        pain = self._services.pain(streak_summary.day)
        offers = offers_after(self._services.history, self._services.library, self._timeline, pain)
        next_ = plan_next(self._services.plan_day, streak_summary.day, self._name_of)
        return SessionResult(progress, offers.changes, offers.harder, made_the_day, next_, offers.after(pain))

    def _name_of(self, routine: str) -> str:
        reading = self._services.library.reading(routine)
        return reading.routine.name if reading.routine else routine

    def share(self) -> None:
        """Sync with the person's other computers. Problems are shown on the home screen."""
        self._services.sync()

    def say_done(self, record: SessionRecord, done: bool) -> SessionRecord:
        """The person's own word on whether the session counts."""
        return self._services.history.ended.edit(record.id, done=done)

    def annotate(self, record: SessionRecord, *, note: str | None = None, pain: int | None = None) -> None:
        remarks = Remarks(note=note, pain_after=pain)
        self._services.history.active.record(record.id, RemarksChanged(remarks))

    def throw_away(self, record: SessionRecord) -> None:
        """Delete the session: `bring_back` has it again for 30 days."""
        self._services.history.ended.delete(record.id)

    def bring_back(self, record: SessionRecord) -> None:
        self._services.history.ended.restore(record.id)

    def accept(self, offer: Offer) -> DoseRecord | SwapRecord | None:
        """From the next session on it is as offered."""
        from routine_timer.care.progression_offers import accept

        return accept(self._services.history, self._services.library, self._timeline.routine, offer)

    def take_back(self, record: DoseRecord | SwapRecord) -> None:
        """Undo what was accepted."""
        self._services.history.care_records.take_back(record)
