"""The session engine: a pure state machine over a timeline.

Time is a float in seconds on any steady clock, and enters only as an argument. What remains is always a deadline
minus now, so a late caller loses nothing: `advance` emits every boundary and cue in order, each at the instant it was
due, and the next segment begins where the last one ended, not where it was noticed. `next_change` says when the next
thing happens; who drives the session sleeps until then.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum

from msgspec.structs import replace

from routine_timer.session.events import (
    CueDue,
    CuesChanged,
    Event,
    Outcome,
    Paused,
    Resumed,
    Resuming,
    Rewound,
    SegmentOver,
    SegmentStarted,
    SessionOver,
    StepReplaced,
    Swapped,
)
from routine_timer.session.segment_progress import form_cue_at, rep_at, reps_begun
from routine_timer.session.session_state import EPSILON, SessionState, State, whole_seconds
from routine_timer.timeline import Cue, Segment, Timeline

LEAD_IN = 3.0
"""Seconds of get-ready when going on after a pause."""
RESTART_WITHIN = 3.0
"""A step back in the first seconds of a segment goes to the one before it; later, to its own beginning."""
NUDGE = 10.0
"""What + and − add and take away, in seconds."""


class Command(Enum):
    """What a person can tell a session to do."""

    PAUSE = "pause"
    RESUME = "go on"
    SKIP = "skip"
    BACK = "back"
    LONGER = "longer"
    SHORTER = "shorter"
    DONE = "done"
    SWAP = "swap sides"
    STOP = "stop"


class Session:
    """One following of a timeline.

    Args:
        timeline: at least one segment.
        now: the instant at which the first segment begins.
        at: index of the segment to begin in (from 0), `elapsed_s` seconds into it; for resuming.
        paused: begin paused, as a resumed session does.
        waits: whether a self-paced segment waits for the person; where nobody can answer it goes on after its estimate.
    """

    def __init__(
        self,
        timeline: Timeline,
        now: float,
        *,
        at: int = 0,
        elapsed_s: float = 0.0,
        paused: bool = False,
        waits: bool = True,
    ) -> None:
        if not timeline.segments:
            raise ValueError("a session needs a timeline with at least one segment")
        self._segments = list(timeline.segments)
        self._timeline = timeline
        self._waits = waits
        self._state: State = "paused" if paused else "running"
        self._index = at
        self._origin = now - elapsed_s
        """The instant at which the segment would have begun had it never been paused."""
        self._extra = 0.0
        """Seconds that + and − have added to the segment."""
        self._held_at = now
        """While time is stopped: the last instant that counted for the segment."""
        self._ready_at = now
        """During the countdown after a pause: the instant at which the segment continues."""
        self._lead_from = now
        self._given: set[int] = set()
        """Indices of the segment's cues that were given."""
        self._active = 0.0
        self._active_from = now
        self._paused = 0.0
        self._pending: list[Event] = [SegmentStarted(now, self.segment)]
        self._given.update(i for i, cue in enumerate(self.segment.cues) if self._due(cue) < now - EPSILON)
        if paused:
            self._pending.append(Paused(now))

    # -- what is so now

    @property
    def timeline(self) -> Timeline:
        """The timeline with sides as they were swapped."""
        return replace(self._timeline, segments=tuple(self._segments))

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_over(self) -> bool:
        return self._state in ("completed", "stopped")

    @property
    def index(self) -> int:
        return self._index

    @property
    def segment(self) -> Segment:
        return self._segments[self._index]

    def snapshot(self, now: float) -> SessionState:
        """What a screen shows at `now`, which is not before the last instant given."""
        elapsed = self._elapsed(now)
        limit = self._limit
        remaining = None if limit is None else max(limit - elapsed, 0.0)
        rest_here = max(self.segment.estimate_s - elapsed, 0.0) if remaining is None else remaining
        ahead = rest_here + sum(s.limit_s or s.estimate_s for s in self._segments[self._index + 1 :])
        whole = sum(s.limit_s or s.estimate_s for s in self._segments)
        return SessionState(
            state=self._state,
            index=self._index,
            segment=self.segment,
            elapsed_s=elapsed,
            remaining_s=remaining,
            lead_in_s=max(self._ready_at - now, 0.0) if self._state == "lead-in" else 0.0,
            rep=rep_at(self.segment, elapsed),
            form_cue=form_cue_at(self.segment, elapsed),
            left_s=0.0 if self.is_over else ahead,
            done_share=1.0 if self._state == "completed" else max(1.0 - ahead / whole, 0.0) if whole else 0.0,
            active_s=self._active + (max(now - self._active_from, 0.0) if self._state == "running" else 0.0),
            paused_s=self._paused + (max(now - self._held_at, 0.0) if self._state == "paused" else 0.0),
        )

    def next_change(self, now: float) -> float | None:
        """The next instant at which something happens or the shown second changes; None while nothing will."""
        if self._pending:
            return now
        if self._state == "lead-in":
            return self._next_second(now, self._ready_at)
        if self._state != "running":
            return None
        deadline = self._deadline
        moments = [due for due, _, _ in self._coming_cues()]
        if deadline is None:
            moments.append(self._origin + math.floor(now - self._origin + EPSILON) + 1)
        else:
            moments.append(self._next_second(now, deadline))
        return max(min(moments), now)

    # -- time and commands in, events out

    def advance(self, now: float) -> list[Event]:
        """Let time pass until `now`. Every boundary and cue on the way, in order, at the instant each was due."""
        events = self._take_pending()
        if self._state == "lead-in" and self._ready_at <= now + EPSILON:
            events.extend(self._end_lead_in())
        while self._state == "running":
            deadline = self._deadline
            until = now if deadline is None else min(now, deadline)
            events.extend(self._cues_until(until))
            if deadline is None or deadline > now + EPSILON:
                break
            events.extend(self._leave(deadline, "done", closing=True))
            events.extend(self._enter(self._index + 1, deadline))
        return events

    def do(self, command: Command, now: float) -> list[Event]:
        """Carry out `command` at `now`, after all that was due before it, and before what is due at the same instant.

        What makes no sense now does nothing.
        """
        events = self.advance(now)
        if not self.is_over:
            events.extend(self._commands[command](self, now))
            events.extend(self.advance(now))
        return events

    def replace(self, timeline: Timeline, at: int, now: float, outcome: Outcome | None = None) -> list[Event]:
        """Continue with another timeline, at its segment with the index `at`, after all that was due before `now`.

        Args:
            timeline: the same as this one up to that segment.
            outcome: how the segment under way ends; None where it begins again.
        """
        events = self.advance(now)
        if self.is_over:
            return events
        if outcome is not None:
            events.extend(self._leave(now, outcome))
        self._segments, self._timeline = list(timeline.segments), timeline
        events.append(StepReplaced(now, timeline, at))
        events.extend(self._enter(at, now))
        events.extend(self.advance(now))
        return events

    def say(self, timeline: Timeline, now: float) -> list[Event]:
        """Go on where it is, with other cues and pauses: the segments are the same otherwise."""
        events = self.advance(now)
        if not self.is_over:
            self._segments, self._timeline = list(timeline.segments), timeline
            events.append(CuesChanged(now, timeline))
        return events

    # -- commands

    def _pause(self, now: float) -> Iterator[Event]:
        if self._state == "lead-in":
            self._state, self._held_at = "paused", now
            self._origin += now - self._lead_from
            yield Paused(now)
        elif self._state == "running":
            self._active += now - self._active_from
            self._state, self._held_at = "paused", now
            yield Paused(now)

    def _resume(self, now: float) -> Iterator[Event]:
        if self._state == "paused":
            self._paused += now - self._held_at
            self._origin += now - self._held_at
            self._state, self._lead_from, self._ready_at = "lead-in", now, now + LEAD_IN
            yield Resuming(now, LEAD_IN)

    def _skip(self, now: float) -> Iterator[Event]:
        yield from self._leave(now, "skipped")
        yield from self._enter(self._index + 1, now)

    def _back(self, now: float) -> Iterator[Event]:
        before = self._elapsed(now) < RESTART_WITHIN and self._index > 0
        index = self._index - 1 if before else self._index
        yield Rewound(now, self._segments[index])
        yield from self._enter(index, now)

    def _longer(self, _now: float) -> Iterator[Event]:
        if self._limit is not None:
            self._extra += NUDGE
        yield from ()

    def _shorter(self, now: float) -> Iterator[Event]:
        limit = self._limit
        if limit is None:
            return
        if limit - self._elapsed(now) > NUDGE + EPSILON:
            self._extra -= NUDGE
        else:
            yield from self._leave(now, "early", closing=self._state == "running")
            yield from self._enter(self._index + 1, now)

    def _done(self, now: float) -> Iterator[Event]:
        segment = self.segment
        if not segment.may_end_early:
            return
        elapsed = self._elapsed(now)
        if segment.until == "at-least" and elapsed < segment.estimate_s - EPSILON:
            return
        early = segment.until == "up-to" or (segment.rep_s is not None and elapsed < segment.estimate_s - EPSILON)
        yield from self._leave(now, "early" if early else "done", closing=True)
        yield from self._enter(self._index + 1, now)

    def _swap(self, now: float) -> Iterator[Event]:
        """Both sides of the set under way, so that each still has its dose, and the sets to come; not those done."""
        changed = []
        for i in range(self._set_began(), len(self._segments)):
            segment = self._segments[i]
            if segment.step == self.segment.step and segment.figure_side in ("left", "right"):
                self._segments[i] = segment.on_other_side
                changed.append(self._segments[i])
        if changed:
            yield Swapped(now, tuple(changed))

    def _set_began(self) -> int:
        """The index of the first segment of the set under way, in its round of its step."""
        here, index = self.segment, self._index
        while index > 0:
            before = self._segments[index - 1]
            if (before.step, before.set, before.round) != (here.step, here.set, here.round):
                break
            index -= 1
        return index

    def _stop(self, now: float) -> Iterator[Event]:
        yield from self._leave(now, "stopped")
        self._stand_still(now)
        self._state = "stopped"
        yield SessionOver(now, completed=False)

    _commands = {
        Command.PAUSE: _pause,
        Command.RESUME: _resume,
        Command.SKIP: _skip,
        Command.BACK: _back,
        Command.LONGER: _longer,
        Command.SHORTER: _shorter,
        Command.DONE: _done,
        Command.SWAP: _swap,
        Command.STOP: _stop,
    }

    # -- moving along

    def _leave(self, at: float, outcome: Outcome, *, closing: bool = False) -> Iterator[Event]:
        elapsed = self._elapsed(at)
        yield SegmentOver(at, self.segment, outcome, elapsed, reps_begun(self.segment, elapsed, outcome), closing)

    def _enter(self, index: int, at: float) -> Iterator[Event]:
        """Start the segment at `index`, whatever state the session is in; past the last one, it is completed."""
        if index == len(self._segments):
            self._stand_still(at)
            self._state = "completed"
            yield SessionOver(at, completed=True)
            return
        self._index, self._extra, self._origin = index, 0.0, at
        self._given.clear()
        if self._state == "paused":
            self._paused += at - self._held_at
            self._held_at = at
        elif self._state == "lead-in":
            self._lead_from = at
        yield SegmentStarted(at, self.segment)

    def _end_lead_in(self) -> Iterator[Event]:
        at = self._ready_at
        self._origin += at - self._lead_from
        self._state, self._active_from = "running", at
        yield Resumed(at)

    def _stand_still(self, now: float) -> None:
        """Stop counting the time that is running, and close the segment for good."""
        elapsed = self._elapsed(now)
        if self._state == "running":
            self._active += now - self._active_from
        elif self._state == "paused":
            self._paused += now - self._held_at
        self._held_at = self._origin + elapsed

    def _take_pending(self) -> list[Event]:
        events, self._pending = self._pending, []
        return events

    # -- the segment under way

    def _elapsed(self, now: float) -> float:
        match self._state:
            case "running":
                return max(now - self._origin, 0.0)
            case "lead-in":
                return self._lead_from - self._origin
            case _:
                return self._held_at - self._origin

    @property
    def _limit(self) -> float | None:
        """How long the segment is now, with what was added and taken away; None where it waits for the person."""
        limit = self.segment.limit_s
        if limit is None:
            return None if self._waits else self.segment.estimate_s + self._extra
        return limit + self._extra

    @property
    def _deadline(self) -> float | None:
        limit = self._limit
        return None if limit is None else self._origin + limit

    def _due(self, cue: Cue) -> float:
        return self._origin + cue.due_s(self._limit)

    def _coming_cues(self) -> list[tuple[float, int, Cue]]:
        """The cues still to come, each with the instant at which it is due, and its number."""
        origin, limit = self._origin, self._limit
        cues = enumerate(self.segment.cues)
        return [(origin + cue.due_s(limit), i, cue) for i, cue in cues if i not in self._given]

    def _cues_until(self, now: float) -> Iterator[Event]:
        deadline = self._deadline
        for at, i, cue in sorted(self._coming_cues()):
            if at <= now + EPSILON:
                self._given.add(i)
                yield CueDue(at, self.segment, cue, None if deadline is None else max(deadline - now, 0.0))

    @staticmethod
    def _next_second(now: float, deadline: float) -> float:
        """When the second shown of the time until `deadline` changes next."""
        return deadline - max(whole_seconds(deadline - now) - 1, 0)
