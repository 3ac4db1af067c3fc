"""Every sentence that the program and its docs show is one that a native speaker would write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from routine_timer.app.commands import COMMANDS
from routine_timer.care.check_in import SIGNS
from routine_timer.cli import parser
from routine_timer.cli.verb_list import SUMMARIES
from routine_timer.routine.diagnostic_codes import CODES
from routine_timer.settings import SETTINGS
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
MODULES = sorted((ROOT / "routine_timer").rglob("*.py"))
ROUTINES = sorted((ROOT / "routines").rglob("*.toml"))

NEVER = re.compile(
    r"""
    \bwhoever\b | \bmended\b | \bmend\ (?:it|them|that)\b | has\ it\ your\ way | \ball\ is\ well\b
    | \bbegins?\ so\b | \basks?\ (?:for\ )?nothing\b | \bnothing\ is\ asked\b | \bstands?\ here\b
    | \bstands?\ in\ quotes\b | \bis\ told\ on\b | \bwhat\ is\ told\b | what\ was\ done\ is\ kept
    | fits\ none\ of\ the | \bkeeps\ it\b | \bdrops\ it\b
    | (?<!there\ )\bis\ no\ (?:diagnosis|goal|weekday|value|routine|step|text|terminal|muscle|day|key|number)\b
    | \bcounted\ anew\b | \banew\b | \bis\ spent\b | \bspent\ by\ itself\b | \bchanges\ of\ position\b
    | \bgoes?\ on,\ and\b | \bthrow\ away\b | \bthe\ time\ there\ is\b | \bspace\ goes\ on\b | \benter\ begins\b
    | \bleads\ you\ to\b | \bfind\ a\ command\ by\b | \bwelcome\ all\ the\ same\b | \ba\ day\ that\ keeps\b
    | \bwhich\ closed\b | \bunbroken\b | \bare\ woken\b | \bis\ woken\b | \bis\ lengthened\b | \bhad\ better\ be\b
    | \bmy\ seat\b | \bto\ the\ byte\b | \bbegin\ this\ part\ again\b | \bnothing\ more\ is\ known\b
    | \bdone\ without\ the\ program\b | \bas\ of\ this\ instant\b | \bless\ than\ no\ time\b
    | \bplainly\ stronger\b | \bholding\ or\ passing\b | \bis\ history\ already\b | \bfor\ a\ journey\b
    | \bcan't\ be\ followed\ until\b | \bwritten\ again\ by\ the\ program\b | \bat\ another\ speed\ nothing\b
    | \bone\ may\ look\b | \bno\ streak\ now\b | \bdone\ in\ a\ row,\ since\b | \bknows\ no\b | \bfits\ into\ \d
    | \bcan\ be\ made\ again\b | \bto\ the\ letter\b | \d\ %(?!\S) | \bstill\ open\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Phrases that are never right. What is only sometimes wrong is for a reader to find, not for a test."""


def wrong(text: str) -> list[str]:
    return [found[0] for found in NEVER.finditer(" ".join(text.split()))]


def _sentences() -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        yield f"command {command.id}", f"{command.label}: {command.does}"
    for setting in SETTINGS:
        yield f"setting {setting.name}", f"{setting.label}: {setting.does}"
    for code, sentence in CODES.items():
        yield f"code {code}", sentence
    for sign in SIGNS:
        yield f"sign {sign.id}", sign.ask


@pytest.mark.parametrize(("where", "text"), [pytest.param(*one, id=one[0]) for one in _sentences()])
def test_what_the_app_shows_is_plain_english(where: str, text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize("verb", ["", *SUMMARIES])
def test_help_is_plain_english(run: Run, verb: str) -> None:
    help = run(*([verb] if verb else []), "--help").out
    assert "usage:" in help
    assert wrong(help) == []
    assert parser.build(verb).format_help()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_are_plain_english(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert wrong(prose) == []


def _texts(module: Path) -> Iterator[tuple[int, str]]:
    """The texts in a module with at least two words, but not its docstrings: messages, labels, errors, help."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in skipped and " " in str(node.value):
            yield node.lineno, str(node.value)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_messages_and_errors_are_plain_english(module: Path) -> None:
    assert [(line, found) for line, text in _texts(module) if (found := wrong(text))] == []


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: str(file.relative_to(ROOT)))
def test_routines_exercises_and_plans_are_plain_english(file: Path) -> None:
    assert wrong(file.read_text(encoding="utf-8")) == []


def test_texts_of_a_module_are_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""This is no text."""\nraise ValueError(f"{name} is no step, whoever asks")\nx = "all is well"\n'
    )
    assert sorted(line for line, _ in _texts(module)) == [2, 3]


@pytest.mark.parametrize(
    "text", ["This is no diagnosis.", "Whoever wants midnight has it.", "0 is no goal", "80 %", "is told on"]
)
def test_a_translated_phrase_is_found(text: str) -> None:
    assert wrong(text) != []
