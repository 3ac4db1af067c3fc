"""What becomes of a plan when its files or routines change, or two computers move it apart: a clear answer for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer.playback import start
from routine_timer.playback.clock import ScaledClock
from tests.cli.conftest import Run

EVENING = 'name = "Evening"\n[[step]]\nexercise = "clam"\nreps = 10\n'
PLAN = """
name = "Mine"
[[stage]]
name = "First"
routines = ["evening"]
[[stage]]
name = "Second"
routines = ["weak-core"]
[[stage]]
name = "Third"
routines = ["weak-core", "evening"]
"""


@pytest.fixture
def plan(home: Path, run: Run, routine: Callable[[str, str], Path]) -> Path:
    """The person's own plan, which they follow."""
    routine("evening", EVENING)
    file = home / "plans" / "mine.toml"
    file.parent.mkdir()
    file.write_text(PLAN)
    assert run("plan", "start", "mine").code == 0
    return file


def today(run: Run) -> str:
    return next(line for line in run("plan").out.splitlines() if line.startswith("Today:"))


def test_renaming_a_routine_of_a_plan_says_so_and_how_to_change_the_plan(run: Run, plan: Path) -> None:
    assert (
        "evening is in your plan mine: change it with `routine-timer edit --plan mine`."
        in run("rename", "evening", "Late evening").err
    )
    assert "'evening' doesn't exist. Did you rename it to 'late-evening'?" in today(run)
    assert "`routine-timer edit --plan mine`" in today(run)
    assert run("plan", "--json").json["today"]["routine"] is None
    plan.write_text(PLAN.replace('"evening"', '"late-evening"'))
    assert "run late-evening" in today(run)


def test_deleting_a_routine_of_a_plan_says_so_and_restoring_it_is_enough(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ScaledClock", lambda clock, _speed: ScaledClock(clock, 1000.0))
    assert "evening is in your plan mine" in run("delete", "evening").err
    assert "'evening' doesn't exist. Restore it, or change the plan" in today(run)
    assert run("check", "--plan", "mine").code == 1
    assert run("rescue", "--plain", "--mute").code == 0
    assert run("undelete", "evening").code == 0
    assert "run evening" in today(run)


def test_another_routine_can_be_renamed_without_a_word_about_plans(
    run: Run, plan: Path, routine: Callable[[str, str], Path]
) -> None:
    routine("morning", EVENING)
    assert "plan" not in run("rename", "morning", "Early").err


def test_a_plan_edited_midway_keeps_the_place_of_its_stages(run: Run, plan: Path) -> None:
    run("plan", "next")
    plan.write_text(PLAN.replace('"Second"', '"Other"'))
    said = run("plan").out
    assert "Other (stage 2 of 3)" in said
    assert "The plan has no stage called 'Second' any more: you are in 'Other'." in said
    plan.write_text(PLAN[: PLAN.index('[[stage]]\nname = "Second"')])
    assert "First (stage 1 of 1)" in run("plan").out
    plan.write_text("name = 3\n")
    broken = run("plan")
    assert broken.code == 0
    assert "The file of your plan 'mine' has errors: see `routine-timer check --plan mine`." in broken.out
    assert "`routine-timer plan stop` ends it." in broken.out


def test_of_two_computers_that_moved_stages_apart_the_later_move_counts(
    run: Run, plan: Path, home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("shared")
    other = tmp_path_factory.mktemp("other")
    assert run("history", "export", str(folder / "start.jsonl")).code == 0
    run("plan", "next")
    assert run("history", "export", str(folder / "one.jsonl")).code == 0
    (other / "plans").mkdir()
    (other / "plans" / "mine.toml").write_text(PLAN)
    (other / "routines").mkdir()
    (other / "routines" / "evening.toml").write_text(EVENING)
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(other))
    assert run("history", "import", str(folder / "start.jsonl")).code == 0
    run("plan", "next")
    run("plan", "next")
    assert run("history", "import", str(folder / "one.jsonl")).code == 0
    assert run("plan", "--json").json["stage"] == "Third"
    assert run("history", "export", str(folder / "two.jsonl")).code == 0
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(home))
    assert run("plan", "--json").json["stage"] == "Second"
    assert run("history", "import", str(folder / "two.jsonl")).code == 0
    assert run("plan", "--json").json["stage"] == "Third"


def test_a_stage_without_a_description_is_named_without_a_colon(run: Run, plan: Path) -> None:
    assert run("plan", "next").err.splitlines()[0].endswith("you are in the stage Second (2 of 3)")
