"""The messages about broken plans, in files that somebody has read.

`python -m tests.care.golden_plans` writes them anew, after a message was changed on purpose; then read the difference.
"""

from __future__ import annotations

from pathlib import Path

from routine_timer import paths
from routine_timer.care.plan_file import PlanReading, read_plan
from routine_timer.routine.diagnostics import rendered

BROKEN = Path(__file__).parent / "broken-plans"
NAMES = sorted(file.stem for file in BROKEN.glob("*.toml"))
ROUTINES = sorted(file.stem for file in paths.bundled_routines().glob("*.toml"))


def reading(name: str) -> PlanReading:
    return read_plan(BROKEN / f"{name}.toml", ROUTINES)


def told(name: str) -> str:
    """All messages about a broken plan, as a person reads them."""
    read = reading(name)
    text = "\n\n".join(rendered(one, read.text) for one in read.check()) + "\n"
    return text.replace(f"{BROKEN}/", "").replace(f"{BROKEN}\\", "")


if __name__ == "__main__":
    for name in NAMES:
        (BROKEN / f"{name}.txt").write_text(told(name), encoding="utf-8")
