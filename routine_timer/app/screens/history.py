"""Looking back: the days as a calendar, the sessions, and what they say of balance and of keeping at it.

The frame stands at once. What it shows is asked in threads, the least first: the days (which ten years of them answer
in milliseconds), then the sessions in sight, then the last four weeks whole, and the plots only when one is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from routine_timer.app.commands import Place, by_id, sign
from routine_timer.app.history.answers import Span, read_day, read_goal, read_span
from routine_timer.app.history.calendar import Calendar
from routine_timer.app.history.calendars import View, bounds, cell_width, key_of_year, neighbour, title, year_width
from routine_timer.app.history.lately import Lately
from routine_timer.app.history.opened import opened
from routine_timer.app.history.pains import Pain, of_pain
from routine_timer.app.history.panels import PANELS, WIDE, Panel, PlotPanel, TextPanel, shown
from routine_timer.app.history.past import Past, look_back
from routine_timer.app.history.saying import of_best, of_day, of_minutes, of_score, of_streak, percent
from routine_timer.app.history.sessions import PAGE, SessionList
from routine_timer.app.keyline import KeyLine
from routine_timer.app.keymap import bindings, keys_of
from routine_timer.app.rows import right
from routine_timer.app.wording import count
from routine_timer.durations import clock
from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import SessionRecord
from routine_timer.text import plain

if TYPE_CHECKING:
    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.history.store import History
    from routine_timer.routine.model import Routine

_NEEDS_A_SESSION = ("note", "count", "delete", "move")
_VIEWS: tuple[View, ...] = ("year", "month", "week")
_KEY_BESIDE = 17


class HistoryScreen(Screen[None]):
    """The third use: am I keeping at it, is it helping, what is out of balance?"""

    app: RoutineTimerApp

    PLACE: ClassVar[Place] = "history"
    BINDINGS: ClassVar[list[BindingType]] = bindings("history")
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high"), (34, "-tall")]

    class Looked(Message):
        """The days are there, and the newest sessions."""

        def __init__(self, past: Past, newest: Sequence[SessionRecord]) -> None:
            super().__init__()
            self.past = past
            self.newest = newest

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

    def __init__(self) -> None:
        super().__init__()
        self._past: Past | None = None
        self._lately: Lately | None = None
        self._pains: dict[tuple[date, date], tuple[Pain, ...]] = {}
        self._names: Mapping[str, str] = {}
        self._page = 0
        self._deleted: list[str] = []
        self._shows_deleted = False
        self._opened = False
        self._has_plots = False
        self._shown_span: tuple[date, date] | None = None

    @property
    def _clock_day(self) -> date:
        """The date on the clock, until the history says which day counts."""
        return self.app.services.now().date()

    # -- what stands there

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Vertical(id="days"):
            yield Static(id="period")
            with Horizontal(id="calendar"):
                yield Calendar(self._clock_day)
                yield Static(id="key")
            yield Static(id="key-line")
            yield Static(id="day", markup=False)
        with Container(id="lower"):
            with Vertical(id="sessions"):
                yield Static(id="list-title")
                yield SessionList()
                yield Static(id="empty", markup=False)
            yield Container(id="panels")
        yield KeyLine("history")

    def on_mount(self) -> None:
        self.query_one("#head", Static).update(Content.styled("History", "bold $accent"))
        self.query_one(Calendar).focus()
        self._arrange()
        self._ask_days()

    async def _mount_panels(self) -> None:
        """The panels come after the first picture with days in it: half of all there is to lay out is theirs."""
        panels = [PlotPanel(name) if name in ("score", "minutes") else TextPanel(name) for name in PANELS]
        await self.query_one("#panels").mount_all(panels)
        await self.query_one("#lower").mount(VerticalScroll(Static(id="session"), id="opened"), before="#panels")
        self._arrange()
        if self._past is not None:
            self._ask_closely(self._past)

    def on_resize(self) -> None:
        if self._past is not None:
            self.call_after_refresh(self._show_all)

    # -- asking, in threads

    def _history(self) -> History:
        return self.app.services.history

    @work(thread=True, exclusive=True, group="days")
    def _ask_days(self) -> None:
        services = self.app.services

        def ask() -> Message:
            past = look_back(self._history(), services.now(), services.settings.first_weekday)
            return self.Looked(past, self._history().sessions(limit=PAGE).records)

        self._asking(ask)

    @work(thread=True, group="sessions")
    def _ask_sessions(self, page: int, deleted: bool) -> None:
        limit = None if deleted else PAGE

        def ask() -> Message:
            found = self._history().sessions(limit=limit, offset=page * PAGE, deleted=deleted)
            return self.Read(page, found.records, deleted)

        self._asking(ask)

    @work(thread=True, exclusive=True, group="closely", description="four weeks")
    def _ask_closely(self, past: Past) -> None:
        from routine_timer.app.history.lately import look_closely

        services = self.app.services

        def ask() -> Message:
            routines: dict[str, Routine] = {
                entry.id: entry.routine for entry in services.entries() if entry.routine is not None
            }
            found = look_closely(self._history(), past.today, routines, services.library.catalogue)
            return self.Closely(found, {id: routine.name for id, routine in routines.items()})  # noqa: A001

        self._asking(ask)

    @work(thread=True, exclusive=True, group="pain", description="pain")
    def _ask_pain(self, past: Past, span: tuple[date, date]) -> None:
        from routine_timer.app.history.pains import look_for_pain

        self._asking(lambda: self.Hurt(span, look_for_pain(self._history(), past, *span)))

    @work(thread=True, exclusive=True, group="plots")
    def _load_plots(self) -> None:
        import routine_timer.app.history.plots  # noqa: F401

        self.post_message(self.CanPlot())

    @work(thread=True, group="change", description="change")
    def _change(self, change: Callable[[History], str]) -> None:
        """Change the history; `change` returns what it did, in words."""
        self._asking(lambda: self.Changed(change(self._history())))

    def _asking(self, ask: Callable[[], Message]) -> None:
        try:
            self.post_message(ask())
        except RoutineTimerError as error:
            self.post_message(self.Failed(error))

    # -- what comes back

    @on(Looked)
    def _take_days(self, looked: Looked) -> None:
        first = self._past is None
        past = self._past = looked.past
        calendar = self.query_one(Calendar)
        calendar.past = past
        if first:
            calendar.day = past.today
        if not self._shows_deleted:
            self._list(past.total, looked.newest)
        self._show_all()
        self._pains.clear()
        self.call_after_refresh(*((self._mount_panels,) if first else (self._ask_closely, past)))

    @on(SessionList.Wanted)
    def _fetch(self, wanted: SessionList.Wanted) -> None:
        self._ask_sessions(wanted.page, self._shows_deleted)

    @on(Read)
    def _take_sessions(self, read: Read) -> None:
        if read.deleted != self._shows_deleted:
            return
        sessions = self.query_one(SessionList)
        if read.deleted:
            self._list(len(read.records), read.records)
        else:
            sessions.fill(read.page, read.records)

    @on(Closely)
    def _take_four_weeks(self, closely: Closely) -> None:
        self._lately, self._names = closely.lately, closely.names
        self.query_one(SessionList).name_them(closely.names)
        for panel in self.query(TextPanel):
            panel.show(closely.lately)
        self._show_session()

    @on(Hurt)
    def _take_pain(self, hurt: Hurt) -> None:
        self._pains[hurt.span] = hurt.pains
        self._show_score()

    @on(CanPlot)
    async def _put_plots_in(self) -> None:
        from routine_timer.app.history.plots import MinutesPlot, ScorePlot

        if self._has_plots:
            return
        self._has_plots = True
        await self._panel("score").mount(ScorePlot())
        await self._panel("minutes").mount(MinutesPlot())
        self._show_plots()

    @on(Changed)
    def _say_changed(self, changed: Changed) -> None:
        self.notify(plain(changed.said), timeout=4)
        if self._shows_deleted:
            self._ask_sessions(0, deleted=True)
        self._ask_days()

    @on(Failed)
    def _say_failed(self, failed: Failed) -> None:
        from routine_timer.app.services import told

        self.notify(plain(told(failed.error)), severity="error", timeout=8)

    # -- showing

    def _key(self, identity: str) -> str:
        """The key that a command has now, as it is written."""
        return sign(keys_of(by_id(identity), self.app.own_keys)[0])

    def _arrange(self) -> None:
        """Show what belongs to the size and the page."""
        parts, pages = shown(self.size, self._page)
        self.query_one("#sessions").display = "sessions" in parts
        panels = self.query_one("#panels")
        for panel in self.query(Panel):
            panel.display = panel.panel_name in parts
        beside = [name for name in parts if name != "sessions"]
        self.set_class(len(parts) > 3, "-large")
        self.set_class(self._opened, "-opened")
        panels.display = bool(beside) and (not self._opened or len(parts) > 3)
        for opened_pane in self.query("#opened"):
            opened_pane.display = self._opened
        if self._opened and not beside:
            self.query_one("#sessions").display = False
        where = f"{self._page % pages + 1} of {pages}" if pages > 1 else ""
        for panel in self.query(Panel):
            panel.place = where if panel.panel_name in beside[:1] else ""
        if beside and {"score", "minutes"} & set(beside) and self._past is not None:
            self._show_plots()

    def _show_all(self) -> None:
        if self._past is None:
            return
        self._show_head()
        self._show_period()
        self._show_day()
        self._arrange()
        self._show_session()

    def _show_head(self) -> None:
        past, head = self._past, self.query_one("#head", Static)
        if past is None:
            return
        width = head.content_size.width
        streak, score = of_streak(past), f"{percent(past.verdict.score)} consistent"
        numbers = Content.assemble(
            (streak, "bold $accent" if past.verdict.current.length else "$quiet"),
            ("   " + score, "bold"),
        ).truncate(max(width - len("History") - 2, 0), ellipsis=True)
        name = Content.assemble(("History", "bold $accent"), (f"   goal: {past.verdict.goal}", "$quiet"))
        name = name.truncate(max(width - numbers.cell_length - 2, 8), ellipsis=True)
        head.update(
            Content("\n").join(
                [
                    Content.assemble(name, right(numbers, width - name.cell_length)),
                    Content.styled(plain(past.verdict.why), "").truncate(width, ellipsis=True),
                ]
            )
        )
        head.tooltip = f"{past.verdict.why}\n{of_best(past)}\n{of_score(past)}"

    def _show_period(self) -> None:
        past, calendar = self._past, self.query_one(Calendar)
        if past is None:
            return
        first, last = bounds(calendar.view, calendar.day, past.first_weekday)
        period = self.query_one("#period", Static)
        width = period.content_size.width
        done = past.counts(first, min(last, past.today))["done"] if first <= past.today else 0
        spent = past.active_s(first, last)
        name = title(calendar.view, calendar.day, past.first_weekday)
        facts = f"{count(done, 'day')} done · {clock(spent)} active" if done or spent else "nothing done"
        left = Content.assemble((name, "bold"), (f"   {facts}", "$quiet"))
        turn = f"{self._key('earlier')} earlier   {self._key('later')} later"
        period.update(Content.assemble(left, right(Content.styled(turn, "$quiet"), width - left.cell_length)))
        self._show_key(first, last)

    def _show_key(self, first: date, last: date) -> None:
        """What the marks mean: beside the days where there is room, else below them."""
        past, calendar = self._past, self.query_one(Calendar)
        if past is None:
            return
        entries = key_of_year(past, first, last)
        styles = {f"done-{level}": "$state-done" for level in range(1, 5)}
        styles |= {"begun": "$state-switch", "missed": "$error", "pending": "$accent", "frozen": "$state-hold"}
        parts = [
            Content.assemble((mark.text, styles.get(mark.look, "$quiet")), (f" {said}", "$quiet"))
            for mark, said in entries
        ]
        width = self.query_one("#days").content_size.width
        beside = calendar.view == "year" and width - year_width(cell_width(width)) >= _KEY_BESIDE
        key, key_line = self.query_one("#key", Static), self.query_one("#key-line", Static)
        key.display, key_line.display = beside, not beside
        if beside:
            calendar.styles.width = year_width(cell_width(width))
            key.update(Content("\n").join([Content(""), *parts]))
        else:
            calendar.styles.width = "1fr"
            key_line.update(Content("   ").join(parts).truncate(width, ellipsis=True))

    def _show_day(self) -> None:
        past = self._past
        if past is not None:
            day = past.day(self.query_one(Calendar).day)
            self.query_one("#day", Static).update(of_day(past, day))
        self.refresh_bindings()

    @on(Calendar.Moved)
    def _move_day(self) -> None:
        past = self._past
        if past is None:
            return
        self._show_day()
        span = self._span(past)
        if span != self._shown_span:
            self._show_period()
            self._show_plots()

    def _span(self, past: Past) -> tuple[date, date]:
        """What period and plots show: the year, month or week of the cursor."""
        calendar = self.query_one(Calendar)
        return bounds(calendar.view, calendar.day, past.first_weekday)

    # -- the plots

    def _show_plots(self) -> None:
        past = self._past
        if past is None:
            return
        self._shown_span = self._span(past)
        parts, _ = shown(self.size, self._page)
        if not {"score", "minutes"} & set(parts):
            return
        if not self._has_plots:
            if self.query(PlotPanel):
                self._load_plots()
            return
        self._show_score()
        self._show_minutes()
        span = self._plot_span(past)
        if span not in self._pains:
            self._ask_pain(past, span)

    def _plot_span(self, past: Past) -> tuple[date, date]:
        """A plot of seven days says little, so a week shows its month."""
        calendar = self.query_one(Calendar)
        view: View = "month" if calendar.view == "week" else calendar.view
        return bounds(view, calendar.day, past.first_weekday)

    def _show_score(self) -> None:
        from routine_timer.app.history.plots import ScorePlot

        past = self._past
        if past is None:
            return
        span = self._plot_span(past)
        pains = self._pains.get(span, ())
        for plot in self.query(ScorePlot):
            plot.show(span, past.scores(*span), pains)
            self._panel("score").more = of_pain(pains)
            self._panel("score").say(of_score(past))

    def _show_minutes(self) -> None:
        from routine_timer.app.history.plots import MinutesPlot

        past = self._past
        if past is None:
            return
        weeks = past.weeks(*self._plot_span(past))
        for plot in self.query(MinutesPlot):
            plot.show(weeks)
            self._panel("minutes").say(of_minutes([seconds for _, seconds in weeks]))

    def _panel(self, name: str) -> Panel:
        return self.query_one(f"#{name}", Panel)

    # -- the sessions

    def _list(self, total: int, newest: Sequence[SessionRecord] = ()) -> None:
        sessions, empty = self.query_one(SessionList), self.query_one("#empty", Static)
        sessions.display, empty.display = bool(total), not total
        if self._shows_deleted:
            head, nothing = (
                f"{total} deleted   {self._key('undo')} brings one back, {self._key('deleted')} shows the others",
                "Nothing is deleted.",
            )
        else:
            head = f"{total:,} sessions" if total != 1 else "1 session"
            nothing = (
                "Nothing here yet. Follow a routine, and it stands here when it is over; today's mark is filled then. "
                f"What you did elsewhere you can add: {self._key('log')}."
            )
        self.query_one("#list-title", Static).update(
            Content.assemble(("Sessions", "bold $accent"), (f"   {head}" if total else "", "$quiet"))
        )
        empty.update(nothing)
        sessions.show(total, self._past.today if self._past else self._clock_day, newest)

    @on(SessionList.Chosen)
    def _choose(self) -> None:
        self._show_session()
        self.refresh_bindings()

    def _show_session(self) -> None:
        if not self._opened or self._past is None:
            return
        record = self._chosen
        pane = self.query_one("#session", Static)
        width = max(pane.content_size.width, 30)
        pane.update(
            opened(record, self._names.get(record.routine, record.routine), self._past.today, width) if record else ""
        )

    @property
    def _chosen(self) -> SessionRecord | None:
        return self.query_one(SessionList).chosen

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if not self.is_mounted or self._past is None:
            return True if action == "close" else None
        if action in _NEEDS_A_SESSION:
            return True if self._means_a_session and not self._shows_deleted else None
        if action == "undo":
            return True if self._deleted or (self._shows_deleted and self._chosen is not None) else None
        return True

    @property
    def _means_a_session(self) -> bool:
        """Whether a session is chosen: it is under the cursor, and the cursor is where one looks."""
        return self._chosen is not None and (self._opened or self.query_one(SessionList).has_focus)

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def action_across(self) -> None:
        calendar, sessions = self.query_one(Calendar), self.query_one(SessionList)
        if not calendar.has_focus:
            calendar.focus()
        elif sessions.display and self.query_one("#sessions").display:
            sessions.focus()
        else:
            self.focus_next(VerticalScroll)

    def action_close(self) -> None:
        if self._opened:
            self._open(False)
        elif self._shows_deleted:
            self.action_deleted()
        else:
            self.dismiss()

    @on(SessionList.Picked)
    def action_open(self) -> None:
        sessions, past = self.query_one(SessionList), self._past
        if past is None:
            return
        if self.query_one(Calendar).has_focus:
            day = self.query_one(Calendar).day
            if not sessions.total:
                return
            self._page = 0 if "sessions" not in shown(self.size, self._page)[0] else self._page
            self._arrange()
            sessions.go_to_day(day, past.later_than(day))
            sessions.focus()
        elif self._chosen is not None and self.query("#opened"):
            self._open(not self._opened)

    def _open(self, opened_now: bool) -> None:
        self._opened = opened_now
        self._arrange()
        self.query_one("#opened", VerticalScroll).scroll_home(animate=False)
        beside = self.query_one("#sessions").display
        (self.query_one(SessionList) if beside else self.query_one("#opened")).focus()
        self.call_after_refresh(self._show_session)

    def action_view(self) -> None:
        calendar = self.query_one(Calendar)
        calendar.view = _VIEWS[(_VIEWS.index(calendar.view) + 1) % len(_VIEWS)]
        self._show_period()
        self._show_plots()

    def action_panel(self) -> None:
        if self._opened:
            self._open(False)
        self._page += 1
        self._arrange()
        if "sessions" not in shown(self.size, self._page)[0]:
            self.query_one(Calendar).focus()

    def action_earlier(self) -> None:
        self._turn(-1)

    def action_later(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        calendar = self.query_one(Calendar)
        calendar.day = neighbour(calendar.view, calendar.day, by)

    def action_today(self) -> None:
        if self._past is not None:
            self.query_one(Calendar).day = self._past.today
            self.query_one(SessionList).go_to(0)

    # -- changing what is kept

    def action_count(self) -> None:
        if (record := self._chosen) is not None:
            done = not record.done

            def change(history: History) -> str:
                history.edit(record.id, done=done)
                return "It counts as done now." if done else "It does not count as done now."

            self._change(change)

    def action_note(self) -> None:
        from routine_timer.app.screens.ask import AskScreen

        if (record := self._chosen) is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self._change(
                    lambda history: "Note kept." if history.edit(record.id, note=text.strip()).note else "No note."
                )

        self.app.push_screen(AskScreen("Note", "Kept with this session.", record.note or "", str), answered)

    def action_move(self) -> None:
        from routine_timer.app.screens.ask import AskScreen

        if (record := self._chosen) is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                day = read_day(text)
                self._change(lambda history: f"It counts for {history.edit(record.id, day=day).day} now.")

        about = "The day that this session counts for; its hours stay as they were."
        self.app.push_screen(AskScreen("Another day", about, record.day.isoformat(), read_day), answered)

    def action_delete(self) -> None:
        if (record := self._chosen) is not None and not self._shows_deleted:
            self._deleted.append(record.id)
            key = self._key("undo")

            def change(history: History) -> str:
                history.delete(record.id)
                return f"Deleted. {key} brings it back, for 30 days."

            self._change(change)

    def action_undo(self) -> None:
        record = self._chosen if self._shows_deleted else None
        if record is None and not self._deleted:
            return
        id = record.id if record is not None else self._deleted.pop()  # noqa: A001
        self._deleted = [other for other in self._deleted if other != id]

        def change(history: History) -> str:
            back = history.restore(id)
            return f"Back again: {self._names.get(back.routine, back.routine)}, {back.day}."

        self._change(change)

    def action_deleted(self) -> None:
        if self._past is None:
            return
        self._shows_deleted = not self._shows_deleted
        sessions = self.query_one(SessionList)
        sessions.forget()
        sessions.cursor = 0
        self._list(0 if self._shows_deleted else self._past.total)
        if self._shows_deleted:
            self._page = 0
            self._arrange()
            self._ask_sessions(0, deleted=True)

    def action_goal(self) -> None:
        from routine_timer.app.screens.ask import AskScreen
        from routine_timer.app.settings_rows import GOAL_HELP

        past = self._past
        if past is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                goal = read_goal(text)
                self._change(lambda history: f"From today on: {history.set_goal(goal, past.today).goal}.")

        self.app.push_screen(AskScreen("Goal", GOAL_HELP, past.verdict.goal, read_goal), answered)

    def action_skip_day(self) -> None:
        past, day = self._past, self.query_one(Calendar).day
        if past is None:
            return

        def change(history: History) -> str:
            if day in past.skips:
                history.unskip(day, day)
                return f"{day} is a day like any other again."
            history.skip(day, day)
            return f"{day} is skipped: it neither breaks a streak nor adds to it."

        self._change(change)

    def action_skip_days(self) -> None:
        from routine_timer.app.screens.ask import AskScreen

        day = self.query_one(Calendar).day

        def answered(text: str | None) -> None:
            if text is not None:
                span = read_span(text)
                self._change(lambda history: _skipped(history, span))

        about = "First and last day, then why, if you like: 2026-12-20..2027-01-03 travel"
        self.app.push_screen(AskScreen("Days off", about, f"{day}..{day}", read_span), answered)

    def action_log(self) -> None:
        from routine_timer.app.screens.ask import AskScreen

        past, day = self._past, self.query_one(Calendar).day
        if past is None:
            return
        newest = self._chosen
        routine = newest.routine if newest is not None else next(iter(self._names), "after-workout")

        def check(text: str) -> str:
            if not text.strip():
                raise ValueError("the name of a routine, or of whatever you did")
            return text

        def answered(text: str | None) -> None:
            if text is not None:
                self._change(lambda history: f"Added, on {history.log(text.strip(), day).day}.")

        about = f"A session that was done on {day:%A} {day.day} {day:%B}: which routine?"
        self.app.push_screen(AskScreen("Add a session", about, routine, check), answered)


def _skipped(history: History, span: Span) -> str:
    days = history.skip(span.first, span.last, span.why)
    return f"{count(len(days), 'day')} skipped; s on one of them takes it back."
