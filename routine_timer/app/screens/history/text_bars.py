"""Bars made of text: two amounts facing each other, and a row of small columns. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from routine_timer.app.widgets.styled_line import fit
from routine_timer.text.durations import clock

_COLUMNS = "▁▂▃▄▅▆▇█"
_TIME = 8
_LEAST_HALF = 8


@dataclass(frozen=True, slots=True)
class FacingBar:
    """Two amounts of seconds that ought to be in proportion, and their name."""

    name: str
    left_s: float
    right_s: float


@dataclass(frozen=True, slots=True)
class BarColours:
    """Of the bars at the left and at the right; each also has a heading, so that no colour is needed."""

    left: str
    right: str


def names_fit_beside(rows: Sequence[FacingBar], width: int) -> bool:
    """Whether there is room for the longest name before bars that can still be compared."""
    return max((len(row.name) for row in rows), default=0) < width - 2 * (_TIME + _LEAST_HALF) - 1


def facing(
    rows: Sequence[FacingBar], heads: tuple[str, str], colours: BarColours, width: int, *, airy: bool
) -> Content:
    """Each row as two bars that grow from the middle, with their times at the ends.

    Args:
        heads: what the left and the right amounts are.
        airy: the name stands on a line of its own, and the bars have the whole width. Otherwise it stands before
            them, and is cut only where they would be too short to be compared.
    """
    most = max((max(row.left_s, row.right_s) for row in rows), default=0.0)
    longest = max((len(row.name) for row in rows), default=0)
    name = 0 if airy else max(min(max(longest, 8) + 1, width - 2 * (_TIME + _LEAST_HALF) - 1), 8)
    half = max((width - name - 2 * _TIME - 1) // 2, 3)
    lines = [_heading(heads, name, half)]
    for row in rows:
        if airy:
            lines.append(Content.styled(fit(row.name, width), "bold"))
        lines.append(_row(row, most, name, half, colours))
    return Content("\n").join(lines)


def _heading(heads: tuple[str, str], name: int, half: int) -> Content:
    left, right = heads
    side = half + _TIME
    return Content.styled(
        f"{'':{name}}{fit(left, side - 1).rstrip():>{side - 1}} │ {fit(right, side - 1)}".rstrip(), "$quiet"
    )


def _row(row: FacingBar, most: float, name: int, half: int, colours: BarColours) -> Content:
    left, right = (_length(seconds, most, half) for seconds in (row.left_s, row.right_s))
    return Content.assemble(
        (fit(row.name, name - 1) + " " if name else "", ""),
        (_time(row.left_s).rjust(_TIME - 1) + " ", "" if row.left_s else "$quiet"),
        " " * (half - left),
        ("━" * left, colours.left),
        ("│", "$faint"),
        ("━" * right, colours.right),
        " " * (half - right),
        (" " + _time(row.right_s), "" if row.right_s else "$quiet"),
    )


def _length(seconds: float, most: float, room: int) -> int:
    return max(round(room * seconds / most), 1) if seconds and most else 0


def _time(seconds: float) -> str:
    return clock(seconds) if seconds else "–"


def columns(values: Sequence[float], most: int) -> str:
    """The last values as small columns, the least of them lowest."""
    shown = values[-most:]
    low, high = min(shown, default=0.0), max(shown, default=0.0)
    if low == high:
        return _COLUMNS[3] * len(shown)
    return "".join(_COLUMNS[round((value - low) / (high - low) * (len(_COLUMNS) - 1))] for value in shown)
