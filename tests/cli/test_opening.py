"""Opening the app where it can't be shown."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_without_a_terminal_the_app_says_what_else_there_is(run: Run) -> None:
    opened = run()
    assert (opened.code, opened.out) == (1, "")
    assert "needs a terminal" in opened.err
    assert "--plain" in opened.err
