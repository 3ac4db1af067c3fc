"""What reaches a terminal in the theme that leaves colours to it, with few colours, and with none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services


def drawn(app: App[None]) -> Iterator[Segment]:
    """What every widget in sight sends to the terminal."""
    for widget in app.screen.query("*"):
        if widget.size and widget.display and not widget.children:
            for strip in widget.render_lines(Region(0, 0, *widget.outer_size)):
                yield from strip


def colours(app: App[None]) -> set[str]:
    styles = [segment.style or Style() for segment in drawn(app) if segment.text]
    return {colour.name for style in styles for colour in (style.color, style.bgcolor) if colour is not None}


def of_its_own(names: set[str]) -> set[str]:
    """Colours that are none of the terminal's sixteen."""
    return {name for name in names if name.startswith("#")}


async def test_the_terminals_theme_leaves_every_colour_to_the_terminal(services: Services) -> None:
    services.settings = replace(services.settings, theme="terminal")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(colours(app)) > 2
        assert of_its_own(colours(app)) == set()


async def test_another_theme_takes_hold_at_once_and_so_does_the_way_back(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await app.workers.wait_for_complete()
        for theme, own in (("terminal", False), ("light", True), ("terminal", False)):
            services.settings = replace(services.settings, theme=theme)
            app.apply_settings()
            await pilot.pause()
            assert bool(of_its_own(colours(app))) is own


async def test_no_color_and_the_terminals_theme_are_no_colour_at_all(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    services.settings = replace(services.settings, theme="terminal")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert colours(app) == {"default"}


async def test_no_color_is_shades_of_grey_in_every_other_theme(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        seen = of_its_own(colours(app))
        assert seen
        assert all(name[1:3] == name[3:5] == name[5:7] for name in seen)
