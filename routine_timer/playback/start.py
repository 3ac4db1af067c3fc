"""Starts or resumes a session with everything it runs on: the app and `run --plain` both start one here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from routine_timer.history.errors import HistoryError
from routine_timer.playback.clock import Clock, ScaledClock
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession, not_recorded
from routine_timer.playback.live_session import resume as resume_live
from routine_timer.playback.outside_controls import ControlSources
from routine_timer.session import Session

if TYPE_CHECKING:
    from routine_timer.audio.player_interface import Player
    from routine_timer.history.history import History
    from routine_timer.history.records import UnfinishedSession
    from routine_timer.timeline import Timeline


class Start(Struct, frozen=True):
    """What to start: a timeline, at how many times its speed, whether it is recorded, whether it makes sound, and what
    controls it besides the keyboard.

    `work_s` is the planned time of holds and reps that "done" is measured against; None for the timeline's own.
    """

    timeline: Timeline
    speed: float = 1.0
    recorded: bool = True
    mute: bool = False
    controls: ControlSources = ControlSources()
    work_s: float | None = None


class Host(Struct, frozen=True):
    """What a session needs from the program around it.

    Attributes:
        clock: real seconds.
        open_player: opens the player; called by `Playback.get_ready`.
        language: of the program's spoken words.
        routines: the user's routines; beside them are the sounds of each.
        report: called with a sentence that the person should see, from any thread.
    """

    clock: Clock
    open_player: Callable[[], Player]
    language: str
    report: Callable[[str], None]
    routines: Path | None = None


class Playback(Struct, frozen=True):
    """A session, started at 0.0 of `clock`. `recorder` is None where it is not recorded.

    `get_ready` is called before its first step. It opens the sound and reports interrupted sessions, which takes longer
    than everything else: the app paints its screen first.
    """

    live: LiveSession
    clock: ScaledClock
    recorder: HistoryRecorder | None
    get_ready: Callable[[], None] = lambda: None


def begin(
    start: Start,
    host: Host,
    history: Callable[[], History],
    started_at: datetime,
    *,
    waits: bool = True,
) -> Playback:
    """Start a session. One that was interrupted earlier doesn't prevent it: a message says that it can be resumed.

    Args:
        history: opens the history; called only if the session is recorded.
        started_at: now, aware.
        waits: whether self-paced reps wait for the person (see `Session`).

    Raises:
        SessionElsewhere: a session is running in another process, and this one was to be recorded.
    """
    recorder = _record(start, history(), started_at, host) if start.recorded else None
    live = LiveSession(
        Session(start.timeline, 0.0, waits=waits),
        record=recorder.record if recorder else not_recorded,
    )
    if start.mute:
        live.mute(True)

    def get_ready() -> None:
        if recorder is not None:
            _report_interrupted(history(), started_at, host)
        _open_sound(live, host, start.speed)

    return Playback(live, ScaledClock(host.clock, start.speed), recorder, get_ready)


def resume(session: UnfinishedSession, host: Host, history: History) -> Playback:
    """Take over a session that was interrupted: it is paused where it was.

    Raises:
        UnknownRecord, SessionElsewhere: it can't be taken over.
        BadTimelineText: its timeline can't be read.
    """
    from routine_timer.timeline.serialize import timeline_from_text

    timeline_from_text(session.timeline)  # before it is taken over
    session = history.active.resume(session.id)
    recorder = HistoryRecorder(history.active, session.id, host.report)
    live = resume_live(session, 0.0, record=recorder.record)
    live.player.muted = session.muted
    return Playback(live, ScaledClock(host.clock), recorder, lambda: _open_sound(live, host))


def _record(start: Start, history: History, started_at: datetime, host: Host) -> HistoryRecorder:
    from routine_timer.history.time_zones import zone_name

    return HistoryRecorder.begin(
        history.active, start.timeline, started_at, zone_name(), host.report, work_s=start.work_s
    )


def _report_interrupted(history: History, started_at: datetime, host: Host) -> None:
    from routine_timer.playback.interrupted_text import resumable

    with suppress(HistoryError):  # what can't be read now can still be resumed later
        for sentence in resumable(history.active.unfinished_sessions(), history.today(started_at)):
            host.report(sentence)


def _open_sound(live: LiveSession, host: Host, speed: float = 1.0) -> None:
    from routine_timer.audio.session_audio import announcer_for
    from routine_timer.audio.tone_files import tones_of_routine

    player = host.open_player()
    tones = None
    if host.routines is not None:
        tones = tones_of_routine(host.routines, live.timeline.routine)
        player.use_tones(tones)
        for reason in tones.unusable:
            host.report(f"The usual tone is played instead of {reason}")
    live.open_sound(player, announcer_for(live.timeline, player, language=host.language, speed=speed, tones=tones))
