"""A history that another program holds: a verb says so and that nothing was changed, and does not pretend."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.history.store import database

from .conftest import Run


@pytest.fixture
def held(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(database, "_WAIT_S", 0.0)
    run("log", "after-workout", "--on", "2026-11-20")
    with contextlib.closing(sqlite3.connect(home / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "words", [["log", "after-workout", "--on", "2026-11-21"], ["skip", "2026-11-21"], ["goal", "3/week"]]
)
def test_a_change_is_refused_with_the_way_out(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert ran.code == 1
    assert "locked by another program" in ran.err
    assert "nothing was changed: wait until that program is done" in ran.err
    assert "session is kept" not in ran.err
    assert len(run("history", "--json").json) == 1
