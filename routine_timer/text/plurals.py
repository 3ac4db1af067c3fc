"""A number with its noun. Pure text, and without imports: a shell prompt waits for some of these words."""

from __future__ import annotations


def pluralize(number: float, noun: str, plural: str = "") -> str:
    """`1 step`, `3 steps`, `0.5 minutes`; `plural` is for a noun that doesn't take an `s`."""
    return f"{number:.12g} {noun if number == 1 else plural or f'{noun}s'}"
