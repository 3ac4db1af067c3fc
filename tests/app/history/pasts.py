"""Histories for tests of the screen: nothing, one day, ten years. The same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from routine_timer.care.measures import MeasureName
from routine_timer.history.history import History
from routine_timer.history.records import (
    ActivityRecord,
    DoseRecord,
    MeasureRecord,
    PainRecord,
    PlanRecord,
    Record,
    SegmentRecord,
    SegmentSide,
    SessionRecord,
    StageRecord,
)
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.goals import parse_goal
from tests.app.conftest import SATURDAY

TODAY = SATURDAY.date()
JOURNEY = (date(2026, 7, 6), date(2026, 7, 19))

_STEPS: tuple[tuple[str, str, tuple[SegmentSide | None, ...], float, int | None], ...] = (
    ("hold", "Hip flexor lunge", ("left", "right"), 30.0, None),
    ("hold", "Lying hamstring stretch", ("left", "right"), 30.0, None),
    ("hold", "Bridge", (None,), 20.0, None),
    ("reps", "Dead bug", ("alternating",), 48.0, 8),
    ("reps", "Clam", ("left", "right"), 60.0, 20),
    ("hold", "Plank", (None,), 20.0, None),
)


def segments(rng: random.Random, *, partial: bool) -> tuple[SegmentRecord, ...]:
    """What is left of one session after the workout: now and then a side cut short, or a skip."""
    found = [SegmentRecord(1, "get-ready", "Hip flexor lunge", None, None, None, None, 10.0, 10.0, None, "done")]
    for kind, label, sides, planned, reps in _STEPS:
        for side in sides:
            n = len(found) + 1
            actual, outcome = planned, "done"
            if rng.random() < 0.05:
                actual, outcome = 0.0, "skipped"
            elif side == "right" and rng.random() < 0.15:
                actual, outcome = round(planned * 0.7, 1), "early"
            found.append(
                SegmentRecord(n, kind, label, side, None, None, None, planned, actual, reps, outcome)  # type: ignore[arg-type]
            )
            if partial and n > 4:
                return tuple(found)
    return tuple(found)


def sessions(days: int, *, seed: int = 7, whole_since: int = 40) -> Iterator[SessionRecord]:
    """A session on most of the last `days` days, none today; those of the last `whole_since` have their segments."""
    rng = random.Random(seed)
    for ago in range(days, 0, -1):
        day = TODAY - timedelta(ago)
        if days > 300 and JOURNEY[0] <= day <= JOURNEY[1]:
            continue
        if rng.random() < (0.3 if (ago // 40) % 5 == 3 else 0.05) and ago > 12:
            continue
        partial = rng.random() < 0.03 and ago > 12
        began = datetime(day.year, day.month, day.day, 17, rng.randrange(60), tzinfo=UTC)
        active = rng.choice((270.0, 380.0, 640.0, 700.0, 720.0))
        pained = ago < 300 and rng.random() < 0.4
        own = segments(rng, partial=partial) if ago <= whole_since else ()
        yield SessionRecord(
            id=f"{ago:032x}",
            routine=rng.choice(("after-workout", "after-workout", "one-hip-higher", "desk-shoulders"))
            if ago > whole_since
            else "after-workout",
            day=day,
            started_at=began,
            ended_at=began + timedelta(seconds=active + 60),
            zone="UTC",
            status="partial" if partial else "completed",
            done=not partial,
            active_s=active * (0.3 if partial else 1),
            note="left hip felt easier" if ago % 11 == 1 else None,
            pain_before=min(8, 2 + ago // 60) if pained else None,
            pain_after=min(7, 1 + ago // 70) if pained else None,
            edited_at=began + timedelta(hours=1),
            segments=own,
        )


def doses() -> Iterator[DoseRecord]:
    for step, label, start, more in ((3, "Bridge", 20, 5), (6, "Plank", 20, 5), (5, "Clam", 12, 1)):
        for n in range(3):
            at = datetime(2026, 8, 1, 18, tzinfo=UTC) + timedelta(20 * n + step)
            yield DoseRecord(f"dose-{step}-{n}", "after-workout", step, label, float(start + n * more), at, at)


def plan_records(weeks: int = 8) -> Iterator[Record]:
    """A plan that started so many weeks ago: two moves, measures every two weeks, pain that eases, two activities."""

    def at(n: int) -> datetime:
        return SATURDAY.astimezone(UTC) - timedelta(7 * weeks - n)

    def day(n: int) -> date:
        return TODAY - timedelta(7 * weeks - n)

    yield PlanRecord("plan", day(0), "weak-core", None, None, at(0))
    for stage, (n, name) in enumerate(((8, "Stretch and activate"), (31, "Fitness")), start=2):
        yield StageRecord(f"stage-{stage}", day(n), "weak-core", name, stage, at(n))
    for n in range(0, 7 * weeks, 2):
        yield PainRecord(f"pain-{n}", day(n), max(5 - n // 12 + n % 3 - 1, 0), "other", at(n))
    for n in (0, 7, 21, 35, 49):
        values: dict[MeasureName, str] = {
            "back-on-floor": "gap" if n < 20 else "almost" if n < 40 else "flat",
            "single-leg-left": str(12 + n // 3),
            "single-leg-right": str(25 + n // 10),
            "leg-raise-left": str(55 + n // 4),
            "leg-raise-right": str(66 + n // 8),
            "plank": str(20 + n // 2),
        }
        for name, value in values.items():
            yield MeasureRecord(f"{name}-{n}", day(n), name, value, at(n))
        for activity, score in (("Climbing stairs", 3 + n // 12), ("Sitting at the desk for an hour", 4 + n // 16)):
            yield ActivityRecord(f"{activity[:5]}-{n}", day(n), activity, score, at(n))


def fill(file: Path, state: Path, days: int, *, whole_since: int = 40) -> None:
    """Write a history of so many days, with a journey, two freezes' worth of rules and a change of goal."""
    with History(file, state, lambda: SATURDAY.astimezone(UTC)) as history:
        history.merge(sessions(days, whole_since=whole_since))
        if days > 300:
            history.set_rules(Rules(freezes=True))
            history.merge(doses())
            history.set_goal(parse_goal("mon,tue,wed,thu,fri"), date(2026, 2, 1))
            history.set_goal(parse_goal("daily"), date(2026, 5, 1))
            history.skip(*JOURNEY, "travel")
