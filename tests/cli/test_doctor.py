"""`doctor` as a whole, without a terminal and without a sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer import machine_checks
from routine_timer.audio import self_test
from routine_timer.audio.self_test import AudioCheck
from routine_timer.cli import main
from routine_timer.machine_checks import Finding


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    monkeypatch.setattr(self_test, "check_sound", lambda *_: AudioCheck(True, "paplay"))
    monkeypatch.setattr(self_test, "check_voice", lambda *_: AudioCheck(False, "No voice: install espeak-ng."))


def test_each_check_is_a_line_and_something_missing_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    said = capsys.readouterr()
    assert "✓ sound       a tone was played through paplay" in said.out
    assert "✗ voice       there is none\n              fix: install espeak-ng." in said.out
    assert "missing" in said.err
    assert [line.split()[1] for line in said.out.splitlines() if not line.startswith(" ")][-1] == "clock"


def test_where_all_is_there_it_is_exit_code_0_and_nothing_more_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    all_well = [Finding("sound", "ok", "a tone"), Finding("size", "note", "small", "make it larger")]
    monkeypatch.setattr(machine_checks, "examine", lambda _around: iter(all_well))
    assert main(["doctor"]) == 0
    said = capsys.readouterr()
    assert said.out == "✓ sound       a tone\n· size        small\n              fix: make it larger\n"
    assert said.err == ""


def test_what_keeps_the_screen_awake_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")  # of wakepy itself: a means that always works, and does nothing
    main(["doctor"])
    assert "✓ keep awake  by WakepyFakeSuccess, while a session runs" in capsys.readouterr().out
