"""A history truncated, overwritten and flipped bit by bit, at random.

Whatever is done to the file: no crash; a file that can't be used is kept untouched under a new name; nothing is lost
or changed without a word. Each trial runs in a process of its own batch, so that a crash of SQLite itself would show.

    python -m torture.damage HOME SEED FIRST COUNT      one batch, told as JSON
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

import msgspec

from routine_timer.history.errors import DamagedHistory, HistoryError
from routine_timer.history.history import History
from routine_timer.history.journal_entries import Remarks, RemarksChanged, SegmentEnded, SessionEnded
from routine_timer.history.records import Header, SegmentRecord, SessionRecord, Status
from routine_timer.history.streaks.goals import parse_goal
from torture.scenario import Outcome, RunOptions, Told, environment, run, side_by_side

BATCH = 25
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
_KINDS = ("truncated", "overwritten", "one bit flipped", "several bits flipped", "zeroed")


def scenario(options: RunOptions) -> Outcome:
    trials = options.choose(10_000, 400)
    whole = options.folder / "damage"
    fill(whole)
    outcome = Outcome()

    def one(first: int) -> Outcome:
        words = [sys.executable, "-m", "torture.damage", str(whole), str(options.seed), str(first), str(BATCH)]
        done = run(words, environment(options.folder), patience=600)
        where = f"damage, trials from {first}"
        if done.returncode:
            return Outcome(problems=[f"{where}: ended with {done.returncode}: {done.stderr[-600:]}"])
        told = json.loads(done.stdout)
        return Outcome(Counter(told["counts"]), told["problems"])

    for found in side_by_side(one, range(0, trials, BATCH)):
        outcome.add(found)
    return outcome


def fill(home: Path) -> None:
    """Sixty sessions, goals, skips, a check-in, one session under way; byte for byte the same each time."""
    ids = Random("damage")
    with (
        patch("os.urandom", ids.randbytes),
        patch("uuid.uuid4", lambda: UUID(int=ids.getrandbits(128), version=4)),
        History(home / "history.db", home / "state", lambda: NOW) as history,
    ):
        for ago in range(60, 0, -1):
            began = NOW - timedelta(days=ago)
            header = Header("after-workout", began, "Europe/Berlin", 90.0, ago % 10)
            id_ = history.active.begin(header, json.dumps({"made": "up"}))
            for n in range(1, 8):
                history.active.record(id_, SegmentEnded(_segment(n, ago)))
            history.active.record(id_, RemarksChanged(Remarks(note=f"note {ago}")))
            status: Status = "completed" if ago % 5 else "partial"
            history.active.end(id_, SessionEnded(status, 200.0 + ago, began + timedelta(minutes=5)))
        history.set_goal(parse_goal("3/week"), date(2026, 10, 1))
        history.skip(date(2026, 11, 1), date(2026, 11, 3), "travel")
        history.care_records.add_check_in(date(2026, 11, 2), ["sway"], "left", "a note")
        history.care_records.accept_dose("after-workout", 1, "Plank", 25.0)
        running = history.active.begin(Header("weak-core", NOW, "Europe/Berlin", 60.0), json.dumps({"made": "up"}))
        history.active.record(running, SegmentEnded(_segment(1, 0)))


def _segment(n: int, ago: int) -> SegmentRecord:
    return SegmentRecord(n, "hold", f"Supine pigeon {n}", ("left", "right")[n % 2], None, None, None, 30.0,
                         30.0 + ago / 10, None, "done")  # fmt: skip


def _harm(data: bytes, kind: str, random: Random) -> bytes:
    changed = bytearray(data)
    match kind:
        case "truncated":
            return data[: random.randrange(len(data))]
        case "overwritten":
            at, length = random.randrange(len(data)), random.choice([1, 16, 512, 4096])
            changed[at : at + length] = random.randbytes(min(length, len(data) - at))
        case "zeroed":
            at, length = random.randrange(len(data)), random.choice([16, 512, 4096])
            changed[at : at + length] = bytes(min(length, len(data) - at))
        case _:
            for _ in range(1 if kind.startswith("one") else random.randint(2, 40)):
                changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _trial(whole: Path, home: Path, random: Random) -> tuple[str, str, list[str]]:
    """One kind of harm, its results, and which of them must not happen."""
    kind = random.choice(_KINDS)
    file = home / "history.db"
    harmed = _harm((whole / "history.db").read_bytes(), kind, random)
    file.write_bytes(harmed)
    told: list[str] = []
    history, error = History.open_anyway(file, home / "state", lambda: NOW)
    problems = []
    if error is not None:
        told.append(str(error))
    with history:
        try:
            told += [f"{altered.kind} {altered.id}" for altered in history.check()]
        except DamagedHistory as damaged:
            recovered = history.recover(damaged)
            error = recovered
            told.append(str(recovered))
        there = _records(history, told)
        # Whatever is left must still be good for its uses.
        history.streak_summary(NOW, series=True)
        history.ended.days()
        history.ended.last_done()
        history.active.unfinished_sessions()
    if isinstance(error, DamagedHistory) and error.aside is not None and error.aside.read_bytes() != harmed:
        problems.append("what was set aside is not the damaged file as it was")
    if isinstance(error, DamagedHistory) and error.aside is None:
        problems.append("the damaged file was not set aside")
    if not told:
        with History(whole / "history.db", whole / "state", lambda: NOW) as good:
            before = _records(good, [])
        lost = {key for key, value in before.items() if there.get(key) != value}
        if lost:
            problems.append(f"nothing was told, and these are not what they were: {sorted(lost)[:3]}")
    return kind, "told" if told else "harmless", problems


def _records(history: History, told: list[str]) -> dict[str, object]:
    """Everything that a person would miss, by kind and id."""
    found: dict[str, object] = {}
    for record in history.everything():
        key = f"{type(record).__name__} {record.id}"
        if isinstance(record, SessionRecord):
            found[key] = msgspec.structs.replace(record, intact=True)
            if not record.intact:
                told.append(key)
        else:
            found[key] = record
    for session in history.active.unfinished_sessions():
        found[f"under way {session.id}"] = (session.segments, session.timeline, session.header.routine)
    return found


def batch(whole: Path, seed: int, first: int, count: int) -> Told:
    """Trials `first` to `first + count` of a seed: the results of each kind of harm, and those that must not happen."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    for number in range(first, first + count):
        home = whole.parent / f"damage-{number}"
        home.mkdir()
        random = Random(f"{seed}/damage/{number}")
        try:
            kind, came, wrong = _trial(whole, home, random)
        except HistoryError as error:
            kind, came, wrong = "?", "told", [f"not caught: {error!r}"]
        except Exception as error:  # noqa: BLE001 - any other is what this looks for
            import traceback

            kind, came, wrong = "?", "crashed", [f"{error!r}: {traceback.format_exc()[-900:]}"]
        counts[f"{kind}, {came}"] += 1
        problems += [f"damage, trial {number} ({kind}): {what}" for what in wrong]
        shutil.rmtree(home)
    return {"counts": counts, "problems": problems}


if __name__ == "__main__":
    home, *numbers = sys.argv[1:]
    sys.stdout.write(json.dumps(batch(Path(home), *map(int, numbers))))
