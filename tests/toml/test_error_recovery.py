"""A text that is not TOML in several places: each is reported, and nothing that only follows from another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.routine.read import read_text
from tests.routine import golden

CATALOGUE = golden.catalogue()
GOOD = [file.read_text(encoding="utf-8") for file in sorted(paths.bundled_routines().glob("*.toml"))]
SLIPS = [
    "hold = 30s", "about = Undo sitting", 'name = "Open', "name = 'Open", "sets 2", 'note: "slowly"', "sides =",
    'avoid = ["a" "b"]', "Then the other side", "= 3", r'note = "a\qb"', 'cues = [{ at = "5s" say = "Up" }]',
    "rest = “5s”",
]  # fmt: skip
"""Lines that are not TOML, wherever they are; their keys are new to the step that they are put into."""


def told(text: str, catalogue: Catalogue = CATALOGUE) -> tuple[Diagnostic, ...]:
    return read_text(text, Path("test.toml"), catalogue.exercises).check()


@settings(max_examples=80)
@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 200), st.sampled_from(SLIPS)), min_size=1, max_size=5))
def test_each_slip_is_reported_once_at_its_line_and_nothing_else_is(good: str, slips: list[tuple[int, str]]) -> None:
    lines = good.split("\n")
    headers = [number for number, line in enumerate(lines) if line.startswith("[[step]]")]
    for at, slip in sorted(((headers[place % len(headers)], slip) for place, slip in slips), reverse=True):
        key = slip.split(maxsplit=1)[0].rstrip(":")
        step = lines[at + 1 : next((n for n in range(at + 1, len(lines)) if lines[n].startswith("[")), len(lines))]
        if not any(line.startswith(key) for line in step):
            lines.insert(at + 1, slip)
    broken = [number for number, line in enumerate(lines, 1) if line in SLIPS]

    found = told("\n".join(lines))

    if broken:
        assert [one.line for one in found] == broken
        assert {one.code for one in found} == {"toml-syntax"}


def test_what_is_wrong_otherwise_is_reported_in_the_same_run() -> None:
    found = told('format = 1\nname = Test\n[[step]]\nexercise = "plankk"\nhold = 30s\nholdd = 3\n')
    assert [(one.line, one.code) for one in found] == [
        (2, "toml-syntax"),
        (4, "unknown-exercise"),
        (5, "toml-syntax"),
        (6, "unknown-key"),
    ]


def test_a_key_that_cannot_be_read_is_not_missed() -> None:
    text = 'format = 1\nname = Test\n[[step]]\nname = Plank\nhold = 30s\nsets = two\nrest = "5s"\n'
    assert [(one.line, one.code) for one in told(text)] == [(n, "toml-syntax") for n in (2, 4, 5, 6)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('name = \'Test\n\n[[step]]\nexercise = "plank"\n', 1, 8),
        ('name = "Test"\nnote = """Long\n\n[[step]]\nexercise = "plank"\n', 2, 8),
        ("name = \"Test\"\nnote = '''It's long\n\n[[step]]\n", 2, 8),
    ],
    ids=["single quotes", "several lines", "several lines in single quotes"],
)
def test_a_text_without_an_end_is_reported_where_it_starts(text: str, line: int, column: int) -> None:
    first = told(text)[0]
    assert (first.line, first.column, first.message) == (line, column, "this text has no closing quote")


def test_a_text_without_an_end_in_the_last_line_hides_nothing_else() -> None:
    text = 'format = 1\nname = "Test"\n[[step]]\nexercise = "plankk"\n[[step]]\nexercise = "ham'
    assert [(one.line, one.code) for one in told(text)] == [(4, "unknown-exercise"), (6, "toml-syntax")]


def test_a_table_named_again_and_again_is_one_fault() -> None:
    found = told('format = 1\nname = "Test"\n' + '[step]\nexercise = "plank"\n' * 4)
    assert [(one.line, one.code) for one in found] == [(5, "toml-syntax")]


def test_the_report_of_a_file_that_is_not_a_routine_has_an_end() -> None:
    prose = "Once upon a time there was a stretch\n" * 2000
    assert 1 <= len(told(prose)) <= 50
