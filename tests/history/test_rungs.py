"""One rung up a ladder at the top of a range, and one down after two steps that were cut short."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from routine_timer.history.dose_growth import PainRule
from routine_timer.history.records import DoseRecord, Outcome, SessionRecord, SwapRecord
from routine_timer.history.rungs import RungChange, rung_offers
from routine_timer.routine.model import Hold, Reps, Routine, Step
from routine_timer.timeline import Timeline, compile_routine

from .making import NOON, segment, session

BRIDGE = Step(
    "Bridge",
    Hold(20, 30, "range"),
    exercise="bridge",
    easier_exercise="glute-squeeze",
    harder_exercise="marching-bridge",
)
AT_TOP = DoseRecord("d", "core", 1, "Bridge", 30.0, NOON - timedelta(days=30), NOON)
UP = RungChange("Bridge", "marching-bridge", True)
DOWN = RungChange("Bridge", "glute-squeeze", False)


def timeline(*steps: Step) -> Timeline:
    return compile_routine(Routine("core", "Core", steps or (BRIDGE,)))


def done(*outcomes: Outcome, pain: int | None = None) -> list[SessionRecord]:
    """Sessions on one day after the other, newest first."""
    return [
        replace(
            session(
                NOON + timedelta(days=n),
                routine="core",
                segments=(segment(1, one, label="Bridge", actual_s=30.0 if one == "done" else 5.0),),
            ),
            pain_after=pain,
        )
        for n, one in enumerate(outcomes)
    ][::-1]


def test_three_full_sessions_at_the_top_of_the_range_offer_the_harder_exercise() -> None:
    whole = done("done", "done", "done")
    assert rung_offers(whole, [AT_TOP], [], timeline()) == {1: UP}
    assert rung_offers(whole, [replace(AT_TOP, dose=25.0)], [], timeline()) == {}, "not at the top"
    assert rung_offers(whole[:2], [AT_TOP], [], timeline()) == {}, "not three"


@pytest.mark.parametrize("pain", [4, 6, 10])
def test_not_after_amber_or_red_pain(pain: int) -> None:
    assert rung_offers(done("done", "done", "done", pain=pain), [AT_TOP], [], timeline()) == {}
    whole = done("done", "done", "done")
    assert rung_offers(whole, [AT_TOP], [], timeline(), PainRule(may_grow=False)) == {}
    assert rung_offers(whole, [AT_TOP], [], timeline(), PainRule(eases=True)) == {}


def test_two_sessions_cut_short_offer_the_easier_exercise_once_no_dose_is_smaller() -> None:
    short = done("stopped", "skipped")
    assert rung_offers(short, [], [], timeline()) == {1: DOWN}
    assert rung_offers(short, [AT_TOP], [], timeline()) == {}, "a smaller dose comes first"
    assert rung_offers(done("stopped", "done"), [], [], timeline()) == {}
    descending = replace(BRIDGE, dose=Reps(6, by_set=(6, 4, 2)), sets=3)
    assert rung_offers(short, [], [], timeline(descending)) == {1: DOWN}, "also without a range"


def test_only_sessions_since_the_exercise_was_changed_count() -> None:
    short = done("stopped", "skipped")
    back = SwapRecord("s", NOON.date(), "core", 1, "Clam", "bridge", short[0].edited_at + timedelta(days=9))
    assert rung_offers(short, [], [back], timeline()) == {}


def test_an_exercise_that_the_routine_has_or_that_does_not_fit_is_not_offered() -> None:
    whole = done("done", "done", "done")
    both = timeline(BRIDGE, Step("Marching bridge", Reps(8), exercise="marching-bridge"))
    assert rung_offers(whole, [AT_TOP], [], both) == {}
    assert rung_offers(whole, [AT_TOP], [], timeline(), takes_slot=lambda _exercise, _step: False) == {}
