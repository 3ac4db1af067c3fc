"""A compiled timeline as text and back, so that a session that was cut off is resumed as it was begun.

The routine's file may have been edited or be gone by then. The text is the program's own: it is read only by what wrote
it, or by a later version of that, and it is kept with a running session, not with an ended one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar

from routine_timer.errors import RoutineTimerError
from routine_timer.routine.model import FormCue, Hold, Phase, Reps, Step, Tempo
from routine_timer.timeline import Cue, Segment, Timeline

_T = TypeVar("_T")


class BadTimelineText(RoutineTimerError):
    """The text is not a timeline that this version can read."""

    help = "keep what was done as a partial session, and begin the routine anew"


def timeline_to_text(timeline: Timeline) -> str:
    """The timeline as one line of JSON."""
    return json.dumps(asdict(timeline), ensure_ascii=False, separators=(",", ":"))


def timeline_from_text(text: str) -> Timeline:
    """The timeline that `timeline_to_text` wrote.

    Raises:
        BadTimelineText: it is not such a text, or has no segments.
    """
    try:
        raw = json.loads(text)
        segments = tuple(_segment(segment) for segment in raw["segments"])
        steps = tuple(_step(step) for step in raw["steps"])
        timeline = Timeline(str(raw["routine"]), str(raw["name"]), segments, steps)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadTimelineText(f"the session's timeline can't be read ({error})") from error
    if not segments or any(s.step is not None and not 1 <= s.step <= len(steps) for s in segments):
        raise BadTimelineText("the session's timeline does not hold together")
    return timeline


def _segment(raw: dict[str, Any]) -> Segment:
    tempo = _plain(Tempo, raw["tempo"]) if raw["tempo"] else None
    return _plain(Segment, raw, tempo=tempo, cues=tuple(_plain(Cue, cue) for cue in raw["cues"]))


def _step(raw: dict[str, Any]) -> Step:
    return _plain(
        Step,
        raw,
        dose=_dose(raw["dose"]),
        cues=tuple(_plain(FormCue, cue) for cue in raw["cues"]),
        avoid=tuple(raw["avoid"]),
        stretches=tuple(raw["stretches"]),
        strengthens=tuple(raw["strengthens"]),
    )


def _dose(raw: Any) -> Hold | Reps | tuple[Phase, ...]:
    if isinstance(raw, list):
        return tuple(Phase(_plain(Hold, phase["hold"]), phase["cue"]) for phase in raw)
    if "count" in raw:
        return _plain(Reps, raw, tempo=_plain(Tempo, raw["tempo"]) if raw["tempo"] else None)
    return _plain(Hold, raw)


def _plain(kind: type[_T], raw: dict[str, Any], **resolved: Any) -> _T:
    """Make a dataclass of what was written, `resolved` in place of what JSON can't hold.

    What a later version wrote besides is left out; what an earlier one did not write takes its default.
    """
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{key: value for key, value in {**raw, **resolved}.items() if key in known})
