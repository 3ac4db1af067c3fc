"""The check-in in words and marks: the statements to tick, the routines that fit, what changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from textual.content import Content

from routine_timer.app.widgets.line_list import ListRow, mark
from routine_timer.app.widgets.styled_line import fit
from routine_timer.care.check_in import NO_DIAGNOSIS, NOT_A_DIAGNOSIS, Answers, Group, Sign, known
from routine_timer.care.red_flags import (
    CLEARED_ASK,
    GO_TO_EMERGENCY,
    IF_TICKED,
    LASTING_PAIN,
    SEE_A_DOCTOR,
    SUGGEST_PROFESSIONAL,
    WAIT,
    Clearance,
    Flag,
    Verdict,
    in_words,
)
from routine_timer.text.sanitize import plain

TITLES: dict[Group | Literal["emergency", "professional", "advice"], str] = {
    "emergency": "Go to an emergency department now if …",
    "professional": "See a doctor first if …",
    "advice": "Worth having looked at if …",
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
    """The heading of a group of statements."""

    group: Group | Literal["emergency", "professional", "advice"]
    selectable: ClassVar[bool] = False

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        return Content.styled(fit(TITLES[self.group], width), "$quiet")


@dataclass(frozen=True)
class Cleared:
    """The statement that a professional has cleared the person. `id` is what is saved."""

    id: str
    ask: str = CLEARED_ASK


Statement: TypeAlias = Sign | Flag | Cleared


@dataclass(frozen=True)
class StatementRow(ListRow):
    """One statement, and whether it is true of the person. The box says it without colour."""

    statement: Statement
    ticked: bool

    def draw(self, width: int, *, highlighted: bool) -> Content:
        alarming = isinstance(self.statement, Flag) and self.statement is not LASTING_PAIN
        colour = "$error" if alarming else "$accent"
        box = Content.styled("[x] " if self.ticked else "[ ] ", f"bold {colour}" if self.ticked else "$quiet")
        text = fit(self.statement.ask, width - 6)
        return Content.assemble(mark(highlighted), box, (text, "bold" if self.ticked else ""))


@dataclass(frozen=True)
class FitRow(ListRow):
    """A routine that fits, and why; or the plan that fits, above them, and what it is about."""

    name: str
    about: str
    lines: int = 3
    """One for the name, the others for the reason."""
    is_plan: bool = False

    def height(self, width: int) -> int:  # noqa: ARG002
        return self.lines

    def draw(self, width: int, *, highlighted: bool) -> Content:
        about = Content(plain(self.about)).wrap(max(width - 3, 10))[: self.lines - 1]
        rest = [Content.assemble("  ", line.stylize("$quiet")) for line in about]
        title, style = (f"Plan: {self.name}", "bold $accent") if self.is_plan else (self.name, "bold")
        name = Content.assemble(mark(highlighted), (fit(plain(title), width - 2), style))
        return Content("\n").join([name, *rest, *[Content("")] * (self.lines - 1 - len(rest))])


def how(statement: Statement, *, ticked: bool) -> Content:
    """How to find out whether a statement is true, or what follows from it."""
    match statement:
        case Sign():
            return Content(statement.how)
        case Flag() if not ticked:
            return Content(f"Tick this if it applies. If so, {IF_TICKED[statement.urgency]}")
        case Flag(urgency="emergency"):
            return Content.styled(GO_TO_EMERGENCY, "bold $error")
        case Flag(urgency="professional"):
            return Content.styled(SEE_A_DOCTOR, "$error")
        case Flag():
            return Content(SUGGEST_PROFESSIONAL)
        case Cleared():
            return Content(
                "For everything above that you tick today, except an emergency. It is saved with today's date and ends "
                "when something new comes up."
            )


def safety(*, red_flag: bool) -> Content:
    """That it is not a diagnosis, and when to see a professional; with a red flag, that is said above it."""
    if red_flag:
        return Content.styled(NOT_A_DIAGNOSIS, "bold")
    return Content.assemble(
        (NO_DIAGNOSIS, "bold"), "\nStop if pain sharpens, spreads or tingles. If it lasts or gets worse, see a doctor."
    )


def alarm(verdict: Verdict, *, lasting_pain: bool, cleared: Clearance | None) -> Content:
    """What comes before all routines; empty if nothing does."""
    match verdict:
        case "emergency":
            return Content.styled(GO_TO_EMERGENCY, "bold $error")
        case "professional":
            return Content.styled(WAIT, "bold $error")
    lines = [in_words(cleared) if cleared else "", SUGGEST_PROFESSIONAL if lasting_pain else ""]
    return Content("\n").join(map(Content, filter(None, lines)))


def over_time(checked: Sequence[Answers], width: int, *, red_flag: bool = False) -> Content:
    """The last check-ins side by side, the latest of each day, the newest at the right.

    Args:
        checked: oldest first, the present one last.
        red_flag: whether something has to come before any practice.
    """
    advice = ["Your first check-in."] if len(checked) < 2 else []
    checked = list({answers.day: answers for answers in checked}.values())
    if len(checked) < 2:
        if not red_flag:
            advice.append("Repeat it after a few days of practice: changes can show by then.")
        return Content.styled(" ".join(advice), "$quiet")
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
