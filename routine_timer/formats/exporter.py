"""Export a routine for another program, a calendar or a printer.

Nothing is written to disk here. The same routine always gives the same bytes.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from routine_timer.formats import icalendar, jawt, printed_sheet, seconds_writer, timer_machine
from routine_timer.formats.format_errors import ExportProblem
from routine_timer.formats.interval_sequence import Notes, size
from routine_timer.formats.printed_sheet import FigureOf, SourceOf
from routine_timer.formats.sequence_from_routine import from_routine
from routine_timer.routine.model import Routine
from routine_timer.timeline import Timeline

Target: TypeAlias = Literal["seconds", "jawt", "timer-machine", "ics", "html"]
TARGETS: tuple[Target, ...] = get_args(Target)
MOST_WORKS = 10_000

_WRITERS = {"seconds": seconds_writer.write, "jawt": jawt.write, "timer-machine": timer_machine.write}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to write: its bytes (UTF-8), and one line for each thing that it can't hold."""

    content: bytes
    notes: tuple[str, ...] = ()


def export_routine(
    timeline: Timeline,
    routine: Routine,
    to: Target,
    *,
    goal: str = "daily",
    starts: datetime | None = None,
    stamp: datetime | None = None,
    figure_svg: FigureOf | None = None,
    source: SourceOf | None = None,
) -> Exported:
    """The routine for another program, with the doses of its file.

    Args:
        timeline: `routine` compiled; what a calendar and a page say of its length.
        goal, starts, stamp: for `ics` only, see `calendar.write`; the two instants are needed there.
        figure_svg, source: for `html` only: an exercise's figure, and where it comes from.

    Raises:
        ExportProblem: the format is not known, or can't hold it.
    """
    notes = Notes()
    match to:
        case "ics":
            if starts is None or stamp is None:
                raise ExportProblem("a calendar needs to know when the routine begins, and when it is written")
            content = icalendar.write(timeline, goal, starts, stamp, notes)
        case "html":
            content = printed_sheet.write(routine, timeline, figure_svg, source).encode()
        case "seconds" | "jawt" | "timer-machine":
            content = _json(routine, to, notes)
        case _:
            raise ExportProblem(f"{to!r} is not an export format", help=f"one of {', '.join(TARGETS)}")
    return Exported(content, notes.lines)


def _json(routine: Routine, to: Literal["seconds", "jawt", "timer-machine"], notes: Notes) -> bytes:
    sequence = from_routine(routine, notes)
    if size(sequence.items) > MOST_WORKS:
        raise ExportProblem(f"{routine.name} has more than {MOST_WORKS:,} exercises, counting every round")

    def identify(name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"routine-timer/{routine.id}/{name}")).upper()

    root = _WRITERS[to](sequence, identify, notes)
    return (json.dumps(root, ensure_ascii=False, indent=2) + "\n").encode()
