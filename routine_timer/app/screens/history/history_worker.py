"""The half of the history screen that reads and changes the history, in threads that report by message.

The quickest comes first: the days (milliseconds, even for ten years) with the visible sessions, then all of the last
four weeks, and the data of the plots only when one is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.messages import HistoryFailed
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot, load_snapshot
from routine_timer.app.screens.history.pain_stats import SessionPain
from routine_timer.app.screens.history.recent_stats import RecentStats
from routine_timer.app.screens.history.session_list import PAGE
from routine_timer.app.system.change_poll import ChangePoll, file_stamp
from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import SessionRecord
from routine_timer.routine.model import leaves

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.app.screens.history.history_changes import HistoryChange
    from routine_timer.history.history import History
    from routine_timer.routine.model import Routine


class HistoryWorker(CloseOnceScreen[None]):
    """Each `ask_` method starts a thread that ends with one of these messages."""

    app: BaseApp

    @dataclass
    class HistoryLoaded(Message):
        """The days and the newest sessions were read; with `unread`, only those of this run, and why."""

        past: HistorySnapshot
        newest: Sequence[SessionRecord]
        unread: RoutineTimerError | None = None

    @dataclass
    class SessionsLoaded(Message):
        """A page of sessions was read."""

        page: int
        records: Sequence[SessionRecord]
        deleted: bool
        routine: str = ""

    @dataclass
    class RecentStatsLoaded(Message):
        """The last four weeks were read, and the routines: their names, and how many steps they have, by their ids."""

        stats: RecentStats
        names: Mapping[str, str]
        steps: Mapping[str, int]

    @dataclass
    class PainLoaded(Message):
        """Pain, over the span of the plot."""

        span: tuple[date, date]
        pains: tuple[SessionPain, ...]

    class PlotsReady(Message):
        """The code that draws plots was loaded."""

    @dataclass
    class HistoryChanged(Message):
        """Something was changed and saved. `said` is the message to show."""

        said: str

    def on_mount(self) -> None:
        self._poll = ChangePoll(self, lambda: file_stamp(self.app.services.folders.history_file), self.ask_days)
        self.ask_days()

    def ask_days(self) -> None:
        self._poll.remember()
        self._load_days()

    @work(thread=True, exclusive=True, group="days")
    def _load_days(self) -> None:
        services = self.app.services

        def ask() -> Message:
            past = load_snapshot(self._history, services.now(), services.settings.first_weekday)
            unread = self._history.database.no_file
            return self.HistoryLoaded(
                past,
                self._history.ended.sessions(limit=PAGE).records,
                None if unread is None else unread.when_opening(),
            )

        self._asking(ask)

    @work(thread=True, group="sessions")
    def ask_sessions(self, page: int, deleted: bool, routine: str = "") -> None:
        """Ask for a page of all sessions, or for all of the deleted ones or of a routine's."""
        limit = None if deleted or routine else PAGE

        def ask() -> Message:
            found = self._history.ended.sessions(
                limit=limit, offset=page * PAGE, deleted=deleted, routine=routine or None
            )
            return self.SessionsLoaded(page, found.records, deleted, routine)

        self._asking(ask)

    @work(thread=True, exclusive=True, group="recent stats", description="four weeks")
    def ask_recent_stats(self, past: HistorySnapshot) -> None:
        from routine_timer.app.screens.history.recent_stats import load_recent_stats

        services = self.app.services

        def ask() -> Message:
            routines: dict[str, Routine] = {
                entry.id: entry.routine for entry in services.entries() if entry.routine is not None
            }
            found = load_recent_stats(
                self._history, past.today, routines, services.library.catalogue, services.active_plan(past.today)
            )
            names = {id: routine.name for id, routine in routines.items()}
            return self.RecentStatsLoaded(found, names, {id: len(leaves(one.steps)) for id, one in routines.items()})

        self._asking(ask)

    @work(thread=True, exclusive=True, group="pain", description="pain")
    def ask_pain(self, past: HistorySnapshot, span: tuple[date, date]) -> None:
        from routine_timer.app.screens.history.pain_stats import look_for_pain

        self._asking(lambda: self.PainLoaded(span, look_for_pain(self._history, past, *span)))

    @work(thread=True, exclusive=True, group="plots")
    def load_plots(self) -> None:
        import routine_timer.app.screens.history.plots  # noqa: F401

        self.post_message(self.PlotsReady())

    @work(thread=True, group="change", description="change")
    def change(self, change: HistoryChange) -> None:
        """Change the history and report it."""
        self._asking(lambda: self.HistoryChanged(change(self._history)))

    @property
    def _history(self) -> History:
        return self.app.services.history

    def _asking(self, ask: Callable[[], Message]) -> None:
        try:
            self.post_message(ask())
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
