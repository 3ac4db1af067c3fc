"""A bare Textual clock: digits and a progress bar, once a second. What a hold is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Digits, ProgressBar


class BareClock(App[None]):
    def compose(self) -> ComposeResult:
        yield Digits("0:00")
        yield ProgressBar(total=1000)

    def on_mount(self) -> None:
        self._seconds = 0
        self.set_interval(1.0, self.second)

    def second(self) -> None:
        self._seconds += 1
        self.query_one(Digits).update(f"{self._seconds // 60}:{self._seconds % 60:02}")
        self.query_one(ProgressBar).advance(1)


if __name__ == "__main__":
    BareClock().run()
