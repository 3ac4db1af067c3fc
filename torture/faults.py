"""Every file operation of a session fails, one at a time; and disks that are really full.

The operating system itself is made to refuse: `strace` injects the error into one call of one kind on the history and
its folders, so that SQLite and the program meet it where they would. The session must go on to its end, nothing may be
lost without a word, and a trouble that stays must be told.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from torture.ordeal import (
    PATIENCE,
    SEGMENTS,
    Ordeal,
    Outcome,
    environment,
    program,
    run,
    side_by_side,
    write_routine,
)

SPEED = "60"
_ERRORS = {
    "openat": ("EACCES", "EROFS", "ENOSPC", "EIO", "EMFILE"),
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "pread64": ("EIO",),
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
_CALL = re.compile(r"^\d+ +(\w+)\(")


@dataclass(frozen=True)
class _Fault:
    call: str
    error: str
    when: str
    """As strace counts: `7` is the seventh such call, `7+` that one and all after it."""

    def __str__(self) -> str:
        return f"{self.call} says {self.error} at {self.when}"


def ordeal(ordeal: Ordeal) -> Outcome:
    outcome = Outcome()
    outcome.add(_small_files(ordeal))
    outcome.add(_small_disk(ordeal))
    if shutil.which("strace") is None:
        outcome.notes.append("strace is missing: single faults are left out (Debian, Ubuntu: apt install strace)")
        return outcome
    calls = _calls(ordeal.folder / "faults-none")
    if not calls:
        outcome.notes.append("strace may not look at processes here: single faults are left out")
        return outcome
    outcome.counts["syncs in a session"] = calls["fdatasync"] + calls["fsync"]
    if outcome.counts["syncs in a session"] < SEGMENTS:
        outcome.problems.append("what is written is not synced: a power cut would lose what was finished")
    for one in side_by_side(lambda item: _with_fault(ordeal.folder / f"faults-{item[0]}", item[1]),
                            enumerate(_faults(ordeal, calls))):  # fmt: skip
        outcome.add(one)
    return outcome


def _faults(ordeal: Ordeal, calls: Counter[str]) -> list[_Fault]:
    """Every call once with every error (in a short run, some of them), and each kind failing for good."""
    single = [
        _Fault(call, error, str(number))
        for call, count in calls.items()
        for error in _ERRORS[call]
        for number in range(1, count + 1)
    ]
    random = ordeal.random("faults")
    lasting = [
        _Fault(call, error, f"{random.randint(1, count)}+") for call, count in calls.items() for error in _ERRORS[call]
    ]
    return (single if ordeal.long else random.sample(single, min(len(single), 30))) + lasting


def _session() -> list[str]:
    return program("run", "ordeal", "--plain", "--mute", "--speed", SPEED, "--record")


def _watched(home: Path) -> list[str]:
    """The files that faults are injected into: strace takes exact paths only."""
    names = ("history.db", "history.db-journal", "state", "state/session.lock", "state/unsaved")
    return [word for name in names for word in ("-P", str(home / name))]


def _prepared(home: Path) -> Path:
    """A home with a session in it already."""
    write_routine(home)
    run(program("log", "ordeal", "--on", "2026-01-01"), environment(home))
    return home


def _calls(home: Path) -> Counter[str]:
    """How many calls of each kind a session makes."""
    trace = _prepared(home) / "trace"
    run(["strace", "-f", "-qq", "-o", str(trace), *_watched(home), *_session()], environment(home))
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines() if trace.exists() else []
    found = Counter(match.group(1) for line in lines if (match := _CALL.match(line)))
    return Counter({call: count for call, count in sorted(found.items()) if call in _ERRORS})


def _with_fault(home: Path, fault: _Fault) -> Outcome:
    _prepared(home)
    inject = f"inject={fault.call}:error={fault.error}:when={fault.when}"
    trace = home / "trace"
    words = ["strace", "-f", "-qq", "-o", str(trace), *_watched(home), "-e", inject, *_session()]
    lasting = fault.when.endswith("+")
    outcome = Outcome(Counter({f"faults that {'stay' if lasting else 'pass'}": 1}))
    try:
        done = run(words, environment(home))
    except subprocess.TimeoutExpired:
        outcome.problems.append(f"{fault}: it hangs")
        return outcome
    outcome.problems += [f"{fault}: {what}" for what in judged(home, done)]
    shutil.rmtree(home)
    return outcome


def judged(home: Path, done: subprocess.CompletedProcess[str]) -> list[str]:
    """What is wrong after a session that met a fault: it must have gone on, and be kept, or its loss be told."""
    if "Traceback" in done.stderr:
        return [f"a traceback: {done.stderr[-600:]}"]
    # strace itself speaks on stderr too.
    told = "\n".join(line for line in done.stderr.splitlines() if not line.startswith("strace:")).strip()
    problems = []
    if done.returncode or "finished" not in done.stdout:
        problems.append(f"the session did not go on to its end (exit code {done.returncode}): {told[-300:]}")
    kept = run(program("history", "--json"), environment(home))
    if kept.returncode:
        return [*problems, f"the history can't be read afterwards: {kept.stderr[-300:]}"]
    sessions = json.loads(kept.stdout)
    whole = any(s["routine"] == "ordeal" and len(s["segments"]) == SEGMENTS for s in sessions)
    if not whole and not told:
        problems.append("the session is not in the history, and nobody was told")
    if not any(s["day"] == "2026-01-01" for s in sessions) and not (told or kept.stderr):
        problems.append("an earlier session is gone, and nobody was told")
    return problems


def _small_files(ordeal: Ordeal) -> Outcome:
    """No file may grow beyond a limit: for the history, a disk that is full."""
    home = ordeal.folder / "faults-small-files"
    _prepared(home)
    size = (home / "history.db").stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(
        _session(), env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE,
        check=False, preexec_fn=limit,
    )  # fmt: skip
    outcome = Outcome(Counter({"disks really full": 1}))
    outcome.problems += [f"files that can't grow: {what}" for what in judged(home, done)]
    return outcome


def _small_disk(ordeal: Ordeal) -> Outcome:
    """A disk of two MB that is filled up: needs the right to mount one."""
    home = ordeal.folder / "faults-small-disk"
    home.mkdir()
    outcome = Outcome()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(home)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        outcome.notes.append("a full disk of its own needs the right to mount one: left out")
        return outcome
    try:
        _prepared(home)
        with (home / "filler").open("wb", buffering=0) as filler:
            for block in (65536, 4096, 512):
                try:
                    while True:
                        filler.write(b"x" * block)
                except OSError:
                    continue
        done = run(_session(), environment(home))
        outcome.counts["disks really full"] += 1
        told = done.stderr.strip()
        if "Traceback" in told or done.returncode or "finished" not in done.stdout:
            outcome.problems.append(f"a full disk: the session did not go on (exit {done.returncode}): {told[-600:]}")
        if not told:
            outcome.problems.append("a full disk: nobody was told")
        (home / "filler").unlink()
        outcome.problems += [f"a full disk, then room again: {what}" for what in judged(home, done)]
    finally:
        subprocess.run(["umount", "-l", str(home)], capture_output=True, check=False)
    return outcome
