"""Every sentence that the program, its docs and its docstrings show is one that a native speaker would write."""

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
from routine_timer.settings import SETTINGS
from tests.cli.conftest import Run
from tests.making import CODES

ROOT = Path(__file__).parents[2]
PAGES = (
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "docs/routine-timer.1")),
    *sorted((ROOT / "docs").glob("*.md")),
)
MODULES = sorted((ROOT / "routine_timer").rglob("*.py"))
ROUTINES = sorted((ROOT / "routines").rglob("*.toml"))
WEB = sorted(file for room in ("remote", "cli") for file in (ROOT / "routine_timer" / room / "page").iterdir())
SPOKEN = sorted((ROOT / "tests" / "cli" / "golden-transcripts").glob("*.txt"))

NEVER = re.compile(
    r"""
    \bwhoever\b | \bmended\b | \bmend\ (?:it|them|that)\b | has\ it\ your\ way | \ball\ is\ well\b
    | \bbegins?\ so\b | \basks?\ (?:for\ )?nothing\b | \bnothing\ is\ asked\b | \bstands?\ here\b
    | \bstands?\ in\ quotes\b | \bis\ told\ on\b | \bwhat\ is\ told\b | what\ was\ done\ is\ kept
    | fits\ none\ of\ the | \bkeeps\ it\b | \bdrops\ it\b
    | (?<!there\ )\bis\ no\ (?:diagnosis|goal|weekday|value|routine|step|text|terminal|muscle|day|key|number)\b
    | (?<!there\ )\bis\ no\ (?:database|format|exercise|plan)\b
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
    | \bget-ready\ begins\b | \blook\ back:\ | \bweek\ out\ of\ reach\b | \bcan\ have\ another\ key\b
    | \bnothing\ here\ can\b | \bends\ reps,\ and\b | \bwhere\ that\ is\ asked\b | \bkept\ as\ partial\b
    | \bholds\ it\ to\ that\b | \bleft\ empty,\ you\b | \beach\ key\ once\b | \bchanges\ nothing\ (?:here|where)\b
    | \bso\ many\ times\ a\ week\b | \bto\ see\ over\ time\b | \btires\ (?:my|first)\b | \bsays\ nothing\ else\b
    | \bsee\ to\ that\b | \bstands\ where\b | \bbrought\ over\b | \bmay\ only\ be\ read\b | \bgoes\ from\ more\ to\b
    | \bsays\ it\ twice\b | \bcarried\ over\b | \bset-?up\ is\ told\b | \btold\ in\ a\ line\b | \bis\ told\ of\b
    | \bis\ led\b | \bheard\ by\ those\b | \bnot\ one\ of\ the\ few\b | \bhas\ to\ be\ here\b
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


def _docstrings(module: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_docstrings_are_plain_english(module: Path) -> None:
    assert [(line, found) for line, text in _docstrings(module) if (found := wrong(text))] == []


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: str(file.relative_to(ROOT)))
def test_routines_exercises_and_plans_are_plain_english(file: Path) -> None:
    assert wrong(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [*WEB, *SPOKEN], ids=lambda file: str(file.relative_to(ROOT)))
def test_web_pages_and_spoken_sessions_are_plain_english(file: Path) -> None:
    assert wrong(file.read_text(encoding="utf-8")) == []


def test_texts_of_a_module_are_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""This is no text."""\nraise ValueError(f"{name} is no step, whoever asks")\nx = "all is well"\n'
    )
    assert sorted(line for line, _ in _texts(module)) == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "This is no diagnosis.",
        "Whoever wants midnight has it.",
        "0 is no goal",
        "80 %",
        "is told on",
        "Follow the chosen routine; its get-ready begins at once.",
        "Look back: your days, your streak, your balance.",
        "Any of them can have another key: settings, at Keys.",
        "Week out of reach; today helps the score.",
        "Nothing here can keep the screen on",
        "Kept as partial; it does not count as done.",
        "`rest` changes nothing here",
        "The folders are not carried over, their timers are.",
        "nothing was changed: see to that, and try again",
    ],
)
def test_a_translated_phrase_is_found(text: str) -> None:
    assert wrong(text) != []
