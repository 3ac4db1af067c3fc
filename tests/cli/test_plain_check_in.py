"""The check-in one question at a time: what is asked, what each answer does, and what is saved."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from routine_timer.care.check_in import SIGNS, Sign
from routine_timer.care.red_flags import CLEARED_ASK, EMERGENCY, FLAGS, PROFESSIONAL, Flag
from routine_timer.cli import plain_check_in
from routine_timer.cli.plain_check_in import GivenAnswers, ask_check_in
from routine_timer.cli.questions import NoAnswer, Questions
from tests.cli.conftest import Run

STATEMENTS = len(FLAGS) + len(SIGNS)
RED_FLAGS = len(EMERGENCY) + len(PROFESSIONAL)
HIGHER_HIP = 1 + next(n for n, sign in enumerate(SIGNS) if sign.id == "higher-hip")


class Typist:
    """Types answers in order, and keeps what it reads."""

    def __init__(self, answers: Iterable[str]) -> None:
        self.answers = list(answers)
        self.lines: list[str] = []
        self.stood = 0

    def ask(self, question: str) -> str:
        self.lines.append(question)
        if not self.answers:
            raise NoAnswer("no answer")
        return self.answers.pop(0)

    def stand(self) -> None:
        self.stood += 1

    def check_in(self) -> GivenAnswers | None:
        return ask_check_in(Questions(self.lines.append, self.ask), self.stand)

    def question(self, start: str) -> str:
        return next(line for line in self.lines if line.startswith(start))


class Terminal(io.StringIO):
    """Standard input with answers already typed."""

    def isatty(self) -> bool:
        return True


def no(times: int) -> list[str]:
    return [""] * times


def test_every_statement_is_asked_once_red_flags_first_then_pain_and_the_standing_test() -> None:
    typist = Typist([*no(STATEMENTS), "3", "", "l"])
    assert typist.check_in() == GivenAnswers((), pain=3, foot="left")
    asked = [line for line in typist.lines if f" of {STATEMENTS}. " in line]
    statements: tuple[Flag | Sign, ...] = (*FLAGS, *SIGNS)
    assert asked == [f"{n} of {STATEMENTS}. {one.ask}." for n, one in enumerate(statements, 1)]
    assert typist.stood == 1


def test_signs_are_saved_and_the_rest_can_be_skipped() -> None:
    answers = [*no(len(FLAGS) + HIGHER_HIP - 1), "y", *no(len(SIGNS) - HIGHER_HIP), "", "s"]
    typist = Typist(answers)
    assert typist.check_in() == GivenAnswers(("higher-hip",))
    assert typist.stood == 0


def test_an_emergency_ends_the_questions_at_once() -> None:
    typist = Typist(["Y", *no(len(EMERGENCY) - 1)])
    assert typist.check_in() == GivenAnswers((EMERGENCY[0].id,))
    assert not typist.answers
    assert CLEARED_ASK not in " ".join(typist.lines)


@pytest.mark.parametrize("cleared", [True, False])
def test_another_red_flag_continues_only_if_a_professional_has_cleared_it(cleared: bool) -> None:
    flag = PROFESSIONAL[0]
    more = ["yes", *no(STATEMENTS - RED_FLAGS), "", "s"] if cleared else ["no"]
    typist = Typist([*no(len(EMERGENCY)), "y", *no(len(PROFESSIONAL) - 1), *more])
    assert typist.check_in() == GivenAnswers((flag.id,), cleared=cleared)
    assert not typist.answers


def test_going_back_changes_an_answer_and_how_explains_it() -> None:
    first = len(FLAGS)
    typist = Typist([*no(first), "y", "b", "?", "n", *no(len(SIGNS) - 1), "", "s"])
    assert typist.check_in() == GivenAnswers(())
    assert any(SIGNS[0].how in line for line in typist.lines)
    assert [line for line in typist.lines if SIGNS[0].ask in line] == [typist.question(f"{first + 1} of")] * 3


def test_nothing_is_saved_after_stopping_or_the_end_of_input() -> None:
    assert Typist(["", "", "q"]).check_in() is None
    with pytest.raises(NoAnswer):
        Typist([""]).check_in()


def test_an_answer_that_makes_no_sense_is_asked_for_again() -> None:
    typist = Typist(["maybe", *no(STATEMENTS), "12", "ten", "10", "what", "", "both", "e"])
    assert typist.check_in() == GivenAnswers((), pain=10, foot="even")
    assert typist.lines[2] == plain_check_in.HOW_TO_ANSWER


@pytest.mark.parametrize(
    ("setting", "said", "unsaid"),
    [
        ("", "until you hear that it is over. If you hear nothing, count to 20 and open your eyes.", "is off"),
        ("sound = false", "Sound is off, so count to 20 and open your eyes.", "hear"),
        ("volume = 0", "The volume is 0, so count to 20 and open your eyes.", "hear"),
    ],
)
def test_nobody_waits_with_closed_eyes_for_a_sound_that_cannot_come(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, setting: str, said: str, unsaid: str
) -> None:
    (home / "config.toml").write_text(f"{setting}\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", Terminal("\n".join([*no(STATEMENTS), "", "s"])))
    [line] = [line for line in run("check-in", "--plain").out.splitlines() if "s: skip this test" in line]
    assert said in line
    assert unsaid not in line


def test_what_was_typed_at_a_terminal_is_saved_and_the_result_follows(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [*no(len(FLAGS) + HIGHER_HIP - 1), "y", *no(len(SIGNS) - HIGHER_HIP), "5", "s", ""]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers)))
    ran = run("check-in", "--plain")
    assert ran.code == 0
    last = ran.out.splitlines()
    assert last[-1].startswith("A plan that fits: `routine-timer plan start one-hip-higher")
    assert any(line.startswith("align-first: ") for line in last)
    saved = run("check-in", "--json").json
    assert saved["signs"] == ["higher-hip"]
    assert '"pain": 5' in run("history", "export").out


def test_stopping_at_a_terminal_saves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("q\n"))
    assert run("check-in", "--plain").out.endswith("Nothing was saved.\n")
    assert run("check-in", "--json").json["day"] is None
