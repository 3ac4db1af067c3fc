"""Runs the fastest tests first, for `make mutants` (`pytest -p tests.fastest_first`).

mutmut chooses the tests of a mutant but gives them no order, and the first one that fails is enough.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

_STATISTICS = Path("mutmut-stats.json")
"""What mutmut measured, in the folder in which it runs the tests."""


@cache
def _seconds() -> dict[str, float]:
    if not _STATISTICS.exists():
        return {}  # the first run, in which mutmut measures
    seconds: dict[str, float] = json.loads(_STATISTICS.read_text("utf-8"))["duration_by_test"]
    return seconds


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _seconds().get(item.nodeid, 0.0))
