"""Small habits between sessions, one a day, each from a source in `docs/sources.md`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from routine_timer.text.sources import named


@dataclass(frozen=True, slots=True)
class HabitPrompt:
    """One habit, as a sentence, and its source."""

    text: str
    source: str

    def __str__(self) -> str:
        return named(f"{self.text} ({self.source})")


HABITS: tuple[HabitPrompt, ...] = (
    HabitPrompt("When you cross your legs today, put the other leg on top.", "S2"),
    HabitPrompt("Whenever you stand today, stand on both feet.", "S2"),
    HabitPrompt("On your next walk, point your toes forward and land on your heel.", "S0"),
    HabitPrompt("When you pick something up today, bend from your hips.", "S4"),
    HabitPrompt("Long sitting shortens your hip flexors: get up often today.", "S3, S4"),
    HabitPrompt("If you catch yourself leaning on one hip today, stand on both feet again.", "S2"),
    HabitPrompt("On your next walk, push off with your toes and feel your hamstrings work.", "S0"),
)


def habit_of(day: date) -> HabitPrompt:
    """The habit of a day; they take turns."""
    return HABITS[day.toordinal() % len(HABITS)]
