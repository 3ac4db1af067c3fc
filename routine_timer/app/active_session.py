"""All that following one routine takes, put together from the services: lead, clock, sound, history, keeping awake.

The session screen is handed one of these, and the summary after it. Knows no widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from routine_timer.app.screens.session.view_model import SessionView
from routine_timer.history.errors import HistoryError
from routine_timer.history.records import SessionRecord
from routine_timer.playback.clock import ScaledClock
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.lead import Lead, Score
from routine_timer.playback.lead import resume as resume_lead
from routine_timer.playback.recorder import NoRecorder
from routine_timer.session import Session

if TYPE_CHECKING:
    from routine_timer.app.screens.session.moving_figure import RigOf
    from routine_timer.app.screens.summary.outcome import SummaryHistory
    from routine_timer.app.services import Services, Start
    from routine_timer.app.system.window_title import ProgressState, WindowTitle
    from routine_timer.audio.player import Player
    from routine_timer.history.records import UnderWay
    from routine_timer.playback.driver import Sleeper
    from routine_timer.playback.keep_awake import KeepAwake
    from routine_timer.playback.recording_thread import QueuedRecorder
    from routine_timer.timeline import Timeline

Tell: TypeAlias = Callable[[str], object]


class News:
    """What happens in other threads and a person must be told: kept until somebody listens."""

    def __init__(self) -> None:
        self._listener: Tell | None = None
        self._bell: Callable[[], None] | None = None
        self._waiting: list[str] = []
        self._guard = threading.Lock()

    def tell(self, text: str) -> None:
        with self._guard:
            listener = self._listener
            if listener is None:
                self._waiting.append(text)
        if listener is not None:
            listener(text)

    def ring(self) -> None:
        if self._bell is not None:
            self._bell()

    def listen(self, listener: Tell, bell: Callable[[], None]) -> None:
        """From now on `listener` is told, what waited first; both are called in whatever thread has the news."""
        with self._guard:
            self._listener, self._bell = listener, bell
            waiting, self._waiting = self._waiting, []
        for text in waiting:
            listener(text)


class Following:
    """One routine being followed.

    Args:
        lead: the session, begun at 0.0 of `clock`.
        clock: restarted when the screen stands, so that the first segment is seen whole.
        recorder: what `lead` records with, if it is kept.
        sleeper: what wakes the driver; the event loop if not given.
        afterwards: the history, for the summary.
        rig_of: the figure of an exercise; without it there is none to be seen.
    """

    def __init__(
        self,
        lead: Lead,
        clock: ScaledClock,
        *,
        recorder: QueuedRecorder | None = None,
        news: News | None = None,
        awake: KeepAwake | None = None,
        outside: WindowTitle | None = None,
        reduced_motion: bool = False,
        sleeper: Sleeper | None = None,
        afterwards: SummaryHistory | None = None,
        rig_of: RigOf | None = None,
    ) -> None:
        self.lead = lead
        self.clock = clock
        self.news = news or News()
        self.reduced_motion = reduced_motion
        self.sleeper = sleeper
        self.afterwards = afterwards
        self.rig_of = rig_of
        self._recorder = recorder
        self._awake = awake
        self._outside = outside
        self._closed = False

    @property
    def is_kept(self) -> bool:
        """Whether the session goes into the history."""
        return self._recorder is not None

    @property
    def asks_pain(self) -> bool:
        """Whether the person wants to be asked how much it hurts; only of a session that is kept."""
        return self.is_kept and self.afterwards is not None and self.afterwards.asks_pain

    def hurts(self, pain: int) -> None:
        """Keep how much it hurts before the session, from 0 to 10."""
        if self._recorder is not None:
            self._recorder.pain_before(pain)

    def started(self) -> None:
        """The screen stands: time begins."""
        self.clock.restart()
        if self._awake is not None:
            self._awake.start()

    def show_outside(self, shown: SessionView) -> None:
        """Tell the terminal's title and progress."""
        if self._outside is not None:
            state: ProgressState = "paused" if shown.token == "paused" else "running"
            title = f"{shown.time} {shown.word.lower()} · {shown.name} · {shown.routine}"
            self._outside.show(title, state, round(shown.share * 100))

    def over(self) -> None:
        """Nothing more is led: the last sound may end, the screen may sleep."""
        if self._closed:
            return
        self._closed = True
        if self._awake is not None:
            self._awake.stop()
        if self._outside is not None:
            self._outside.clear()
        player = self.lead.player
        completed = self.lead.session.state == "completed"
        threading.Thread(target=lambda: player.close(wait=completed), name="routine-timer last sound").start()

    def left(self) -> None:
        """The screen is gone, at the session's end or in its midst: then it can be resumed where it was."""
        if not self.lead.is_over:
            self.lead.note_place(self.clock.now())
        self.over()
        if self._recorder is not None:
            self._recorder.drain()

    @property
    def unwritten(self) -> str | None:
        """Why the session is not in the history, as far as that is known; None if it is, or is not to be kept."""
        return None if self._recorder is None else self._recorder.unwritten

    async def record(self) -> SessionRecord | None:
        """The ended session as the history has it; None where it is not kept."""
        return None if self._recorder is None else await self._recorder.finished()


def begin(services: Services, start: Start, outside: WindowTitle | None = None) -> Following:
    """Get ready to follow `start`.

    Raises:
        SessionElsewhere: another process leads a session, and this one was to be recorded.
    """
    from routine_timer.history.time_zones import zone_name
    from routine_timer.playback.recording_thread import QueuedRecorder
    from routine_timer.text.interrupted import waiting

    news = News()
    recorder = None
    if start.recorded:
        history = services.history
        kept = HistoryRecorder.begin(history, start.timeline, services.now(), zone_name(), news.tell)
        recorder = QueuedRecorder(kept)
        with suppress(HistoryError):  # what can't be read now waits all the same
            for sentence in waiting(history.under_way(), services.today()):
                news.tell(sentence)
        if history.no_file is None:  # else the recorder has told it
            recorder.also(lambda: _look_over(services, news))
    player = services.player(news.ring, news.tell)
    lead = Lead(
        Session(start.timeline, 0.0),
        recorder=recorder or NoRecorder(),
        player=player,
        score=_score(services, start.timeline, player, start.speed),
    )
    if start.mute:
        lead.mute(True)
    return _following(services, lead, ScaledClock(services.clock, start.speed), recorder, news, outside)


def resume(services: Services, under_way: UnderWay, outside: WindowTitle | None = None) -> Following:
    """Get ready to go on with a session that was cut off: it stands paused where it was.

    Raises:
        UnknownRecord, SessionElsewhere: it can't be taken over.
        BadTimelineText: what was kept of its timeline can't be read.
    """
    from routine_timer.playback.recording_thread import QueuedRecorder
    from routine_timer.timeline.serialize import timeline_from_text

    news = News()
    timeline = timeline_from_text(under_way.timeline)
    taken = services.history.resume(under_way.id)
    recorder = QueuedRecorder(HistoryRecorder(services.history, taken.id, news.tell))
    player = services.player(news.ring, news.tell)
    player.muted = taken.muted
    lead = resume_lead(taken, 0.0, recorder=recorder, player=player, score=_score(services, timeline, player, 1.0))
    return _following(services, lead, ScaledClock(services.clock), recorder, news, outside, told_of_dark=True)


def _not_again(_text: str) -> None:
    """Once a session it is said that the screen may go dark, and this one was begun before."""


def _look_over(services: Services, news: News) -> None:
    """Look the history over before more is written into it, if nothing has done so yet."""
    services.check_and_back_up()
    for line in services.maintenance.news():
        news.tell(line)


def _score(services: Services, timeline: Timeline, player: Player, speed: float) -> Score:
    from routine_timer.audio.session_audio import announcer_for

    return announcer_for(timeline, player, language=services.settings.language, speed=speed)


def _following(
    services: Services,
    lead: Lead,
    clock: ScaledClock,
    recorder: QueuedRecorder | None,
    news: News,
    outside: WindowTitle | None,
    *,
    told_of_dark: bool = False,
) -> Following:
    from routine_timer.app.screens.summary.outcome import SummaryHistory
    from routine_timer.playback.keep_awake import KeepAwake

    return Following(
        lead,
        clock,
        recorder=recorder,
        news=news,
        awake=KeepAwake(_not_again if told_of_dark else news.tell),
        outside=outside,
        reduced_motion=services.settings.reduced_motion,
        afterwards=SummaryHistory(services, lead.timeline),
        rig_of=services.rig,
    )
