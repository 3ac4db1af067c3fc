"""How far a segment is after so many seconds of it: the rep under way, the reps begun, and the form cue shown."""

from __future__ import annotations

import math

from routine_timer.session.events import Outcome
from routine_timer.session.session_state import EPSILON
from routine_timer.timeline import Segment


def rep_at(segment: Segment, elapsed: float) -> int | None:
    """The rep under way, from 1; None where nobody counts."""
    if segment.rep_s is None or segment.total_reps is None:
        return None
    return min(int((elapsed + EPSILON) / segment.rep_s) + 1, segment.total_reps)


def reps_begun(segment: Segment, elapsed: float, outcome: Outcome) -> int | None:
    """The reps to record for a segment that ended with `outcome`, of each side where sides alternate."""
    if segment.reps is None:
        return None
    if segment.rep_s is None:
        return segment.reps if outcome in ("done", "early") else 0
    begun = math.ceil(elapsed / segment.rep_s - EPSILON)
    return min(begun if segment.side != "alternating" else begun // 2, segment.reps)


def form_cue_at(segment: Segment, elapsed: float) -> str | None:
    """The last form cue that was due; before the first, the instruction."""
    given = [cue.say for cue in segment.form_cues if cue.at_s <= elapsed + EPSILON]
    text = given[-1] if given else segment.instruction
    return None if text is None else segment.with_side(text)
