"""No dose grows after amber or red pain, whatever else happened; pain that got worse twice eases every grown dose."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_timer.care.pain_decisions import PainHistory
from routine_timer.history.dose_growth import DoseChange, PainRule, offers, ready_for_harder
from routine_timer.history.records import DoseRecord, Outcome, PainRecord, SessionRecord
from routine_timer.history.rungs import rung_offers
from routine_timer.routine.model import Hold, Reps, Routine, Step
from routine_timer.timeline import compile_routine

from .making import NOON, segment, session

STEPS = (
    Step("Plank", Hold(20, 30, "range"), harder="Lift a leg.", harder_exercise="side-plank"),
    Step("Dead bug", Reps(8, 12), harder="Slower.", harder_exercise="leg-raise", easier_exercise="heel-slide"),
)
TIMELINE = compile_routine(Routine(id="core", name="Core", steps=STEPS))
_PAIN = st.none() | st.integers(0, 10)


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[SessionRecord], list[DoseRecord], list[PainRecord]]:
    """Sessions of one routine on some days, oldest first, doses that were accepted, and answers on mornings."""
    outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["done", "done", "done", "early", "skipped"])
    sessions: list[SessionRecord] = []
    mornings: list[PainRecord] = []
    for n, gap in enumerate(draw(st.lists(st.integers(1, 3), min_size=1, max_size=8))):
        day = (sessions[-1].day if sessions else NOON.date()) + timedelta(days=gap)
        at = NOON.replace(year=day.year, month=day.month, day=day.day)
        segments = tuple(segment(k, draw(outcomes), label=one.name, actual_s=30.0) for k, one in enumerate(STEPS, 1))
        pains = {"pain_before": draw(_PAIN), "pain_after": draw(_PAIN)}
        sessions.append(replace(session(at, routine="core", segments=segments), id=f"s{n}", day=day, **pains))
        if (pain := draw(_PAIN)) is not None:
            mornings.append(PainRecord(f"m{n}", day + timedelta(days=1), pain, "morning", at))
    doses = [DoseRecord("d", "core", 1, "Plank", draw(st.sampled_from([20.0, 25.0, 30.0, 30.0])), NOON, NOON)]
    return sessions, doses if draw(st.booleans()) else [], mornings


@given(pasts())
def test_nothing_grows_after_amber_or_red_pain(
    past: tuple[list[SessionRecord], list[DoseRecord], list[PainRecord]],
) -> None:
    sessions, doses, mornings = past
    today = sessions[-1].day + timedelta(days=1)
    pain = PainHistory(today, sessions, mornings)
    rule = PainRule(pain.may_grow, pain.is_worse_twice)
    newest_first = sessions[::-1]
    grows = any(one.grows for one in offers(newest_first, doses, TIMELINE, rule).values())
    harder = ready_for_harder(newest_first, doses, TIMELINE, rule)
    last = sessions[-1]
    answers = [last.pain_before, last.pain_after, *(one.pain for one in mornings if one.day >= last.day)]
    rungs = rung_offers(newest_first, doses, [], TIMELINE, rule)
    if any(one is not None and one > 3 for one in answers):
        assert not grows
        assert not harder
        assert not any(one.goes_up for one in rungs.values())
    if rule.eases:
        assert not any(one.goes_up for one in rungs.values())


@pytest.mark.parametrize("pain", [4, 6, 10])
def test_a_session_in_pain_does_not_count_towards_growing(pain: int) -> None:
    whole = session(NOON.astimezone(UTC), routine="core", segments=(segment(1, "done", label="Plank", actual_s=30.0),))
    assert offers([whole] * 3, [], TIMELINE)[1].grows
    assert offers([whole, replace(whole, pain_before=pain), whole], [], TIMELINE) == {}


def test_pain_that_got_worse_twice_offers_the_smaller_dose() -> None:
    whole = session(NOON + timedelta(hours=1), routine="core", segments=(segment(1, "done", label="Plank"),))
    dose = DoseRecord("d", "core", 1, "Plank", 30.0, NOON, NOON)
    assert offers([whole], [dose], TIMELINE, PainRule(eases=True)) == {
        1: DoseChange("Plank", 30, 25, False, hurts=True)
    }
    assert offers([whole], [], TIMELINE, PainRule(eases=True)) == {}, "already the smallest"
