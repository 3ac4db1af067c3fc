"""The words of what is offered after a session."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec.structs import replace

from routine_timer.care.progression_offers import Offer, dose_offered, harder_offered, rung_offered
from routine_timer.history.dose_growth import DoseChange
from routine_timer.history.rungs import RungChange
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import Hold
from tests.making import hold

BRIDGE = Exercise("bridge", "Bridge", Hold(20))
FROM_NEXT = "from your next session on. The file stays as it is."


@pytest.mark.parametrize(
    ("change", "unit", "brief", "why", "next_", "now"),
    [
        pytest.param(
            DoseChange("Plank", 20, 25, grows=True), "hold", "25 s", "done in full three times in a row", "25 s",
            "20 s", id="a longer hold",
        ),
        pytest.param(
            DoseChange("Plank", 9, 8, grows=False), "reps", "8 reps", "cut short twice in a row", "8 reps", "9",
            id="fewer reps",
        ),
        pytest.param(
            DoseChange("Plank", 25, 20, grows=False, hurts=True), "hold", "20 s",
            "your pain was worse after the last two sessions", "20 s", "25 s", id="less because of pain",
        ),
    ],
)  # fmt: skip
def test_a_dose_is_offered_with_its_reason(
    change: DoseChange, unit: Literal["hold", "reps"], brief: str, why: str, next_: str, now: str
) -> None:
    made = dose_offered(2, change, unit)
    assert made == Offer(
        2,
        "Plank",
        f"Plank: {brief} next time?",
        f"Plank: {why}. {next_} next time instead of {now}?",
        f"Plank: {next_} {FROM_NEXT}",
        change.grows,
        dose=change.next,
    )


@pytest.mark.parametrize(
    ("goes_up", "why", "way"),
    [(True, "you've reached the top of its range", "harder"), (False, "cut short twice in a row", "easier")],
)
def test_another_exercise_is_offered_with_its_reason(goes_up: bool, why: str, way: str) -> None:
    bridge = replace(BRIDGE, name="Bri\x1bdge")
    made = rung_offered(3, RungChange("Cla\x1bm", "bridge", goes_up), bridge)
    assert made == Offer(
        3,
        "Cla\x1bm",
        "Bri␛dge next time?",
        f"Cla␛m: {why}. Bri␛dge next time instead, one step {way}?",
        f"Bri␛dge instead of Cla␛m, {FROM_NEXT}",
        goes_up,
        exercise="bridge",
    )


@pytest.mark.parametrize(
    ("harder", "other", "told"),
    [
        (None, None, ""),
        ("Lift one foot.", None, "Plank: you've reached the top of its range. To make it harder: lift one foot."),
        ("Make an X.", None, "Plank: you've reached the top of its range. To make it harder: make an X."),
        (None, "Side plank", "Plank: you've reached the top of its range. Move up to Side plank."),
        (
            "Lift one foot",
            "Side plank",
            "Plank: you've reached the top of its range. To make it harder: lift one foot. Or move up to Side plank.",
        ),
    ],
)
def test_at_the_top_of_its_range_a_step_has_a_harder_way_or_a_harder_exercise(
    harder: str | None, other: str | None, told: str
) -> None:
    assert harder_offered(hold(harder=harder), other) == told
