"""`doctor` as a whole, without a terminal and without a sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer.audio import checkup
from routine_timer.audio.checkup import Checked
from routine_timer.cli import main


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    monkeypatch.setattr(checkup, "check_sound", lambda *_: Checked(True, "paplay"))
    monkeypatch.setattr(checkup, "check_voice", lambda *_: Checked(False, "No voice: install espeak-ng."))


def test_each_check_is_a_line_and_something_missing_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    said = capsys.readouterr()
    assert "✓ sound       a tone was played through paplay" in said.out
    assert "✗ voice       there is none\n              fix: install espeak-ng." in said.out
    assert "missing" in said.err
    assert [line.split()[1] for line in said.out.splitlines() if not line.startswith(" ")][-1] == "clock"
