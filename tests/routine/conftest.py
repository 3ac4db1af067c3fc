"""The bundled catalogue, read once, and a short way to read a routine that a test writes down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.read import Reading, read_text
from tests.routine import golden

Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return golden.catalogue()


@pytest.fixture
def read(catalogue: Catalogue) -> Read:
    """Read the steps of a routine; its top may come before the first [[step]]."""

    def read_steps(text: str) -> Reading:
        return read_text('format = 1\nname = "Test"\n' + dedent(text), Path("test.toml"), catalogue.exercises)

    return read_steps
