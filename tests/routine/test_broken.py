"""Broken files: everything that is wrong with each, at its place, with a way out."""

from __future__ import annotations

import pytest

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostic_codes import ERRORS
from routine_timer.routine.read import read_file
from tests.routine.golden import BROKEN, NAMES, told


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_is_reported_as_it_was_when_reviewed(name: str, catalogue: Catalogue) -> None:
    assert told(name, catalogue) == (BROKEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_has_no_routine_and_at_least_one_error(name: str, catalogue: Catalogue) -> None:
    reading = read_file(BROKEN / f"{name}.toml", catalogue.exercises)
    assert reading.routine is None
    assert reading.errors


def test_every_error_that_a_text_can_have_is_shown_by_a_broken_file(catalogue: Catalogue) -> None:
    readings = [read_file(BROKEN / f"{name}.toml", catalogue.exercises) for name in NAMES]
    shown = {one.code for reading in readings for one in reading.errors}
    assert set(ERRORS) - shown == {"unreadable", "too-big", "ladder-loop"}
