"""The head of the home screen: what today asks for, the week as seven marks, the streak, the score."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from routine_timer.app.models.home_progress import (
    DayMark,
    HomeProgress,
    freezes_text,
    no_streak_text,
    today_text,
    week_marks,
)
from routine_timer.text.muscle_and_day_words import long_day

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
_NAME = "Routine timer"
_LEGEND = "■ done   □ missed   ◌ not done yet   ╌ skipped   ✱ frozen   · rest day"
_SCORE = "% consistent: how steadily you keep your goal. It grows slowly, and a missed day costs little."


class TodayHeader(Widget):
    """The program's name and the day, then two lines; in a low terminal only these two, with the name in the first.

    Until the history has been asked there are only the name and the day.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TodayHeader {
        height: 4;
        padding: 0 2;
        background: $surface;
        border-bottom: hkey $faint;
    }
    """

    progress: reactive[HomeProgress | None] = reactive(None)
    first_weekday: reactive[int] = reactive(0)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.tooltip = f"{_LEGEND}\n{_SCORE}"

    def render(self) -> Content:
        width, height = self.content_size
        right = self._right(width)
        lines = [_spread(left, end, width) for left, end in zip(self._left(width, right, height), right, strict=True)]
        if height > len(lines):
            lines.insert(0, _spread(_title(), Content.styled(long_day(self._day), "$quiet"), width))
        return Content("\n").join(lines)

    @property
    def _day(self) -> date:
        return self.progress.today if self.progress else self._today

    def _left(self, width: int, right: tuple[Content, Content], height: int) -> tuple[Content, Content]:
        """What today asks for, on both lines if it needs them."""
        if width < _NARROW:
            return Content.styled(f"{self._day:%a} {self._day.day} {self._day:%b}", "bold"), self._streak()[0]
        room = width - max(end.cell_length for end in right) - 2
        first, *more = self._asks.wrap(max(room, 1))
        if more:
            return first.rstrip(), Content(" ").join(line.rstrip() for line in more)
        return (first, Content("")) if height > len(right) else (_title(), first)

    @property
    def _asks(self) -> Content:
        if self.progress is None or (
            self.progress.red_flag and self.progress.streak_summary.today not in ("done", "skipped")
        ):
            return Content("")  # with a red flag, nothing invites to a session
        if not self.progress.has_history:
            return Content.styled("Choose a routine and press Enter to start.", "bold $accent")
        streak_summary = self.progress.streak_summary
        asks = today_text(streak_summary, self.progress.plan)
        return Content.styled(asks, f"bold {_STYLES.get(streak_summary.today, '')}")

    def _right(self, width: int) -> tuple[Content, Content]:
        letters, marks = self._week(3 if width >= _ROOMY else 1)
        streak, score = self._streak()
        if width >= _ROOMY and self.progress is not None and (held := freezes_text(self.progress.streak_summary)):
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
        streak_summary = self.progress.streak_summary
        if streak_summary.current.length:
            streak = Content.styled(streak_summary.current.as_text, "bold $accent")
        else:
            streak = Content.styled(no_streak_text(streak_summary), "$quiet")
        return streak, Content.styled(f"{round(100 * streak_summary.score)}% consistent", "$quiet")

    def _week(self, gap: int) -> tuple[Content, Content]:
        if self.progress is None:
            return Content(""), Content("")
        days = week_marks(self.progress, self.first_weekday)
        between = Content(" " * gap)
        letters = (Content.styled(day.letter, "bold" if day.today else "$quiet") for day in days)
        return between.join(letters), between.join(_mark(day) for day in days)


def _title() -> Content:
    return Content.styled(_NAME, "bold")


def _mark(day: DayMark) -> Content:
    return Content.styled(day.mark, _STYLES[day.state])


def _spread(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at the two ends of a line; the left one gives way."""
    room = max(width - right.cell_length - 2, 0)
    left = left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 0), right)
