"""One value to enter, or to time: Enter on an empty line starts the clock, and Enter again stops it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.widgets.digits import Digits
from routine_timer.audio.player_interface import Announcement
from routine_timer.care.measures import MeasureName, completed, expects, how_to, is_timed, title
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.audio.player_interface import Player

GET_READY_S = 5.0
"""Seconds to take the position, before the time counts."""


class ValuePrompt(Dialog[str | None]):
    """Asks for the value of a measure; `tick` shows the time, and wakes when it is another second."""

    app: BaseApp

    CSS = """
    ValuePrompt #question { width: 76; }
    ValuePrompt Digits { height: 7; color: $state-hold; margin: 1 0 0 0; display: none; }
    ValuePrompt.-timing Digits { display: block; }
    ValuePrompt.-ready Digits { color: $state-ready; }
    ValuePrompt Input { margin: 1 0 0 0; }
    ValuePrompt.-timing Input { display: none; }
    """

    def __init__(self, measure: MeasureName) -> None:
        super().__init__()
        self._measure = measure
        self._started: float | None = None
        """When the stopwatch started, on the app's clock."""
        self._timer: Timer | None = None
        self._player: Player | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(Content.assemble((title(self._measure), "bold $accent"), "\n", how_to(self._measure)))
            yield Digits(id="count")
            yield Input(placeholder=expects(self._measure))
            yield Static(id="said")

    def on_mount(self) -> None:
        self._say_what_enter_does()

    def on_unmount(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._player is not None:
            self._player.close()

    def _say_what_enter_does(self) -> None:
        is_empty = not self.query_one(Input).value
        starts = is_empty and is_timed(self._measure)
        self._say(f"{'Enter: start the clock, or save what you typed' if starts else 'Enter: save'} · Esc: cancel")

    def _say(self, text: str, style: str = "$quiet") -> None:
        self.query_one("#said", Static).update(Content.styled(plain(text), style))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if not event.value.strip() and is_timed(self._measure):
            self._start()
        elif (value := completed(self._measure, event.value)) is not None:
            self.dismiss(value)
        else:
            self._say(f"Enter {expects(self._measure)}.", "$error")

    # -- timing

    def _start(self) -> None:
        self._player = self._player or self.app.services.player(
            self.app.bell, lambda trouble: self.notify(plain(trouble))
        )
        self._player.announce(Announcement("get-ready"))
        self._started = self.app.services.clock.now() + GET_READY_S
        self.set_class(True, "-timing")
        self.set_focus(None)
        self._say("Get ready. The clock starts when the countdown ends. Any key: stop.")
        self.tick()

    def tick(self) -> None:
        if self._started is None:
            return
        elapsed = self.app.services.clock.now() - self._started
        self.set_class(elapsed < 0, "-ready")
        if elapsed < 0:
            self.query_one(Digits).show(str(math.ceil(-elapsed)), "00")
            wait = -elapsed - (math.ceil(-elapsed) - 1)
        else:
            if not self.has_class("-counts"):
                if int(elapsed) == 0 and self._player is not None:
                    self._player.announce(Announcement("go"))
                self.set_class(True, "-counts")
                self._say("Press any key when it ends.")
            self.query_one(Digits).show(str(int(elapsed)), "000")
            wait = int(elapsed) + 1 - elapsed
        self._timer = self.set_timer(max(wait, 0.01), self.tick)

    def on_key(self) -> None:
        """Any key stops the clock; the time is then in the field, to save or to change."""
        if self._started is None:
            return
        elapsed = self.app.services.clock.now() - self._started
        self._started = None
        self.remove_class("-timing", "-ready", "-counts")
        field = self.query_one(Input)
        field.value = str(int(elapsed)) if elapsed > 0 else ""
        field.focus()
        self._say_what_enter_does()
