"""Zones: the machine's own, and those that sessions name.

`zoneinfo` is imported only where a name has to be looked up, which `status` rarely needs. Nothing here reads the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class MachineZone(tzinfo):
    """The zone that the machine is in, as the C library knows it: no name, but right about when clocks change."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None if when is None else when.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, when: datetime | None) -> timedelta | None:  # noqa: ARG002
        return None

    def tzname(self, when: datetime | None) -> str | None:
        return None if when is None else when.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, when: datetime) -> datetime:
        return datetime.fromtimestamp(when.replace(tzinfo=UTC).timestamp()).replace(tzinfo=self)  # noqa: DTZ006


def zone_named(name: str) -> tzinfo | None:
    """The zone of an IANA name. None if there is no such zone; the name may be any text."""
    if not name or len(name) > 100 or not name.isascii() or not name.isprintable():
        return None
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_or_offset(name: str | None, offset_s: float) -> tzinfo:
    """The zone by its name; where there is none, the bare offset (seconds east of UTC)."""
    zone = zone_named(name) if name else None
    return zone or timezone(timedelta(seconds=offset_s))


def zone_name(environ: Mapping[str, str] | None = None, etc: Path | None = None) -> str | None:
    """The IANA name of the machine's zone, or None where nothing tells it.

    Args:
        environ: where `TZ` is looked for (default: the process's own).
        etc: the folder of `localtime` and `timezone` (default: `/etc`).
    """
    import os
    import pathlib

    variable = (os.environ if environ is None else environ).get("TZ")
    if variable is not None:
        name = variable.removeprefix(":")
        return name if zone_named(name) else None
    folder = pathlib.Path("/etc") if etc is None else etc
    target = os.path.realpath(folder / "localtime").replace(os.sep, "/")
    name = target.partition("/zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
    if not name:
        try:
            name = (folder / "timezone").read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
    return name if zone_named(name) else None
