"""Notices of the home screen: lines that say something and wait, never a dialog that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from routine_timer.app.commands import by_id
from routine_timer.app.keymap import key_shown
from routine_timer.app.standing import Standing
from routine_timer.app.wording import day
from routine_timer.text import plain

if TYPE_CHECKING:
    from routine_timer.app.app import RoutineTimerApp

Weight: TypeAlias = Literal["trouble", "offer", "advice"]

NO_DIAGNOSIS = (
    "This is no diagnosis. With pain that lasts or wakes you, numbness or weakness, "
    "see a doctor or physiotherapist first."
)

_SIGNS: dict[Weight, tuple[str, str]] = {
    "trouble": ("!", "bold $error"),
    "offer": ("↻", "bold $accent"),
    "advice": ("i", "bold $quiet"),
}


@dataclass(frozen=True)
class Notice:
    """One notice, and the commands that answer it."""

    weight: Weight
    text: str
    answers: tuple[str, ...] = ()


def notices(standing: Standing | None, problems: Iterable[str], name_of: dict[str, str]) -> list[Notice]:
    """What there is to tell: what was cut off first, then what is wrong, then advice for a beginning.

    `name_of` gives the names of routines by id.
    """
    found: list[Notice] = []
    if standing is not None:
        found += [_cut_off(standing, name_of)] if standing.under_way else []
        found += [Notice("trouble", plain(trouble)) for trouble in standing.troubles]
        found += [_backup(standing.backup_of, standing.today)] if standing.backup_of else []
    found += [Notice("trouble", plain(problem)) for problem in problems]
    if standing is not None and not standing.has_begun:
        found.append(Notice("advice", NO_DIAGNOSIS))
    return found


def _cut_off(standing: Standing, name_of: dict[str, str]) -> Notice:
    under_way = standing.under_way[0]
    routine = under_way.header.routine
    name = plain(name_of.get(routine, routine))
    if under_way.runs_elsewhere:
        return Notice("advice", f"{name} runs in another window now; this one may look around.")

    from routine_timer.app.cutoff import cut_off  # it reads timelines, which the first picture need not wait for

    return Notice("offer", f"{cut_off(under_way, standing.today, name)}.", ("resume", "keep", "discard"))


def _backup(of: date, today: date) -> Notice:
    text = f"There is a good backup: everything up to {day(of, today)}. What was done since stays."
    return Notice("offer", text, ("bring-back",))


class Notices(Static):
    """The notices, each on lines of its own. Its answers can be clicked."""

    app: RoutineTimerApp

    DEFAULT_CSS = """
    Notices { height: auto; padding: 1 2 0 2; display: none; }
    Notices.-any { display: block; }
    """

    def show(self, found: list[Notice]) -> None:
        self.set_class(bool(found), "-any")
        self.update(Content("\n").join(_line(notice, self.app.own_keys) for notice in found))


def _line(notice: Notice, own: Mapping[str, str]) -> Content:
    mark, style = _SIGNS[notice.weight]
    answers = [_answer(identity, own) for identity in notice.answers]
    if answers:
        answers.insert(0, Content("\n "))
    return Content.assemble((f"{mark} ", style), (notice.text, "$quiet" if notice.weight == "advice" else ""), *answers)


def _answer(identity: str, own: Mapping[str, str]) -> Content:
    command = by_id(identity)
    click = Style.from_meta({"@click": f"screen.{command.action}"})
    key = Content.styled(key_shown(identity, own), "bold $accent")
    return Content.assemble(" ", Content.assemble(key, f" {command.label}").stylize(click), "  ")
