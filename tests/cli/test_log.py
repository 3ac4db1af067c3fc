"""`log`: sessions done away from the app."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_timer.cli.arguments import past_day
from tests.cli.conftest import Run

FRIDAY = date(2026, 11, 27)


def sessions(run: Run) -> list[tuple[str, str, bool]]:
    return [(one["routine"], one["day"], one["done"]) for one in run("history", "--json").json]


def today(run: Run) -> date:
    return date.fromisoformat(run("streak", "--json").json["day"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", FRIDAY),
        ("Yesterday", date(2026, 11, 26)),
        ("fri", FRIDAY),
        ("saturday", date(2026, 11, 21)),
        ("thursday", date(2026, 11, 26)),
        ("2026-11-02", date(2026, 11, 2)),
    ],
)
def test_a_day_can_be_written_as_a_word(text: str, day: date) -> None:
    assert past_day(text).resolve(FRIDAY) == day


def test_without_a_day_it_is_today_and_takes_as_long_as_the_routine(run: Run) -> None:
    logged = run("log", "after-workout")
    assert logged.code == 0
    assert "logged for today" in logged.err
    [session] = run("history", "--json").json
    assert session["day"] == today(run).isoformat()
    assert session["active_s"] == run("show", "after-workout", "--json").json["duration_s"]
    assert session["done"]
    assert {segment["outcome"] for segment in session["segments"]} == {"done"}


def test_minutes_replace_the_length_of_the_routine(run: Run) -> None:
    run("log", "after-workout", "--on", "yesterday", "--minutes", "12.5")
    [session] = run("history", "--json").json
    assert session["day"] == (today(run) - timedelta(days=1)).isoformat()
    assert session["active_s"] == 750
    assert sum(segment["actual_s"] for segment in session["segments"]) == pytest.approx(750, abs=5)


def test_the_future_is_refused(run: Run) -> None:
    refused = run("log", "after-workout", "--on", (today(run) + timedelta(days=1)).isoformat())
    assert refused.code == 1
    assert "is in the future" in refused.err
    assert sessions(run) == []


def test_a_second_session_of_a_routine_on_one_day_needs_again(run: Run) -> None:
    run("log", "after-workout")
    refused = run("log", "after-workout")
    assert (refused.code, refused.out) == (1, "")
    assert "--again" in refused.err
    assert run("log", "weak-core").code == 0
    assert run("log", "after-workout", "--on", "yesterday").code == 0
    assert run("log", "after-workout", "--again").code == 0
    assert len(sessions(run)) == 4


def test_a_session_that_was_stopped_is_no_first_one(run: Run, tmp_path: Path) -> None:
    run("log", "after-workout")
    line = run("history", "export", "-").out.splitlines()[0]
    stopped = line.replace('"status": "completed"', '"status": "partial"')
    assert stopped != line
    (tmp_path / "stopped.jsonl").write_text(stopped.replace(json.loads(line)["id"], "stopped") + "\n", encoding="utf-8")
    run("history", "delete", json.loads(line)["id"])
    assert run("history", "import", str(tmp_path / "stopped.jsonl")).code == 0
    assert run("log", "after-workout").code == 0


@pytest.mark.parametrize(("answer", "code", "count"), [("y\n", 0, 2), ("\n", 1, 1)])
def test_on_a_terminal_a_second_session_is_asked_about(
    run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, count: int
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    run("log", "after-workout")
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    again = run("log", "after-workout")
    assert again.code == code
    assert "Log it again?" in again.err
    assert ("Not logged." in again.err) == (code == 1)
    assert len(sessions(run)) == count


def test_a_near_miss_is_refused_with_a_suggestion_and_the_way_to_log_anything_else(run: Run) -> None:
    refused = run("log", "after-workuot", "--minutes", "10")
    assert refused.code == 1
    assert "after-workout" in refused.err
    assert "--activity and --minutes" in refused.err
    assert sessions(run) == []


def test_another_activity_shows_in_the_history_and_counts_only_with_done(run: Run) -> None:
    assert run("log", "swimming", "--activity").code == 2
    assert run("log", "swimming", "--activity", "--minutes", "40").code == 0
    assert run("streak", "--json").json["today"] == "pending"
    assert run("log", "swimming", "--activity", "--minutes", "40", "--done", "--again").code == 0
    assert run("streak", "--json").json["today"] == "done"
    assert sorted((name, done) for name, _, done in sessions(run)) == [("swimming", False), ("swimming", True)]
    assert [one["active_s"] for one in run("history", "--json").json] == [2400, 2400]


def test_a_routine_is_not_logged_as_an_activity(run: Run) -> None:
    refused = run("log", "after-workout", "--activity", "--minutes", "10")
    assert refused.code == 1
    assert "leave out --activity" in refused.err


def test_the_length_of_a_session_can_be_changed_later(run: Run) -> None:
    id = run("log", "after-workout", "--id").out.strip()
    assert len(id) <= 12
    assert run("history", "edit", id, "--minutes", "7").code == 0
    assert run("history", "--json").json[0]["active_s"] == 420
