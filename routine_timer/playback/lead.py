"""Leading a session: what the engine says is handed on to be heard and to be kept.

The screen and `run --plain` lead the same way, so it stands here once. Knows the engine, the history and what is heard;
knows no terminal, and no clock: `now` comes in with every call, in seconds on the clock that the session was begun on.

Nothing that goes wrong in keeping a session stops it: it is told once, and what was done stays in memory as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from routine_timer.audio.player import Announcement, NullPlayer, Player
from routine_timer.history.records import SegmentRecord, SegmentSide, UnderWay
from routine_timer.playback.recorder import NoRecorder, Recorder
from routine_timer.session import Command, Cued, Ended, Event, Left, Rewound, Session, Snapshot, Swapped
from routine_timer.timeline import Segment, Timeline
from routine_timer.timeline.serialize import timeline_from_text

NOTED_EVERY = 5.0
"""Seconds of a running segment after which the place reached is noted again: as much as a kill can lose of it."""

Score = Callable[[Sequence[Event], Snapshot, float], Announcement | None]
"""What is heard of events that happened together, given where the session is now (see `Announcer.announce`)."""


def _silence(_events: Sequence[Event], _here: Snapshot, _now: float) -> None:
    return None


class Lead:
    """A session with what is heard and kept of it. Use it as the session is used: `step`, `do`, `next_change`.

    Args:
        session: the session to lead; its first events come with the first `step`.
        recorder: keeps what is done.
        player: makes heard what `score` says is heard.
        active_before_s: seconds that were active before the session was cut off and resumed.
        done_before: segments that were left before that.
        note_before: what the person had written down before that.
    """

    def __init__(
        self,
        session: Session,
        *,
        recorder: Recorder | None = None,
        player: Player | None = None,
        score: Score = _silence,
        active_before_s: float = 0.0,
        done_before: Iterable[SegmentRecord] = (),
        note_before: str | None = None,
    ) -> None:
        self.session = session
        self.player: Player = player or NullPlayer()
        self._note = note_before
        self._recorder: Recorder = recorder or NoRecorder()
        self._score = score
        self._active_before = active_before_s
        self._left = {segment.n: segment for segment in done_before}
        self._again: Counter[int] = Counter()
        self._noted_at: float | None = None

    # -- the session's own

    @property
    def timeline(self) -> Timeline:
        return self.session.timeline

    @property
    def is_over(self) -> bool:
        return self.session.is_over

    def snapshot(self, now: float) -> Snapshot:
        return self.session.snapshot(now)

    def next_change(self, now: float) -> float | None:
        """When to call `step` next; None until a command comes."""
        return self.session.next_change(now)

    def step(self, now: float) -> list[Event]:
        """Let time pass until `now`; what happened is heard and kept, and returned to be shown."""
        return self._hand_on(self.session.advance(now), now)

    def do(self, command: Command, now: float) -> list[Event]:
        """Carry out `command` at `now`; what happened is heard and kept, and returned to be shown."""
        return self._hand_on(self.session.do(command, now), now)

    def pause_or_go_on(self, now: float) -> list[Event]:
        paused = self.session.state == "paused"
        return self.do(Command.GO_ON if paused else Command.PAUSE, now)

    # -- what came of it

    @property
    def segments(self) -> tuple[SegmentRecord, ...]:
        """All that was left until now, in the timeline's order: of each segment its best attempt."""
        return tuple(self._left[n] for n in sorted(self._left))

    @property
    def begun_again(self) -> Mapping[int, int]:
        """How often the person went back to a segment, by its number: of a try that was broken off nothing is kept."""
        return self._again

    @property
    def finished_anything(self) -> bool:
        """Whether any hold or reps came to an end that was not a skip or a stop."""
        return any(segment.is_work and segment.finished for segment in self._left.values())

    def active_s(self, now: float) -> float:
        """Seconds active in all, those before a resume included."""
        return self._active_before + self.session.snapshot(now).active_s

    def note_place(self, now: float) -> None:
        """Note where the session is, so that it can be resumed there: for whoever has to go at once."""
        if self.session.is_over:
            return
        here = self.session.snapshot(now)
        self._noted_at = now
        self._recorder.progress(here.index, here.elapsed_s, self._active_before + here.active_s)

    @property
    def note(self) -> str | None:
        """What the person wrote down meanwhile."""
        return self._note

    def write_note(self, text: str) -> None:
        """Keep `text` as the session's note, at once: however the session ends, it is not lost. Empty takes it away."""
        self._note = text or None
        self._recorder.note(text)

    def mute(self, muted: bool) -> None:
        """Make nothing heard any more, or all of it again; a session that is cut off and resumed stays so."""
        self.player.muted = muted
        self._recorder.set_muted(muted=muted)

    # -- handing on

    def _hand_on(self, events: list[Event], now: float) -> list[Event]:
        if events:
            heard = self._score(events, self.session.snapshot(now), now)
            if heard is not None:
                self.player.announce(heard)
            for event in events:
                self._keep(event, now)
        if self._is_to_be_noted(events, now):
            self.note_place(now)
        return events

    def _keep(self, event: Event, now: float) -> None:
        match event:
            case Left():
                self._keep_segment(_record(event))
            case Rewound(segment=segment):
                self._again[segment.n] += 1
            case Swapped(segments=segments):
                sides: dict[int, SegmentSide] = {s.n: s.side for s in segments if s.side is not None}
                self._left.update((n, replace(self._left[n], side=sides[n])) for n in sides if n in self._left)
                self._recorder.set_sides(sides, self.timeline)
            case Ended(completed=completed):
                self._recorder.end("completed" if completed else "partial", self.active_s(now), self._note)

    def _keep_segment(self, record: SegmentRecord) -> None:
        earlier = self._left.get(record.n)
        if record.replaces(None if earlier is None else earlier.outcome):
            self._left[record.n] = record
        self._recorder.segment_ended(record)

    def _is_to_be_noted(self, events: list[Event], now: float) -> bool:
        """At every change but a mere cue, and in between often enough."""
        if self.session.is_over:
            return False
        if self._noted_at is None or any(not isinstance(event, Cued) for event in events):
            return True
        return self.session.state == "running" and now - self._noted_at >= NOTED_EVERY


def resume(
    under_way: UnderWay,
    now: float,
    *,
    recorder: Recorder,
    player: Player | None = None,
    score: Score = _silence,
    waits: bool = True,
) -> Lead:
    """Lead a session that was cut off from where it was, paused.

    Raises:
        BadTimelineText: what was kept of its timeline can't be read.
    """
    timeline = timeline_from_text(under_way.timeline)
    at = min(max(under_way.index, 0), len(timeline.segments) - 1)
    limit = timeline.segments[at].limit_s
    if under_way.index >= len(timeline.segments) and limit is not None:  # killed between its last segment and its end
        under_way = replace(under_way, position_s=limit)
    elapsed = max(under_way.position_s, 0.0) if limit is None else min(max(under_way.position_s, 0.0), limit)
    return Lead(
        Session(timeline, now, at=at, elapsed_s=elapsed, paused=True, waits=waits),
        recorder=recorder,
        player=player,
        score=score,
        active_before_s=under_way.active_s,
        done_before=under_way.segments,
        note_before=under_way.note,
    )


def _record(left: Left) -> SegmentRecord:
    segment: Segment = left.segment
    return SegmentRecord(
        n=segment.n,
        kind=segment.kind,
        label=segment.label,
        side=segment.side,
        set=segment.set,
        round=segment.round,
        phase=segment.phase,
        planned_s=segment.seconds,
        actual_s=left.actual_s,
        reps=left.reps,
        outcome=left.outcome,
    )
