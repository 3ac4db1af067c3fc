"""Pictures of the history at three sizes, dark and light: nothing yet, one day, ten years; its views and panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from tests.app.history.pasts import plan_records

SIZES = [(80, 24), (120, 40), (200, 60)]
Snap = Callable[..., bool]
PastOf = Callable[[str], Services]


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await pilot.press("h", *keys)

    return press


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("past", ["empty", "one day", "ten years"])
def test_history(snap_compare: Snap, past_of: PastOf, past: str, size: tuple[int, int], theme: str) -> None:
    services = past_of(past)
    services.change("theme", theme)
    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=after())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("month", ("v",)),
        ("week", ("v", "v")),
        ("a session opened", ("tab", "down", "enter")),
        ("score", ("p",)),
        ("minutes", ("p", "p")),
        ("tight and weak", ("p", "p", "p")),
        ("left and right", ("p", "p", "p", "p")),
        ("what grew", ("p", "p", "p", "p", "p")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_part(snap_compare: Snap, past_of: PastOf, name: str, keys: tuple[str, ...]) -> None:
    assert snap_compare(RoutineTimerApp(past_of("ten years")), terminal_size=(80, 24), run_before=after(*keys))


def test_a_session_opened_beside_the_list(snap_compare: Snap, past_of: PastOf) -> None:
    app = RoutineTimerApp(past_of("ten years"))
    assert snap_compare(app, terminal_size=(120, 40), run_before=after("tab", "down", "enter"))


@pytest.mark.parametrize("theme", ["contrast-dark", "contrast-light", "terminal"])
def test_other_themes(snap_compare: Snap, past_of: PastOf, theme: str) -> None:
    services = past_of("ten years")
    services.change("theme", theme)
    assert snap_compare(RoutineTimerApp(services), terminal_size=(120, 40), run_before=after())


def test_a_very_small_terminal(snap_compare: Snap, past_of: PastOf) -> None:
    assert snap_compare(RoutineTimerApp(past_of("ten years")), terminal_size=(40, 12), run_before=after())


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_plan(snap_compare: Snap, past_of: PastOf, size: tuple[int, int], theme: str) -> None:
    services = past_of("a month")
    services.history.merge(plan_records())
    services.change("theme", theme)
    keys = ("p",) if size[0] > 100 else ("p", "p", "p")
    assert snap_compare(RoutineTimerApp(services), terminal_size=size, run_before=after(*keys))
