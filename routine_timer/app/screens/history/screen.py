"""Looking back: the days as a calendar, the sessions, and what they say of balance and of keeping at it.

The title is there at once, days and sessions as soon as they are read, the rest after them. `history_worker` has the
threads, `day_commands` what can be done to a day, `session_commands` to a session, `history_changes` each change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from routine_timer.app.close_once_screen import mount_if_open
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings
from routine_timer.app.messages import HistoryFailed
from routine_timer.app.screens.history.calendar_view import CalendarView
from routine_timer.app.screens.history.day_commands import DayCommands
from routine_timer.app.screens.history.days_panel import DaysPanel
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.screens.history.panel_column import PLOTTED, PanelColumn
from routine_timer.app.screens.history.panels import WIDE, shown
from routine_timer.app.screens.history.session_commands import SessionCommands
from routine_timer.app.screens.history.session_detail_lines import detail_lines
from routine_timer.app.screens.history.session_detail_view import SessionDetailView
from routine_timer.app.screens.history.session_list import SessionList
from routine_timer.app.screens.history.session_panel import SessionPanel
from routine_timer.app.screens.history.streak_header import StreakHeader
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import SessionRecord
from routine_timer.text.sanitize import plain

_OF_A_SESSION = ("note", "count", "delete", "move", "length")


class HistoryScreen(DayCommands):
    """Answers: am I keeping it up, is it helping, and what is out of balance?"""

    PLACE: ClassVar[Place] = "history"
    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (18, "-low"), (22, "-high"), (34, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._page = 0
        self._routine = ""
        """The only routine whose sessions are listed, by its id; empty for all."""
        self._has_plan = False
        self._unread = ""
        self._opened = False
        self._plotted: tuple[date, date] | None = None

    # -- the parts

    def compose(self) -> ComposeResult:
        yield StreakHeader()
        yield KeyLine("history")

    async def _put_in(self, past: HistorySnapshot) -> bool:
        """Mount the days and the sessions, so that they are first drawn with content."""
        lower = Container(SessionPanel(), PanelColumn(), id="lower")
        there = await mount_if_open(self, DaysPanel(past.today), lower, after="#head")
        if there:
            self._calendar.focus()
            if self.has_class("-low"):  # a year has no room there
                self.action_view()
        return there

    def on_app_focus(self) -> None:
        """The terminal has the focus again: another window may have changed the history."""
        if self._past is not None:
            self.ask_days()

    def on_screen_resume(self) -> None:
        """A screen above this one was closed."""
        self.on_app_focus()

    def on_resize(self) -> None:
        if self._past is not None:
            self.call_after_refresh(self._show_all)

    @property
    def _calendar(self) -> CalendarView:
        return self._days.calendar

    # -- results

    @on(SessionCommands.HistoryLoaded)
    async def _take_days(self, looked: SessionCommands.HistoryLoaded) -> None:
        first = self._past is None
        if first and not await self._put_in(looked.past):
            return
        past = self._past = looked.past
        self._unread = self._told(looked.unread)
        self._days.take(past)
        if self._routine:
            self.ask_sessions(0, deleted=False, routine=self._routine)
        elif not self._shows_deleted:
            self._list(past, past.total, looked.newest)
        self._show_all()
        self.query_one(PanelColumn).forget_pain()
        self.call_after_refresh(*((self._fill,) if first else (self.ask_recent_stats, past)))

    async def _fill(self) -> None:
        """Add the rest after the days have been drawn."""
        opened = VerticalScroll(SessionDetailView(id="session"), id="opened")
        if not await self.query_one(PanelColumn).fill():
            return
        if not await mount_if_open(self.query_one("#lower"), opened, before="#panels"):
            return
        self._arrange()
        if self._past is not None:
            self.ask_recent_stats(self._past)

    @on(SessionList.PageNeeded)
    def _fetch(self, wanted: SessionList.PageNeeded) -> None:
        self.ask_sessions(wanted.page, self._shows_deleted)

    @on(SessionCommands.SessionsLoaded)
    def _take_sessions(self, read: SessionCommands.SessionsLoaded) -> None:
        if (read.deleted, read.routine) != (self._shows_deleted, self._routine) or self._past is None:
            return
        if read.deleted or read.routine:
            self._list(self._past, len(read.records), read.records)
        else:
            self._sessions.fill(read.page, read.records)

    @on(SessionCommands.RecentStatsLoaded)
    def _take_four_weeks(self, loaded: SessionCommands.RecentStatsLoaded) -> None:
        self._names = loaded.names
        self._sessions.name_them(loaded.names, loaded.steps)
        self.query_one(PanelColumn).show_four_weeks(loaded.stats)
        if self._has_plan != (loaded.stats.plan is not None):
            self._has_plan = not self._has_plan
            self._arrange()
        self._show_session()

    @on(SessionCommands.PainLoaded)
    def _take_pain(self, hurt: SessionCommands.PainLoaded) -> None:
        self.query_one(PanelColumn).take_pain(hurt.span, hurt.pains)
        self._show_plots()

    @on(SessionCommands.PlotsReady)
    async def _put_plots_in(self) -> None:
        if await self.query_one(PanelColumn).put_plots_in():
            self._show_plots()

    @on(SessionCommands.HistoryChanged)
    def _say_changed(self, changed: SessionCommands.HistoryChanged) -> None:
        self.notify(plain(changed.said), timeout=4)
        if self._shows_deleted:
            self.ask_sessions(0, deleted=True)
        self.ask_days()

    @on(HistoryFailed)
    def _say_failed(self, failed: HistoryFailed) -> None:
        said = self._told(failed.error)
        self.notify(said, severity="error", timeout=8)
        if self._past is None:
            self.query_one(StreakHeader).show_unread(said)

    def _told(self, error: RoutineTimerError | None) -> str:
        return "" if error is None else plain(error.with_help)

    # -- showing

    @property
    def _shown(self) -> tuple[tuple[str, ...], int]:
        """The parts in sight, and how many pages there are."""
        return shown(self.size, self._page, plan=self._has_plan)

    def _arrange(self) -> None:
        """Show the parts for this size and page."""
        parts, pages = (("sessions",), 1) if self._unread else self._shown
        panels = [name for name in parts if name != "sessions"]
        low = self.has_class("-low") or self.has_class("-lowest")
        is_for_chart = (low and panels == list(parts) and not self._opened) or parts == ("plan",)
        # Days of a history that can't be read would say that nothing was done on any of them.
        self._days.display = not self._unread and not is_for_chart
        all_of_them = bool(panels) and pages == 1
        self.set_class(all_of_them, "-large")
        self.set_class(self._opened, "-opened")
        self.set_class(self._has_plan, "-with-plan")
        self.query_one(SessionPanel).display = "sessions" in parts and bool(panels or not self._opened)
        beside = self.query_one(PanelColumn)
        beside.display = bool(panels) and (not self._opened or all_of_them)
        beside.show_parts(panels, f"{self._page % pages + 1} of {pages}" if pages > 1 else "")
        for pane in self.query("#opened"):
            pane.display = self._opened
        self._name_panes()
        self.refresh_bindings()
        self._show_plots()

    def _show_all(self) -> None:
        if self._past is None:
            return
        if self._unread:
            self.query_one(StreakHeader).show_unread(self._unread)
        else:
            self.query_one(StreakHeader).show(self._past)
        self._days.show()
        self._arrange()
        self._show_session()

    def _list(self, past: HistorySnapshot, total: int, newest: Sequence[SessionRecord] = ()) -> None:
        listed = self.query_one(SessionPanel)
        only = self._names.get(self._routine, self._routine)
        listed.show(total, past.today, newest, deleted=self._shows_deleted, unread=self._unread, only=only)

    def _show_plots(self) -> None:
        """Show the plots if they are visible, after loading what they need."""
        past, beside = self._past, self.query_one(PanelColumn)
        if past is None or not beside.is_filled or not set(PLOTTED) & set(self._shown[0]):
            return
        if not beside.can_plot:
            self.load_plots()
            return
        span = self._days.plot_span(past)
        self._plotted = self._days.span(past)
        if not beside.show_plots(past, span):
            self.ask_pain(past, span)

    @on(SessionDetailView.Resized)
    def _show_session(self) -> None:
        past, record = self._past, self._chosen
        if past is None or not self._opened:
            return
        pane = self.query_one(SessionDetailView)
        width = max(pane.content_size.width, 30)
        name = "" if record is None else self._sessions.name_of(record)
        pane.update("" if record is None else detail_lines(record, name, past.today, width))

    @on(CalendarView.DayHighlighted)
    def _move_day(self) -> None:
        self.refresh_bindings()
        if self._past is not None and self._days.span(self._past) != self._plotted:
            self._show_plots()

    @on(SessionList.Chosen)
    def _choose(self) -> None:
        self._show_session()
        self.refresh_bindings()

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Commands for a session are hidden while none is selected, those for the days while a chart has their room."""
        if not self.is_mounted or self._past is None:
            return True if action == "close" else None
        if action == "across":
            return self._next_pane is not self.focused
        if action == "view":
            return self._days.display
        if action == "open":
            if self._calendar.has_focus:
                return self._days.display and self._sessions.total > 0
            return self._means_a_session
        if action in _OF_A_SESSION:
            return self._means_a_session and not self._shows_deleted
        if action == "undo":
            return bool(self._deleted) or (self._shows_deleted and self._chosen is not None)
        return True

    @property
    def _means_a_session(self) -> bool:
        """Whether a session is selected, in the part that has the focus."""
        return self._chosen is not None and (self._opened or self._sessions.has_focus)

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()
        self._name_panes()

    def _name_panes(self) -> None:
        """The key line says where the key that changes panes goes."""
        pane = self._next_pane
        there = {self._calendar: "days", self._sessions: "sessions"}.get(pane, "session" if self._opened else "chart")
        self.query_one(KeyLine).relabel({"across": there})

    @property
    def _next_pane(self) -> Widget:
        """Days, sessions, then every text that can be scrolled: the one after the one with the focus."""
        listed = [self._sessions] if self._sessions.display and self.query_one(SessionPanel).display else []
        opened = list(self.query("#opened")) if self._opened else []
        days = [self._calendar] if self._days.display else []
        panes: list[Widget] = [*days, *listed, *opened, *self.query_one(PanelColumn).long_texts]
        at = next((n for n, pane in enumerate(panes) if pane is self.focused), -1)
        return panes[(at + 1) % len(panes)] if panes else self._calendar

    def action_across(self) -> None:
        self._next_pane.focus()

    def action_close(self) -> None:
        if self._opened:
            self._open(False)
        elif self._shows_deleted:
            self.action_deleted()
        elif self._routine:
            self.action_filter()
        else:
            self.dismiss()

    @on(SessionList.Picked)
    def action_open(self) -> None:
        past = self._past
        if past is None:
            return
        if not self._calendar.has_focus:
            if self._means_a_session and self.query("#opened"):
                self._open(not self._opened)
        elif self._sessions.total:
            self._page = 0 if "sessions" not in self._shown[0] else self._page
            self._arrange()
            day = self._days.day
            self._sessions.go_to_day(day, past.later_than(day))
            self._sessions.focus()

    def _open(self, opened_now: bool) -> None:
        self._opened = opened_now
        self._arrange()
        self.query_one("#opened", VerticalScroll).scroll_home(animate=False)
        beside = self.query_one(SessionPanel).display
        (self._sessions if beside else self.query_one("#opened")).focus()
        self.call_after_refresh(self._show_session)

    def action_view(self) -> None:
        self._days.next_view()
        self.set_class(self._calendar.view != "year", "-short-view")
        self._show_plots()

    def action_panel(self) -> None:
        if self._opened:
            self._open(False)
        self._page += 1
        self._arrange()
        listed = "sessions" in self._shown[0]
        if not (listed and self._sessions.has_focus):
            self.call_after_refresh(self._calendar.focus)  # it may be laid out again only now
        if not listed:
            self.call_after_refresh(self.query_one(PanelColumn).focus_text)

    def action_earlier(self) -> None:
        self._calendar.action_turn(-1)

    def action_later(self) -> None:
        self._calendar.action_turn(1)

    def action_today(self) -> None:
        if self._past is not None:
            self._days.go_to(self._past.today)
            self._sessions.go_to(0)

    def action_filter(self) -> None:
        """List only sessions of the selected session's routine, or all again."""
        past, record = self._past, self._chosen
        if past is None or self._shows_deleted or not (self._routine or record):
            return
        self._routine = "" if self._routine or record is None else record.routine
        self._sessions.forget()
        self._sessions.cursor = 0
        if self._routine:
            self.ask_sessions(0, deleted=False, routine=self._routine)
        else:
            self._list(past, past.total)

    def action_deleted(self) -> None:
        past = self._past
        if past is None:
            return
        self._shows_deleted, self._routine = not self._shows_deleted, ""
        self._sessions.forget()
        self._sessions.cursor = 0
        self._list(past, 0 if self._shows_deleted else past.total)
        if self._shows_deleted:
            self._page = 0
            self._arrange()
            self.ask_sessions(0, deleted=True)
