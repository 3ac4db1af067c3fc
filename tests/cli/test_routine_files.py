"""`copy`, `rename`, `delete`, `undelete` and `reset`: what happens to routine files, and to their history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

MINE = 'format = 1\nname = "Mine"  # for the evening\n[[step]]\nname = "A"\nhold = "30s"\n'

WriteRoutine = Callable[[str, str], Path]


def ids(run: Run) -> dict[str, str]:
    return {one["id"]: one["source"] for one in run("list", "--json").json}


def test_a_copy_has_a_new_name_and_leaves_the_original(run: Run, home: Path) -> None:
    copied = run("copy", "weak-core", "Morning core")
    file = home / "routines" / "morning-core.toml"
    assert (copied.code, copied.out) == (0, f"{file}\n")
    assert 'name = "Morning core"' in file.read_text()
    assert ids(run)["weak-core"] == "bundled"
    assert run("copy", "weak-core", "Morning core").code == 1


def test_renaming_carries_the_history_and_keeps_comments(run: Run, routine: WriteRoutine) -> None:
    before = routine("mine", MINE)
    run("log", "mine")
    run("log", "weak-core")
    renamed = run("rename", "mine", "Before bed")
    assert renamed.code == 0
    assert "with 1 session" in renamed.err
    assert not before.exists()
    assert before.with_name("before-bed.toml").read_text() == MINE.replace("Mine", "Before bed")
    assert sorted(one["routine"] for one in run("history", "--json").json) == ["before-bed", "weak-core"]


def test_a_routine_without_sessions_is_renamed_without_a_word_about_them(run: Run) -> None:
    run("copy", "weak-core", "mine")
    assert run("rename", "mine", "later").err == "renamed mine to later\n"


def test_only_your_own_routines_are_renamed_or_deleted(run: Run) -> None:
    refused = run("rename", "weak-core", "x")
    assert refused.code == 1
    assert "routine-timer copy weak-core" in refused.err
    refused = run("delete", "weak-core")
    assert refused.code == 1
    assert "routine-timer reset weak-core" in refused.err
    assert ids(run)["weak-core"] == "bundled"


def test_a_deleted_routine_can_be_restored(run: Run, routine: WriteRoutine) -> None:
    file = routine("mine", MINE)
    other = routine("other", MINE)
    assert run("undelete").code == 1
    assert run("delete", "mine").code == 0
    assert run("delete", "other").code == 0
    assert not {"mine", "other"} & set(ids(run))
    assert run("undelete", "mine").out == f"{file}\n"
    assert run("undelete").out == f"{other}\n"
    assert (file.read_text(), other.read_text()) == (MINE, MINE)


def test_restoring_never_replaces_a_file(run: Run, routine: WriteRoutine) -> None:
    file = routine("mine", MINE)
    run("delete", "mine")
    routine("mine", MINE.replace("30s", "40s"))
    for names in (("mine",), ()):
        refused = run("undelete", *names)
        assert refused.code == 1
        assert f"{file} already exists" in refused.err
    assert "40s" in file.read_text()


def test_reset_brings_back_the_bundled_version_and_undelete_your_own(run: Run, routine: WriteRoutine) -> None:
    routine("weak-core", MINE)
    assert ids(run)["weak-core"] == "own"
    assert run("reset", "weak-core").code == 0
    assert ids(run)["weak-core"] == "bundled"
    again = run("reset", "weak-core")
    assert (again.code, "already the bundled version" in again.err) == (0, True)
    assert run("undelete").code == 0
    assert ids(run)["weak-core"] == "own"


def test_only_bundled_routines_are_reset(run: Run, routine: WriteRoutine) -> None:
    routine("mine", MINE)
    refused = run("reset", "mine")
    assert refused.code == 1
    assert "routine-timer delete mine" in refused.err
    assert "mine" in ids(run)


def test_a_file_renamed_outside_the_program_is_offered_its_sessions(run: Run, home: Path) -> None:
    for name in ("before", "another"):
        run("new", "--for", "glutes" if name == "before" else "neck", "--minutes", "5", name)
    run("run", "before", "--plain", "--mute", "--speed", "2000", "--record")
    assert "looks like the same routine" not in run("list").err
    (home / "routines" / "before.toml").rename(home / "routines" / "my evening.toml")
    command = "routine-timer rename before 'my evening'"
    assert run("list").err == (
        f"before is missing, and my evening looks like the same routine. To move its history: `{command}`\n"
    )
    renamed = run("rename", "before", "my evening")
    assert (renamed.code, renamed.err) == (0, "moved 1 session from before to my evening\n")
    assert run("list").err == ""
    (listed,) = [one for one in run("list", "--json").json if one["id"] == "my evening"]
    assert listed["last_done"] is not None
