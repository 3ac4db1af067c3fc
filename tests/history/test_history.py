"""Sessions that ended, goals, skips, doses and check-ins."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from routine_timer.history.errors import TooLate, UnknownRecord
from routine_timer.history.history import History
from routine_timer.history.records import DayTally
from routine_timer.history.streak_settings import Rules
from routine_timer.history.streaks.goals import DAILY, parse_goal

from .conftest import FakeClock
from .making import NOON, segment, session

TODAY, YESTERDAY = date(2026, 11, 21), date(2026, 11, 20)


class TestSessions:
    def test_newest_first_and_in_pages(self, history: History) -> None:
        history.merge(session(NOON - timedelta(days=n), id=f"{n}") for n in (3, 1, 0, 2))
        assert [one.id for one in history.ended.sessions()] == ["0", "1", "2", "3"]
        assert [one.id for one in history.ended.sessions(limit=2, offset=1)] == ["1", "2"]
        assert [one.id for one in history.ended.sessions(since=date(2026, 11, 19))] == ["0", "1"]

    def test_of_one_routine(self, history: History) -> None:
        history.merge([session(id="a"), session(id="b", routine="desk-hips")])
        assert [one.id for one in history.ended.sessions(routine="desk-hips")] == ["b"]

    def test_all_of_a_long_history_are_given(self, history: History) -> None:
        history.merge(session(NOON - timedelta(hours=n), segments=(segment(1),)) for n in range(1201))
        found = history.ended.sessions()
        assert len(found) == 1201
        assert all(len(one.segments) == 1 for one in found)

    def test_days_add_up_their_sessions(self, history: History) -> None:
        history.merge([session(active_s=60.0, done=False), session(active_s=90.0), session(NOON - timedelta(days=2))])
        assert history.ended.days() == [
            DayTally(date(2026, 11, 18), True, 700.0, 1),
            DayTally(YESTERDAY, True, 150.0, 2),
        ]
        assert history.ended.days(first=date(2026, 11, 19)) == [DayTally(YESTERDAY, True, 150.0, 2)]

    def test_when_each_routine_was_last_done(self, history: History) -> None:
        history.merge(
            [
                session(NOON),
                session(NOON - timedelta(days=3)),
                session(NOON - timedelta(days=1), routine="b"),
                session(NOON, routine="b", done=False),
                session(NOON, routine="c", done=False),
            ]
        )
        assert history.ended.last_done() == {"after-workout": NOON, "b": NOON - timedelta(days=1)}
        assert history.ended.last_days(TODAY) == {"after-workout": YESTERDAY, "b": date(2026, 11, 19)}

    def test_an_empty_history_answers_everything(self, history: History) -> None:
        assert history.ended.is_new()
        assert (len(history.ended.sessions()), history.ended.days(), history.ended.last_done(), history.check()) == (
            0,
            [],
            {},
            [],
        )
        assert history.streak_summary(series=True).days == ()


class TestLog:
    def test_of_a_session_without_an_hour_only_the_day_is_known(self, history: History) -> None:
        logged = history.ended.log("after-workout", YESTERDAY, note="outside", zone="Europe/Berlin")
        assert (logged.started_at, logged.ended_at, logged.zone) == (None, None, None)
        assert (logged.day, logged.done, logged.status, logged.note) == (YESTERDAY, True, "completed", "outside")
        assert history.ended.session(logged.id) == logged
        assert history.streak_summary().current.length == 1

    def test_its_day_is_as_given_whatever_the_hour(self, history: History) -> None:
        logged = history.ended.log("r", YESTERDAY, time(1, 30), zone="Europe/Berlin")
        assert logged.started_at is not None
        assert (logged.day, logged.started_at.day) == (YESTERDAY, 20)

    def test_one_logged_in_the_morning_counts_before_noon(self, history: History, clock: FakeClock) -> None:
        clock.now = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
        history.ended.log("r", TODAY, time(18), zone="UTC")
        assert history.streak_summary(clock.now).today == "done"
        assert history.streak_summary(clock.now - timedelta(hours=1)).today == "pending"

    @pytest.mark.parametrize("hours", [-12, -5, 0, 1, 13, 14])
    def test_one_with_only_a_day_counts_all_day_in_every_zone(self, history: History, hours: int) -> None:
        history.ended.log("r", TODAY)
        zone = timezone(timedelta(hours=hours))
        for hour in (4, 8, 12, 23):
            assert history.streak_summary(datetime(2026, 11, 21, hour, tzinfo=zone)).today == "done"
        assert history.streak_summary(datetime(2026, 11, 21, 3, tzinfo=zone)).streaks == ()
        assert history.streak_summary(datetime(2026, 11, 23, 12, tzinfo=zone)).best.length == 1

    def test_a_session_of_a_clock_that_was_set_back_counts_from_its_hour_on(self, history: History) -> None:
        history.merge([session(NOON + timedelta(hours=1))])
        later = NOON + timedelta(hours=2)
        assert (history.ended.days(now=NOON), history.ended.last_days(TODAY, NOON)) == ([], {})
        assert (len(history.ended.days(now=later)), len(history.ended.last_days(TODAY, later))) == (1, 1)

    def test_right_after_a_session_it_counts_wherever_the_clock_was_set_back_to(self, history: History) -> None:
        begun = session(NOON)
        history.merge([begun, session(NOON - timedelta(days=1))])
        for now in (NOON - timedelta(hours=9), NOON - timedelta(days=3), NOON, NOON + timedelta(hours=1)):
            after = history.streak_summary(begun.right_after(now), series=True)
            assert (after.day, after.today, after.current.length, len(after.days)) == (NOON.date(), "done", 2, 2)
        assert history.streak_summary(NOON - timedelta(hours=9)).current.length == 1

    def test_a_day_to_come_counts_when_it_comes(self, history: History, clock: FakeClock) -> None:
        history.ended.log("r", TODAY + timedelta(days=1), zone="UTC")
        assert history.streak_summary(clock.now).streaks == ()
        assert (history.ended.days(last=TODAY), history.ended.last_days(TODAY)) == ([], {})
        tomorrow = clock.now + timedelta(days=1)
        assert history.streak_summary(tomorrow).today == "done"
        assert [tally.day for tally in history.ended.days(now=tomorrow)] == [TODAY + timedelta(days=1)]
        assert history.ended.last_days(tomorrow.date(), tomorrow) == {"r": TODAY + timedelta(days=1)}


class TestEdit:
    def test_note_day_and_done_are_changed_and_streaks_follow(self, history: History, clock: FakeClock) -> None:
        history.merge([session(id="a"), session(NOON + timedelta(hours=1), id="b", done=False)])
        history.ended.edit("b", day=TODAY, done=True, note="after all")
        assert history.streak_summary().current.length == 2
        assert history.ended.session("b").note == "after all"
        history.ended.edit("b", done=False, note="")
        assert history.streak_summary().current.length == 1
        assert history.ended.session("b").note is None
        assert history.check() == []

    def test_an_edit_wins_even_on_a_clock_set_back(self, history: History, clock: FakeClock) -> None:
        history.merge([session(id="a")])
        written = history.ended.edit("a", note="one")
        clock.now -= timedelta(days=400)
        later = history.ended.edit("a", note="two")
        assert later.edited_at > written.edited_at

    def test_deleted_it_counts_no_more_and_comes_back(self, history: History, clock: FakeClock) -> None:
        history.merge([session(id="a", segments=(segment(1),))])
        history.ended.delete("a")
        assert (len(history.ended.sessions()), history.streak_summary().best.length, history.ended.days()) == (0, 0, [])
        assert [one.id for one in history.ended.sessions(deleted=True)] == ["a"]
        with pytest.raises(UnknownRecord):
            history.ended.edit("a", note="no")
        clock.forward(days=30)
        assert history.ended.restore("a").segments == (segment(1),)
        assert history.streak_summary().best.length == 1

    def test_after_thirty_days_it_is_gone(self, history: History, clock: FakeClock) -> None:
        history.merge([session(id="a")])
        history.ended.delete("a")
        clock.forward(days=30, seconds=1)
        with pytest.raises(TooLate):
            history.ended.restore("a")

    def test_deleting_and_restoring_twice_is_once(self, history: History) -> None:
        history.merge([session(id="a")])
        assert history.ended.delete("a") == history.ended.delete("a")
        assert history.ended.restore("a") == history.ended.restore("a")

    def test_an_unknown_id_is_reported(self, history: History) -> None:
        for deed in (history.ended.session, history.ended.edit, history.ended.delete, history.ended.restore):
            with pytest.raises(UnknownRecord) as caught:
                deed("nothing")
            assert caught.value.id == "nothing"


class TestGoalsAndSkips:
    def test_without_one_the_goal_is_daily(self, history: History) -> None:
        assert (history.goal_on(TODAY), history.goals()) == (DAILY, [])

    def test_a_goal_is_in_force_from_its_day(self, history: History) -> None:
        history.set_goal(parse_goal("3/week"), date(2026, 11, 16))
        assert history.goal_on(date(2026, 11, 15)) == DAILY
        assert history.goal_on(date(2026, 11, 16)) == parse_goal("3/week")
        assert history.streak_summary().goal == "3/week"

    def test_setting_it_again_for_the_same_day_changes_it(self, history: History) -> None:
        history.set_goal(parse_goal("3/week"), TODAY)
        history.set_goal(parse_goal("mon,fri"), TODAY)
        assert [(one.from_day, one.goal) for one in history.goals()] == [(TODAY, "mon,fri")]

    def test_a_goal_to_come_is_not_in_force(self, history: History) -> None:
        history.set_goal(parse_goal("3/week"), TODAY + timedelta(days=1))
        assert history.streak_summary().goal == "daily"

    def test_another_goal_can_be_tried_without_being_kept(self, history: History) -> None:
        assert history.streak_summary(goal=parse_goal("2/week")).goal == "2/week"
        assert history.goals() == []

    def test_days_are_skipped_and_taken_back(self, history: History) -> None:
        history.merge([session(NOON - timedelta(days=3))])
        history.skip(date(2026, 11, 18), YESTERDAY, "travel")
        assert [(one.day.day, one.why) for one in history.skips()] == [(18, "travel"), (19, "travel"), (20, "travel")]
        assert history.streak_summary().current.length == 1
        assert history.unskip(date(2026, 11, 19), TODAY) == 2
        assert history.streak_summary().current.length == 0
        history.skip(YESTERDAY, YESTERDAY)
        assert [one.day.day for one in history.skips()] == [18, 20]

    def test_the_reason_of_a_skip_stays_until_there_is_another_one_or_none_to_skip(self, history: History) -> None:
        history.skip(YESTERDAY, YESTERDAY, "travel")
        (again, new) = history.skip(YESTERDAY, TODAY)
        assert (again.why, new.why) == ("travel", None)
        (other,) = history.skip(YESTERDAY, YESTERDAY, "flu")
        assert other.why == "flu"
        history.unskip(YESTERDAY, TODAY)
        assert [one.why for one in history.skip(YESTERDAY, YESTERDAY)] == [None]

    def test_skipping_a_done_day_changes_nothing(self, history: History) -> None:
        history.merge([session(NOON)])
        before = history.streak_summary()
        history.skip(YESTERDAY, YESTERDAY)
        assert history.streak_summary().current == before.current


class TestVerdict:
    def test_sessions_after_now_are_left_out(self, history: History) -> None:
        history.merge([session(NOON), session(NOON + timedelta(days=1))])
        assert history.streak_summary(datetime(2026, 11, 21, 11, 59, tzinfo=UTC)).today == "pending"
        assert history.streak_summary(datetime(2026, 11, 21, 12, 0, tzinfo=UTC)).today == "done"

    def test_now_is_read_at_its_own_offset(self, history: History) -> None:
        for text, day in (
            ("2026-11-21T03:30:00+01:00", 20),
            ("2026-11-21T02:30:00Z", 20),
            ("2026-11-21T04:30+02:00", 21),
        ):
            assert history.streak_summary(datetime.fromisoformat(text)).day.day == day

    def test_the_start_of_the_day_and_of_the_week_are_the_person_s(self, history: History) -> None:
        history.set_rules(Rules(time(0), week_starts=6))
        history.set_goal(parse_goal("1/week"), date(2026, 1, 1))
        history.merge([session(datetime(2026, 11, 15, 12, tzinfo=UTC))])
        found = history.streak_summary(datetime(2026, 11, 21, 1, tzinfo=UTC))
        assert (found.day.day, found.week.done, found.current.first) == (21, 1, date(2026, 11, 15))

    def test_freezes_are_the_person_s_wish(self, history: History) -> None:
        history.merge(session(NOON - timedelta(days=n)) for n in range(1, 8))
        assert history.streak_summary().current.length == 0
        history.set_rules(Rules(freezes=True))
        assert history.streak_summary().current.length == 7

    def test_it_is_printed_field_by_field(self, history: History) -> None:
        history.merge([session(NOON)])
        found = history.streak_summary(datetime(2026, 11, 20, 20, tzinfo=UTC), series=True).as_json()
        run = {"length": 1, "unit": "days", "from": "2026-11-20", "to": "2026-11-20"}
        score = 1 - 0.5 ** (1 / 13)
        assert found == {
            "now": "2026-11-20T20:00:00+00:00",
            "day": "2026-11-20",
            "goal": "daily",
            "today": "done",
            "current": run,
            "best": run,
            "streaks": [run],
            "score": pytest.approx(score),
            "week": {"done": 1, "target": None},
            "why": "1-day streak, started today.",
            "days": [{"day": "2026-11-20", "state": "done", "score": pytest.approx(score)}],
        }


def test_accepted_doses_are_saved_oldest_first(history: History, clock: FakeClock) -> None:
    history.care_records.accept_dose("r", 2, "Plank", 25)
    clock.forward(days=1)
    history.care_records.accept_dose("r", 2, "Plank", 30)
    history.care_records.accept_dose("other", 1, "Clam", 12)
    assert [one.dose for one in history.care_records.doses("r")] == [25.0, 30.0]
    assert len(history.care_records.doses()) == 3


def test_check_ins_are_saved_with_their_day(history: History) -> None:
    kept = history.care_records.add_check_in(TODAY, ["shoes", "hip"], "left", "after the run")
    assert history.care_records.check_ins() == [kept]
    assert (kept.signs, kept.foot) == (("shoes", "hip"), "left")
