"""What the terminal shows outside of the screen: title and progress, once each, and put back at the end."""

from __future__ import annotations

import pytest

from routine_timer.app.system.window_title import WindowTitle, knows_progress, knows_titles

GHOSTTY = {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}
XTERM = {"TERM": "xterm-256color"}


def opened(environ: dict[str, str]) -> tuple[WindowTitle, list[str]]:
    written: list[str] = []
    outside = WindowTitle(environ)
    outside.open(written.append)
    return outside, written


def test_title_and_progress_are_sent_once() -> None:
    outside, written = opened(GHOSTTY)
    outside.show("0:20 hold", "running", 42)
    outside.show("0:20 hold", "running", 42)
    assert written == ["\x1b[22;2t\x1b]2;0:20 hold\x1b\\\x1b]9;4;1;42\x1b\\"]
    outside.show("0:19 hold", "running", 42)
    outside.show("0:19 paused", "paused", 42)
    assert written[1:] == ["\x1b]2;0:19 hold\x1b\\", "\x1b]2;0:19 paused\x1b\\\x1b]9;4;4;42\x1b\\"]


def test_what_was_there_before_comes_back() -> None:
    outside, written = opened(GHOSTTY)
    outside.show("0:20 hold", "running", 42)
    outside.clear()
    assert written[-1] == "\x1b]9;4;0\x1b\\\x1b[23;2t"
    outside.clear()
    assert len(written) == 2


def test_after_the_terminal_was_given_away_everything_is_sent_again() -> None:
    outside, written = opened(XTERM)
    outside.show("0:20 hold", "running", 42)
    outside.clear()
    outside.show("0:20 hold", "running", 42)
    assert written[0] == written[-1]


def test_nothing_is_sent_before_the_terminal_is_ours() -> None:
    outside = WindowTitle(GHOSTTY)
    outside.show("0:20 hold", "running", 42)
    outside.clear()


@pytest.mark.parametrize(
    ("environ", "titles", "progress"),
    [
        (XTERM, True, False),
        (GHOSTTY, True, True),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "ghostty", "TMUX": "/tmp/x"}, True, False),
        ({"TERM": "linux"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({}, False, False),
    ],
    ids=["xterm", "ghostty", "windows terminal", "wezterm", "tmux", "console", "dumb", "none"],
)
def test_a_terminal_gets_what_it_understands(environ: dict[str, str], titles: bool, progress: bool) -> None:
    assert (knows_titles(environ), knows_progress(environ)) == (titles, progress)
    outside, written = opened(environ)
    outside.show("0:20 hold", "running", 42)
    said = "".join(written)
    assert ("\x1b]2;" in said, "\x1b]9;4" in said) == (titles, progress)
