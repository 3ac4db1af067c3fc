"""The line below the exercise's name: what to do now, or how to get into what comes."""

from __future__ import annotations

from routine_timer.session import SessionState
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.timeline import Timeline


def cue_line(here: SessionState, timeline: Timeline) -> str:
    """The form cue that was given last; in a pause, the set-up of what comes, else its position or first cue.

    A session that is paused shows how to get back into the exercise under way.
    """
    segment = here.segment
    if segment.is_work:
        step = timeline.step_of(segment) if here.state == "paused" else None
        return segment.with_side(step.setup) if step and step.setup else here.form_cue or ""
    coming = timeline.next_work(here.index)
    if coming is None:
        return ""
    step = timeline.step_of(coming)
    first = next((coming.with_side(cue.say) for cue in coming.form_cues), coming.instruction)
    if step is None:
        return first or ""
    if step.setup:
        return coming.with_side(step.setup)
    position = step.position if segment.kind in ("get-ready", "between") else None
    return position_text(position or "") or first or ""
