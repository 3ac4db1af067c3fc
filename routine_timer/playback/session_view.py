"""What the session screen and the phone show at one instant, as words and numbers.

Pure: the state of the session and its timeline in, a frozen value out. Doesn't know any widget, colour or size. Texts
of the routine are made harmless here, once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

from routine_timer.playback.cue_line import cue_line
from routine_timer.routine.model import Step
from routine_timer.session import SessionState
from routine_timer.text import segment_words
from routine_timer.text.doses import grown
from routine_timer.text.durations import clock, short
from routine_timer.text.key_names import key_name
from routine_timer.text.sanitize import plain
from routine_timer.timeline import Kind, Segment, Timeline
from routine_timer.timeline.rep_phase import rep_word

StateToken: TypeAlias = Literal["ready", "hold", "reps", "switch", "rest", "paused", "done"]
"""The states that have their own colour (`$state-…` in the theme)."""

_TOKENS: dict[Kind, StateToken] = {
    "get-ready": "ready",
    "between": "ready",
    "hold": "hold",
    "reps": "reps",
    "switch": "switch",
    "rest": "rest",
}
_WORDS: dict[StateToken, str] = {
    "ready": "GET READY",
    "hold": "HOLD",
    "reps": "REPS",
    "switch": "SWITCH",
    "rest": "REST",
    "paused": "PAUSED",
    "done": "DONE",
}
_SHORT_WORDS: dict[StateToken, str] = {"ready": "READY"}
"""What is shown large if there is no room for more."""


class SessionView(msgspec.Struct, frozen=True):
    """One instant of a session. Texts are empty for whatever it doesn't have."""

    token: StateToken
    state: str
    """The state's word, in capitals."""
    side: str
    """LEFT, RIGHT or nothing."""
    digits: str
    room_for: str
    """The widest that the digits become in this segment, so that they keep their size."""
    out_of: str
    """What a counted rep is out of: "of 12"."""
    below: str
    """More about what the digits count."""
    name: str
    place: str
    cue: str
    easier: str
    avoid: str
    next: str
    routine: str
    step: str
    left: str
    share: float
    """How much of the whole is behind, from 0 to 1."""
    time: str
    """What is left of the segment, for the terminal's title."""
    may_end: bool
    """Whether "done" has an effect now: a hold of at least some time can only end once that time is over."""
    may_change: bool
    """Whether the segment can be made longer or shorter."""

    @property
    def word(self) -> str:
        """State and side in one line."""
        return f"{self.state} · {self.side}" if self.side else self.state

    @property
    def situation(self) -> tuple[str, str, str]:
        """What decides on the keys that do anything."""
        return self.token, self.name, self.side

    @property
    def large_words(self) -> tuple[str, ...]:
        """State and side for the large letters, in fewer and fewer words."""
        states = self.state, _SHORT_WORDS.get(self.token, self.state)
        both = [f"{state}{gap}{self.side}".strip() for state in states for gap in ("  ", " ")]
        return tuple(dict.fromkeys((*both, self.side or states[-1])))


def _first_key(identity: str) -> str:
    """The key of a command where nobody changed it."""
    return {"pause": "space", "done": "enter"}[identity]


def showing(here: SessionState, timeline: Timeline, key: Callable[[str], str] = _first_key) -> SessionView:
    """What to show of `here`. `key` tells which key a command has."""
    segment = here.segment
    token = _token(here)
    step = timeline.step_of(segment)
    digits, room_for = _digits(here)
    return SessionView(
        token=token,
        state=_WORDS[token],
        side=_side(here),
        digits=digits,
        room_for=room_for,
        out_of=f"of {segment.total_reps}" if here.rep is not None and here.state != "lead-in" else "",
        below=_below(here, timeline, key),
        name=plain(segment.label),
        place=_place(here, timeline, step),
        cue=plain(cue_line(here, timeline)),
        easier=plain(segment.with_side(step.easier)) if step and step.easier else "",
        avoid=_avoid(step, here),
        next=plain(_next(here, timeline)),
        routine=plain(timeline.name),
        step=segment_words.steps_reached(timeline, here.index),
        left=clock(math.ceil(here.left_s - 1e-6)),
        share=here.done_share,
        time=clock(here.shown_s),
        may_end=_may_end(here),
        may_change=segment.limit_s is not None,
    )


def why_not_done(segment: Segment, skip_key: str) -> str:
    """What to say to someone who wants to end a part that can't be ended."""
    if segment.until == "at-least":
        return f"You can end this hold after {short(segment.seconds or 0)}. {skip_key}: skip it."
    what = "hold" if segment.kind == "hold" else "part"
    return f"This {what} ends by itself. {skip_key}: skip it."


def widest_word(timeline: Timeline) -> str:
    """The longest `SessionView.word` that following `timeline` can bring; its sides may be swapped."""
    state = max(_WORDS.values(), key=len)
    return f"{state} · RIGHT" if any(segment.side in ("left", "right") for segment in timeline.segments) else state


def count_down(seconds: int) -> str:
    """Whole seconds as the digits show them: plain up to a minute, above it as m:ss."""
    return str(seconds) if seconds <= 60 else clock(seconds)


def _token(here: SessionState) -> StateToken:
    if here.is_over:
        return "done"
    if here.state == "paused":
        return "paused"
    return "ready" if here.state == "lead-in" else _TOKENS[here.segment.kind]


def _side(here: SessionState) -> str:
    """The side that works; while getting ready, the side that comes."""
    segment = here.segment
    side = segment.figure_side if segment.kind in ("get-ready", "between") else segment.side
    return side.upper() if side in ("left", "right") else ""


def _digits(here: SessionState) -> tuple[str, str]:
    segment = here.segment
    if here.state == "lead-in":
        return str(here.shown_s), str(here.shown_s)
    if here.rep is not None:
        return str(here.rep), str(segment.total_reps)
    if segment.self_paced and segment.reps is not None:
        return str(segment.reps), str(segment.reps)
    text = count_down(here.shown_s)
    return text, "00" if ":" not in text else text


def _below(here: SessionState, timeline: Timeline, key: Callable[[str], str]) -> str:
    segment = here.segment
    if here.state == "lead-in":
        return f"then {_STANDING[segment.kind]}"
    if here.state == "paused":
        return f"{key_name(key('pause'))}: resume"
    if here.rep is not None:
        count, left = f"{here.rep} of {segment.total_reps}", f"{clock(here.shown_s)} left"
        return "  ·  ".join(text for text in (count, left, _rep_word(here, timeline)) if text)
    if segment.self_paced:
        each = " each side" if segment.side == "alternating" else " at your pace"
        return f"reps{each}  ·  {clock(here.shown_s)}  ·  {key_name(key('done'))} when done"
    match segment.until:
        case "at-least" if segment.seconds is not None and here.elapsed_s < segment.seconds:
            return f"at least {short(segment.seconds)}"
        case "at-least":
            return f"{short(segment.seconds or 0)} reached  ·  stay, or {key_name(key('done'))}"
        case "up-to":
            return f"press {key_name(key('done'))} when it eases"
        case _:
            return ""


_STANDING: dict[Kind, str] = {
    "get-ready": "get ready",
    "between": "get ready",
    "hold": "hold",
    "reps": "reps",
    "switch": "switch sides",
    "rest": "rest",
}


def _rep_word(here: SessionState, timeline: Timeline) -> str:
    """Which part of a rep it is, in the exercise's own words."""
    segment, step = here.segment, timeline.step_of(here.segment)
    if segment.tempo is None or not segment.rep_s:
        return ""
    return plain(rep_word(segment.tempo, here.elapsed_s % segment.rep_s, step.tempo_words if step else ()))


def _avoid(step: Step | None, here: SessionState) -> str:
    """What to avoid; if there are several, each has its share of the segment."""
    if step is None or not step.avoid:
        return ""
    whole = here.elapsed_s + (here.remaining_s or 0.0)
    turn = int(here.elapsed_s / whole * len(step.avoid)) if whole and here.remaining_s is not None else 0
    return plain(here.segment.with_side(step.avoid[min(turn, len(step.avoid) - 1)]))


def _place(here: SessionState, timeline: Timeline, step: Step | None) -> str:
    """Where in its step a segment is, and how its dose has grown; before a step, the dose to come."""
    segment = here.segment
    if segment.is_work:
        return "  ·  ".join(text for text in (segment_words.place(segment), grown(segment, step)) if text)
    return segment_words.place(segment) if segment.kind == "switch" else _dose_to_come(here, timeline)


def _dose_to_come(here: SessionState, timeline: Timeline) -> str:
    coming = timeline.next_work(here.index)
    if coming is None:
        return ""
    side = f"{coming.side} side first" if coming.side in ("left", "right") else ""
    asked = grown(coming, timeline.step_of(coming)) or segment_words.dose(coming)
    return ", ".join(text for text in (asked, segment_words.place(coming), side) if text)


def _next(here: SessionState, timeline: Timeline) -> str:
    """What comes after what the screen names already: in a pause, the other side of the set, then what follows it.
    Nothing after the last one.
    """
    if here.is_over:
        return ""
    following = timeline.segments[here.index + 1] if here.index + 1 < len(timeline.segments) else None
    work = timeline.next_work(here.index)
    if following is None or work is None:
        return ""
    if not here.segment.is_work:
        return _to_other_side(work, timeline) or _after_set(work, timeline)
    match following.kind:
        case "switch":
            return _switch_to(work, timeline)
        case "rest":
            return f"rest {short(following.estimate_s)}, then {segment_words.described(work)}"
        case _:
            return segment_words.described(work)


def _to_other_side(work: Segment, timeline: Timeline) -> str:
    """The other side of the set that starts with `work`, and what follows it; empty if there is no other side."""
    own = work.step, work.set, work.round
    later = (s for s in timeline.segments[work.n :] if s.is_work and (s.step, s.set, s.round) == own)
    other = next((s for s in later if s.side in ("left", "right") and s.side != work.side), None)
    return _switch_to(other, timeline) if other is not None else ""


def _switch_to(other: Segment, timeline: Timeline) -> str:
    then = _after_side(other, timeline)
    return f"switch to the {other.side}" + (f", then {then}" if then else "")


def _after_set(work: Segment, timeline: Timeline) -> str:
    """What follows the set that starts or continues with `work`, with both sides and all parts: a rest, or a step."""
    own = work.step, work.set, work.round
    beyond = timeline.segments[work.n :]
    following = next((s for s in beyond if s.kind == "rest" or (s.is_work and (s.step, s.set, s.round) != own)), None)
    if following is None:
        return ""
    if following.is_work:
        return segment_words.described(following)
    later = timeline.next_work(following.n - 1)
    return f"rest {short(following.estimate_s)}" + (f", then {segment_words.described(later)}" if later else "")


def _after_side(side: Segment, timeline: Timeline) -> str:
    """What follows a side that starts with this hold or these reps: a rest, a set, a step, or nothing."""
    beyond = timeline.segments[side.n :]
    following = next((s for s in beyond if not (s.is_work and s.step == side.step and s.side == side.side)), None)
    if following is not None and following.kind == "rest":
        return f"rest {short(following.estimate_s)}"
    work = next((s for s in timeline.segments[following.n - 1 :] if s.is_work), None) if following else None
    return _short(work) if work is not None else ""


def _short(segment: Segment) -> str:
    side = segment.side if segment.side in ("left", "right") else None
    return f"{segment.label}, {side}" if side else segment.label


def _may_end(here: SessionState) -> bool:
    segment = here.segment
    waits = segment.until == "at-least" and here.elapsed_s < segment.estimate_s - 1e-6
    return segment.may_end_early and not waits
