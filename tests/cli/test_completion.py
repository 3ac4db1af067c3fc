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


HOSTILE = ("$(touch obeyed)", "`touch obeyed`", "a;b", "*", "it's", 'say "hi"', "${HOME}", "a=b", "wow!", "back\\slash")


def hostile(home: Path) -> None:
    """Routines whose names a shell could obey, and some that can't be typed."""
    folder = home / "routines"
    folder.mkdir()
    for name in (*HOSTILE, "-rf", "x\ny", "\x1b[2J", "\u202eyx", " x"):
        (folder / f"{name}.toml").write_text("")


def test_every_name_that_can_be_typed_is_offered(home: Path) -> None:
    hostile(home)
    bundled = {file.stem for file in (Path(parser.__file__).parents[2] / "routines").glob("*.toml")}
    assert set(names()) - bundled == set(HOSTILE)


def test_bash_obeys_no_name_and_offers_it_quoted(bash: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    hostile(home)
    offered = complete(bash, "run", "")
    assert {"\\$\\(touch\\ obeyed\\)", "\\`touch\\ obeyed\\`", "it\\'s", "a\\;b", "a\\=b"} <= set(offered)
    assert complete(bash, "run", '"$(to') == ["\\$(touch obeyed)"]
    assert complete(bash, "run", "'it") == ["it'\\''s"]
    assert complete(bash, "run", '"wow') == []
    assert not (home / "obeyed").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_fish_offers_it_quoted(capsys: pytest.CaptureFixture[str], home: Path, name: str) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    hostile(home)
    file = home / "completion.fish"
    file.write_text(script("fish", capsys))
    ask = f"source '{file}'; for one in (complete -C --escape 'routine-timer run '); echo $one; end"
    environment = {**os.environ, "PATH": f"{program_in(home)}:{os.environ['PATH']}", "HOME": str(home)}
    ran = subprocess.run(
        ["fish", "--no-config", "-c", ask], capture_output=True, text=True, check=True, env=environment, cwd=home
    )
    offered = [line.split("\t")[0] for line in ran.stdout.splitlines()]
    typed = "; ".join(f"printf '<%s>' {word}" for word in offered)
    said = subprocess.run(
        ["fish", "--no-config", "-c", typed], capture_output=True, text=True, check=True, env=environment, cwd=home
    )
    assert f"<{name}>" in said.stdout
    assert not (home / "obeyed").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal as Unix has it")
@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ("run it", "<run><it's>"),
        (r"run \$\(to", "<run><$(touch obeyed)>"),
        (r"run \`to", "<run><`touch obeyed`>"),
        ("run '$(to", "<run><$(touch obeyed)>"),
    ],
)
def test_zsh_completes_it_quoted(capsys: pytest.CaptureFixture[str], home: Path, typed: str, run: str) -> None:
    import pexpect

    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    hostile(home)
    folder = home / "functions"
    folder.mkdir()
    (folder / "_routine-timer").write_text(script("zsh", capsys))
    environment = {**os.environ, "PATH": f"{program_in(home)}:{os.environ['PATH']}", "PS1": "ready ", "TERM": "dumb"}
    shell = pexpect.spawn("zsh", ["-f", "-i"], env=environment, cwd=str(home), encoding="utf-8", timeout=30)
    with shell:
        setup = f"fpath=('{folder}' $fpath); autoload -U compinit; compinit -D -u; unset zle_bracketed_paste"
        shell.sendline(f"{setup}; PS1='sourced '")
        shell.expect("\rsourced ")
        shell.send(f"routine-timer {typed}\t")
        shell.send("\r")
        shell.expect("<[^\r]*>\\.")
        assert shell.after == f"{run}."
    assert not (home / "obeyed").exists()


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
        ("run it", "<run><it's>"),
        (r"run \$\(to", "<run><$(touch obeyed)>"),
        ('run "$(to', "<run><$(touch obeyed)>"),
        ("run '$(to", "<run><$(touch obeyed)>"),
        (r"run \`to", "<run><`touch obeyed`>"),
        ("run 'it", "<run><it's>"),
        (r"run a\=", "<run><a=b>"),
        ("run 'say", '<run><say "hi">'),
        ("run wo", "<run><wow!>"),
    ],
)
def test_a_name_with_a_space_or_a_colon_is_completed_as_one_word(bash: Path, home: Path, typed: str, run: str) -> None:
    import pexpect

    (home / "routines").mkdir()
    for name in (
        "my routine",
        "x:b",
        "evening",
        "it's",
        "$(touch obeyed)",
        "`touch obeyed`",
        "a=b",
        'say "hi"',
        "wow!",
    ):
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
    assert not (home / "obeyed").exists()


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "more"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["completion", *words])
    assert left.value.code == 2
