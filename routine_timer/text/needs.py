"""What to have ready for a routine, and when to stop, in sentences to read. One wording for every page."""

from __future__ import annotations

from collections.abc import Iterable

from routine_timer.routine.model import Step
from routine_timer.text.durations import short
from routine_timer.text.speech_duration import estimate_s
from routine_timer.timeline import Timeline
from routine_timer.timeline.guidance import coaching_of, needed_props
from routine_timer.timeline.phrases import ENGLISH
from routine_timer.timeline.props import with_article

STOP_RULE = f"{ENGLISH.safety}."
"""The sentence that the first sessions start with."""


def you_need(steps: Iterable[Step]) -> str:
    """`You need: a mat, a towel`; empty if nothing is needed."""
    props = props_text(needed_props(steps))
    return f"You need: {props}" if props else ""


def props_text(props: Iterable[str]) -> str:
    """`a mat, a towel`."""
    return ", ".join(map(with_article, props))


def extra_time(timeline: Timeline) -> str:
    """Why a session takes a few seconds more than its routine is props_text with; empty where it doesn't."""
    coaching = coaching_of(timeline)
    note = f"Starts with a short safety note ({short(round(estimate_s(STOP_RULE)))})." if coaching.safety else ""
    easier = "Also says how to make a step easier." if coaching.easier else ""
    return " ".join(filter(None, (note, easier)))
