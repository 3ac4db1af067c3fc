"""What the README and the docs say, held to the program."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.app.commands import COMMANDS, PLACES, markdown
from routine_timer.cli import parser
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
OPENS_THE_APP = {"", "edit", "check-in"}
"""Verbs that show a screen: for these it is checked that the words are understood."""
CHANGES_THE_MACHINE = {"remind", "doctor"}


def commands(page: Path) -> Iterator[str]:
    """Every `routine-timer …` in the shell examples of a page, comments taken off."""
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = line.split("#")[0].strip()
            if words.startswith("routine-timer"):
                yield words


ALL = sorted({(page.name, command) for page in PAGES for command in commands(page)})


@pytest.mark.parametrize(("page", "command"), ALL, ids=[f"{page}: {command}" for page, command in ALL])
def test_a_command_that_the_docs_show_works(run: Run, home: Path, page: str, command: str) -> None:
    words = shlex.split(command)[1:]
    verb = words[0] if words and words[0] in parser.SUMMARIES else ""
    if verb in OPENS_THE_APP | CHANGES_THE_MACHINE or (verb == "run" and "--plain" not in words):
        if words and verb:
            parser.build(verb).parse_args(words)
        return
    _bring(home, words)
    if verb == "run":
        words += ["--speed", "100000"]
    ran = run(*words)
    assert ran.code == 0, ran.err


def _bring(home: Path, words: list[str]) -> None:
    """The file that an import names, as a small one of its kind."""
    for word in words:
        if word.endswith(".seconds"):
            timer = {"name": "Core", "type": 0, "intervals": [{"name": "Plank", "duration": 20}]}
            text = json.dumps({"name": "Mine", "items": [timer]})
            (home / word).write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)


def test_the_readme_shows_the_keys_as_they_are() -> None:
    assert markdown() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_page_shows_the_keys_of_every_screen_as_they_are() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert markdown(PLACES) in page
    assert all(command.does in page for command in COMMANDS)
    assert "(docs/keys.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_verb_explains_itself(run: Run) -> None:
    for verb in parser.SUMMARIES:
        assert run(verb, "--help").code == 0
