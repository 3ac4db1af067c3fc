"""When a session is done, from the segments that it passed."""

from __future__ import annotations

import pytest

from routine_timer.history.records import SegmentRecord, SegmentSide
from routine_timer.history.streaks.done_rule import finished_share, is_done, planned


def part(
    outcome: str,
    planned_s: float | None = 30.0,
    kind: str = "hold",
    reps: int | None = None,
    side: SegmentSide | None = None,
) -> SegmentRecord:
    return SegmentRecord(1, kind, "Plank", side, 1, None, None, planned_s, 1.0, reps, outcome)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("segment", "seconds"),
    [
        (part("done"), 30.0),
        (part("done", 0.0, reps=8), 0.0),
        (part("done", None, "reps", 8), 24.0),
        (part("done", None, "reps", 8, "left"), 24.0),
        (part("done", None, "reps", 8, "alternating"), 48.0),
        (part("done", None, "reps"), 0.0),
    ],
)
def test_reps_at_ones_own_pace_count_three_seconds_each(segment: SegmentRecord, seconds: float) -> None:
    assert planned(segment) == seconds


@pytest.mark.parametrize(
    ("segments", "planned_work_s", "share"),
    [
        pytest.param([part("done"), part("early"), part("skipped"), part("stopped")], None, 0.5, id="what is finished"),
        pytest.param([part("done", 90.0), part("skipped")], None, 0.75, id="by time, not by number"),
        pytest.param([part("done"), part("done", 60.0, "rest"), part("skipped")], None, 0.5, id="rests don't count"),
        pytest.param([part("done")], 120.0, 0.25, id="with what was never reached"),
        pytest.param([part("done", 90.0)], 60.0, 1.0, id="never more than all"),
        pytest.param([part("done")], 0.5, 1.0, id="something to do"),
        pytest.param([part("done")], 0.0, None, id="nothing to do"),
        pytest.param([], None, None, id="no segments"),
    ],
)
def test_the_finished_share(segments: list[SegmentRecord], planned_work_s: float | None, share: float | None) -> None:
    assert finished_share(iter(segments), planned_work_s) == share


@pytest.mark.parametrize(
    ("done_at", "completed", "expected"),
    [(0.5, False, True), (0.5 + 1e-10, False, True), (0.51, True, False), (0.49, False, True)],
)
def test_a_session_is_done_from_the_share_that_is_set(done_at: float, completed: bool, expected: bool) -> None:
    assert is_done([part("done"), part("skipped")], None, done_at, completed=completed) is expected
    assert is_done([part("done")], 60.0, done_at, completed=completed) is expected


@pytest.mark.parametrize("completed", [True, False])
def test_a_session_with_nothing_to_do_is_done_when_it_was_completed(completed: bool) -> None:
    assert is_done([], None, 0.9, completed=completed) is completed


def test_a_share_that_lacks_a_billionth_is_enough() -> None:
    """Sums of seconds are rounded, so one that is exactly as set may come out a little less."""
    assert is_done([part("done")], 120.0, 0.25 + 1e-9, completed=False)
    assert not is_done([part("done")], 120.0, 0.25 + 2e-9, completed=False)
