"""A session in the app: what `playback` started, with the screen kept awake, the window title and the figures.

The session screen is given one of these, and the summary after it. Doesn't know any widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_timer.playback import start as playback
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.outside_controls import ControlSources
from routine_timer.playback.pain_adjustments import PainAdjustments
from routine_timer.playback.step_swaps import StepSwaps, swaps_of

if TYPE_CHECKING:
    from routine_timer.app.screens.session.moving_figure import RigOf
    from routine_timer.app.screens.summary.summary_history import SummaryHistory
    from routine_timer.app.services import Services
    from routine_timer.app.system.window_title import ProgressState, WindowTitle
    from routine_timer.history.records import SessionRecord, UnfinishedSession
    from routine_timer.playback.driver import Sleeper
    from routine_timer.playback.keep_awake import KeepAwake
    from routine_timer.playback.session_view import SessionView
    from routine_timer.playback.start import Playback, Start


class MessageBuffer:
    """Passes on what other threads have for the person; holds it until the screen listens."""

    def __init__(self) -> None:
        self._listener: Callable[[str], object] | None = None
        self._bell: Callable[[], None] | None = None
        self._waiting: list[str] = []
        self._lock = threading.Lock()

    def send(self, text: str) -> None:
        with self._lock:
            listener = self._listener
            if listener is None:
                self._waiting.append(text)
        if listener is not None:
            listener(text)

    def ring(self) -> None:
        """Ring the terminal's bell, unless no screen listens yet."""
        if self._bell is not None:
            self._bell()

    def listen(self, listener: Callable[[str], object], bell: Callable[[], None]) -> None:
        """Pass on to `listener` from now on, and what has waited first; both are called in the sender's thread."""
        with self._lock:
            self._listener, self._bell = listener, bell
            waiting, self._waiting = self._waiting, []
        for text in waiting:
            listener(text)


class ActiveSession:
    """A session that the app runs.

    Args:
        playback: the session; its clock is restarted when the screen is shown, so that the first segment is whole.
        messages: what other threads have for the person.
        sleeper: what wakes the driver; the event loop if not given.
        summary_history: the history, for the summary.
        rig_of: the figure of an exercise; without it no figure is shown.
        swaps: swaps exercises that hurt.
        pain: what an answer about pain changes in the session.
        finish_saving: called when the screen is gone, with what still writes to the history. It must not wait: the
            summary is on the screen by then, and says "Saving …" if the disk is slow.
        controls: what controls it besides the keyboard.
        check_history: checks the history file; called in the recorder's thread once the screen is painted.
    """

    def __init__(
        self,
        playback: Playback,
        *,
        messages: MessageBuffer | None = None,
        awake: KeepAwake | None = None,
        window_title: WindowTitle | None = None,
        reduced_motion: bool = False,
        flashes: bool = False,
        sleeper: Sleeper | None = None,
        summary_history: SummaryHistory | None = None,
        rig_of: RigOf | None = None,
        finish_saving: Callable[[HistoryRecorder], None] = HistoryRecorder.finish,
        swaps: StepSwaps | None = None,
        pain: PainAdjustments | None = None,
        controls: ControlSources = ControlSources(),  # noqa: B008 - frozen
        check_history: Callable[[], None] = lambda: None,
    ) -> None:
        self.live = playback.live
        self.clock = playback.clock
        self._get_ready = playback.get_ready
        self.messages = messages or MessageBuffer()
        self.reduced_motion = reduced_motion
        self.flashes = flashes and not reduced_motion
        self.sleeper = sleeper
        self.summary_history = summary_history
        self.rig_of = rig_of
        self.controls = controls
        self._recorder = playback.recorder
        self._awake = awake
        self._window_title = window_title
        self._finish_saving = finish_saving
        self.swaps = swaps or StepSwaps(playback.live, dict)
        self.pain = pain or PainAdjustments(playback.live)
        self._check_history = check_history
        self._is_over = False

    @property
    def is_recorded(self) -> bool:
        """Whether the session goes into the history."""
        return self._recorder is not None

    @cached_property
    def asks_pain(self) -> bool:
        """Whether the person wants to be asked how much it hurts; only in a recorded session."""
        return self.is_recorded and self.summary_history is not None and self.summary_history.asks_pain

    def shown(self) -> None:
        """The screen is painted: sound is loaded, then time starts. The history is checked meanwhile."""
        self._get_ready()
        self.clock.restart()
        if self._awake is not None:
            self._awake.start()
        if self._recorder is not None:
            self._recorder.call(self._check_history)

    def show_in_window_title(self, view: SessionView) -> None:
        """Update the terminal's title and progress."""
        if self._window_title is not None:
            state: ProgressState = "paused" if view.token == "paused" else "running"
            title = f"{view.time} {view.word.lower()} · {view.name} · {view.routine}"
            self._window_title.show(title, state, round(view.share * 100))

    def over(self) -> None:
        """The session is over, or its screen has closed: the last sound may end, the display may sleep."""
        if self._is_over:
            return
        self._is_over = True
        if self._awake is not None:
            self._awake.stop()
        if self._window_title is not None:
            self._window_title.clear()
        player = self.live.player
        completed = self.live.session.state == "completed"
        threading.Thread(target=lambda: player.close(wait=completed), name="routine-timer last sound").start()

    def closed(self) -> None:
        """The screen has closed. A session that has not ended can be resumed where it was."""
        self.live.record_position(self.clock.now())
        self.over()
        if self._recorder is not None:
            self._finish_saving(self._recorder)

    @property
    def unwritten(self) -> str | None:
        """Why the session is not in the history, as far as that is known; None if it is, or is not recorded."""
        return None if self._recorder is None else self._recorder.unwritten

    @property
    def is_saved_so_far(self) -> bool:
        """Whether the session is recorded, and all of it so far could be written, as far as that is known."""
        return self._recorder is not None and self._recorder.unwritten is None

    @property
    def is_saving(self) -> bool:
        """Whether part of the session is still to be written."""
        return self._recorder is not None and self._recorder.is_saving

    async def record(self) -> SessionRecord | None:
        """The ended session as it is in the history; None where it is not recorded."""
        return None if self._recorder is None else await self._recorder.finished()


def begin(services: Services, start: Start, window_title: WindowTitle | None = None) -> ActiveSession:
    """Start a session for the session screen.

    Raises:
        SessionElsewhere: a session is running in another process, and this one was to be recorded.
    """
    messages = MessageBuffer()
    host = _host(services, messages)
    started = playback.begin(start, host, lambda: services.history, services.now())
    return _active_session(services, started, messages, window_title, replace(start.controls, media_keys=True))


def resume(services: Services, session: UnfinishedSession, window_title: WindowTitle | None = None) -> ActiveSession:
    """Take over a session that was interrupted, for the session screen: it is paused where it was.

    Raises:
        UnknownRecord, SessionElsewhere: it can't be taken over.
        BadTimelineText: its timeline can't be read.
    """
    messages = MessageBuffer()
    resumed = playback.resume(session, _host(services, messages), services.history)
    return _active_session(services, resumed, messages, window_title, ControlSources(media_keys=True))


def _host(services: Services, messages: MessageBuffer) -> playback.Host:
    return playback.Host(
        services.clock,
        lambda: services.player(messages.ring, messages.send),
        services.settings.language,
        messages.send,
        services.folders.routines,
    )


def _check_history(services: Services, messages: MessageBuffer) -> None:
    """Check the history file early in the session, if that has not happened yet."""
    if services.history.database.no_file is not None:  # the recorder has reported it
        return
    services.check_and_back_up()
    for line in services.maintenance.news():
        messages.send(line)


def _active_session(
    services: Services,
    started: Playback,
    messages: MessageBuffer,
    window_title: WindowTitle | None,
    controls: ControlSources,
) -> ActiveSession:
    from routine_timer.app.screens.summary.summary_history import SummaryHistory
    from routine_timer.playback.keep_awake import KeepAwake, once_on_this_machine

    return ActiveSession(
        started,
        messages=messages,
        awake=KeepAwake(once_on_this_machine(services.folders.state, messages.send)),
        window_title=window_title,
        reduced_motion=services.settings.reduced_motion,
        flashes=services.settings.flash,
        summary_history=SummaryHistory(services, started.live.timeline),
        rig_of=services.rig,
        finish_saving=services.finish_saving,
        swaps=swaps_of(
            started.live, lambda: services.library, lambda: services.history, started.recorder, messages.send
        ),
        pain=PainAdjustments(
            started.live, rescue_counts=services.settings.rescue_counts, amber_to=services.settings.amber_to
        ),
        controls=controls,
        check_history=lambda: _check_history(services, messages),
    )
