"""After a session: what was done, how long, and what it means for the streak.

It first shows what the session itself knows. What the history knows follows once that has been written and read, in a
thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static

from routine_timer.app.close_once_screen import CloseOnceScreen, is_closing
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings, key_on
from routine_timer.app.messages import GoHome, HistoryFailed
from routine_timer.app.models.home_progress import open_texts, today_text, week_marks
from routine_timer.app.screens.summary.session_result import (
    SessionResult,
    head_word,
    headline,
    steps_done,
    streak_line,
)
from routine_timer.app.screens.summary.step_results_view import StepResultsView
from routine_timer.app.screens.summary.summary_history import SummaryHistory
from routine_timer.app.screens.summary.week import large_week, small_week
from routine_timer.app.widgets.big_text import BigText
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.note_input import NoteInput
from routine_timer.app.widgets.pain_scale import PainScale
from routine_timer.app.widgets.session_top_line import SessionTopLine, SessionTopLineState
from routine_timer.care.pain import advice_after, light
from routine_timer.errors import RoutineTimerError
from routine_timer.history.records import SessionRecord
from routine_timer.history.streaks.done_rule import finished_share
from routine_timer.text.durations import clock
from routine_timer.text.muscle_and_day_words import NOT_AT_THIS_SPEED
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.active_session import ActiveSession
    from routine_timer.care.progression_offers import Offer
    from routine_timer.history.records import DoseRecord, SwapRecord

_SLOW_AFTER = 1.0
"""Seconds after which the screen says that the session is still being saved."""
_FILLS_AFTER = 0.7
"""Seconds after which today's mark is filled: long enough to see that it is this session that fills it."""


class SummaryScreen(CloseOnceScreen[None]):
    """The result of the session that has just ended.

    Args:
        session: the session.
    """

    PLACE: ClassVar[Place] = "summary"
    BINDINGS: ClassVar[list[BindingType]] = bindings("summary")
    AUTO_FOCUS = ""
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide"), (180, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (22, "-high"), (34, "-tall")]

    @dataclass
    class SessionResultLoaded(Message):
        """The history was asked."""

        aftermath: SessionResult

    @dataclass
    class OfferAccepted(Message):
        """What was offered is saved, as `record`; None if the routine has no such step any more."""

        offer: Offer
        record: DoseRecord | SwapRecord | None

    @dataclass
    class SessionChanged(Message):
        """The person's word on the session was kept."""

        record: SessionRecord
        deleted: bool = False

    def __init__(self, session: ActiveSession) -> None:
        super().__init__()
        self._session = session
        self._summary_history: SummaryHistory | None = session.summary_history
        self._record: SessionRecord | None = None
        self._deleted = False
        self._is_slow = False
        self._aftermath: SessionResult | None = None
        self._offers: list[Offer] = []
        self._accepted: SummaryScreen.OfferAccepted | None = None
        """What was accepted last, while it can be taken back."""
        self._active_s = 0.0
        self._rated: int | None = None
        """The answer given on this screen."""
        self._pain_said: tuple[str, ...] = ()
        """How pain develops, with that answer; nothing until it is given and saved."""
        live = session.live
        self._steps = steps_done(live.timeline, live.segments, live.restarts)

    # -- what is shown

    def compose(self) -> ComposeResult:
        yield SessionTopLine()
        with Container(id="body"):
            with Vertical(id="outcome"):
                yield BigText(least=4, id="result")
                yield BigText(least=4, id="streak")
            with Vertical(id="standing"):
                yield Static(id="week")
                yield Static(id="why", markup=False)
            yield StepResultsView(self._steps)
        yield BigText(least=3, may_shorten=True, id="written")
        yield Static(id="kept", markup=False)
        yield Static(id="offer", markup=False)
        yield BigText(least=3, id="next")
        yield Static(id="pain-words", markup=False)
        yield PainScale(id="pain")
        yield NoteInput(id="note")
        yield KeyLine("summary")

    def on_mount(self) -> None:
        self.set_timer(_SLOW_AFTER, self._say_slow)
        self._active_s = self._session.live.active_s(self._session.clock.now())
        self._kept()
        if self._session.asks_pain:
            pain = self.query_one(PainScale)
            pain.add_class("-shown")
            pain.focus()
        self._look()

    def _say_slow(self) -> None:
        self._is_slow = True
        self._kept()

    @property
    def _completed(self) -> bool:
        return self._session.live.session.state == "completed"

    # -- what the history says

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        self._record = await self._session.record()
        if not self.app.is_running or is_closing(self):  # left while it was being saved: nothing left to show it on
            return
        if self._record is not None and self._session.live.note is not None:
            self._record = replace(self._record, note=self._session.live.note)  # it may have come after the end
        if self._summary_history is not None:
            self._ask_history(self._summary_history, self._record)
        self._kept()

    @work(thread=True, exclusive=True, group="history")
    def _ask_history(self, history: SummaryHistory, record: SessionRecord | None) -> None:
        try:
            self.post_message(self.SessionResultLoaded(history.look(record)))
            history.share()
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))

    @on(SessionResultLoaded)
    def _show_progress(self, looked: SessionResultLoaded) -> None:
        self._aftermath = looked.aftermath
        self._offers = [one for one in looked.aftermath.offers if self._may_grow or not one.grows]
        streak_summary = looked.aftermath.progress.streak_summary
        streak = self.query_one("#streak", BigText)
        counts = self._record is None or self._record.done
        streak.show(*streak_line(streak_summary.current if counts else None, self._steps))
        streak.set_class(not streak.text, "-nothing")
        why = today_text(streak_summary) if streak_summary.today != "done" else streak_summary.why
        self.query_one("#why", Static).update(why)
        if self._rated is not None or not self._session.asks_pain:
            self._pain_said = looked.aftermath.pain
        self._show_pain_words()
        self.set_class(streak_summary.today == "done", "-today-done")
        moves = not self._session.reduced_motion and not self.has_class("-filled")
        filling = moves and streak_summary.today == "done" and looked.aftermath.made_the_day
        self._show_week(filling=filling)
        if filling:
            self.set_timer(_FILLS_AFTER, self._show_week)
        self._offer()

    def _show_next(self) -> None:
        """What comes next, in large letters; the next dose and today's goal are in small ones elsewhere too."""
        if (aftermath := self._aftermath) is None:
            return
        streak_summary = aftermath.progress.streak_summary
        texts = aftermath.plan_next
        self.query_one("#next").set_class(not texts, "-repeats")
        if not texts and self._offers:
            texts = (self._offers[0].brief,)
        elif not texts and streak_summary.today == "pending":
            texts = open_texts(streak_summary)
        line = self.query_one("#next", BigText)
        line.show(*texts)
        line.set_class(bool(texts), "-shown")

    def _show_week(self, filling: bool = False) -> None:
        if self._aftermath is None:
            return
        first = self._summary_history.first_weekday if self._summary_history is not None else 0
        days = week_marks(self._aftermath.progress, first)
        is_small = self.has_class("-narrow") or self.has_class("-low")
        week = small_week(days, filling=filling) if is_small else large_week(days, filling=filling, wide=self._square)
        self.query_one("#week", Static).update(week)
        self.set_class(not filling, "-filled")

    @property
    def _square(self) -> int:
        """Cells across a day's square."""
        if not self.has_class("-tall"):
            return 3
        return 9 if self.has_class("-vast") else 5 if self.has_class("-wide") else 3

    @on(HistoryFailed)
    def _show_failure(self, failed: HistoryFailed) -> None:
        self.query_one("#kept", Static).update(plain(str(failed.error)))

    # -- what is asked

    def _head(self) -> None:
        """The line at the top: how long, and what the session is called."""
        live, record = self._session.live, self._record
        word = head_word(
            completed=self._completed,
            finished_anything=live.finished_anything,
            counts=None if record is None else record.done,
        )
        self.query_one(SessionTopLine).show(
            SessionTopLineState(
                routine=plain(live.timeline.name),
                step=f"{clock(self._active_s)} active",
                share=finished_share(live.segments, live.timeline.work_s) or 0.0,
                word=word,
            )
        )
        self.query_one("#result", BigText).show(*headline(word, self._active_s))
        self.set_class(word == "DONE", "-completed")

    def _kept(self) -> None:
        """One sentence on whether and as what the session is kept; the head says the same."""
        self._head()
        record = self._record
        if not self._session.is_recorded:
            text = NOT_AT_THIS_SPEED
        elif unwritten := self._session.unwritten:
            text = f"Not saved yet: {plain(unwritten)}"
        elif record is None:
            text = "Saving …" if self._is_slow and self._session.is_saving else ""
        elif self._deleted:
            text = f"Deleted. Press {key_on(self, 'undo')} to restore it."
        elif record.done:
            text = "" if self._completed else "Counted as done."
        else:
            key = key_on(self, "count")
            skipped = f"Too much was skipped, so it doesn't count as done. Press {key} if you did it anyway."
            text = skipped if self._completed else f"Saved as partly done. Press {key} to count it as done."
        self._show_line("#kept", text)
        note = record.note if record is not None and not self._deleted else None
        written = self.query_one("#written", BigText)
        written.show(*([f"Note: {plain(note)}"] if note else []))
        written.set_class(bool(note), "-shown")
        self.refresh_bindings()

    def _show_line(self, selector: str, text: str) -> None:
        """Show a text in a line that takes no room while it is empty."""
        line = self.query_one(selector, Static)
        line.update(text)
        line.set_class(bool(text), "-shown")

    def _offer(self) -> None:
        """What was taken last, what may be taken next, and a harder way where a range has been outgrown."""
        lines = [f"{self._accepted.offer.taken}   {key_on(self, 'undo')}: undo"] if self._accepted else []
        lines += [f"{self._offers[0].sentence}   {key_on(self, 'grow')}: accept"] if self._offers else []
        lines += self._aftermath.harder[:1] if self._aftermath is not None and self._may_grow else ()
        self._show_line("#offer", "\n".join(lines))
        self._show_next()
        self.refresh_bindings()

    @property
    def _may_grow(self) -> bool:
        return self._rated is None or light(self._rated) == "green"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        match action:
            case "grow":
                return bool(self._offers)
            case "count":
                return self._record is not None and not self._record.done and not self._deleted
            case "note" | "delete":
                return self._record is not None and not self._deleted
            case "undo":
                return self._deleted or self._accepted is not None
            case _:
                return True

    def action_home(self) -> None:
        self.navigate(GoHome())

    def action_count(self) -> None:
        if (record := self._record) is not None:
            counted = replace(record, done=True)
            self._tell_history(lambda history: history.say_done(record, done=True), self.SessionChanged(counted))

    def action_delete(self) -> None:
        if (record := self._record) is not None:
            self._tell_history(lambda history: history.throw_away(record), self.SessionChanged(record, deleted=True))

    def action_undo(self) -> None:
        """Restore the session, or else take back what was accepted last."""
        if self._accepted is not None and not self._deleted:
            self._take_back()
        elif (record := self._record) is not None:
            self._tell_history(lambda history: history.bring_back(record), self.SessionChanged(record))

    @on(SessionChanged)
    def _take_word(self, decided: SessionChanged) -> None:
        self._record, self._deleted = decided.record, decided.deleted
        self._kept()
        if self._summary_history is not None:
            self._ask_history(self._summary_history, self._record)

    def action_grow(self) -> None:
        if self._offers and self._summary_history is not None:
            self._accept(self._summary_history, self._offers.pop(0))
            self._offer()

    @work(thread=True, group="history")
    def _accept(self, history: SummaryHistory, offer: Offer) -> None:
        try:
            self.post_message(self.OfferAccepted(offer, history.accept(offer)))
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))

    @on(OfferAccepted)
    def _say_accepted(self, accepted: OfferAccepted) -> None:
        self._accepted = accepted if accepted.record is not None else None
        self._offer()

    def _take_back(self) -> None:
        """What was accepted last is offered again."""
        accepted, self._accepted = self._accepted, None
        if accepted is not None and (saved := accepted.record) is not None:
            self._offers.insert(0, accepted.offer)
            self._tell_history(lambda history: history.take_back(saved))
            self._offer()

    @on(PainScale.Chosen)
    def _keep_pain(self, chosen: PainScale.Chosen) -> None:
        self._rated, self._pain_said = chosen.pain, ()
        if not self._may_grow and self._accepted is not None and self._accepted.offer.grows:
            self._take_back()
        if not self._may_grow:  # at once: what the history says comes later
            self._offers = [one for one in self._offers if not one.grows]
            self._offer()
        self._show_pain_words()
        if (record := self._record) is not None:
            self._record = rated = replace(record, pain_after=chosen.pain)
            self._tell_history(lambda history: history.annotate(record, pain=chosen.pain), self.SessionChanged(rated))

    def _show_pain_words(self) -> None:
        """What to do at this pain, and how pain develops."""
        pain, said = self._session.pain, self._pain_said
        lines = [advice_after(pain.light(self._rated), said)] if self._rated is not None else []
        lines += said
        self._show_line("#pain-words", "\n".join(filter(None, lines)))

    def action_note(self) -> None:
        self.query_one(NoteInput).write((self._record.note if self._record else None) or "")

    @on(NoteInput.NoteChanged)
    def _keep_note(self, written: NoteInput.NoteChanged) -> None:
        if (record := self._record) is not None:
            self._record = replace(record, note=written.text or None)
            self._kept()
            self._tell_history(lambda history: history.annotate(record, note=written.text))

    @work(thread=True, group="history")
    def _tell_history(self, tell: Callable[[SummaryHistory], object], told: Message | None = None) -> None:
        """Save it in the history, and report the result."""
        if self._summary_history is None:
            return
        try:
            tell(self._summary_history)
            if told is not None:
                self.post_message(told)
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
