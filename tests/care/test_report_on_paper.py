"""The report for a physiotherapist fits on one printed page, however much there is to tell."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.care.measures import NAMES, MeasureName
from routine_timer.care.outcomes import PlanOutcome
from routine_timer.care.plan_progress import StageSpan
from routine_timer.care.report_page import report_page
from routine_timer.history.records import SegmentRecord, SessionRecord
from tests.debian import needs

pytestmark = pytest.mark.debian

FIRST = date(2025, 11, 30)
LAST = FIRST + timedelta(365)
DAYS = [FIRST + timedelta(n) for n in range(366)]
NOTE = "Stiff in the morning, and the left side pulled when I bent down to tie my shoes; better after ten minutes. " * 3


def session(number: int, day: date, *, long: bool) -> SessionRecord:
    """A session of 14 exercises on two sides, each dose another than the one before."""
    words = "with the heels on a chair and both arms along the body" if long else ""
    segments = tuple(
        SegmentRecord(
            2 * n + (side == "right"),
            "hold",
            f"Exercise {n} {words}".strip(),
            side,
            1,
            None,
            None,
            30,
            30 + number % 7 + n + (side == "right"),
            None,
            "done",
        )
        for n in range(14)
        for side in ("left", "right")
    )
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    note = NOTE if long else "A bit stiff." if number % 30 == 0 else None
    routine = f"routine-{number % 9}"
    return SessionRecord(
        str(number), routine, day, at, at, None, "completed", True, 600.0, note, 3, 2, at, segments=segments
    )


def value(name: MeasureName, number: int) -> str:
    words = {"back-on-floor": "almost", "standing": "even"}
    return words.get(name, str(30 + number))


def year(*, long: bool) -> tuple[PlanOutcome, Sequence[SessionRecord]]:
    """A year of everything; `long`: with names and notes as long as they may be, and a change of stage every month."""
    name = "Stretch and activate the side that is tight" if long else "Stretch and activate"
    every = 30 if long else 120
    outcome = PlanOutcome(
        "One hip higher, as agreed with the physiotherapist in November" if long else "One hip higher",
        FIRST,
        LAST,
        tuple(
            StageSpan(n % 3, name, DAYS[at], DAYS[min(at + every, 365)]) for n, at in enumerate(range(0, 366, every))
        ),
        [(day, 6 - 5 * n / 366) for n, day in enumerate(DAYS)],
        {one: [(day, value(one, n)) for n, day in enumerate(DAYS[::14])] for one in NAMES},
        {
            activity * (5 if long else 1): [(DAYS[0], 3), (DAYS[-1], 8)]
            for activity in ("climbing stairs ", "lifting my child ", "sitting at work ")
        },
        300,
        366,
    )
    return outcome, [session(n, day, long=long) for n, day in enumerate(DAYS)]


PAGES: dict[str, tuple[PlanOutcome, Sequence[SessionRecord]]] = {
    "empty": (PlanOutcome("The last twelve weeks", LAST - timedelta(84), LAST), ()),
    "a year": year(long=False),
    "a year with long words": year(long=True),
}


@pytest.mark.parametrize("which", PAGES)
def test_it_prints_on_one_page(which: str, tmp_path: Path) -> None:
    needs("chromium")
    outcome, sessions = PAGES[which]
    names = {f"routine-{n}": f"A routine with quite a long name, number {n}" for n in range(9)}
    page, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(report_page(outcome, sessions, names), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/c")
    subprocess.run(
        ["chromium", *options, f"--print-to-pdf={pdf}", page.as_uri()], capture_output=True, check=True, timeout=120
    )
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 1
