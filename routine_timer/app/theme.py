"""The app's own colours: dark, light, two of high contrast, and the terminal's own sixteen.

Each state of a session has a colour of its own, as a theme variable (`$state-hold` and so on) that screens use and
never spell out. They are taken from hues that stay apart for people who see no red or no green (Okabe and Ito, "Color
Universal Design", 2008), lightened or darkened until they can be read on the ground of their theme; and wherever a
colour says something, a word says it too.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

STATES = ("ready", "hold", "reps", "switch", "rest", "paused", "done")
"""What a session can be in. `ready` is the get-ready before the first step and between steps."""


def _states(ready: str, hold: str, reps: str, switch: str, rest: str, paused: str, done: str) -> dict[str, str]:
    colours = (ready, hold, reps, switch, rest, paused, done)
    return {f"state-{state}": colour for state, colour in zip(STATES, colours, strict=True)}


def _figure(near: str, far: str, accent: str, prop: str, floor: str) -> dict[str, str]:
    """The body, the limbs behind it (at least 3:1 against the background), the worked part (4.5:1), props and mat."""
    return {
        "figure-near": near,
        "figure-far": far,
        "figure-accent": accent,
        "figure-prop": prop,
        "figure-floor": floor,
    }


_DARK_FIGURE = _figure("#DFE5E6", "#8A959B", "#FF9F40", "#5B9CC4", "#2C363D")

_DARK_STATES = _states("#F0E442", "#56B4E9", "#2CC9A0", "#F5A13D", "#C8B8A0", "#E6E6E6", "#8FD694")
_LIGHT_STATES = _states("#6E5700", "#00598F", "#00634A", "#9C3F00", "#636870", "#1F1F1F", "#22662C")

DARK = Theme(
    name="dark",
    primary="#6CB8E6",
    secondary="#4C8FB8",
    accent="#E9B872",
    warning="#F5A13D",
    error="#F28B82",
    success="#8FD694",
    foreground="#DFE5E6",
    background="#0F1418",
    surface="#161D22",
    panel="#1F282E",
    boost="#24303714",
    variables={
        **_DARK_STATES,
        **_DARK_FIGURE,
        "quiet": "#8C9AA1",
        "faint": "#4A565D",
        "cursor-ground": "#22313B",
        "border": "#6CB8E6",
        "border-blurred": "#33414A",
        "input-selection-background": "#6CB8E6 35%",
        "scrollbar": "#2B3840",
        "scrollbar-hover": "#3A4A54",
        "scrollbar-active": "#6CB8E6",
        "scrollbar-background": "#0F1418",
        "scrollbar-background-hover": "#0F1418",
        "scrollbar-background-active": "#0F1418",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0A5E94",
    secondary="#34789F",
    accent="#8A5200",
    warning="#9C3F00",
    error="#A32020",
    success="#22662C",
    foreground="#1F2629",
    background="#FAF8F3",
    surface="#F2EFE7",
    panel="#E7E3D8",
    boost="#00000008",
    dark=False,
    variables={
        **_LIGHT_STATES,
        **_figure("#3A454B", "#868E93", "#C2410C", "#34789F", "#DDD8CB"),
        "quiet": "#5C6669",
        "faint": "#B3B1A6",
        "cursor-ground": "#DCE8EF",
        "border": "#0A5E94",
        "border-blurred": "#C9C4B6",
        "input-selection-background": "#0A5E94 25%",
        "scrollbar": "#CFCABC",
        "scrollbar-hover": "#B9B3A3",
        "scrollbar-active": "#0A5E94",
        "scrollbar-background": "#FAF8F3",
        "scrollbar-background-hover": "#FAF8F3",
        "scrollbar-background-active": "#FAF8F3",
    },
)

CONTRAST_DARK = Theme(
    name="contrast-dark",
    primary="#7FD1FF",
    secondary="#7FD1FF",
    accent="#FFD27F",
    warning="#FFB454",
    error="#FFA9A1",
    success="#A8F0AD",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    variables={
        **_figure("#FFFFFF", "#A0A0A0", "#FF9F40", "#7FD1FF", "#3A3A3A"),
        **_states("#FFF04A", "#7FD1FF", "#4CF0C4", "#FFB454", "#E0D2BC", "#FFFFFF", "#A8F0AD"),
        "quiet": "#D0D0D0",
        "faint": "#8A8A8A",
        "cursor-ground": "#003A5C",
        "border": "#FFFFFF",
        "border-blurred": "#8A8A8A",
    },
)

CONTRAST_LIGHT = Theme(
    name="contrast-light",
    primary="#003D66",
    secondary="#003D66",
    accent="#5C3600",
    warning="#6E2B00",
    error="#7A0000",
    success="#0B4716",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#E8E8E8",
    dark=False,
    variables={
        **_figure("#202020", "#757575", "#B83200", "#003D66", "#D0D0D0"),
        **_states("#4A3A00", "#003D66", "#004533", "#6E2B00", "#4D4D4D", "#000000", "#0B4716"),
        "quiet": "#333333",
        "faint": "#6B6B6B",
        "cursor-ground": "#CBE4F5",
        "border": "#000000",
        "border-blurred": "#6B6B6B",
    },
)

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        **_figure("ansi_default", "ansi_bright_black", "ansi_yellow", "ansi_cyan", "ansi_bright_black"),
        **_states(
            "ansi_bright_yellow",
            "ansi_bright_blue",
            "ansi_bright_cyan",
            "ansi_yellow",
            "ansi_bright_magenta",
            "ansi_default",
            "ansi_bright_green",
        ),
        "quiet": "ansi_default",
        "faint": "ansi_bright_black",
        "cursor-ground": "ansi_default",
        "cursor-style": "reverse",
        "border": "ansi_blue",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_bright_blue",
        "input-selection-foreground": "ansi_black",
    },
)

_FEW_ON_LIGHT: dict[str, str] = {
    **_states("#AA00AA", "#0000AA", "#AA00AA", "#AA0000", "#555555", "#000000", "#0000AA"),
    **_figure("#000000", "#555555", "#AA0000", "#0000AA", "#555555"),
    "quiet": "#555555",
    "faint": "#555555",
    "cursor-ground": "#FFFFFF",
    "cursor-style": "reverse",
}
_FEW_ON_DARK: dict[str, str] = {"faint": "#555555", "cursor-ground": "#000000", "cursor-style": "reverse"}


def with_few_colours(theme: Theme) -> Theme:
    """A theme for a terminal that has sixteen colours: the nearest one to a colour is not always one that can be read.

    What is green, yellow or cyan there is too pale for a light ground in most terminals. Where a state must share its
    colour with another, its word tells them apart, as everywhere.
    """
    if theme.ansi:
        return theme
    if theme.dark:
        return replace(theme, variables={**theme.variables, **_FEW_ON_DARK})
    return replace(
        theme,
        primary="#0000AA",
        secondary="#0000AA",
        accent="#AA00AA",
        warning="#AA0000",
        error="#AA0000",
        success="#0000AA",
        foreground="#000000",
        variables={**theme.variables, **_FEW_ON_LIGHT},
    )


THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, TERMINAL)

VARIABLES = {name: DARK.variables[name] for name in (*_DARK_STATES, *_DARK_FIGURE, "quiet", "faint", "cursor-ground")}
VARIABLES["cursor-style"] = "none"
"""Our own variables, for a theme that does not have them."""
