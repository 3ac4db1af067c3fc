"""How lower-case letters are drawn."""

from __future__ import annotations

from routine_timer.app.widgets.letters.pen import Glyph, Pen
from routine_timer.app.widgets.letters.shared import double_v, slanted_z, stem


def _a(p: Pen) -> None:
    p.line((p.stem / 2, p.x_top), (p.right, p.x_top), (p.right, p.base))
    p.line((p.right, p.x_middle), (p.left, p.x_middle), (p.left, p.bottom), (p.right, p.bottom))


def _b(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.x_top), (p.right, p.x_top), (p.right, p.bottom), (p.left, p.bottom))


def _c(p: Pen) -> None:
    p.line((p.width, p.x_top), (p.left, p.x_top), (p.left, p.bottom), (p.width, p.bottom))


def _d(p: Pen) -> None:
    p.box(p.width - p.stem, 0, p.width, p.base)
    p.line((p.right, p.x_top), (p.left, p.x_top), (p.left, p.bottom), (p.right, p.bottom))


def _e(p: Pen) -> None:
    p.line((p.right, p.x_middle + p.bar / 2), (p.right, p.x_top), (p.across, p.x_top))
    p.line((p.across, p.x_top), (p.left, p.x_top), (p.left, p.bottom), (p.width - p.stem / 4, p.bottom))
    p.line((p.left, p.x_middle), (p.right, p.x_middle))


def _f(p: Pen) -> None:
    stem = p.stem * 0.9
    p.line((p.width, p.top), (stem, p.top), (stem, p.base))
    p.line((0, p.x_top), (p.width, p.x_top))


def _g(p: Pen) -> None:
    p.line((p.right, p.x_top), (p.left, p.x_top), (p.left, p.bowl), (p.right, p.bowl))
    p.line((p.right, p.x_line), (p.right, p.tail), (p.stem / 4, p.tail))


def _h(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.x_top), (p.right, p.x_top), (p.right, p.base))


def _i(p: Pen) -> None:
    p.box(0, p.x_line, p.stem, p.base)
    _dot_above(p, 0)


def _dot_above(p: Pen, x: float) -> None:
    p.box(x, 0, x + p.stem, max(min(p.bar, p.x_line - 1), 0.5))


def _j(p: Pen) -> None:
    p.line((p.right, p.x_line), (p.right, p.tail), (0, p.tail))
    _dot_above(p, p.width - p.stem)


def _k(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    middle = (p.x_line + p.base) / 2
    p.slope((p.stem, middle + p.bar / 4), (p.width - p.stem / 2, p.x_line))
    p.slope((p.stem + p.stem / 4, middle - p.bar / 4), (p.width - p.stem / 2, p.base))


def _m(p: Pen) -> None:
    p.box(0, p.x_line, p.stem, p.base)
    p.line((p.left, p.x_top), (p.across, p.x_top), (p.across, p.base))
    p.line((p.across, p.x_top), (p.right, p.x_top), (p.right, p.base))


def _n(p: Pen) -> None:
    p.box(0, p.x_line, p.stem, p.base)
    p.line((p.left, p.x_top), (p.right, p.x_top), (p.right, p.base))


def _o(p: Pen) -> None:
    p.ring(p.x_top, p.bottom)


def _p(p: Pen) -> None:
    p.box(0, p.x_line, p.stem, p.size.height)
    p.line((p.left, p.x_top), (p.right, p.x_top), (p.right, p.bottom), (p.left, p.bottom))


def _q(p: Pen) -> None:
    p.box(p.width - p.stem, p.x_line, p.width, p.size.height)
    p.line((p.right, p.x_top), (p.left, p.x_top), (p.left, p.bottom), (p.right, p.bottom))


def _r(p: Pen) -> None:
    p.box(0, p.x_line, p.stem, p.base)
    p.line((p.left, p.x_top), (p.width, p.x_top))


def _s(p: Pen) -> None:
    p.line((p.width, p.x_top), (p.left, p.x_top), (p.left, p.x_middle), (p.across, p.x_middle))
    p.line((p.across, p.x_middle), (p.right, p.x_middle), (p.right, p.bottom), (0, p.bottom))


def _t(p: Pen) -> None:
    stem = p.stem * 0.9
    p.line((stem, max(p.x_line - p.size.ascent * 0.25, 0)), (stem, p.bottom), (p.width, p.bottom))
    p.line((0, p.x_top), (p.width, p.x_top))


def _u(p: Pen) -> None:
    p.line((p.left, p.x_line), (p.left, p.bottom), (p.right, p.bottom))
    p.box(p.width - p.stem, p.x_line, p.width, p.base)


def _v(p: Pen) -> None:
    p.slope((p.left, p.x_line), (p.across, p.base))
    p.slope((p.right, p.x_line), (p.across, p.base))


def _w(p: Pen) -> None:
    double_v(p, p.x_line)


def _x(p: Pen) -> None:
    p.slope((p.left, p.x_line), (p.right, p.base))
    p.slope((p.right, p.x_line), (p.left, p.base))


def _y(p: Pen) -> None:
    p.line((p.left, p.x_line), (p.left, p.bowl), (p.right, p.bowl))
    p.line((p.right, p.x_line), (p.right, p.tail), (p.stem / 4, p.tail))


def _z(p: Pen) -> None:
    slanted_z(p, p.x_line)


LOWERCASE: dict[str, Glyph] = {
    "a": (_a, 1, 2), "b": (_b, 1, 2), "c": (_c, 0.9, 1.6), "d": (_d, 1, 2), "e": (_e, 1, 2), "f": (_f, 0.6, 1.5),
    "g": (_g, 1, 2), "h": (_h, 1, 2), "i": (_i, 0, 1), "j": (_j, 0.4, 1.25), "k": (_k, 1, 2), "l": (stem, 0, 1),
    "m": (_m, 1.9, 3), "n": (_n, 1, 2), "o": (_o, 1, 2), "p": (_p, 1, 2), "q": (_q, 1, 2), "r": (_r, 0.75, 1.25),
    "s": (_s, 0.9, 2), "t": (_t, 0.6, 1.75), "u": (_u, 1, 2), "v": (_v, 1.1, 2), "w": (_w, 1.8, 3), "x": (_x, 1.1, 2),
    "y": (_y, 1, 2), "z": (_z, 0.9, 2),
}  # fmt: skip
"""Each letter: how it is drawn, and its width in counters and stems."""
