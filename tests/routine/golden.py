"""The messages about broken files, in files that somebody has read.

`python -m tests.routine.golden` writes them anew, after a message was changed on purpose; then read the difference.
"""

from __future__ import annotations

from pathlib import Path

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostics import rendered
from routine_timer.routine.read import read_file
from tests.making import bundled_catalogue

BROKEN = Path(__file__).parent / "broken"
NAMES = sorted(file.stem for file in BROKEN.glob("*.toml"))


def catalogue() -> Catalogue:
    return bundled_catalogue()


def told(name: str, exercises: Catalogue) -> str:
    """All messages about a broken file, as a person reads them."""
    reading = read_file(BROKEN / f"{name}.toml", exercises.exercises)
    text = "\n\n".join(rendered(one, reading.text) for one in reading.check()) + "\n"
    return text.replace(f"{BROKEN}/", "").replace(f"{BROKEN}\\", "")


if __name__ == "__main__":
    exercises = catalogue()
    for name in NAMES:
        (BROKEN / f"{name}.txt").write_text(told(name, exercises), encoding="utf-8")
