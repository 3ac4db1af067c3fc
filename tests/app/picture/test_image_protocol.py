"""The terminal is asked for graphics only where it may have some and somebody has a picture."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from routine_timer.app.system import image_protocol
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.timeline import compile_routine


@pytest.mark.parametrize(
    ("environ", "promised"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({}, False),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "/run/tmux,1,0"}, False),
        ({"TERM": "screen", "STY": "1", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, False),
    ],
)
def test_graphics_are_promised_by_the_terminals_name(environ: dict[str, str], promised: bool) -> None:
    assert image_protocol.promised(environ) is promised


def test_nobody_without_pictures_is_asked_for_graphics(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("name = 'Mine'", encoding="utf-8")
    assert not image_protocol.wanted([tmp_path, tmp_path / "gone"])
    (tmp_path / "other.toml").write_text("image = 'pose.png'", encoding="utf-8")
    assert image_protocol.wanted([tmp_path, tmp_path / "gone"])


@pytest.mark.parametrize("image", [None, "/somewhere/pose.png"])
def test_a_routine_that_names_a_picture_wants_graphics(tmp_path: Path, image: str | None) -> None:
    timeline = compile_routine(Routine("mine", "Mine", (Step("Pose", Hold(30), image=image),)))
    assert image_protocol.wanted([tmp_path], timeline) is (image is not None)


def test_without_the_library_pictures_are_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    monkeypatch.setitem(sys.modules, "textual_image", None)
    image_protocol.prepare()
    assert image_protocol.widget() is None


def test_a_terminal_that_was_not_asked_gets_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    assert image_protocol.widget() is None
    assert "textual_image.widget" not in sys.modules
