"""What the program costs with far more of everything than one person has, and over hours."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from bench.homes import DAYS_A_YEAR, sessions, today, write_routines
from bench.rows import Row, at_most
from bench.setting import Setting
from bench.terminal import can_measure_others, running

GROUP = "Scale and hours"
_SEGMENTS = 8
_HOME_S, _NEW_S, _LIST_S, _LIST_MB, _PASTE_MB, _HOURS_MB = 3, 2, 2, 100, 50, 10
_PASTED = 5_000_000


def rows(setting: Setting) -> Iterator[Row]:
    yield from _routines(setting, setting.choose(10_000, 2_000))
    yield from _history(setting, setting.choose(100_000, 10_000))
    yield _exercises(setting, setting.choose(5_000, 1_000))
    if can_measure_others():
        yield _paste(setting)
    yield _hours(setting, setting.choose(120, 20))


def _routines(setting: Setting, files: int) -> Iterator[Row]:
    """The first start of all in a home with many routine files, and how long it takes to leave it at once."""
    home = setting.folder / "scale-routines"
    write_routines(home, files, 8)
    with running(setting.ours(), setting.environment(home)) as program:
        listed = program.shown("Routine 10", "never")
        begun = time.perf_counter()
        program.type("q")
        while program.read(begun + 60):
            pass
        left = time.perf_counter() - begun
    yield Row(
        "scale-home", GROUP, f"{files:,} routines: the first on the home screen", "s", listed, target=at_most(_HOME_S)
    )
    yield Row("scale-leave", GROUP, f"{files:,} routines: leaving while they are read", "s", left)


def _history(setting: Setting, count: int) -> Iterator[Row]:
    from routine_timer.history.store.json_codec import as_line

    home = setting.folder / "scale-history"
    home.mkdir()
    file = home / "sessions.jsonl"
    records = islice(sessions(count // DAYS_A_YEAR + count // 40 // DAYS_A_YEAR + 2, today()), count)
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{as_line(replace(one, segments=one.segments[:_SEGMENTS]))}\n" for one in records)
    environment = setting.environment(home)
    seconds, _ = _spent(setting.ours("history", "import", str(file)), environment)
    yield Row("scale-import", GROUP, f"{count:,} sessions: `history import FILE`", "s", seconds)
    for words, which in ((["history"], "`history`"), (["history", "--json"], "`history --json`")):
        seconds, megabytes = _spent(setting.ours(*words), environment)
        target = at_most(_LIST_S) if len(words) == 1 else None
        key = "-".join(("scale", *(word.strip("-") for word in words)))
        yield Row(key, GROUP, f"{count:,} sessions: {which}", "s", seconds, target=target)
        what = f"{count:,} sessions: {which}, memory"
        yield Row(f"{key}-memory", GROUP, what, "MB", megabytes, target=at_most(_LIST_MB))


def _exercises(setting: Setting, count: int) -> Row:
    home = setting.folder / "scale-exercises"
    folder = home / "exercises"
    folder.mkdir(parents=True)
    for number in range(count):
        text = (
            f'format = 1\nname = "Own {number}"\nstretches = ["hamstrings"]\ndose = "30s"\nposition = "on your back"\n'
        )
        (folder / f"own-{number:04}.toml").write_text(text, encoding="utf-8")
    words = setting.ours("new", "--for", "hamstrings", "--minutes", "10", "scale")
    seconds, _ = _spent(words, setting.environment(home))
    return Row(
        "scale-new",
        GROUP,
        f"{count:,} exercises of your own: `new`, the first time",
        "s",
        seconds,
        target=at_most(_NEW_S),
    )


def _paste(setting: Setting) -> Row:
    """By how much a paste of 5 MB into the finder makes the program grow."""
    home = setting.folder / "scale-paste"
    home.mkdir()
    with running(setting.ours(), setting.environment(home)) as program:
        program.wait_for("never")
        program.type("/")
        before = program.cost(2.0).resident
        text = "\x1b[200~" + "x" * _PASTED + "\x1b[201~"
        for start in range(0, len(text), 1000):
            program.type(text[start : start + 1000])
            program.read(time.perf_counter())
        program.wait_for("characters were pasted")
        grown = program.cost(2.0).resident - before
    what = f"a paste of {_PASTED // 1_000_000} MB into the finder: memory"
    return Row("scale-paste", GROUP, what, "MB", grown / 1e6, target=at_most(_PASTE_MB))


def _hours(setting: Setting, minutes: int) -> Row:
    """By how much a session grows after its first minute, its clock moved by hand."""
    home = setting.folder / "scale-hours"
    home.mkdir()
    words = setting.bare("hours", str(minutes))
    done = subprocess.run(words, env=setting.environment(home), check=True, capture_output=True, text=True)
    what = f"{minutes} minutes of a session with figures, after its first: memory"
    return Row("scale-hours", GROUP, what, "MB", float(done.stdout), target=at_most(_HOURS_MB))


def _spent(words: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds that a program takes, its output thrown away, and the most megabytes that it had.

    Raises:
        CalledProcessError: it failed.
    """
    begun = time.perf_counter()
    program = subprocess.Popen(
        words, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, words)
    return time.perf_counter() - begun, used.ru_maxrss / 1000
