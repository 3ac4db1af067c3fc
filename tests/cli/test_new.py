"""`new`: by flags, by questions, as a copy; and never over anything."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from routine_timer.care.weekly_dose import load_week, missing_muscles
from routine_timer.cli import main
from routine_timer.cli.context import Context
from tests.cli.conftest import Run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def made(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "routines").glob("*")) if (home / "routines").exists() else []


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Somebody at a terminal who gives these answers and then goes away; the questions they were asked."""
    asked: list[str] = []
    given: Iterator[str] = iter(answers)

    def answer(question: str) -> str:
        asked.append(question)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(Context, "can_ask", property(lambda _self: True))
    monkeypatch.setattr("builtins.input", answer)
    return asked


def test_flags_make_a_routine_that_check_finds_nothing_in(home: Path, capsys: Capture) -> None:
    assert main(["new", "my-hips", "--for", "hip flexors", "--minutes", "10"]) == 0
    told = capsys.readouterr()
    file = home / "routines" / "my-hips.toml"
    assert told.out == f"{file}\n"
    assert main(["check", "my-hips"]) == 0
    assert "no problems found" in capsys.readouterr().out
    assert tomllib.loads(file.read_text())["name"] == "My hips"
    assert made(home) == ["my-hips.toml", "routine.schema.json"]


@pytest.mark.parametrize(
    "words",
    [
        ["--for", "hip", "flexors", "glutes", "evening"],
        ["evening", "--for", "hip flexors,glutes"],
        ["--minutes", "8", "evening", "--for", "psoas"],
        ["evening.toml", "--without", "standing,sitting"],
        ["Evening"],
    ],
)
def test_the_name_and_the_muscles_are_understood_however_they_stand(words: list[str], home: Path) -> None:
    assert main(["new", *words]) == 0
    assert "evening.toml" in made(home)


def test_positions_left_out_do_not_come_up(home: Path) -> None:
    assert main(["new", "seated", "--for", "upper traps", "--without", "lying,kneeling", "--without", "standing"]) == 0
    text = (home / "routines" / "seated.toml").read_text()
    assert "sitting" in text
    assert not any(position in text for position in ("lying on", "kneeling", ", standing"))


def test_nothing_is_ever_written_over(home: Path, capsys: Capture) -> None:
    assert main(["new", "mine"]) == 0
    file = home / "routines" / "mine.toml"
    file.write_text("# changed\n")
    assert main(["new", "mine"]) == 1
    assert file.read_text() == "# changed\n"
    assert "edit mine" in capsys.readouterr().err
    assert main(["new", "after-workout"]) == 1
    assert "edit after-workout" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["x", "--for", "hamstrigs"], "hamstrings"),
        (["x", "--for", "biceps"], "biceps"),
        (["x", "--for", "glutes", "--minutes", "0.3"], "0.3 minutes"),
        (["x", "--for", "glutes", "--without", "lying, kneeling, sitting, standing"], "glutes"),
        (["x", "--from", "no-such-routine"], "no-such-routine"),
    ],
)
def test_a_wish_that_cannot_be_met_is_exit_code_1_and_writes_nothing(
    words: list[str], told: str, home: Path, capsys: Capture
) -> None:
    assert main(["new", *words]) == 1
    assert told in capsys.readouterr().err
    assert made(home) == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--for", "glutes"],
        ["--from", "after-workout"],
        ["x", "--from", "after-workout", "--minutes", "5"],
        ["x", "--minutes", "-1"],
        ["x", "--without", "flying"],
        ["x", "y"],
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], home: Path) -> None:
    try:
        code: object = main(["new", *words])
    except SystemExit as left:
        code = left.code
    assert code == 2
    assert made(home) == []


@pytest.mark.parametrize("name", ["", "!!!", " "])
def test_a_name_that_no_file_can_be_named_after_is_wrong_usage(name: str, home: Path, capsys: Capture) -> None:
    assert main(["new", name, "--for", "glutes"]) == 2
    assert "a letter or a digit" in capsys.readouterr().err
    assert made(home) == []


def test_at_a_terminal_it_asks_until_it_understands(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    asked = answering(monkeypatch, "Nach dem Büro", "elbow", "upper traps", "six", "6", "flying", "standing")
    assert main(["new"]) == 0
    assert len(asked) == 7
    assert made(home)[0] == "nach-dem-buro.toml"
    document = tomllib.loads((home / "routines" / "nach-dem-buro.toml").read_text())
    assert document["name"] == "Nach dem Büro"
    assert document["targets"] == ["upper traps"]
    told = capsys.readouterr().err
    assert "elbow" in told
    assert "'six'" in told
    assert "'flying'" in told


def test_enter_takes_the_default_in_brackets(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "", "", "", "")
    assert main(["new"]) == 0
    assert all("[" in question for question in asked)
    assert "my-routine.toml" in made(home)


def test_what_the_flags_say_is_not_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answering(monkeypatch) == []
    assert main(["new", "mine", "--for", "glutes", "--minutes", "5"]) == 0
    assert "mine.toml" in made(home)


def test_going_away_in_the_middle_writes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    answering(monkeypatch, "mine")
    assert main(["new"]) == 1
    assert made(home) == []
    assert "nothing was written" in capsys.readouterr().err


def test_a_copy_has_its_own_name_and_every_comment(home: Path) -> None:
    assert main(["new", "My evening", "--from", "after-workout"]) == 0
    copied = (home / "routines" / "my-evening.toml").read_text()
    bundled = (Path(__file__).parents[2] / "routines" / "after-workout.toml").read_text()
    changed = [(a, b) for a, b in zip(bundled.splitlines(), copied.splitlines(), strict=True) if a != b]
    assert changed == [('name = "After the workout"', 'name = "My evening"')]
    assert "routine.schema.json" in made(home)


def test_a_hostile_name_stays_in_the_folder_and_is_not_obeyed(home: Path, capsys: Capture) -> None:
    assert main(["new", "../../x\x1b[2J", "--for", "glutes"]) == 0
    assert len(made(home)) == 2
    assert not [file for file in home.parent.glob("*") if file != home]
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err


def test_muscles_that_there_is_no_time_for_are_reported(capsys: Capture) -> None:
    assert main(["new", "short", "--for", "glutes,neck,calves", "--minutes", "2.5"]) == 0
    assert "There isn't time for neck and calves: allow more minutes." in capsys.readouterr().err


def test_a_routine_shorter_than_asked_for_says_so(capsys: Capture) -> None:
    assert main(["new", "long", "--for", "neck", "--minutes", "60"]) == 0
    assert "instead of 1:00:00: there is no more to do for neck" in capsys.readouterr().err


def test_advice_that_there_is_no_time_for_is_silenced_in_the_file_and_reported(home: Path, capsys: Capture) -> None:
    assert main(["new", "one", "--for", "abductors", "--minutes", "1.8", "--without", "lying"]) == 0
    assert "There isn't time to both stretch and strengthen" in capsys.readouterr().err
    text = (home / "routines" / "one.toml").read_text()
    assert tomllib.loads(text)["allow"] == ["strength-without-stretch"]
    assert "there isn't time to follow this advice" in text
    assert "Strengthen abductors" in text
    assert main(["check", "one"]) == 0
    assert "no problems found" in capsys.readouterr().out


def test_at_a_terminal_it_asks_what_the_copy_is_called(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "")
    assert main(["new", "--from", "weak"]) == 0
    assert asked == ["Name of the copy? [weak-core 2] "]
    assert "weak-core-2.toml" in made(home)


@pytest.mark.parametrize("text", ['format = 1\nname = "Old"\n', 'format = 1\nname = "Old\n'], ids=["empty", "no TOML"])
def test_a_copy_of_a_broken_routine_is_made_and_reported(text: str, home: Path, capsys: Capture) -> None:
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "old.toml").write_text(text)
    assert main(["new", "again", "--from", "old"]) == 0
    assert "It has the same errors as old" in capsys.readouterr().err
    assert (home / "routines" / "again.toml").read_text() == text.replace('"Old"', '"Again"')


def test_a_name_and_a_muscle_are_asked_for_until_there_is_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    answering(monkeypatch, "!!!", "Mine", ",", "neck", "2", "")
    assert main(["new"]) == 0
    told = capsys.readouterr().err
    assert "the name needs a letter or a digit" in told
    assert "name at least one muscle" in told
    assert "mine.toml" in made(home)


def test_what_is_missing_this_week_becomes_a_routine(run: Run) -> None:
    made = run("new", "week", "--missing", "--minutes", "10")
    assert made.code == 0, made.err
    assert "No sessions in the last four weeks." in made.out + made.err
    assert run("show", "week", "--json").json["duration_s"] <= 600
    run("log", "week")
    assert run("new", "more", "--missing", "--for", "glutes").code == 2


def test_doing_what_was_composed_for_the_week_adds_nothing_to_what_is_missing(run: Run) -> None:
    missing = []
    for name in ("one", "two", "three"):
        run("new", name, "--missing", "--minutes", "10")
        run("log", name)
        with closing(Context()) as context:
            missing.append(set(missing_muscles(load_week(context.safe_history, context.library))))
    assert missing[1] <= missing[0]
    assert missing[2] <= missing[1]
