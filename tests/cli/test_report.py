"""`report`: a page for a physiotherapist."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

from routine_timer.care.report_page import doses_of
from routine_timer.history.history import History
from routine_timer.history.records import SegmentRecord, SegmentSide, SessionRecord
from tests.cli.conftest import Run


class Balanced(HTMLParser):
    """Fails on a tag that is not closed, or closed twice."""

    VOID = ("meta", "path", "circle", "polyline")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_it_has_adherence_doses_pain_measures_and_notes_on_one_page(run: Run, home: Path) -> None:
    assert run("plan", "start", "weak-core").code == 0
    assert run("log", "align-first", "--note", "<b>stiff</b> this morning").code == 0
    assert run("log", "swimming", "--activity", "--minutes", "30").code == 0
    assert run("check-in", "--measure", "plank=35", "--activity", "stairs=4").code == 0
    with History(home / "history.db", home / "state") as history:
        history.care_records.add_pain(history.today(), 3)
    page = run("report").out
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    for words in (
        "<h1>Weak core</h1>",
        "Done on 1 day; the plan asked for 1 (100%).",
        "This is not a diagnosis.",
        "35 s",
        "stairs",
        "&lt;b&gt;stiff&lt;/b&gt; this morning",
        'aria-label="Pain from 0 to 10"',
        "Align first 1 ×, swimming 1 ×.",
        "Last entry: 3 of 10, on ",
    ):
        assert words in page
    assert not re.search(r"(\d+ \w+ \d{4}) to \1", page), "one day is no span"


def test_without_a_plan_or_a_history_it_covers_the_last_twelve_weeks(run: Run) -> None:
    page = run("report").out
    assert "<h1>The last twelve weeks</h1>" in page
    assert "nothing to compare yet" in page


def test_it_is_written_to_a_new_file_and_never_over_another(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert run("report", str(file)).code == 0
    assert file.read_text().startswith("<!doctype html>")
    assert run("report", str(file)).code == 1


def work(n: int, label: str, side: SegmentSide | None, seconds: float, reps: int | None = None) -> SegmentRecord:
    return SegmentRecord(
        n, "hold" if reps is None else "reps", label, side, None, None, None, seconds, seconds, reps, "done"
    )


def test_doses_are_given_as_a_physiotherapist_writes_them() -> None:
    segments = (
        work(1, "Lunge", "left", 30),
        work(2, "Lunge", "right", 21),
        work(3, "Clam", "left", 60, 20),
        work(4, "Clam", "right", 60, 20),
        work(5, "Dead bug", "alternating", 48, 16),
        work(6, "Bridge", None, 20),
        work(7, "Bridge", None, 20),
        work(8, "Plank", None, 25),
    )
    day = date(2026, 11, 2)
    at = datetime(2026, 11, 2, 18, tzinfo=UTC)
    session = SessionRecord(
        "one", "weak-core", day, None, None, None, "completed", True, 300.0, None, 1, 1, at, segments=segments
    )
    assert {dose.name: dose.last for dose in doses_of([session])} == {
        "Lunge": "left 30 s, right 21 s",
        "Clam": "20 reps each side",
        "Dead bug": "16 reps, alternating sides",
        "Bridge": "2 × 20 s",
        "Plank": "25 s",
    }
