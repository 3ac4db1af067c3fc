"""Three homes that sync through one folder, while everything that can happen to them does.

After each step that destroys nothing, everything that any home or file had must still be somewhere, in that version or
a newer one. At the end all homes must agree on exactly that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeAlias

from routine_timer.history.errors import HistoryError
from routine_timer.history.history import History
from routine_timer.history.records import AlteredRecord, Record
from routine_timer.history.store.json_codec import WrongLine, read_line, type_of
from routine_timer.history.store.tables import wins
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.sync import sync
from torture.scenario import Outcome, RunOptions

HOMES = ("one", "two", "three")
_CHANGES = ("log", "log", "log", "edit", "delete", "restore", "goal", "skip", "unskip")
_DAMAGE = ("cut", "half", "copy", "conflict", "put back", "put back home", "clone id", "clone home", "remove")

Known: TypeAlias = dict[tuple[str, str], Record]


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    for number in range(options.choose(3000, 300)):
        place = options.folder / f"syncing-{number}"
        outcome.problems += [
            f"syncing, run {number}: {what}" for what in one_run(place, options.random("sync", number))
        ]
        outcome.counts["runs of three homes"] += 1
        shutil.rmtree(place)
    return outcome


def one_run(place: Path, random: Random, steps: int = 30) -> list[str]:
    """What went wrong."""
    (place / "shared").mkdir(parents=True)
    world = _World(place, random)
    for step in range(steps):
        what = random.choices(("change", "sync", "damage"), (5, 4, 2))[0]
        before = world.known()
        done = world.damage() if what == "damage" else world.sync() if what == "sync" else world.change()
        if what == "damage":
            continue
        after = world.known()
        if lost := [key for key, record in before.items() if key not in after or wins(record, after[key])]:
            return [f"step {step}, {done}: lost {lost}"]
    expected = world.known()
    for _ in range(4):
        for home in HOMES:
            world.sync(home)
    return [
        f"{home} does not agree: {sorted(key for key in expected | found if expected.get(key) != found.get(key))}"
        for home in HOMES
        if (found := world.known(home)) != expected
    ]


class _World:
    def __init__(self, place: Path, random: Random) -> None:
        self._place = place
        self._random = random
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._skew = {home: timedelta(seconds=random.choice((0, 0, -4000, 90_000))) for home in HOMES}
        self._backups: dict[str, list[Path]] = {home: [] for home in HOMES}

    def change(self) -> str:
        self._now += timedelta(minutes=self._random.randint(0, 90))
        home, what = self._random.choice(HOMES), self._random.choice(_CHANGES)
        with self._history(home) as history:
            ids = [record.id for record in (*history.ended.sessions(), *history.ended.sessions(deleted=True))]
            day = date(2026, 11, self._random.randint(1, 25))
            try:
                match what:
                    case "log":
                        history.ended.log("stretch", day, note=f"{home} {self._now:%H:%M}")
                    case "goal":
                        history.set_goal(parse_goal(self._random.choice(("daily", "3/week"))), day)
                    case "skip":
                        history.skip(day, day + timedelta(days=1), "trip")
                    case "unskip":
                        history.unskip(day, day + timedelta(days=9))
                    case "edit" if ids:
                        history.ended.edit(self._random.choice(ids), note=f"edited {self._now:%H:%M}")
                    case "delete" if ids:
                        history.ended.delete(self._random.choice(ids))
                    case "restore" if ids:
                        history.ended.restore(self._random.choice(ids))
            except HistoryError:
                pass  # deleted already, or not deleted: the program refuses that, and nothing was changed
        return f"{what} in {home}"

    def sync(self, home: str = "") -> str:
        home = home or self._random.choice(HOMES)
        with self._history(home) as history:
            sync(history, self._shared)
        return f"sync of {home}"

    def damage(self) -> str:
        home, other = self._random.sample(HOMES, 2)
        what = self._random.choice(_DAMAGE)
        files = sorted(self._shared.glob("*.jsonl"))
        file = self._random.choice(files) if files else None
        folder = self._place / home
        match what:
            case "cut" | "half" if file is not None:
                data = file.read_bytes()
                cut = data[: self._random.randint(0, len(data))]
                file.write_bytes(cut if what == "half" else cut[: cut.rfind(b"\n") + 1])
            case "conflict" if file is not None:
                shutil.copy2(file, file.with_suffix(f".sync-conflict-{self._random.randint(1, 9)}.jsonl"))
            case "remove" if file is not None:
                file.unlink()
            case "copy" if folder.exists():
                backup = self._place / f"backup-{home}-{len(self._backups[home])}"
                shutil.copytree(folder, backup)
                self._backups[home].append(backup)
            case "put back" if self._backups[home]:
                shutil.copyfile(self._random.choice(self._backups[home]) / "history.db", folder / "history.db")
            case "put back home" if self._backups[home]:
                shutil.copytree(self._random.choice(self._backups[home]), folder, dirs_exist_ok=True)
            case "clone id" if (self._place / other / "state" / "machine-id").exists() and folder.exists():
                (folder / "state").mkdir(exist_ok=True)
                text = (self._place / other / "state" / "machine-id").read_text()
                old = self._random.random() < 0.5  # as version 0.1 wrote it
                (folder / "state" / "machine-id").write_text(text.splitlines()[0] + "\n" if old else text)
            case "clone home" if (self._place / other).exists():
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(self._place / other, folder)
        return f"{what} of {home}"

    def known(self, home: str = "") -> Known:
        """The newest version of every record that a home has; of every home and file, unless one is named."""
        known: Known = {}
        for record in self._records([home] if home else HOMES, files=not home):
            key = (type_of(record), record.id)
            if key not in known or wins(record, known[key]):
                known[key] = record
        return known

    def _records(self, homes: list[str] | tuple[str, ...], *, files: bool) -> Iterator[Record]:
        for home in homes:
            with self._history(home) as history:
                yield from [record for record in history.everything() if not isinstance(record, AlteredRecord)]
        for file in self._shared.glob("*.jsonl") if files else ():
            for line in file.read_bytes().splitlines():
                try:
                    yield read_line(line, lambda when, _zone: when.date(), lambda _segments, completed: completed)
                except WrongLine:
                    continue  # cut short

    def _history(self, home: str) -> History:
        folder = self._place / home
        return History(folder / "history.db", folder / "state", lambda: self._now + self._skew[home])

    @property
    def _shared(self) -> Path:
        return self._place / "shared"
