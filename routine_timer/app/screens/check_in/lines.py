"""The check-in in words and marks: the signs to tick, the routines that fit, what changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content

from routine_timer.app.widgets.line_list import ListRow, hanging, mark
from routine_timer.app.widgets.styled_line import fit
from routine_timer.care.check_in import (
    AT_ONCE,
    NO_DIAGNOSIS,
    RED_FLAGS,
    SEE_SOMEONE,
    Answers,
    Fit,
    Group,
    Sign,
    known,
)
from routine_timer.text.sanitize import plain

TITLES: dict[Group, str] = {
    "first": "First of all",
    "sides": "One side and the other",
    "hips": "Hips and thighs",
    "back and shoulders": "Back and shoulders",
    "habits": "Habits",
}
COLUMNS = 5
"""Check-ins that are set side by side, the newest at the right."""
_COLUMN, _WITH_YEAR = 7, 9
"""Cells for a day, and for a month with its year."""


@dataclass(frozen=True)
class GroupRow(ListRow):
    """The heading of a group of signs."""

    group: Group
    selectable: ClassVar[bool] = False

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        return Content.styled(fit(TITLES[self.group], width), "$quiet")


@dataclass(frozen=True)
class SignRow(ListRow):
    """One sign, and whether it is true of the person. The box says it without colour."""

    sign: Sign
    ticked: bool

    def draw(self, width: int, *, highlighted: bool) -> Content:
        alarm = self.sign.id == SEE_SOMEONE
        colour = "$error" if alarm else "$accent"
        box = Content.styled("[x] " if self.ticked else "[ ] ", f"bold {colour}" if self.ticked else "$quiet")
        text = fit(self.sign.ask, width - 6)
        return Content.assemble(mark(highlighted), box, (text, "bold" if self.ticked else ""))


@dataclass(frozen=True)
class FitRow(ListRow):
    """A routine that fits, and why."""

    fit: Fit
    name: str
    lines: int = 3
    """One for the name, the others for the reason."""

    def height(self, width: int) -> int:  # noqa: ARG002
        return self.lines

    def draw(self, width: int, *, highlighted: bool) -> Content:
        why = Content(f"{self.fit.why[:1].upper()}{self.fit.why[1:]}.").wrap(max(width - 3, 10))[: self.lines - 1]
        rest = [Content.assemble("  ", line.stylize("$quiet")) for line in why]
        name = Content.assemble(mark(highlighted), (fit(plain(self.name), width - 2), "bold"))
        return Content("\n").join([name, *rest, *[Content("")] * (self.lines - 1 - len(rest))])


def how(sign: Sign) -> Content:
    """The way to find out, for the pane."""
    return Content.styled(sign.how, "$error" if sign.id == SEE_SOMEONE else "")


def safety(width: int) -> Content:
    """That it is no diagnosis, and when to see whom."""
    lines = [
        Content.styled(NO_DIAGNOSIS, "bold"),
        hanging("see someone", "; ".join(RED_FLAGS) + ".", width),
        hanging("at once", "; ".join(AT_ONCE) + ".", width),
    ]
    return Content("\n").join(lines)


def alarm() -> Content:
    """What comes before all routines when something must be looked at."""
    return Content.assemble(
        ("See a doctor or physiotherapist first. ", "bold $error"),
        ("The routines below can wait until they say that exercise is all right.", "$error"),
    )


def over_time(checked: Sequence[Answers], width: int) -> Content:
    """The last check-ins side by side, the newest at the right.

    Args:
        checked: oldest first, the present one last.
    """
    if len(checked) < 2:
        return Content.styled("Your first check-in. Repeat it in a few weeks to see what has changed.", "$quiet")
    column = _COLUMN if len({answers.day.year for answers in checked[-COLUMNS:]}) == 1 else _WITH_YEAR
    shown = checked[-min(COLUMNS, max((width - 24) // column, 2)) :]
    name = width - column * len(shown)
    dates = "".join(_when(answers, column).rjust(column) for answers in shown)
    lines = [Content.assemble(" " * name, (dates, "$quiet"))]
    for sign in known(set().union(*(answers.signs for answers in shown))):
        first, *rest = _what(sign, shown, name)
        lines += [Content.assemble(first, *(_mark(sign.id in answers.signs, column) for answers in shown)), *rest]
    if any(answers.foot for answers in shown):
        feet = "".join((answers.foot or "–").rjust(column) for answers in shown)
        lines.append(Content.assemble(fit("more weight on", name), feet))
    return Content("\n").join(lines)


def _what(sign: Sign, shown: Sequence[Answers], width: int) -> list[Content]:
    """What the sign is and whether that is new, on as many lines as it takes; the first is as wide as its column."""
    before, now = sign.id in shown[-2].signs, sign.id in shown[-1].signs
    text = {(True, False): "gone: ", (False, True): "new: "}.get((before, now), "") + sign.seen.split(",")[0]
    style = {(True, False): "$success", (False, True): "$warning"}.get((before, now), "")
    first, *rest = (line.rstrip() for line in Content.styled(text, style).wrap(max(width - 1, 10)))
    return [
        Content.assemble(first, " " * max(width - first.cell_length, 0)),
        *(Content.assemble("  ", r) for r in rest),
    ]


def _when(answers: Answers, column: int) -> str:
    day = answers.day
    return f"{day:%b} {day.year}" if column == _WITH_YEAR else f"{day.day} {day:%b}"


def _mark(seen: bool, column: int) -> Content:
    return Content.styled(("■" if seen else "·").rjust(column), "$accent" if seen else "$quiet")
