"""A quick look, for a prompt that waits."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from routine_timer.history import quick_status
from routine_timer.history.errors import DamagedHistory, NewerHistory
from routine_timer.history.history import History
from routine_timer.history.journal_entries import SegmentEnded
from routine_timer.history.quick_status import look
from routine_timer.history.store import schema
from routine_timer.history.store.schema import migrate
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.goals import parse_goal

from .conftest import FakeClock
from .making import NOON, header, segment, session

SLOW = {
    "argparse", "dataclasses", "enum", "hashlib", "json", "msgspec", "pathlib", "platformdirs", "re", "tomllib",
    "typing", "zoneinfo", "routine_timer.settings", "routine_timer.history.history",
}  # fmt: skip


def test_it_says_what_the_whole_history_says(history: History, clock: FakeClock) -> None:
    history.set_rules(Rules(week_starts=6, freezes=True))
    history.set_goal(parse_goal("2/week"), date(2026, 11, 1))
    history.skip(date(2026, 11, 12), date(2026, 11, 13))
    history.merge(session(NOON - timedelta(days=n)) for n in range(0, 40, 3))
    assert look(str(history.database.file), clock.now) == history.streak_summary(clock.now)


BERLIN_SUMMER, BERLIN_WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("every", "offsets", "ago"),
    [
        pytest.param(1, [BERLIN_WINTER], 0, id="every day"),
        pytest.param(1, [BERLIN_WINTER], 2, id="a streak that ended, on a machine in another zone"),
        pytest.param(2, [BERLIN_WINTER, BERLIN_SUMMER], 0, id="zones that changed, with gaps"),
    ],
)
def test_it_loads_nothing_that_takes_time(history: History, every: int, offsets: list[timezone], ago: int) -> None:
    history.merge(
        session((NOON - timedelta(days=n * every)).astimezone(offsets[n % len(offsets)]), zone="Europe/Berlin")
        for n in range(30)
    )
    script = (
        "import sys; before = set(sys.modules); from datetime import datetime; "
        "from routine_timer.history.quick_status import look; look(sys.argv[1], datetime.fromisoformat(sys.argv[2])); "
        "print(*sorted(set(sys.modules) - before))"
    )
    environment = {**os.environ, "TZ": "UTC", "PYTHONPATH": os.pathsep.join(sys.path)}
    now = (NOON + timedelta(days=ago)).isoformat()
    command = [sys.executable, "-S", "-c", script, str(history.database.file), now]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    assert set(loaded.split()) & SLOW == set()


def test_a_session_killed_long_ago_is_saved_first(history: History, clock: FakeClock) -> None:
    id_ = history.active.begin(header(clock.now, 30), "{}")
    history.active.record(id_, SegmentEnded(segment(1)))
    history.close()
    clock.forward(hours=11)
    assert look(str(history.database.file), clock.now).streaks == ()
    clock.forward(hours=1)
    assert look(str(history.database.file), clock.now).current.length == 1


def test_an_older_file_is_updated_first(tmp_path: Path, clock: FakeClock) -> None:
    db = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
    migrate(db, NOON, upto=1)
    db.close()
    assert look(str(tmp_path / "history.db"), clock.now).today == "pending"


def test_a_newer_or_damaged_file_is_reported(history: History, clock: FakeClock) -> None:
    history.database.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerHistory):
        look(str(history.database.file), clock.now)
    history.close()
    history.database.file.write_bytes(b"nonsense" * 1000)
    with pytest.raises(DamagedHistory):
        look(str(history.database.file), clock.now)


def test_it_reads_the_clock_where_none_is_given(history: History) -> None:
    assert abs(look(str(history.database.file)).now - datetime.now(UTC)) < timedelta(minutes=1)


def test_it_knows_the_schema_without_loading_it() -> None:
    assert quick_status._VERSION == schema.VERSION
