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
        ("format = 1\n\fhold = 30\n", 2, 1, "form feed"),
        ("format = 1\vhold = 30\n", 1, 11, "vertical tab"),
        ("format = 1\0\n", 1, 11, "null"),
        ("format = 1\x1bhold\n", 1, 11, "U+001B"),
        ("format = 1\rhold = 30\n", 1, 11, "carriage return"),
        ("format = 1\u2028hold = 30\n", 1, 11, "line separator"),
        ("format = 1\u0085hold = 30\n", 1, 11, "next line"),
        ("hold\u2066 = 30\n", 1, 5, "left-to-right isolate"),
    ],
)
def test_an_invisible_character_is_named_with_its_place(text: str, line: int, column: int, name: str) -> None:
    found = problem(text)
    assert (found.line, found.column) == (line, column)
    assert found.message == f"there is an invisible character here ({name})"


@pytest.mark.parametrize(
    ("text", "column", "wide", "plain"),
    [
        ("hold\uff1d30\n", 5, "\uff1d", "="),
        ("\uff3b[step]]\n", 1, "\uff3b", "["),
        ("hold = 3\uff10\n", 9, "\uff10", "0"),
    ],
)
def test_a_full_width_character_is_named_with_its_place(text: str, column: int, wide: str, plain: str) -> None:
    found = problem(text)
    assert (found.column, found.message) == (column, f"there is a full-width {wide} here")
    assert found.help == f"replace it with {plain}"


def test_a_file_of_carriage_returns_is_named_as_that() -> None:
    assert problem('format = 1\rname = "X"\r').message == "the lines of this file end with CR alone"
