"""Muscles and days in words. Pure text; one wording everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

ALREADY_DONE = "That day is already done: there is nothing to skip."
DAYS_ALREADY_DONE = "Those days are already done: there is nothing to skip."
NOT_AT_THIS_SPEED = "Sessions at a different speed aren't saved."


def muscles(stretches: Sequence[str], strengthens: Sequence[str], most: int = 2) -> str:
    """Stretched ↔ strengthened muscles, at most `most` of each: `hamstrings, hip flexors ↔ glutes`."""
    both = [", ".join(names[:most]) for names in (stretches, strengthens) if names]
    return " ↔ ".join(both)


def muscles_within(stretches: Sequence[str], strengthens: Sequence[str], width: int) -> str:
    """The same in `width` cells: fewer muscles instead of a name cut short, `hamstrings ↔ …` if need be."""
    wordings = [muscles(stretches[:a], strengthens[:b]) for a, b in ((2, 2), (2, 1), (1, 2), (1, 1))]
    if stretches and strengthens:
        wordings += [muscles(stretches[:1], ("…",)), stretches[0]]
    return next((text for text in wordings if len(text) <= width), wordings[-1])


def works_on_within(stretches: Sequence[str], strengthens: Sequence[str], width: int) -> str:
    """The same in a sentence: `stretches hamstrings, calves · strengthens glutes`."""
    for most in (4, 3, 2, 1):
        both = [
            f"{does} {', '.join(names[:most])}"
            for does, names in (("stretches", stretches), ("strengthens", strengthens))
            if names
        ]
        if len(text := " · ".join(both)) <= width:
            break
    return text


def day(value: date, today: date) -> str:
    """A day as people say it: `today`, `yesterday`, `Tuesday`, `3 May`, `3 May 2024`."""
    ago = (today - value).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 7:
        return f"{value:%A}"
    year = "" if value.year == today.year or timedelta(0) < today - value < timedelta(180) else f" {value.year}"
    return f"{value.day} {value:%b}{year}"


def from_day(value: date, today: date) -> str:
    """When something starts: `today`, `tomorrow`, `on Monday, 7 December`, `on Friday, 1 January 2100`."""
    if (away := (value - today).days) in (0, 1):
        return ("today", "tomorrow")[away]
    year = "" if value.year == today.year or abs(away) < 180 else f" {value.year}"
    return f"on {value:%A}, {value.day} {value:%B}{year}"


def long_day(value: date) -> str:
    """`Saturday 21 November`."""
    return f"{value:%A} {value.day} {value:%B}"


def as_title(name: str) -> str:
    """`swimming` as `Swimming`: a person's own word, beside names that all begin with a capital letter."""
    return f"{name[:1].upper()}{name[1:]}"


def position_text(position: str) -> str:
    """A position as a person reads it: `lying on your back`, where a file says `lying on the back`."""
    for part in ("back", "side", "front"):
        position = position.replace(f"on the {part}", f"on your {part}")
    return position
