"""Every file operation of a session fails, one at a time; and disks that are really full (`torture.disks`).

The operating system itself is made to refuse: `strace` injects the error into one call of one kind on one group of
files, so that SQLite and the program meet it where they would, in plain lines and in the app. The session must go on to
its end, nothing may be lost without a word, and a trouble that stays must be told.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from torture import disks
from torture.leading import Led, judged, on_screen, plainly, prepared
from torture.scenario import SEGMENTS, WORKERS, ZONE, Outcome, RunOptions, side_by_side

_ERRORS = {
    "openat": ("EACCES", "EROFS", "ENOSPC", "EIO", "EMFILE"),
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "pread64": ("EIO",),
    "read": ("EIO",),
    "getdents64": ("EIO",),
    "fdatasync": ("EIO", "ENOSPC"),
    "fsync": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "rename": ("EACCES", "ENOSPC"),
    "mkdir": ("EACCES", "ENOSPC", "EROFS"),
    "fcntl": ("EIO", "ENOLCK"),
    "flock": ("ENOLCK", "EIO"),
    "newfstatat": ("EIO", "EACCES"),
}
"""What each call may say on a disk that is full, read-only, broken, or somebody else's."""
_BACKUP = "state/backups/history-{today}"
_PLACES: Mapping[str, tuple[str, ...]] = {
    "history": ("history.db", "history.db-journal"),
    "state": ("state", "state/session.lock", "state/unsaved"),
    "backup": ("state/backups", f"{_BACKUP}.db", f"{_BACKUP}.new", f"{_BACKUP}.new-journal"),
    "settings and caches": ("config.toml", "cache", "cache/catalogue.msgpack", "cache/sounds", "cache/home.json"),
    "routine": ("routines", "routines/ordeal.toml", "exercises"),
}
"""The files of a session; strace takes exact paths only."""
_NEEDED = "routine"
"""Without these, no session can start."""
_WAYS: Mapping[str, Callable[[Path, Sequence[str]], Led]] = {"plain": plainly, "app": on_screen}
_IN_APP = 200
"""How many of the calls on the history fail in the app in a long run: the same ones as in plain lines, but slower."""
_CALL = re.compile(r"^(\d+) +(\w+)\(")
_SECCOMP = "--seccomp-bpf"
"""Only what is looked for is stopped at, which is several times faster."""


@dataclass(frozen=True)
class _Fault:
    way: str
    place: str
    call: str
    error: str
    when: str
    """As strace counts: `7` is the seventh such call, `7+` that one and all after it."""

    def __str__(self) -> str:
        return f"{self.way}, {self.place}: {self.call} says {self.error} at {self.when}"

    @property
    def stays(self) -> bool:
        return self.when.endswith("+")


def scenario(options: RunOptions) -> Outcome:
    outcome = disks.scenario(options)
    if shutil.which("strace") is None:
        outcome.notes.append("strace is missing: single faults are left out (Debian, Ubuntu: apt install strace)")
        return outcome
    home = prepared(options.folder / "faults")
    calls = {(way, place): _calls(home, way, place) for way in _WAYS for place in _PLACES}
    if not calls["plain", "history"]:
        outcome.notes.append("strace may not look at processes here: single faults are left out")
        return outcome
    outcome.counts["syncs in a session"] = sum(calls["plain", "history"][call] for call in ("fdatasync", "fsync"))
    if outcome.counts["syncs in a session"] < SEGMENTS:
        outcome.problems.append("what is written is not synced: a power cut would lose what was finished")
    faults = _faults(options, calls)
    # Sessions mostly wait, so more of them than there are cores.
    for one in side_by_side(lambda item: _with_fault(home, *item), enumerate(faults), 2 * WORKERS):
        outcome.add(one)
    return outcome


def _faults(options: RunOptions, calls: Mapping[tuple[str, str], Counter[str]]) -> list[_Fault]:
    """Every call once with every error (in a short run, some of them), and each kind failing for good."""
    random = options.random("faults")
    faults = []
    for way in _WAYS:
        kinds = [
            (place, call, error, count)
            for place in _PLACES
            for call, count in calls[way, place].items()
            for error in _ERRORS[call]
        ]
        single = [
            _Fault(way, place, call, error, str(number))
            for place, call, error, count in kinds
            for number in range(1, count + 1)
        ]
        lasting = [
            _Fault(way, place, call, error, f"{random.randint(1, count)}+") for place, call, error, count in kinds
        ]
        if not options.long:
            single = random.sample(single, min(len(single), 30 if way == "plain" else 10))
            lasting = random.sample(lasting, min(len(lasting), 25 if way == "plain" else 6))
        elif way == "app":
            inside = [fault for fault in single if fault.place == "history"]
            single = [fault for fault in single if fault.place != "history"]
            single += random.sample(inside, min(len(inside), _IN_APP))
        faults += [*single, *lasting]
    return faults


def _watched(home: Path, place: str) -> list[str]:
    today = datetime.now(ZoneInfo(ZONE)).date().isoformat()
    return [word for name in _PLACES[place] for word in ("-P", str(home / name.format(today=today)))]


def _strace(home: Path, place: str, calls: Sequence[str]) -> list[str]:
    names = ",".join(f"?{call}" for call in calls)
    trace = str(home / "trace")
    return ["strace", "-f", "-qq", _SECCOMP, "-o", trace, *_watched(home, place), "-e", f"trace={names}"]


def _traced(home: Path) -> list[str]:
    trace = home / "trace"
    return trace.read_text(encoding="utf-8", errors="replace").splitlines() if trace.exists() else []


def _calls(whole: Path, way: str, place: str) -> Counter[str]:
    """How many calls of each kind a session makes on the files of a place, in the thread that makes most: strace
    counts in each thread anew."""
    home = whole.with_name(f"faults-none-{way}-{place}")
    shutil.copytree(whole, home)
    _WAYS[way](home, _strace(home, place, list(_ERRORS)))
    found = Counter(match.groups() for line in _traced(home) if (match := _CALL.match(line)))
    shutil.rmtree(home)
    most = Counter[str]()
    for (_thread, call), count in sorted(found.items()):
        most[call] = max(most[call], count)
    return most


def _with_fault(whole: Path, number: int, fault: _Fault) -> Outcome:
    home = whole.with_name(f"faults-{number}")
    shutil.copytree(whole, home)
    inject = f"inject={fault.call}:error={fault.error}:when={fault.when}"
    led = _WAYS[fault.way](home, [*_strace(home, fault.place, [fault.call]), "-e", inject])
    outcome = Outcome()
    outcome.problems += [f"{fault}: {what}" for what in judged(home, led, may_refuse=fault.place == _NEEDED)]
    if any("(INJECTED)" in line for line in _traced(home)):
        kind = "stay" if fault.stays else "pass"
        outcome.counts[f"faults that {kind}, {'in the app' if fault.way == 'app' else 'in plain lines'}"] += 1
        outcome.counts["of them told"] += bool(led.told)
    else:
        outcome.counts["faults that no call met"] += 1
    shutil.rmtree(home)
    return outcome
