"""What the screens need from outside, in one plain holder that is made by the code that starts the app.

Nothing here is made before it is asked for: the first picture must not wait for the history, nor for the library. Both
may be asked for from a thread. There is one of these for each run of the app, and none at module level.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_timer import settings as settings_file
from routine_timer.app.models.current_library import CurrentLibrary
from routine_timer.app.models.history_maintenance import HistoryMaintenance
from routine_timer.app.models.home_cache import HomeCache
from routine_timer.app.models.home_progress import HomeProgress, load_days_ahead, load_progress
from routine_timer.app.models.last_editor_pane import EditorPane
from routine_timer.app.models.personal_timelines import PersonalTimelines
from routine_timer.app.models.rigs import Rigs
from routine_timer.app.models.routine_entries import RoutineEntry, read_entries
from routine_timer.app.system.sound import (
    PlayerFactory,
    SampleFactory,
    VoicesFactory,
    real_player,
    real_sample,
    real_voices,
)
from routine_timer.paths import Folders, left_out
from routine_timer.playback.clock import Clock
from routine_timer.settings import Settings, SettingsProblem, Value

if TYPE_CHECKING:
    from routine_timer.app.models.plan_day import PlanDay
    from routine_timer.app.screens.home.home_cache_file import CachedHome
    from routine_timer.audio.player_interface import Player
    from routine_timer.audio.self_test import AudioCheck
    from routine_timer.care.pain_decisions import PainHistory
    from routine_timer.care.plan_file import Plans
    from routine_timer.care.plan_following import Following
    from routine_timer.figures.rig import Rig
    from routine_timer.history.history import History
    from routine_timer.playback.history_recorder import HistoryRecorder
    from routine_timer.routine.library import Library
    from routine_timer.timeline import Timeline

_LAST_WRITES_S = 10.0
"""Seconds for which the home screen's figures wait for the session before."""
_DAYS_AHEAD = 6
"""Days after today whose home screen is kept: someone who comes back within a week sees it in the first picture."""


def local_now() -> datetime:
    """Now, in the zone of the computer."""
    return datetime.now().astimezone()


class Services:
    """Folders, settings, routines, history, sound and time.

    Args:
        folders: the person's folders.
        settings: as they are in the file; `problems` is what could not be read.
        player: makes the player of a session.
        sample: plays a tone and says a sentence, and waits until they end.
        voices: lists the voices of this computer.
        clock: a steady clock, for sessions.
        now: the clock on the wall, with its zone.
        history: the history, if it is open already.
    """

    def __init__(
        self,
        folders: Folders,
        settings: Settings | None = None,
        problems: Sequence[SettingsProblem] = (),
        *,
        player: PlayerFactory = real_player,
        sample: SampleFactory = real_sample,
        voices: VoicesFactory = real_voices,
        clock: Clock | None = None,
        now: Callable[[], datetime] = local_now,
        history: History | None = None,
    ) -> None:
        if settings is None:
            settings, problems = settings_file.load(folders.settings_file)
        self.folders = folders
        self.settings = settings
        self.problems = tuple(problems)
        self.clock = clock or Clock()
        self.now = now
        self._player = player
        self._sample = sample
        self._voices = voices
        self._history = history
        self._opening = threading.RLock()
        self.maintenance = HistoryMaintenance(lambda: self.history)
        self._recorders: list[HistoryRecorder] = []
        self._rigs = Rigs()
        self.routines = CurrentLibrary(folders, self._rigs.clear)
        self.timelines = PersonalTimelines(
            lambda: self.history, lambda: self.library, lambda: self.settings.longer_holds, self.maintenance
        )
        self.editor_pane = EditorPane(folders.state)
        self._home = HomeCache(folders, lambda: self._history_stamp)

    # -- routines

    @property
    def library(self) -> Library:
        """The routines and the catalogue, read when first asked for."""
        return self.routines.library

    def has_file(self, entry: RoutineEntry) -> bool:
        """Whether the routine's file is still there."""
        return entry.file.exists()

    def entries(
        self,
        on_names: Callable[[tuple[RoutineEntry, ...]], object] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[RoutineEntry, ...]:
        """Every routine file, as the home screen lists it, the broken ones too.

        Args:
            on_names: called with their names first, before any file is read as a whole.
            is_cancelled: asked before each file; once it is, what has been read by then is returned.
        """
        mark = self._home.files_mark()
        self.routines.forget_if_changed()
        if on_names is not None:
            from routine_timer.app.models.routine_heads import named_entries

            on_names(named_entries(self.folders))
        entries, are_all = read_entries(self.library, is_cancelled)
        if are_all:
            self._home.remember_entries(mark, entries)
        return entries

    def cached_home(self) -> CachedHome:
        """What the home screen showed when the program was left, as far as what it was made from is still the same."""
        return self._home.load(self._day)

    def load_days_ahead(self) -> None:
        """Find out what the home screen will show on the days to come, for `save_home_cache`.

        Raises:
            HistoryError: the history can't be read.
        """

        def load(progress: HomeProgress) -> tuple[HomeProgress, ...]:
            days = load_days_ahead(self.history, self.now(), _DAYS_AHEAD, progress)
            return tuple(replace(day, plan=self.plan_day(day.today)) for day in days)

        self._home.add_days_ahead(load)

    def save_home_cache(self) -> None:
        """Keep what the home screen shows, for the next start."""
        self._home.save()

    @property
    def _history_stamp(self) -> str:
        from routine_timer.app.screens.home.home_cache_file import history_stamp

        return history_stamp(self.folders, self.settings, self.now().utcoffset())

    @property
    def _day(self) -> date:
        """The day that counts now, without asking the history."""
        from routine_timer.history.streaks.day_of_instant import day_of

        now = self.now()
        return day_of(now, now.tzinfo or UTC, self.settings.day_starts_at)

    def rig(self, exercise: str) -> Rig | None:
        """The figure of an exercise of the catalogue, made once; None if it has none."""
        with self._opening:
            return self._rigs.find(exercise, self.library)

    def reload(self) -> None:
        """Forget what was read of the routines: a file was written."""
        self.routines.forget()

    def rescue(self) -> tuple[Timeline, float | None]:
        """Today's rescue session, and the work that "done" is measured against: None for its own.

        Raises:
            HistoryError: the history can't be read.
            NoRescue: there is no routine to take it from.
        """
        from routine_timer.care.rescue_session import rescue_today

        longer = self.settings.longer_holds
        first = self.settings.first_weekday
        timeline, whole_s = rescue_today(self.history, self.library, self.plans, longer_holds=longer, week_starts=first)
        return timeline, None if self.settings.rescue_counts else whole_s

    # -- history

    @property
    def history(self) -> History:
        """The history, opened on first use, in any case (`History.open_anyway`)."""
        with self._opening:
            if self._history is None:
                from routine_timer.history.history import History

                self._history, error = History.open_anyway(self.folders.history_file, self.folders.state, self._utc)
                self.maintenance.note_opened(error)
                self._save_streak_rules()
            return self._history

    def today(self) -> date:
        """The day that counts now."""
        return self.history.today(self.now())

    def progress(self) -> HomeProgress:
        """The person's progress now. A file that turns out to be damaged is set aside and reported.

        Raises:
            HistoryError: the history can't be read.
        """
        from routine_timer.history.errors import DamagedHistory
        from routine_timer.rename_detection import renamed_routines

        for recorder in self._recorders:  # a session that has just ended counts
            recorder.wait(_LAST_WRITES_S)
        history = self.history  # open before the mark is taken: opening leaves traces beside the file
        mark = self._history_stamp
        try:
            progress = self._with_plan(load_progress(history, self.now()))
        except DamagedHistory as error:
            self.maintenance.recover(error)
            progress = self._with_plan(load_progress(self.history, self.now()))
        progress = replace(
            progress,
            troubles=(*self.maintenance.troubles, *left_out(self.folders)),
            backup_of=self.maintenance.backup_of,
            renamed=next(renamed_routines(self, self.history), None),
        )
        self._home.remember_progress(mark, progress)
        return progress

    def _with_plan(self, progress: HomeProgress) -> HomeProgress:
        from routine_timer.app.models.home_progress import PainToday

        pain = self.pain(progress.today)
        return replace(
            progress,
            lengths=self.timelines.lengths(),
            plan=self.plan_day(progress.today),
            pain=PainToday(pain.is_morning_due, pain.is_rising, pain.do_less, pain.asks_flags_again),
        )

    def pain(self, today: date) -> PainHistory:
        """The person's answers about pain up to a day.

        Raises:
            HistoryError: the history can't be read.
        """
        from routine_timer.care.pain_decisions import load_pain  # after the first paint

        return load_pain(self.history, today, self.settings)

    def asks_pain(self) -> bool:
        """Whether to ask about pain in a session; not where the history can't be read."""
        from routine_timer.care.pain_decisions import asks_pain
        from routine_timer.history.errors import HistoryError

        try:
            return asks_pain(self.history, self.settings.ask_pain)
        except HistoryError as error:
            self.maintenance.note_opened(error)
            return False

    def plan_day(self, today: date) -> PlanDay | None:
        """What the plan that the person follows says of a day; None if there is none.

        Raises:
            HistoryError: the history can't be read.
        """
        from routine_timer.app.models.plan_day import plan_day  # after the first paint

        return plan_day(self.active_plan(today))

    def active_plan(self, today: date | None = None) -> Following | None:
        """The plan that the person follows, and where they are in it; None if there is none.

        Raises:
            HistoryError: the history can't be read.
        """
        if not self.history.care_records.plan_records():
            return None
        from routine_timer.care.plan_following import following

        files = self.library.files
        return following(self.history, self.plans, files, self.settings.first_weekday, today or self.today())

    @property
    def plans(self) -> Plans:
        """The plans there are."""
        from routine_timer.care.plan_file import Plans

        return Plans.of(self.folders, self.library.files)

    def check_and_back_up(self) -> bool:
        """Look the history over and make today's backup, once. True when there is something new to tell."""
        return self.maintenance.check_and_back_up()

    def sync(self) -> bool:
        """Keep in step with the person's other machines. True when something came in, or is to be told."""
        return self.maintenance.sync(self.settings.sync_folder)

    # -- settings

    def change(self, name: str, value: Value) -> None:
        """Change a setting, here and in its file.

        Raises:
            ValueError: the value makes no sense.
            SettingsError, OSError: it could not be saved; it holds until the program ends.
        """
        self.settings = settings_file.changed(self.settings, name, value)
        self._save_streak_rules()
        settings_file.save(self.folders.settings_file, name, value)

    def forget(self, name: str) -> None:
        """Put a setting back to its default, here and in its file.

        Raises:
            SettingsError, OSError: as `change`.
        """
        self.settings = settings_file.changed(self.settings, name, settings_file.setting(name).default)
        self._save_streak_rules()
        settings_file.forget(self.folders.settings_file, name)

    # -- sound

    def player(self, bell: Callable[[], None], on_trouble: Callable[[str], None]) -> Player:
        """A player for one session; the caller closes it."""
        return self._player(self.settings, self.folders, bell, on_trouble)

    def play_sample(self) -> AudioCheck:
        """Play a tone and the voice as they are set. Takes seconds: call it in a thread."""
        return self._sample(self.settings, self.folders)

    def voices(self) -> dict[str, str]:
        """The voices for the language that is set: name and title. Runs a command: call it in a thread.

        Raises:
            VoiceError: the command fails.
        """
        from routine_timer.audio.voice_list import titles_for

        return titles_for(self.settings.language, self._voices())

    def finish_saving(self, recorder: HistoryRecorder) -> None:
        """Let a session's last entries be written, in their thread. `recorders` has it until the program ends."""
        recorder.finish()
        self._recorders = [*(one for one in self._recorders if one.is_saving or one.unsaved), recorder]

    @property
    def recorders(self) -> tuple[HistoryRecorder, ...]:
        """Of the sessions whose last entries may not be written yet. Close them before `close`."""
        return tuple(self._recorders)

    def close(self) -> None:
        self.maintenance.close()
        with self._opening:
            if self._history is not None:
                was_current = self._home.is_current
                self._history.close()
                self._history = None
                if was_current:
                    self._home.save_after_closing()

    def _utc(self) -> datetime:
        return self.now().astimezone(UTC)

    def _save_streak_rules(self) -> None:
        """Write the rules for streaks into the history, if it is open: the `status` command reads them there.

        A history that can't be written keeps the rules that it has. Opening it has reported that already.
        """
        from routine_timer.history.errors import CannotWrite
        from routine_timer.history.streak_settings import rules_of

        with self._opening:
            if self._history is not None:
                with contextlib.suppress(CannotWrite):
                    self._history.set_rules(rules_of(self.settings))
