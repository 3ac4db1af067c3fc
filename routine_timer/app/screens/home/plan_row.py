"""The first row of the home screen's list: what today is by the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.widgets.line_list import ListRow, mark
from routine_timer.text.sanitize import plain

_INDENT = 2


@dataclass(frozen=True)
class PlanRow(ListRow):
    """What today is by the plan, above the routines; `entry` is the routine of today, None on a rest day."""

    text: str
    entry: RoutineEntry | None
    roomy: bool = False

    @property
    def selectable(self) -> bool:  # type: ignore[override]
        """A rest day is only shown."""
        return self.entry is not None

    def height(self, width: int) -> int:
        return len(self._wrapped(width)) + self.roomy

    def draw(self, width: int, *, highlighted: bool) -> Content:
        first, *rest = self._wrapped(width)
        lines = [Content.assemble(mark(highlighted), first), *(Content.assemble(" " * _INDENT, line) for line in rest)]
        return Content("\n").join([*lines, *([Content("")] if self.roomy else [])])

    def _wrapped(self, width: int) -> list[Content]:
        text = Content.styled(self.text, "bold $accent" if self.entry is not None else "$accent")
        return [line.rstrip() for line in text.wrap(max(width - _INDENT, 10))]


def plan_row(progress: HomeProgress | None, entries: Iterable[RoutineEntry]) -> PlanRow | None:
    """Today by the plan; None without a plan, until its routine has been read, or if the red flag's notice says it."""
    if progress is None or (plan := progress.plan) is None:
        return None
    if plan.routine is None and progress.red_flag.endswith(plan.why):
        return None
    if plan.routine is None:
        return PlanRow(plain(plan.line("", 0)), None)
    entry = next((entry for entry in entries if entry.id == plan.routine), None)
    if entry is None or entry.duration_s is None:
        return None
    return PlanRow(plan.line(entry.name, max(round(entry.duration_s / 60), 1)), entry)
