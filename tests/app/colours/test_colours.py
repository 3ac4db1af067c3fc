"""What reaches a terminal in the theme that leaves colours to it, with few colours, and with none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from msgspec.structs import replace
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.services import Services
from tests.contrast import contrast


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
        await pilot.pause()
        assert len(colours(app)) > 2
        assert of_its_own(colours(app)) == set()


async def test_another_theme_takes_hold_at_once_and_so_does_the_way_back(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await pilot.pause()
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
        await pilot.pause()
        assert colours(app) == {"default"}


async def test_no_color_is_shades_of_grey_in_every_other_theme(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 32)) as pilot:
        await pilot.pause()
        seen = of_its_own(colours(app))
        assert seen
        assert all(name[1:3] == name[3:5] == name[5:7] for name in seen)


NO_WORDS = " ▁▏━─╸⠀█▀▄"
XTERM = (
    "000000 CD0000 00CD00 CDCD00 0000EE CD00CD 00CDCD E5E5E5 7F7F7F FF0000 00FF00 FFFF00 5C5CFF FF00FF 00FFFF FFFFFF"
)
VGA = "000000 AA0000 00AA00 AA5500 0000AA AA00AA 00AAAA AAAAAA 555555 FF5555 55FF55 FFFF55 5555FF FF55FF 55FFFF FFFFFF"
PALETTES = {"xterm": XTERM, "vga": VGA}
"""What the sixteen are in two terminals that are much used."""


def as_terminals_have_it(colour: Color | None, palette: str, ground: bool) -> tuple[int, int, int]:
    """A colour as such a terminal shows it."""
    number = None if colour is None else colour.downgrade(ColorSystem.STANDARD).number
    if number is None:
        return (255, 255, 255) if ground else (0, 0, 0)
    return tuple(bytes.fromhex(palette.split()[number]))  # type: ignore[return-value]


@pytest.mark.parametrize("theme", ["dark", "light", "contrast-dark", "contrast-light"])
async def test_with_sixteen_colours_every_word_can_be_read(
    services: Services, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-16color")
    monkeypatch.delenv("COLORTERM", raising=False)
    services.settings = replace(services.settings, theme=theme)
    app = RoutineTimerApp(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for keys in ((), ("v",), ("escape", "enter"), ("right",), ("right",), ("space",)):
            await pilot.press(*keys)
            await pilot.pause()
            words = {segment.style or Style(): segment.text for segment in drawn(app) if segment.text.strip(NO_WORDS)}
            for (style, text), (terminal, palette) in product(words.items(), PALETTES.items()):
                if not style.dim:
                    front = as_terminals_have_it(style.color, palette, ground=False)
                    back = as_terminals_have_it(style.bgcolor, palette, ground=True)
                    assert contrast(front, back) >= 2.8, (text, style, terminal)
