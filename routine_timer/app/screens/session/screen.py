"""The session screen: where a routine is followed.

It shows what the engine says and hands on what the person wants; when anything happens is the driver's business, and
what is heard and saved is the live session's. Nothing here counts time.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings, key_on
from routine_timer.app.screens.session.app_outside_controls import AppOutsideControls, ControlTaken, PhoneNews
from routine_timer.app.screens.session.flash import Flash
from routine_timer.app.screens.session.moving_figure import MovingFigure
from routine_timer.app.screens.session.notice_bar import NoticeBar
from routine_timer.app.screens.session.pause_for_dialogs import PauseForDialogs
from routine_timer.app.screens.session.picture_or_figure import picture_or_figure
from routine_timer.app.screens.session.session_question_bar import SessionQuestionBar
from routine_timer.app.screens.session.session_widgets import SessionWidgets
from routine_timer.app.screens.session.touch_buttons import TouchButtons
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.note_input import NoteInput
from routine_timer.app.widgets.pain_scale import PainScale
from routine_timer.errors import RoutineTimerError
from routine_timer.playback.driver import Gap, SessionDriver, Sleeper
from routine_timer.playback.outside_controls import Control, carry_out
from routine_timer.playback.pain_adjustments import SHORTER
from routine_timer.playback.session_view import SessionView, StateToken, showing, why_not_done
from routine_timer.session import Command, CuesChanged, Event, SessionState, StepReplaced, Swapped

if TYPE_CHECKING:
    from routine_timer.app.active_session import ActiveSession

_STATES = ("ready", "hold", "reps", "switch", "rest", "paused", "done")
SAVED_IF_STOPPED, STOP_HERE = "Stop here? Your progress will be saved.", "Stop here?"
"""The latter where that isn't certain: at another speed, or while the history can't be written."""


class SessionScreen(CloseOnceScreen[None]):
    """Leads one session, and makes way for what comes after it.

    Args:
        session: the session, not started yet.
    """

    PLACE: ClassVar[Place] = "session"
    BINDINGS: ClassVar[list[BindingType]] = bindings("session")
    AUTO_FOCUS = ""
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-least"), (15, "-low"), (19, "-middle"), (22, "-high"), (36, "-tall")]

    @dataclass
    class NoticeArrived(Message):
        """There is something to tell that no key asked for; may be posted from any thread."""

        text: str

    def __init__(self, session: ActiveSession) -> None:
        super().__init__()
        self._session = session
        self._live = session.live
        self._driver: SessionDriver | None = None
        self._sleeper: Sleeper = session.sleeper or asyncio.get_running_loop()
        self._timeline = session.live.timeline
        self._shown: SessionView | None = None
        self._picture_or_figure = picture_or_figure(session, self._sleeper)
        self._display = SessionWidgets(self._timeline, self._picture_or_figure)
        self._pain = PainScale()
        self._pain.can_focus = False  # the arrows skip and go back here, also while it is asked
        self._notice = NoticeBar()
        self._question = SessionQuestionBar("Stop?", id="ask")
        self._note = NoteInput(id="note")
        self._buttons = TouchButtons()
        self._key_line = KeyLine("session")
        self._may_end = False
        """Whether the person may say that the segment is done."""
        self._pause = PauseForDialogs(self._live, lambda: self.driver)
        self._outside = AppOutsideControls(self, session)
        self._flash = Flash(self, session, self._sleeper)

    def compose(self) -> ComposeResult:
        here = self._live.snapshot(0.0)
        # The classes of the first picture, before any widget is styled: each change later styles all of them again.
        self._set_classes(
            here,
            showing(here, self._timeline).token,
            figure=self._picture_or_figure.may_show(here.segment, self._timeline),
        )
        yield from self._display.compose()
        with Vertical(id="details"):
            yield self._display.cue
            yield self._display.hint
            yield self._notice
        with Container(id="foot"):
            yield self._display.next
            yield self._question
            yield self._note
            if self._session.asks_pain:
                yield self._pain
        yield from (self._buttons, self._key_line)

    def on_mount(self) -> None:
        self.app.app_suspend_signal.subscribe(self, self._suspended)
        self.app.app_resume_signal.subscribe(self, self._resumed)
        self._session.messages.listen(lambda text: self.post_message(self.NoticeArrived(text)), self._ring)
        self._show()
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        """Start the session once its first picture is painted, or a key comes before that."""
        if self._driver is not None or not self.is_attached:
            return
        session = self._session
        session.shown()
        self._picture_or_figure.get_ready(
            self._timeline, self._live.session.index, reduced_motion=session.reduced_motion
        )
        self._driver = SessionDriver(self._live, session.clock, self._sleeper, self._happened, self._tell_gap)
        self._driver.start()
        self._outside.start()
        if session.controls.remote:
            self.action_remote()

    def on_unmount(self) -> None:
        self._outside.close()
        if self._driver is not None:
            self._driver.stop()
        self._session.closed()

    # -- pain, asked in the first get-ready

    def on_key(self, event: events.Key) -> None:
        if self.has_class("-pain") and event.character is not None and event.character in "0123456789":
            event.stop()
            self._pain.action_choose(int(event.character))

    @on(PainScale.Chosen)
    def _keep_pain(self, chosen: PainScale.Chosen) -> None:
        answers = self._session.pain
        self.driver.change(lambda now: answers.rate(chosen.pain, now))
        if advice := answers.advice(key_on(self, "rescue")):
            self._tell(advice)
        self.refresh_bindings()

    def _happened(self, events: list[Event]) -> None:
        self._notice.grow_old(self._real_now)
        self._flash.see(events)
        if any(isinstance(event, Swapped | StepReplaced | CuesChanged) for event in events):
            self._timeline = self._live.timeline
        if any(isinstance(event, StepReplaced) for event in events):
            self._picture_or_figure.get_ready(
                self._timeline, self._live.session.index, reduced_motion=self._session.reduced_motion
            )
        self._show()
        if self._live.is_over:
            self._over()

    def _over(self) -> None:
        """Make way for the summary, and so does what lies over the session: help, or the palette."""
        from routine_timer.app.screens.summary.screen import SummaryScreen

        self._session.over()
        self._outside.close()
        if self not in self.app.screen_stack:
            return
        if (typed := self._note.typed) is not None:
            self._live.write_note(typed)
        while self.app.screen is not self:
            self.app.pop_screen()
        summary = SummaryScreen(self._session)
        if len(self.app.screen_stack) > 1:
            self.app.switch_screen(summary)
        else:  # the lowest screen can't be replaced
            self.app.push_screen(summary)

    @property
    def _real_now(self) -> float:
        """Real seconds, however fast the session runs: nobody reads faster for that."""
        return self._session.clock.real.now()

    def _ring(self) -> None:
        """Ring the bell instead of a tone; called in the player's thread."""
        self.call_later(self.app.bell)

    def _tell_gap(self, gap: Gap) -> None:
        self._notice.tell_gap(str(gap), key_on(self, "pause"), self._real_now)

    def _suspended(self, _app: object) -> None:
        """ctrl+z: someone who leaves the program doesn't keep stretching with it."""
        self.driver.pause_where_seen()

    def _resumed(self, _app: object) -> None:
        self.driver.pause_where_seen()
        self._notice.grow_old(self._real_now)
        self._make_way()

    @on(NoticeArrived)
    def _hear_news(self, told: NoticeArrived) -> None:
        self._notice.hear(told.text, self._real_now)
        self._make_way()

    # -- showing

    @property
    def driver(self) -> SessionDriver:
        self._start()
        if self._driver is None:
            raise RuntimeError("the session screen is not mounted")
        return self._driver

    def _show(self) -> None:
        """Show the session as it is. Once a second, so nothing is touched that stayed as it was."""
        at = 0.0 if self._driver is None else self._driver.now
        here = self._live.snapshot(at)
        shown = showing(here, self._timeline, lambda identity: key_on(self, identity))
        before, self._shown = self._shown, shown
        self._display.show(shown, self._live.player, has_keys=not self._note.is_open)
        self._session.show_in_window_title(shown)
        self._outside.show(here, shown)
        figure = self._picture_or_figure.follow(here, self._timeline, at)
        if (before is None or before.token != shown.token) and here.state != "paused":
            self._question.withdraw()  # going on is an answer
            self._notice.resumed()
        self._set_classes(here, shown.token, figure=figure)
        may_end_before, self._may_end = self._may_end, shown.may_end
        now, then = shown.situation, before and before.situation
        if (now, self._may_end) != (then, may_end_before):
            paused = here.state == "paused"
            self._buttons.show(paused=paused, may_end=self._may_end)
            self._key_line.relabel(({"pause": "resume"} if paused else {}) | ({} if self._may_end else {"done": ""}))
            self.refresh_bindings()

    def _set_classes(self, here: SessionState, token: StateToken, *, figure: bool) -> None:
        """Set the classes of a snapshot at once: Textual styles every widget of the screen again for each change."""
        in_first_get_ready = here.index == 0 and here.segment.kind == "get-ready" and not here.is_over
        wanted = {
            "-figure": figure,
            "-noticed": self._notice.is_up,
            "-pain": self._session.asks_pain and in_first_get_ready,
            **{f"-{state}": state == token for state in _STATES},
        }
        classes = (self.classes - wanted.keys()) | {name for name, is_set in wanted.items() if is_set}
        if classes != self.classes:
            self.classes = classes

    def _make_way(self) -> None:
        """Give a notice the room of what can be missed while it is up."""
        self.set_class(self._notice.is_up, "-noticed")

    @on(MovingFigure.RigReady)
    def _figure_is_ready(self) -> None:
        self._show()

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        segment = self._live.session.segment
        match action:
            case "rescue":
                return self._session.pain.may_shorten
            case "undo_swap":
                return self._session.swaps.can_undo
            case "swap":
                return True if self._timeline.has_sides(segment.step) else None
            case "longer" | "shorter":
                return None if segment.limit_s is None else True
            case _:
                return True

    def on_screen_suspend(self) -> None:
        self._pause.begin()

    @on(NoteInput.Closed)
    def _note_closed(self, closed: NoteInput.Closed) -> None:
        if closed.is_saved:
            self._tell("Note saved." if self._session.is_saved_so_far else "Note added.")
        self.on_screen_resume()
        self._show()

    def on_screen_resume(self) -> None:
        if self.is_current and not (self._note.is_open or self._question.is_asked):
            self._pause.end()

    def action_pause(self) -> None:
        if self._question.is_asked or not self._pause.stay():
            self.driver.toggle_pause()

    def action_skip(self) -> None:
        self.driver.do(Command.SKIP)

    def action_back(self) -> None:
        self.driver.do(Command.BACK)

    def action_longer(self) -> None:
        self.driver.do(Command.LONGER)

    def action_shorter(self) -> None:
        self.driver.do(Command.SHORTER)

    def action_done(self) -> None:
        if self._may_end:
            self.driver.do(Command.DONE)
        elif self._live.session.state == "running":
            self._tell(why_not_done(self._live.session.segment, key_on(self, "skip")))

    def action_swap(self) -> None:
        self.driver.do(Command.SWAP)

    def action_hurts(self) -> None:
        """Swap the exercise under way for an easier one, or another for the same muscles."""
        self._carry_out("hurts")

    def action_undo_swap(self) -> None:
        self._carry_out("undo")

    def _carry_out(self, control: Control) -> None:
        if sentence := carry_out(control, self.driver, self._live, self._session.swaps):
            undo = f" {key_on(self, 'undo-swap')}: undo" if control == "hurts" and self._session.swaps.can_undo else ""
            self._tell(sentence + undo)
        self._show()

    def action_rescue(self) -> None:
        """Do the shorter, easier version instead."""
        self.driver.change(self._session.pain.shorten)
        self._tell(SHORTER)

    def _tell(self, text: str) -> None:
        self._notice.tell(text, self._real_now)
        self._make_way()

    def action_mute(self) -> None:
        self._live.mute(not self._live.player.muted)
        self._show()

    def action_voice(self) -> None:
        self._live.player.voice_muted = not self._live.player.voice_muted
        self._show()

    def action_remote(self) -> None:
        """Show the address of the page for a phone; the session pauses meanwhile."""
        try:
            code = self._outside.phone_screen(self.driver.now)
        except RoutineTimerError as error:
            self._tell(error.with_help)
            return
        self.app.push_screen(code)

    @on(ControlTaken)
    def _obey(self, taken: ControlTaken) -> None:
        """Carry out a command of a phone or a pipe, as its key would be."""
        if self._live.is_over:
            return
        self._outside.close_code()
        self._carry_out(taken.asked)

    @on(PhoneNews)
    def _hear_phone(self, news: PhoneNews) -> None:
        if sentence := self._outside.hear(news):
            self.post_message(self.NoticeArrived(sentence))

    def action_stop(self) -> None:
        """Ask, and pause meanwhile, so that nothing is lost if the person doesn't stop."""
        if self._question.is_asked:  # twice, before it had the keys
            return
        self._pause.begin()
        if self._live.is_over:
            return
        self.add_class("-answering")
        self._question.ask(SAVED_IF_STOPPED if self._session.is_saved_so_far else STOP_HERE)

    @on(SessionQuestionBar.Answered)
    def _answered(self, answer: SessionQuestionBar.Answered) -> None:
        if answer.yes:
            self.driver.do(Command.STOP)
        else:
            self._pause.end()

    def action_note(self) -> None:
        self._pause.begin()
        self.add_class("-answering")
        self._note.write(self._live.note or "")
        self._show()

    def on_descendant_blur(self) -> None:
        self.remove_class("-answering")

    @on(NoteInput.NoteChanged)
    def _keep_note(self, written: NoteInput.NoteChanged) -> None:
        self._live.write_note(written.text)
