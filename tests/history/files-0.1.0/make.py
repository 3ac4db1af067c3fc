# ruff: noqa: I001  (which of the modules exist depends on the version)
"""Writes the files in this folder. It runs on version 0.1.0, so it imports nothing that later versions have.

git archive 07dfb1f | tar -x -C FOLDER
PYTHONPATH=FOLDER python make.py
"""

from __future__ import annotations

import itertools
import json
import shutil
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from routine_timer.history.errors import ReadOnly
from routine_timer.history.exchange import export_lines
from routine_timer.history.goals import parse_goal
from routine_timer.history.records import Header, SegmentRecord, SessionRecord
from routine_timer.history.rules import Rules
from routine_timer.history.store import History
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step
from routine_timer.timeline import compile_routine
from routine_timer.timeline.serialize import timeline_to_text

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
BERLIN = timezone(timedelta(hours=1))
ROUTINE = Routine(
    "hips-and-back",
    "Hips and back — “old” file",
    (
        Step("Supine pigeon", Hold(30.0, 45.0, "range"), sides="both", cues=(FormCue("Hips still", "halfway"),)),
        Circuit(
            (
                Step("Clam", Reps(6, 10), sides="both", first="right"),
                Step("Dead bug", Reps(8), sides="alternating"),
            ),
            rounds=2,
        ),
        Step("Pelvic tilt", (Phase(Hold(5.0), "Draw in"), Phase(Hold(10.0), "Let go"))),
    ),
)


def segment(n: int, outcome: str = "done", **other: object) -> SegmentRecord:
    values: dict[str, object] = {
        "kind": "hold", "label": "Supine pigeon", "side": ("left", "right")[n % 2], "set": None, "round": None,
        "phase": None, "planned_s": 30.0, "actual_s": 30.0, "reps": None, **other,
    }  # fmt: skip
    return SegmentRecord(n=n, outcome=outcome, **values)  # type: ignore[arg-type]


def session(day: date, **other: object) -> SessionRecord:
    started = datetime(day.year, day.month, day.day, 19, 30, 0, 250000, tzinfo=BERLIN)
    values: dict[str, object] = {
        "routine": "hips-and-back", "ended_at": started + timedelta(minutes=12), "zone": "Europe/Berlin",
        "status": "completed", "done": True, "active_s": 700, "note": None, "pain_before": None, "pain_after": None,
        "edited_at": started + timedelta(minutes=12), **other,
    }  # fmt: skip
    return SessionRecord(id=f"s-{day}", day=day, started_at=started, **values)  # type: ignore[arg-type]


WORK = (
    segment(1, kind="get-ready", label="Get ready", side=None, planned_s=10, actual_s=9.75),
    segment(2, "early", actual_s=21.333333333333332),
    segment(3, "skipped", actual_s=0),
    segment(4, kind="reps", label="Clam “ü”", planned_s=None, actual_s=18.1, reps=6, set=1, round=2),
    segment(5, "stopped", kind="hold", label="Pelvic tilt", side=None, phase=2, planned_s=10.0, actual_s=3.25),
)


def fill(history: History) -> None:
    """Every kind of record, with odd text in it; some edited, some deleted."""
    history.set_rules(Rules(week_starts=6, freezes=True))
    days = [NOW.date() - timedelta(days=n) for n in (12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)]
    history.merge([session(day) for day in days])
    history.merge([session(days[0], segments=WORK, note="half:\n“ü” 🧘 \x1b[31m", pain_before=3, pain_after=0,
                           edited_at=NOW)])  # fmt: skip
    history.merge([SessionRecord("old/id with spaces", "walk", date(2025, 6, 1), datetime(2025, 6, 1, 6, tzinfo=UTC),
                                 None, None, "partial", False, 12.5, "", None, None, NOW)])  # fmt: skip
    history.delete(f"s-{days[1]}")
    history.edit(f"s-{days[2]}", note="edited", done=False, pain_after=10)
    history.log("walking-drill", date(2026, 11, 11), note="at the sea", zone="Pacific/Auckland")
    history.set_goal(parse_goal("daily"), date(2026, 11, 1))
    history.set_goal(parse_goal("Fri, mon, wed"), date(2026, 11, 16))
    history.skip(date(2026, 11, 12), date(2026, 11, 14), "travel ✈")
    history.unskip(date(2026, 11, 14), date(2026, 11, 14))
    history.accept_dose("hips-and-back", 1, "Supine pigeon", 35)
    history.accept_dose("hips-and-back", 2, "Clam", 7)
    history.add_check_in(date(2026, 11, 20), ["hip-higher", "seat-out"], "left", "after the walk")
    history.add_check_in(date(2026, 11, 21), [])


def begin(history: History) -> str:
    """A session that is not ended: some of it done, a note written, sides swapped, muted, paused in the middle."""
    timeline = compile_routine(ROUTINE, {1: 35.0})
    id_ = history.begin(
        Header("hips-and-back", NOW - timedelta(minutes=10), "Europe/Berlin", timeline.work_s, 4),
        timeline_to_text(timeline),
    )
    history.segment_ended(id_, segment(1, kind="get-ready", label="Get ready", side=None, planned_s=10.0))
    history.segment_ended(id_, segment(2, planned_s=35.0, actual_s=35.0, side="left"))
    history.segment_ended(id_, segment(3, kind="switch", label="Switch", side="right", planned_s=5.0, actual_s=5.0))
    history.set_sides(id_, {2: "right", 4: "left"}, timeline_to_text(timeline))
    history.annotate(id_, note="stiff “today”")
    history.set_muted(id_, muted=True)
    history.progress(id_, 3, 12.25, 52.5)
    return id_


def main() -> None:
    numbers = itertools.count(1)
    uuid.uuid4 = lambda: uuid.UUID(int=next(numbers))
    state, file = HERE / "state", HERE / "history.db"
    shutil.rmtree(state, ignore_errors=True)
    file.unlink(missing_ok=True)
    unwritable = ReadOnly(file, "a test")
    for end in (False, True):  # two sessions that are in the state folder only
        with History(file, state, lambda: NOW - timedelta(hours=1), no_file=unwritable) as history:
            id_ = begin(history)
            if end:
                history.segment_ended(id_, segment(4, "stopped", side="left", planned_s=35.0, actual_s=20.0))
                history.end(id_, "partial", active_s=60.5, note="", pain_after=2)
    with History(file, HERE / "other-state", lambda: NOW) as history:
        fill(history)
        begin(history)
    with History(file, HERE / "other-state", lambda: NOW) as history:
        (HERE / "export.jsonl").write_text("".join(f"{line}\n" for line in export_lines(history)), "utf-8")
        verdict = history.verdict(NOW.astimezone(BERLIN), series=True)
        streaks = {name: verdict.as_json()[name] for name in ("goal", "today", "current", "best", "streaks", "week")}
        streaks["days"] = {day.day.isoformat(): day.state for day in verdict.days}
        (HERE / "streak.json").write_text(json.dumps(streaks, indent=1) + "\n", "utf-8")
    shutil.rmtree(HERE / "other-state")
    (state / "session.lock").unlink(missing_ok=True)


main()
