"""What docs/sources.md says of the self-check is what the self-check says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routine_timer.care.check_in import SIGNS
from routine_timer.routine.exercise import Exercise
from tests.making import bundled_catalogue

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_sign_is_there_with_its_source() -> None:
    said = PAGE.partition("## The check-in")[2]
    assert [sign.id for sign in SIGNS if f"| {sign.ask} | {sign.source} |" not in said] == []


def test_every_article_that_a_sign_names_is_listed() -> None:
    named = {key for sign in SIGNS for key in sign.source.split(", ") if key != "general practice"}
    assert [key for key in sorted(named) if f"\n| {key} | " not in PAGE] == []


EXERCISES = list(bundled_catalogue().exercises.values())
ARTICLES = {"S0", "S1", "S2", "S3", "S4"}
WITH_DOSES = {"S0", "S1"}
"""The articles that say how long or how often."""


def articles(exercise: Exercise) -> set[str]:
    return set((exercise.source or "").split(", "))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_an_exercise_is_general_practice_or_names_its_articles(exercise: Exercise) -> None:
    assert articles(exercise) == {"general practice"} or articles(exercise) <= ARTICLES


@pytest.mark.parametrize(
    "exercise",
    [one for one in EXERCISES if articles(one) & {"S3", "S4"} and not articles(one) & WITH_DOSES],
    ids=lambda exercise: exercise.id,
)
def test_an_exercise_from_s3_or_s4_says_that_its_dose_is_general_practice(exercise: Exercise) -> None:
    assert re.search(r"S[34]\b.* names? no dose: .*general practice", exercise.note or "")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_no_note_credits_s3_or_s4_with_a_dose(exercise: Exercise) -> None:
    note = exercise.note or ""
    assert not re.search(r"S[34]('s| says| gives)[^.:;]*(seconds?|minutes?|reps|times|sets)\b", note)
    assert not re.search(r"(hold|reps|dose|tempo) (is|are) S[34]'s", note)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_each_exercise_of_an_article_is_on_the_page_in_that_article_s_list(exercise: Exercise) -> None:
    missing = []
    for article in articles(exercise) & ARTICLES:
        listed = PAGE.partition(f"## {article}, sentence by sentence")[2].partition("\n## ")[0]
        if f"`{exercise.id}`" not in listed:
            missing.append(article)
    assert missing == []
