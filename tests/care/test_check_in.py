"""Which routines fit which signs, and what changed. No terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.care.check_in import (
    MOST,
    RULES,
    SIGNS,
    UNEVEN,
    Answers,
    Foot,
    changes,
    end_without_sound,
    fits,
    known,
    plan_that_fits,
)
from routine_timer.paths import bundled_routines

IDS = [sign.id for sign in SIGNS]


@pytest.mark.parametrize(
    ("signs", "foot", "first"),
    [
        ((), None, "after-workout"),
        ((), "even", "after-workout"),
        (("higher-hip",), None, "align-first"),
        (("uneven-soles", "same-side-injuries", "stronger-side"), None, "align-first"),
        (("arched-back", "long-sitting"), None, "psoas-and-glutes"),
        ((), "left", "align-first"),
        ((), "right", "align-first"),
        (("leaning",), "right", "align-first"),
        (("seat-out",), None, "anterior-tilt"),
        (("seat-out", "arched-back"), "even", "anterior-tilt"),
        (("long-sitting",), None, "desk-hips"),
        (("high-shoulders",), None, "desk-shoulders"),
        (("tired-back",), None, "weak-core"),
        (("short-hamstrings",), None, "hamstrings-and-quads"),
        (("runner",), None, "after-workout"),
    ],
)
def test_the_routine_that_fits_best_comes_first(signs: tuple[str, ...], foot: Foot | None, first: str) -> None:
    assert fits(signs, foot)[0].routine == first


@pytest.mark.parametrize(
    "one_sided", ["higher-hip", "same-side-injuries", "uneven-soles", "stronger-side", "leaning", UNEVEN]
)
@given(st.sets(st.sampled_from(IDS)))
def test_alignment_comes_first_for_any_one_sided_sign_whatever_else_there_is(one_sided: str, others: set[str]) -> None:
    foot: Foot | None = "left" if one_sided == UNEVEN else None
    assert fits({one_sided, *others} - {UNEVEN}, foot)[0].routine == "align-first"


@pytest.mark.parametrize("sign", ["higher-hip", "seat-out", "arched-back", "uneven-soles"])
def test_walking_is_credited_for_uneven_and_for_tipped_hips(sign: str) -> None:
    [walking] = [rule for rule in RULES if rule.routine == "walking-drill"]
    assert sign in walking.signs


def test_how_to_know_the_end_of_the_standing_test_is_said_with_and_without_sound() -> None:
    assert end_without_sound("") == "If you hear nothing, count to 20 and open your eyes."
    assert end_without_sound("Sound is off", 7) == "Sound is off, so count to 7 and open your eyes."


def test_the_reason_names_what_was_seen_and_what_the_routine_does() -> None:
    why = {match.routine: match.why for match in fits({"higher-hip"}, "left")}
    assert why["one-hip-higher"] == (
        "For one hip higher than the other and more weight on the left foot: "
        "loosens the tight side and trains both to hold the hips level."
    )


def test_of_several_signs_the_reason_names_the_two_that_weigh_most_in_the_order_of_the_rule() -> None:
    why = {match.routine: match.why for match in fits({"runner", "arched-back", "long-sitting"})}
    assert why["psoas-and-glutes"] == (
        "For long hours of sitting and a marked arch in the lower back: "
        "releases the deep hip flexors and gets the glutes to work."
    )
    assert why["after-workout"].startswith("For a lot of running or cycling and a marked arch in the lower back: ")


def test_nothing_stands_out_only_where_no_sign_was_seen() -> None:
    assert fits(())[0].why == "Nothing stands out, so this one balances stretching and strengthening."


@pytest.mark.sweep
@pytest.mark.parametrize("pair", [*combinations(IDS, 2), *((sign, sign) for sign in IDS)], ids="+".join)
@pytest.mark.parametrize("foot", [None, "left", "right", "even"])
def test_the_reason_is_one_sentence_for_every_pair_of_signs(pair: tuple[str, str], foot: Foot | None) -> None:
    seen = {sign.seen for sign in SIGNS if sign.id in pair} | {f"more weight on the {foot} foot"}
    for match in fits(pair, foot):
        suits, _, does = match.why.partition(": ")
        assert suits.startswith("For ")
        named = suits.removeprefix("For ").split(" and ")
        assert set(named) <= seen
        assert len(set(named)) == len(named) <= 2
        assert re.fullmatch(r"[a-z][a-z ,]+\.", does)


def test_what_is_seen_is_a_noun_phrase_that_fits_after_suits() -> None:
    for sign in SIGNS:
        assert re.fullmatch(r"[a-z -]+", sign.seen)
        assert not {"i", "my", "which", "it", "and"} & set(sign.seen.split())


def test_every_routine_that_is_named_comes_with_the_program() -> None:
    bundled = {file.stem for file in bundled_routines().glob("*.toml")}
    assert {rule.routine for rule in RULES} <= bundled


def test_every_rule_is_about_signs_that_are_asked_and_every_sign_leads_to_a_routine() -> None:
    named = {sign for rule in RULES for sign in rule.signs}
    assert named - {UNEVEN} == set(IDS)


@pytest.mark.parametrize("routine", [rule.routine for rule in RULES if rule.routine != "walking-drill"])
def test_every_routine_can_be_suggested_first(routine: str) -> None:
    pairs = [*((sign,) for sign in IDS), *combinations(IDS, 2)]
    assert any(fits(pair)[0].routine == routine for pair in pairs) or routine == "one-hip-higher"


@pytest.mark.parametrize("sign", ["same-side-injuries", "uneven-soles", "stronger-side", "leaning"])
def test_signs_of_a_one_sided_habit_are_from_s2(sign: str) -> None:
    assert {one.id: one.source for one in SIGNS}[sign] == "S2"


def test_the_hamstring_test_is_done_lying_down() -> None:
    [sign] = [sign for sign in SIGNS if sign.id == "short-hamstrings"]
    assert "On your back" in sign.how
    assert "end forward" not in sign.ask + sign.how


def test_ids_are_unique_and_each_sign_says_how_to_find_out_and_where_it_is_from() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(sign.how and sign.source and not sign.ask.endswith(".") for sign in SIGNS)


@given(st.sets(st.sampled_from(IDS)), st.sampled_from([None, "left", "right", "even"]))
def test_whatever_is_seen_a_few_routines_fit_best_first(signs: set[str], foot: Foot | None) -> None:
    found = fits(signs, foot)
    assert 1 <= len(found) <= MOST
    assert len({fit.routine for fit in found}) == len(found)
    seen = signs | ({UNEVEN} if foot in ("left", "right") else set())
    weights = {rule.routine: sum(weight for sign, weight in rule.signs.items() if sign in seen) for rule in RULES}
    assert [weights[one.routine] for one in found] == sorted((weights[one.routine] for one in found), reverse=True)
    assert weights[found[-1].routine] == sorted(weights.values(), reverse=True)[len(found) - 1]


def test_a_sign_of_another_version_is_left_out() -> None:
    assert known(["worn-soles", "seat-out"]) == tuple(sign for sign in SIGNS if sign.id == "seat-out")
    assert fits({"worn-soles"})[0].routine == "after-workout"


def test_changes_are_what_came_what_went_and_what_stayed() -> None:
    before = Answers(date(2026, 5, 12), frozenset({"seat-out", "leaning"}), "left")
    now = Answers(date(2026, 11, 21), frozenset({"leaning", "runner"}), "even")
    found = changes(before, now)
    assert ([s.id for s in found.come], [s.id for s in found.gone], [s.id for s in found.still]) == (
        ["runner"],
        ["seat-out"],
        ["leaning"],
    )
    assert (found.since, found.foot_before, found.foot_now) == (date(2026, 5, 12), "left", "even")


def test_it_can_be_had_without_the_terminal() -> None:
    code = "import sys, routine_timer.care.check_in; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_sign_and_every_pair_of_signs_gives_a_plan() -> None:
    signs = [sign.id for sign in SIGNS]
    for ticked in [(), *combinations(signs, 1), *combinations(signs, 2)]:
        for foot in (None, "left"):
            assert plan_that_fits(fit.routine for fit in fits(ticked, foot)) is not None, (ticked, foot)
    assert plan_that_fits(fit.routine for fit in fits(["leaning"])) == "one-hip-higher"
