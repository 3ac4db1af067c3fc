"""The JSON Schema: as strict as the reader where it can be, and never stricter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli_w
from hypothesis import assume, given, settings

from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.format import CircuitTable, CueTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.json_schema import FILE_NAME, schema, schema_text
from routine_timer.routine.read import read_text
from tests.routine import golden
from tests.routine.documents import documents

VALIDATOR = jsonschema.Draft202012Validator(schema())
CATALOGUE = golden.catalogue()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_beside_the_bundled_routines_is_up_to_date() -> None:
    file = paths.bundled_routines() / FILE_NAME
    assert file.read_text(encoding="utf-8") == schema_text(), f"run: routine-timer schema routines/{FILE_NAME}"


@pytest.mark.parametrize("file", sorted(paths.bundled_routines().glob("*.toml")), ids=lambda file: file.stem)
def test_a_bundled_routine_names_the_schema_and_is_valid_by_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"#:schema ./{FILE_NAME}\n")
    assert [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))] == []


@pytest.mark.parametrize("name", ["unknown-key-in-step", "wrong-types", "hold-and-reps", "no-name", "unknown-muscles"])
def test_the_schema_refuses_what_an_editor_should_underline(name: str) -> None:
    document = tomllib.loads((golden.BROKEN / f"{name}.toml").read_text(encoding="utf-8"))
    assert not VALIDATOR.is_valid(document)


def test_every_key_has_its_description() -> None:
    made = schema([])
    tables = [made, *made["$defs"].values()]
    assert len(tables) == len((RoutineTable, StepTable, CircuitTable, PhaseTable, CueTable))
    for table in tables:
        assert [key for key, value in table["properties"].items() if "description" not in value] == []


def test_an_editor_tells_what_holds_where_a_key_is_left_out() -> None:
    between = schema([])["properties"]["between"]
    assert between["default"] == "8s"
    assert between["description"].endswith(' Default: `"8s"`.')


def test_an_editor_is_offered_the_exercises_and_can_be_given_others() -> None:
    document = {"name": "x", "step": [{"exercise": "my-own"}]}
    assert VALIDATOR.is_valid(document)
    assert "plank" in str(schema()["$defs"]["step"]["properties"]["exercise"])


@settings(max_examples=80)
@given(documents)
def test_what_the_schema_refuses_the_reader_refuses(document: dict[str, Any]) -> None:
    assume(not VALIDATOR.is_valid(document))
    reading = read_text(tomli_w.dumps(document), Path("test.toml"), CATALOGUE.exercises)
    assert reading.errors, [error.message for error in VALIDATOR.iter_errors(document)]


def test_the_catalogue_of_these_tests_is_whole() -> None:
    assert isinstance(CATALOGUE, Catalogue)
    assert CATALOGUE.broken == ()


def _defaults() -> list[tuple[str, str, Any]]:
    made = schema([])
    tables = {"routine": made, **made["$defs"]}
    return [
        (name, key, v["default"]) for name, t in tables.items() for key, v in t["properties"].items() if "default" in v
    ]


@pytest.mark.parametrize(("table", "key", "default"), _defaults())
def test_a_default_is_what_holds_where_the_key_is_left_out(table: str, key: str, default: Any) -> None:
    cue: dict[str, Any] = {"at": "halfway", "say": "Breathe"}
    steps = [{"name": "a", "hold": 30, "sides": "both", "cues": [cue]}, {"name": "b", "hold": 30}]
    circuit = {"step": steps}
    without: dict[str, Any] = {"name": "x", "step": [*steps, circuit]}
    said = {"routine": without, "step": steps[0], "circuit": circuit, "cue": cue}[table]
    plain = read_text(tomli_w.dumps(without), Path("test.toml"), CATALOGUE.exercises).routine
    said[key] = default
    written = read_text(tomli_w.dumps(without), Path("test.toml"), CATALOGUE.exercises).routine
    assert plain is not None
    assert written == plain
