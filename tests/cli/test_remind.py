"""`remind` from the command line, with schedulers and notices of the test's own."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from routine_timer.cli import main
from routine_timer.cli.arguments import time_of_day
from routine_timer.history.history import History
from routine_timer.remind import installer
from routine_timer.remind.install_plan import InstallPlan, Job, SystemCommand
from routine_timer.remind.reminder_text import Reminder

Capture = pytest.CaptureFixture[str]


class FileScheduler:
    """Keeps the time in a file, and runs nothing."""

    name = "testd"

    def __init__(self, folder: Path) -> None:
        self.where = folder / "units" / "reminder.timer"

    def install(self, at: time, job: Job, current: str) -> InstallPlan:
        return InstallPlan(self.name, write={self.where: f"{at:%H:%M}\n{' '.join(job.command)}\n"})

    def remove(self, current: str) -> InstallPlan:
        return InstallPlan(self.name, remove=(self.where,))

    def installed(self, current: str) -> time | None:
        return time.fromisoformat(current[:5]) if current else None


class Fails(FileScheduler):
    def install(self, at: time, job: Job, current: str) -> InstallPlan:
        return InstallPlan(self.name, after=(SystemCommand(("no-such-program-anywhere",)),))


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FileScheduler:
    one = FileScheduler(tmp_path)
    monkeypatch.setattr(installer, "schedulers", lambda _environ: [one])
    return one


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Reminder]:
    notices: list[Reminder] = []

    def show(notice: Reminder, _environ: object) -> bool:
        notices.append(notice)
        return True

    monkeypatch.setattr(installer, "show", show)
    return notices


def test_install_says_what_it_writes_writes_it_and_show_finds_it(scheduler: FileScheduler, capsys: Capture) -> None:
    assert main(["remind", "install", "--at", "07:30"]) == 0
    told = capsys.readouterr().out
    assert str(scheduler.where) in told
    assert "| 07:30" in told
    assert "routine_timer remind now" in scheduler.where.read_text()
    assert main(["remind", "show"]) == 0
    assert "Every day at 07:30, with testd" in capsys.readouterr().out


def test_without_a_time_it_is_six_in_the_evening(scheduler: FileScheduler) -> None:
    assert main(["remind", "install"]) == 0
    assert scheduler.where.read_text().startswith("18:00")


def test_remove_takes_it_away_and_twice_is_not_an_error(scheduler: FileScheduler, capsys: Capture) -> None:
    main(["remind", "install"])
    assert main(["remind", "remove"]) == 0
    assert not scheduler.where.exists()
    removed = capsys.readouterr()
    assert "Removing the reminder from testd:" in removed.out
    assert removed.err.endswith("Removed.\n")
    assert main(["remind", "remove"]) == 0
    assert "No reminder is installed" in capsys.readouterr().err
    assert main(["remind", "show"]) == 0
    assert "No reminder is installed" in capsys.readouterr().out


def gone(_question: str) -> str:
    raise EOFError


def test_at_a_terminal_it_asks_first_and_no_means_no(
    scheduler: FileScheduler, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from routine_timer.cli.context import Context

    monkeypatch.setattr(Context, "can_ask", property(lambda _self: True))
    for answer in (lambda _question: "n", gone):
        monkeypatch.setattr("builtins.input", answer)
        assert main(["remind", "install"]) == 1
        assert not scheduler.where.exists()
    assert str(scheduler.where) in capsys.readouterr().out


def test_a_scheduler_that_refuses_is_exit_code_1_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture
) -> None:
    monkeypatch.setattr(installer, "schedulers", lambda _environ: [Fails(tmp_path)])
    assert main(["remind", "install"]) == 1
    assert "no-such-program-anywhere" in capsys.readouterr().err


def test_without_any_scheduler_it_says_what_to_run_daily(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(installer, "schedulers", lambda _environ: [])
    assert main(["remind", "install"]) == 1
    assert "routine-timer remind now" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["nonsense"], ["install", "--at", "25:00"], ["show", "--at", "18:00"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["remind", *words])
    assert left.value.code == 2


def test_now_reminds_until_today_is_done_and_then_stays_silent(
    home: Path, shown: list[Reminder], capsys: Capture
) -> None:
    assert main(["remind", "now"]) == 0
    assert len(shown) == 1
    assert not home.exists()
    with History(home / "history.db", home / "state") as history:
        history.ended.log("after-workout", history.today(datetime.now(UTC).astimezone()))
    assert main(["remind", "now"]) == 0
    assert len(shown) == 1
    assert capsys.readouterr().out == ""


def test_now_shows_the_if_then_plan(home: Path, shown: list[Reminder]) -> None:
    assert main(["plan", "start", "weak-core", "--after", "my run", "--if", "I'm late"]) == 0
    assert main(["remind", "now"]) == 0
    assert shown[0].text == "After my run: your session. If I'm late: the three-minute session."


def test_where_no_notice_can_be_shown_it_is_printed_for_the_mail_or_the_journal(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(installer, "show", lambda _notice, _environ: False)
    assert main(["remind", "now"]) == 0
    assert "Routine timer: " in capsys.readouterr().out


def test_the_command_of_the_scheduler_is_not_in_the_help(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["remind", "--help"])
    assert "now" not in capsys.readouterr().out.split()


@pytest.mark.parametrize("answer", ["", "y", " YES "])
def test_at_a_terminal_yes_installs_and_no_leaves_it_there(
    answer: str, scheduler: FileScheduler, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from routine_timer.cli.context import Context

    monkeypatch.setattr(Context, "can_ask", property(lambda _self: True))
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    assert main(["remind", "install"]) == 0
    assert scheduler.where.exists()
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    assert main(["remind", "remove"]) == 1
    assert scheduler.where.exists()
    assert "Nothing was changed" in capsys.readouterr().err


def test_removing_one_of_two_does_not_say_that_nothing_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from routine_timer.cli.context import Context

    both = [FileScheduler(tmp_path / "one"), FileScheduler(tmp_path / "other")]
    for one in both:
        one.where.parent.mkdir(parents=True)
        one.where.write_text("18:00", encoding="utf-8")
    answers = iter(["y", "n"])
    monkeypatch.setattr(installer, "schedulers", lambda _environ: both)
    monkeypatch.setattr(Context, "can_ask", property(lambda _self: True))
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    assert main(["remind", "remove"]) == 1
    assert [one.where.exists() for one in both] == [False, True]
    assert capsys.readouterr().err == "Removed.\nThis one was not changed.\n"


@pytest.mark.parametrize(("text", "hour"), [("7:05", 7), ("07:05", 7), ("0:05", 0)])
def test_a_time_of_day_may_come_without_its_zero(text: str, hour: int) -> None:
    assert time_of_day(text) == time(hour, 5)


@pytest.mark.parametrize("text", ["18:00:30", "24:00", "7", "7:5", "07:60", "-1:00", "٧:00", "", "18:00+01:00"])
def test_a_time_of_day_is_hours_and_minutes_and_nothing_else(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="write it as 07:30"):
        time_of_day(text)
