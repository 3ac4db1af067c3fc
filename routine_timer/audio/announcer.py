"""Turns the events of a session into announcements: which tone is played, and which phrases follow it.

Pure: events in, at most one `Announcement` out. Has no player and no clock. All times are session seconds; at a speed
above 1 a sound lasts longer in them, so fewer phrases fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from routine_timer.audio.choice import GAP, ChosenPhrase, DuePhrase, Importance, Upcoming, choose, room_s
from routine_timer.audio.phrases import Phrases, SpokenWords, numbers, with_sides_swapped, words_for
from routine_timer.audio.player import Announcement
from routine_timer.audio.tones import ToneName
from routine_timer.session.engine import Snapshot
from routine_timer.session.events import Cued, Ended, Entered, Event, GoingOn, LeadInOver, Left, Paused, Swapped
from routine_timer.timeline import Cue, Kind, Segment, Timeline

STALE = 0.5
"""Seconds after which a tone that was due is dropped: a late tone is misleading."""
SAME_INSTANT = 0.1
"""Two calls within this many seconds count as simultaneous."""
ON_THE_BEAT = 0.8
"""Seconds after its beat by which the number of a rep must start."""

CLOSING: dict[Kind, ToneName] = {"switch": "switch", "rest": "rest", "between": "end"}
"""The tone at the end of a segment, by the kind of the next one. A skipped segment has none."""
OPENING: dict[Kind, ToneName] = {"get-ready": "get-ready", "hold": "go", "reps": "go"}
"""The tone at the start of a segment, even after a skip."""
CUES: dict[str, ToneName] = {"least": "least", "halfway": "halfway", "count": "tick", "rep": "rep"}
"""Cues that have a tone."""
SMALL: frozenset[ToneName] = frozenset({"tick", "rep"})
"""Tones that are dropped if they would not end before the next one, which happens at high speed."""
FIRST = ("finished", "switch", "rest", "end", "go", "get-ready", "least", "halfway", "tick", "rep")
"""If two tones are due at once, the one that comes first here is played."""


PASSING: frozenset[str] = frozenset({"halfway", "least", "rep", "count"})
"""Cues that are useless when they are late."""


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

    def phrases(self) -> list[str]:
        """Every phrase that this session may need, once each, in the order in which they are needed."""
        first = [text for index in range(len(self._segments)) for text in self._of(index)]
        fixed = [self._words.halfway, self._words.least, self._words.finished, self._words.paused]
        here = structs.replace(self._timeline, segments=tuple(self._segments))
        swapped = Announcer(with_sides_swapped(here), self._tone_s, language=self._language)
        other = [text for index in range(len(self._segments)) for text in swapped._of(index)]
        return list(dict.fromkeys([*first[:12], *fixed, *numbers(self._timeline), *first, *other]))

    def announce(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> Announcement | None:
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
        if not events:
            return None
        events = self._with_entrance(events, now)
        last = events[-1]
        if isinstance(last, Paused):
            return self._silence(None if any(isinstance(e, Entered) for e in events) else self._words.paused, now)
        if isinstance(last, Ended) and not last.completed:
            return self._silence(None, now)
        return self._sound(self._latest(events), snapshot, now)

    # -- which events count

    def _with_entrance(self, events: Sequence[Event], now: float) -> Sequence[Event]:
        """Add the entrance of a segment to its first cues, which come in a separate call after a command."""
        entered, self._entered = self._entered, None
        if isinstance(events[-1], Entered):
            self._entered = (now, list(events))
        if entered is None or now - entered[0] > SAME_INSTANT or isinstance(events[-1], Entered):
            return events
        return [*entered[1], *events]

    def _latest(self, events: Sequence[Event]) -> list[Event]:
        """After a long sleep, only the events of the current segment and the end of the one before it."""
        begins = max((i for i, event in enumerate(events) if isinstance(event, Entered | Ended)), default=0)
        while begins > 0 and isinstance(events[begins - 1], Left) and events[begins - 1].at == events[begins].at:
            begins -= 1
        return list(events[begins:])

    def _sound(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> Announcement | None:
        events = [event for event in events if not self._is_past(event, now)]
        ahead = list(self._ahead(snapshot))
        tone = self._tone([e for e in events if now - e.at <= STALE * self._speed], snapshot, ahead)
        interrupts = any(isinstance(e, Entered | Ended | GoingOn | LeadInOver | Swapped) for e in events)
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
        self._busy_until = now + (sum(lengths) + GAP * (len(lengths) - 1)) * self._speed
        return Announcement(tone, tuple(phrase.text for phrase in said))

    def _is_past(self, event: Event, now: float) -> bool:
        """Whether it is too late to announce: nobody wants to hear \"three\" in the fifth rep."""
        return isinstance(event, Cued) and event.cue.kind in PASSING and now - event.at > STALE * self._speed

    def _silence(self, text: str | None, now: float) -> Announcement:
        self._busy_until, self._put_off = now, None
        return Announcement(None, (text,) if text and self._phrase_s(text) is not None else ())

    def _real(self, ahead: Sequence[Upcoming]) -> list[Upcoming]:
        return [replace(a, in_s=a.in_s / self._speed) for a in ahead]

    def _ahead(self, snapshot: Snapshot) -> Iterator[Upcoming]:
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
                yield Upcoming(
                    due + snapshot.lead_in_s, None if cue.kind in CUES else _importance(cue, snapshot.segment)
                )
        if remaining is not None:
            yield Upcoming(remaining + snapshot.lead_in_s)

    # -- tones

    def _tone(self, events: Sequence[Event], snapshot: Snapshot, ahead: Sequence[Upcoming]) -> ToneName | None:
        due = set(self._tones(events, snapshot))
        tone = next((name for name in FIRST if name in due), None)
        if tone in SMALL and self._tone_s(tone) * self._speed > room_s(ahead):
            return None
        return tone

    def _tones(self, events: Sequence[Event], snapshot: Snapshot) -> Iterator[ToneName]:
        closed, stands_still = False, snapshot.state in ("paused", "lead-in")
        for event in events:
            match event:
                case Left(closing=closing):
                    closed = closing
                case Entered(segment=segment) if not stands_still:
                    if segment.kind in OPENING:
                        yield OPENING[segment.kind]
                    elif closed:
                        yield CLOSING[segment.kind]
                case Cued(cue=cue) if cue.kind in CUES:
                    yield CUES[cue.kind]
                case GoingOn():
                    yield "get-ready"
                case LeadInOver() if snapshot.segment.is_work:
                    yield "go"
                case Ended(completed=True) if closed:
                    yield "finished"
                case _:
                    pass

    # -- phrases

    def _wishes(self, event: Event, snapshot: Snapshot) -> Iterator[DuePhrase]:
        match event:
            case Cued(segment=segment, cue=cue):
                yield from self._of_cue(segment.n - 1, cue)
            case Entered(segment=segment) if snapshot.state in ("paused", "lead-in"):
                yield from self._where(segment)
            case GoingOn() | Swapped():
                yield from self._where(snapshot.segment)
            case Ended(completed=True):
                yield DuePhrase(self._words.finished, Importance.NAME)
            case _:
                pass

    def _of_cue(self, index: int, cue: Cue) -> Iterator[DuePhrase]:
        segment = self._segments[index]
        match cue.kind:
            case "name":
                yield from self._name(index)
            case "form" if cue.say:
                yield DuePhrase(cue.say, _importance(cue, segment))
            case "halfway":
                yield DuePhrase(self._words.halfway, Importance.HALFWAY)
            case "least":
                yield DuePhrase(self._words.least, Importance.HALFWAY)
            case "rep":
                yield DuePhrase(str(cue.number), Importance.COUNT, ON_THE_BEAT)
            case "next":
                yield from self._next(index)
            case _:
                pass

    def _name(self, index: int) -> Iterator[DuePhrase]:
        """The phrases at the start of a segment."""
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
                yield DuePhrase(text, Importance.NAME, shorter=(phrases.name(work),))
                if position := self._new_position(index, work):
                    yield DuePhrase(phrases.sentence(position), Importance.POSITION)

    def _opening(self, index: int) -> str:
        """The phrase at the start of a hold or reps. The more was already said, the shorter it is."""
        segment, phrases = self._segments[index], self._phrases
        before = self._segments[index - 1] if index else None
        if before is None:
            return phrases.announcement(segment)
        if before.kind == "switch":
            return phrases.side(segment)
        if not before.is_work:
            return phrases.name(segment)
        return "" if (segment.phase or 1) > 1 else phrases.announcement(segment)

    def _next(self, index: int) -> Iterator[DuePhrase]:
        """The phrase about what is next. None before another part of the same hold, which has its own instruction."""
        phrases = self._phrases
        following = self._segments[index + 1] if index + 1 < len(self._segments) else None
        work = self._work_from(index + 1)
        if following is None or work is None or (work is following and (work.phase or 1) > 1):
            return
        if following.kind == "switch":
            what = brief = phrases.side(following)
        elif following.kind == "rest":
            what = brief = self._words.rest
        else:
            what, brief = phrases.announcement(work), phrases.name(work)
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
        """The starting position of the next step, if it differs from the current one."""
        step = self._timeline.step_of(work)
        before = next((s for s in reversed(self._segments[:index]) if s.is_work), None)
        previous = self._timeline.step_of(before) if before else None
        if step is None or (previous is not None and previous.position == step.position):
            return None
        return step.position

    def _of(self, index: int) -> Iterator[str]:
        """Every phrase that a segment may need."""
        for cue in self._segments[index].cues:
            if cue.kind in ("name", "form", "next"):
                yield from _texts(self._of_cue(index, cue))
        yield from _texts(self._where(self._segments[index]))

    # -- phrases that did not fit between two reps

    def _again(self, now: float) -> list[DuePhrase]:
        waiting, self._put_off = self._put_off, None
        return [waiting.wish] if waiting and now <= waiting.until else []

    def _left_for_next_rep(
        self, wishes: Sequence[DuePhrase], said: Sequence[ChosenPhrase], snapshot: Snapshot, now: float
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


def _importance(cue: Cue, segment: Segment) -> Importance:
    if cue.kind == "next":
        return Importance.NEXT
    return Importance.DO if cue.say == segment.instruction and cue.at_s == 0 else Importance.FORM


def _last_of_each(wishes: Sequence[DuePhrase]) -> list[DuePhrase]:
    """Only the last phrase of each importance: the earlier ones are outdated or say the same."""
    kept: dict[Importance, DuePhrase] = {}
    for wish in wishes:
        kept.pop(wish.importance, None)
        kept[wish.importance] = wish
    return list(kept.values())
