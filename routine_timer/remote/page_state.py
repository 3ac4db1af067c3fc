"""What the page shows at one instant, as JSON. Pure; the page writes every text as text, never as HTML."""

from __future__ import annotations

import msgspec

from routine_timer.audio.player_interface import Announcement
from routine_timer.playback.session_view import StateToken, showing
from routine_timer.session import SessionState
from routine_timer.timeline import Timeline


class PageState(msgspec.Struct, frozen=True):
    """Everything that the page shows. Texts are empty for whatever does not apply."""

    routine: str
    step: str
    token: StateToken
    word: str
    side: str
    digits: str
    out_of: str
    name: str
    place: str
    cue: str
    next: str
    left: str
    share: float
    may_end: bool
    may_change: bool
    told: str
    """The result of "This hurts" in the current step."""
    can_undo: bool
    """Whether the step under way was swapped."""
    paused: bool
    running: bool
    """Whether time passes in the segment: then the figure moves."""
    over: bool
    muted: bool
    segment: int
    elapsed_s: float
    speed: float
    figure: str
    """The path of the figure's pictures; empty if there is none."""


def page_state(
    here: SessionState,
    timeline: Timeline,
    *,
    muted: bool,
    speed: float,
    figure: str,
    told: str = "",
    can_undo: bool = False,
) -> PageState:
    """The page at one instant."""
    shown = showing(here, timeline)
    return PageState(
        routine=shown.routine,
        step="" if here.is_over else shown.step,
        token=shown.token,
        word="Stopped" if here.state == "stopped" else shown.state.capitalize(),
        side="" if here.is_over else shown.side.capitalize(),
        digits="" if here.is_over else shown.digits,
        out_of=shown.out_of,
        name=shown.name,
        place=shown.place,
        cue=shown.cue,
        next=shown.next,
        left=shown.left,
        share=round(shown.share, 4),
        may_end=shown.may_end and not here.is_over,
        may_change=shown.may_change and not here.is_over,
        told=told,
        can_undo=can_undo,
        paused=here.state == "paused",
        running=here.state == "running",
        over=here.is_over,
        muted=muted,
        segment=here.index + 1,
        elapsed_s=round(here.elapsed_s, 3),
        speed=speed,
        figure=figure,
    )


def event(name: str, data: object) -> bytes:
    """One server-sent event."""
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"


def sound_event(announcement: Announcement) -> bytes:
    """What to play now: a tone and phrases. If it is empty, the phone goes silent."""
    return event("sound", {"tone": announcement.tone, "phrases": announcement.phrases})
