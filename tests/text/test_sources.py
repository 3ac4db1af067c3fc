"""Sources by names that people know."""

from __future__ import annotations

import re

import pytest

from routine_timer import paths
from routine_timer.care.daily_habits import HABITS
from routine_timer.care.pain import PAIN_GONE
from routine_timer.care.plan_progress import COMPLETED
from routine_timer.text.sources import NAMES, named


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stand on both feet. (S2)", "stand on both feet. (Emily DePauw)"),
        ("S0, S3", "The Pilates article, Spinal Backrack"),
        ("The 20 reps are S0's.", "The 20 reps are the Pilates article's."),
        ("Bend first. S4 says so.", "Bend first. The hip article says so."),
        ("VITAMINS10 and S9", "VITAMINS10 and S9"),
        ("", ""),
    ],
)
def test_the_key_of_a_source_becomes_its_name(text: str, said: str) -> None:
    assert named(text) == said


def test_nobody_reads_a_key_where_a_habit_or_a_plan_speaks() -> None:
    for said in (COMPLETED, PAIN_GONE, *map(str, HABITS)):
        assert not re.search(r"\bS[0-4]\b", said)
    assert NAMES["S4"] in PAIN_GONE


def test_every_name_is_in_the_list_of_sources() -> None:
    table = (paths.bundled_routines().parent / "docs" / "sources.md").read_text(encoding="utf-8")
    for key, name in NAMES.items():
        assert f"| {key} | {name} |" in table
