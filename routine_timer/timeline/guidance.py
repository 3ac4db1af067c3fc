"""What is said when: set-up before the clock runs, the action on "go", then one cue at a time.

The rules, which `docs/cues.md` explains to people:

- A pause says what comes, and the first time how to get into it. It is as long as that takes.
- The action is the first thing that is heard of a hold. Of reps it is the last thing before "go", so that nothing is
  said over the first rep.
- The other cues follow in the file's order, about five seconds apart, in the first part of the dose. A moment that the
  file gives a cue never changes that order.
- On the second side, and in later sets and rounds, the action is enough, and one cue that found no room before. A cue
  that changes what you do (`every_set`) is said in each of them.
- The last rep is announced, and then not counted down. Where there is no room to say so, the count-down tells it.

Pure: segments without cues in, segments with cues out. Whether a phrase is really heard is decided when its length is
known (`audio/phrase_priority.py`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from routine_timer.routine.model import FormCue, Step
from routine_timer.text.speech_duration import GAP, SPACING, estimate_all_s, estimate_s
from routine_timer.timeline.free_moments import beat_of, free_from, spans_of, speech_ends
from routine_timer.timeline.phrases import ENGLISH, Phrases
from routine_timer.timeline.program_cues import COUNTED, NAME, OwnCues, Span, countdown
from routine_timer.timeline.props import PROPS_TO_TAKE, fetch_s, pick_up_s
from routine_timer.timeline.segments import Cue, Kind, Segment, Timeline, with_side

BREATHE_FROM = 15.0
"""Seconds of a hold from which breathing is worth a reminder."""
_TONES: dict[Kind, float] = {"get-ready": 0.75, "between": 1.25, "switch": 0.75, "rest": 1.15}
"""Seconds for the tone at the beginning of a pause, and the quiet after it."""
_SLOWER = 1.05
"""How much slower than the estimate a voice may be, as a factor."""
_SLACK = 0.2
"""Seconds between the last phrase of a pause and the count-down."""

_PHRASES = Phrases(ENGLISH)


class Coaching(msgspec.Struct, frozen=True):
    """What is said to this person besides the routine's own words.

    `safety`: say when to stop, as in the first sessions. `easier`: numbers of the steps whose easier way is said,
    because they were stopped or skipped last time.
    """

    safety: bool = False
    easier: frozenset[int] = frozenset()


def coaching_of(timeline: Timeline) -> Coaching:
    """The coaching that a timeline was laid out with, as far as it is said in it."""
    said = [(cue.kind, segment.step) for segment in timeline.segments for cue in segment.cues]
    easier = frozenset(step for kind, step in said if kind == "easier" and step is not None)
    return Coaching(any(kind == "safety" for kind, _ in said), easier)


def guided(drafts: Sequence[Segment], steps: Sequence[Step], coaching: Coaching | None = None) -> Iterator[Segment]:
    """The segments with their cues, and with pauses long enough for what is said in them."""
    numbers = sorted({draft.step for draft in drafts if draft.step is not None})
    needs = needed_props(steps[number - 1] for number in numbers)
    guide = _Guide(steps, coaching or Coaching(), needs)
    for before, draft, following in zip((None, *drafts), drafts, (*drafts[1:], None), strict=False):
        yield guide.work(draft, before, following) if draft.is_work else guide.pause(draft, before, following)


class _Guide:
    """Goes through the segments in order, and remembers what has been said."""

    def __init__(self, steps: Sequence[Step], coaching: Coaching, needs: Sequence[str]) -> None:
        self._steps = steps
        self._coaching = coaching
        self._needs = needs
        """The props to fetch before the first step."""
        self._waiting: dict[int | None, list[FormCue]] = {}
        """The cues of each step that was begun which have not been given."""
        self._met: set[int] = set()
        """Steps that were announced."""
        self._switched: set[int | None] = set()
        """Steps whose change of side was explained."""
        self._own: dict[tuple[object, ...], OwnCues] = {}
        """The program's own cues by the length of a segment."""
        self._begins = 0.0
        """Seconds of the hold that its earlier phases took."""
        self._again = False
        """Whether the step under way was done before, on another side or in another set or round."""

    # -- pauses

    def pause(self, draft: Segment, before: Segment | None, work: Segment | None) -> Segment:
        if work is None or work.step is None:
            return draft
        step = self._steps[work.step - 1]
        new = self._new_props(before, step) if before is not None else []
        cues = list(self._said_in_pause(draft, work, step, new))
        fetching = self._fetching_s(draft, new)
        briefly = [cue.kind for cue in cues] == ["name"]
        texts = [self._spoken(draft, work, cue, briefly=briefly) for cue in cues]
        speech = (estimate_all_s(texts) - GAP) * _SLOWER
        needed = _TONES[draft.kind] + speech + fetching + COUNTED[0] + _SLACK
        seconds = draft.seconds or 0.0
        if draft.kind != "rest" and needed > seconds:
            seconds = math.ceil(needed)
        if fetching:  # first what to fetch, then time for it, then the rest
            later = _TONES[draft.kind] + estimate_all_s(
                text for cue, text in zip(cues, texts, strict=True) if cue.kind in ("safety", "props")
            )
            cues = [c if c.kind in ("safety", "props") else replace(c, at_s=later + fetching) for c in cues]
        spoken = (*cues, *countdown(seconds))
        return replace(draft, seconds=seconds, coming_side=draft.side or work.side, cues=spoken)

    def _said_in_pause(self, draft: Segment, work: Segment, step: Step, new: Sequence[str]) -> Iterator[Cue]:
        number = work.step
        first = number not in self._met
        if draft.kind == "get-ready":
            if self._coaching.safety:
                yield Cue("safety", 0.0)
            if self._needs:
                yield Cue("props", 0.0, _PHRASES.props(self._needs))
        elif new:
            yield Cue("props", 0.0, _PHRASES.take(new))
        yield NAME
        if first and step.setup:
            yield Cue("setup", 0.0, step.setup)
        elif draft.kind == "switch" and number not in self._switched and (change := changes_with_side(step.setup)):
            self._switched.add(number)
            yield Cue("setup", 0.0, change)
        if first and number in self._coaching.easier and step.easier:
            yield Cue("easier", 0.0, step.easier)
        if work.kind == "reps" and (action := _action(step)):
            yield Cue("action", 0.0, action)

    def _new_props(self, before: Segment, step: Step) -> list[str]:
        """Props to pick up now: in the hand for this step, and not for the one before."""
        if not step.props:
            return []
        had = self._steps[before.step - 1].props if before.step else ()
        return [prop for prop in step.props if prop not in had and prop in PROPS_TO_TAKE]

    def _fetching_s(self, draft: Segment, new: Sequence[str]) -> float:
        if draft.kind == "get-ready":
            return max(map(fetch_s, self._needs), default=0.0)
        return max(map(pick_up_s, new), default=0.0) if draft.kind == "between" else 0.0

    def _spoken(self, draft: Segment, work: Segment, cue: Cue, *, briefly: bool) -> str:
        """What a cue sounds like in English, for its length. A switch alone may be told `briefly`.

        A rest stays as long as it is, so what is said of it besides makes no difference.
        """
        if cue.kind == "safety":
            return ENGLISH.safety
        if cue.kind == "easier":
            return _PHRASES.easier(cue.say)
        if cue.kind != "name":
            return with_side(cue.say, work.side)
        if draft.kind == "switch":
            return _PHRASES.switch_briefly(draft)[-1] if briefly else _PHRASES.switch(draft)
        return _PHRASES.announcement(work)

    # -- holds and reps

    def work(self, draft: Segment, before: Segment | None, following: Segment | None) -> Segment:
        number = draft.step
        assert number is not None
        step = self._steps[number - 1]
        opens = draft.phase in (None, 1)
        announced = before is not None and not before.is_work
        if opens:
            self._begins, self._again = 0.0, number in self._waiting
            self._waiting.setdefault(number, list(step.cues))
            self._met.add(number)
        again = self._again
        own = self._own_cues(draft, following)
        taken = own.taken(with_next=not self._waiting[number])
        form = self._form(draft, step, taken, announced=announced, again=again)
        breathe: list[Cue] = []
        if not again and _lacks_breathing(draft, step):
            breathe = _breathe(draft, [*taken, *spans_of(form)])
        self._begins += draft.estimate_s
        return replace(draft, cues=own.among(form, breathe))

    def _own_cues(self, draft: Segment, following: Segment | None) -> OwnCues:
        """The program's own cues, laid out once for all segments that take the same time."""
        length = (
            draft.kind,
            draft.seconds,
            draft.max_s,
            draft.until,
            draft.phases,
            draft.total_reps,
            draft.rep_s,
            draft.tempo,
            following is None,
        )
        if length not in self._own:
            self._own[length] = OwnCues(draft, following)
        return self._own[length]

    def _form(self, draft: Segment, step: Step, taken: list[Span], *, announced: bool, again: bool) -> list[Cue]:
        """The file's cues that find a moment in this segment."""
        if again:
            return self._repeated(draft, step, taken)
        waiting = self._waiting[draft.step]
        placed: list[Cue] = []
        if draft.instruction is not None:
            placed.append(Cue("form", 0.0, draft.instruction))
        said_before_go = draft.kind == "reps" and announced
        if said_before_go and waiting and _action(step):
            waiting.pop(0)
        while waiting:
            cue = self._next(draft, waiting, step, placed)
            at = self._moment(draft, cue, step, placed, taken)
            if at is None:
                break
            waiting.remove(cue)
            placed.append(Cue("form", at, cue.say))
        return placed

    def _next(self, draft: Segment, waiting: Sequence[FormCue], step: Step, placed: Sequence[Cue]) -> FormCue:
        """The cue to give next: one with a moment when that is reached, and never before those listed before it."""
        if waiting[0].at is None:
            return waiting[0]
        loose = next((i for i, cue in enumerate(waiting) if cue.at is None), len(waiting))
        ready = min(waiting[:loose], key=lambda cue: self._wanted(draft, cue, step))
        if loose == len(waiting):
            return ready
        reached = placed[-1].at_s + SPACING if placed else 0.0
        if beat := beat_of(draft):  # a slow rep may pass the moment before the next cue can come
            reached = math.ceil(reached / beat - 1e-6) * beat
        return ready if self._wanted(draft, ready, step) <= reached else waiting[loose]

    def _repeated(self, draft: Segment, step: Step, taken: list[Span]) -> list[Cue]:
        """What is said of a step that was done before: the action of a hold (that of reps came before "go"), and one
        cue that was not given yet.
        """
        waiting, action = self._waiting[draft.step], _action(step)
        placed: list[Cue] = []
        if draft.instruction is not None:
            placed.append(Cue("form", 0.0, draft.instruction))
        elif draft.kind == "hold" and action and not (waiting and waiting[0].say == action):
            placed.append(Cue("form", 0.0, action))
        if waiting and draft.phase in (None, 1):
            at = self._moment(draft, waiting[0], step, placed, taken)
            if at is not None:
                placed.append(Cue("form", at, waiting.pop(0).say))
        for cue in step.cues:
            if cue.every_set and all(one.say != cue.say for one in placed):
                at = self._moment(draft, cue, step, placed, taken)
                if at is not None:
                    placed.append(Cue("form", at, cue.say))
        return placed

    def _moment(
        self,
        draft: Segment,
        cue: FormCue,
        step: Step,
        placed: Sequence[Cue],
        taken: Sequence[Span],
    ) -> float | None:
        """When `cue` is given in this segment, in seconds from its beginning; None where it finds no room."""
        earliest = 0.0
        if placed:
            last = placed[-1]
            spoken = estimate_s(last.say)
            earliest = last.at_s + (max(SPACING, spoken) if cue.at is None else spoken)
        elif draft.rep_s is not None:
            earliest = draft.rep_s
        wanted, length, ends = self._wanted(draft, cue, step), estimate_s(cue.say), speech_ends(draft)
        at = free_from(max(wanted, earliest), length, taken, beat_of(draft), ends)
        if at is None and cue.at is not None and wanted < draft.estimate_s:  # too late to be heard: a little earlier
            at = free_from(max(ends - length, earliest), length, taken, None, ends)
        if at is None and not placed and draft.kind == "hold":
            return 0.0  # too short to say it, long enough to read it
        return at

    def _wanted(self, draft: Segment, cue: FormCue, step: Step) -> float:
        """When the file wants a cue, in seconds from the beginning of this segment."""
        if cue.at is None:
            return 0.0
        if cue.at == "halfway":
            parts = step.dose if isinstance(step.dose, tuple) and draft.phases > 1 else ()
            return (sum(part.hold.seconds for part in parts) or draft.estimate_s) / 2 - self._begins
        return cue.at - self._begins


def _action(step: Step) -> str:
    """What to do on "go": the first cue, unless the file gives it a moment of its own."""
    return step.cues[0].say if step.cues and step.cues[0].at is None else ""


def needed_props(steps: Iterable[Step]) -> tuple[str, ...]:
    """Everything that is needed for some of these steps, each once, in the order in which it is needed."""
    return tuple(dict.fromkeys(prop for step in steps for prop in step.props))


def changes_with_side(setup: str | None) -> str:
    """The sentences of a set-up that name a side: all that changes when sides are switched."""
    sentences = [part.strip() for part in (setup or "").replace("! ", "!|").replace(". ", ".|").split("|")]
    return " ".join(one for one in sentences if "{side}" in one or "{other}" in one)


def _lacks_breathing(segment: Segment, step: Step) -> bool:
    """Whether a hold is long enough to forget to breathe, and none of its cues says so."""
    if segment.kind != "hold" or segment.phase not in (None, 1) or segment.estimate_s <= BREATHE_FROM:
        return False
    texts = [*(cue.say for cue in step.cues), segment.instruction]
    return not any("breath" in text.lower() for text in texts if text)


def _breathe(segment: Segment, taken: Sequence[Span]) -> list[Cue]:
    after = max((span.ends for span in taken if span.ends < segment.estimate_s / 2), default=SPACING)
    at = free_from(max(after, SPACING), estimate_s(ENGLISH.breathe), taken, None, speech_ends(segment))
    return [] if at is None else [Cue("breathe", at)]
