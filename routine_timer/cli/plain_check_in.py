"""The check-in one question at a time. What isn't safe is asked first, and ends the questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from routine_timer.care import red_flags
from routine_timer.care.activity_scale import score_of
from routine_timer.care.check_in import (
    CLOSE_EYES,
    HOW_TO_STAND,
    OPEN_EYES,
    SIGNS,
    STAND_S,
    Foot,
    Sign,
    end_without_sound,
)
from routine_timer.care.red_flags import CLEARED_ASK, EMERGENCY, LASTING_PAIN, PROFESSIONAL, Flag
from routine_timer.text.sources import named

if TYPE_CHECKING:
    from routine_timer.cli.questions import Questions

Answer: TypeAlias = Literal["yes", "no", "how", "back", "stop"]

HOW_TO_ANSWER = "y: yes. Enter alone: no. ?: how to find out. b: previous question. q: stop without saving."
_ANSWERS: dict[str, Answer] = {
    "y": "yes",
    "yes": "yes",
    "": "no",
    "n": "no",
    "no": "no",
    "?": "how",
    "b": "back",
    "back": "back",
    "q": "stop",
    "quit": "stop",
}
_FEET: dict[str, Foot] = {"l": "left", "left": "left", "e": "even", "even": "even", "r": "right", "right": "right"}
_STATEMENTS: tuple[Flag | Sign, ...] = (*EMERGENCY, *PROFESSIONAL, LASTING_PAIN, *SIGNS)
_FIRST_SIGN = len(EMERGENCY) + len(PROFESSIONAL)


class GivenAnswers(msgspec.Struct, frozen=True):
    """What was answered: ids of red flags and signs, pain from 0 to 10 and the foot that carried more, if given."""

    signs: tuple[str, ...]
    cleared: bool = False
    pain: int | None = None
    foot: Foot | None = None


def ask_check_in(questions: Questions, stand: Callable[[], None], silence: str = "") -> GivenAnswers | None:
    """Ask everything. None if the person stopped, and nothing is to be saved.

    Args:
        stand: waits for the length of the standing test, and says when it starts and ends.
        silence: which setting turns sound off, in words; empty if none does.

    Raises:
        NoAnswer: the input ended.
    """
    questions.say(f"{len(_STATEMENTS)} statements, one at a time. {HOW_TO_ANSWER}")
    ticked: set[str] = set()
    if not _ask_statements(questions, ticked, 0, len(EMERGENCY)):
        return None
    if ticked:
        return GivenAnswers(_in_order(ticked))
    if not _ask_statements(questions, ticked, len(EMERGENCY), _FIRST_SIGN):
        return None
    cleared = bool(ticked) and _is_confirmed(questions, f"{CLEARED_ASK}. y: yes. Enter alone: no.")
    if ticked and not cleared:
        return GivenAnswers(_in_order(ticked))
    if not _ask_statements(questions, ticked, _FIRST_SIGN, len(_STATEMENTS)):
        return None
    pain = _ask_pain(questions)
    foot = _ask_foot(questions, stand, silence)
    return GivenAnswers(_in_order(ticked), cleared, pain, foot)


def _ask_statements(questions: Questions, ticked: set[str], first: int, end: int) -> bool:
    """Ask the statements from `first` up to `end`. Returns False if the person stopped."""
    at = first
    while at < end:
        statement = _STATEMENTS[at]
        match _ANSWERS.get(questions.ask(f"{at + 1} of {len(_STATEMENTS)}. {statement.ask}.").casefold()):
            case "yes":
                ticked.add(statement.id)
                at += 1
            case "no":
                ticked.discard(statement.id)
                at += 1
            case "how":
                questions.say(_how(statement))
            case "back":
                at = max(at - 1, first)
            case "stop":
                return False
            case None:
                questions.say(HOW_TO_ANSWER)
    return True


def _how(statement: Flag | Sign) -> str:
    """How to find out whether a statement is true."""
    if isinstance(statement, Sign):
        return named(f"{statement.how} ({statement.source})")
    unsure = "You can't test this yourself. If you aren't sure, ask a doctor."
    return f"{unsure} If yes: {red_flags.IF_TICKED[statement.urgency]}"


def _is_confirmed(questions: Questions, question: str) -> bool:
    while (answer := _ANSWERS.get(questions.ask(question).casefold())) not in ("yes", "no"):
        questions.say("Type y or n, then Enter.")
    return answer == "yes"


def _ask_pain(questions: Questions) -> int | None:
    while answer := questions.ask("How much does it hurt today, from 0 to 10? Enter alone: skip."):
        if (pain := score_of(answer)) is not None:
            return pain
        questions.say("Type a whole number from 0 (no pain) to 10 (the worst pain you can imagine).")
    return None


def _ask_foot(questions: Questions, stand: Callable[[], None], silence: str) -> Foot | None:
    """The standing test, unless it is skipped."""
    questions.say(f"Standing test. {HOW_TO_STAND}")
    until = "" if silence else ", until you hear that it is over"
    start = f"Enter: close your eyes for {STAND_S:.0f} seconds{until}. {end_without_sound(silence)} s: skip this test."
    while (answer := questions.ask(start).casefold()) not in ("", "s", "skip"):
        questions.say("Press Enter alone to start, or type s to skip.")
    if answer:
        return None
    questions.say(f"{CLOSE_EYES}.")
    stand()
    question = f"{OPEN_EYES} l: left. e: even. r: right. Enter alone: skip."
    while answer := questions.ask(question).casefold():
        if answer in _FEET:
            return _FEET[answer]
    return None


def _in_order(ticked: set[str]) -> tuple[str, ...]:
    return tuple(statement.id for statement in _STATEMENTS if statement.id in ticked)
