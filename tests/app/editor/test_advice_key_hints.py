"""Advice beside the steps says which key follows it, so that nobody needs to know TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer.app.commands import by_id, sign
from routine_timer.app.screens.editor.advice_key_hints import _KEYS, in_words, key_hint
from routine_timer.app.services import Services
from routine_timer.routine.diagnostics import Diagnostic
from tests.app.editor.staging import editing
from tests.making import CODES


def key(command: str) -> str:
    return sign(by_id(command).keys[0])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unequal-sides", "s: change the sides"),
        ("no-steps", "a: add an exercise"),
        ("tempo-order", "tab: change it in the text, line 12"),
    ],
)
def test_each_problem_names_the_key_that_fixes_it(code: str, said: str) -> None:
    assert key_hint(Diagnostic(Path("x.toml"), 12, 1, 12, 2, "advice", code, "m"), key) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            'sides = "both" gives each side the full dose; one-sided habits can tilt the hips',
            "doing both sides gives each side the full dose; one-sided habits can tilt the hips",
        ),
        (
            'it takes about 8 s: write between = "8s" or more (general practice)',
            "it takes about 8 s (general practice)",
        ),
        ('write rest = "20s" or more: tired muscles', "rest for 20 s or more: tired muscles"),
        ("20 reps are usual", "20 reps are usual"),
    ],
)
def test_beside_the_steps_advice_has_no_lines_to_write(written: str, said: str) -> None:
    assert in_words(written) == said


def test_every_code_with_a_key_exists() -> None:
    assert _KEYS.keys() <= CODES.keys()


async def test_the_list_of_problems_says_it(services: Services) -> None:
    text = 'format = 1\nname = "One"\n[[step]]\nexercise = "clam"\nsides = "left"\nreps = 10\n'
    async with editing(services, text, size=(80, 24), opens_text=False) as one:
        assert "s: change the sides" in " ".join(one.seen.split())
        assert "doing both sides gives each side the full dose" in " ".join(one.seen.split())
        assert 'sides = "both"' not in one.seen
        await one.press("tab")
        assert 'sides = "left"' in one.seen, "the text has it as it is written"
