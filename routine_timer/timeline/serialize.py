"""A compiled timeline as text and back, so that an interrupted session resumes with the timeline it started with.

By then its routine's file may have been edited or deleted. The text is stored with a session that has not ended.
"""

from __future__ import annotations

from typing import Any

import msgspec

from routine_timer.errors import RoutineTimerError
from routine_timer.timeline import Timeline


class BadTimelineText(RoutineTimerError):
    """The text is not a timeline that this version can read."""

    help = "save what you did as a partly done session, and start the routine again"


def timeline_to_text(timeline: Timeline) -> str:
    """The timeline as one line of JSON."""
    return msgspec.json.encode(timeline).decode()


def timeline_from_text(text: str) -> Timeline:
    """The timeline that `timeline_to_text` wrote, in this version or an earlier one.

    Unknown fields are ignored, and missing ones get their defaults.

    Raises:
        BadTimelineText: the text is something else, or has no segments.
    """
    try:
        raw = msgspec.json.decode(text)
        for step in raw["steps"]:
            _update_dose(step["dose"])
        for segment in raw["segments"]:
            _update_tempo(segment)
        timeline = msgspec.convert(raw, Timeline)
    except (ValueError, TypeError, KeyError) as error:
        raise BadTimelineText(f"can't read the session's timeline ({error})") from error
    steps = len(timeline.steps)
    if not timeline.segments or any(s.step is not None and not 1 <= s.step <= steps for s in timeline.segments):
        raise BadTimelineText("can't read the session's timeline: its segments and steps don't match")
    return timeline


def _update_dose(dose: Any) -> None:
    """Version 0.1.0 did not write whether a dose is a hold or reps. A list of phases needs no type."""
    if isinstance(dose, dict):
        dose.setdefault("type", "reps" if "count" in dose else "hold")
        _update_tempo(dose)


_TEMPO_PARTS = {"lift": "move", "hold_high": "hold", "lower": "back", "hold_low": "rest"}


def _update_tempo(owner: dict[str, Any]) -> None:
    """Version 0.1.0 named the parts of a rep lower, hold, lift, hold; most figures lifted first."""
    tempo = owner.get("tempo")
    if isinstance(tempo, dict) and "lower" in tempo:
        owner["tempo"] = {new: tempo[old] for old, new in _TEMPO_PARTS.items()}
