"""On which days there is a reminder, what it says, and that its text is never interpreted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from routine_timer.history.streaks.streak_summary import Run, StreakSummary, Week
from routine_timer.remind.reminder_text import Reminder, command, reminder


def streak_summary(
    today: str = "pending", length: int = 12, week: Week | None = None, unit: str = "days"
) -> StreakSummary:
    run = Run(length, unit)
    now = datetime(2026, 11, 21, 18, tzinfo=UTC)
    return StreakSummary(now, date(2026, 11, 21), "daily", today, run, run, (run,), 0.87, week or Week(5, None), "why")


@pytest.mark.parametrize("today", ["done", "skipped", "rest"])
def test_it_is_silent_when_nothing_is_left_to_do_today(today: str) -> None:
    assert reminder(streak_summary(today)) is None


@pytest.mark.parametrize(
    ("judged", "text"),
    [
        (streak_summary(length=12), "a session today makes it 13 days"),
        (streak_summary(length=0), "starts a new streak"),
        (streak_summary(week=Week(1, 3), unit="weeks"), "2 more days to go this week"),
        (streak_summary(week=Week(2, 3), unit="weeks"), "1 more day to go this week"),
        (streak_summary(week=Week(2, 3, left=1), unit="weeks"), "1 more day to go this week"),
        (streak_summary(week=Week(1, 3, left=1), unit="weeks"), "today still raises your score"),
        (None, "Time for your first session."),
    ],
)
def test_it_says_what_a_session_today_would_do(judged: StreakSummary | None, text: str) -> None:
    due = reminder(judged)
    assert due is not None
    assert text in due.text


def test_it_shows_the_if_then_plan_on_a_day_that_is_not_done() -> None:
    due = reminder(streak_summary(), "After my run: your session.")
    assert due is not None
    assert due.text == "After my run: your session."
    assert reminder(streak_summary("done"), "After my run: your session.") is None


HOSTILE = Reminder('a" & do shell script "x', "<b>bold</b> $(reboot) `id`")


def test_macos_gets_the_texts_as_arguments_and_never_inside_the_script() -> None:
    words = command(HOSTILE, "darwin", lambda program: f"/usr/bin/{program}")
    assert words is not None
    assert words[-2:] == (HOSTILE.title, HOSTILE.text)
    assert not any(HOSTILE.title in word for word in words[:-2])


def test_a_notification_server_gets_no_markup_and_no_option() -> None:
    words = command(HOSTILE, "linux", lambda program: f"/usr/bin/{program}")
    assert words is not None
    assert words[0] == "/usr/bin/notify-send"
    assert words[-3:] == ("--", HOSTILE.title, "&lt;b&gt;bold&lt;/b&gt; $(reboot) `id`")


def test_without_a_program_to_show_it_there_is_not_a_command() -> None:
    assert command(HOSTILE, "linux", lambda _program: None) is None
