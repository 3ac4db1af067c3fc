"""How digits and punctuation are drawn."""

from __future__ import annotations

from routine_timer.app.widgets.letters.pen import Glyph, Pen


def _0(p: Pen) -> None:
    p.ring(p.top, p.bottom)


def _1(p: Pen) -> None:
    p.line((0, p.top), (p.right, p.top), (p.right, p.base), sharp=True)


def _2(p: Pen) -> None:
    p.line((0, p.top), (p.right, p.top), (p.right, p.middle), (p.across, p.middle))
    p.line((p.across, p.middle), (p.left, p.middle), (p.left, p.bottom))
    p.line((0, p.bottom), (p.width, p.bottom))


def _3(p: Pen) -> None:
    p.line((0, p.top), (p.right, p.top), (p.right, p.middle), (p.stem / 2, p.middle))
    p.line((p.stem / 2, p.middle), (p.right, p.middle), (p.right, p.bottom), (0, p.bottom))


def _4(p: Pen) -> None:
    p.line((p.left, 0), (p.left, p.low_middle), (p.right, p.low_middle), sharp=True)
    p.box(p.width - p.stem, 0, p.width, p.base)


def _5(p: Pen) -> None:
    p.line((p.width, p.top), (p.left, p.top), (p.left, p.middle), (p.across, p.middle), sharp=True)
    p.line((p.across, p.middle), (p.right, p.middle), (p.right, p.bottom), (0, p.bottom))


def _6(p: Pen) -> None:
    p.line((p.width - p.stem / 2, p.top), (p.left, p.top), (p.left, p.bottom), (p.across, p.bottom))
    p.line((p.left, p.middle), (p.right, p.middle), (p.right, p.bottom), (p.across, p.bottom))


def _7(p: Pen) -> None:
    p.line((0, p.top), (p.width, p.top))
    p.slope((p.right, p.top), (p.across - p.stem / 4, p.base))


def _8(p: Pen) -> None:
    p.ring(p.top, p.middle)
    p.ring(p.middle, p.bottom)


def _9(p: Pen) -> None:
    p.line((p.across, p.top), (p.left, p.top), (p.left, p.middle), (p.right, p.middle))
    p.line((p.across, p.top), (p.right, p.top), (p.right, p.bottom), (p.stem / 2, p.bottom))


def _space(_: Pen) -> None:
    return


def _hyphen(p: Pen) -> None:
    p.line((0, p.x_middle), (p.width, p.x_middle))


def _plus(p: Pen) -> None:
    half = p.across + p.bar / 2
    p.line((0, p.x_middle), (p.width, p.x_middle))
    p.box(p.across - p.stem / 2, p.x_middle - half, p.across + p.stem / 2, p.x_middle + half)


def _full_stop(p: Pen) -> None:
    p.box(0, p.base - p.bar, p.stem, p.base)


def _comma(p: Pen) -> None:
    p.box(0, p.base - p.bar, p.stem, p.base)
    p.slope((p.left, p.base), (p.left - p.stem / 4, p.base + p.bar))


def _colon(p: Pen) -> None:
    _full_stop(p)
    p.box(0, p.x_line + p.bar / 2, p.stem, p.x_line + p.bar * 1.5)


def _semicolon(p: Pen) -> None:
    _comma(p)
    p.box(0, p.x_line + p.bar / 2, p.stem, p.x_line + p.bar * 1.5)


def _apostrophe(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base * 0.3)


def _quotation_mark(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base * 0.3)
    p.box(p.width - p.stem, 0, p.width, p.base * 0.3)


def _exclamation_mark(p: Pen) -> None:
    p.box(0, 0, p.stem, p.base - p.bar * 2)
    _full_stop(p)


def _question_mark(p: Pen) -> None:
    p.line((0, p.top), (p.right, p.top), (p.right, p.middle), (p.across, p.middle))
    p.line((p.across, p.middle - p.bar / 2), (p.across, p.base - p.bar * 2))
    p.box(p.across - p.stem / 2, p.base - p.bar, p.across + p.stem / 2, p.base)


def _bracket(p: Pen) -> None:
    p.line((p.width, p.top), (p.left, p.top), (p.left, p.bottom), (p.width, p.bottom))


def _bracket_end(p: Pen) -> None:
    p.line((0, p.top), (p.right, p.top), (p.right, p.bottom), (0, p.bottom))


def _slash(p: Pen) -> None:
    p.slope((p.right, 0), (p.left, p.base))


def _ampersand(p: Pen) -> None:
    right = p.right - p.stem * 0.75
    p.line((right + p.stem / 2, p.top), (p.left, p.top), (p.left, p.middle), (p.width, p.middle))
    p.line((p.left, p.middle), (p.left, p.bottom), (right, p.bottom), (right, p.middle - p.bar))


def _percent(p: Pen) -> None:
    p.slope((p.right, 0), (p.left, p.base))
    p.box(0, 0, p.stem, p.bar * 2)
    p.box(p.width - p.stem, p.base - p.bar * 2, p.width, p.base)


def _middle_dot(p: Pen) -> None:
    p.box(0, p.middle - p.bar / 2, p.stem, p.middle + p.bar / 2)


def _multiplied(p: Pen) -> None:
    p.slope((p.left, p.x_line + p.bar / 2), (p.right, p.base - p.bar / 2))
    p.slope((p.right, p.x_line + p.bar / 2), (p.left, p.base - p.bar / 2))


MARKS: dict[str, Glyph] = {
    "0": (_0, 1, 2), "1": (_1, 0.5, 1.25), "2": (_2, 1, 2), "3": (_3, 1, 2), "4": (_4, 1, 2), "5": (_5, 1, 2),
    "6": (_6, 1, 2), "7": (_7, 1, 2), "8": (_8, 1, 2), "9": (_9, 1, 2), " ": (_space, 1, 0.5), "-": (_hyphen, 1, 0.5),
    "+": (_plus, 1.2, 1), ".": (_full_stop, 0, 1), ",": (_comma, 0, 1), ":": (_colon, 0, 1), ";": (_semicolon, 0, 1),
    "'": (_apostrophe, 0, 1), '"': (_quotation_mark, 0.6, 2), "!": (_exclamation_mark, 0, 1),
    "?": (_question_mark, 1, 2), "(": (_bracket, 0.5, 1), ")": (_bracket_end, 0.5, 1), "[": (_bracket, 0.5, 1),
    "]": (_bracket_end, 0.5, 1), "/": (_slash, 0.8, 1.5), "&": (_ampersand, 1.2, 2.5), "%": (_percent, 1.2, 2.5),
    "·": (_middle_dot, 0, 1), "×": (_multiplied, 1, 2),
}  # fmt: skip
"""Each letter: how it is drawn, and its width in counters and stems."""
