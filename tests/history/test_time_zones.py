"""Zones by name, and the machine's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.history.time_zones import MachineZone, zone_name, zone_or_offset


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine is in Berlin."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a running process can't be set here")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_the_machine_s_zone_knows_summer_and_both_passes_of_an_hour() -> None:
    zone = MachineZone()
    winter, summer = datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert winter.astimezone(zone).isoformat() == "2026-01-01T13:00:00+01:00"
    assert summer.astimezone(zone).isoformat() == "2026-07-01T14:00:00+02:00"
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(zone) for hour in (0, 1))
    assert (first.isoformat(), second.isoformat()) == ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
    assert (summer.astimezone(zone).tzname(), zone.utcoffset(None)) == ("CEST", None)
    assert zone_name() == "Europe/Berlin"


@pytest.mark.parametrize(
    ("said", "name"),
    [("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo"), ("CET-1CEST", None), ("/etc/localtime", None)],
)
def test_tz_names_the_zone(said: str, name: str | None) -> None:
    assert zone_name({"TZ": said}) == name


def test_else_the_link_or_the_file_of_the_system_does(tmp_path: Path) -> None:
    zones = tmp_path / "zoneinfo" / "Pacific"
    zones.mkdir(parents=True)
    (zones / "Apia").touch()
    etc = tmp_path / "etc"
    etc.mkdir()
    assert zone_name({}, etc) is None
    (etc / "timezone").write_text("Europe/Berlin\n")
    assert zone_name({}, etc) == "Europe/Berlin"
    (etc / "localtime").symlink_to(zones / "Apia")
    assert zone_name({}, etc) == "Pacific/Apia"


def test_an_unknown_name_leaves_the_offset() -> None:
    assert zone_or_offset("Nowhere/Land", 3600.0).utcoffset(None) == timedelta(hours=1)
    assert str(zone_or_offset("Europe/Berlin", 0.0)) == "Europe/Berlin"
