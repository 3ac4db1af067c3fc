"""The half of the history screen that asks the history, and changes it: in threads, and heard of by message.

The least is asked first: the days (which ten years of them answer in milliseconds) with the sessions in sight, then the
last four weeks whole, and what the plots need only when one is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from routine_timer.app.safe_screen import SafeScreen
from routine_timer.app.screens.history.pain_stats import Pain
from routine_timer.app.screens.history.recent_stats import Lately
from routine_timer.app.screens.history.session_list import PAGE
from routine_timer.app.screens.history.snapshot import Past, look_back
from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import SessionRecord

if TYPE_CHECKING:
    from routine_timer.app.base import BaseApp
    from routine_timer.app.screens.history.history_changes import Change
    from routine_timer.history.history import History
    from routine_timer.routine.model import Routine


class AskingScreen(SafeScreen[None]):
    """Each `ask_` begins a thread, which ends with one of these messages."""

    app: BaseApp

    class Looked(Message):
        """The days are there, and the newest sessions; `unread` is why they are only those of this run."""

        def __init__(
            self, past: Past, newest: Sequence[SessionRecord], unread: RoutineTimerError | None = None
        ) -> None:
            super().__init__()
            self.past = past
            self.newest = newest
            self.unread = unread

    class Read(Message):
        """A page of sessions is there."""

        def __init__(self, page: int, records: Sequence[SessionRecord], deleted: bool) -> None:
            super().__init__()
            self.page = page
            self.records = records
            self.deleted = deleted

    class Closely(Message):
        """The last four weeks are there, and the names of the routines."""

        def __init__(self, lately: Lately, names: Mapping[str, str]) -> None:
            super().__init__()
            self.lately = lately
            self.names = names

    class Hurt(Message):
        """Pain, over the span of the plot."""

        def __init__(self, span: tuple[date, date], pains: tuple[Pain, ...]) -> None:
            super().__init__()
            self.span = span
            self.pains = pains

    class CanPlot(Message):
        """What draws plots is loaded."""

    class Changed(Message):
        """Something was changed, and kept; `said` tells what."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    class Failed(Message):
        """The history could not be asked or told."""

        def __init__(self, error: RoutineTimerError) -> None:
            super().__init__()
            self.error = error

    @work(thread=True, exclusive=True, group="days")
    def ask_days(self) -> None:
        services = self.app.services

        def ask() -> Message:
            past = look_back(self._history, services.now(), services.settings.first_weekday)
            return self.Looked(past, self._history.sessions(limit=PAGE).records, self._history.no_file)

        self._asking(ask)

    @work(thread=True, group="sessions")
    def ask_sessions(self, page: int, deleted: bool) -> None:
        limit = None if deleted else PAGE

        def ask() -> Message:
            found = self._history.sessions(limit=limit, offset=page * PAGE, deleted=deleted)
            return self.Read(page, found.records, deleted)

        self._asking(ask)

    @work(thread=True, exclusive=True, group="closely", description="four weeks")
    def ask_closely(self, past: Past) -> None:
        from routine_timer.app.screens.history.recent_stats import look_closely

        services = self.app.services

        def ask() -> Message:
            routines: dict[str, Routine] = {
                entry.id: entry.routine for entry in services.entries() if entry.routine is not None
            }
            found = look_closely(self._history, past.today, routines, services.library.catalogue)
            return self.Closely(found, {id: routine.name for id, routine in routines.items()})  # noqa: A001

        self._asking(ask)

    @work(thread=True, exclusive=True, group="pain", description="pain")
    def ask_pain(self, past: Past, span: tuple[date, date]) -> None:
        from routine_timer.app.screens.history.pain_stats import look_for_pain

        self._asking(lambda: self.Hurt(span, look_for_pain(self._history, past, *span)))

    @work(thread=True, exclusive=True, group="plots")
    def load_plots(self) -> None:
        import routine_timer.app.screens.history.plots  # noqa: F401

        self.post_message(self.CanPlot())

    @work(thread=True, group="change", description="change")
    def change(self, change: Change) -> None:
        """Change the history, and tell what was done."""
        self._asking(lambda: self.Changed(change(self._history)))

    @property
    def _history(self) -> History:
        return self.app.services.history

    def _asking(self, ask: Callable[[], Message]) -> None:
        try:
            self.post_message(ask())
        except RoutineTimerError as error:
            self.post_message(self.Failed(error))
