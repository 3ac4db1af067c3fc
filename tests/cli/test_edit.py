"""`edit` outside the app: a bundled routine is copied first, the editor runs without a shell, the file is checked."""

from __future__ import annotations

import shlex
import sys
from errno import ENOSPC
from pathlib import Path

import pytest

from routine_timer.cli import main
from routine_timer.editing import own_routines

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return tmp_path / "home"


def editor(monkeypatch: pytest.MonkeyPatch, script: str, variable: str = "EDITOR") -> None:
    """An editor that runs `script` with the file in `file`."""
    code = f"import sys, pathlib; file = pathlib.Path(sys.argv[-1]); {script}"
    monkeypatch.setenv(variable, shlex.join([sys.executable, "-c", code, "--a flag"]))


def test_a_bundled_routine_is_copied_first_and_the_copy_reported(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    editor(monkeypatch, "assert sys.argv[1] == '--a flag'; file.write_text(file.read_text().replace('8s', '9s', 1))")
    assert main(["edit", "after"]) == 0
    own = home / "routines" / "after-workout.toml"
    bundled = Path(__file__).parents[2] / "routines" / "after-workout.toml"
    assert own.read_text() == bundled.read_text().replace("8s", "9s", 1)
    assert str(own) in capsys.readouterr().err
    assert (home / "routines" / "routine.schema.json").is_file()


def test_an_own_one_is_opened_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = home / "routines" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text('format = 1\nname = "Mine"\n[[step]]\nname = "A"\nhold = "30s"\n')
    editor(monkeypatch, "file.write_text(file.read_text().replace('30s', '40s'))", "VISUAL")
    assert main(["edit", "mine"]) == 0
    assert "40s" in own.read_text()
    assert [file.name for file in own.parent.iterdir()] == ["mine.toml"]


def test_a_mistake_is_shown_on_return_with_its_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    editor(monkeypatch, "file.write_text(file.read_text() + 'side = 1\\n')")
    assert main(["edit", "weak-core"]) == 0
    told = capsys.readouterr().out
    assert "side" in told
    assert "weak-core.toml:" in told


def test_without_an_editor_it_says_what_to_do_and_where_your_file_is(home: Path, capsys: Capture) -> None:
    assert main(["copy", "weak-core", "mine"]) == 0
    assert main(["edit", "mine"]) == 1
    told = capsys.readouterr().err
    assert "$EDITOR" in told
    assert str(home / "routines" / "mine.toml") in told


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("", "neither $VISUAL nor $EDITOR is set"),
        ("no-such-editor-anywhere --wait", "can't find the editor no-such-editor-anywhere"),
        ('vi "', "can't be read as a command"),
    ],
)
def test_without_an_editor_nothing_is_copied_and_every_way_out_is_named(
    named: str, told: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("EDITOR", named)
    assert main(["edit", "weak-core"]) == 1
    err = capsys.readouterr().err
    assert told in err
    assert "routine-timer copy weak-core my-weak-core" in err
    assert "copied" not in err
    assert not (home / "routines" / "weak-core.toml").exists()


@pytest.mark.parametrize("named", ["false", "true"])
def test_a_copy_that_nothing_was_changed_in_is_not_left_in_force(
    named: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("EDITOR", named)
    assert main(["edit", "weak-core"]) == (0 if named == "true" else 1)
    assert "the copy was removed" in capsys.readouterr().err
    assert not (home / "routines" / "weak-core.toml").exists()


@pytest.mark.parametrize("named", ["no-such-editor-anywhere --wait", 'vi "'])
def test_an_editor_that_cannot_be_run_is_named(named: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("EDITOR", named)
    assert main(["edit", "weak-core"]) == 1
    assert named.split()[0] in capsys.readouterr().err


def test_no_shell_reads_the_editor_or_the_file(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = home / "routines" / "$(touch obeyed); x.toml"
    own.parent.mkdir(parents=True)
    own.write_text('format = 1\nname = "Mine"\n[[step]]\nname = "A"\nhold = "30s"\n')
    monkeypatch.chdir(tmp_path)
    editor(monkeypatch, "file.write_text(file.read_text().replace('30s', '40s'))")
    assert main(["edit", str(own)]) == 0
    assert "40s" in own.read_text()
    assert not (tmp_path / "obeyed").exists()


def test_an_editor_that_fails_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    editor(monkeypatch, "sys.exit(3)")
    assert main(["edit", "weak-core"]) == 1
    assert "exited with code 3" in capsys.readouterr().err


def test_an_unknown_routine_is_exit_code_1_with_the_near_ones(capsys: Capture) -> None:
    assert main(["edit", "weak-cor3"]) == 1
    assert "weak-core" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "file"), [("weak-core", "routines/weak-core.toml"), ("--plan", "plans/weak-core.toml")]
)
def test_a_copy_that_has_no_room_is_named_not_the_bundled_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str, file: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    editor(monkeypatch, "pass")
    monkeypatch.setattr(own_routines, "create_bytes", full)
    assert main(["edit", name, *(["weak-core"] if name == "--plan" else [])]) == 1
    assert f"{home / file}: No space left on device" in capsys.readouterr().err
