"""The smallest Textual app that shows a word: what no app built on it can start faster than."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

WORD = "Ready"


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(WORD)


if __name__ == "__main__":
    BareApp().run()
