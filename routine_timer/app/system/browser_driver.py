"""Textual's driver for a browser, for an app that must not outlive its browser.

Textual's own reads what the server passes on from the browser. If the server is killed, it stops reading, and the app
runs on unseen with the session of a person who is gone (seen with Textual 8.2; we know of no report of it). Here the
app ends, and the session can be resumed.
"""

from __future__ import annotations

from textual import messages
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Ends the app when the server or its pipe has closed."""

    _is_lost = False

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._lose()

    def write(self, data: str) -> None:
        if not self._is_lost:
            try:
                super().write(data)
            except OSError:
                self._lose()

    def write_meta(self, data: dict[str, object]) -> None:
        if not self._is_lost:
            try:
                super().write_meta(data)
            except OSError:
                self._lose()

    def _lose(self) -> None:
        self._is_lost = True
        self._app.post_message(messages.ExitApp())
