"""What `run NAME` loads before its get-ready is on the screen: nothing that only sound, figures or the summary need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

AFTERWARDS = (
    "PIL",
    "http",
    "jsonschema",
    "playsound3",
    "routine_timer.app.screens.home.screen",
    "routine_timer.app.screens.summary.screen",
    "routine_timer.app.widgets.picture_view",
    "routine_timer.audio.announcer",
    "routine_timer.audio.player_setup",
    "routine_timer.audio.sound_player",
    "routine_timer.audio.wav",
    "routine_timer.figures.rig",
    "routine_timer.figures.solver",
    "textual_plot",
    "tomlkit",
    "tree_sitter",
    "wakepy",
)
"""Modules of which none may be loaded by then. They load while the get-ready runs."""

PROGRAM = """
import sys
from routine_timer import paths
from routine_timer.app.active_session import ActiveSession
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from routine_timer.cli.context import Context
from routine_timer.cli.lookup import routine_named
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine

context = Context()
timeline = compile_routine(routine_named(context, "after-workout"))
context.close()
app = RoutineTimerApp(Services(paths.folders()), Start(timeline))

def shown(session):
    painted.append("GET READY" in app.export_screenshot().replace("&#160;", " "))
    loaded.update(sys.modules)
    app.exit()

loaded, painted = set(), []
ActiveSession.shown = shown
app.run(headless=True, size=(120, 40))
print(*painted)
print(*sorted(loaded))
"""


@pytest.fixture(scope="module")
def at_first_paint(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """Whether the get-ready was on the screen when the session started, and the modules that were loaded by then."""
    home = tmp_path_factory.mktemp("home")
    environment = {"HOME": str(home), "ROUTINE_TIMER_HOME": str(home), "PATH": "", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[3],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    painted, modules = done.stdout.strip().splitlines()[-2:]
    return painted, set(modules.split())


def test_the_session_starts_once_its_get_ready_is_on_the_screen(at_first_paint: tuple[str, set[str]]) -> None:
    assert at_first_paint[0] == "True"


@pytest.mark.parametrize("module", AFTERWARDS)
def test_the_get_ready_does_not_wait_for(module: str, at_first_paint: tuple[str, set[str]]) -> None:
    assert module not in at_first_paint[1]
