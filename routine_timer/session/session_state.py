"""The state of a session at one instant, in numbers; `playback/session_view` puts it into words."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

import msgspec

from routine_timer.timeline import Segment

State: TypeAlias = Literal["running", "paused", "lead-in", "completed", "stopped"]
EPSILON = 1e-6
"""Instants closer than this are one: sums of floats are not exact, and nobody hears a microsecond."""


class SessionState(msgspec.Struct, frozen=True):
    """Where a session is at one instant, times in seconds."""

    state: State
    index: int
    segment: Segment
    elapsed_s: float
    remaining_s: float | None
    lead_in_s: float
    rep: int | None
    form_cue: str | None
    left_s: float
    done_share: float
    active_s: float
    paused_s: float

    @property
    def shown_s(self) -> int:
        """The whole second to show: counted down, or up where the person sets the pace; the lead-in's while it runs."""
        if self.state == "lead-in":
            return whole_seconds(self.lead_in_s)
        return math.floor(self.elapsed_s + EPSILON) if self.remaining_s is None else whole_seconds(self.remaining_s)

    @property
    def is_over(self) -> bool:
        return self.state in ("completed", "stopped")


def whole_seconds(remaining: float) -> int:
    """The second to show of a time that runs out: it reaches 0 only at the end."""
    return max(math.ceil(remaining - EPSILON), 0)
