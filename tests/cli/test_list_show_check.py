"""`list`, `show` and `check`: what a person reads and what a program relies on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_timer import paths
from tests.cli.conftest import Run

GOLDEN = Path(__file__).parent / "golden"
BUNDLED = (
    "after-workout",
    "align-first",
    "anterior-tilt",
    "bend-and-lift",
    "cool-down",
    "core-three",
    "desk-hips",
    "desk-shoulders",
    "desk-shoulders-no-band",
    "gentle-start",
    "hamstrings-and-quads",
    "on-your-feet",
    "one-hip-higher",
    "psoas-and-glutes",
    "self-check",
    "walking-drill",
    "weak-core",
)
BROKEN = 'format = 1\nname = "Mine"\n[[step]]\nexercise = "plank"\nside = "both"\n'

Write = Callable[[str, str], Path]


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_routine_is_laid_out_as_it_was_when_somebody_looked_at_it(run: Run, name: str) -> None:
    shown = run("show", name, "--json")
    assert shown.code == 0
    assert shown.json == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def test_every_bundled_routine_has_a_golden_file() -> None:
    assert tuple(sorted(file.stem for file in paths.bundled_routines().glob("*.toml"))) == BUNDLED


def test_the_default_routine_takes_ten_to_twelve_minutes(run: Run) -> None:
    assert 600 <= run("show", "after-workout", "--json").json["duration_s"] <= 720


def test_the_bundled_routines_are_without_fault_or_advice(run: Run) -> None:
    checked = run("check", "--json")
    assert (checked.code, checked.json) == (0, [])


def test_list_tells_what_a_program_needs_of_each_routine(run: Run) -> None:
    listed = {entry["id"]: entry for entry in run("list", "--json").json}
    assert tuple(listed) == BUNDLED
    entry = listed["one-hip-higher"]
    assert entry["name"] == "One hip higher"
    assert (entry["source"], entry["last_done"], entry["errors"]) == ("bundled", None, [])
    assert entry["duration_s"] == run("show", "one-hip-higher", "--json").json["duration_s"]
    assert Path(entry["file"]).is_file()


def test_list_shows_when_a_routine_was_last_done(run: Run) -> None:
    run("log", "weak-core", "--on", "2026-11-01")
    listed = {entry["id"]: entry for entry in run("list", "--json").json}
    assert listed["weak-core"]["last_done"] == "2026-11-01"
    assert listed["after-workout"]["last_done"] is None


def test_a_broken_file_is_in_the_list_and_hides_no_other(run: Run, routine: Write) -> None:
    routine("mine", BROKEN)
    listed = run("list", "--json")
    entries = {entry["id"]: entry for entry in listed.json}
    assert listed.code == 0
    assert len(entries) == len(BUNDLED) + 1
    (error,) = entries["mine"]["errors"]
    assert (error["line"], error["code"]) == (5, "unknown-key")
    assert entries["mine"]["duration_s"] is None
    assert "line 5" in run("list").out


def test_check_names_file_line_key_and_the_way_out(run: Run, routine: Write) -> None:
    file = routine("mine", BROKEN)
    checked = run("check", str(file))
    assert checked.code == 1
    for piece in (f"{file}:5:1", 'side = "both"', "^^^^", "sides", "unknown-key"):
        assert piece in checked.out


def test_check_for_github_is_one_annotation_a_problem(run: Run, routine: Write) -> None:
    routine("mine", BROKEN)
    checked = run("check", "--format", "github")
    assert checked.code == 1
    assert checked.out.startswith("::error file=")
    assert "line=5,col=1" in checked.out


def test_a_routine_of_ones_own_shadows_the_bundled_one(run: Run, routine: Write) -> None:
    routine("weak-core", 'format = 1\nname = "My core"\n[[step]]\nname = "Sit"\nhold = "10s"\n')
    assert run("show", "weak-core", "--json").json["name"] == "My core"
    (entry,) = [one for one in run("list", "--json").json if one["id"] == "weak-core"]
    assert entry["source"] == "own"


@pytest.mark.parametrize("name", ["one-hip-higher", "one", "one-hip"])
def test_a_routine_is_named_by_its_id_or_the_only_beginning(run: Run, name: str) -> None:
    assert run("show", name, "--json").json["id"] == "one-hip-higher"


def test_an_ambiguous_beginning_lists_what_it_may_mean(run: Run) -> None:
    shown = run("show", "desk")
    assert shown.code == 1
    assert "desk-hips" in shown.err
    assert "desk-shoulders" in shown.err


def test_a_misspelt_verb_is_reported_as_one(run: Run) -> None:
    alone = run("chek")
    assert (alone.code, alone.out) == (1, "")
    assert "did you mean the command check" in alone.err
    with_a_name = run("shwo", "after-workout")
    assert (with_a_name.code, with_a_name.out) == (2, "")
    assert "did you mean show?" in with_a_name.err


def test_the_columns_of_a_shown_routine_are_below_each_other(run: Run, routine: Write) -> None:
    routine("mine", 'format = 1\nname = "Mine"\n[[step]]\nname = "Sit"\nhold = "30s"\nsides = "both"\n')
    rows = [line for line in run("show", "mine").out.splitlines() if line.endswith(" s")]
    assert len(rows) == 4
    assert len({len(row[: row.rindex(" s")].rstrip("0123456789")) for row in rows}) == 1


@pytest.mark.parametrize(
    ("dose", "shown"),
    [
        ('hold = "30s"', "30 s"),
        ('hold = "20-30s"', "20-30 s"),
        ('hold = "90s-2m"', "1 min 30 s to 2 min"),
        ('hold = "20s+"', "20 s+ (to 40 s)"),
        ('hold = "20s+"\nmax = "1m"', "20 s+ (to 1 min)"),
        ('hold = "up to 60s"', "up to 1 min"),
        ('reps = "8-12"', "8-12 reps"),
        ('reps = "8-12"\nsides = "alternating"', "8-12 reps each side"),
        ('reps = "1-3"\npace = "self"', "1-3 reps, your pace"),
        ("reps = 1", "1 rep"),
    ],
)
def test_show_tells_both_ends_of_a_dose(run: Run, routine: Write, dose: str, shown: str) -> None:
    routine("mine", f'format = 1\nname = "Mine"\n[[step]]\nname = "Sit"\n{dose}\n')
    (line,) = (line for line in run("show", "mine").out.splitlines() if " Sit " in line)
    assert line.endswith(f"  {shown}")


def test_a_wrong_name_suggests_the_near_ones(run: Run) -> None:
    shown = run("show", "aftr-workout")
    assert (shown.code, shown.out) == (1, "")
    assert "after-workout" in shown.err


def test_a_file_is_named_by_its_path(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a strange 'name'.toml"
    file.write_text('format = 1\nname = "Odd"\n[[step]]\nname = "Sit"\nhold = "10s"\n', encoding="utf-8")
    assert run("show", str(file), "--json").json["name"] == "Odd"


def test_show_says_what_is_needed_below_the_name(run: Run) -> None:
    assert run("show", "after-workout").out.splitlines()[1].startswith("You need: a mat")


def test_show_prints_every_segment_and_what_each_muscle_gets(run: Run) -> None:
    shown = run("show", "one-hip-higher").out
    for piece in ("Supine pigeon", "part 2 of 2", "to right", "piriformis", "stretched", "under tension"):
        assert piece in shown


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from routine_timer import __version__

    assert run("--version").out == f"routine-timer {__version__}\n"


def test_wrong_usage_exits_with_two(run: Run) -> None:
    assert run("run").code == 2
    assert run("list", "--nonsense").code == 2
    assert run("run", "after-workout", "--speed", "-1").code == 2


def test_hidden_files_are_not_routines(run: Run, home: Path) -> None:
    (home / "routines").mkdir()
    (home / "exercises").mkdir()
    for folder in (home / "routines", home / "exercises"):
        (folder / ".#x.toml").symlink_to("user@host.1234:1700000000")  # as Emacs locks a file
        (folder / "._x.toml").write_bytes(b"\0\5\x16\7\0")  # as macOS keeps what its file system can't
    assert run("check").code == 0
    assert "x" not in {routine["id"] for routine in run("list", "--json").json}
