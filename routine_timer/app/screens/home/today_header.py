"""The head of the home screen: what day it is, what it asks for, the week as seven marks, the streak, the score."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from routine_timer.app.models.progress import (
    DayMark,
    Progress,
    freezes_text,
    no_streak_text,
    streak_length,
    today_text,
    week_marks,
)
from routine_timer.text.wording import long_day

_STYLES = {
    "done": "$state-done",
    "missed": "$error",
    "pending": "$accent",
    "rest": "$quiet",
    "skipped": "$quiet",
    "frozen": "$state-hold",
    "to come": "$faint",
    "": "$faint",
}
_NARROW, _ROOMY = 56, 96
_LEGEND = "■ done   □ missed   ◌ not done yet   ╌ skipped   ✱ frozen   · rest day"


class TodayHeader(Widget):
    """Two lines. Until the history has been asked there are only the day and the letters of the week."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TodayHeader {
        height: 4;
        padding: 1 2 0 2;
        background: $surface;
        border-bottom: hkey $faint;
    }
    """

    progress: reactive[Progress | None] = reactive(None)
    first_weekday: reactive[int] = reactive(0)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.tooltip = _LEGEND

    def render(self) -> Content:
        width = self.content_size.width
        return Content("\n").join(
            _spread(left, right, width) for left, right in zip(self._left(width), self._right(width), strict=True)
        )

    def _left(self, width: int) -> tuple[Content, Content]:
        today = self.progress.today if self.progress else self._today
        if width < _NARROW:
            return Content.styled(f"{today:%a} {today.day} {today:%b}", "bold"), self._streak()[0]
        date_line = Content.styled(long_day(today), "bold")
        if self.progress is None:
            return date_line, Content("")
        if not self.progress.has_history:
            return date_line, Content.styled("Choose a routine and press Enter to start.", "$accent")
        verdict = self.progress.verdict
        return date_line, Content.styled(today_text(verdict, self.progress.plan), _STYLES.get(verdict.today, ""))

    def _right(self, width: int) -> tuple[Content, Content]:
        letters, marks = self._week(3 if width >= _ROOMY else 1)
        streak, score = self._streak()
        if width >= _ROOMY and self.progress is not None and (held := freezes_text(self.progress.verdict)):
            streak = Content.assemble(streak, (f" · {held}", "$quiet"))
        if width < _NARROW or not score.cell_length:
            return letters, marks
        wide = max(streak.cell_length, score.cell_length)
        return (
            Content.assemble(letters, "   ", streak, " " * (wide - streak.cell_length)),
            Content.assemble(marks, "   ", score, " " * (wide - score.cell_length)),
        )

    def _streak(self) -> tuple[Content, Content]:
        """The streak and the score, in words; nothing before the first session."""
        if self.progress is None or not self.progress.has_history:
            return Content(""), Content("")
        verdict = self.progress.verdict
        if verdict.current.length:
            streak = Content.styled(streak_length(verdict.current), "bold $accent")
        else:
            streak = Content.styled(no_streak_text(verdict), "$quiet")
        return streak, Content.styled(f"{round(100 * verdict.score)}% consistent", "$quiet")

    def _week(self, gap: int) -> tuple[Content, Content]:
        if self.progress is None:
            return Content(""), Content("")
        days = week_marks(self.progress, self.first_weekday)
        between = Content(" " * gap)
        letters = (Content.styled(day.letter, "bold" if day.today else "$quiet") for day in days)
        return between.join(letters), between.join(_mark(day) for day in days)


def _mark(day: DayMark) -> Content:
    return Content.styled(day.mark, _STYLES[day.state])


def _spread(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at the two ends of a line; the left one gives way."""
    room = max(width - right.cell_length - 2, 0)
    left = left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 0), right)
