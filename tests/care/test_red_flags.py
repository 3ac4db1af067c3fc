"""What must come before any exercise, and what a professional's clearance covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.care.red_flags import CLEARED, EMERGENCY, FLAGS, LASTING_PAIN, PROFESSIONAL, clearance, verdict

FIRST, LATER = date(2026, 11, 1), date(2026, 11, 9)


@pytest.mark.parametrize("flag", EMERGENCY, ids=lambda flag: flag.id)
def test_an_emergency_is_never_lifted_by_a_clearance(flag) -> None:  # type: ignore[no-untyped-def]
    ticked = {flag.id, CLEARED}
    assert verdict(ticked, clearance([(FIRST, ticked)])) == "emergency"


@pytest.mark.parametrize("flag", PROFESSIONAL, ids=lambda flag: flag.id)
def test_every_other_flag_waits_for_a_professional_and_no_longer(flag) -> None:  # type: ignore[no-untyped-def]
    assert verdict({flag.id}, clearance([(FIRST, {flag.id})])) == "professional"
    ticked = {flag.id, CLEARED}
    assert verdict(ticked, clearance([(FIRST, ticked)])) == "clear"


def test_pain_for_weeks_blocks_nothing() -> None:
    assert verdict({LASTING_PAIN.id}, None) == "clear"


def test_a_clearance_holds_for_the_same_flags_later_and_keeps_its_date() -> None:
    cleared = clearance([(FIRST, {"cancer", "surgery", CLEARED}), (LATER, {"cancer", "arched-back"})])
    assert cleared is not None
    assert cleared.day == FIRST
    assert verdict({"cancer"}, cleared) == "clear"


def test_a_clearance_confirmed_later_the_same_day_covers_what_was_ticked_before() -> None:
    cleared = clearance([(FIRST, {"surgery"}), (FIRST, {CLEARED}), (LATER, {"surgery"})])
    assert cleared is not None
    assert verdict({"surgery"}, cleared) == "clear"
    too_late = clearance([(FIRST, {"surgery"}), (LATER, {CLEARED}), (LATER, {"surgery"})])
    assert verdict({"surgery"}, too_late) == "professional"


@pytest.mark.parametrize("flag", EMERGENCY, ids=lambda flag: flag.id)
def test_an_emergency_sign_shows_beside_flags_that_were_cleared(flag) -> None:  # type: ignore[no-untyped-def]
    earlier = [(FIRST, {"cancer", CLEARED})]
    assert verdict({"cancer", flag.id}, clearance([*earlier, (LATER, {"cancer", flag.id})])) == "emergency"
    same_day = [*earlier, (LATER, {"cancer", flag.id, CLEARED})]
    assert verdict({"cancer", flag.id}, clearance(same_day)) == "emergency"


@pytest.mark.parametrize("new", ["pregnancy", "no-control"])
def test_a_clearance_ends_when_a_new_flag_is_ticked(new: str) -> None:
    ended = clearance([(FIRST, {"cancer", CLEARED}), (LATER, {"cancer", new}), (LATER, {"cancer"})])
    assert ended is None
    assert verdict({"cancer"}, ended) == "professional"


@given(st.lists(st.sets(st.sampled_from([*(flag.id for flag in FLAGS), CLEARED]))))
def test_whatever_was_ticked_a_flag_without_clearance_blocks(history: list[set[str]]) -> None:
    cleared = clearance((FIRST, ticked) for ticked in history)
    for flag in PROFESSIONAL:
        covered = cleared is not None and flag.id in cleared.flags
        assert (verdict({flag.id}, cleared) == "clear") is covered
    for flag in EMERGENCY:
        assert verdict({flag.id}, cleared) == "emergency"


def test_each_flag_is_one_plain_statement_with_its_source() -> None:
    assert len({flag.id for flag in FLAGS}) == len(FLAGS)
    assert all(flag.source and len(flag.ask) <= 58 and not flag.ask.endswith(".") for flag in FLAGS)
