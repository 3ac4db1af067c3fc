"""The first screen: what to do today, and which routine to start.

Its first picture needs neither history nor routine files: both are read in threads after it, and come in as messages.
The screen never prompts: what it has to say stands in lines between head and list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings, key_shown
from routine_timer.app.messages import (
    Edit,
    HistoryFailed,
    NewRoutine,
    Preview,
    Resume,
    ShowCheckIn,
    ShowHistory,
    ShowMeasures,
    ShowSettings,
    StartSession,
)
from routine_timer.app.models.history_maintenance import restored_text
from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.routine_entries import RoutineEntry, matching
from routine_timer.app.screens.home.detail_pane import DetailPane
from routine_timer.app.screens.home.home_worker import HomeWorker
from routine_timer.app.screens.home.morning_pain import MorningPain
from routine_timer.app.screens.home.notices import Notices, notices
from routine_timer.app.screens.home.plan_row import plan_row
from routine_timer.app.screens.home.routine_actions import OF_A_ROUTINE, RoutineActions
from routine_timer.app.screens.home.routine_list import RoutineList
from routine_timer.app.screens.home.today_header import TodayHeader
from routine_timer.app.widgets.finder import Finder
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.errors import RoutineTimerError
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.care.plan_progress import StageOffer
    from routine_timer.routine.model import Routine

_NEEDS_AN_ENTRY = ("follow", "edit", "preview")
_NEEDS_A_ROUTINE = ("follow", "preview")
_ANSWERS = ("resume", "keep", "discard")
_STAGES = ("move_stage", "repeat_stage")
_WIDE = 104
_MANY = 100
"""Routine files that take so long to read that the history is asked meanwhile, and not after them."""
_CLOCK_S = 60.0
"""Seconds between looks at the clock."""


class HomeScreen(RoutineActions, HomeWorker):
    """Routines, today, streak."""

    PLACE: ClassVar[Place] = "home"
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (36, "-roomy")]

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[RoutineEntry, ...] = ()
        self._progress: HomeProgress | None = None
        self._sought = ""
        self._to_select: Path | None = None
        """The routine that gets the cursor once the files have been read."""
        self.is_listed = False
        """Whether it is known which routines there are."""
        self._has_read = False
        """Whether the files were asked, after the first picture; until then what is shown is from the last time."""

    def compose(self) -> ComposeResult:
        yield TodayHeader(self.app.services.now().date())
        yield Notices()
        yield MorningPain()
        with Container(id="body"):
            routines = RoutineList()
            yield routines.headings
            yield routines
            yield DetailPane(self.app.services)
        yield KeyLine("home")

    def on_mount(self) -> None:
        self.query_one(RoutineList).focus()
        cached_home = self.app.services.cached_home()
        self._entries = cached_home.entries or ()
        self.is_listed = cached_home.entries is not None
        if cached_home.progress is not None:
            self._show_progress(self.ProgressLoaded(cached_home.progress))
        elif cached_home.entries:
            self._list()
        self.call_after_refresh(self._read)
        self.set_timer(_CLOCK_S, self._look_at_the_clock)

    def on_screen_resume(self) -> None:
        """Back from another screen: something may have been done, written or set."""
        if self._has_read:
            self._read()

    def on_app_focus(self) -> None:
        """The terminal has been looked at again: it may be another day."""
        if self._progress is not None:
            self.load_progress()

    def _look_at_the_clock(self) -> None:
        """Turn the day at its end, and see whether a session in another window has started or is over: not every
        terminal reports that it is looked at again.
        """
        if (shown := self._progress) is not None and self.is_current:
            ran_elsewhere = any(session.runs_elsewhere for session in shown.unfinished)
            services = self.app.services
            if services.history.active.one_runs_elsewhere != ran_elsewhere or services.today() != shown.today:
                self.load_progress()
        self.set_timer(_CLOCK_S, self._look_at_the_clock)  # not an interval, which catches up on time slept through

    def _read(self) -> None:
        """The routines first: they are what one came for."""
        self._has_read = True
        self.load_routines()

    # -- what was read

    @on(HomeWorker.RoutinesLoaded)
    def _show_entries(self, message: HomeWorker.RoutinesLoaded) -> None:
        self._entries, self.is_listed = message.entries, message.are_all
        self._show_lengths()
        self._list()
        if self._to_select is not None and message.are_all:
            self.query_one(RoutineList).select(self._to_select)
            self._to_select = None
        self._tell()
        if message.are_all or (self._progress is None and len(message.entries) > _MANY):
            self.call_after_refresh(self.load_progress)  # reading the history would hold up painting the list

    @on(HomeWorker.ProgressLoaded)
    def _show_progress(self, message: HomeWorker.ProgressLoaded) -> None:
        self._progress = message.progress
        head = self.query_one(TodayHeader)
        head.first_weekday = self.app.services.settings.first_weekday
        head.progress = message.progress
        self._show_lengths()
        self._list()
        self._tell()
        self.query_one(MorningPain).set_class(message.progress.pain.asks, "-asked")

    @on(HistoryFailed)
    def _show_failure(self, failed: HistoryFailed) -> None:
        self.notify(plain(failed.error.with_help), severity="warning")

    @on(HomeWorker.BackupRestored)
    def _show_brought_back(self, message: HomeWorker.BackupRestored) -> None:
        self.notify(restored_text(message.merged))
        self.load_progress()

    # -- showing

    def _show_lengths(self) -> None:
        """Each routine as long as it will take: doses that have grown count."""
        lengths = self._progress.lengths if self._progress else {}
        self._entries = tuple(entry.with_duration(lengths.get(entry.id)) for entry in self._entries)

    def show_routine(self, file: Path | None) -> None:
        """Read the routines again, with the cursor on the one in `file`."""
        self.app.services.reload()
        self._to_select = file
        self.load_routines()
        self.load_progress()  # the plan may have gained or lost a routine

    def _list(self) -> None:
        today = self._progress.known_day if self._progress else None
        found = matching(self._entries, self._sought)
        plan = None if self._sought else plan_row(self._progress, self._entries)
        self.query_one(RoutineList).show(found, self._last_done, today, plan)
        self._show_detail()

    def _tell(self) -> None:
        names = {entry.id: entry.name for entry in self._entries}
        problems = [*map(str, self.app.services.problems), *self.app.key_problems]
        habits = self.app.services.settings.habits
        found = notices(self._progress, problems, names, habits=habits)
        self.query_one(Notices).show(found)
        self.set_class(bool(found), "-told")

    @on(RoutineList.Chosen)
    def _show_detail(self) -> None:
        pane, entry = self.query_one(DetailPane), self._chosen
        if entry is None:
            pane.show_text(self._nothing)
        else:
            today = self._progress.known_day if self._progress else None
            pane.show(entry, self._last_done.get(entry.id), today, full=self.has_class("-wide"))
        self.call_after_refresh(self._show_figure)  # the list need not wait for what draws figures
        self.refresh_bindings()

    def _show_figure(self) -> None:
        if self.has_class("-wide") and self.has_class("-roomy"):
            self.query_one(DetailPane).show_figure(self._chosen)

    @property
    def _nothing(self) -> str:
        """What the pane shows when the list is empty."""
        new = key_shown("new", self.app.own_keys)
        if self._sought:
            return f"No routine matches {self._sought!r}. Esc: show all · {new}: create one."
        return f"No routines yet. Press {new} to create one." if self._progress and self.is_listed else ""

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.call_after_refresh(self._show_detail)

    @property
    def _chosen(self) -> RoutineEntry | None:
        return self.query_one(RoutineList).chosen

    @property
    def _last_done(self) -> Mapping[str, date]:
        return self._progress.last_done if self._progress else {}

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action in _ANSWERS:
            return self._cut_off
        if action in _STAGES:
            return self._offer is not None and (self._offer.moves if action == "move_stage" else self._offer.repeats)
        if action == "notices":
            return self.is_mounted and self.query_one(Notices).can_toggle
        if action == "find":
            return not isinstance(self.focused, Finder)
        if action in OF_A_ROUTINE:
            return self.is_mounted and self._chosen is not None  # what is not possible says why
        if action == "bring_back":
            return self._progress is not None and self._progress.backup_of is not None
        if action == "move_history":
            return self._progress is not None and self._progress.renamed is not None
        if action in _NEEDS_AN_ENTRY and self.is_mounted:
            entry = self._chosen
            if entry is None or (action in _NEEDS_A_ROUTINE and entry.broken):
                return None
        return True

    @property
    def _cut_off(self) -> bool:
        """Whether there is a session to resume."""
        unfinished = self._progress.unfinished if self._progress else ()
        return bool(unfinished) and not unfinished[0].runs_elsewhere

    @property
    def _offer(self) -> StageOffer | None:
        """The stage that the plan offers."""
        return self._progress.plan.offer if self._progress and self._progress.plan else None

    def _routine_of(self, entry: RoutineEntry) -> Routine | None:
        """The routine of a line. It is read now if the line is from the last time, or a file has changed since."""
        services = self.app.services
        is_old = services.routines.forget_if_changed() or entry.seen is not None
        return services.library.find(entry.id).routine if is_old else entry.routine

    @on(RoutineList.Picked)
    def action_follow(self) -> None:
        if (entry := self._chosen) is None or self.is_gone(entry):
            return
        routine = self._routine_of(entry)
        if routine is not None and not self.app.is_still_saving():
            self.navigate(StartSession(self.app.services.timelines.of(routine)))
        elif routine is None:
            self.action_edit()

    def action_rescue(self) -> None:
        if self.app.is_still_saving():
            return
        try:
            timeline, work_s = self.app.services.rescue()
        except RoutineTimerError as error:
            self.notify(plain(error.with_help), severity="warning")
        else:
            self.navigate(StartSession(timeline, work_s))

    def action_preview(self) -> None:
        if (entry := self._chosen) is None or self.is_gone(entry):
            return
        if (routine := self._routine_of(entry)) is not None:
            self.navigate(Preview(replace(entry, routine=routine, seen=None)))

    def action_edit(self) -> None:
        if (entry := self._chosen) is not None and not self.is_gone(entry):
            self.navigate(Edit(entry.file))

    def action_new(self) -> None:
        self.navigate(NewRoutine())

    def action_history(self) -> None:
        self.navigate(ShowHistory())

    def action_check_in(self) -> None:
        self.navigate(ShowCheckIn())

    def action_measure(self) -> None:
        self.navigate(ShowMeasures())

    def action_settings(self) -> None:
        self.navigate(ShowSettings())

    def action_leave(self) -> None:
        self.app.exit()

    def action_resume(self) -> None:
        if self._progress is not None and self._cut_off:
            self.navigate(Resume(self._progress.unfinished[0]))

    def action_move_stage(self) -> None:
        if self._offer is not None:
            self.take_stage(self._offer, repeat=False)

    def action_repeat_stage(self) -> None:
        if self._offer is not None:
            self.take_stage(self._offer, repeat=True)

    def action_notices(self) -> None:
        self.query_one(Notices).toggle()

    def action_keep(self) -> None:
        self._settle(lambda identity: self.app.services.history.active.keep(identity))

    def action_discard(self) -> None:
        self._settle(
            lambda identity: self.app.services.history.active.discard(identity),
            "Deleted. You can restore it from the history for 30 days.",
        )

    def _settle(self, settle: Callable[[str], object], told_then: str = "") -> None:
        """Do with the session that was cut off as the person says; it may have been settled elsewhere meanwhile."""
        if self._progress is None or not self._cut_off or self.app.is_still_saving():
            return
        try:
            settle(self._progress.unfinished[0].id)
        except RoutineTimerError as error:
            self.notify(plain(error.with_help), severity="warning")
        else:
            if told_then:
                self.notify(told_then)
        self.load_progress()

    def action_bring_back(self) -> None:
        self.restore_backup()

    def action_move_history(self) -> None:
        if self._progress is not None and self._progress.renamed is not None:
            self.move_history(*self._progress.renamed)

    # -- finding

    async def action_find(self) -> None:
        if not self.query(Finder):
            await self.mount(Finder("name, muscle or exercise"), before="#body")
        self.set_focus(self.query_one(Finder))

    @on(Finder.Changed, "#find")
    def _seek(self, event: Finder.Changed) -> None:
        self._sought = event.value
        self._list()

    @on(Finder.Submitted, "#find")
    def _found(self, event: Finder.Submitted) -> None:
        """The list has the keys again; what was typed before it had them is done by it all the same."""
        if self.focused is event.input:
            self.set_focus(self.query_one(RoutineList))
        else:
            self.action_follow()

    async def on_key(self, event: events.Key) -> None:
        """While finding, the arrows move in the list, and escape shows all routines again."""
        find = self.query(Finder)
        if not (find and find.first().has_focus) and self.query_one(MorningPain).hear(event.character):
            event.stop()
        if not find:
            return
        routines = self.query_one(RoutineList)
        if event.key == "escape":
            event.stop()
            self._sought = ""
            await find.remove()
            self._list()
            routines.focus()
        elif event.key in ("up", "down") and find.first().has_focus:
            event.stop()
            routines.action_cursor_up() if event.key == "up" else routines.action_cursor_down()
