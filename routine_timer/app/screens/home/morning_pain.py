"""How much it hurts on the morning after a session: asked on the home screen, answered with one key or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from routine_timer.app.keymap import key_shown
from routine_timer.app.messages import HistoryFailed
from routine_timer.app.widgets.pain_scale import PainScale
from routine_timer.care.pain import ADVICE, light
from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp


class MorningPain(PainScale, can_focus=False):
    """Shown with the class `-asked`. The list below keeps the focus, and its arrows."""

    app: BaseApp

    DEFAULT_CSS = """
    MorningPain { display: none; padding: 0 2; margin-top: 1; &.-asked { display: block; height: 1; } }
    """

    def __init__(self) -> None:
        super().__init__("pain this morning, 0 to 10")

    def hear(self, character: str | None) -> bool:
        """Take a typed digit as the answer. Returns whether it was one, and was asked for."""
        if not self.has_class("-asked") or character is None or character not in "0123456789":
            return False
        self.action_choose(int(character))
        return True

    @on(PainScale.Chosen)
    def _advise(self, chosen: PainScale.Chosen) -> None:
        chosen.stop()
        colour = light(chosen.pain, self.app.services.settings.amber_to)
        if colour != "green":
            offer = f" {key_shown('rescue', self.app.own_keys)}: three easy minutes." if colour == "red" else ""
            self.notify(ADVICE[colour] + offer, severity="warning")
        self._save(chosen.pain)

    @work(thread=True, exclusive=True, group="pain")
    def _save(self, pain: int) -> None:
        services = self.app.services
        try:
            services.history.care_records.rate_morning(services.today(), pain)
        except RoutineTimerError as error:
            self.screen.post_message(HistoryFailed(error))
