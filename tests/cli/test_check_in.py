"""`check-in` without a terminal: what it is, the questions, answers as arguments, and the last one."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from routine_timer.care.check_in import SIGNS
from routine_timer.care.flag_warning import flags_ask_for
from routine_timer.care.plan_facts import facts_of, flag_verdict
from routine_timer.care.red_flags import FLAGS
from routine_timer.cli import main
from routine_timer.history.errors import CannotWrite
from routine_timer.history.history import History
from routine_timer.history.records import CheckInRecord, PlanRecord
from routine_timer.history.store.care_records import CareRecords


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


def test_it_says_what_it_is_and_that_it_is_not_a_diagnosis(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in"]) == 0
    output = capsys.readouterr().out
    assert "isn't a diagnosis" in output
    assert "haven't done a check-in yet" in output
    assert list(home.iterdir()) == []


def test_it_shows_the_last_one_without_control_characters(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(home / "history.db", home / "state") as history:
        history.care_records.add_check_in(date(2026, 11, 1), ("uneven-soles", "higher-hip"), foot="left")
        history.care_records.add_check_in(date(2026, 10, 1), (), foot="even")
        history.care_records.add_check_in(date(2026, 11, 20), ("uneven-soles",), foot="right", note="\x1b[2Jsore")
    assert main(["check-in"]) == 0
    output = capsys.readouterr().out
    assert "on 2026-11-20: 1 sign, more weight on the right foot" in output
    assert "sore" in output
    assert "\x1b" not in output


def test_it_lists_every_red_flag_and_sign_by_name_emergencies_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in"]) == 0
    lines = capsys.readouterr().out.splitlines()
    asked = [line.split()[0] for line in lines if line.startswith("  ")]
    assert asked == [*(flag.id for flag in FLAGS), *(sign.id for sign in SIGNS)]
    assert lines.index("Go to an emergency department now, and don't exercise, if any of these is true:") < lines.index(
        next(line for line in lines if line.startswith("See a doctor first if any"))
    )


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["check-in", *words, "--json"]) == 0
    value: dict[str, object] = json.loads(capsys.readouterr().out)
    return value


def test_answers_as_arguments_are_saved_and_say_what_fits(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = answer(capsys, "--sign", "arched-back", "higher-hip")
    assert result["signs"] == ["higher-hip", "arched-back"]
    assert result["flags"] == []
    assert result["cleared"] is None
    assert isinstance(result["fits"], list)
    assert result["fits"][0]["routine"] == "align-first"
    with History(home / "history.db", home / "state") as history:
        assert [record.signs for record in history.care_records.check_ins()] == [("higher-hip", "arched-back")]
    assert answer(capsys) == result


def test_without_any_answer_the_json_has_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys) == {
        "day": None,
        "signs": [],
        "flags": [],
        "cleared": None,
        "measures": {},
        "fits": [],
        "plan": None,
    }


def test_an_emergency_offers_nothing_even_when_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "saddle-numbness", "--cleared"]) == 0
    assert capsys.readouterr().out == "Go to an emergency department now. Don't exercise.\n"


def test_a_red_flag_offers_nothing_until_a_professional_has_cleared_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "--sign", "surgery", "long-sitting")["fits"] == []
    cleared = answer(capsys, "--sign", "surgery", "long-sitting", "--cleared")
    assert cleared["fits"]
    assert cleared["cleared"] == cleared["day"]


def test_pain_for_weeks_suggests_a_professional_and_does_not_block(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "lasting-pain"]) == 0
    output = capsys.readouterr().out
    assert "doctor or physiotherapist" in output
    assert "after-workout: " in output


def test_a_name_that_is_not_known_is_refused_with_a_suggestion(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "arched-bakc"]) == 1
    assert "arched-back" in capsys.readouterr().err
    assert not (home / "history.db").exists()


def test_the_plan_that_fits_is_not_offered_while_it_is_followed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "higher-hip"]) == 0
    assert "A plan that fits: `routine-timer plan start one-hip-higher`" in capsys.readouterr().out
    assert main(["plan", "start", "one-hip-higher"]) == 0
    assert main(["check-in", "--pain", "2"]) == 0
    said = capsys.readouterr()
    assert "A plan that fits" not in said.out
    assert "Saved for today: pain 2." in said.err


def test_a_clearance_says_what_it_covers_and_since_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--sign", "surgery", "night-pain", "--cleared"]) == 0
    said = capsys.readouterr().out
    covered = "“Pain at night doesn't ease in any position”, “I had surgery recently”."
    assert re.search(r"Cleared by a professional on \d+ \w+ 20\d\d for: ", said)
    assert covered in said


def test_what_is_said_of_a_clearance_follows_what_was_ticked(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        assert main(["check-in", *words]) == 0
        return capsys.readouterr().out

    asks = "If a professional has already cleared you for exercise, add --cleared."
    assert asks in said("--sign", "surgery")
    cleared = said("--cleared")
    with History(home / "history.db", home / "state") as history:
        day = history.care_records.check_ins()[-1].day
    covers = f"Cleared by a professional on {day.day} {day:%B %Y} for: “I had surgery recently”."
    assert covers in cleared
    assert asks not in cleared
    assert covers in said("--sign", "surgery", "long-sitting")  # until another flag is ticked
    another = said("--sign", "surgery", "night-pain")
    assert asks in another
    assert "Cleared by" not in another
    assert "Cleared by" not in said("--sign", "long-sitting")


def test_a_clearance_that_comes_later_is_for_the_latest_answers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(home / "history.db", home / "state") as history:
        history.care_records.add_check_in(date(2026, 11, 1), ("surgery", "higher-hip"), foot="left")
    assert main(["check-in", "--cleared"]) == 0
    said = capsys.readouterr().out
    assert "for: “I had surgery recently”." in said
    assert "plan start one-hip-higher" in said
    with History(home / "history.db", home / "state") as history:
        *_, latest = sorted(history.care_records.check_ins(), key=lambda one: one.day)
    assert latest.signs == ("surgery", "higher-hip", "cleared")
    assert latest.foot == "left"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("plank=30", 30),
        ("plank=30s", 30),
        ("plank=30 s", 30),
        ("plank = 45 seconds", 45),
        ("plank=1:30", 90),
        ("single-leg-left=0:07", 7),
        ("leg-raise-left=70", 70),
        ("leg-raise-left=70°", 70),
        ("leg-raise-right=70deg", 70),
        ("leg-raise-right=70 degrees", 70),
        ("back-on-floor=Flat", "flat"),
    ],
)
def test_a_measure_may_have_its_unit_and_is_a_number_in_json(
    capsys: pytest.CaptureFixture[str], typed: str, value: object
) -> None:
    measures = answer(capsys, "--measure", typed)["measures"]
    assert measures == {typed.partition("=")[0].strip(): value}


@pytest.mark.parametrize(
    ("typed", "way_out"),
    [
        ("plank=long", "write plank=35 or plank=35s or plank=1:05"),
        ("plank=30°", "write plank=35 or plank=35s or plank=1:05"),
        ("plank=1:75", "seconds, a whole number from 0 to 3600"),
        ("leg-raise-left=70s", "write leg-raise-left=70 or leg-raise-left=70°"),
        ("leg-raise-left=181", "degrees, a whole number from 0 to 180"),
        ("back-on-floor", "write back-on-floor=flat or back-on-floor=almost or back-on-floor=gap"),
        ("waist=90", "there are: back-on-floor"),
    ],
)
def test_a_measure_that_makes_no_sense_names_the_way_out(
    capsys: pytest.CaptureFixture[str], typed: str, way_out: str
) -> None:
    assert main(["check-in", "--measure", typed]) == 1
    assert way_out in capsys.readouterr().err


def test_a_name_like_no_other_is_refused_with_the_way_to_list_them(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-in", "--sign", "zzzz"]) == 1
    assert "`routine-timer check-in --list` shows all names" in capsys.readouterr().err
    assert main(["check-in", "--list"]) == 0
    assert "saddle-numbness" in capsys.readouterr().out


@pytest.mark.parametrize("measure", ["standing=left", "single-leg-left=20", "plank=30"])
def test_with_a_red_flag_a_measure_on_ones_feet_or_a_plank_is_refused_and_the_rest_saved(
    capsys: pytest.CaptureFixture[str], measure: str
) -> None:
    refused = main(["check-in", "--sign", "unsteady-gait", "--measure", measure, "back-on-floor=flat"])
    assert refused == 1
    assert "not now. Go to an emergency department now. Don't exercise." in capsys.readouterr().err
    assert answer(capsys)["measures"] == {"back-on-floor": "flat"}
    assert answer(capsys)["flags"] == ["unsteady-gait"]
    assert main(["check-in", "--measure", measure]) == 1
    assert main(["check-in", "--sign", "long-sitting", "--measure", measure]) == 0


def test_a_fourth_activity_is_refused_before_anything_is_saved(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in", "--pain", "3", "--activity", "a=1", "b=2", "c=3", "d=4", "--sign", "higher-hip"]) == 1
    assert "4 activities are too many: choose up to 3" in capsys.readouterr().err
    with History(home / "history.db", home / "state") as history:
        assert list(history.everything()) == []


@pytest.mark.parametrize(("then", "now"), [([], ["no-control"]), (["no-control"], [])])
def test_a_check_in_of_a_day_to_come_is_replaced_by_the_next_one(
    home: Path, capsys: pytest.CaptureFixture[str], then: list[str], now: list[str]
) -> None:
    """A clock that was a year fast must not hide a red flag, nor keep one."""
    with History(home / "history.db", home / "state") as history:
        later = history.today() + timedelta(366)
        soon = datetime.combine(later, time(), UTC)
        history.merge([CheckInRecord("fast", later, tuple(then), None, None, soon)])
        assert flags_ask_for(history) == ("emergency" if then else "clear")
    assert answer(capsys, "--sign", *now)["flags"] == now
    with History(home / "history.db", home / "state") as history:
        assert flags_ask_for(history) == ("emergency" if now else "clear")
        facts = facts_of(history, 0)
        assert flag_verdict(facts) == ("emergency" if now else "clear")
    assert main(["plan", "start", "weak-core"]) == (1 if now else 0)


def test_a_plan_that_a_fast_clock_started_can_be_moved_in_stopped_and_replaced(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with History(home / "history.db", home / "state") as history:
        soon = datetime.now(UTC) + timedelta(366)
        history.merge([PlanRecord("fast", history.today() - timedelta(9), "weak-core", None, None, soon)])
    assert main(["plan", "next"]) == 0
    capsys.readouterr()
    assert main(["plan", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stage"] != "Align"
    assert main(["plan", "start", "one-hip-higher"]) == 0
    capsys.readouterr()
    assert main(["plan", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["plan"] == "one-hip-higher"
    assert main(["plan", "stop"]) == 0
    assert main(["plan", "stop"]) == 1


def test_all_answers_of_a_check_in_are_saved_together_or_not_at_all(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite(home / "history.db", "No space left on device")

    monkeypatch.setattr(CareRecords, "add_measure", full)
    assert main(["check-in", "--pain", "3", "--sign", "higher-hip", "--measure", "leg-raise-left=60"]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    with History(home / "history.db", home / "state") as history:
        assert list(history.everything()) == []


@pytest.mark.parametrize("more", [[], ["--json"], ["--list"]])
def test_answers_that_cannot_be_read_are_an_error_and_not_none(
    home: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    with History(home / "history.db", home / "state") as history:
        history.care_records.add_check_in(date(2026, 11, 1), ("higher-hip",))
    (home / "history.db").unlink()
    (home / "history.db").mkdir()
    assert main(["check-in", *more]) == 1
    output = capsys.readouterr()
    assert "haven't done" not in output.out
    assert "null" not in output.out
    assert "history.db" in output.err
