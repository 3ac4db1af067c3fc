"""Opening the app: which verbs do at a terminal, with what, and what is said where it can't be shown."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from routine_timer.cli import open_app
from routine_timer.playback.start import Start
from tests.cli.conftest import Run


class Opened(list[dict[str, object]]):
    """What the app was opened with, each time."""

    def __call__(self, _context: object, start: Start | None = None, **options: object) -> int:
        self.append(options if start is None else {"start": start, **options})
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and an app that only notes that it was opened."""
    app = Opened()
    monkeypatch.setattr(open_app, "has_screen", lambda: True)
    monkeypatch.setattr(open_app, "open_app", app)
    return app


def test_without_a_terminal_the_app_says_what_else_there_is(run: Run) -> None:
    opened = run()
    assert (opened.code, opened.out) == (1, "")
    assert "needs a terminal" in opened.err
    assert "--plain" in opened.err


def test_at_a_terminal_nothing_more_than_the_name_is_needed(run: Run, opened: Opened) -> None:
    assert run().code == 0
    assert opened == [{}]


def test_a_routine_runs_in_the_app_as_the_flags_say(run: Run, opened: Opened) -> None:
    assert run("weak-core").code == 0
    assert run("run", "after-workout", "--from", "clam", "--speed", "2", "--mute").code == 0
    first, second = (one["start"] for one in opened)
    assert isinstance(first, Start)
    assert isinstance(second, Start)
    assert (first.timeline.routine, first.speed, first.recorded, first.mute) == ("weak-core", 1.0, True, False)
    assert (second.timeline.routine, second.speed, second.recorded, second.mute) == ("after-workout", 2.0, False, True)
    assert second.timeline.segments[1].label == "Clam"


@pytest.mark.parametrize("speed", ["1", "1.0"])
def test_speed_1_is_a_normal_session_and_is_recorded(run: Run, opened: Opened, speed: str) -> None:
    assert run("run", "weak-core", "--speed", speed).code == 0
    start = opened[0]["start"]
    assert isinstance(start, Start)
    assert (start.speed, start.recorded) == (1.0, True)


def test_at_a_terminal_too_plain_is_plain(run: Run, opened: Opened) -> None:
    assert "finished" in run("run", "weak-core", "--plain", "--mute", "--speed", "100000").out
    assert opened == []


def test_the_check_in_and_the_editor_open_in_the_app(run: Run, opened: Opened, home: Path) -> None:
    assert run("check-in").code == 0
    assert run("edit", "weak-core").code == 0
    own = home / "routines" / "weak-core.toml"
    assert opened == [{"check_in": True}, {"edit": own}]
    assert not own.exists()  # nothing was changed in it


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("missing", ["", "stdin", "stdout", "stderr"])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_a_screen_is_a_terminal_at_every_end_that_can_move_its_cursor(
    missing: str, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.StringIO() if name == missing else Tty())
    monkeypatch.setenv("TERM", term)
    shown = open_app.has_screen()
    monkeypatch.undo()  # whatever reports a failure needs the streams
    assert shown == (missing == "" and term == "xterm-256color")
