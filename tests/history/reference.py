"""The rules once more, slow and plain: every question is answered by looking at all the days again.

Nothing here is shared with the program but `Goal`. Days are dates, sets are sets, and no state is carried along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
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
    free: frozenset[date] = frozenset()
    """Rest days, whatever the goal."""
    starts: frozenset[date] = frozenset()
    """Days on which streaks started whose goal was moved back: their week counts if it was reached."""

    # -- streaks that a change of goal keeps

    def carried(self) -> Reference:
        """The same history with each goal moved back to the first day of the streak that it keeps."""
        result = self
        for change in sorted(self.goals):
            if change <= self.today and result.goal(change - DAY).unit != result.goal(change).unit:
                result = result.moved_back(change)
        return result

    def moved_back(self, change: date) -> Reference:
        new = self.goal(change)
        run = self.run_before(change)
        if run is None:
            return self
        first = start = run
        if new.unit == "days":
            start = min((day for day in self.done if run <= day < change), default=change)
        if start == change:
            return self
        goals = {day: goal for day, goal in self.goals.items() if day < first or day >= change} | {first: new}
        free = self.free | {day for day in self.between(first, start) if not self.is_done(day)}
        moved = replace(self, goals=goals, free=free, starts=self.starts | {first})
        if new.unit == "days":
            met = all(moved.state(day) != "missed" for day in self.between(start, change))
        else:
            weeks = [self.week(day) for day in self.between(first, change) if self.week(day)[0] == day]
            open_days = [(week, [day for day in week if not self.is_skipped(day)]) for week in weeks]
            open_weeks = [(week, days) for week, days in open_days if days]
            targets = [ceil(new.times * len(days) / 7) for _, days in open_weeks]
            done = [sum(self.is_done(day) and day < change for day in week) for week, _ in open_weeks]
            left = [sum(day >= change for day in days) for _, days in open_weeks]
            first_week = self.week(first)
            began_well = first_week[0] < first and moved.reached_since(
                first, [day for day in first_week if day <= change], new
            )
            met = (bool(open_weeks) or began_well) and all(
                n + more >= target for n, more, target in zip(done, left, targets, strict=True)
            )
        return moved if met else self

    def run_before(self, change: date) -> date | None:
        """The first day of the run that only the change of goal on that day ended."""
        if self.goal(change - DAY).unit == "days":
            runs = [
                run for run in self.runs_of_days()
                if run[3] == change or (run[3] < change and self.joined(run[3], change))
            ]  # fmt: skip
        else:
            runs = [
                run for run in self.runs_of_weeks()
                if run[2] < change
                and all(self.goal(day).unit == "weeks" for day in self.between(self.since(self.week(run[2])), change))
                and not any(
                    self.fell_short(self.week(day)) for day in self.between(run[3], change)
                    if day > self.week(run[3])[-1] and self.week(day)[-1] < change
                )
            ]  # fmt: skip
        if not runs:
            return None
        return runs[-1][2] if runs[-1][1] == "days" else self.since(self.week(runs[-1][2]))

    @staticmethod
    def between(first: date, end: date) -> list[date]:
        return [first + n * DAY for n in range((end - first).days)]

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
        start = self.start_in(week)
        if start is not None:
            return ceil(self.goal(start).times * len(open_days) / 7)
        goals = [self.goal(day) for day in week if day <= self.today]
        in_weeks = list(takewhile(lambda goal: goal.unit == "weeks", goals))
        times = min(goal.times for goal in in_weeks) if in_weeks else self.goal(week[0]).times
        return ceil(times * len(open_days) / 7)

    def is_judged(self, week: list[date]) -> bool:
        return self.goal(week[0]).unit == "weeks" or self.start_in(week) is not None

    def start_in(self, week: list[date]) -> date | None:
        """The day on which a kept streak started in a week that no week's goal applied to from its first day."""
        for day in week[1:]:
            if day in self.starts and self.goal(week[0]).unit == "days" and self.goal(day).unit == "weeks":
                return day if self.reached_since(day, week, self.goal(day)) else None
        return None

    def reached_since(self, start: date, days: list[date], goal: Goal) -> bool:
        open_days = sum(not self.is_skipped(day) for day in self.week(start))
        return sum(self.is_done(day) and day >= start for day in days) >= ceil(goal.times * open_days / 7) > 0

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
        if day in self.free:
            return False
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
            waited += not self.is_skipped(day) and day not in self.free
            day -= DAY
        return waited

    # -- runs

    def runs(self) -> list[tuple[int, str, date, date]]:
        return sorted([*self.runs_of_days(), *self.runs_of_weeks()], key=lambda run: run[2])

    def runs_of_days(self) -> list[tuple[int, str, date, date]]:
        groups: list[list[date]] = []
        for day in filter(self.is_done, self.days()):
            if groups and self.joined(groups[-1][-1], day):
                groups[-1].append(day)  # also the day on which the goal becomes one of weeks
            elif self.goal(day).unit == "days":
                groups.append([day])
        return [(len(group), "days", group[0], group[-1]) for group in groups]

    def joined(self, one: date, other: date) -> bool:
        """Whether a run that reaches `one` is alive up to `other`."""
        days = self.between(one, other)
        return all(self.state(day) != "missed" and self.goal(day).unit == "days" for day in days)

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
            day
            for day in week
            if day <= self.today and all(self.goal(d).unit == "weeks" for d in week if self.since(week) <= d <= day)
        )

    def since(self, week: list[date]) -> date:
        """The first day of the week that counts."""
        return self.start_in(week) or week[0]

    def weeks_joined(self, one: date, other: date) -> bool:
        first = self.since(self.week(one))
        all_days = [first + n * DAY for n in range((other - first).days + 1)]
        short = [day for day in self.between(one + 7 * DAY, other) if self.fell_short(self.week(day))]
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
        ends = self.between(max(after + DAY, self.since(self.week(after))), self.today + DAY)
        alive = all(self.goal(day).unit == "weeks" for day in ends)
        return last if alive and not any(self.fell_short(self.week(day)) for day in ends) else None

    # -- score

    def score(self, last: date) -> float:
        score = 0.0
        open_days: list[date] = []
        judged = self.carried()
        for day in self.days():
            if day > last:
                break
            goal = self.goal(day)
            is_off = goal.kind == "weekdays" and day.weekday() not in goal.weekdays
            if judged.state(day) == "pending" or (judged.state(day) == "skipped" and not is_off):
                continue
            open_days.append(day)
            kept = 0.5 ** (goal.per_day**0.5 / 13)
            window = open_days[-goal.window :]
            value = min(1.0, sum(map(self.is_done, window)) / goal.need)
            score = score * kept + value * (1 - kept)
        return score
