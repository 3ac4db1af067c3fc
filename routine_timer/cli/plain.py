"""Leading a session in plain lines: for a pipe, a screen reader, a dumb terminal.

The same session, driver, sounds and history as on the screen, without one. Nothing is ever drawn over. On a terminal a
line typed is a command; without one nobody can answer, and self-paced reps go on by themselves.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from routine_timer.audio.player_setup import open_player
from routine_timer.audio.session_audio import announcer_for
from routine_timer.cli.plain_lines import Lines, help_line, unchanged
from routine_timer.cli.waiting import Ended, Waiter
from routine_timer.errors import RoutineTimerError
from routine_timer.history.errors import HistoryError
from routine_timer.history.records import SessionRecord
from routine_timer.history.time_zones import zone_name
from routine_timer.playback.clock import ScaledClock, SystemClock
from routine_timer.playback.driver import SessionDriver
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.lead import Lead
from routine_timer.playback.recorder import NoRecorder
from routine_timer.playback.recording_thread import QueuedRecorder
from routine_timer.playback.signals import let_go_of_terminal, terminal_is_gone
from routine_timer.session import Command, Event, Session
from routine_timer.text.durations import short
from routine_timer.timeline import Timeline

if TYPE_CHECKING:
    from routine_timer.cli.context import Context

TOLD_WITHIN = 1.0
"""Seconds that a line waits until what it tells of is written: so long a slow disk may hold it up."""
_COMMANDS = {
    "": Command.DONE,
    "s": Command.SKIP,
    "b": Command.BACK,
    "+": Command.LONGER,
    "-": Command.SHORTER,
    "x": Command.SWAP,
    "q": Command.STOP,
}


def lead_plainly(context: Context, timeline: Timeline, *, speed: float, recorded: bool, mute: bool) -> int:
    """Lead `timeline` to its end in lines on stdout. Returns the exit code: 128 + n after signal n.

    Raises:
        SessionElsewhere: another process leads a session, and this one was to be recorded.
        BrokenPipeError: whoever read the lines has gone; the session can be resumed.
    """
    answers = context.can_ask and sys.platform != "win32"  # there a console can't be waited for
    real = SystemClock()
    with Waiter(real, listens=answers) as waiter:
        kept = _begin(context, timeline) if recorded else None
        recorder = None if kept is None else QueuedRecorder(kept)
        player = open_player(context.settings, context.folders, bell=_bell, on_trouble=context.talk)
        player.muted = not context.settings.sound
        lead = Lead(
            Session(timeline, 0.0, waits=answers),
            recorder=recorder or NoRecorder(),
            player=player,
            score=announcer_for(timeline, player, language=context.settings.language, speed=speed),
        )
        if mute:
            lead.mute(True)
        following = _Following(context, lead, ScaledClock(real, speed), waiter, recorder, answers=answers)
        try:
            number = following.run()
        finally:
            following.leave()
            if recorder is not None:
                recorder.drain()
            player.close(wait=lead.session.state == "completed")
    if kept is not None:
        _say_what_came_of_it(context, kept.record)
    return 0 if number is None else 128 + number


def _begin(context: Context, timeline: Timeline) -> HistoryRecorder:
    """Begin to record. A session that was cut off does not stand in the way of another: it is told, and waits."""
    from routine_timer.text.interrupted import waiting

    history = context.safe_history
    recorder = HistoryRecorder.begin(history, timeline, datetime.now().astimezone(), zone_name(), context.talk)
    with suppress(HistoryError):  # what can't be read now waits all the same
        for sentence in waiting(history.under_way(), history.today()):
            context.talk(sentence)
    return recorder


class _Following:
    """Joins a driver to lines on stdout and to what is typed."""

    def __init__(
        self,
        context: Context,
        lead: Lead,
        clock: ScaledClock,
        waiter: Waiter,
        recorder: QueuedRecorder | None,
        *,
        answers: bool,
    ) -> None:
        self._context = context
        self._lead = lead
        self._waiter = waiter
        self._recorder = recorder
        self._lines = Lines(lead, self._write, answers=answers)
        self._driver = SessionDriver(lead, clock, waiter, self._happened, self._stood_still)
        self._anything = False
        """Whether the last command made anything happen."""

    def run(self) -> int | None:
        """Lead to the end, or to a signal that ends the program: its number."""
        try:
            self._lines.opening()
            self._driver.start()
            while not self._lead.is_over:
                number = self._wait()
                if number is not None:
                    return number
        except OSError:
            if not terminal_is_gone(sys.stdout):
                raise
            let_go_of_terminal()
            return signal.SIGHUP
        return None

    def leave(self) -> None:
        """The program ends: whatever is still under way can be resumed here."""
        self._driver.stop()
        self._lead.note_place(self._driver.now)

    def _wait(self) -> int | None:
        try:
            happened = self._waiter.wait()
        except Ended:
            happened = "q"
        if isinstance(happened, signal.Signals):
            return self._signalled(happened)
        if happened is not None:
            self._typed(happened)
        return None

    def _signalled(self, number: signal.Signals) -> int | None:
        """Stop on ctrl+c. After a stop of the process (ctrl+z) pause; anything else ends the program at once."""
        if number == getattr(signal, "SIGCONT", None):
            self._driver.pause_where_seen()
            return None
        if number == signal.SIGINT:
            self._driver.do(Command.STOP)
            return number
        let_go_of_terminal()
        return number

    def _typed(self, line: str) -> None:
        player = self._lead.player
        if line == "p" or (line == "" and self._lead.session.state == "paused"):
            self._driver.pause_or_go_on()
        elif line == "m":
            self._lead.mute(not player.muted)
            self._lines.say("muted" if player.muted else "sound on")
        elif line in _COMMANDS:
            self._do(_COMMANDS[line])
        else:
            self._lines.say(help_line())

    def _do(self, command: Command) -> None:
        """Whoever can't see the screen must hear that a command was taken, and when it does nothing, why."""
        self._anything = False
        self._driver.do(command)
        if not self._anything:
            self._lines.say(unchanged(command, self._lead.snapshot(self._driver.now)))

    def _happened(self, events: list[Event]) -> None:
        """Tell of it when it is kept: what was seen done must not be missing after a kill."""
        self._anything = bool(events)
        if self._recorder is not None and events:
            self._recorder.settle(TOLD_WITHIN)
        self._lines.tell(events)

    def _stood_still(self, seconds: float) -> None:
        self._lines.say(f"nothing ran for {short(seconds)}: paused where you were")

    def _write(self, line: str) -> None:
        self._context.print(line)
        self._context.out.flush()


def _say_what_came_of_it(context: Context, record: SessionRecord | None) -> None:
    """Whether it counts, and the streak; or how to go on with what was cut off."""
    if record is None:
        context.talk("cut off: `routine-timer` offers to resume it where it was")
        return
    if not record.done:
        kept = "too much of it was skipped" if record.status == "completed" else "kept as partial"
        context.print(f"        {kept}; it does not count as done. If you say it does:")
        context.print(f"        routine-timer history edit {record.id} --done")
    context.sync()
    try:
        verdict = context.safe_history.verdict()
    except RoutineTimerError as error:
        context.talk(str(error))
        return
    unit = verdict.current.unit if verdict.current.length != 1 else verdict.current.unit.removesuffix("s")
    context.print(f"        streak: {verdict.current.length} {unit}, {verdict.score:.0%} consistent")


def _bell() -> None:
    sys.stderr.write("\a")
    sys.stderr.flush()
