"""One session as lines of text: every hold and every set of reps, planned and actual, left beside right. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from textual.content import Content

from routine_timer.app.screens.history.session_list import pain
from routine_timer.app.widgets.line_list import hanging
from routine_timer.app.widgets.styled_line import fit
from routine_timer.history.records import SegmentRecord, SegmentSide, SessionRecord
from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain

MARKS = {"done": "■", "early": "■", "stopped": "◧", "skipped": "□"}
_STYLES = {"done": "$state-done", "early": "$state-done", "stopped": "$state-switch", "skipped": "$error"}


@dataclass(slots=True)
class WorkRow:
    """One step, set, round or phase, with what was done on each side."""

    label: str
    place: str
    sides: dict[SegmentSide | None, SegmentRecord] = field(default_factory=dict)


def rows(segments: Iterable[SegmentRecord]) -> list[WorkRow]:
    """Holds and reps in the order in which they came, the second side beside the first."""
    found: list[WorkRow] = []
    for segment in sorted(segments, key=lambda one: one.n):
        if not segment.is_work:
            continue
        place = _place(segment)
        open_row = next(
            (
                row
                for row in reversed(found)
                if (row.label, row.place) == (segment.label, place) and None not in row.sides
            ),
            None,
        )
        if open_row is None or segment.side is None or segment.side in open_row.sides:
            open_row = WorkRow(segment.label, place)
            found.append(open_row)
        open_row.sides[segment.side] = segment
    return found


def _place(segment: SegmentRecord) -> str:
    parts = (("round", segment.round), ("set", segment.set), ("part", segment.phase))
    return ", ".join(f"{name} {number}" for name, number in parts if number is not None)


def amount(segment: SegmentRecord) -> str:
    """Actual and planned: `0:30 of 0:30`, `18 reps 0:54 of 1:00`, `skipped`."""
    if segment.outcome == "skipped" and segment.actual_s < 1:
        return "skipped"
    time = clock(round(segment.actual_s))
    if segment.planned_s is not None:
        time += f" of {clock(round(segment.planned_s))}"
    if segment.kind == "reps" and segment.reps is not None:
        time = f"{segment.reps} reps {time}"
    return time + {"early": ", ended early", "skipped": ", skipped"}.get(segment.outcome, "")


def detail_lines(record: SessionRecord, name: str, today: date, width: int) -> Content:
    """All of a session, for a pane `width` cells wide."""
    lines = [
        Content.styled(fit(plain(name), width).rstrip(), "bold $accent"),
        *_facts(record, today, width),
        Content(""),
        *_work(record, width),
    ]
    if not record.intact:
        lines.append(Content.styled("This session was changed outside this program.", "$warning"))
    return Content("\n").join(lines)


def _facts(record: SessionRecord, today: date, width: int) -> list[Content]:
    year = "" if record.day.year == today.year else f" {record.day.year}"
    span = f"{record.started_at:%H:%M}" if record.started_at else ""
    span += f" to {record.ended_at:%H:%M}" if record.ended_at else ""
    when = f"{record.day:%A} {record.day.day} {record.day:%B}{year}" + (f", {span}" if span else "")
    state = "completed" if record.status == "completed" else "stopped early"
    counts = "counts as done" if record.done else "doesn't count as done"
    found = [
        hanging("when", when, width),
        hanging("what", f"{clock(record.active_s)} active, {state}; {counts}", width),
    ]
    if said := pain(record):
        found.append(hanging("pain", f"{said} (0 to 10, before and after)", width))
    if record.note:
        found.append(hanging("note", plain(record.note), width))
    return found


def _work(record: SessionRecord, width: int) -> list[Content]:
    found = rows(record.segments)
    if not found:
        nothing = "No details: added by hand or imported."
        return [Content.styled(nothing, "$quiet")]
    name, column = _room(found)
    lines = _wide(found, name, column) if name + 2 * column <= width else _narrow(found, width)
    pauses = [segment for segment in record.segments if not segment.is_work]
    actual, planned = sum(s.actual_s for s in pauses), sum(s.planned_s or 0 for s in pauses)
    if pauses:
        said = f"between steps {clock(actual)} of {clock(planned)}: get-ready, switches, rests"
        lines += [Content(""), Content.styled(fit(said, width).rstrip(), "$quiet")]
    return lines


def _room(found: list[WorkRow]) -> tuple[int, int]:
    """Cells that the names take and that each side takes."""
    name = max((len(plain(row.label)) + 2 + len(row.place) for row in found), default=0)
    side = max((len(amount(segment)) for row in found for segment in row.sides.values()), default=0)
    return name + 2, side + len("■ ") + 2


def _wide(found: list[WorkRow], name: int, column: int) -> list[Content]:
    """A line for each step: its name, left, right."""
    lines = [_heading(name, column)] if _has_sides(found) else []
    for row, first in _with_first(found):
        lines.append(Content.assemble(_name(row if first else WorkRow("", row.place), name), *_cells(row, column)))
    return lines


def _narrow(found: list[WorkRow], width: int) -> list[Content]:
    """The name of each step on a line of its own, left and right below it."""
    column = (width - 2) // 2
    lines = [_heading(2, column)] if _has_sides(found) else []
    for row, first in _with_first(found):
        if first or row.place:
            lines.append(_name(row if first else WorkRow("", row.place), width))
        lines.append(Content.assemble("  ", *_cells(row, column)))
    return lines


def _with_first(found: list[WorkRow]) -> list[tuple[WorkRow, bool]]:
    """Each row, and whether it is the first of its step."""
    return [(row, not n or found[n - 1].label != row.label) for n, row in enumerate(found)]


def _has_sides(found: list[WorkRow]) -> bool:
    return any(side in ("left", "right") for row in found for side in row.sides)


def _heading(indent: int, column: int) -> Content:
    return Content.styled(f"{'':{indent}}{fit('  left', column)}  right", "$quiet")


def _cells(row: WorkRow, column: int) -> list[Content]:
    if set(row.sides) & {"left", "right"}:
        return [_cell(row.sides.get("left"), column), _cell(row.sides.get("right"), column)]
    [segment] = row.sides.values()
    return [_cell(segment, 2 * column, " each side" if segment.side == "alternating" else "")]


def _cell(segment: SegmentRecord | None, width: int, more: str = "") -> Content:
    if segment is None:
        return Content.styled(fit("  –", width), "$quiet")
    mark = Content.styled(f"{MARKS[segment.outcome]} ", _STYLES[segment.outcome])
    return Content.assemble(mark, fit(amount(segment) + more, width - 2))


def _name(row: WorkRow, width: int) -> Content:
    label = fit(plain(row.label), max(width - 2 - len(row.place), 6)).rstrip()
    gap = "  " if label and row.place else ""
    used = Content.assemble((label, "bold"), gap, (row.place, "$quiet"))
    return Content.assemble(used, " " * max(width - used.cell_length, 0))
