"""`completion`: scripts that real shells take, and names that no shell can obey."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from routine_timer.cli import main, parser
from routine_timer.cli.verb_list import SUMMARIES
from routine_timer.cli.verbs.completion import names

SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_every_verb_and_its_options_are_in_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    assert all(verb in text for verb in SUMMARIES)
    assert "speed" in text
    assert "routine-timer completion --names" in text


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_itself_can_read_the_script(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(script(shell, capsys))
    subprocess.run([shell, "-n", str(file)], check=True)


@pytest.fixture
def bash(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    file = tmp_path / "completion.bash"
    file.write_text(script("bash", capsys))
    return file


def program_in(folder: Path) -> Path:
    """A folder with the program, as a $PATH has it. What it is run with, other than for completion, it prints."""
    folder = folder / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / "routine-timer"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = completion ] && exec "{sys.executable}" -m routine_timer "$@"\n'
        'printf "<%s>" "$@"; echo "."\n'
    )
    program.chmod(0o755)
    return folder


def complete(file: Path, *words: str) -> list[str]:
    """What bash offers for the last of `words`."""
    folder = program_in(file.parent)
    ask = (
        f'source "{file}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '"$(complete -p routine-timer | sed "s/.*-F \\([^ ]*\\).*/\\1/")"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", ask, "bash", "routine-timer", *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
    )
    assert ran.stderr == ""
    return [word.strip() for word in ran.stdout.split("\n") if word.strip()]


def test_bash_completes_verbs_and_options(bash: Path) -> None:
    assert complete(bash, "comp") == ["completion"]
    assert complete(bash, "completion", "") == SHELLS
    assert "--speed" in complete(bash, "run", "--sp")
    assert complete(bash, "export", "x", "--to", "ti") == ["timer-machine"]


def test_bash_completes_routines_of_the_moment(bash: Path, home: Path) -> None:
    assert complete(bash, "run", "after") == ["after-workout"]
    (home / "routines").mkdir()
    (home / "routines" / "evening.toml").write_text("")
    assert complete(bash, "show", "even") == ["evening"]


def test_a_file_name_that_a_shell_could_obey_is_never_offered(bash: Path, home: Path) -> None:
    folder = home / "routines"
    folder.mkdir()
    mark = home / "obeyed"
    for name in (f"$(touch {mark.name})", "`id`", "a;b", "-rf", "x\ny", "*", " x", "it's"):
        (folder / f"{name}.toml").write_text("")
    assert names() == sorted(file.stem for file in (Path(parser.__file__).parents[2] / "routines").glob("*.toml"))
    complete(bash, "run", "")
    assert not list(Path.cwd().glob(mark.name))


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal as Unix has it")
@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ("run my", "<run><my routine>"),
        (r"run my\ ro", "<run><my routine>"),
        ('run "my ro', "<run><my routine>"),
        ("run x", "<run><x:b>"),
        (r"run x\:", "<run><x:b>"),
        ("show x", "<show><x:b>"),
        ("run ./wa", "<run><./warm up.toml>"),
        ("run even", "<run><evening>"),
    ],
)
def test_a_name_with_a_space_or_a_colon_is_completed_as_one_word(bash: Path, home: Path, typed: str, run: str) -> None:
    import pexpect

    (home / "routines").mkdir()
    for name in ("my routine", "x:b", "evening"):
        (home / "routines" / f"{name}.toml").write_text("")
    (home / "warm up.toml").write_text("")
    environment = {**os.environ, "PATH": f"{program_in(home)}:{os.environ['PATH']}", "PS1": "ready ", "TERM": "dumb"}
    shell = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], env=environment, cwd=str(home), encoding="utf-8", timeout=30
    )
    with shell:
        shell.sendline(f"bind 'set enable-bracketed-paste off'; source '{bash}'; PS1='sourced '")
        shell.expect("\nsourced ")
        shell.send(f"routine-timer {typed}\t")
        shell.send("\x05\r")
        shell.expect("<[^\r]*>\\.")
        assert shell.after == f"{run}."


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "more"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["completion", *words])
    assert left.value.code == 2
