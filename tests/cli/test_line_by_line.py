"""Every task can be done one line at a time, as a screen reader reads: no screen, no drawing, no colours.

Each test is the transcript of one task: what is typed, and the lines that have to be heard.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff\u2190-\u2193\x1b]")
"""Boxes, blocks, braille, arrows and escape sequences: a screen reader reads out each of them."""


@pytest.fixture(autouse=True)
def without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")


class Typed(io.StringIO):
    """A terminal on which everything was typed already."""

    def isatty(self) -> bool:
        return True


def heard(ran: Ran) -> list[str]:
    """The lines of a command that worked; each of them is words alone."""
    assert ran.code == 0, ran.err
    lines = [" ".join(line.split()) for line in (ran.out + ran.err).splitlines() if line.strip()]
    assert [line for line in lines if DRAWN.search(line)] == []
    return lines


def in_order(lines: list[str], *wanted: str) -> bool:
    """Whether each of these texts is in a line, each after the one before."""
    rest: Iterator[str] = iter(lines)
    return all(any(text in line for line in rest) for text in wanted)


def test_choose(run: Run) -> None:
    lines = heard(run("list"))
    assert in_order(lines, "after-workout 11:59 never After the workout", "core-three", "weak-core")


def test_preview(run: Run) -> None:
    lines = heard(run("show", "core-three"))
    assert in_order(lines, "Core three 9:07, 4 steps", "get ready", "Cat and cow 8 reps", "switch sides to right")
    lines = heard(run("show", "core-three", "--plain"))
    assert in_order(
        lines,
        "Core three: 4 steps, 9 min 7 s.",
        "You need: a mat.",
        "1. Cat and cow: 8 reps.",
        "2. Bird dog: 2 sets of 4 reps each side, in turn.",
        "4. Curl-up: ",
        "Lower back: stretched ",
    )
    assert not [line for line in lines if re.search("[·×+]|\\d:\\d", line)]
    lines = heard(run("show", "clam"))
    assert in_order(lines, "Clam", "dose 20 reps each side", "set-up Lie on your right side", "avoid", "easier")


def test_follow(run: Run) -> None:
    lines = heard(run("run", "core-three", "--plain", "--speed", "100000", "--record"))
    assert in_order(
        lines,
        "Core three: 4 steps",
        ": Cat and cow",
        "position: ",
        "set-up: ",
        "Cat and cow, 8 reps (step 1 of 4)",
        "switch sides to the right",
        "finished",
        "streak: 1 day",
    )


def test_log(run: Run) -> None:
    assert in_order(heard(run("log", "core-three")), "core-three logged for today, 9 minutes")


def test_goal(run: Run) -> None:
    assert in_order(heard(run("goal")), "daily")
    assert in_order(heard(run("goal", "3/week")), "3/week")
    run("log", "core-three")
    assert in_order(heard(run("streak")), "Streak", "Goal 3/week, today done", "This week 1 of 3")


def test_history(run: Run) -> None:
    run("log", "core-three", "--note", "easier than last week")
    [line] = heard(run("history", "--ids"))
    id_ = line.split()[0]
    assert in_order([line], "9:07 completed done core-three easier than last week")
    assert in_order(heard(run("history", "edit", id_, "--not-done")), "changed")
    assert in_order(heard(run("history", "delete", id_)), f"routine-timer history restore {id_}")
    assert in_order(heard(run("history", "restore", id_)), "restored")


def test_check_in(run: Run) -> None:
    questions = heard(run("check-in"))
    assert in_order(questions, "It isn't a diagnosis", "Go to an emergency department now", "See a doctor first")
    result = heard(run("check-in", "--sign", "higher-hip"))
    assert in_order(result, "one-hip-higher")


def test_check_in_asked_one_by_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed("y\n"))
    ran = run("check-in")
    assert (ran.code, "1 of " in ran.out, "nothing was saved" in ran.err) == (1, True, True)
    monkeypatch.setattr("sys.stdin", Typed("y\n" + "\n" * 40))
    lines = heard(run("check-in"))
    assert in_order(
        lines, "It isn't a diagnosis", "1 of ", "2 of ", "Go to an emergency department now. Don't exercise."
    )


def test_plan(run: Run) -> None:
    assert in_order(heard(run("plan", "list")), "one-hip-higher", "weak-core")
    heard(run("plan", "start", "weak-core"))
    assert any("weak-core" in line or "Weak core" in line or "stage" in line for line in heard(run("plan")))


def test_edit(run: Run, home: Path) -> None:
    lines = heard(run("new", "mornings", "--for", "glutes", "--minutes", "5"))
    assert in_order(lines, "routines/mornings.toml", "Stretch hip flexors, then strengthen glutes")
    file = home / "routines" / "mornings.toml"
    file.write_text(file.read_text("utf-8") + "\n[[step]]\nname = 'Squat'\nhodl = '20s'\n", encoding="utf-8")
    ran = run("check", "mornings")
    assert ran.code == 1
    assert 'did you mean "hold"' in ran.out + ran.err


def test_change_a_routine_step_by_step(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "mornings", "--for", "glutes", "--minutes", "5")
    monkeypatch.setattr("sys.stdin", Typed("1 more\nadd clam\nundo\nsave\nq\n"))
    lines = heard(run("edit", "mornings", "--plain"))
    assert in_order(lines, "1. ", " in all.", "1. ", "Clam: ", "Undone.", "Saved mornings.toml")
