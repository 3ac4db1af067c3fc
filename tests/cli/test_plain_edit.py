"""A routine changed one line at a time: each command, what is read back, and the file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from routine_timer.cli.plain_edit import LineEditor
from routine_timer.cli.questions import NoAnswer, Questions
from routine_timer.editing import routine_file
from tests.cli.conftest import Run
from tests.making import bundled_catalogue

EVENING = """\
format = 1
name = "Evening"

[[step]]            # first
exercise = "clam"
reps = 10

[[step]]
name = "Core"
rounds = 2

[[step.step]]
exercise = "plank"
hold = "20s"

[[step]]
name = "Rest"
hold = "45s"        # no longer
"""
CATALOGUE = bundled_catalogue()


class Edited:
    """What was read back for some typed lines. It ends with `q`, unless the lines did."""

    def __init__(self, file: Path, lines: Iterable[str]) -> None:
        self.said: list[str] = []
        left = list(lines)

        def ask(_question: str) -> str:
            self.said.append("")
            if not left:
                raise NoAnswer("no answer")
            return left.pop(0)

        LineEditor(routine_file.read(file), CATALOGUE, Questions(self.said.append, ask)).run()
        assert not left
        answers = "\n".join(self.said).split("\n\n")
        self.answers = [answer.strip() for answer in answers[1:]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "evening.toml"
    made.write_text(EVENING, encoding="utf-8")
    return made


def test_every_step_is_read_with_its_number_dose_and_length(file: Path) -> None:
    said = Edited(file, ["q"]).said
    assert said[:4] == [
        "1. Clam: 10 reps each side, 1 min 38 s.",
        "2. Core: 2 rounds of the steps in it.",
        "3. Plank, in Core: 20 s, 40 s.",
        "4. Rest: 45 s, 45 s.",
    ]
    assert said[4].endswith(" in all.")


@pytest.mark.parametrize(
    ("command", "answer", "before", "after"),
    [
        ("1 more", "1. Clam: 11 reps each side", "reps = 10", "reps = 11"),
        ("4 less", "4. Rest: 40 s", '"45s"', '"40s"'),
        ("2 MORE", "2. Core: 3 rounds", "rounds = 2", "rounds = 3"),
        ("3 sides", "3. Plank, in Core: 20 s left side", 'hold = "20s"\n', 'hold = "20s"\nsides = "left"\n'),
        ("4 copy", "5. Rest: 45 s", "", ""),
        ("4 up", "2. Rest: 45 s", "", ""),
        ("add wall sit", "5. Wall sit: ", "", ""),
        ("1 add  Dead  Bug", "2. Dead bug: ", "", ""),
        ("4 delete", "Deleted Rest. undo restores it.", "", ""),
    ],
)
def test_a_command_changes_the_step_and_reads_it_back(
    file: Path, command: str, answer: str, before: str, after: str
) -> None:
    edited = Edited(file, [command, "save", "q"])
    assert edited.answers[0].startswith(answer)
    assert edited.answers[0].endswith(" in all.")
    assert edited.answers[1].startswith("Saved evening.toml")
    written = file.read_text(encoding="utf-8")
    assert written != EVENING
    if before:
        assert written == EVENING.replace(before, after)


def test_undo_takes_changes_back_one_by_one(file: Path) -> None:
    edited = Edited(file, ["1 more", "4 delete", "undo", "undo", "undo", "list", "q"])
    assert edited.answers[2].startswith("Undone. ")
    assert edited.answers[4] == "There is nothing to undo"
    assert edited.answers[5].startswith("1. Clam: 10 reps each side")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("dance", "'dance' is not a command. Type ? for the commands"),
        ("9 more", "There is no step 9. The last one is 4; type list to hear them"),
        ("00000012 more", "There is no step 12. The last one is 4; type list to hear them"),
        (f"{'9' * 5000} more", "There is no step 999999. The last one is 4; type list to hear them"),
        ("1 dance", "'1 dance' is not a command"),
        ("add wall sits", "Did you mean wall-sit"),
        ("1 up", "first step"),
        ("?", "`2 more`"),
    ],
)
def test_refused_changes_say_why_and_change_nothing(file: Path, line: str, answer: str) -> None:
    edited = Edited(file, [line, "q"])
    assert answer in edited.answers[0]
    assert file.read_text(encoding="utf-8") == EVENING


@pytest.mark.parametrize(("answers", "is_saved"), [(["s"], True), (["d"], False), (["", "undo", "q"], False)])
def test_leaving_with_changes_asks_first(file: Path, answers: list[str], is_saved: bool) -> None:
    edited = Edited(file, ["1 more", "quit", *answers])
    assert any("reps each side" in answer for answer in edited.answers)
    assert ("reps = 11" in file.read_text(encoding="utf-8")) is is_saved


def test_what_was_saved_before_is_not_said_to_be_lost(file: Path) -> None:
    said: list[str] = []
    asked: list[str] = []
    lines = iter(["1 more", "save", "1 more", "quit", "d"])

    def ask(question: str) -> str:
        asked.append(question)
        return next(lines)

    LineEditor(routine_file.read(file), CATALOGUE, Questions(said.append, ask)).run()
    assert "reps = 11" in file.read_text(encoding="utf-8")
    assert asked[-1] == "You have unsaved changes. s: save and quit. d: discard them. Enter alone: stay."
    assert said[-1] == "Changes discarded."


@pytest.mark.parametrize("asks_to_leave", [False, True])
def test_where_the_input_ends_what_was_saved_is_not_denied(file: Path, asks_to_leave: bool) -> None:
    said: list[str] = []
    lines = iter(["1 more", "save", "1 more", *(["q"] if asks_to_leave else [])])

    def ask(_question: str) -> str:
        line = next(lines, None)
        if line is None:
            raise NoAnswer("no answer, so nothing was saved")  # what the questions of a check-in say
        return line

    with pytest.raises(NoAnswer, match=r"^the input ended: your unsaved changes are lost$"):
        LineEditor(routine_file.read(file), CATALOGUE, Questions(said.append, ask)).run()
    assert any(line.startswith("Saved evening.toml") for line in said)
    assert not [line for line in said if "nothing was saved" in line]


def test_a_file_that_another_program_wrote_is_replaced_only_if_asked(file: Path) -> None:
    said: list[str] = []
    lines = iter(["1 more", "save", "save over", "q"])

    def ask(_question: str) -> str:
        line = next(lines)
        if line == "save":
            file.write_text(EVENING + "# theirs\n", encoding="utf-8")
        return line

    LineEditor(routine_file.read(file), CATALOGUE, Questions(said.append, ask)).run()
    assert "evening.toml was changed on disk by another program. `save over` replaces it with yours" in said
    assert "theirs" not in file.read_text(encoding="utf-8")


def test_a_file_that_another_window_deleted_or_renamed_is_written_again_and_said_to_be(file: Path) -> None:
    said: list[str] = []
    lines = iter(["1 more", "save", "save", "q"])

    def ask(_question: str) -> str:
        line = next(lines)
        if line == "save" and file.exists():
            file.unlink()
        return line

    LineEditor(routine_file.read(file), CATALOGUE, Questions(said.append, ask)).run()
    assert said.count("It had been deleted or renamed in the meantime, so it was written again.") == 2
    assert "reps = 11" in file.read_text(encoding="utf-8")


def test_problems_are_listed_with_their_line(file: Path) -> None:
    file.write_text(EVENING.replace('"plank"', '"plnk"'), encoding="utf-8")
    edited = Edited(file, ["problems", "q"])
    assert edited.answers[0].startswith("Line 13, error: ")
    assert "plank" in edited.answers[0]
    assert any("error" in line and "type problems" in line for line in edited.said)


def test_it_is_opened_by_the_verb_and_a_bundled_routine_is_copied_first(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1 more\nsave\nq\n"))
    ran = run("edit", "psoas-and-glutes", "--plain")
    assert ran.code == 0
    assert "Saved psoas-and-glutes.toml" in ran.out
    assert (home / "routines" / "psoas-and-glutes.toml").exists()


def test_a_terminal_that_only_prints_lines_gets_it_without_being_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdin", Terminal("q\n"))
    ran = run("edit", "psoas-and-glutes")
    assert (ran.code, ran.out.splitlines()[0][:3]) == (0, "1. ")


def test_the_end_of_input_says_that_nothing_was_saved(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1 more\n"))
    ran = run("edit", "psoas-and-glutes", "--plain")
    assert ran.code == 1
    assert "nothing was saved" in ran.err
