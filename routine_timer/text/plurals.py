"""A number with its noun, and words in a row. Pure text, and without imports: a shell prompt waits for some of them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def pluralize(number: float, noun: str, plural: str = "") -> str:
    """`1 step`, `3 steps`, `0.5 minutes`; `plural` is for a noun that doesn't take an `s`."""
    return f"{number:.12g} {noun if number == 1 else plural or f'{noun}s'}"


def enumerated(words: Sequence[str]) -> str:
    """`clam`, `clam and plank`, `clam, plank and bridge`; empty if there are none."""
    *most, last = words or ("",)
    return f"{', '.join(most)} and {last}" if most else last
