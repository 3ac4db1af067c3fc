"""The rules once more, slow and plain: every question is answered by looking at all the days again.

Nothing here is shared with the program but `Goal`. Days are dates, sets are sets, and no state is carried along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from routine_timer.history.streaks.goals import DAILY, Goal

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reference:
    today: date
    done: frozenset[date]
    skipped: frozenset[date]
    goals: Mapping[date, Goal]
    week_starts: int = 0

    # -- goals and weeks

    def goal(self, day: date) -> Goal:
        before = [first for first in self.goals if first <= day]
        return self.goals[max(before)] if before else DAILY

    def week(self, day: date) -> list[date]:
        first = day
        while first.weekday() != self.week_starts:
            first -= DAY
        return [first + n * DAY for n in range(7)]

    def is_done(self, day: date) -> bool:
        return day in self.done and day <= self.today

    def is_skipped(self, day: date) -> bool:
        return day in self.skipped and not self.is_done(day)

    def reached(self, week: list[date]) -> bool:
        return sum(map(self.is_done, week)) >= self.target(week)

    def target(self, week: list[date]) -> int:
        open_days = [day for day in week if not self.is_skipped(day)]
        return ceil(self.goal(week[0]).times * len(open_days) / 7)

    def is_judged(self, week: list[date]) -> bool:
        return self.goal(week[0]).unit == "weeks"

    def fell_short(self, week: list[date]) -> bool:
        if not self.is_judged(week) or all(map(self.is_skipped, week)):
            return False
        possible = [day for day in week if day >= self.today and not self.is_skipped(day) and not self.is_done(day)]
        return sum(map(self.is_done, week)) + len(possible) < self.target(week)

    # -- days

    def days(self) -> list[date]:
        begun = [day for day in self.done if day <= self.today]
        if not begun:
            return []
        return [min(begun) + n * DAY for n in range((self.today - min(begun)).days + 1)]

    def state(self, day: date) -> str:
        if self.is_done(day):
            return "done"
        if self.is_skipped(day):
            return "skipped"
        if not self.asked(day):
            return "rest"
        return "pending" if day == self.today else "missed"

    def asked(self, day: date) -> bool:
        goal = self.goal(day)
        if goal.kind == "daily":
            return True
        if goal.kind == "weekdays":
            return day.weekday() in goal.weekdays
        if goal.kind == "every":
            return self.waited(day) >= goal.times
        week = self.week(day)
        if day == self.today:
            asks = self.target(week) if self.is_judged(week) else self.asked_unjudged(week, goal)
            return sum(map(self.is_done, week)) < asks
        return self.is_judged(week) and self.fell_short(week)

    def asked_unjudged(self, week: list[date], goal: Goal) -> int:
        return ceil(goal.times * sum(not self.is_skipped(day) for day in week) / 7)

    def waited(self, day: date) -> int:
        """Days since the last done one up to `day`, the skipped ones not counted."""
        waited = 0
        while not self.is_done(day):
            if day < date(2020, 1, 1):
                return 10_000
            waited += not self.is_skipped(day)
            day -= DAY
        return waited

    # -- runs

    def runs(self) -> list[tuple[int, str, date, date]]:
        return sorted([*self.runs_of_days(), *self.runs_of_weeks()], key=lambda run: run[2])

    def runs_of_days(self) -> list[tuple[int, str, date, date]]:
        counted = [day for day in self.days() if self.is_done(day) and self.goal(day).unit == "days"]
        groups: list[list[date]] = []
        for day in counted:
            if groups and self.joined(groups[-1][-1], day):
                groups[-1].append(day)
            else:
                groups.append([day])
        return [(len(group), "days", group[0], group[-1]) for group in groups]

    def joined(self, one: date, other: date) -> bool:
        between = [one + n * DAY for n in range(1, (other - one).days)]
        return all(self.state(day) != "missed" and self.goal(day).unit == "days" for day in between)

    def weeks(self) -> list[list[date]]:
        days = self.days()
        firsts = sorted({self.week(day)[0] for day in days})
        return [self.week(first) for first in firsts]

    def runs_of_weeks(self) -> list[tuple[int, str, date, date]]:
        counted = [
            week for week in self.weeks()
            if self.is_judged(week) and self.reached(week) and not all(map(self.is_skipped, week))
        ]  # fmt: skip
        groups: list[list[list[date]]] = []
        for week in counted:
            if groups and self.weeks_joined(groups[-1][-1][0], week[0]):
                groups[-1].append(week)
            else:
                groups.append([week])
        return [(len(group), "weeks", group[0][0], self.end_of(group[-1])) for group in groups]

    def end_of(self, week: list[date]) -> date:
        """The last day of a week that has come, and on which weeks still counted."""
        return max(
            day for day in week if day <= self.today and all(self.goal(d).unit == "weeks" for d in week if d <= day)
        )

    def weeks_joined(self, one: date, other: date) -> bool:
        all_days = [one + n * DAY for n in range((other - one).days + 1)]
        short = [day for day in all_days[7:-1] if self.fell_short(self.week(day))]
        return not short and all(self.goal(day).unit == "weeks" for day in all_days)

    def current(self) -> tuple[int, str, date, date] | None:
        unit = self.goal(self.today).unit
        of_unit = self.runs_of_weeks() if unit == "weeks" else self.runs_of_days()
        if not of_unit:
            return None
        last = of_unit[-1]
        if unit == "days":
            return last if self.joined(last[3], self.today + DAY) else None
        after = self.week(last[3])[0]
        ends = [day for day in self.days() if day > after]
        alive = all(self.goal(day).unit == "weeks" for day in ends)
        return last if alive and not any(self.fell_short(self.week(day)) for day in ends) else None

    # -- score

    def score(self, last: date) -> float:
        score = 0.0
        for day in self.days():
            if day > last:
                break
            state = self.state(day)
            if state in ("skipped", "pending"):
                continue
            goal = self.goal(day)
            kept = 0.5 ** (goal.per_day**0.5 / 13)
            window = [day - n * DAY for n in range(goal.window)]
            value = min(1.0, sum(map(self.is_done, window)) / goal.need)
            score = score * kept + value * (1 - kept)
        return score
