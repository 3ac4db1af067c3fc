"""What days and weeks were, and the runs that they make."""

from __future__ import annotations

from datetime import date

import pytest

from routine_timer.history.streaks.streak_summary import Run

from .pictures import MONDAY, drawn, states, streak_summary

SUNDAY, TUESDAY, WEDNESDAY = date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 4)


@pytest.mark.parametrize(
    ("picture", "goal", "expected", "current"),
    [
        pytest.param(".", "daily", "", 0, id="nothing yet"),
        pytest.param("D", "daily", "D", 1, id="the first day"),
        pytest.param("DDD", "daily", "DDD", 3, id="three in a row"),
        pytest.param("DD.", "daily", "DDp", 2, id="today open breaks nothing and adds nothing"),
        pytest.param("DD..", "daily", "DDmp", 0, id="a missed day breaks"),
        pytest.param("DD.D", "daily", "DDmD", 1, id="and a new run begins"),
        pytest.param("DsD", "daily", "DsD", 2, id="a skip neither breaks nor adds"),
        pytest.param("D.sD", "daily", "DmsD", 1, id="a skip does not revive"),
        pytest.param("sDs", "daily", "Ds", 1, id="skips at both ends add nothing"),
        pytest.param("Dsss", "daily", "Dsss", 1, id="skipped until today"),
        pytest.param("DSD", "daily", "DDD", 3, id="a skip on a done day changes nothing"),
        pytest.param("DxD", "daily", "DrD", 2, id="a day that never was"),
        # Friday to Monday
        pytest.param("D..D", "mon,fri", "DrrD", 2, id="days of rest between due days"),
        pytest.param("DD.D", "mon,fri", "DDrD", 3, id="an extra day counts"),
        pytest.param("D...", "mon,fri", "Drrp", 1, id="the due day is open"),
        pytest.param("D..D", "mon,sun", "DrmD", 1, id="a due day missed"),
        pytest.param("D.sD", "mon,sun", "DrsD", 2, id="a due day skipped"),
        pytest.param(".D.", "tue,wed", "Dr", 1, id="rest at both ends adds nothing"),
        pytest.param("D.D.D", "every 2 days", "DrDrD", 3, id="every second day"),
        pytest.param("D.D.", "every 2 days", "DrDr", 2, id="not yet due"),
        pytest.param("D.", "every 2 days", "Dr", 1, id="not yet due on the day after"),
        pytest.param("D..", "every 2 days", "Drp", 1, id="due today"),
        pytest.param("D..D", "every 2 days", "DrmD", 1, id="a gap too long"),
        pytest.param("D...", "every 2 days", "Drmp", 0, id="broken, and due again at once"),
        pytest.param("D.sD", "every 2 days", "DrsD", 2, id="a skip does not lengthen the gap"),
        pytest.param("DsssD", "every 2 days", "DsssD", 2, id="nor do many"),
        pytest.param("DDD", "every 3 days", "DDD", 3, id="more often than asked counts each"),
        pytest.param("D..D..D", "every 3 days", "DrrDrrD", 3, id="every third day"),
    ],
)
def test_days_are_judged_by_their_goal(picture: str, goal: str, expected: str, current: int) -> None:
    found = streak_summary(picture, goal)
    assert states(found) == expected
    assert found.current.length == current
    assert found.current.unit == "days"


@pytest.mark.parametrize(
    ("picture", "goal", "today"),
    [
        (".", "daily", "pending"),
        ("s", "daily", "skipped"),
        (".", "tue", "rest"),
        (".", "mon", "pending"),
        (".", "every 9 days", "pending"),
        (".", "3/week", "pending"),
    ],
)
def test_today_is_reported_before_anything_was_ever_done(picture: str, goal: str, today: str) -> None:
    found = streak_summary(picture, goal)
    assert (found.today, found.days, found.score, found.streaks) == (today, (), 0.0, ())
    assert found.current == found.best == Run(0, found.current.unit, None, None)


@pytest.mark.parametrize(
    ("picture", "coming", "goal", "expected", "current", "week"),
    [
        # pictures end on Monday 2 November; weeks are Monday to Sunday
        pytest.param("D.D.D.. .", "", "3/week", "DrDrDrrp", 1, (0, 3), id="a week reached, the next one open"),
        pytest.param("D.D.D.. D", "", "3/week", "DrDrDrrD", 1, (1, 3), id="the new week is not reached yet"),
        pytest.param("D.D.... .", "", "3/week", "DmDmmmmp", 0, (0, 3), id="a week fell short"),
        pytest.param("DDD.... DDD.... .", "D", "2/week", "DDDrrrrDDDrrrrp", 2, (0, 2), id="the coming does not count"),
        pytest.param("D.sss.. .", "", "3/week", "Dmsssmmp", 0, (0, 3), id="skips lower the target, but not to one"),
        pytest.param("DDsss.. .", "", "3/week", "DDsssrrp", 1, (0, 3), id="3 of 7 with 4 open days: 2"),
        pytest.param("DDsssss .", "", "7/week", "DDsssssp", 1, (0, 7), id="7 of 7 with 2 open days: 2"),
        pytest.param("DDDDDDD sssssss .", "", "7/week", "DDDDDDDsssssssp", 1, (0, 7), id="a week of skips is neutral"),
        pytest.param("D...... sssssss .", "", "2/week", "Dmmmmmmsssssssp", 0, (0, 2), id="and does not revive"),
    ],
)
def test_weeks_are_judged_by_their_target(
    picture: str, coming: str, goal: str, expected: str, current: int, week: tuple[int, int]
) -> None:
    found = streak_summary(picture, goal, coming=coming)
    assert states(found) == expected
    assert (found.current.length, found.current.unit) == (current, "weeks")
    assert (found.week.done, found.week.target) == week


@pytest.mark.parametrize(
    ("week", "coming", "today", "state", "current"),
    [
        pytest.param("D.D.", "", date(2026, 11, 5), "pending", 1, id="three days left for one"),
        pytest.param("DD.D", "", date(2026, 11, 5), "done", 2, id="reached"),
        pytest.param("DDD.", "", date(2026, 11, 5), "rest", 2, id="reached before today"),
        pytest.param("......", "", date(2026, 11, 7), "pending", 0, id="two days left for three: lost already"),
        pytest.param(".....", "", date(2026, 11, 6), "pending", 1, id="three days left for three"),
        pytest.param(".....", "ss", date(2026, 11, 6), "pending", 0, id="skips to come are no days left, 3 of 5: 3"),
        pytest.param("s.sss", "ss", date(2026, 11, 6), "skipped", 0, id="one open day, and it is gone"),
        pytest.param("D....", "", date(2026, 11, 6), "pending", 1, id="three days left for two"),
    ],
)
def test_a_week_is_open_as_long_as_it_can_be_reached(
    week: str, coming: str, today: date, state: str, current: int
) -> None:
    found = streak_summary("DDD...." + week, "3/week", coming=coming, today=today)
    assert (found.today, found.current.length) == (state, current)


def test_weeks_start_where_the_person_says() -> None:
    picture = "DDD....DDD...."  # ends on Monday; the weeks from Tuesday to Monday
    assert streak_summary(picture, "3/week", week_starts=1).current.length == 2
    assert streak_summary("DDD....D", "3/week", week_starts=0).current.length == 1


def test_weeks_continue_over_the_year_and_week_53() -> None:
    # 2020 has a week 53, from 28 December to 3 January.
    found = streak_summary("D......D......D......D", "1/week", today=date(2021, 1, 11))
    assert drawn(found.current) == "4 weeks 21.12.-11.1."


def test_a_run_of_weeks_is_dated_by_its_weeks() -> None:
    found = streak_summary("..D....D......", "1/week", today=SUNDAY)
    assert drawn(found.current) == "2 weeks 19.10.-1.11."


def test_runs_are_listed_oldest_first_and_the_longest_is_best() -> None:
    found = streak_summary("DD.DDD.D.")
    assert [drawn(run) for run in found.streaks] == [
        "2 days 25.10.-26.10.",
        "3 days 28.10.-30.10.",
        "1 days 1.11.-1.11.",
    ]
    assert drawn(found.best) == "3 days 28.10.-30.10."
    assert drawn(found.current) == "1 days 1.11.-1.11."


def test_of_equally_long_runs_the_first_is_best() -> None:
    assert drawn(streak_summary("DD.DD").best) == "2 days 29.10.-30.10."


def test_a_run_starts_and_ends_with_done_days() -> None:
    assert drawn(streak_summary("ssDsDss").current) == "2 days 29.10.-31.10."
    assert drawn(streak_summary("..D.D..", "wed,fri,sat", today=MONDAY).current) == "1 days 31.10.-31.10."


def test_a_run_continues_through_a_change_between_goals_of_days() -> None:
    goals = {date.min: "daily", date(2026, 10, 30): "every 2 days", SUNDAY: "mon,wed"}
    assert states(streak_summary("DDD.D.D", goals)) == "DDDrDrD"
    assert streak_summary("DDD.D.D", goals).current.length == 5


def test_each_day_is_judged_by_the_goal_in_force_on_it() -> None:
    goals = {date.min: "every 3 days", date(2026, 10, 30): "daily"}
    assert states(streak_summary("D..D.DD", goals)) == "DrrDmDD"


def test_a_later_record_for_the_same_day_holds() -> None:
    found = streak_summary("D.D", {MONDAY: "daily"})
    assert found.goal == "daily"


class TestFromDaysToWeeks:
    """The goal becomes 3/week on Wednesday 28 October. A week that it came into half-way is not judged."""

    GOALS = {date.min: "daily", date(2026, 10, 28): "3/week"}

    def test_a_run_too_short_to_be_a_week_ends_unbroken(self) -> None:
        found = streak_summary(".DD.DDD.", self.GOALS)
        assert [drawn(run) for run in found.streaks] == ["2 days 27.10.-28.10."]
        assert drawn(found.current) == "0 weeks"
        assert "Your goal changed from days to weeks on Wednesday 28 October, ending a 2-day streak." in found.why

    def test_the_streak_that_ends_includes_the_day_of_the_change_if_it_was_done(self) -> None:
        found = streak_summary("DD", self.GOALS, today=date(2026, 10, 28))
        assert drawn(found.best) == "2 days 27.10.-28.10."
        assert "ending a 2-day streak." in found.why

    def test_a_first_day_done_under_the_new_goal_ends_nothing(self) -> None:
        found = streak_summary("D", self.GOALS, today=date(2026, 10, 28))
        assert found.streaks == ()
        assert "ending" not in found.why

    def test_the_week_of_the_change_is_not_judged(self) -> None:
        assert states(streak_summary("D.D....", self.GOALS)) == "DrDrrrp"
        assert streak_summary("DDDDDDDDD", self.GOALS, today=WEDNESDAY).current.length == 1

    def test_what_it_asks_is_shown_in_the_week_of_the_change(self) -> None:
        found = streak_summary("DD", {date.min: "daily", date(2026, 10, 28): "3/week"}, today=date(2026, 10, 28))
        assert (found.week.done, found.week.target, found.today) == (2, 3, "done")
        found = streak_summary("DD..", {date.min: "daily", date(2026, 10, 28): "3/week"}, today=date(2026, 10, 29))
        assert found.today == "pending"

    def test_at_a_week_s_first_day_that_week_is_whole(self) -> None:
        found = streak_summary("DDDDD", {date.min: "daily", MONDAY: "3/week"}, today=WEDNESDAY)
        assert [drawn(run) for run in found.streaks] == ["3 days 31.10.-2.11.", "1 weeks 2.11.-4.11."]


class TestFromWeeksToDays:
    """The goal becomes daily on Wednesday 28 October."""

    GOALS = {date.min: "1/week", date(2026, 10, 28): "daily"}

    def test_the_week_of_the_change_is_judged_by_its_first_day(self) -> None:
        found = streak_summary("D......D.DD", self.GOALS, today=date(2026, 10, 29))
        assert [drawn(run) for run in found.streaks] == ["2 weeks 19.10.-27.10.", "2 days 28.10.-29.10."]
        assert drawn(found.current) == "2 days 28.10.-29.10."
        assert "changed from weeks to days" in found.why

    @pytest.mark.parametrize("today", [date(2026, 10, day) for day in (27, 28, 29, 31)] + [SUNDAY, MONDAY])
    def test_the_closed_run_ends_before_the_change_and_stays_so(self, today: date) -> None:
        marks = "D......DD" + "." * (today - date(2026, 10, 27)).days
        assert drawn(streak_summary(marks, self.GOALS, today=today).streaks[0]) == "2 weeks 19.10.-27.10."

    def test_a_change_at_a_week_s_first_day_leaves_the_week_before_whole(self) -> None:
        found = streak_summary("D......DD", {date.min: "1/week", date(2026, 10, 26): "daily"}, today=date(2026, 10, 27))
        assert [drawn(run) for run in found.streaks] == ["1 weeks 19.10.-25.10.", "2 days 26.10.-27.10."]

    def test_a_week_cut_short_by_the_change_breaks_nothing(self) -> None:
        goals = {date.min: "7/week", date(2026, 10, 28): "daily"}
        found = streak_summary("DDDDDDDD.DD", goals, today=date(2026, 10, 29))
        assert [drawn(run) for run in found.streaks] == ["1 weeks 19.10.-25.10.", "2 days 28.10.-29.10."]
        assert "changed from weeks to days on Wednesday 28 October, ending a 1-week streak" in found.why

    def test_going_back_to_weeks_continues_the_streak(self) -> None:
        goals = {date.min: "1/week", date(2026, 10, 20): "daily", date(2026, 10, 24): "1/week"}
        found = streak_summary("D......DDDDDDDD", goals, today=date(2026, 10, 26))
        assert [drawn(run) for run in found.streaks] == ["3 weeks 12.10.-26.10."]


def test_runs_of_weeks_and_days_are_compared_by_their_time() -> None:
    goals = {date.min: "daily", date(2026, 10, 19): "1/week"}
    found = streak_summary("DDDD." + "D......" * 2, goals, today=SUNDAY)
    assert drawn(found.best) == "2 weeks 19.10.-1.11."


class TestFreezes:
    """Off unless wanted. One is earned by seven done days, at most two are held."""

    def test_one_is_spent_by_itself_on_a_missed_day(self) -> None:
        found = streak_summary("DDDDDDD.D", freezes=True)
        assert states(found) == "DDDDDDDsD"
        assert found.current.length == 8
        assert "A freeze saved Sunday 1 November." in found.why

    def test_without_them_the_day_is_missed(self) -> None:
        assert states(streak_summary("DDDDDDD.D")) == "DDDDDDDmD"

    def test_six_days_earn_none(self) -> None:
        assert streak_summary("DDDDDD.D", freezes=True).current.length == 1

    def test_at_most_two_are_held(self) -> None:
        assert states(streak_summary("D" * 28 + "...D", freezes=True))[-4:] == "ssmD"

    @pytest.mark.parametrize(
        ("picture", "held"),
        [
            pytest.param(".", 0, id="nothing done yet"),
            pytest.param("DDDDDD", 0, id="six days"),
            pytest.param("DDDDDDD", 1, id="seven"),
            pytest.param("D" * 28, 2, id="never more than two"),
            pytest.param("DDDDDDD.D", 0, id="spent"),
            pytest.param("D" * 14 + ".D", 1, id="one of two spent"),
            pytest.param("D" * 7 + "." * 5 + "D" * 7, 1, id="earned again after a break"),
        ],
    )
    def test_the_number_of_freezes_is_shown(self, picture: str, held: int) -> None:
        found = streak_summary(picture, freezes=True)
        assert found.freezes == held
        sentence = {0: "", 1: "1 freeze left", 2: "2 freezes left"}[held]
        assert sentence in found.why
        assert ("left" in found.why) == bool(held)

    @pytest.mark.parametrize("goal", ["daily", "1/week"])
    def test_freezes_are_not_mentioned_when_none_can_be_used(self, goal: str) -> None:
        found = streak_summary("D" * 7, goal, freezes=goal != "daily")
        assert found.freezes is None
        assert "freeze" not in found.why

    def test_today_costs_none(self) -> None:
        assert states(streak_summary("DDDDDDD.", freezes=True))[-1] == "p"

    def test_none_is_used_where_there_is_no_streak(self) -> None:
        goals = {date.min: "1/week", date(2026, 10, 26): "daily"}
        assert states(streak_summary("DD.DDDDDD.D", goals, freezes=True, today=date(2026, 10, 27)))[-2:] == "mD"

    def test_a_freeze_keeps_the_score_as_a_skip_does(self) -> None:
        found = streak_summary("DDDDDDD.", freezes=True, today=TUESDAY)
        frozen = streak_summary("DDDDDDD.D", freezes=True)
        assert frozen.days[7].score == frozen.days[6].score == found.days[6].score
