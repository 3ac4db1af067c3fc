"""The second page of the check-in, a test: stand with closed eyes until a sound, then say which foot carried more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from routine_timer.app.keymap import key_shown
from routine_timer.app.widgets.digits import Digits
from routine_timer.audio.player_interface import Announcement
from routine_timer.care.check_in import CLOSE_EYES, HOW_TO_STAND, OPEN_EYES, end_without_sound
from routine_timer.text.key_names import key_name
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.audio.player_interface import Player

State: TypeAlias = Literal["ready", "standing", "asked"]


class StandingTestPage(Vertical):
    """Counts `seconds` down, on the clock of the app; instructions are spoken, because the eyes are closed."""

    app: BaseApp

    class StateChanged(Message):
        """Another state: other keys do something now."""

    def __init__(self, seconds: float) -> None:
        super().__init__(id="stand")
        self.state: State = "ready"
        self._seconds = seconds
        self._until = 0.0
        self._timer: Timer | None = None
        self._player: Player | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="instruction", markup=False)
        yield Digits(id="count")
        yield Static(id="question", markup=False)

    def on_unmount(self) -> None:
        if self._player is not None:
            self._player.close()

    def show(self, state: State) -> None:
        self.state = state
        instruction, question = self._texts(state)
        self.query_one("#instruction", Static).update(instruction)
        self.query_one("#question", Static).update(question)
        self.set_class(state == "standing", "-standing")
        if state == "ready":
            self.query_one(Digits).show(f"{self._seconds:.0f}")
        elif state == "asked":
            self.query_one(Digits).show("")
        self.post_message(self.StateChanged())

    def _texts(self, state: State) -> tuple[str, str]:
        go_on, left, even, right = (
            key_shown(identity, self.app.own_keys) for identity in ("onward", "left-foot", "even", "right-foot")
        )
        match state:
            case "ready":
                until = ", until you hear a sound" if self.app.services.settings.level else ""
                start = f"{key_name(go_on)}: close your eyes for {self._seconds:.0f} seconds{until}."
                return HOW_TO_STAND, f"{start}\n{self._without_sound}"
            case "standing":
                return "Close your eyes.", "Which foot carries more weight? Just notice, don't correct."
            case "asked":
                return (
                    OPEN_EYES,
                    f"{left} left      {even} even      {right} right",
                )

    @property
    def _without_sound(self) -> str:
        """What to do if the sound doesn't come: said before the eyes are closed, for then nothing can be read."""
        return end_without_sound(self.app.services.settings.silence, self._seconds)

    def begin(self) -> None:
        """Close your eyes."""
        if self._player is None:
            self._player = self.app.services.player(self.app.bell, lambda trouble: self.notify(plain(trouble)))
            self._player.prepare((CLOSE_EYES, OPEN_EYES))
        self._player.announce(Announcement("get-ready", (CLOSE_EYES,)))
        self._until = self.app.services.clock.now() + self._seconds
        self.show("standing")
        self.tick()

    def tick(self) -> None:
        """Show the seconds left, and wake when they are others."""
        left = self._until - self.app.services.clock.now()
        if self.state != "standing":
            return
        if left <= 0:
            if self._player is not None:
                self._player.announce(Announcement("end", (OPEN_EYES,)))
            self.show("asked")
            return
        shown = math.ceil(left)
        self.query_one(Digits).show(str(shown), "00")
        self._timer = self.set_timer(max(left - (shown - 1), 0.01), self.tick)

    def leave(self) -> None:
        """Count no more, and be silent."""
        if self._timer is not None:
            self._timer.stop()
        if self._player is not None:
            self._player.stop()
        self.state = "ready"
