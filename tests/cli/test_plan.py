"""`plan`: starting one, moving between its stages, and its JSON."""

from __future__ import annotations

import io
import json
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_timer.care.plan_progress import StageOffer
from routine_timer.cli import main
from routine_timer.cli.context import Context
from routine_timer.cli.verbs.plan import offer_with_commands
from routine_timer.history.streaks.goals import WEEKDAYS


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> Any:
        assert main(["plan", *words]) == 0
        output = capsys.readouterr().out
        return json.loads(output) if "--json" in words else output

    return run


def test_without_a_plan_every_key_is_there(plan: Any) -> None:
    assert plan("--json") == {
        "plan": None,
        "stage": None,
        "week": None,
        "stages": [],
        "offer": None,
        "today": {"routine": None, "why": "You are not following a plan."},
        "notice": None,
        "completed": False,
        "measures_due": False,
        "if_then": None,
        "since": None,
    }


def test_the_list_has_the_bundled_plans(plan: Any) -> None:
    plans = plan("list", "--json")
    assert [one["id"] for one in plans][:2] == ["after-every-workout", "desk-body"]
    assert plans[0]["stages"] == ["Align", "Stretch and activate", "Fitness"]
    assert "desk-body" in plan("list")


def test_start_next_back_and_stop_by_the_persons_word(plan: Any) -> None:
    plan("start", "one-hip")
    first = plan("--json")
    assert (first["plan"], first["stage"], first["today"]["routine"]) == ("one-hip-higher", "Align", "align-first")
    assert first["stages"][0] | {"needs": []} == {
        "name": "Align",
        "routines": ["align-first"],
        "goal": "daily",
        "days_done": 0,
        "needs": [],
        "offered": False,
    }
    assert first["stages"][0]["needs"][0] == "6 more days: 0 of 6 done."
    plan("next")
    assert plan("--json")["stage"] == "Stretch and activate"
    plan("next")
    assert main(["plan", "next"]) == 1
    plan("back")
    assert plan("--json")["stage"] == "Stretch and activate"
    plan("stop")
    assert plan("--json")["plan"] is None
    assert main(["plan", "next"]) == 1


def test_it_says_what_to_enter_for_the_next_stage(plan: Any) -> None:
    plan("start", "weak-core")
    assert "check-in --measure back-on-floor=VALUE" in plan()
    assert "Today: Align first. Start it with `routine-timer run align-first`. Aim for a session every day." in plan()


def test_a_session_counts_and_today_is_done(plan: Any, capsys: pytest.CaptureFixture[str]) -> None:
    plan("start", "weak-core")
    assert main(["log", "align-first"]) == 0
    capsys.readouterr()
    plan_now = plan("--json")
    assert plan_now["stages"][0]["days_done"] == 1
    assert plan_now["today"] == {"routine": None, "why": "Done for today."}
    assert "\nDone for today.\n" in plan()


def test_an_offer_names_the_command_that_accepts_it_and_the_one_that_starts_the_stage_again() -> None:
    next_, again = "`routine-timer plan next`", "To start Align again: `routine-timer plan repeat`."
    moving = StageOffer(1, "Strong", "6 days done.", or_repeat=True)
    assert offer_with_commands(moving, "Align") == f"You can move on to Strong: {next_}. {again} 6 days done."
    back = StageOffer(-1, "Gentle", "A gap.", or_repeat=True)
    assert offer_with_commands(back, "Align").startswith(
        "You can go back to Gentle: `routine-timer plan back`. To start"
    )
    only = StageOffer(0, "Align", "A gap.")
    repeat = "You can start Align again, from its beginning: `routine-timer plan repeat`. A gap."
    assert offer_with_commands(only, "Align") == repeat


def test_a_later_start_waits_for_its_day(plan: Any) -> None:
    plan("start", "weak-core", "--on", "2100-01-01")
    now = plan("--json")
    starts = "Your plan, Weak core, starts on Friday, 1 January 2100."
    assert now["today"] == {"routine": None, "why": starts}
    assert (now["week"], now["offer"]) == (0, None)
    shown = plan()
    assert starts in shown
    assert "Its first stage: Align, every day." in shown
    assert "Before the next stage" not in shown


def test_a_plan_that_starts_later_is_named_beside_the_one_that_is_on(plan: Any) -> None:
    plan("start", "desk-body")
    plan("start", "weak-core", "--on", "2100-01-01")
    shown = plan()
    assert "Desk body, week 1" in shown
    assert "Your next plan, weak-core, starts on Friday, 1 January 2100." in shown
    plan("stop")
    assert plan("--json")["plan"] is None


def test_stopping_names_the_plan_that_was_to_start_later_too(plan: Any, capsys: pytest.CaptureFixture[str]) -> None:
    plan("start", "weak-core")
    plan("start", "one-hip-higher", "--on", "tomorrow")
    capsys.readouterr()
    assert main(["plan", "stop"]) == 0
    assert "stopped following weak-core; one-hip-higher won't start" in capsys.readouterr().err


def test_json_has_the_offer_with_its_reason_the_week_and_the_if_then_plan(plan: Any) -> None:
    plan("start", "desk-body")
    day = date.fromisoformat(plan("--json")["since"]) - timedelta(days=20)
    plan("start", "desk-body", "--on", day.isoformat(), "--after", "my run")
    now = plan("--json")
    assert now["offer"] == {
        "stage": "Align",
        "ways": ["repeat"],
        "why": "20 days without a session: start gently.",
    }
    assert (now["week"], now["if_then"], now["measures_due"]) == (3, "After my run: your session.", True)
    assert "You can start Align again, from its beginning: `routine-timer plan repeat`. 20 days without" in plan()
    plan("repeat")
    assert plan("--json")["offer"] is None


def test_next_works_with_a_red_flag_and_says_what_holds_the_sessions_back(
    plan: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    plan("start", "weak-core")
    assert main(["check-in", "--sign", "saddle-numbness"]) == 0
    capsys.readouterr()
    assert main(["plan", "next"]) == 0
    told = capsys.readouterr().err
    assert "Go to an emergency department now. Don't exercise. Until then, the plan has no sessions." in told
    assert "the plan would have waited for:\n  6 more days: 0 of 6 done." in told
    assert plan("--json")["stage"] == "Stretch and activate"
    assert "Today: no session. Go to an emergency department now." in plan()


def test_the_goal_follows_the_stage_unless_the_person_set_their_own(
    plan: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    plan("start", "weak-core")
    plan("next")
    assert main(["goal"]) == 0
    assert capsys.readouterr().out == "5/week\n"
    assert main(["goal", "every 2 days"]) == 0
    plan("next")
    capsys.readouterr()
    assert main(["goal"]) == 0
    assert capsys.readouterr().out == "every 2 days\n"


def test_a_goal_of_your_own_is_replaced_only_if_you_say_so_in_a_terminal(
    plan: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def goal_now() -> str:
        assert main(["goal"]) == 0
        return capsys.readouterr().out.strip()

    assert main(["goal", "every 2 days"]) == 0
    assert main(["plan", "start", "weak-core"]) == 0
    assert "your goal stays every 2 days (the plan suggests daily" in capsys.readouterr().err
    monkeypatch.setattr(Context, "can_ask", True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n\n\n"))
    assert main(["plan", "start", "weak-core"]) == 0
    assert "Follow the plan's goal? [y/N]" in capsys.readouterr().err
    assert goal_now() == "every 2 days"
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nAfter my run.\nI'm late\n"))
    plan("start", "weak-core")
    assert goal_now() == "daily"
    assert "After my run: your session. If I'm late: the three-minute session." in plan()
    plan("next")
    assert goal_now() == "5/week"
    plan("stop")
    assert goal_now() == "every 2 days"


def test_a_stage_can_be_repeated(plan: Any) -> None:
    plan("start", "weak-core")
    assert main(["log", "align-first"]) == 0
    plan("next")
    plan("back")
    plan("repeat")
    assert plan("--json")["stage"] == "Align"


def test_a_plan_without_its_file_says_so_and_can_be_stopped(
    plan: Any, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "plans").mkdir()
    file = home / "plans" / "mine.toml"
    file.write_text('name = "Mine"\n[[stage]]\nname = "A"\nroutines = ["weak-core"]\n')
    plan("start", "mine")
    file.unlink()
    gone = plan("--json")
    assert (gone["plan"], gone["stage"]) == ("mine", None)
    assert "The file of your plan 'mine' is missing." in gone["today"]["why"]
    assert main(["plan", "next"]) == 1
    assert "plan stop" in capsys.readouterr().err
    plan("stop")


def test_a_red_flag_keeps_a_plan_from_starting(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "surgery"]) == 0
    assert main(["plan", "start", "weak-core"]) == 1
    assert "See a doctor first." in capsys.readouterr().err
    assert main(["check-in", "--sign", "surgery", "--cleared"]) == 0
    assert main(["plan", "start", "weak-core"]) == 0


def test_an_unknown_plan_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "start", "nothing-such"]) == 1
    assert "desk-body" in capsys.readouterr().err


def test_measures_are_saved_with_their_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--measure", "back-on-floor=almost", "plank=35", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["measures"] == {"back-on-floor": "almost", "plank": 35}
    assert result["day"] is None
    assert main(["check-in", "--sign", "seat-out", "--measure", "standing=left", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["fits"][0]["routine"] == "align-first"
    assert result["plan"] == "hips-tipped-forward"
    for wrong in ("plank=long", "back-on-floor", "waist=90"):
        assert main(["check-in", "--measure", wrong]) == 1


def test_three_activities_at_most_are_scored(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert main(["check-in", "--activity", "climbing stairs=6", "lifting=4", "running=0"]) == 0
    assert main(["check-in", "--activity", "lifting=7"]) == 0
    capsys.readouterr()
    assert main(["check-in", "--activity", "sitting=7"]) == 1
    assert "3 activities already" in capsys.readouterr().err
    assert main(["check-in", "--pain", "11"]) == 1
    assert "--pain takes a whole number from 0 to 10, not '11'" in capsys.readouterr().err
    assert main(["check-in", "--activity", "lifting=11"]) == 1
    assert "from 0 to 10" in capsys.readouterr().err
    assert main(["history", "export", "-"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    scores = [(one["activity"], one["score"]) for one in lines if one["type"] == "activity-scale"]
    assert scores == [("climbing stairs", 6), ("lifting", 4), ("running", 0), ("lifting", 7)]


def test_pain_can_be_entered_for_the_plan(plan: Any, capsys: pytest.CaptureFixture[str]) -> None:
    plan("start", "desk-body")
    assert "check-in --pain N" in plan()
    assert main(["check-in", "--pain", "11"]) == 1
    assert "from 0 to 10" in capsys.readouterr().err
    assert main(["check-in", "--pain", "2"]) == 0
    assert "check-in --pain N" not in plan()


@pytest.mark.parametrize(
    ("flag", "said"),
    [((), "\nA rest day.\n"), (("unsteady-gait",), "\nToday: no session. Go to an emergency department")],
)
def test_a_day_without_a_session_says_why(
    plan: Any, home: Path, capsys: pytest.CaptureFixture[str], flag: tuple[str, ...], said: str
) -> None:
    with closing(Context()) as context:
        tomorrow = WEEKDAYS[(context.history.today() + timedelta(days=1)).weekday()]
    (home / "plans").mkdir()
    (home / "plans" / "mine.toml").write_text(
        f'format = 1\nname = "Mine"\n[[stage]]\nname = "Only"\ngoal = "{tomorrow}"\nroutines = ["weak-core"]\n', "utf-8"
    )
    plan("start", "mine")
    for name in flag:
        main(["check-in", "--sign", name])
    capsys.readouterr()
    assert said in plan()
