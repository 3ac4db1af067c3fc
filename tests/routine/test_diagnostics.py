"""How a problem is reported: to a person, to a program, to GitHub."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from routine_timer.routine.diagnostics import BrokenFile, Diagnostic, as_github, as_json, rendered


def problem(line: int = 1, column: int = 1, end_column: int = 2, **said: str) -> Diagnostic:
    message = said.get("message", "wrong")
    file = Path(said.get("file", "mine.toml"))
    end_line = line + (end_column < column)
    return Diagnostic(file, line, column, end_line, end_column, "error", "wrong-type", message, said.get("help", ""))


def marked(diagnostic: Diagnostic, source: str) -> tuple[str, str]:
    """The source line as shown, and the marks below it."""
    *_, line, marks = rendered(diagnostic, source).split("\n")
    return line.split("| ", 1)[1], marks.split("| ", 1)[1]


def test_a_problem_reads_like_those_of_a_good_compiler() -> None:
    assert rendered(problem(12, 8, 11, help="write 3"), "\n" * 11 + 'sets = "3"') == (
        'error[wrong-type]: wrong\n  --> mine.toml:12:8\n   |\n12 | sets = "3"\n   |        ^^^\n   = help: write 3'
    )


@pytest.mark.parametrize(
    ("source", "column", "end", "shown", "marks"),
    [
        ("\tk = 1", 6, 7, "    k = 1", "        ^"),
        ("名 = 1", 5, 6, "名 = 1", "     ^"),
        ('k = "名前"', 5, 9, 'k = "名前"', "    ^^^^^^"),
        ("k = 'e\u0301x'", 5, 10, "k = 'e\u0301x'", "    ^^^^"),
        ("k = \x1b[31m1", 10, 11, "k = ␛[31m1", "         ^"),
        ("k = 1\r", 5, 6, "k = 1", "    ^"),
        ("k =", 9, 10, "k =", "   ^"),
        ('k = """', 5, 2, 'k = """', "    ^^^"),
    ],
    ids=["tab", "wide", "wide meant", "accent", "control", "carriage return", "beyond the end", "several lines"],
)
def test_the_marks_are_under_what_is_meant(source: str, column: int, end: int, shown: str, marks: str) -> None:
    assert marked(problem(1, column, end), source) == (shown, marks)


def test_of_a_very_long_line_the_part_around_the_problem_is_shown() -> None:
    line, marks = marked(problem(1, 5001, 5004), "a" * 5000 + "bcd" + "e" * 5000)
    assert len(line) < 200
    assert line[marks.index("^") : marks.rindex("^") + 1] == "bcd"


def test_nothing_that_a_terminal_obeys_comes_through() -> None:
    text = rendered(problem(message="a\x1b[2Jb\u202ec", file="x\x1b]0;y\x07.toml", help="\x9b1m"), "\x1b[31mk = 1\x00")
    assert not any(character in text for character in "\x1b\x9b\x07\x00\u202e")


def test_a_problem_of_a_file_without_text_has_no_source_line() -> None:
    assert rendered(problem()) == "error[wrong-type]: wrong\n --> mine.toml:1:1"


def test_a_program_gets_every_field() -> None:
    assert as_json(problem(3, 4, 5)) == {
        "file": "mine.toml",
        "line": 3,
        "column": 4,
        "severity": "error",
        "code": "wrong-type",
        "message": "wrong",
        "help": None,
    }


def test_github_gets_an_annotation_that_no_text_can_break_out_of() -> None:
    said = as_github(problem(3, 4, 7, message="50%\n::error::x", file="a,b:c.toml", help="y"))
    assert said == (
        "::error file=a%2Cb%3Ac.toml,line=3,col=4,endLine=3,endColumn=6,title=wrong-type::50%25%0A::error::x (help: y)"
    )


def test_a_broken_file_says_its_first_error_and_how_many_there_are() -> None:
    error = BrokenFile([problem(3, 4, help="write 3"), problem(5, 1)])
    assert (str(error), error.help) == ("mine.toml:3:4: wrong (and 1 more)", "write 3")


def test_thousands_of_problems_of_one_file_are_reported_in_little_time() -> None:
    source = "nonsense = 1\n" * 20_000 + "wrong " * 20_000
    many = [problem(line, 1, 9) for line in range(1, 20_001, 5)] + [problem(20_001, c, c + 5) for c in range(1, 4000)]
    begun = time.process_time()
    told = [rendered(one, source) for one in many]
    assert time.process_time() - begun < 2.5
    assert told[0].endswith("| ^^^^^^^^")
    assert "wrong" in told[-1]
