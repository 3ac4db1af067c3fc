"""The half of the home screen that reads routines and history, and changes it: in threads, heard of by message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.messages import HistoryFailed
from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.system.change_poll import ChangePoll, file_stamp
from routine_timer.errors import RoutineTimerError
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.care.plan_progress import StageOffer
    from routine_timer.history.merge_result import MergeResult


class HomeWorker(CloseOnceScreen[None]):
    """Each call starts a thread, which ends with one of these messages."""

    app: BaseApp

    is_listed = False
    """Whether it is known which routines there are."""

    @dataclass
    class RoutinesLoaded(Message):
        """The routine files were read, or (unless they `are_all`) their names alone."""

        entries: tuple[RoutineEntry, ...]
        are_all: bool = True

    @dataclass
    class ProgressLoaded(Message):
        """The history was asked."""

        progress: HomeProgress

    @dataclass
    class BackupRestored(Message):
        """A backup was brought back."""

        merged: MergeResult

    @work(thread=True, exclusive=True, group="shelf")
    def load_routines(self) -> None:
        worker = get_current_worker()

        def show_names(entries: tuple[RoutineEntry, ...]) -> None:
            self.post_message(self.RoutinesLoaded(entries, are_all=False))

        # What is listed already is not replaced by less.
        on_names = None if self.is_listed else show_names
        entries = self.app.services.entries(on_names, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.RoutinesLoaded(entries))

    def on_mount(self) -> None:
        services = self.app.services
        ChangePoll(self, lambda: file_stamp(services.folders.history_file), self.show_change)
        ChangePoll(self, services.routines.stamp, self.show_changed_files)

    def show_change(self) -> None:
        """Another program wrote to the history, or this one did; before the first reading, that will show it."""
        if self.is_listed:
            self.read_progress()

    def show_changed_files(self) -> None:
        """A routine or an exercise was written, added, renamed or deleted."""
        if self.is_listed:
            self.load_routines()

    @work(thread=True, exclusive=True, group="standing")
    def load_progress(self) -> None:
        services = self.app.services
        try:
            self.post_message(self.ProgressLoaded(services.progress()))
            services.save_home_cache()
            news, came = services.check_and_back_up(), services.sync()
            if news or came:
                self.post_message(self.ProgressLoaded(services.progress()))
            services.load_days_ahead()
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        services.maintenance.news()  # these lines tell it
        services.save_home_cache()

    @work(thread=True, exclusive=True, group="change elsewhere")
    def read_progress(self) -> None:
        """Only read the history: looking after it would write to it, and be taken for the next change."""
        try:
            self.post_message(self.ProgressLoaded(self.app.services.progress()))
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))

    @work(thread=True, exclusive=True, group="upkeep")
    def take_stage(self, offer: StageOffer, *, repeat: bool) -> None:
        """Go to the stage that the plan offers, or repeat the current one, as the person decided."""
        from routine_timer.care.plan_following import take_offer

        try:
            take_offer(self.app.services.history, self.app.services.active_plan(), offer, repeat=repeat)
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        else:
            self.load_progress()

    @work(thread=True, exclusive=True, group="upkeep")
    def move_history(self, old: str, new: str) -> None:
        """Give the sessions of a routine whose file is missing to the routine that looks like it."""
        try:
            moved = self.app.services.history.rename_routine(old, new)
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        else:
            self.app.call_from_thread(self.notify, plain(f"{pluralize(moved, 'session')} moved to {new}."))
            self.load_progress()

    @work(thread=True, exclusive=True, group="upkeep")
    def restore_backup(self) -> None:
        try:
            merged = self.app.services.maintenance.restore()
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        else:
            if merged is not None:
                self.post_message(self.BackupRestored(merged))
