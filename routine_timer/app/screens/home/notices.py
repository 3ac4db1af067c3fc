"""Notices of the home screen: lines that wait for an answer, never a dialog that gets in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from routine_timer.app.commands import by_id
from routine_timer.app.keymap import key_shown
from routine_timer.app.models.home_progress import HomeProgress, PainToday
from routine_timer.app.models.plan_day import PlanDay, offer_text
from routine_timer.text.muscle_and_day_words import day
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

Weight: TypeAlias = Literal["trouble", "offer", "advice"]

_FEW = 3
"""In so few lines there is none for the key that shows the other notices."""

_SIGNS: dict[Weight, tuple[str, str]] = {
    "trouble": ("!", "bold $error"),
    "offer": ("↻", "bold $accent"),
    "advice": ("i", "bold $quiet"),
}

_INDENT = 2
"""Cells of a mark and the space after it."""


class HomeNotice(msgspec.Struct, frozen=True):
    """One notice, and the commands that answer it."""

    weight: Weight
    text: str
    answers: tuple[str, ...] = ()


def notices(
    progress: HomeProgress | None, problems: Iterable[str], name_of: dict[str, str], *, habits: bool = False
) -> list[HomeNotice]:
    """What there is to tell: a red flag, what was cut off, what is wrong, what the plan offers, and advice.

    `name_of` gives the names of routines by id; `habits`: show the habit of the day unless something is wrong.
    """
    found: list[HomeNotice] = []
    if progress is not None:
        found += [HomeNotice("trouble", progress.red_flag)] if progress.red_flag else []
        found += [_cut_off(progress, name_of)] if progress.unfinished else []
        found += [HomeNotice("trouble", plain(trouble)) for trouble in progress.troubles]
        found += [_backup(progress.backup_of, progress.today)] if progress.backup_of else []
        found += [_renamed(*progress.renamed, name_of)] if progress.renamed else []
    found += [HomeNotice("trouble", plain(problem)) for problem in problems]
    if progress is not None:
        found += [_rising(progress.pain)] if progress.pain.rises else []
        found += [HomeNotice("offer", less, ("rescue",))] if (less := _do_less(progress)) else []
        found += _plan_notices(progress.plan) if progress.plan is not None else []
    if progress is not None and not progress.has_history:
        from routine_timer.care.check_in import SEE_A_DOCTOR_FIRST  # not needed once there is a history

        if not progress.red_flag:  # which says more
            found.append(HomeNotice("advice", SEE_A_DOCTOR_FIRST))
        if progress.plan is None and not progress.has_check_in:
            found.append(
                HomeNotice("offer", "New here? A two-minute check-in finds the plan that fits.", ("check-in",))
            )
    elif progress is not None and habits and not any(one.weight == "trouble" for one in found):
        from routine_timer.care.daily_habits import habit_of

        found.append(HomeNotice("advice", f"Today's habit: {habit_of(progress.today)}"))
    return found


def _do_less(progress: HomeProgress) -> str:
    """Why the three easy minutes are offered now; once today is done, not before tomorrow."""
    return "" if progress.streak_summary.today == "done" else progress.pain.do_less


def _rising(pain: PainToday) -> HomeNotice:
    from routine_timer.care.pain import CHECK_AGAIN, RISING  # few need it

    return (
        HomeNotice("offer", f"{RISING} {CHECK_AGAIN}", ("check-in",))
        if pain.asks_flags
        else HomeNotice("advice", RISING)
    )


def _is_rising(notice: str) -> bool:
    """Whether a notice of the plan is the one on rising pain, which the home screen shows with or without a plan."""
    from routine_timer.care.pain import RISING

    return notice == RISING


def _plan_notices(plan: PlanDay) -> list[HomeNotice]:
    found = [HomeNotice("advice", plain(plan.notice))] if plan.notice and not _is_rising(plan.notice) else []
    if plan.offer is not None:
        answers = (*(("move-stage",) if plan.offer.moves else ()), *(("repeat-stage",) if plan.offer.repeats else ()))
        found.append(HomeNotice("offer", plain(offer_text(plan.offer)), answers))
    if plan.waits:
        needs_measures = any(one != "check-in" for one in plan.waits_for)
        answers = (*(["measure"] * needs_measures), *(["check-in"] * ("check-in" in plan.waits_for)))
        found.append(HomeNotice("offer", plain(plan.waits), answers))
    elif plan.measures_due:
        found.append(HomeNotice("offer", "Time to measure yourself: see what your plan changes.", ("measure",)))
    return found


def _cut_off(progress: HomeProgress, name_of: dict[str, str]) -> HomeNotice:
    unfinished = progress.unfinished[0]
    routine = unfinished.header.routine
    name = plain(name_of.get(routine, routine))
    if unfinished.runs_elsewhere:
        return HomeNotice("advice", f"“{name}” is running in another window. You can browse here.")

    from routine_timer.playback.interrupted_text import interrupted  # reads timelines: not needed for the first paint

    return HomeNotice("offer", f"{interrupted(unfinished, progress.today, name)}.", ("resume", "keep", "discard"))


def _backup(of: date, today: date) -> HomeNotice:
    text = f"You can restore a backup from {day(of, today)}. Your current sessions will stay."
    return HomeNotice("offer", text, ("bring-back",))


def _renamed(old: str, new: str, name_of: dict[str, str]) -> HomeNotice:
    text = f"“{plain(old)}” is missing, and “{plain(name_of.get(new, new))}” looks like the same routine."
    return HomeNotice("offer", text, ("move-history",))


class Notices(Widget):
    """The notices, each on its own lines. Their answers can be clicked."""

    app: BaseApp

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Notices { height: auto; padding: 1 2; display: none; }
    Notices.-any { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[HomeNotice] = []

    def show(self, found: list[HomeNotice]) -> None:
        if found != self._found:
            self.remove_class("-all")
        self._found = found
        self.set_class(bool(found), "-any")
        self.refresh(layout=True)

    def toggle(self) -> None:
        """Show all notices to their ends, or as many as leave room for the routines."""
        self.toggle_class("-all")
        self.refresh(layout=True)

    @property
    def can_toggle(self) -> bool:
        """Whether there is more to tell than there is room for, or all of it is shown in spite of that."""
        told = laid_out(self._found, self.app.own_keys, max(self.content_size.width, 1), None)
        return self.has_class("-all") or (self._most is not None and len(told) > self._most)

    def render(self) -> Content:
        return Content("\n").join(self._laid_out(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._laid_out(width))

    @property
    def _most(self) -> int | None:
        """How many lines there is room for; None if all of them."""
        limit = self.styles.max_height
        return int(limit.value) - self.gutter.height if limit is not None and limit.is_cells else None

    def _laid_out(self, width: int) -> list[Content]:
        return laid_out(self._found, self.app.own_keys, max(width, 1), self._most)


def laid_out(found: Sequence[HomeNotice], own: Mapping[str, str], width: int, most: int | None) -> list[Content]:
    """The notices in `most` lines at most, of `width` cells.

    Where they don't fit, each has one line and its answers as far as that goes, and the first ones have what is left; a
    text that is cut ends in an ellipsis. The last line says how many are not there, and with which key they are; with
    no room for such a line, their number stands after the last text.
    """
    texts = [_wrapped(notice, width) for notice in found]
    answers = [_answers(notice, own) for notice in found]
    if most is None or sum(map(len, texts)) + sum(map(len, answers)) <= most:
        return [line for one in zip(found, texts, answers, strict=True) for line in (*_marked(*one[:2]), *one[2])]
    has_line = most > _FEW
    most -= has_line
    least = [1 + len(lines) for lines in answers]
    shown = max((n for n in range(1, len(found) + 1) if sum(least[:n]) <= most), default=1)
    spare = most - sum(least[:shown])
    hidden = len(found) - shown
    kept: list[Content] = []
    for n, text in enumerate(texts[:shown]):
        room = 1 + min(spare, len(text) - 1)
        spare -= room - 1
        more = f" +{hidden}" if hidden and not has_line and n == shown - 1 else ""
        kept += [*_marked(found[n], _cut(text, room, width - _INDENT, more)), *answers[n]]
    if has_line:
        count = (f"  {pluralize(hidden, 'more notice')}  " if hidden else "  ", "$quiet")
        kept.append(Content.assemble(count, _answer("notices", own)))
    return kept


def _cut(lines: list[Content], most: int, width: int, more: str) -> list[Content]:
    """A text in `most` lines: a cut ends in an ellipsis, followed by `more`."""
    if len(lines) <= most and not more:
        return lines
    rest = Content(" ").join(line.rstrip() for line in lines[most - 1 :])
    return [*lines[: most - 1], Content.assemble(rest.truncate(max(width - len(more), 1), ellipsis=True), more)]


def _wrapped(notice: HomeNotice, width: int) -> list[Content]:
    """The text in lines that leave room for the mark."""
    text = Content.styled(notice.text, "$quiet" if notice.weight == "advice" else "")
    return [line.rstrip() for line in text.wrap(max(width - _INDENT, 1))]


def _marked(notice: HomeNotice, lines: list[Content]) -> list[Content]:
    """The mark before the first line, and every other line below the first one's text."""
    sign, style = _SIGNS[notice.weight]
    heads = [Content.styled(f"{sign} ", style), *[Content(" " * _INDENT)] * (len(lines) - 1)]
    return [Content.assemble(head, line) for head, line in zip(heads, lines, strict=True)]


def _answers(notice: HomeNotice, own: Mapping[str, str]) -> list[Content]:
    """The line of the answers, if there are any."""
    return [Content.assemble(" ", *(_answer(one, own) for one in notice.answers))] if notice.answers else []


def _answer(identity: str, own: Mapping[str, str]) -> Content:
    command = by_id(identity)
    click = Style.from_meta({"@click": f"screen.{command.action}"})
    key = Content.styled(key_shown(identity, own), "bold $accent")
    return Content.assemble(" ", Content.assemble(key, f" {command.label}").stylize(click), "  ")
