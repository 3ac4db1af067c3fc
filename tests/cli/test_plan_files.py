"""Plans by name: `show`, `check` and `edit` find them as they find routines, which come first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routine_timer import paths
from tests.cli.conftest import Run

MINE = """
name = "My own plan"
[[stage]]
name = "First"
routines = ["weak-core"]
[[stage]]
name = "Then"
routines = { mon = "weak-core", thu = "clamm" }
goal = "mon,thu"
days_done = 9
"""


@pytest.fixture
def mine(home: Path) -> Path:
    file = home / "plans" / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_text(MINE)
    return file


def test_show_says_what_each_stage_of_a_plan_asks(run: Run) -> None:
    shown = run("show", "--plan", "one-hip-higher").out
    assert shown.startswith("One hip higher   3 stages\n")
    for line in (
        "2. Stretch and activate",
        "   Monday to Friday: One hip higher (one-hip-higher)",
        "   Sunday: Align first (align-first)",
        (
            "   Goal: 5/week. Next stage after 15 days done, no pain above 3 in the last seven days, "
            "no more signs than before."
        ),
        "   In turn: On your feet (on-your-feet), One hip higher (one-hip-higher), Core three (core-three)",
        "   Goal: 3/week. Complete after 24 days done, no pain above 3 in the last seven days.",
    ):
        assert line in shown.splitlines()


def test_show_json_has_all_that_the_file_says(run: Run) -> None:
    plan = json.loads(run("show", "--plan", "one-hip-higher", "--json").out)
    assert (plan["id"], [stage["name"] for stage in plan["stages"]]) == (
        "one-hip-higher",
        ["Align", "Stretch and activate", "Fitness"],
    )
    assert plan["stages"][1]["weekdays"] == {
        **dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "one-hip-higher"),
        "sat": "walking-drill",
        "sun": "align-first",
    }
    assert plan["stages"][2]["weekdays"] is None
    assert plan["stages"][0]["move_on"] == {"pain_at_most": 3, "signs": "not-more", "measures": []}


def test_a_routine_comes_before_a_plan_of_the_same_name(run: Run) -> None:
    assert "Follow it with" not in run("show", "one-hip-higher").out
    assert json.loads(run("show", "one-hip-higher", "--json").out)["segments"]


def test_a_plan_of_ones_own_is_found_by_its_name(run: Run, mine: Path) -> None:
    shown = run("show", "my own").out
    assert shown.startswith("My own plan   2 stages\n")
    assert "   Thursday: clamm (missing)" in shown.splitlines()
    assert "   Tuesday, Wednesday, Friday, Saturday, Sunday: rest day" in shown.splitlines()
    assert run("show", str(mine)).out == shown
    checked = run("check", "mine", "--json")
    assert checked.code == 1
    assert [one["code"] for one in json.loads(checked.out)] == ["unknown-routine"]


def test_a_name_that_is_neither_is_answered_as_for_routines(run: Run, mine: Path) -> None:
    for verb in ("show", "check", "edit"):
        found = run(verb, "nothing-such")
        assert found.code == 1
        assert "there is no routine" in found.err
    assert "there is no plan" in run("show", "--plan", "nothing-such").err


def test_check_can_be_told_to_check_plans_only(run: Run, mine: Path) -> None:
    assert run("check", "--plan", "one-hip-higher").out == "1 file checked: no problems found\n"
    assert run("check", "--plan").out.endswith("6 files checked: 1 error\n")


def test_edit_opens_a_plan_in_ones_own_editor_and_checks_it(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    edited = run("edit", "mine")
    assert "there is no routine 'clamm'" in edited.out
    mine.write_text(MINE.replace("clamm", "one-hip-higher"))
    assert "2 stages, no problems found" in run("edit", "mine").err


def test_edit_copies_a_bundled_plan_with_its_schema(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    done = run("edit", "--plan", "weak-core")
    own = home / "plans" / "weak-core.toml"
    assert f"copied to {own}; this copy is now used instead of the bundled plan" in done.err
    assert "the copy was removed: the bundled plan is used" in done.err
    assert not own.exists()
    schema = (home / "plans" / "plan.schema.json").read_bytes()
    assert schema == (paths.bundled_plans() / "plan.schema.json").read_bytes()


def test_a_plan_is_not_edited_line_by_line_and_nothing_is_copied(run: Run, home: Path) -> None:
    refused = run("edit", "--plan", "weak-core", "--plain")
    assert refused.code == 1
    assert "weak-core is a plan, and `edit --plain` changes routines only" in refused.err
    assert not (home / "plans").exists()
