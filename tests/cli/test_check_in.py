"""`check-in` without a terminal: what it is, and the last one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from routine_timer.cli import main
from routine_timer.history.history import History


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


def test_it_says_what_it_is_and_that_it_is_not_a_diagnosis(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-in"]) == 0
    output = capsys.readouterr().out
    assert "isn't a diagnosis" in output
    assert "haven't done a check-in yet" in output
    assert list(home.iterdir()) == []


def test_it_shows_the_last_one_without_control_characters(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(home / "history.db", home / "state") as history:
        history.add_check_in(date(2026, 11, 1), ("worn-soles", "one-hip"), foot="left")
        history.add_check_in(date(2026, 10, 1), (), foot="even")
        history.add_check_in(date(2026, 11, 20), ("worn-soles",), foot="right", note="\x1b[2Jsore")
    assert main(["check-in"]) == 0
    output = capsys.readouterr().out
    assert "on 2026-11-20: 1 sign, more weight on the right foot" in output
    assert "sore" in output
    assert "\x1b" not in output
