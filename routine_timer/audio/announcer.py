"""Turns the events of a session into announcements: which tone is played, and which phrases follow it.

Pure: events in, at most one `Announcement` out. Has no player and no clock. All times are session seconds; at a speed
above 1 a sound lasts longer in them, so fewer phrases fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from routine_timer.audio.event_tones import CUES, FIRST, SMALL, tones_of
from routine_timer.audio.phrase_priority import (
    AFTER_TONE,
    GAP,
    ChosenPhrase,
    DuePhrase,
    Importance,
    Upcoming,
    available_s,
    choose,
)
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.tone_files import ToneName
from routine_timer.session.events import (
    CueDue,
    CuesChanged,
    Event,
    Paused,
    Resumed,
    Resuming,
    SegmentOver,
    SegmentStarted,
    SessionOver,
    StepReplaced,
    Swapped,
)
from routine_timer.session.session_state import SessionState
from routine_timer.timeline import Cue, Segment, Timeline
from routine_timer.timeline.phrases import Phrases, SpokenWords, numbers, with_sides_swapped, words_for
from routine_timer.timeline.segments import CueKind

STALE = 0.5
"""Seconds after which a tone that was due is dropped: a late tone is misleading."""
SAME_INSTANT = 0.1
"""Two calls within this many seconds count as simultaneous."""
ON_THE_BEAT = 0.8
"""Seconds after its beat by which the number of a rep must start."""

IN_A_PAUSE = 60.0
"""Seconds after the start of a pause by which its last phrase must start: they are all due at once."""

BEATS: frozenset[str] = frozenset({"rep", "last", "turn"})
"""Cues of the tempo. Their tones are left out while a phrase is spoken, which would be cut off otherwise."""
PASSING: frozenset[str] = frozenset({"halfway", "least", "rep", "last", "turn", "count"})
"""Cues that make no sense when they come late."""


@dataclass(frozen=True, slots=True)
class _PutOff:
    """A phrase that did not fit between two reps and is tried again with the next."""

    wish: DuePhrase
    until: float


class Announcer:
    """Decides what is heard during one session.

    Args:
        timeline: the timeline that the session follows.
        tone_s: the length of a tone, in real seconds.
        phrase_s: the length of a phrase, in real seconds, or None if it can't be said yet.
        language: of the program's own words.
        speed: session seconds per real second.
    """

    def __init__(
        self,
        timeline: Timeline,
        tone_s: Callable[[ToneName], float],
        phrase_s: Callable[[str], float | None] = lambda _text: None,
        *,
        language: str = "en",
        speed: float = 1.0,
    ) -> None:
        self._timeline = timeline
        self._segments = list(timeline.segments)
        self._tone_s = tone_s
        self._phrase_s = phrase_s
        self._language = language
        self._words: SpokenWords = words_for(language)
        self._phrases = Phrases(self._words)
        self._speed = speed
        self._busy_until = float("-inf")
        self._put_off: _PutOff | None = None
        self._entered: tuple[float, list[Event]] | None = None
        """The time and events of entering a segment whose first cues come with the next call."""

    def phrases(self, index: int = 0) -> list[str]:
        """Every phrase that may be needed from a segment on, once each, in the order in which they are needed."""
        first = [text for here in range(index, len(self._segments)) for text in self._of(here)]
        words = self._words
        fixed = [words.halfway, words.least, words.last_rep, words.finished, words.paused, words.breathe]
        here = structs.replace(self._timeline, segments=tuple(self._segments))
        swapped = Announcer(with_sides_swapped(here), self._tone_s, language=self._language)
        other = [text for here in range(index, len(self._segments)) for text in swapped._of(here)]
        return list(dict.fromkeys([*first[:12], *fixed, *numbers(self._timeline), *first, *other]))

    def announce(self, events: Sequence[Event], snapshot: SessionState, now: float) -> Announcement | None:
        """What to give to the player now. None changes nothing; an empty announcement stops what is playing.

        Args:
            events: everything that happened since the last call.
            snapshot: of the session, at `now`.
            now: on the session's clock.
        """
        for event in events:
            if isinstance(event, Swapped):
                for segment in event.segments:
                    self._segments[segment.n - 1] = segment
            elif isinstance(event, StepReplaced | CuesChanged):
                self._timeline, self._segments = event.timeline, list(event.timeline.segments)
        if not events:
            return None
        events = self._with_entrance(events, now)
        last = events[-1]
        if isinstance(last, Paused):
            return self._silence(
                None if any(isinstance(e, SegmentStarted) for e in events) else self._words.paused, now
            )
        if isinstance(last, SessionOver) and not last.completed:
            return self._silence(None, now)
        return self._sound(self._latest(events), snapshot, now)

    # -- which events count

    def _with_entrance(self, events: Sequence[Event], now: float) -> Sequence[Event]:
        """Add the entrance of a segment to its first cues, which come in a separate call after a command."""
        entered, self._entered = self._entered, None
        if isinstance(events[-1], SegmentStarted):
            self._entered = (now, list(events))
        if entered is None or now - entered[0] > SAME_INSTANT or isinstance(events[-1], SegmentStarted):
            return events
        return [*entered[1], *events]

    def _latest(self, events: Sequence[Event]) -> list[Event]:
        """After a long sleep, only the events of the current segment and the end of the one before it."""
        begins = max(
            (i for i, event in enumerate(events) if isinstance(event, SegmentStarted | SessionOver)), default=0
        )
        while begins > 0 and isinstance(events[begins - 1], SegmentOver) and events[begins - 1].at == events[begins].at:
            begins -= 1
        return list(events[begins:])

    def _sound(self, events: Sequence[Event], snapshot: SessionState, now: float) -> Announcement | None:
        events = [event for event in events if not self._is_past(event, now)]
        ahead = list(self._ahead(snapshot))
        interrupts = any(isinstance(e, SegmentStarted | SessionOver | Resuming | Resumed | Swapped) for e in events)
        due = [e for e in events if now - e.at <= STALE * self._speed]
        if not interrupts and now < self._busy_until - 1e-6:
            due = [e for e in due if not (isinstance(e, CueDue) and e.cue.kind in BEATS)]
        tone = self._tone(due, snapshot, ahead)
        if interrupts:
            self._busy_until, self._put_off = now, None
        again = self._again(now)
        wishes = _last_of_each([wish for event in events for wish in self._wishes(event, snapshot)])
        said: tuple[ChosenPhrase, ...] = ()
        after_s = self._tone_s(tone) if tone else 0.0
        if tone or now >= self._busy_until - 1e-6:
            said = choose([*wishes, *again], self._phrase_s, self._real(ahead), after_s=after_s)
        self._put_off = self._left_for_next_rep(wishes, said, snapshot, now)
        if tone is None and not said:
            return Announcement() if interrupts else None
        lengths = [after_s] if tone else []
        lengths += [phrase.seconds for phrase in said]
        quiet = GAP * max(len(said) - 1, 0) + (AFTER_TONE if tone and said else 0.0)
        self._busy_until = now + (sum(lengths) + quiet) * self._speed
        return Announcement(tone, tuple(phrase.text for phrase in said))

    def _is_past(self, event: Event, now: float) -> bool:
        """Whether it is too late to announce: nobody wants to hear \"three\" in the fifth rep."""
        return isinstance(event, CueDue) and event.cue.kind in PASSING and now - event.at > STALE * self._speed

    def _silence(self, text: str | None, now: float) -> Announcement:
        self._busy_until, self._put_off = now, None
        return Announcement(None, (text,) if text and self._phrase_s(text) is not None else ())

    def _real(self, ahead: Sequence[Upcoming]) -> list[Upcoming]:
        return [replace(a, in_s=a.in_s / self._speed) for a in ahead]

    def _ahead(self, snapshot: SessionState) -> Iterator[Upcoming]:
        """The upcoming sounds of the current segment, including its end."""
        if snapshot.state == "lead-in":
            yield Upcoming(snapshot.lead_in_s)
        if snapshot.state not in ("running", "lead-in"):
            return
        elapsed, remaining = snapshot.elapsed_s, snapshot.remaining_s
        limit = None if remaining is None else elapsed + remaining
        for cue in snapshot.segment.cues:
            due = cue.due_s(limit) - elapsed
            if due > 1e-6:
                yield Upcoming(due + snapshot.lead_in_s, _importance(cue, snapshot.segment))
        if remaining is not None:
            yield Upcoming(remaining + snapshot.lead_in_s)

    # -- tones

    def _tone(self, events: Sequence[Event], snapshot: SessionState, ahead: Sequence[Upcoming]) -> ToneName | None:
        due = set(tones_of(events, snapshot))
        tone = next((name for name in FIRST if name in due), None)
        if tone in SMALL and self._tone_s(tone) * self._speed > available_s(ahead):
            return None
        return tone

    # -- phrases

    def _wishes(self, event: Event, snapshot: SessionState) -> Iterator[DuePhrase]:
        match event:
            case CueDue(segment=segment, cue=cue):
                yield from self._of_cue(segment.n - 1, cue)
            case SegmentStarted(segment=segment) if snapshot.state in ("paused", "lead-in"):
                yield from self._where(segment)
            case Resuming() | Swapped():
                yield from self._where(snapshot.segment)
            case SessionOver(completed=True):
                yield DuePhrase(self._words.finished, Importance.NAME)
            case _:
                pass

    def _of_cue(self, index: int, cue: Cue) -> Iterator[DuePhrase]:
        segment = self._segments[index]
        match cue.kind:
            case "name":
                yield from self._name(index)
            case "form" if cue.say:
                yield DuePhrase(segment.with_side(cue.say), _importance(cue, segment) or Importance.FORM)
            case "setup" | "action" | "props" if cue.say:
                yield DuePhrase(segment.with_side(cue.say), _IMPORTANCE[cue.kind], IN_A_PAUSE)
            case "easier":
                text = self._phrases.easier(segment.with_side(cue.say))
                yield DuePhrase(text, Importance.EASIER, IN_A_PAUSE)
            case "safety":
                yield DuePhrase(self._words.safety, Importance.SAFETY)
            case "breathe":
                yield DuePhrase(self._words.breathe, Importance.BREATHE)
            case "halfway":
                yield DuePhrase(self._words.halfway, Importance.HALFWAY)
            case "least":
                yield DuePhrase(self._words.least, Importance.HALFWAY)
            case "rep" if (cue.number or 1) > 1:  # nothing is said over the first
                yield DuePhrase(str(cue.number), Importance.COUNT, ON_THE_BEAT)
            case "last":
                yield DuePhrase(self._words.last_rep, Importance.COUNT, ON_THE_BEAT)
            case "next":
                yield from self._next(index)
            case _:
                pass

    def _name(self, index: int) -> Iterator[DuePhrase]:
        """What is said when a segment starts: each name once, before its clock runs."""
        segment, phrases = self._segments[index], self._phrases
        if segment.kind == "switch":
            yield DuePhrase(phrases.switch(segment), Importance.SIDE, shorter=phrases.switch_briefly(segment))
        elif segment.is_work:
            if text := self._opening(index):
                yield DuePhrase(text, Importance.NAME, shorter=(phrases.name(segment),))
        else:
            if segment.kind == "rest":
                yield DuePhrase(phrases.rest(segment), Importance.SIDE, shorter=(self._words.rest,))
            work = self._work_from(index)
            if work is not None:
                text = phrases.announcement(work, new_round=segment.kind == "rest")
                shorter = tuple(filter(None, (phrases.next_set(work), phrases.name(work))))
                yield DuePhrase(text, Importance.NAME, shorter=shorter)
                if position := self._new_position(index, work):
                    yield DuePhrase(phrases.sentence(position), Importance.SETUP)

    def _opening(self, index: int) -> str:
        """A hold or reps at their beginning: nothing where a pause announced them."""
        segment, before = self._segments[index], self._segments[index - 1] if index else None
        announced = before is not None and not before.is_work
        return "" if announced or (segment.phase or 1) > 1 else self._phrases.announcement(segment)

    def _next(self, index: int) -> Iterator[DuePhrase]:
        """What comes after a hold or reps, unless a pause will announce it or it is a further part of the same hold."""
        phrases = self._phrases
        following = self._segments[index + 1] if index + 1 < len(self._segments) else None
        if following is None or following.kind == "between" or (following.phase or 1) > 1:
            return
        if following.kind == "switch":
            what = brief = phrases.side(following)
        elif following.kind == "rest":
            what = brief = self._words.rest
        else:
            what, brief = phrases.announcement(following), phrases.name(following)
        yield DuePhrase(phrases.next(what), Importance.NEXT, shorter=(phrases.next(brief),))

    def _where(self, segment: Segment) -> Iterator[DuePhrase]:
        """Where you are: after a pause, after skipping while paused, and after swapping sides."""
        segment = self._segments[segment.n - 1]
        work = self._work_from(segment.n - 1)
        if segment.kind == "switch":
            yield DuePhrase(self._phrases.switch(segment), Importance.SIDE)
        elif work is not None:
            yield DuePhrase(self._phrases.name(work), Importance.NAME)

    def _work_from(self, index: int) -> Segment | None:
        return next((segment for segment in self._segments[index:] if segment.is_work), None)

    def _new_position(self, index: int, work: Segment) -> str | None:
        """The position that the next step starts in, if it is a different one and no set-up says how to get there."""
        step = self._timeline.step_of(work)
        if step is not None and step.setup:
            return None
        before = next((s for s in reversed(self._segments[:index]) if s.is_work), None)
        previous = self._timeline.step_of(before) if before else None
        if step is None or (previous is not None and previous.position == step.position):
            return None
        return step.position

    def _of(self, index: int) -> Iterator[str]:
        """Every phrase that a segment may need."""
        for cue in self._segments[index].cues:
            if cue.kind not in CUES:
                yield from _texts(self._of_cue(index, cue))
        yield from _texts(self._where(self._segments[index]))

    # -- phrases that did not fit between two reps

    def _again(self, now: float) -> list[DuePhrase]:
        waiting, self._put_off = self._put_off, None
        return [waiting.wish] if waiting and now <= waiting.until else []

    def _left_for_next_rep(
        self, wishes: Sequence[DuePhrase], said: Sequence[ChosenPhrase], snapshot: SessionState, now: float
    ) -> _PutOff | None:
        """The most important phrase that did not fit, to be tried again with the next rep."""
        rep_s = snapshot.segment.rep_s
        spoken = [phrase.wish for phrase in said]
        left_out = [wish for wish in wishes if wish not in spoken and wish.importance is not Importance.COUNT]
        if rep_s is None or not left_out:
            return None
        return _PutOff(max(left_out, key=lambda wish: wish.importance), now + rep_s + STALE)


def _texts(wishes: Iterable[DuePhrase]) -> Iterator[str]:
    for wish in wishes:
        yield wish.text
        yield from wish.shorter


_IMPORTANCE: dict[CueKind, Importance] = {
    "safety": Importance.SAFETY,
    "props": Importance.PROPS,
    "name": Importance.NAME,
    "setup": Importance.SETUP,
    "easier": Importance.EASIER,
    "action": Importance.DO,
    "form": Importance.FORM,
    "breathe": Importance.BREATHE,
    "next": Importance.NEXT,
    "rep": Importance.COUNT,
    "last": Importance.COUNT,
    "turn": Importance.COUNT,
}
"""How important what is said at a cue is. What is not here has a tone that is always heard."""


def _importance(cue: Cue, segment: Segment) -> Importance | None:
    if cue.kind == "form" and cue.at_s == 0 and segment.kind == "hold":
        return Importance.DO
    return _IMPORTANCE.get(cue.kind)


def _last_of_each(wishes: Sequence[DuePhrase]) -> list[DuePhrase]:
    """Only the last phrase of each importance: the earlier ones are outdated or say the same."""
    kept: dict[Importance, DuePhrase] = {}
    for wish in wishes:
        kept.pop(wish.importance, None)
        kept[wish.importance] = wish
    return list(kept.values())
