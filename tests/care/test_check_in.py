"""Which routines fit which signs, and what changed. No terminal."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.care.check_in import MOST, RULES, SEE_SOMEONE, SIGNS, UNEVEN, Answers, Foot, changes, fits, known
from routine_timer.paths import bundled_routines

IDS = [sign.id for sign in SIGNS]


@pytest.mark.parametrize(
    ("signs", "foot", "first"),
    [
        ((), None, "after-workout"),
        ((), "even", "after-workout"),
        (("higher-hip",), None, "one-hip-higher"),
        (("uneven-soles", "same-side-injuries", "stronger-side"), None, "one-hip-higher"),
        ((), "left", "align-first"),
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


def test_the_reason_names_what_was_seen_and_what_the_routine_does() -> None:
    [found, *_] = fits({"higher-hip"}, "left")
    assert found.why == (
        "one hip higher than the other and more weight on the left foot: "
        "it frees the tight side and teaches both to hold the hips level"
    )


def test_nothing_stands_out_only_where_no_sign_was_seen() -> None:
    assert fits(())[0].why == "nothing stands out: it keeps both halves in balance"
    assert "stands out" not in fits({SEE_SOMEONE}, "even")[0].why


def test_two_signs_read_as_one_sentence() -> None:
    assert fits({"higher-hip", "same-side-injuries"})[0].why.startswith(
        "one hip higher than the other and injuries always on the same side: "
    )


def test_every_routine_that_is_named_comes_with_the_program() -> None:
    bundled = {file.stem for file in bundled_routines().glob("*.toml")}
    assert {rule.routine for rule in RULES} <= bundled


def test_every_rule_speaks_of_signs_that_are_asked_and_every_sign_but_the_first_leads_somewhere() -> None:
    spoken = {sign for rule in RULES for sign in rule.signs}
    assert spoken - {UNEVEN} == set(IDS) - {SEE_SOMEONE}


def test_ids_are_unique_and_each_sign_says_how_to_find_out_and_where_it_is_from() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(sign.how and sign.source and not sign.ask.endswith(".") for sign in SIGNS)


def test_what_a_professional_should_see_names_no_routine_of_its_own() -> None:
    [alone], [nothing] = fits({SEE_SOMEONE}), fits(())
    assert (alone.routine, alone.why) == (nothing.routine, "it keeps both halves in balance")
    assert "numbness" in SIGNS[0].how
    assert "water or stool" in SIGNS[0].how


@given(st.sets(st.sampled_from(IDS)), st.sampled_from([None, "left", "right", "even"]))
def test_whatever_is_seen_a_few_routines_fit_best_first(signs: set[str], foot: Foot | None) -> None:
    found = fits(signs, foot)
    assert 1 <= len(found) <= MOST
    assert len({fit.routine for fit in found}) == len(found)
    assert all(one.weight >= other.weight for one, other in combinations(found, 2))


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
