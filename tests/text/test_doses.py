"""Doses in words: on the screen, in the editor's outline and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from routine_timer.formats import printed_sheet
from routine_timer.routine.model import Hold, Reps, Step
from routine_timer.text.doses import dose, grown_from
from routine_timer.timeline import alone


@pytest.mark.parametrize(
    ("by_set", "words", "on_paper"),
    [
        ((6, 4, 2), "6, 4 and 2 reps", "3 sets: 6, 4 and 2 reps, 20 s rest between"),
        ((6, 4), "6 and 4 reps", "2 sets: 6 and 4 reps, 20 s rest between"),
        ((6,), "6 reps", "6 reps"),
    ],
)
def test_sets_that_differ_are_told_one_by_one(by_set: tuple[int, ...], words: str, on_paper: str) -> None:
    step = Step("Curl-up", Reps(by_set[0], by_set=by_set), sets=len(by_set), rest=20.0)
    assert dose(step) == words
    assert printed_sheet.dose(step) == on_paper


def test_sets_that_ascend_have_not_grown() -> None:
    step = Step("Curl-up", Reps(2, by_set=(2, 4, 6)), sets=3)
    assert [grown_from(one, step) for one in alone(step).segments if one.is_work] == ["", "", ""]


@pytest.mark.parametrize(
    ("step", "more", "before"),
    [
        (Step("Plank", Hold(20, 60, "range")), {"seconds": 30.0}, "20 s"),
        (Step("Bridge", Reps(10, 15)), {"reps": 12}, "10 reps"),
        (Step("Bridge", Reps(10)), {"reps": 12}, ""),
    ],
)
def test_only_a_dose_with_a_range_grows(step: Step, more: dict[str, Any], before: str) -> None:
    (work,) = [one for one in alone(step).segments if one.is_work]
    assert grown_from(replace(work, **more), step) == before
    assert grown_from(replace(work, until="exact", **more), step) == ""
