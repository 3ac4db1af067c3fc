"""A session screen by itself, with a clock that is moved by hand, and nothing from outside."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.screen import Screen

from routine_timer.app.active_session import ActiveSession
from routine_timer.app.keymap import bindings
from routine_timer.app.messages import GoHome
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.services import Services
from routine_timer.app.theme import THEMES, VARIABLES
from routine_timer.app.widgets.big_text import BigText
from routine_timer.history.records import UnfinishedSession
from routine_timer.playback.clock import ScaledClock
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.start import Playback
from routine_timer.routine.model import FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.session import Session
from routine_timer.timeline import Timeline, compile_routine
from tests.audio.fakes import RecordingPlayer
from tests.playback.fake_clock import FakeClock, FakeLoop

PLAN = Routine(
    "after-workout",
    "After the workout",
    (
        Step(
            "Supine pigeon",
            (Phase(Hold(30), "Draw both legs in"), Phase(Hold(30), "Press the knee gently away")),
            sides="both",
            first="right",
            avoid=("Rolling on to one side",),
            easier="The foot on a wall",
            position="on your back, knees bent",
        ),
        Step(
            "Clam",
            Reps(20, rep_s=5, tempo=Tempo(2, 1, 2, 0)),
            sides="both",
            sets=2,
            rest=20,
            cues=(FormCue("Hips still, one above the other"), FormCue("Abdominals on", at="halfway")),
            avoid=("Rolling the trunk back",),
            easier="A smaller opening",
        ),
        Step("Plank", Hold(20, 40, "at-least")),
        Step("Deep squat", Hold(90, 90, "up-to")),
        Step("Bird dog", Reps(8, rep_s=None), sides="alternating"),
    ),
)
"""Every kind of segment. Clam starts at 143 s, its rest at 353 s, Plank at 591 s, Deep squat 639 s, Bird dog 737 s."""


class Stage(App[None]):
    """An app with nothing but the session that is looked at.

    Args:
        made: what is followed.
        at: the second of it that is looked at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(None)

    def __init__(
        self,
        made: Routine | Timeline = PLAN,
        theme: str = "dark",
        *,
        at: float = 0.0,
        live: LiveSession | None = None,
        recorder: HistoryRecorder | None = None,
        **more: Any,
    ) -> None:
        super().__init__()
        timeline = made if isinstance(made, Timeline) else compile_routine(made)
        self.time = FakeClock()
        self.loop = FakeLoop(self.time)
        self.player = RecordingPlayer()
        self.live = live or LiveSession(Session(timeline, 0.0), player=self.player)
        playback = Playback(self.live, ScaledClock(self.time), recorder)
        self.session = ActiveSession(playback, sleeper=self.loop, **more)
        self.went_home = False
        self._theme = theme
        self._at = at

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_load(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._theme

    def on_mount(self) -> None:
        self.push_screen(SessionScreen(self.session))
        self.call_after_refresh(self.loop.run_until, self._at)

    @on(GoHome)
    def _go_home(self) -> None:
        self.went_home = True


def state_of(app: Stage) -> str:
    return app.live.session.state


def seen(screen: Screen[Any]) -> str:
    """What can be read on the screen, line by line, and then what is drawn in large letters."""
    shown = screen.app.screen
    lines = [strip.text for strip in shown._compositor.render_strips()]
    return "\n".join([*lines, *(big.drawn for big in shown.query(BigText) if big.drawn)])


async def until(app: Stage, pilot: Pilot[None], second: float) -> str:
    """Let the session's clock run to `second`, and look."""
    app.loop.run_until(second)
    await pilot.pause()
    return seen(app.screen)


def left_behind(services: Services) -> UnfinishedSession:
    """The session that can be resumed, as the next start finds it."""
    for recorder in services.recorders:
        recorder.close()
    services.close()
    (unfinished,) = services.history.active.unfinished_sessions()
    return unfinished
