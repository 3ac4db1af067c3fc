"""Colours that can be read, and told apart by everyone."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from routine_timer.app.theme import STATES, THEMES, VARIABLES
from routine_timer.settings import THEMES as NAMES

TRUE_COLOUR = [theme for theme in THEMES if not theme.ansi]


def test_the_settings_offer_exactly_the_themes_there_are() -> None:
    assert [theme.name for theme in THEMES] == list(NAMES)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_a_colour_for_every_state(theme: Theme) -> None:
    assert {f"state-{state}" for state in STATES} <= theme.variables.keys()
    assert VARIABLES.keys() - {"cursor-style"} <= theme.variables.keys()


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
def test_coloured_text_can_be_read(theme: Theme) -> None:
    least = 7.0 if "contrast" in theme.name else 4.5
    grounds = [theme.background, theme.surface, theme.variables["cursor-ground"]]
    inks = {name: theme.variables[name] for name in (*(f"state-{state}" for state in STATES), "quiet")}
    inks |= {"accent": str(theme.accent), "error": str(theme.error), "warning": str(theme.warning)}
    for name, ink in inks.items():
        for ground in grounds:
            at_least = least if ground == theme.background else 4.5 if "contrast" in theme.name else 3.9
            assert contrast(ink, str(ground)) >= at_least, f"{name} {ink} on {ground}"


@pytest.mark.parametrize("theme", TRUE_COLOUR, ids=lambda theme: theme.name)
@pytest.mark.parametrize("blind", ["protan", "deutan"])
def test_work_switch_and_rest_stay_apart_for_who_sees_no_red_or_no_green(theme: Theme, blind: str) -> None:
    for one, other in combinations(("hold", "switch", "rest"), 2):
        a, b = (seen(theme.variables[f"state-{state}"], blind) for state in (one, other))
        assert dist(a, b) > 0.09, f"{one} and {other}"


def dist(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """How different two colours look: their distance in OKLab (Ottosson, 2020)."""
    return float(sum((x - y) ** 2 for x, y in zip(oklab(*one), oklab(*other), strict=True)) ** 0.5)


def oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Color.parse(colour).normalized
    )
    return red, green, blue


def seen(colour: str, blind: str) -> tuple[float, float, float]:
    """Linear light as a dichromat sees it: Viénot, Brettel and Mollon, 1999."""
    red, green, blue = linear(colour)
    mixed = 0.11238 * red + 0.88762 * green if blind == "protan" else 0.29275 * red + 0.70725 * green
    kept = 0.00401 * (red - green) if blind == "protan" else -0.02234 * (red - green)
    return mixed, mixed, max(blue + kept, 0.0)
