"""`doctor` as a whole, without a terminal and without sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer import machine_checks
from routine_timer.audio import self_test
from routine_timer.audio.self_test import AudioCheck
from routine_timer.cli import main
from routine_timer.machine_checks import CheckResult


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    monkeypatch.setattr(self_test, "check_sound", lambda *_: AudioCheck(True, "paplay"))
    monkeypatch.setattr(self_test, "check_voice", lambda *_: AudioCheck(False, "No voice: install espeak-ng."))


def test_each_check_is_a_line_and_something_missing_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    output = capsys.readouterr()
    assert "✓ sound       paplay played a tone without errors. Did you hear it?" in output.out
    assert "✗ voice       not found\n              fix: install espeak-ng." in output.out
    assert "failed. You can still follow sessions." in output.err
    assert [line.split()[1] for line in output.out.splitlines() if not line.startswith(" ")][-1] == "clock"


@pytest.mark.parametrize(
    ("what", "message", "says"),
    [
        ("voice", "not found", "1 check failed. You can still follow sessions.\n"),
        ("folders", "/x is not writable", "1 check failed. You can follow sessions, but they may not be saved.\n"),
        ("database", "it is locked", "1 check failed. You can follow sessions, but they may not be saved.\n"),
    ],
)
def test_it_says_what_a_session_can_do_in_spite_of_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str, message: str, says: str
) -> None:
    results = [CheckResult(what, "missing", message, "fix it")]
    monkeypatch.setattr(machine_checks, "run_checks", lambda _machine: iter(results))
    assert main(["doctor"]) == 1
    assert capsys.readouterr().err == says


def test_without_the_bundled_files_it_promises_no_session(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("routine_timer.paths.bundled_sounds", lambda: tmp_path / "gone")
    main(["doctor"])
    output = capsys.readouterr()
    assert "bundled files are missing" in output.out
    assert output.err.endswith(" failed.\n")


def test_without_problems_it_is_exit_code_0_and_nothing_goes_to_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [CheckResult("sound", "ok", "a tone"), CheckResult("size", "note", "small", "make it larger")]
    monkeypatch.setattr(machine_checks, "run_checks", lambda _machine: iter(results))
    assert main(["doctor"]) == 0
    output = capsys.readouterr()
    assert output.out == "✓ sound       a tone\n· size        small\n              fix: make it larger\n"
    assert output.err == ""


def test_what_keeps_the_screen_awake_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")  # wakepy's own fake method, which always works and does nothing
    main(["doctor"])
    assert "✓ keep awake  with WakepyFakeSuccess, during a session" in capsys.readouterr().out
