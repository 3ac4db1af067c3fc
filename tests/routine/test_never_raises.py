"""Whatever a file says: it can be followed, or it has diagnostics at places that exist; nothing is ever raised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from routine_timer.routine.diagnostic_codes import severity
from routine_timer.routine.diagnostics import as_github, as_json, rendered
from routine_timer.routine.read import Reading, read_exercise, read_text
from routine_timer.timeline import compile_routine
from tests.making import CODES
from tests.routine import golden
from tests.routine.documents import documents, sensible

CATALOGUE = golden.catalogue()
BROKEN = [file.read_bytes().decode("utf-8", "replace") for file in sorted(golden.BROKEN.glob("*.toml"))]


def holds(reading: Reading) -> None:
    """What is true of any reading."""
    assert (reading.routine is None) == bool(reading.errors)
    lines = reading.text.split("\n")
    told = reading.check()
    assert list(told) == sorted(told, key=lambda one: (one.line, one.column, one.code))
    for one in told:
        assert one.code in CODES
        assert one.severity == severity(one.code)
        assert one.message
        assert 1 <= one.line <= one.end_line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        assert (one.line, one.column) <= (one.end_line, one.end_column)
        for text in (rendered(one, reading.text), as_github(one), str(as_json(one))):
            assert not any(ord(character) < 32 and character != "\n" for character in text)
    if reading.routine is not None:
        timeline = compile_routine(reading.routine)
        assert 0 < len(timeline.segments) <= 10_001
        assert 0 < timeline.duration_s <= 25 * 3600


@settings(max_examples=100)
@given(documents)
def test_any_document_compiles_or_is_reported(document: dict[str, Any]) -> None:
    holds(read_text(tomli_w.dumps(document), Path("test.toml"), CATALOGUE.exercises))


@settings(max_examples=100)
@given(sensible)
def test_a_sensible_document_compiles(document: dict[str, Any]) -> None:
    reading = read_text(tomli_w.dumps(document), Path("test.toml"), CATALOGUE.exercises)
    assert reading.errors == ()
    holds(reading)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file with a piece cut out, doubled, or put in the place of another."""
    text = draw(st.sampled_from(BROKEN))
    start, end, to = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    piece = draw(st.sampled_from(["", text[start:end], "\t", "[", '"', "\n[[step]]\n", "=", "\x1b", "日", "#", "'''"]))
    return text[:start] + piece + text[end if draw(st.booleans()) else to :]


@settings(max_examples=100)
@given(st.one_of(damaged(), st.text(alphabet=st.characters(codec="utf-8"), max_size=60)))
@example("a = [\n")
@example('[step]\n"""')
@example("'é' = [1, # ö\n")
def test_any_text_compiles_or_is_reported(text: str) -> None:
    holds(read_text(text, Path("test.toml"), CATALOGUE.exercises))


@settings(max_examples=60)
@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_reported(data: bytes, tmp_path_factory: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(data)
    reading = read_exercise(file)
    assert reading.exercise is None
    assert reading.errors
