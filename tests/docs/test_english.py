"""Every sentence that the program and its docs show is one that a native speaker would write."""

from __future__ import annotations

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
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

NEVER = re.compile(
    r"""
    \bwhoever\b | \bmended\b | \bmend\ (?:it|them|that)\b | has\ it\ your\ way | \ball\ is\ well\b | \bbegins?\ so\b
    | \basks?\ (?:for\ )?nothing\b | \bstands?\ here\b | \bis\ told\ on\b | \bwhat\ is\ told\b
    | what\ was\ done\ is\ kept | fits\ none\ of\ the
    | \bis\ no\ (?:diagnosis|goal|weekday|value|routine|step|text|terminal|muscle|day)\b
    | \bcounted\ anew\b | \bis\ spent\ by\ itself\b | \bchanges\ of\ position\b | \bgoes?\ on,\ and\b
    | \bthrow\ away\b | \bthe\ time\ there\ is\b
    | \bare\ woken\b | \bis\ woken\b | \bhad\ better\ be\b | \bmy\ seat\b | \bto\ the\ byte\b
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


@pytest.mark.parametrize("text", ["This is no diagnosis.", "Whoever wants midnight has it.", "0 is no goal"])
def test_a_translated_phrase_is_found(text: str) -> None:
    assert wrong(text) != []
