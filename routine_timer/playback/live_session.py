"""A session together with its sound and its recording.

The app and `run --plain` both use it. Knows the engine, the history's records and the player; doesn't know any terminal
or clock: `now` comes in with every call, in seconds on the clock that the session was started on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from routine_timer.audio.player_interface import Announcement, NullPlayer, Player
from routine_timer.history.journal_entries import (
    JournalEntry,
    MuteChanged,
    PositionChanged,
    Remarks,
    RemarksChanged,
    SegmentEnded,
    SessionEnded,
    SidesSwapped,
    TimelineReplaced,
    WorkPlanned,
)
from routine_timer.history.records import LONGEST_NOTE, SegmentRecord, SegmentSide, UnfinishedSession
from routine_timer.playback.segment_records import segment_record
from routine_timer.session import (
    Command,
    CueDue,
    CuesChanged,
    Event,
    Outcome,
    Rewound,
    SegmentOver,
    Session,
    SessionOver,
    SessionState,
    StepReplaced,
    Swapped,
)
from routine_timer.timeline import Timeline
from routine_timer.timeline.serialize import timeline_from_text, timeline_to_text

if TYPE_CHECKING:
    from routine_timer.audio.session_audio import Announce

RECORDED_EVERY = 5.0
"""Seconds of a running segment after which the position is recorded again: the most that a kill can lose of it."""

Record: TypeAlias = Callable[[JournalEntry], None]
"""Records what happened; never raises."""


def not_recorded(_entry: JournalEntry) -> None:
    """Record nothing: for a session at another speed."""


class LiveSession:
    """A session with its sound and its recording. Used as the session is: `step`, `do`, `next_change`.

    Args:
        session: the session; its first events come with the first `step`.
        record: records what happens.
        player: plays what `announce` returns for it.
        active_before_s: active seconds before the session was interrupted and resumed.
        ended_before: segments that ended before that.
        note_before: the person's note from before that.
    """

    def __init__(
        self,
        session: Session,
        *,
        record: Record = not_recorded,
        player: Player | None = None,
        announce: Announce | None = None,
        active_before_s: float = 0.0,
        ended_before: Iterable[SegmentRecord] = (),
        note_before: str | None = None,
    ) -> None:
        self.session = session
        self.player: Player = player or NullPlayer()
        self._note = note_before
        self._record = record
        self._announce = announce
        self._overhear: Callable[[Announcement], None] = lambda _announcement: None
        self._active_before = active_before_s
        self._ended = {segment.n: segment for segment in ended_before}
        self._restarts: Counter[int] = Counter()
        self._recorded_at: float | None = None

    def open_sound(self, player: Player, announce: Announce) -> None:
        """Play what happens from now on. What was muted stays muted."""
        player.muted, player.voice_muted = self.player.muted, self.player.voice_muted
        player.open()
        self.player, self._announce = player, announce

    def overhear(self, listener: Callable[[Announcement], None]) -> None:
        """Also pass every announcement to `listener`, whether or not this computer is muted."""
        self._overhear = listener

    # -- the session's own

    @property
    def timeline(self) -> Timeline:
        return self.session.timeline

    @property
    def is_over(self) -> bool:
        return self.session.is_over

    def snapshot(self, now: float) -> SessionState:
        return self.session.snapshot(now)

    def next_change(self, now: float) -> float | None:
        """When to call `step` next; None until a command comes."""
        return self.session.next_change(now)

    def step(self, now: float) -> list[Event]:
        """Let time pass until `now`; what happened is played and recorded, and returned to be shown."""
        return self._handle(self.session.advance(now), now)

    def do(self, command: Command, now: float) -> list[Event]:
        """Carry out `command` at `now`; what happened is played and recorded, and returned to be shown."""
        return self._handle(self.session.do(command, now), now)

    def replace(self, timeline: Timeline, at: int, now: float, outcome: Outcome | None = None) -> list[Event]:
        """Go on with another timeline (see `Session.replace`)."""
        return self._handle(self.session.replace(timeline, at, now, outcome), now)

    def say(self, timeline: Timeline, now: float) -> list[Event]:
        """Go on where it is, with other cues (see `Session.say`)."""
        return self._handle(self.session.say(timeline, now), now)

    def start_over(self, timeline: Timeline, now: float, work_s: float) -> list[Event]:
        """Follow another timeline from its start instead; "done" is measured against `work_s` seconds of work."""
        events = self.replace(timeline, 0, now)
        if not self.is_over:
            self._record(WorkPlanned(planned_work_s=work_s))
        return events

    def toggle_pause(self, now: float) -> list[Event]:
        paused = self.session.state == "paused"
        return self.do(Command.RESUME if paused else Command.PAUSE, now)

    # -- the result

    @property
    def segments(self) -> tuple[SegmentRecord, ...]:
        """The segments that have ended, in the timeline's order: of each the attempt that is kept."""
        return tuple(self._ended[n] for n in sorted(self._ended))

    @property
    def restarts(self) -> Mapping[int, int]:
        """How often the person went back to a segment, by its number."""
        return self._restarts

    @property
    def finished_anything(self) -> bool:
        """Whether any hold or reps came to an end that was not a skip or a stop."""
        return any(segment.is_work and segment.finished for segment in self._ended.values())

    def active_s(self, now: float) -> float:
        """Active seconds in all, those before a resume included."""
        return self._active_before + self.session.snapshot(now).active_s

    @property
    def note(self) -> str | None:
        """The person's note on this session."""
        return self._note

    def write_note(self, text: str) -> None:
        """Record `text` as the session's note, at once: it outlives any end of the session. Empty deletes it.

        What is longer than a note may be is cut.
        """
        text = text[:LONGEST_NOTE]
        self._note = text or None
        self._record(RemarksChanged(Remarks(note=text)))

    def rate_pain(self, pain: int) -> None:
        """Record how much it hurts before the session, from 0 to 10."""
        self._record(RemarksChanged(Remarks(pain_before=pain)))

    def rate_pain_after(self, pain: int) -> None:
        """Record how much it hurts after the session, from 0 to 10."""
        self._record(RemarksChanged(Remarks(pain_after=pain)))

    def mute(self, muted: bool) -> None:
        """Turn sound off or on; a session that is interrupted and resumed stays that way."""
        self.player.muted = muted
        self._record(MuteChanged(muted))

    def record_position(self, now: float) -> None:
        """Record where the session is, so that it can be resumed there."""
        if self.session.is_over:
            return
        here = self.session.snapshot(now)
        self._recorded_at = now
        self._record(PositionChanged(here.index, here.elapsed_s, self._active_before + here.active_s))

    # -- what happens

    def _handle(self, events: list[Event], now: float) -> list[Event]:
        if events:
            announcement = self._announce and self._announce(events, self.session.snapshot(now), now)
            if announcement is not None:
                self.player.announce(announcement)
                self._overhear(announcement)
            for event in events:
                self._record_event(event, now)
        if self._should_record_position(events, now):
            self.record_position(now)
        return events

    def _record_event(self, event: Event, now: float) -> None:
        match event:
            case SegmentOver():
                record = _record_of(event)
                earlier = self._ended.get(record.n)
                if record.replaces(None if earlier is None else earlier.outcome):
                    self._ended[record.n] = record
                self._record(SegmentEnded(record))
            case Rewound(segment=segment):
                self._restarts[segment.n] += 1
            case Swapped(segments=segments):
                sides: dict[int, SegmentSide] = {s.n: s.side for s in segments if s.side is not None}
                self._ended.update((n, replace(self._ended[n], side=sides[n])) for n in sides if n in self._ended)
                self._record(SidesSwapped(tuple(sides.items()), timeline_to_text(self.timeline)))
            case StepReplaced(timeline=timeline, kept=kept):
                for n in [n for n in self._ended if n > kept]:
                    del self._ended[n]
                self._record(TimelineReplaced(timeline=timeline_to_text(timeline), kept=kept))
            case CuesChanged(timeline=timeline):
                self._record(TimelineReplaced(timeline=timeline_to_text(timeline), kept=len(timeline.segments)))
            case SessionOver(completed=completed):
                self._record(SessionEnded("completed" if completed else "partial", self.active_s(now)))

    def _should_record_position(self, events: list[Event], now: float) -> bool:
        """At every change that is more than a cue, and often enough in between."""
        if self.session.is_over:
            return False
        if self._recorded_at is None or any(not isinstance(event, CueDue) for event in events):
            return True
        return self.session.state == "running" and now - self._recorded_at >= RECORDED_EVERY


def resume(
    session: UnfinishedSession,
    now: float,
    *,
    record: Record = not_recorded,
    player: Player | None = None,
    announce: Announce | None = None,
) -> LiveSession:
    """An interrupted session, paused where it was.

    Raises:
        BadTimelineText: its timeline can't be read.
    """
    timeline = timeline_from_text(session.timeline)
    at = min(max(session.index, 0), len(timeline.segments) - 1)
    limit = timeline.segments[at].limit_s
    elapsed = max(session.position_s, 0.0)
    if limit is not None:
        ended = session.index >= len(timeline.segments)  # killed between its last segment and its end
        elapsed = limit if ended else min(elapsed, limit)
    return LiveSession(
        Session(timeline, now, at=at, elapsed_s=elapsed, paused=True),
        record=record,
        player=player,
        announce=announce,
        active_before_s=session.active_s,
        ended_before=session.segments,
        note_before=session.note,
    )


def _record_of(left: SegmentOver) -> SegmentRecord:
    return segment_record(left.segment, left.actual_s, left.reps, left.outcome)
