"""What routine files cost: to read, to check, to list; beside what `tomllib` alone takes to parse the same text."""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.homes import routine_text, write_routines
from bench.rows import Row, at_most, in_turn, times
from bench.setting import Setting, wall_time
from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.read import read_text
from routine_timer.timeline import compile_routine

GROUP = "Routine files"
MOST_TIMES, RECHECK_MS = 3, 50
STEPS = FILES = (10, 100, 1000)
_PARSE = """
import sys, time, tomllib
from pathlib import Path
files = sorted(Path(sys.argv[1]).glob("*.toml"))
begun = time.perf_counter()
for file in files:
    tomllib.loads(file.read_text(encoding="utf-8"))
sys.stdout.write(str(time.perf_counter() - begun))
"""


def rows(setting: Setting) -> Iterator[Row]:
    yield from _long_files(setting)
    yield from _folders(setting)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _long_files(setting: Setting) -> Iterator[Row]:
    """One file of many steps: read and compiled, and checked anew as while typing."""
    catalogue = Catalogue.load((paths.bundled_exercises(),))
    file = Path("bench.toml")
    repeats = setting.choose(15, 5)
    for steps in STEPS:
        text = routine_text(1, steps)

        def whole(text: str = text) -> object:
            found = read_text(text, file, catalogue.exercises)
            assert found.routine is not None, found.errors
            return compile_routine(found.routine)

        ours, parsed = in_turn(
            repeats,
            lambda: timed(whole),
            lambda text=text: timed(lambda: tomllib.loads(text)),  # type: ignore[misc]
        )
        what = f"a file of {steps} steps: read, checked, compiled"
        yield Row(f"steps-{steps}", GROUP, what, "ms", ours * 1000, parsed * 1000, "tomllib", None, repeats)
    checked, parsed = in_turn(
        repeats,
        lambda: timed(lambda: read_text(text, file, catalogue.exercises).check()),
        lambda: timed(lambda: tomllib.loads(text)),
    )
    what = "1,000 steps checked again, advice too"
    target = at_most(RECHECK_MS)
    yield Row("recheck", GROUP, what, "ms", checked * 1000, parsed * 1000, "tomllib", target, repeats)


def _folders(setting: Setting) -> Iterator[Row]:
    repeats = setting.choose(5, 1)
    listed: dict[int, float] = {}
    for files in FILES:
        home = setting.folder / f"files-{files}"
        write_routines(home, files, 20)
        environment = setting.environment(home)
        (listed[files],) = in_turn(repeats, lambda e=environment: wall_time(setting.ours("list"), e))  # type: ignore[misc]
        what = f"`list`, a folder of {files} files of 20 steps"
        yield Row(f"list-{files}", GROUP, what, "s", listed[files], None, "", None, repeats)
    yield from _checked(setting, repeats)


def _checked(setting: Setting, repeats: int) -> Iterator[Row]:
    """`check` of a thousand files, less one start of the interpreter, against what tomllib takes to parse them.

    Twice: files without problems, and files that draw a piece of advice for every other step, each with its place.
    """
    for key, advised, which in (
        ("check-1000", False, "without problems"),
        ("check-advised", True, "with 9 pieces of advice each"),
    ):
        homes = {files: setting.folder / f"{key}-{files}" for files in FILES[-2:]}
        for files, home in homes.items():
            write_routines(home, files, 20, advised=advised)
        hundred, thousand = (setting.environment(home) for home in homes.values())
        checked, few, python, parsed = in_turn(
            repeats,
            lambda e=thousand: wall_time(setting.ours("check"), e),  # type: ignore[misc]
            lambda e=hundred: wall_time(setting.ours("check"), e),  # type: ignore[misc]
            lambda e=thousand: wall_time([sys.executable, "-c", "pass"], e),  # type: ignore[misc]
            lambda e=thousand, home=homes[FILES[-1]]: _parsed(home / "routines", e),  # type: ignore[misc]
        )
        what = f"`check`, 1,000 files of 20 steps {which}, minus one start of Python"
        yield Row(key, GROUP, what, "s", checked - python, parsed, "tomllib", times(MOST_TIMES), repeats)
        what = f"`check`, 1,000 files {which}, against 100"
        yield Row(f"{key}-growth", GROUP, what, "s", checked, few, "100 files", times(10), repeats)


def _parsed(folder: Path, environment: dict[str, str]) -> float:
    import subprocess

    words = [sys.executable, "-c", _PARSE, str(folder)]
    return float(subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout)
