"""Which keys of the step list follow a piece of advice, for someone who doesn't write TOML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from routine_timer.routine.diagnostics import Diagnostic

_KEYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "unequal-sides": (("sides", "change the sides"),),
    "shorter-than-usual": (("dose-more", "more"),),
    "longer-than-usual": (("dose-less", "less"),),
    "ups-and-downs": (("move-up", "move a step up"), ("move-down", "down")),
    "strength-first": (("move-up", "move a step up"), ("move-down", "down")),
    "stretch-without-strength": (("add", "add an exercise"),),
    "strength-without-stretch": (("add", "add an exercise"),),
    "target-not-served": (("add", "add an exercise"),),
    "wrong-half": (("take-out", "delete the step"), ("add", "add another exercise")),
    "hard-on-the-back": (("take-out", "delete the step"), ("add", "add another exercise")),
    "no-steps": (("add", "add an exercise"),),
}
"""Code -> the commands that answer it. Everything else is changed in the text."""


_LINES = (
    (re.compile(r': write \w+ = "[\d.]+s" or more'), ""),  # how long it takes was said before it
    (re.compile(r'write rest = "([\d.]+)s" or more'), r"rest for \1 s or more"),
    (re.compile(r'sides = "both" gives'), "doing both sides gives"),
)
"""What a piece of advice says to write, and the same in words."""


def in_words(advice: str) -> str:
    """Advice without lines to write, beside the steps, where nothing is written. The text has them."""
    for line, words in _LINES:
        advice = line.sub(words, advice)
    return advice


def key_hint(problem: Diagnostic, key: Callable[[str], str]) -> str:
    """Which keys of the step list fix a problem, or how to get to it in the text.

    Args:
        key: the key of a command, by its id, as it is written in a sentence.
    """
    does = _KEYS.get(problem.code, (("pane", f"change it in the text, line {problem.line}"),))
    return ", ".join(f"{key(command)}: {what}" for command, what in does)
