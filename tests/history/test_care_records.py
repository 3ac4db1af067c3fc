"""Plans, stages, measures and pain in the history, and records that only a newer version knows."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.compose.substitutes import with_swaps
from routine_timer.history import sync
from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines, import_lines
from routine_timer.history.records import AlteredRecord
from routine_timer.history.streaks.day_of_instant import LAST_DAY
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.paths import folders
from routine_timer.routine.library import Library
from routine_timer.routine.model import leaves
from tests.history.making import session

DAY = date(2026, 11, 21)
NEWER = {
    "type": "habit",
    "id": "h1",
    "day": "2026-11-21",
    "edited_at": "2026-11-21T08:00:00+00:00",
    "seen": [1, {"a": None}],
}


def open_history(folder: Path) -> History:
    return History(folder / "history.db", folder / "state")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with open_history(tmp_path / "one") as opened:
        yield opened


def fill(history: History) -> None:
    history.care_records.start_plan("desk-body", DAY)
    history.care_records.move_to_stage("desk-body", "Fitness", 3, DAY)
    history.care_records.add_measure(DAY, "back-on-floor", "almost")
    history.care_records.add_pain(DAY, 4, "morning")
    history.care_records.add_swap(DAY, "weak-core", 2, "Plank", "knee-plank")
    history.care_records.add_swap(DAY, "weak-core", 2, "Plank", "wall-plank")
    history.care_records.accept_dose("weak-core", 1, "Bridge", 25.0)


def exported(history: History) -> list[str]:
    return sorted(export_lines(history))


def test_they_are_read_back_as_they_were_saved(history: History) -> None:
    fill(history)
    assert [record.plan for record in history.care_records.plan_records()] == ["desk-body"]
    assert [(record.stage, record.n) for record in history.care_records.stage_records()] == [("Fitness", 3)]
    assert [(record.name, record.value) for record in history.care_records.measures()] == [("back-on-floor", "almost")]
    assert [(record.pain, record.when) for record in history.care_records.pains()] == [(4, "morning")]
    assert [(one.step, one.label, one.exercise) for one in history.care_records.swaps()] == [
        (2, "Plank", "knee-plank"),
        (2, "Plank", "wall-plank"),
    ]
    assert history.check() == []


def test_what_was_taken_back_is_no_longer_in_force_and_stays_so_on_every_computer(
    history: History, tmp_path: Path
) -> None:
    fill(history)
    shared = tmp_path / "shared"
    shared.mkdir()
    with open_history(tmp_path / "two") as other:
        for one in (history, other):
            sync.sync(one, shared)
        history.care_records.take_back(history.care_records.swaps()[-1])
        history.care_records.take_back(history.care_records.doses()[-1])
        for one in (history, other):
            sync.sync(one, shared)
            assert [swap.exercise for swap in one.care_records.swaps()] == ["knee-plank"]
            assert one.care_records.doses() == []
        assert exported(other) == exported(history)


def test_a_swap_that_came_from_another_computer_is_what_the_routine_has_there(history: History, tmp_path: Path) -> None:
    library = Library.of(folders({"ROUTINE_TIMER_HOME": str(tmp_path / "home")}))
    core = library.reading("weak-core").routine
    assert core is not None
    number, plank = next((n, one) for n, one in enumerate(leaves(core.steps), 1) if one.easier_exercise)
    history.care_records.add_swap(DAY, "weak-core", number, plank.name, plank.easier_exercise)
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(f"{line}\n" for line in export_lines(history)))
    with open_history(tmp_path / "two") as other:
        import_lines(other, file)
        there = with_swaps(core, other.care_records.swaps(), library.catalogue.exercises)
    assert leaves(there.steps)[number - 1].exercise == plank.easier_exercise


def test_export_and_import_take_them_to_another_computer_once(history: History, tmp_path: Path) -> None:
    fill(history)
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(f"{line}\n" for line in export_lines(history)))
    with open_history(tmp_path / "two") as other:
        assert import_lines(other, file).added == 7
        assert import_lines(other, file).same == 7
        assert exported(other) == exported(history)


def test_sync_takes_them_along(history: History, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    fill(history)
    assert not sync.sync(history, shared).troubles
    with open_history(tmp_path / "two") as other:
        assert not sync.sync(other, shared).troubles
        assert exported(other) == exported(history)


def test_a_record_of_an_unknown_type_is_saved_as_it_is_and_passed_on(history: History, tmp_path: Path) -> None:
    file = tmp_path / "newer.jsonl"
    file.write_text(json.dumps(NEWER) + "\n")
    assert import_lines(history, file).added == 1
    assert [json.loads(line) for line in export_lines(history)] == [NEWER]
    shared = tmp_path / "shared"
    shared.mkdir()
    sync.sync(history, shared)
    with open_history(tmp_path / "two") as other:
        sync.sync(other, shared)
        assert [json.loads(line) for line in export_lines(other)] == [NEWER]


def test_of_two_versions_of_an_unknown_record_the_later_edit_wins(history: History, tmp_path: Path) -> None:
    file = tmp_path / "newer.jsonl"
    later = {**NEWER, "edited_at": "2026-11-22T08:00:00+00:00", "deleted": True}
    for order in ((NEWER, later), (later, NEWER)):
        file.write_text("".join(json.dumps(one) + "\n" for one in order))
        import_lines(history, file)
        assert [json.loads(line) for line in export_lines(history)] == [later]


def test_a_line_that_something_else_changed_is_reported_and_not_used(history: History) -> None:
    fill(history)
    history.close()
    with contextlib.closing(sqlite3.connect(history.database.file)) as db, db:
        db.execute("UPDATE entry SET line = replace(line, 'almost', 'flat')")
    with History(history.database.file, history.database.state) as opened:
        assert [altered.kind for altered in opened.check()] == ["measure"]
        assert opened.care_records.measures() == []


def test_a_line_in_the_place_of_another_says_so(history: History) -> None:
    fill(history)
    history.close()
    with contextlib.closing(sqlite3.connect(history.database.file)) as db, db:
        db.execute("UPDATE entry SET id = 'other' WHERE type = 'measure'")
    with History(history.database.file, history.database.state) as opened:
        (altered,) = opened.check()
    assert (altered.kind, altered.id, altered.what) == ("measure", "other", "its line belongs to another record")


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_the_last_of_two_swaps_stays_in_force_after_a_rename(
    history: History, monkeypatch: pytest.MonkeyPatch, ids: tuple[str, str]
) -> None:
    left = iter(ids)
    monkeypatch.setattr("routine_timer.history.store.care_records.new_id", lambda: next(left))
    history.care_records.add_swap(DAY, "weak-core", 2, "Plank", "knee-plank")
    history.care_records.add_swap(DAY, "weak-core", 2, "Plank", "wall-plank")
    history.rename_routine("weak-core", "core")
    assert [(one.routine, one.exercise) for one in history.care_records.swaps()] == [
        ("core", "knee-plank"),
        ("core", "wall-plank"),
    ]


def test_what_is_saved_comes_after_what_a_clock_that_was_a_year_fast_has_saved(tmp_path: Path) -> None:
    later, now = datetime(2027, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 8, tzinfo=UTC)
    with History(tmp_path / "history.db", tmp_path / "state", lambda: later) as fast:
        fill(fast)
        fast.care_records.add_check_in(DAY, ("higher-hip",))
        fast.care_records.add_activity(DAY, "stairs", 2)
    with History(tmp_path / "history.db", tmp_path / "state", lambda: now) as right:
        fill(right)
        right.care_records.move_to_stage("desk-body", "Align", 1, DAY)
        records = right.care_records
        records.add_check_in(DAY, ("leaning",))
        records.add_activity(DAY, "stairs", 3)
        records.accept_dose("weak-core", 1, "Bridge", 30.0)
        assert [one.dose for one in records.doses()] == [25.0, 25.0, 30.0]
        assert [one.signs for one in records.check_ins()] == [("higher-hip",), ("leaning",)]
        assert [one.score for one in records.activities()] == [2, 3]
        assert [one.stage for one in records.stage_records()] == ["Fitness", "Fitness", "Align"]
        assert records.stage_records()[-1].edited_at > records.plan_records()[-1].edited_at > later
        assert records.plan_records()[-1].edited_at > records.stage_records()[0].edited_at


def test_after_the_latest_edit_that_there_can_be_everything_can_still_be_changed_and_exported(tmp_path: Path) -> None:
    """A file from another computer may say so: nothing is locked by it, and nothing is written that none can read."""
    last = datetime.combine(LAST_DAY, time.max, UTC)
    with open_history(tmp_path / "one") as history:
        today = history.today()
        history.skip(today, today, "ill")
        history.set_goal(parse_goal("daily"), today)
        fill(history)
        history.care_records.add_check_in(today, ())
        history.merge([replace(session(history.database.now()), id="s")])
        history.merge(
            [replace(one, edited_at=last) for one in history.everything() if not isinstance(one, AlteredRecord)]
        )
        fill(history)
        history.care_records.add_check_in(today, ("leaning",))
        history.care_records.take_back(history.care_records.swaps()[-1])
        history.set_goal(parse_goal("3/week"), today)
        history.unskip(today, today)
        history.ended.delete("s")
        history.rename_routine("weak-core", "mine")
        lines = exported(history)
        assert len(lines) == len(list(history.everything()))
    (tmp_path / "lines").write_text("\n".join(lines), encoding="utf-8")
    with open_history(tmp_path / "two") as other:
        import_lines(other, tmp_path / "lines")
        assert exported(other) == lines
