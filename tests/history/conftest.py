"""A history on a fake clock, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.history.history import History


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 21, 18, 0, tzinfo=UTC))


@pytest.fixture
def history(tmp_path: Path, clock: FakeClock) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state", clock) as opened:
        yield opened
