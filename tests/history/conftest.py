"""A history on a fake clock, in its own folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.history.history import History


class FakeClock:
    """A clock that only moves when it is told to."""

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
