"""Broken plans: everything that is wrong with each, at its place, with a way out."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from routine_timer.care.plan_file import plan_schema, read_plan_text
from routine_timer.routine.diagnostic_codes import PLAN_ERRORS
from tests.care.golden_plans import BROKEN, NAMES, ROUTINES, reading, told

NOT_IN_THE_SCHEMA = {"bad-goals", "no-stages", "stage-twice", "unknown-routines"}
"""Files whose faults only the program can see: they depend on other stages, on or on the routines."""


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_plan_is_reported_as_it_was_when_reviewed(name: str) -> None:
    assert told(name) == (BROKEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_plan_is_no_plan_and_every_problem_has_a_way_out(name: str) -> None:
    read = reading(name)
    assert read.plan is None
    assert read.diagnostics
    assert all(one.help and one.line >= 1 and one.column >= 1 for one in read.diagnostics)


def test_every_error_that_a_plan_can_have_is_shown_by_a_broken_file() -> None:
    shown = {one.code for name in NAMES for one in reading(name).diagnostics}
    general = {"toml-syntax", "not-utf8", "newer-format", "unknown-key", "missing-key", "wrong-type", "not-a-choice"}
    assert shown == {*PLAN_ERRORS, *general, "out-of-range", "empty-text"}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("toml-", "not-utf8"))])
def test_the_schema_refuses_what_the_program_refuses(name: str) -> None:
    document = tomllib.loads((BROKEN / f"{name}.toml").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(json.loads(plan_schema()))
    assert bool(list(validator.iter_errors(document))) == (name not in NOT_IN_THE_SCHEMA)


@pytest.mark.parametrize("end", range(0, 400, 7))
def test_half_a_plan_is_read_without_an_accident(end: int) -> None:
    text = (BROKEN / "unknown-keys.toml").read_text(encoding="utf-8")[:end]
    read = read_plan_text(text, Path("half.toml"), ROUTINES)
    assert (read.plan is None) == bool(read.diagnostics)
