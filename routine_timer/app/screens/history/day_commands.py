"""The part of the history screen that changes the day under the cursor and the goal: skip, add a session."""

from __future__ import annotations

from datetime import date

from routine_timer.app.screens.history import history_changes
from routine_timer.app.screens.history.days_panel import DaysPanel
from routine_timer.app.screens.history.history_snapshot import HistorySnapshot
from routine_timer.app.screens.history.session_commands import SessionCommands
from routine_timer.text.muscle_and_day_words import ALREADY_DONE


class DayCommands(SessionCommands):
    """Acts on the day under the cursor of the calendar."""

    def __init__(self) -> None:
        super().__init__()
        self._past: HistorySnapshot | None = None
        self._reasons: dict[date, str] = {}
        """Of skips that were undone: a day that is skipped again has its reason again."""

    @property
    def _days(self) -> DaysPanel:
        return self.query_one(DaysPanel)

    def action_goal(self) -> None:
        if self._past is not None:
            from routine_timer.app.screens.goal_prompt import ask_goal

            ask_goal(self.app, self._past.streak_summary.goal, self.change)

    def action_skip_day(self) -> None:
        if self._past is not None:
            day = self._days.day
            self._reasons |= {day: self._past.skips[day]} if day in self._past.skips else {}
            if day in self._past.skips:
                self.change(history_changes.unskip(day))
            elif (tally := self._past.tallies.get(day)) is not None and tally.done:
                self.notify(ALREADY_DONE, severity="warning")
            else:
                self._ask(history_changes.skip(day, self._reasons.get(day, ""), self._past.today))

    def action_skip_days(self) -> None:
        self._ask(history_changes.skip_several(self._days.day, self._key("skip-day")))

    def action_log(self) -> None:
        from routine_timer.app.screens.history.log_dialog import ask_session

        if self._past is None:
            return
        if self._days.day > self._past.today:
            self.notify("This day is in the future. Add a session on the day you did it.", severity="warning")
            return
        chosen = self._chosen.routine if self._chosen is not None else ""
        ask_session(self.app, self._days.day, self._past.today, self._names, chosen, self.change)
