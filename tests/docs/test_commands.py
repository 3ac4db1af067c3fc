"""Every command that the README and the docs show: the program's own are run, others are looked up."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest

from routine_timer.cli import parser
from routine_timer.cli.verb_list import SUMMARIES
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDS_A_TERMINAL = ("", "edit")
"""Verbs that open the app: without a terminal they have to say so, and what to do instead."""
ONLY_PARSED = ("remind install", "remind remove", "serve", "rescue")
"""What changes the machine, runs until it is ended, or takes three minutes (`rescue` has tests of its own)."""
_SHOWN = re.compile(
    r"^```(?P<kind>\w*)\n(?P<block>.*?)^```$|^(?P<indented> {4}\S.*)$|`(?P<inline>[^`\n]+)`", re.M | re.S
)


def shown(text: str) -> Iterator[tuple[str, bool]]:
    """Every line of code of a page, comments taken off, and whether it is in the middle of a sentence."""
    for found in _SHOWN.finditer(text):
        if found["inline"]:
            yield found["inline"], True
        elif found["kind"] in ("", "sh", "console", "bash"):
            for line in (found["block"] or found["indented"]).splitlines():
                for part in re.split(r"\s#\s|^#", line)[0].split("&&"):
                    yield part.strip().removeprefix("$ "), False


def words_of(command: str) -> list[str]:
    """Its words, up to where it goes to a file or another program."""
    return shlex.split(re.split(r"\s[>|]\s", command)[0])


LINES = [(page.name, line, inline) for page in PAGES for line, inline in shown(page.read_text(encoding="utf-8"))]
OURS = sorted({(page, line) for page, line, _ in LINES if re.match(r"(\.venv/bin/)?routine-timer(\s|$)", line)})
MAKE = sorted({(page, line) for page, line, inline in LINES if line.startswith("make ")})
OTHERS = sorted(
    {
        (page, line)
        for page, line, _ in LINES
        if re.match(r"(\S*python[\d.]*|\S*pip|pipx|uv|\S*pytest)\s", line) or re.match(r"\.venv/bin/\w", line)
    }
    - set(OURS)
)
IN_PASSING = sorted(
    {
        (page, line)
        for page, line, inline in LINES
        if inline and line.split()[0] in SUMMARIES and len(line.split()) > 1 and "=" not in line
    }
)


def each(found: list[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("page", "line"), found, ids=[f"{page}: {line}" for page, line in found])


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@each(OURS)
def test_a_command_of_the_program_works(run: Run, home: Path, page: str, line: str) -> None:
    words = words_of(line)[1:]
    verb = words[0] if words and words[0] in SUMMARIES else ""
    _bring(run, home, words)
    if " ".join(words[:2]) in ONLY_PARSED:
        parser.build(verb).parse_args(words)
        return
    if words and not verb and not words[0].startswith("-"):
        words, verb = ["run", *words], "run"  # a routine's name alone is that routine's session
    if verb == "run":
        words += ["--speed", "100000"]
    ran = run(*words)
    if verb in NEEDS_A_TERMINAL and words[:1] != ["--version"] and "--plain" not in words:
        assert ran.code == 1
        assert "terminal" in ran.err or "$EDITOR" in ran.err
        assert "help:" in ran.err
    elif verb == "doctor":
        assert "sound" in ran.out, ran.err  # what it finds missing is this machine's matter
    else:
        assert ran.code == 0, ran.err


def _bring(run: Run, home: Path, words: list[str]) -> None:
    """What a command names and a new home has not: small files of their kinds, and a routine called mornings."""
    if "mornings" in words and words[0] != "new":
        assert run("new", "mornings").code == 0
    if words[:1] == ["undelete"]:
        assert run("delete", words[1]).code == 0
    for word in words:
        if word.endswith(".seconds"):
            timer = {"name": "Core", "type": 0, "intervals": [{"name": "Plank", "duration": 20}]}
            (home / word).write_text(json.dumps({"name": "Mine", "items": [timer]}), encoding="utf-8")
        elif word == "exercises.json":
            stretch = {"name": "90/90 Hamstring", "category": "stretching", "primaryMuscles": ["hamstrings"]}
            one = {**stretch, "secondaryMuscles": [], "instructions": [], "level": "beginner", "equipment": None}
            (home / word).write_text(json.dumps([one]), encoding="utf-8")
        elif word == "pedal":
            os.mkfifo(home / word)
        elif word == "sync":
            (home / "Sync").mkdir()
            (home / "config.toml").write_text(f"sync_folder = '{home / 'Sync'}'\n", encoding="utf-8")
        elif word.endswith(".csv"):
            (home / word).write_text("Date,Stretching,\n2026-11-20,2,\n", encoding="utf-8")


@each(MAKE)
def test_a_target_of_make_is_there(page: str, line: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    _, *words = shlex.split(line)
    given = [word.partition("=")[0] for word in words if "=" in word]
    assert [word for word in words if "=" not in word and word not in targets] == []
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    assert [name for name in given if not re.search(rf"^{name} \?=", makefile, re.MULTILINE)] == []


@each(OTHERS)
def test_what_another_command_needs_is_there(page: str, line: str) -> None:
    """What installs or starts tests is not run: its files, extras, modules and scripts have to exist."""
    words = words_of(line)
    program = Path(words[0]).name
    if words[1:2] == ["-m"]:
        assert util.find_spec(words[2]) is not None
    elif program.startswith("python"):
        assert (ROOT / words[1]).is_file()
    if words[0].startswith(".venv/bin/"):
        known = {*PROJECT["scripts"], "python", "pip", "pytest"}
        assert program in known
    for extras in re.findall(r"\[([\w,]+)\]", line):
        assert set(extras.split(",")) <= set(PROJECT["optional-dependencies"])
    if "-c" in words:
        assert (ROOT / words[words.index("-c") + 1]).is_file()
    if "install" in words:
        assert words[-1].startswith(".") or words[-1].partition("[")[0] == PROJECT["name"]


@each(IN_PASSING)
def test_a_verb_named_in_passing_understands_its_words(page: str, line: str) -> None:
    words = shlex.split(line)
    if words[0] == "run" and all(word.startswith("-") for word in words[1:]):
        words.append("NAME")
    parser.build(words[0]).parse_args(words)


def test_every_verb_is_shown_at_work() -> None:
    shown_at_work = {word for _, line in OURS for word in words_of(line)[1:2]}
    assert [verb for verb in SUMMARIES if verb not in shown_at_work] == []


def test_completion_is_turned_on_as_its_help_says(run: Run) -> None:
    told = run("completion", "--help").out
    readme = [line for page, line, _ in LINES if page == "README.md" and line.startswith("routine-timer completion")]
    assert [line for line in readme if line not in told] == []
    assert {line.split()[2] for line in readme} == {"bash", "zsh", "fish"}


def test_every_verb_explains_itself(run: Run) -> None:
    for verb in SUMMARIES:
        assert run(verb, "--help").code == 0
