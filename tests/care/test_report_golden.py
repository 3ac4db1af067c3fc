"""The report for a physiotherapist, whole: kept as pages that somebody has read.

`python -m tests.care.test_report_golden` writes them anew; open each in a browser, and read the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.care.measures import MeasureName
from routine_timer.care.outcomes import PlanOutcome
from routine_timer.care.plan_progress import StageSpan
from routine_timer.care.report_page import report_page
from routine_timer.history.records import SegmentRecord, SegmentSide, SessionRecord

GOLDEN = Path(__file__).parent / "golden-reports"
FIRST = date(2026, 11, 2)
DAYS = [FIRST + timedelta(n) for n in range(36)]
NAMES = {"align": "Align & stretch", "core": "<Core> of three"}
LONG = "a name that nobody would give to anything that has to fit on a page"


def session(n: int, routine: str = "align", note: str | None = None, *parts: SegmentRecord) -> SessionRecord:
    at = datetime(2026, 11, 2, 18, tzinfo=UTC) + timedelta(n)
    return SessionRecord(
        str(n), routine, DAYS[n], at, at, None, "completed", True, 600.0 + n, note, 3, 2, at, segments=parts
    )


def part(
    n: int, label: str, seconds: float, side: SegmentSide | None = None, reps: int | None = None, outcome: str = "done"
) -> SegmentRecord:
    kind = "reps" if reps else "hold"
    return SegmentRecord(n, kind, label, side, 1, None, None, 30, seconds, reps, outcome)  # type: ignore[arg-type]


def everything(many: int) -> tuple[PlanOutcome, Sequence[SessionRecord]]:
    """Something of all that a report can have; `many` of what it may have several of."""
    measures: dict[MeasureName, list[tuple[date, str]]] = {
        "back-on-floor": [(DAYS[0], "gap"), (DAYS[7], "almost")],
        "plank": [(DAYS[n], str(20 + n)) for n in range(0, 36, 36 // many)],
        "leg-raise-left": [(DAYS[0], "60")],
    }
    outcome = PlanOutcome(
        "Hips & back" if many < 9 else LONG,
        FIRST,
        DAYS[-1],
        tuple(StageSpan(n, f"Stage {n} & more", DAYS[7 * n], DAYS[7 * n + 6]) for n in range(min(many, 5))),
        [(DAYS[n], 5 - n / 10) for n in range(0, 36, 5)],
        measures,
        {f"stairs <{n}>" if many < 9 else f"{n} {LONG}": [(DAYS[0], 3), (DAYS[30], 4 + n)] for n in range(3)},
        20,
        36,
    )
    sessions = [
        session(n, "core" if n % 3 else "align", f"Note {n} & {LONG * 3}" if n % 5 == 0 else None, *parts(n, many))
        for n in range(0, 36, 36 // many)
    ]
    return outcome, sessions


def parts(n: int, many: int) -> list[SegmentRecord]:
    several = [part(20 + k, f"Exercise {k} {'of a long name ' * (k % 3)}".strip(), 20 + n + k) for k in range(many)]
    return [
        part(1, "Lunge", 30, "left"),
        part(2, "Lunge", 25 + n % 5, "right"),
        part(3, "Clam & co", 60, "left", 20),
        part(4, "Clam & co", 60, "right", 20),
        part(5, "Dead bug", 48, "alternating", 16 + n),
        part(6, "Bridge", 20),
        part(7, "Bridge", 20),
        part(8, "Plank", 12, None, None, "skipped"),
        *several,
    ]


REPORTS: dict[str, tuple[PlanOutcome, Sequence[SessionRecord]]] = {
    "nothing": (PlanOutcome("The last twelve weeks", FIRST, DAYS[-1]), ()),
    "one-session": (PlanOutcome("The last twelve weeks", FIRST, DAYS[-1], days_done=1), [session(3, "other", "Good")]),
    "a-little": everything(2),
    "a-lot": everything(12),
}


def page(name: str) -> str:
    """The page without its style sheet."""
    outcome, sessions = REPORTS[name]
    before, _, rest = report_page(outcome, sessions, NAMES).partition("<style>")
    return f"{before}{rest.partition('</style>')[2]}"


@pytest.mark.parametrize("name", REPORTS)
def test_a_whole_report(name: str) -> None:
    assert page(name) == (GOLDEN / f"{name}.html").read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for one in REPORTS:
        (GOLDEN / f"{one}.html").write_text(page(one), encoding="utf-8")
