"""Runs a session in plain lines, for a pipe, a screen reader or a dumb terminal.

It uses the same session, driver, sounds and history as the screen. No line is ever redrawn. On a terminal, each typed
line is a command. Without one nobody can answer, so self-paced reps end by themselves.
"""

from __future__ import annotations

import asyncio
import selectors
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from routine_timer.audio.player_interface import NullPlayer, Player
from routine_timer.audio.player_setup import open_player
from routine_timer.cli.plain_lines import Lines, help_lines, no_effect
from routine_timer.cli.plain_offers import OfferQuestions
from routine_timer.cli.plain_outside_controls import PlainOutsideControls
from routine_timer.cli.plain_pain import DueQuestions, PainQuestions, questions
from routine_timer.cli.unsaved import SAVING, print_unsaved
from routine_timer.errors import RoutineTimerError
from routine_timer.playback.clock import Clock
from routine_timer.playback.driver import Gap, SessionDriver
from routine_timer.playback.outside_controls import Control, ControlSources, carry_out, command_of
from routine_timer.playback.pain_adjustments import PainAdjustments
from routine_timer.playback.signals import detach_from_terminal, signals_in_loop, terminal_is_gone
from routine_timer.playback.start import Host, Playback, Start, begin
from routine_timer.playback.step_swaps import swaps_of
from routine_timer.session import Command, Event
from routine_timer.text.muscle_and_day_words import NOT_AT_THIS_SPEED
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.playback.history_recorder import HistoryRecorder

WRITTEN_WITHIN = 1.0
"""Seconds that a line waits until what it reports is written: a slow disk may hold it up this long."""
_COMMANDS = {
    "": Command.DONE,
    "s": Command.SKIP,
    "b": Command.BACK,
    "+": Command.LONGER,
    "-": Command.SHORTER,
    "x": Command.SWAP,
    "q": Command.STOP,
}

_Input: TypeAlias = str | signal.Signals | Callable[[], None]
"""A line that was typed, a signal, or an alarm's callback."""


def run_plain(context: Context, start: Start) -> int:
    """Run a session to its end, in lines on stdout. Returns the exit code: 128 + n after signal n.

    Raises:
        SessionElsewhere: a session is running in another process, and this one was to be recorded.
        BrokenPipeError: nobody reads the lines any more; the session can be resumed.
    """
    with asyncio.Runner(loop_factory=None if sys.platform == "win32" else _select_loop) as runner:
        return runner.run(_run(context, start))


def _select_loop() -> asyncio.AbstractEventLoop:
    """An event loop that can wait for a terminal on every system: kqueue on macOS can't."""
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


async def _run(context: Context, start: Start) -> int:
    answers = context.can_ask and sys.platform != "win32"  # there a console can't be waited for
    inbox = _Inbox()
    with signals_in_loop(inbox.signal, at_once=inbox.interrupt, continued=True):
        host = Host(
            Clock(),
            lambda: open_own_player(context),
            context.settings.language,
            context.print_message,
            context.folders.routines,
        )
        started_at = datetime.now().astimezone()
        playback = begin(start, host, lambda: context.safe_history, started_at, waits=answers)
        playback.get_ready()
        session = _PlainSession(context, playback, inbox, start.controls, answers=answers)
        try:
            number = await session.run()
        finally:
            session.close()
    if not start.recorded:
        context.print(f"        {NOT_AT_THIS_SPEED}")
    is_saved = playback.recorder is None or _report_result(context, playback.recorder)
    return (0 if is_saved else 1) if number is None else 128 + number


class _Inbox:
    """Everything that a session in plain lines waits for, in order of arrival.

    All of it is handled in one place, one thing after another, and an error there ends the program like any other.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[_Input] = asyncio.Queue()
        self._interrupted = False
        """Whether ctrl+c was pressed and has not been handled yet."""
        self.has_input = True
        """Whether more can be typed."""
        self.is_saving = False
        """Whether all that is left to do is to save the session: from then on the first ctrl+c is enough."""

    def call_at(self, when: float, callback: Callable[[], None], /) -> asyncio.TimerHandle:
        """Add `callback` at an instant of the event loop's clock."""
        return self._loop.call_at(when, self._queue.put_nowait, callback)

    def signal(self, number: int) -> None:
        self._queue.put_nowait(signal.Signals(number))

    def interrupt(self, number: int) -> None:
        """Raise KeyboardInterrupt at the second ctrl+c, in the middle of whatever holds up the first."""
        if number == signal.SIGINT:
            if self._interrupted or self.is_saving:
                raise KeyboardInterrupt
            self._interrupted = True

    def put(self, callback: Callable[[], None]) -> None:
        """Add a callback, from any thread."""
        with suppress(RuntimeError):  # the session has ended in the meantime
            self._loop.call_soon_threadsafe(self._queue.put_nowait, callback)

    def listen(self) -> None:
        """Add the lines typed on stdin; at its end (ctrl+d), `q`, or SIGHUP if its terminal is gone."""
        self._loop.add_reader(sys.stdin, self._read_line)

    def close(self) -> None:
        self._loop.remove_reader(sys.stdin)

    async def get(self) -> _Input:
        happened = await self._queue.get()
        if happened is signal.SIGINT:
            self._interrupted = False
        return happened

    def _read_line(self) -> None:
        line = sys.stdin.readline()
        if line:
            self._queue.put_nowait(line.strip())
            return
        self.close()
        self.has_input = False
        self._queue.put_nowait(signal.SIGHUP if terminal_is_gone(sys.stdin) else "q")


class _PlainSession:
    """Joins a driver to lines on stdout and to what comes in."""

    def __init__(
        self, context: Context, playback: Playback, inbox: _Inbox, sources: ControlSources, *, answers: bool
    ) -> None:
        self._context = context
        self._live = playback.live
        self._recorder = playback.recorder
        self._inbox = inbox
        self._answers = answers
        self._lines = Lines(playback.live, self._write, answers=answers)
        asked = questions(context) if answers and playback.recorder is not None else DueQuestions()
        self._swaps = swaps_of(
            playback.live,
            lambda: context.library,
            lambda: context.safe_history,
            playback.recorder,
            context.print_message,
        )
        relief = PainAdjustments(
            playback.live, rescue_counts=context.settings.rescue_counts, amber_to=context.settings.amber_to
        )
        self._pain = PainQuestions(playback.live, relief, self._lines.say, asked, self._rate_morning)
        self._offers = OfferQuestions(context, lambda: playback.live.timeline, self._lines.say)
        self._driver = SessionDriver(playback.live, playback.clock, inbox, self._show, self._tell_gap)
        self._controls = PlainOutsideControls(
            sources, context, playback, self._swaps, inbox.put, self._carry_out, self._lines.say
        )
        self._had_effect = False
        """Whether the last command made anything happen."""

    async def run(self) -> int | None:
        """Run to the end, or until a signal ends the program: then return its number."""
        try:
            self._lines.opening()
            self._pain.ask_before()
            self._driver.start()
            if self._answers:
                self._inbox.listen()
            self._controls.open(self._driver.now)
            while not self._live.is_over:
                if (number := await self._act()) is not None:
                    return number
            await self._ask_after()
        except OSError:
            if not terminal_is_gone(sys.stdout):
                raise
            detach_from_terminal()
            return signal.SIGHUP
        return None

    async def _ask_after(self) -> None:
        """How much it hurts now, and what is offered for the next time; at a terminal only."""
        waits = self._inbox.has_input and self._pain.ask_after()
        while waits and (line := await self._line()) is not None:
            waits = bool(line) and line != "q" and not self._answered(line)
        said: tuple[str, ...] = ()
        if self._inbox.has_input and self._answers and self._recorder is not None and not waits:
            self._recorder.wait(WRITTEN_WITHIN)
            said = self._offers.look() if self._recorder.ended is not None else ()
        self._pain.say_after(said)
        waits = self._offers.ask()
        while waits and (line := await self._line()) is not None:
            waits = line != "q" and self._offers.take(line)

    async def _line(self) -> str | None:
        """The next line typed once the session is over and saved; None if a signal ends the program."""
        while True:
            happened = await self._inbox.get()
            if isinstance(happened, str):
                return happened
            if isinstance(happened, signal.Signals) and happened != getattr(signal, "SIGCONT", None):
                return None

    async def _act(self) -> signal.Signals | None:
        """Handle the next thing that comes in. Returns the signal if it ends the program."""
        happened = await self._inbox.get()
        if isinstance(happened, signal.Signals):
            return happened if self._ends(happened) else None
        if isinstance(happened, str):
            self._obey(happened)
        else:
            happened()
        return None

    def close(self) -> None:
        """The program ends. A session that is not over can be resumed from here."""
        if self._answers:
            self._inbox.close()
        self._controls.close()
        self._driver.stop()
        self._live.record_position(self._driver.now)
        if self._recorder is not None:
            self._recorder.close(self._say_saving)
        self._live.player.close(wait=self._live.session.state == "completed")

    def _say_saving(self) -> None:
        self._inbox.is_saving = True
        self._context.print_message(SAVING)

    def _ends(self, number: signal.Signals) -> bool:
        """Whether a signal ends the program. ctrl+c stops the session first; after ctrl+z and `fg` it is paused."""
        if number == getattr(signal, "SIGCONT", None):
            self._driver.pause_where_seen()
            self._resume_alone()
            return False
        if number == signal.SIGINT:
            self._driver.do(Command.STOP)
        else:
            detach_from_terminal()
        return True

    def _rate_morning(self, pain: int) -> None:
        """Save how much it hurt this morning, in the recorder's turn."""
        history = self._context.safe_history

        def save() -> None:
            try:
                history.care_records.rate_morning(history.today(), pain)
            except RoutineTimerError as error:
                self._context.print_message(str(error))

        if self._recorder is not None:
            self._recorder.call(save)

    def _answered(self, line: str) -> bool:
        """Take a line typed after the session. Returns whether it is an answer about pain."""
        is_answer = self._pain.is_answer(line)
        if is_answer:
            self._pain.take_after(line)
        return is_answer

    def _obey(self, line: str) -> None:
        """Carry out a line that was typed."""
        if line == "p" or (line == "" and self._live.session.state == "paused"):
            self._driver.toggle_pause()
        elif line == "m":
            self._carry_out("mute")
        elif line in ("h", "u"):
            self._carry_out("hurts" if line == "h" else "undo")
        elif self._pain.is_answer(line):
            self._driver.change(lambda now: self._pain.take_before(line, now))
        elif line == "z" and self._pain.may_shorten:
            self._driver.change(self._pain.shorten)
        elif line in _COMMANDS:
            self._do(_COMMANDS[line])
        else:
            for text in help_lines():
                self._lines.say(text)

    def _carry_out(self, control: Control) -> None:
        """Do what a phone or a pipe asked for."""
        if self._live.is_over:
            return
        if (command := command_of(control)) is not None:
            self._do(command)
            return
        if sentence := carry_out(control, self._driver, self._live, self._swaps):
            self._lines.say(sentence)
        if control == "mute":
            self._lines.say(_sound_now(self._live.player, self._context.settings.silence))

    def _do(self, command: Command) -> None:
        """A person who can't see the screen must hear that a command was taken; if it has no effect, why."""
        self._had_effect = False
        self._driver.do(command)
        if not self._had_effect:
            self._lines.say(no_effect(command, self._live.snapshot(self._driver.now)))

    def _show(self, events: list[Event]) -> None:
        """Report what happened once it is saved: what a person saw done must not be missing after a kill."""
        self._had_effect = bool(events)
        if self._recorder is not None and events:
            self._recorder.wait(WRITTEN_WITHIN)
        self._controls.show(self._live.snapshot(self._driver.now))
        self._lines.tell(events)

    def _tell_gap(self, gap: Gap) -> None:
        self._lines.say(f"{gap} Paused where you were.")
        self._resume_alone()

    def _resume_alone(self) -> None:
        """End a pause, with its countdown, if nobody can: without a keyboard it would last forever."""
        if not self._answers:
            self._inbox.call_at(0.0, self._end_pause)

    def _end_pause(self) -> None:
        if self._live.session.state == "paused":
            self._driver.toggle_pause()

    def _write(self, line: str) -> None:
        self._context.print(line)
        self._context.out.flush()


def _report_result(context: Context, recorder: HistoryRecorder) -> bool:
    """Whether the session counts, and the streak; or how to resume one that was interrupted.

    Returns whether the session is saved; if not, it is printed.
    """
    if (unsaved := recorder.unsaved) is not None:
        print_unsaved(context, unsaved, recorder.why_unsaved)
        return False
    record = recorder.ended
    if record is None:
        context.print_message("interrupted: run `routine-timer` to resume where you were")
        return True
    if recorder.unwritten is not None:  # reported; the streak of the file would leave this session out
        context.print_message(f"        {recorder.unwritten}")
        return True
    if not record.done:
        saved = "too much was skipped" if record.status == "completed" else "saved as partly done"
        context.print(f"        {saved}, so it doesn't count as done. To count it anyway:")
        context.print(f"        routine-timer history edit {record.id} --done")
    context.sync()
    try:
        streak_summary = context.safe_history.streak_summary(record.right_after(datetime.now().astimezone()))
    except RoutineTimerError as error:
        context.print_message(str(error))
        return True
    run = streak_summary.current
    length = pluralize(run.length, run.unit.removesuffix("s"))
    context.print(f"        streak: {length}, {streak_summary.score:.0%} consistent")
    return True


def open_own_player(context: Context) -> Player:
    """The sound and voice of the settings; muted if sound is off there."""
    player = open_player(context.settings, context.folders, bell=_bell, on_trouble=context.print_message)
    player.muted = not context.settings.sound
    return player


def _sound_now(player: Player, silence: str) -> str:
    """What to say after `m`. Without a player the settings turned sound off, and no key turns it on."""
    if isinstance(player, NullPlayer):
        return f"{silence.lower()} in the settings"
    return "muted" if player.muted else "unmuted"


def _bell() -> None:
    sys.stderr.write("\a")
    sys.stderr.flush()
