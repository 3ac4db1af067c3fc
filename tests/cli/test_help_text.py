"""The help of every command, as a new user reads it in a terminal of 80 columns."""

from __future__ import annotations

import argparse

import pytest

from routine_timer.cli import parser
from routine_timer.cli.help_layout import HelpText
from routine_timer.cli.plain_lines import help_lines
from routine_timer.cli.verb_list import SUMMARIES
from tests.cli.conftest import Run


def _every_parser(whole: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    inner = [
        one
        for action in whole._actions
        if isinstance(action, argparse._SubParsersAction)
        for one in action.choices.values()
    ]
    return [whole, *(each for one in inner for each in _every_parser(one))]


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_every_line_of_every_help_fits_80_columns_except_a_command_to_copy() -> None:
    for one in _every_parser(parser.build()):
        assert [line for line in one.format_help().splitlines() if len(line) > 80 and " > " not in line] == [], one.prog


def test_every_argument_of_every_command_is_explained() -> None:
    for one in _every_parser(parser.build()):
        unexplained = [
            action.dest for action in one._actions if not action.help and action.dest not in ("verb", "action", "what")
        ]
        assert unexplained == [], one.prog


@pytest.mark.parametrize("verb", SUMMARIES)
def test_the_help_of_a_command_is_its_own(run: Run, verb: str) -> None:
    assert run(verb, "--help").out.startswith(f"usage: routine-timer {verb} ")


def test_the_keys_of_a_session_in_plain_lines_fit_80_columns() -> None:
    assert max(map(len, help_lines())) <= 72


def test_a_paragraph_is_wrapped_and_an_example_is_not() -> None:
    text = (
        "A sentence\nthat goes on "
        + "and on " * 20
        + "\n  an example that stays on one line however long it is, as it will be copied"
    )
    lines = HelpText("prog", width=60)._fill_text(text, 60, "").splitlines()
    assert lines[0].startswith("A sentence that goes on and on")
    assert lines[-1].startswith("  an example")
    assert lines[-1].endswith("copied")
