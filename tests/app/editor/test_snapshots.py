"""The editor as a person sees it, at three sizes, dark and light."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Edit
from routine_timer.app.services import Services
from routine_timer.paths import Folders
from tests.app.conftest import SATURDAY, no_sound
from tests.app.editor.staging import EVENING, HOSTILE, Editing

Snap: TypeAlias = Callable[..., bool]

SIZES = [(80, 24), (120, 40), (200, 60)]
SIZE_IDS = ["80x24", "120x40", "200x60"]
BROKEN = (
    EVENING.replace("reps = 10", 'side = "both"')
    .replace('exercise = "plank" ', 'exercise = "plnk" ')
    .replace('name = "Evening"', 'name = "Evening"\ntargets = ["glutes", "hip flexor"]')
)


@pytest.fixture
def app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, not_the_first_start: Callable[[Path], None]
) -> RoutineTimerApp:
    monkeypatch.chdir(tmp_path)  # the file's place is shown, and must be the same everywhere
    home = Path("home")
    not_the_first_start(home / "cache")
    services = Services(Folders(home, home, home / "state", home / "cache"), player=no_sound, now=lambda: SATURDAY)
    services.settings = replace(services.settings, theme=theme, reduced_motion=True)
    return RoutineTimerApp(services)


def opened(text: str, *keys: str) -> Callable[[Pilot[None]], Any]:
    """Open the editor on `text` and press keys in it; the text is looked through after each."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, RoutineTimerApp)
        file = Path("home/routines/evening.toml")
        file.parent.mkdir(parents=True)
        file.write_text(text)
        app.post_message(Edit(file))
        one = Editing(app, pilot, file)
        await one.is_open()
        await one.settle()
        for key in keys:
            await pilot.press(key)
            await one.settle()

    return run


DOWN = ("down",) * 14


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_a_routine_that_is_well(snap_compare: Snap, app: RoutineTimerApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=opened(EVENING, *DOWN))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=SIZE_IDS)
def test_a_routine_with_mistakes(snap_compare: Snap, app: RoutineTimerApp, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=opened(BROKEN, *("down",) * 7))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES[:2], ids=SIZE_IDS[:2])
@pytest.mark.parametrize(
    "keys",
    [
        ("down", "down", "plus"),
        ("a", *"glu", "tab", "right"),
        ("tab", "tab", "ctrl+end", "enter", *"[[step]]", "enter", *'exercise = "ham'),
        ("tab", "tab", "x", "escape"),
    ],
    ids=["steps", "picker", "completion", "leaving"],
)
def test_a_part_of_it(snap_compare: Snap, app: RoutineTimerApp, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=opened(EVENING, *keys))


@pytest.mark.parametrize("theme", ["dark", "terminal"])
def test_hostile_text(snap_compare: Snap, app: RoutineTimerApp) -> None:
    assert snap_compare(app, terminal_size=(120, 40), run_before=opened(HOSTILE))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_new_routine(snap_compare: Snap, app: RoutineTimerApp) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened(EVENING, "escape", "n", *"Before bed"))
