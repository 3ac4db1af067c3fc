"""Random documents through every reader: routines, exercises, the importers, the history and settings.

Only the typed errors may come out. None may take a second of the processor, nor the process 200 MB. The clock on the
wall only says when one is given up: on a machine that does other things too it tells nothing about a document.

    python -m torture.documents SEED FIRST COUNT      one batch, told as JSON
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import FrameType

from routine_timer import paths, settings
from routine_timer.errors import RoutineTimerError
from routine_timer.formats.exporter import export_routine
from routine_timer.formats.importer import import_data
from routine_timer.formats.routine_toml_writer import to_text
from routine_timer.history import importers
from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines, import_lines
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostics import as_json, rendered
from routine_timer.routine.read import read_exercise, read_file, read_text
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from torture import habit_files
from torture.mutating import mutated
from torture.scenario import ROUTINE, Outcome, RunOptions, Told, environment, run, side_by_side

BATCH = 500
SLOWEST_S = 1.0
HANGS_S = 20
"""Seconds on the wall after which a document is given up."""
MOST_MEMORY = 200_000_000
_LOOP = b"Date,Stretch,Walk\n2026-11-20,2,0\n2026-11-19,YES_MANUAL,3\n2026-11-18,0,2\n"
_HARSH = b"2026-11-20 : Stretch : y : all well : 3\n2026-11-19 : Stretch : s\n# a comment\n2026-11-18 : Walk : n\n"
_SETTINGS = b'day_starts_at = "04:00"\nweek_starts = "monday"\ndone_at = 0.8\nvolume = 0.5\n[keys]\npause = "p"\n'
_EXERCISES = json.dumps(
    [
        {
            "name": "Toe Raise", "force": "pull", "level": "beginner", "mechanic": None, "equipment": "body only",
            "primaryMuscles": ["calves"], "secondaryMuscles": ["glutes"], "instructions": ["Stand.", "Rise."],
            "category": "stretching", "images": ["a/0.jpg"], "id": "Toe_Raise",
        }
    ]
    * 3
).encode()  # fmt: skip


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()

    def one(first: int) -> Outcome:
        words = [sys.executable, "-m", "torture.documents", str(options.seed), str(first), str(BATCH)]
        done = run(words, environment(options.folder), patience=1800)
        if done.returncode:
            return Outcome(problems=[f"documents from {first}: ended with {done.returncode}: {done.stderr[-900:]}"])
        told = json.loads(done.stdout)
        return Outcome(Counter(told["counts"]), told["problems"])

    for found in side_by_side(one, range(0, options.choose(100_000, 10_000), BATCH)):
        outcome.add(found)
    return outcome


class Readers:
    """Every way a stranger's document comes in, with documents that are good to begin with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._catalogue = Catalogue.load((paths.bundled_exercises(),))
        self._history = History(folder / "history.db", folder / "state")
        routines = [file.read_bytes() for file in sorted(paths.bundled_routines().glob("*.toml"))]
        routines.append(ROUTINE.encode())
        exercises = [file.read_bytes() for file in sorted(paths.bundled_exercises().glob("*.toml"))]
        self.all: dict[str, tuple[list[bytes], Callable[[bytes], None], int]] = {
            "routines": (routines, self._routine, 8),
            "exercises": (exercises, self._exercise, 2),
            "imports": ([*self._exported(), _EXERCISES], self._import, 6),
            "histories": (self._lines(), self._lines_in, 2),
            "others' histories": ([_LOOP, _HARSH, *self._habit_files()], self._others, 2),
            "settings": ([_SETTINGS], self._settings, 1),
        }
        """What is read -> good ones, the reader, and how many of all documents it gets."""

    def close(self) -> None:
        self._history.close()

    def _exported(self) -> Iterator[bytes]:
        for file in sorted(paths.bundled_routines().glob("*.toml")):
            routine = read_file(file, self._catalogue.exercises).routine
            assert routine is not None
            for to in ("seconds", "jawt", "timer-machine"):
                yield export_routine(compile_routine(routine), routine, to).content

    def _habit_files(self) -> list[bytes]:
        random = Random(1)
        texts = [text for _ in range(20) for text in habit_files.texts(random)]
        return [*texts, *(data for _ in range(5) for data in habit_files.databases(random, self._folder))]

    def _lines(self) -> list[bytes]:
        from torture.damage import fill

        folder = self._folder / "filled"
        fill(folder)
        with History(folder / "history.db", folder / "state") as history:
            lines = [line.encode() + b"\n" for line in export_lines(history)]
        return [b"".join(lines[-12:]), *lines[:3], *lines[-4:]]

    def _routine(self, data: bytes) -> None:
        file = self._written("routine.toml", data)
        found = read_file(file, self._catalogue.exercises)
        for diagnostic in found.check():
            rendered(diagnostic, found.text)
            as_json(diagnostic)
        if found.routine is None:
            assert found.errors, "no routine, and no error either"
            return
        timeline = compile_routine(found.routine)
        if timeline.segments:
            session = Session(timeline, 0.0, waits=False)
            session.advance(timeline.duration_s * 3 + 10)
            assert session.is_over

    def _exercise(self, data: bytes) -> None:
        found = read_exercise(self._written("exercise.toml", data))
        for diagnostic in found.check():
            rendered(diagnostic, found.text)
        assert found.exercise is not None or found.errors, "no exercise, and no error either"

    def _import(self, data: bytes) -> None:
        imported = import_data(data)
        for _, document in imported.routines:
            found = read_text(to_text(document, ""), Path("imported.toml"), self._catalogue.exercises)
            assert found.routine is not None, f"what was imported is refused: {found.errors}"

    def _lines_in(self, data: bytes) -> None:
        import_lines(self._history, self._written("history.jsonl", data))
        self._history.streak_summary(datetime(2026, 11, 21, tzinfo=UTC))

    def _others(self, data: bytes) -> None:
        importers.import_file(self._history, self._written("history.csv", data))

    def _settings(self, data: bytes) -> None:
        settings.load(self._written("config.toml", data))

    def _written(self, name: str, data: bytes) -> Path:
        file = self._folder / name
        file.write_bytes(data)
        return file


class Hangs(BaseException):
    """A document took so long that it was given up."""


@contextmanager
def _limited() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANGS_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def batch(seed: int, first: int, count: int) -> Told:
    """Documents `first` to `first + count` of a seed: what was read, and what should not have been."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        readers = Readers(Path(folder))
        names = [name for name, (_, _, share) in readers.all.items() for _ in range(share)]
        for number in range(first, first + count):
            random = Random(f"{seed}/documents/{number}")
            name = random.choice(names)
            seeds, read, _ = readers.all[name]
            data = mutated(seeds, random)
            counts[name] += 1
            where = f"document {number} ({name}, {len(data):,} bytes)"
            begun = time.process_time()
            try:
                with _limited():
                    read(data)
            except RoutineTimerError:
                counts["refused"] += 1
            except Hangs:
                problems.append(f"{where}: hangs: {traceback.format_exc()[-900:]}")
            except Exception:  # noqa: BLE001 - any other is what this looks for
                problems.append(f"{where}: {traceback.format_exc()[-1200:]}")
            if (taken := time.process_time() - begun) > SLOWEST_S:
                problems.append(f"{where}: took {taken:.1f} s")
        readers.close()
    return {"counts": counts, "problems": problems}


def most_memory() -> int:
    """The most memory that this process has held, in bytes.

    Linux hands `ru_maxrss` down from whoever started the process, so its own high-water mark is read there instead.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * next(
            int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(seed: int, first: int, count: int) -> Told:
    """A batch in a process that does nothing else, so that the memory it took can be judged too."""
    told = batch(seed, first, count)
    if (most := most_memory()) > MOST_MEMORY:
        told["problems"].append(f"documents {first} to {first + count}: {most / 1e6:.0f} MB of memory")
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:]))))
