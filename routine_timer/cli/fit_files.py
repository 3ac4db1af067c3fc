"""`history export --fit`: each session as a FIT file of its own, in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli.altered_record_warnings import readable
from routine_timer.cli.file_writing import AlreadyExists, explained, require_regular, write_new
from routine_timer.formats.fit_file import FIRST, LAST, FitLap, FitSession, Training, fit_file
from routine_timer.text.file_names import slug
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.history.records import SegmentRecord, SessionRecord


def export_fit(folder: Path, context: Context, *, force: bool) -> int:
    """Write the sessions that have a time. Those that were written before stay as they are, unless `force`."""
    from routine_timer.safe_files import write_bytes

    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = there = without_time = without_date = 0
    for record in readable(context.history.ended.each_session(), context):
        session = fit_session(record)
        if session is None:
            without_time += 1
            continue
        if not FIRST <= session.started_at <= LAST:
            without_date += 1
            continue
        file = folder / fit_name(record)
        if force:
            require_regular(file)
            with explained(file):
                write_bytes(file, fit_file(session))
        else:
            try:
                write_new(file, fit_file(session))
            except AlreadyExists:
                there += 1
                continue
        written += 1
    context.print_message(f"{pluralize(written, 'session')} written to {folder}")
    if there:
        context.print_message(f"{there} already there: left as they are (--force replaces them)")
    if without_time:
        context.print_message(f"{without_time} left out: only the day is known")
    if without_date:
        context.print_message(f"{without_date} left out: a FIT file only has dates from 1998 to 2125")
    return 0


def fit_name(record: SessionRecord) -> str:
    """The file of a session: day, routine and id, so that it stays the same."""
    return f"{record.day}-{slug(record.routine, 'session')}-{record.id}.fit"


def fit_session(record: SessionRecord) -> FitSession | None:
    """A session for FIT; None if only its day is known."""
    if record.started_at is None:
        return None
    laps = _laps(record.segments)
    active = max(record.active_s, sum(lap.lasts_s for lap in laps))
    elapsed = active
    if record.ended_at is not None:
        elapsed = max((record.ended_at - record.started_at).total_seconds(), active)
    return FitSession(record.started_at, elapsed, active, training_of(record.segments), laps or [FitLap(0.0, active)])


def training_of(segments: Sequence[SegmentRecord]) -> Training:
    """Strength where most of the work was reps, flexibility where it was holds."""
    work = {kind: sum(s.actual_s for s in segments if s.kind == kind) for kind in ("hold", "reps")}
    return "strength" if work["reps"] > work["hold"] else "flexibility"


def _laps(segments: Sequence[SegmentRecord]) -> list[FitLap]:
    """One lap for each step: everything from getting ready for it to its end."""
    laps = []
    at = 0.0
    for _, group in groupby(segments, key=lambda segment: segment.label):
        step = list(group)
        lasts = sum(segment.actual_s for segment in step)
        reps = sum(segment.reps or 0 for segment in step)
        laps.append(FitLap(at, lasts, reps or None))
        at += lasts
    return laps
