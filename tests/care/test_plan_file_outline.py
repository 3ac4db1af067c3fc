"""What the editor shows of a plan, and what it completes in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.care.plan_file_outline import plan_outline, words_of_plans
from routine_timer.editing.completion import TOP

PLAN = (paths.bundled_routines() / "plans" / "weak-core.toml").read_text("utf-8")
ROUTINES = sorted(file.stem for file in paths.bundled_routines().glob("*.toml"))
FILE = Path("mine.toml")


def test_a_plan_has_its_name_its_stages_and_what_is_wrong_with_it() -> None:
    outline = plan_outline(PLAN, FILE, ROUTINES)
    assert (outline.text, outline.name, list(outline.problems)) == (PLAN, "Weak core", [])
    assert outline.stages == PLAN.count("[[stage]]")
    assert outline.rows == ()


def test_a_plan_of_routines_that_are_not_there_has_its_name_and_stages_all_the_same() -> None:
    outline = plan_outline(PLAN, FILE, [])
    assert (outline.name, outline.stages) == ("Weak core", PLAN.count("[[stage]]"))
    assert outline.problems


@pytest.mark.parametrize(
    ("text", "stages"),
    [("", 0), ("[[stage]]\n", 1), ("x = \n[[stage]]\n[[stage]]\n", 2), ("[[stage]]\n\n[[stage]]\n", 2)],
)
def test_the_stages_of_a_plan_that_cannot_be_read_are_counted_too(text: str, stages: int) -> None:
    outline = plan_outline(text, FILE, ROUTINES)
    assert (outline.name, outline.stages) == ("", stages)
    assert outline.problems


def test_stages_are_counted_however_they_are_written() -> None:
    text = 'name = "x"\nstage = [{ name = "A", routines = ["weak-core"] }, { name = "B", routines = ["weak-core"] }]\n'
    assert plan_outline(text, FILE, ROUTINES).stages == 2


def test_keys_days_routines_and_goals_can_be_completed() -> None:
    words = words_of_plans(["b", "a"])
    assert set(words.keys[TOP]) >= {"format", "name", "about", "source"}
    assert set(words.keys["stage"]) >= {"name", "goal", "routines", "move_on"}
    assert "pain_at_most" in words.keys["move_on"]
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "default"]
    assert dict(words.keys["routines"]) == dict.fromkeys(days, ("", '""'))
    for key in ("routines", *days):
        assert [one.word for one in words.words[key]] == ["a", "b"]
    assert [one.word for one in words.words["goal"]] == ["daily", "5/week", "mon,wed,fri", "every 2 days"]
    assert [one.word for one in words.words["signs"]] == ["not-more"]
