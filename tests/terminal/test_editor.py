"""A routine changed in a real terminal: typed, undone, saved, and opened in another editor."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, program, surroundings

pytestmark = pytest.mark.terminal

ROUTINE = """\
format = 1
name = "Evening"

# The side that slept.
[[step]]            # first
exercise = "clam"
reps = 10

[[step]]
name = "Rest"
hold = "45s"        # no longer
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "routine-timer" / "routines" / "evening.toml"
    found.parent.mkdir(parents=True)
    found.write_bytes(ROUTINE.replace("\n", "\r\n").encode())
    return found


def total(terminal: Terminal) -> str:
    found = re.search(r"Evening +(\S+)", terminal.text)
    return found[1] if found else ""


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_dose_is_changed_a_mistake_undone_and_exactly_that_saved(
    tmp_path: Path, file: Path, columns: int, rows: int
) -> None:
    before = file.read_bytes()
    with Terminal(program("edit", "evening"), surroundings(tmp_path), columns=columns, rows=rows) as terminal:
        terminal.wait_for(r"Evening +\d:\d\d")
        was = total(terminal)
        terminal.press("\x1b[F", "+")  # it opens on the steps: the last one
        terminal.wait_for("50 s")
        terminal.wait_until(lambda _: total(terminal) not in ("", was), "another total")
        assert "unsaved" in terminal.text
        terminal.press("enter")
        terminal.wait_for('hold = "50s"')
        terminal.press("down", "x")
        terminal.wait_for("1 error")
        terminal.wait_for("xname")
        terminal.press("\x1a")  # ctrl+z
        terminal.wait_until(lambda text: "error" not in text, "no error any more")
        terminal.press("\x13")  # ctrl+s
        terminal.wait_for(r"Saved Evening\.")
        terminal.press("escape")
        terminal.wait_for("enter start")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert file.read_bytes() == before.replace(b'"45s"', b'"50s"')


def test_another_editor_is_opened_and_what_it_wrote_is_looked_through(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "my editor.py"
    other.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "file = pathlib.Path(sys.argv[2])\n"
        "assert sys.argv[1] == '$HOME; *'\n"
        "print('the other editor')\n"
        "file.write_bytes(file.read_bytes().replace(b'Evening', b'Morning'))\n"
    )
    other.chmod(other.stat().st_mode | stat.S_IXUSR)
    environment = surroundings(tmp_path, VISUAL=f"'{other}' '$HOME; *'")
    with Terminal(program("edit", "evening"), environment) as terminal:
        terminal.wait_for(r"Evening +\d:\d\d")
        terminal.press("\x05")  # ctrl+e
        terminal.wait_for(r"Morning +\d:\d\d")
        terminal.wait_for("Reloaded from disk")
        terminal.press("\x1a")
        terminal.wait_for(r"Evening +\d:\d\d")
        terminal.press("\x11")  # ctrl+q asks, as what was undone to is not what is on disk
        terminal.wait_for("Save your changes?")
        terminal.press("d")
        assert terminal.wait_for_end() == 0
    assert b"Morning" in file.read_bytes()


def test_a_bundled_routine_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    with Terminal(program(), surroundings(tmp_path)) as terminal:
        terminal.wait_for("After the workout")
        terminal.press("e")
        terminal.wait_for("Copied to")
        copy = tmp_path / "routine-timer" / "routines" / "after-workout.toml"
        assert copy.exists()
        terminal.press("escape")
        terminal.wait_for("enter start")
    assert not copy.exists()  # nothing was changed


def test_a_name_typed_in_one_write_with_the_key_that_asks_for_it_is_in_its_field(tmp_path: Path, file: Path) -> None:
    with Terminal(program(), surroundings(tmp_path)) as terminal:
        terminal.wait_for("Evening")
        terminal.child.send("nquiet hips")
        terminal.wait_for("New routine")
        terminal.wait_for("quiet hips")
        terminal.child.send("\x11")
        assert terminal.wait_for_end() == 0
