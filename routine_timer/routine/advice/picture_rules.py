"""Warnings about pictures: a picture that a file names but that can't be shown."""

from __future__ import annotations

from collections.abc import Sequence

from routine_timer.routine.problem_collector import KeyPath, ProblemCollector
from routine_timer.routine.resolve import PlacedStep
from routine_timer.routine.step_pictures import trouble_with


def look(steps: Sequence[PlacedStep], problems: ProblemCollector) -> None:
    """Note each step whose own picture can't be shown. A picture of the exercise is reported with the exercise."""
    for placed in steps:
        if placed.table.image is not None and placed.step.image is not None:
            note(placed.step.image, (*placed.path, "image"), problems)


def note(image: str, path: KeyPath, problems: ProblemCollector) -> None:
    """Note under `path` why the picture at the absolute path `image` can't be shown, if it can't."""
    if trouble := trouble_with(image):
        problems.note(path, "missing-image", f"`image`: {trouble.message}", trouble.help)
