"""How capitals are drawn."""

from __future__ import annotations

from routine_timer.app.widgets.letters.pen import Glyph, Pen
from routine_timer.app.widgets.letters.shared import double_v, slanted_z, stem


def _a_capital(p: Pen) -> None:
    p.line((p.left, p.base), (p.left, p.top), (p.right, p.top), (p.right, p.base))
    p.line((p.left, p.low_middle), (p.right, p.low_middle))


def _b_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.top), (p.right, p.top), (p.right, p.middle), (p.left, p.middle))
    p.line((p.left, p.middle), (p.right, p.middle), (p.right, p.bottom), (p.left, p.bottom))


def _c_capital(p: Pen) -> None:
    p.line((p.width, p.top), (p.left, p.top), (p.left, p.bottom), (p.width, p.bottom))


def _d_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.top), (p.right, p.top), (p.right, p.bottom), (p.left, p.bottom))


def _e_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    for y, reach in ((p.top, 0), (p.middle, p.stem / 2), (p.bottom, 0)):
        p.line((p.left, y), (p.width - reach, y))


def _f_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.top), (p.width, p.top))
    p.line((p.left, p.middle), (p.width - p.stem / 2, p.middle))


def _g_capital(p: Pen) -> None:
    p.line((p.width, p.top), (p.left, p.top), (p.left, p.bottom), (p.right, p.bottom), (p.right, p.middle))
    p.line((p.across, p.middle), (p.width, p.middle))


def _h_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.box(p.width - p.stem, 0, p.width, p.base)
    p.line((p.left, p.middle), (p.right, p.middle))


def _j_capital(p: Pen) -> None:
    p.line((p.right, 0), (p.right, p.bottom), (0, p.bottom))


def _k_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.slope((p.stem, p.base / 2 + p.bar / 4), (p.width - p.stem / 2, 0))
    p.slope((p.stem + p.stem / 4, p.base / 2 - p.bar / 4), (p.width - p.stem / 2, p.base))


def _l_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.bottom), (p.width, p.bottom))


def _m_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.box(p.width - p.stem, 0, p.width, p.base)
    p.slope((p.left, 0), (p.across, p.base * 0.65))
    p.slope((p.right, 0), (p.across, p.base * 0.65))


def _n_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.box(p.width - p.stem, 0, p.width, p.base)
    p.slope((p.left, 0), (p.right, p.base))


def _o_capital(p: Pen) -> None:
    p.ring(p.top, p.bottom)


def _p_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.top), (p.right, p.top), (p.right, p.low_middle), (p.left, p.low_middle))


def _q_capital(p: Pen) -> None:
    p.ring(p.top, p.bottom)
    p.slope((p.across, p.base * 0.6), (p.width - p.stem / 2, p.base + p.bar / 2))


def _r_capital(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base)
    p.line((p.left, p.top), (p.right, p.top), (p.right, p.middle), (p.left, p.middle))
    p.slope((p.across, p.middle), (p.right, p.base))


def _s_capital(p: Pen) -> None:
    p.line((p.width, p.top), (p.left, p.top), (p.left, p.middle), (p.across, p.middle))
    p.line((p.across, p.middle), (p.right, p.middle), (p.right, p.bottom), (0, p.bottom))


def _t_capital(p: Pen) -> None:
    p.line((0, p.top), (p.width, p.top))
    p.box(p.across - p.stem / 2, 0, p.across + p.stem / 2, p.base)


def _u_capital(p: Pen) -> None:
    p.line((p.left, 0), (p.left, p.bottom), (p.right, p.bottom), (p.right, 0))


def _v_capital(p: Pen) -> None:
    p.slope((p.left, 0), (p.across, p.base))
    p.slope((p.right, 0), (p.across, p.base))


def _w_capital(p: Pen) -> None:
    double_v(p, 0)


def _x_capital(p: Pen) -> None:
    p.slope((p.left, 0), (p.right, p.base))
    p.slope((p.right, 0), (p.left, p.base))


def _y_capital(p: Pen) -> None:
    fork = p.base * 0.55
    p.slope((p.left, 0), (p.across, fork))
    p.slope((p.right, 0), (p.across, fork))
    p.box(p.across - p.stem / 2, fork - p.bar / 2, p.across + p.stem / 2, p.base)


def _z_capital(p: Pen) -> None:
    slanted_z(p, 0)


CAPITALS: dict[str, Glyph] = {
    "A": (_a_capital, 1.1, 2), "B": (_b_capital, 1.1, 2), "C": (_c_capital, 1.1, 1.75), "D": (_d_capital, 1.15, 2),
    "E": (_e_capital, 1, 1.6), "F": (_f_capital, 1, 1.5), "G": (_g_capital, 1.2, 2), "H": (_h_capital, 1.1, 2),
    "I": (stem, 0, 1), "J": (_j_capital, 0.8, 1.75), "K": (_k_capital, 1.1, 2), "L": (_l_capital, 1, 1.4),
    "M": (_m_capital, 1.9, 2.25), "N": (_n_capital, 1.4, 2), "O": (_o_capital, 1.15, 2), "P": (_p_capital, 1.1, 2),
    "Q": (_q_capital, 1.15, 2), "R": (_r_capital, 1.1, 2), "S": (_s_capital, 1, 2), "T": (_t_capital, 1.2, 1.75),
    "U": (_u_capital, 1.1, 2), "V": (_v_capital, 1.3, 2), "W": (_w_capital, 2, 3), "X": (_x_capital, 1.2, 2),
    "Y": (_y_capital, 1.2, 2), "Z": (_z_capital, 1.1, 2),
}  # fmt: skip
"""Each letter: how it is drawn, and its width in counters and stems."""
