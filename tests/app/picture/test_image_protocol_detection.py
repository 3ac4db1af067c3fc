"""The terminal is asked for graphics only where it may have some."""

from __future__ import annotations

import sys

import pytest

from routine_timer.app.system import image_protocol_detection


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
    assert image_protocol_detection.promised(environ) is promised


def test_without_the_library_pictures_are_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    monkeypatch.setitem(sys.modules, "textual_image", None)
    image_protocol_detection.prepare()
    assert image_protocol_detection.widget() is None
    assert image_protocol_detection.detected_protocol() is None


def test_a_terminal_that_was_not_asked_gets_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    assert image_protocol_detection.widget() is None
    assert image_protocol_detection.detected_protocol() is None
    assert "textual_image.widget" not in sys.modules
