"""What can't be seen in a file is named, with its place."""

from __future__ import annotations

import tomllib

import pytest

from routine_timer.toml.syntax_errors import SyntaxProblem, explained


def problem(text: str) -> SyntaxProblem:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    return explained(caught.value, text)


@pytest.mark.parametrize(
    ("text", "line", "column", "name"),
    [
        ("format = 1\nhold\u00a0= 30\n", 2, 5, "no-break space"),
        ("format = 1\nhold =\u00a030\n", 2, 7, "no-break space"),
        ("\u200bformat = 1\n", 1, 1, "zero width space"),
    ],
)
def test_an_invisible_character_is_named_with_its_place(text: str, line: int, column: int, name: str) -> None:
    found = problem(text)
    assert (found.line, found.column) == (line, column)
    assert found.message == f"there is an invisible character here ({name})"


def test_a_file_of_carriage_returns_is_named_as_that() -> None:
    assert problem('format = 1\rname = "X"\r').message == "the lines of this file end with CR alone"
