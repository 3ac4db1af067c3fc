"""A separate home for every test of a verb, and a way to run one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from routine_timer.cli import main


class Ran(NamedTuple):
    """What a verb left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, not_the_first_start: Callable[[Path], None]) -> Path:
    not_the_first_start(tmp_path / "cache")
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "none")
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process, in a separate home."""

    def run_it(*words: str) -> Ran:
        capsys.readouterr()
        try:
            code = main(list(words))
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_it


@pytest.fixture
def routine(home: Path) -> Callable[[str, str], Path]:
    """Write a routine of the person's own."""

    def write(name: str, text: str) -> Path:
        file = home / "routines" / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write
