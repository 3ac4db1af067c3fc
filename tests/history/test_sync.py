"""Several machines, one folder."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from routine_timer.history.errors import BadImport, CannotWrite, DiskFull, NewerHistory, UnsafeLink
from routine_timer.history.history import History
from routine_timer.history.import_export import export_lines
from routine_timer.history.machine_id import load_machine
from routine_timer.history.merge_result import MergeResult
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.sync import Synced, sync

from .conftest import FakeClock
from .making import session


def machine_id(state: Path) -> str:
    return load_machine(state)[0].id


@pytest.fixture(autouse=True)
def shared(tmp_path: Path) -> Path:
    """The folder that the person made, and something else carries."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def machines(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[History, History]]:
    with (
        History(tmp_path / "one" / "history.db", tmp_path / "one", clock) as one,
        History(tmp_path / "two" / "history.db", tmp_path / "two", clock) as two,
    ):
        yield one, two


def test_both_end_up_with_everything(machines: tuple[History, History], tmp_path: Path, clock: FakeClock) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    one.merge([session(id="a")])
    two.merge([session(id="b")])
    two.set_goal(parse_goal("3/week"), date(2026, 11, 1))
    sync(one, folder)
    assert sync(two, folder).merged.added == 1
    assert sync(one, folder).merged.added == 2
    assert sorted(export_lines(one)) == sorted(export_lines(two))
    clock.forward(minutes=1)
    one.ended.delete("b")
    two.ended.edit("a", note="edited there")
    for machine in (one, two, one):
        sync(machine, folder)
    assert sorted(export_lines(one)) == sorted(export_lines(two))
    assert (two.ended.session("b").deleted, one.ended.session("a").note) == (True, "edited there")


def test_each_writes_its_own_file_only(machines: tuple[History, History], tmp_path: Path) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    for machine in machines:
        sync(machine, folder)
    assert {file.name for file in folder.iterdir()} == {f"{machine_id(m.database.state)}.jsonl" for m in (one, two)}


def test_nothing_new_writes_nothing(machines: tuple[History, History], tmp_path: Path) -> None:
    one, _ = machines
    folder = tmp_path / "shared"
    one.merge([session(id="a")])
    sync(one, folder)
    before = next(folder.iterdir()).stat().st_mtime_ns
    sync(one, folder)
    assert next(folder.iterdir()).stat().st_mtime_ns == before


def test_a_broken_file_is_reported_and_the_others_are_read(machines: tuple[History, History], tmp_path: Path) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    two.merge([session(id="b")])
    sync(two, folder)
    (folder / "0.jsonl").write_bytes(b"\xff half a file")
    synced = sync(one, folder)
    assert synced.merged.added == 1
    assert [type(trouble) for trouble in synced.troubles] == [BadImport]


def test_a_folder_out_of_reach_is_reported(machines: tuple[History, History], tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()
    synced = sync(machines[0], blocked / "folder")
    assert any(isinstance(trouble, CannotWrite) for trouble in synced.troubles)


def test_a_folder_that_has_vanished_is_reported_and_not_made_again(
    machines: tuple[History, History], shared: Path, tmp_path: Path
) -> None:
    one, two = machines
    one.merge([session(id="a")])
    sync(one, shared)
    shared.rename(tmp_path / "unplugged")
    two.merge([session(id="b")])
    for machine in machines:
        (trouble,) = sync(machine, shared).troubles
        assert isinstance(trouble, CannotWrite)
        assert str(shared) in str(trouble)
        assert "connect" in str(trouble)
    assert not shared.exists()
    (tmp_path / "unplugged").rename(shared)
    assert sync(two, shared).merged.added == 1
    assert sync(one, shared).merged.added == 1


def test_what_has_not_changed_is_not_read_again(machines: tuple[History, History], tmp_path: Path) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    two.merge([session(id="b")])
    sync(two, folder)
    sync(one, folder)
    theirs = folder / f"{machine_id(two.database.state)}.jsonl"
    before = theirs.stat()
    theirs.write_bytes(b"x" * before.st_size)
    os.utime(theirs, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert sync(one, folder).troubles == ()
    os.utime(theirs)
    assert [type(trouble) for trouble in sync(one, folder).troubles] == [BadImport]


def test_of_a_file_that_has_grown_only_the_new_lines_count(machines: tuple[History, History], tmp_path: Path) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    two.merge(session(id=f"{n}") for n in range(5))
    for machine in (two, one, two, one):
        sync(machine, folder)
    two.merge([session(id="new")])
    sync(two, folder)
    assert sync(one, folder).merged == MergeResult(added=1)


def test_a_history_that_was_lost_comes_back_from_the_folder(tmp_path: Path, clock: FakeClock) -> None:
    file, folder = tmp_path / "one" / "history.db", tmp_path / "shared"
    with History(file, tmp_path / "one", clock) as one:
        one.merge([session(id="a"), session(id="b")])
        one.ended.delete("b")
        sync(one, folder)
        lines = list(export_lines(one))
    file.unlink()
    with History(file, tmp_path / "one", clock) as one:
        assert sync(one, folder).merged.added == 2
        assert list(export_lines(one)) == lines


def test_a_history_that_was_put_back_takes_all_in_again(
    machines: tuple[History, History], tmp_path: Path, clock: FakeClock
) -> None:
    one, two = machines
    folder = tmp_path / "shared"
    one.merge([session(id="a")])
    sync(one, folder)
    old = one.database.file.read_bytes()
    two.merge([session(id="b")])
    one.merge([session(id="c")])
    for machine in (two, one):
        sync(machine, folder)
    one.close()
    one.database.file.write_bytes(old)
    with History(one.database.file, one.database.state, clock) as again:
        sync(again, folder)
        assert sorted(record.id for record in again.ended.sessions()) == ["a", "b", "c"]


def test_a_history_that_is_in_memory_alone_leaves_the_folder_as_it_is(
    machines: tuple[History, History], tmp_path: Path, clock: FakeClock
) -> None:
    one, _ = machines
    folder = tmp_path / "shared"
    one.merge([session(id="a")])
    sync(one, folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with contextlib.closing(sqlite3.connect(one.database.file)) as db:
        db.execute("PRAGMA user_version = 99")
    newer, told = History.open_anyway(one.database.file, one.database.state, clock)
    with newer:
        assert isinstance(told, NewerHistory)
        assert sync(newer, folder).troubles == (told,)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_file_of_its_own_that_broke_is_set_aside_not_written_over(tmp_path: Path, clock: FakeClock) -> None:
    file, folder = tmp_path / "one" / "history.db", tmp_path / "shared"
    with History(file, tmp_path / "one", clock) as one:
        one.merge([session(id="a")])
        sync(one, folder)
    file.unlink()
    own = next(folder.iterdir())
    own.write_bytes(own.read_bytes() + b"{half a li")
    with History(file, tmp_path / "one", clock) as one:
        assert [type(trouble) for trouble in sync(one, folder).troubles] == [BadImport]
    assert own.with_suffix(".unreadable").read_bytes().endswith(b"{half a li")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_not_a_file_is_left_alone(machines: tuple[History, History], tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    (folder / "0.jsonl").mkdir()
    os.mkfifo(folder / "1.jsonl")
    assert sync(machines[0], folder).troubles == ()


def test_a_machine_keeps_its_id(tmp_path: Path) -> None:
    first = machine_id(tmp_path / "state")
    assert machine_id(tmp_path / "state") == first
    assert machine_id(tmp_path / "other") != first
    (tmp_path / "state" / "machine-id").write_text("../../evil")
    assert len(machine_id(tmp_path / "state")) == 32


class TestNothingIsLost:
    """The history, its own file in the folder, or the whole home is put back as it was earlier."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "one" / "history.db"

    def add(self, file: Path, clock: FakeClock, folder: Path, *ids: str) -> Synced:
        clock.forward(minutes=1)
        with History(file, file.parent, clock) as history:
            history.merge([session(id=id_) for id_ in ids])
            return sync(history, folder)

    def ids(self, file: Path, clock: FakeClock) -> set[str]:
        with History(file, file.parent, clock) as history:
            return {record.id for record in history.ended.sessions()}

    def test_an_older_history_copied_back_takes_in_what_only_the_folder_has(
        self, file: Path, shared: Path, clock: FakeClock
    ) -> None:
        self.add(file, clock, shared, "a")
        shutil.copyfile(file, file.with_name("y.db"))
        self.add(file, clock, shared, "b")
        shutil.copyfile(file.with_name("y.db"), file)
        synced = self.add(file, clock, shared, "c")
        assert (synced.merged.added, synced.troubles, synced.notices) == (1, (), ())
        assert self.ids(file, clock) == {"a", "b", "c"}
        assert len(list(shared.iterdir())) == 1

    def test_an_older_home_put_back_takes_in_what_only_the_folder_has(
        self, file: Path, shared: Path, clock: FakeClock, tmp_path: Path
    ) -> None:
        self.add(file, clock, shared, "a")
        shutil.copytree(tmp_path / "one", tmp_path / "backup")
        self.add(file, clock, shared, "b")
        shutil.copytree(tmp_path / "backup", tmp_path / "one", dirs_exist_ok=True)
        synced = self.add(file, clock, shared, "c")
        assert "restored from a backup" in synced.notices[0]
        assert self.ids(file, clock) == {"a", "b", "c"}
        assert self.add(file, clock, shared).notices == ()

    def test_a_deletion_is_not_undone_by_what_is_put_back(self, file: Path, shared: Path, clock: FakeClock) -> None:
        self.add(file, clock, shared, "a", "b")
        shutil.copyfile(file, file.with_name("y.db"))
        clock.forward(minutes=1)
        with History(file, file.parent, clock) as history:
            history.ended.delete("a")
            sync(history, shared)
        shutil.copyfile(file.with_name("y.db"), file)
        self.add(file, clock, shared)
        assert self.ids(file, clock) == {"b"}

    @pytest.mark.parametrize("keep", [0, 1, 2])
    def test_a_file_in_the_folder_that_was_cut_short_is_written_again(
        self, file: Path, shared: Path, clock: FakeClock, keep: int
    ) -> None:
        self.add(file, clock, shared, "a", "b", "c")
        (own,) = shared.iterdir()
        whole = own.read_bytes()
        own.write_bytes(b"".join(whole.splitlines(keepends=True)[:keep]))
        assert self.add(file, clock, shared).notices == ()
        assert own.read_bytes() == whole

    def test_a_second_sync_with_nothing_new_touches_no_file(
        self, file: Path, shared: Path, clock: FakeClock, tmp_path: Path
    ) -> None:
        self.add(file, clock, shared, "a")
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
        assert self.add(file, clock, shared) == Synced(MergeResult())
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before

    def test_one_bad_line_does_not_block_the_others(
        self, machines: tuple[History, History], shared: Path, clock: FakeClock
    ) -> None:
        one, two = machines
        two.merge([session(id="b"), session(id="c")])
        sync(two, shared)
        (theirs,) = shared.iterdir()
        first, second = theirs.read_bytes().splitlines(keepends=True)
        theirs.write_bytes(first + b"{bad}\n" + second)
        synced = sync(one, shared)
        assert {record.id for record in one.ended.sessions()} == {"b", "c"}
        assert "1 line can't be read; the others were imported" in str(synced.troubles[0])


class TestWhatIsSaidOfTheFolder:
    def test_a_file_that_may_not_be_read_is_not_said_to_be_read_only(
        self, machines: tuple[History, History], shared: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two = machines
        two.merge([session(id="b")])
        sync(two, shared)
        (theirs,) = shared.iterdir()

        def refuse(*_: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr("routine_timer.history.sync.open_regular", refuse)
        (trouble,) = sync(one, shared).troubles
        assert str(trouble) == f"{theirs} can't be read (Permission denied)"
        assert trouble.help == "check that it is there, and that you may read it; the next sync tries again"

    def test_where_only_the_own_file_cannot_be_written_what_came_in_is_not_denied(
        self, machines: tuple[History, History], shared: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two = machines
        two.merge([session(id="b")])
        sync(two, shared)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("routine_timer.history.sync.write_bytes", full)
        synced = sync(one, shared)
        assert synced.merged.added == 1
        (trouble,) = synced.troubles
        assert "can't grow: the disk is full" in str(trouble)
        assert trouble.help == "free some space; the next sync tries again"


class TestAFolderThatOthersCanWriteTo:
    def test_a_link_in_place_of_its_own_file_is_not_written_through(
        self, machines: tuple[History, History], shared: Path, tmp_path: Path
    ) -> None:
        one, _ = machines
        one.merge([session(id="a")])
        sync(one, shared)
        (own,) = shared.iterdir()
        shell = tmp_path / ".bashrc"
        shell.write_text("alias ll='ls -l'\n")
        own.unlink()
        own.symlink_to(shell)
        synced = sync(one, shared)
        assert shell.read_text() == "alias ll='ls -l'\n"
        assert not own.is_symlink()
        assert own.read_text().count("\n") == 1
        assert "symbolic link" in synced.notices[0]
        assert sync(one, shared) == Synced(MergeResult())

    def test_a_link_that_could_not_be_replaced_is_not_said_to_be(
        self, machines: tuple[History, History], shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, _ = machines
        one.merge([session(id="a")])
        sync(one, shared)
        (own,) = shared.iterdir()
        own.unlink()
        own.symlink_to(tmp_path / "elsewhere")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("routine_timer.history.sync.write_bytes", full)
            synced = sync(one, shared)
        assert [type(trouble) for trouble in synced.troubles] == [DiskFull]
        assert synced.notices[0].startswith(
            f"{own} is a symbolic link, which could lead anywhere. It was not followed."
        )
        assert "replaced" not in synced.notices[0]
        assert "It was not followed; it is replaced by this computer's own file." in sync(one, shared).notices[0]

    @pytest.mark.parametrize("dangling", [True, False])
    def test_another_computer_s_link_is_not_read(
        self, machines: tuple[History, History], shared: Path, tmp_path: Path, dangling: bool
    ) -> None:
        one, two = machines
        two.merge([session(id="b")])
        sync(two, shared)
        theirs = shared / f"{machine_id(two.database.state)}.jsonl"
        theirs.replace(tmp_path / "elsewhere.jsonl")
        theirs.symlink_to(tmp_path / ("nowhere" if dangling else "elsewhere.jsonl"))
        synced = sync(one, shared)
        assert [type(trouble) for trouble in synced.troubles] == [UnsafeLink]
        assert len(one.ended.sessions()) == 0

    def test_a_pipe_in_place_of_its_own_file_is_replaced_without_waiting(
        self, machines: tuple[History, History], shared: Path
    ) -> None:
        one, _ = machines
        one.merge([session(id="a")])
        sync(one, shared)
        (own,) = shared.iterdir()
        own.unlink()
        os.mkfifo(own)
        assert "pipe" in sync(one, shared).notices[0]
        assert own.is_file()

    def test_hidden_files_are_passed_over(self, machines: tuple[History, History], shared: Path) -> None:
        for name in ("._id.jsonl", ".#id.jsonl"):
            (shared / name).write_bytes(b"\0\5\x16\7")
        assert sync(machines[0], shared).troubles == ()

    def test_a_folder_in_place_of_its_own_file_is_reported(
        self, machines: tuple[History, History], shared: Path
    ) -> None:
        one, _ = machines
        (shared / f"{machine_id(one.database.state)}.jsonl").mkdir()
        assert [type(trouble) for trouble in sync(one, shared).troubles] == [CannotWrite]


class TestCopiedHomes:
    def test_a_copied_home_gets_its_own_id_and_says_so(
        self, machines: tuple[History, History], shared: Path, tmp_path: Path, clock: FakeClock
    ) -> None:
        one, _ = machines
        one.merge([session(id="a")])
        sync(one, shared)
        one.close()
        shutil.copytree(tmp_path / "one", tmp_path / "copy")
        with (
            History(tmp_path / "copy" / "history.db", tmp_path / "copy", clock) as copy,
            History(one.database.file, one.database.state, clock) as again,
        ):
            copy.merge([session(id="c")])
            again.merge([session(id="d")])
            assert "copy of another computer's home folder" in sync(copy, shared).notices[0]
            for machine in (again, copy, again):
                assert sync(machine, shared).notices == ()
            assert sorted(export_lines(again)) == sorted(export_lines(copy))
        assert len(list(shared.iterdir())) == 2

    def test_two_homes_that_version_0_1_gave_one_id_are_told_apart(
        self, machines: tuple[History, History], shared: Path, clock: FakeClock
    ) -> None:
        one, two = machines
        for number, machine in enumerate(machines):
            (machine.database.state / "machine-id").write_text(f"{'a' * 32}\n")
            machine.merge([session(id=f"{number}")])
        assert sync(one, shared).notices == ()
        assert "another computer uses the same sync id" in sync(two, shared).notices[0]
        for machine in (one, two, one):
            assert sync(machine, shared).notices == ()
        assert sorted(export_lines(one)) == sorted(export_lines(two))
        assert machine_id(one.database.state) != machine_id(two.database.state)


def test_a_day_entered_by_hand_counts_at_once_on_the_other_computer(
    machines: tuple[History, History], shared: Path, clock: FakeClock
) -> None:
    one, two = machines
    clock.now = datetime(2026, 11, 21, 8, tzinfo=UTC)
    one.ended.log("stretch", date(2026, 11, 21), zone="UTC")
    two.ended.log("run", date(2026, 11, 20), time(18), zone="UTC")
    for machine in (one, two):
        sync(machine, shared)
    assert (one.streak_summary(clock.now).today, two.streak_summary(clock.now).today) == ("done", "done")
    assert two.streak_summary(clock.now).current.length == 2
