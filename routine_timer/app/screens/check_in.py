"""Checking oneself, in two minutes: signs to say yes or no to, twenty seconds of standing, and what fits.

Three pages of one screen. What is kept is kept when the third one opens. It is no diagnosis, and every page says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from routine_timer.app.check_in.pictures import FitRow, GroupRow, SignRow, alarm, how, over_time, safety
from routine_timer.app.commands import Place, by_id, sign
from routine_timer.app.keyline import KeyLine
from routine_timer.app.keymap import bindings, keys_of
from routine_timer.app.rows import Drawn, LineList
from routine_timer.app.widgets.digits import Digits
from routine_timer.audio.player import Heard
from routine_timer.check_in import NO_DIAGNOSIS, SEE_SOMEONE, SIGNS, STAND_S, Answers, Fit, Foot, fits
from routine_timer.errors import RoutineTimerError
from routine_timer.text import plain

if TYPE_CHECKING:
    from routine_timer.app.app import RoutineTimerApp
    from routine_timer.app.shelf import Entry
    from routine_timer.audio.player import Player

Page: TypeAlias = Literal["signs", "stand", "result"]
Standing: TypeAlias = Literal["ready", "standing", "asked"]

_CLOSE = "Close your eyes, and feel which foot carries more"
_OPEN = "Open your eyes. Which foot carried more?"
_TITLES: dict[Page, str] = {
    "signs": "1 of 3   What is true of you?",
    "stand": "2 of 3   The standing test",
    "result": "3 of 3   What fits",
}
_PAGES: dict[str, tuple[Page, ...]] = {
    "tick": ("signs",),
    "left_foot": ("stand",),
    "right_foot": ("stand",),
    "even": ("stand",),
    "without": ("stand",),
    "again": ("stand",),
}


class CheckInScreen(Screen[None]):
    """Signs, standing, result.

    Args:
        stand_s: how long one stands.
    """

    app: RoutineTimerApp

    PLACE: ClassVar[Place] = "check-in"
    BINDINGS: ClassVar[list[BindingType]] = bindings("check-in")
    CSS_PATH = "check_in.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    class Kept(Message):
        """The answers were kept; with them come the earlier ones and the routines."""

        def __init__(self, checked: Sequence[Answers], entries: Sequence[Entry]) -> None:
            super().__init__()
            self.checked = checked
            self.entries = entries

    class Failed(Message):
        """They could not be kept."""

        def __init__(self, error: RoutineTimerError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, stand_s: float = STAND_S) -> None:
        super().__init__()
        self._stand_s = stand_s
        self._page: Page = "signs"
        self._standing: Standing = "ready"
        self._ticked: set[str] = set()
        self._foot: Foot | None = None
        self._marked = 1
        self._until = 0.0
        self._timer: Timer | None = None
        self._player: Player | None = None
        self._fits: tuple[Fit, ...] = ()
        self._chosen_fit = 0
        self._entries: dict[str, Entry] = {}
        self._checked: Sequence[Answers] = ()

    # -- what stands there

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Container(id="signs"):
            yield LineList(id="sign-list")
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="how")
        with Vertical(id="stand"):
            yield Static(id="instruction", markup=False)
            yield Digits(id="count")
            yield Static(id="question", markup=False)
        with Container(id="result"):
            with Vertical(id="fitting"):
                yield Static(id="alarm")
                yield LineList(id="fits")
            with VerticalScroll(id="changes"):
                yield Static(id="over-time")
                yield Static(id="safety")
        yield KeyLine("check-in")

    def on_mount(self) -> None:
        rows = self.query_one("#sign-list", LineList)
        rows.set_options(
            Option(Drawn(row), disabled=isinstance(row, GroupRow))
            for row in (self._row(index) for index in range(len(_ROWS)))
        )
        rows.highlighted = self._marked
        self._turn_to("signs")

    def on_unmount(self) -> None:
        if self._player is not None:
            self._player.close()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_texts)

    def _turn_to(self, page: Page) -> None:
        self._page = page
        for other in _TITLES:
            self.query_one(f"#{other}").display = other == page
        self.query_one("#head", Static).update(
            Content.assemble(("Check-in   ", "bold $accent"), (_TITLES[page], "bold"), "\n", (NO_DIAGNOSIS, "$quiet"))
        )
        match page:
            case "signs":
                self.query_one("#sign-list").focus()
            case "stand":
                self.set_focus(None)
                self._show_standing("ready")
            case "result":
                self.query_one("#fits").focus()
        self.refresh_bindings()
        self.call_after_refresh(self._show_texts)

    def _show_texts(self) -> None:
        self._explain()
        changes = self.query_one("#changes")
        width = max(changes.content_size.width - 1, 30)
        if self._page == "result":
            self.query_one("#over-time", Static).update(over_time(self._checked, width))
            self.query_one("#safety", Static).update(safety(width))

    # -- the signs

    def _row(self, index: int) -> SignRow | GroupRow:
        row = _ROWS[index]
        if isinstance(row, GroupRow):
            return row
        return SignRow(row.sign, row.sign.id in self._ticked, index == self._marked)

    @on(OptionList.OptionHighlighted, "#sign-list")
    def _move(self, event: OptionList.OptionHighlighted) -> None:
        rows = self.query_one("#sign-list", LineList)
        before, self._marked = self._marked, event.option_index
        for index in {before, self._marked}:
            rows.replace_option_prompt_at_index(index, Drawn(self._row(index)))
        self._explain()

    def _explain(self) -> None:
        row = _ROWS[self._marked]
        if isinstance(row, SignRow):
            self.query_one("#how", Static).update(how(row.sign))

    @on(OptionList.OptionSelected, "#sign-list")
    def action_tick(self) -> None:
        row = _ROWS[self._marked]
        if isinstance(row, SignRow):
            self._ticked ^= {row.sign.id}
            self.query_one("#sign-list", LineList).replace_option_prompt_at_index(
                self._marked, Drawn(self._row(self._marked))
            )

    # -- standing

    def _show_standing(self, standing: Standing) -> None:
        self._standing = standing
        go_on = self._key("onward")
        texts: dict[Standing, tuple[str, str]] = {
            "ready": (
                "Stand as you always stand, shoes off, feet hip-wide, with something to hold on to in reach.",
                f"{go_on} begins {self._stand_s:.0f} seconds with closed eyes; a sound ends them.",
            ),
            "standing": ("Close your eyes.", "Which foot carries more? Change nothing, only feel."),
            "asked": (
                "Open your eyes. Which foot carried more?",
                f"{self._key('left-foot')} left      {self._key('even')} even      {self._key('right-foot')} right",
            ),
        }
        instruction, question = texts[standing]
        self.query_one("#instruction", Static).update(instruction)
        self.query_one("#question", Static).update(question)
        self.set_class(standing == "standing", "-standing")
        if standing == "ready":
            self.query_one(Digits).show(f"{self._stand_s:.0f}")
        elif standing == "asked":
            self.query_one(Digits).show("")
        self.refresh_bindings()

    def _stand(self) -> None:
        if self._player is None:
            self._player = self.app.services.player(self.app.bell, lambda trouble: self.notify(plain(trouble)))
            self._player.prepare((_CLOSE, _OPEN))
        self._player.hear(Heard("get-ready", (_CLOSE,)))
        self._until = self.app.services.clock.now() + self._stand_s
        self._show_standing("standing")
        self.tick()

    def tick(self) -> None:
        """Show the seconds left, and wake when they are others."""
        left = self._until - self.app.services.clock.now()
        if self._standing != "standing":
            return
        if left <= 0:
            if self._player is not None:
                self._player.hear(Heard("end", (_OPEN,)))
            self._show_standing("asked")
            return
        shown = math.ceil(left)
        self.query_one(Digits).show(str(shown), "00")
        self._timer = self.set_timer(max(left - (shown - 1), 0.01), self.tick)

    def _leave_standing(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._player is not None:
            self._player.stop()
        self._standing = "ready"

    def _answer(self, foot: Foot | None) -> None:
        self._leave_standing()
        self._foot = foot
        self._finish()

    # -- the result

    def _finish(self) -> None:
        self._fits = fits(self._ticked, self._foot)
        self._chosen_fit = 0
        self._list_fits()
        alarming = self.query_one("#alarm", Static)
        alarming.update(alarm())
        alarming.display = SEE_SOMEONE in self._ticked
        self._turn_to("result")
        self._keep()

    @work(thread=True, exclusive=True, group="keep")
    def _keep(self) -> None:
        services = self.app.services
        signs = tuple(one.id for one in SIGNS if one.id in self._ticked)
        try:
            today = services.today()
            earlier = [Answers(one.day, frozenset(one.signs), one.foot) for one in services.history.check_ins()]
            services.history.add_check_in(today, signs, self._foot)
            now = Answers(today, frozenset(signs), self._foot)
            self.post_message(self.Kept([*earlier, now], services.entries()))
        except RoutineTimerError as error:
            self.post_message(self.Failed(error))

    @on(Kept)
    def _show_result(self, kept: Kept) -> None:
        self._checked = kept.checked
        self._entries = {entry.id: entry for entry in kept.entries if entry.routine is not None}
        self._fits = tuple(one for one in self._fits if one.routine in self._entries)
        self._list_fits()
        self._show_texts()
        self.refresh_bindings()

    @on(Failed)
    def _say_failed(self, failed: Failed) -> None:
        from routine_timer.app.services import told

        self.notify(plain(f"Not kept: {told(failed.error)}"), severity="error", timeout=8)

    def _list_fits(self) -> None:
        rows = self.query_one("#fits", LineList)
        rows.set_options(Option(Drawn(self._fit_row(index))) for index in range(len(self._fits)))
        rows.highlighted = self._chosen_fit if self._fits else None

    def _fit_row(self, index: int) -> FitRow:
        found = self._fits[index]
        entry = self._entries.get(found.routine)
        name = entry.name if entry else found.routine.replace("-", " ").capitalize()
        return FitRow(found, name, index == self._chosen_fit, 4 if self.has_class("-wide") else 3)

    @on(OptionList.OptionHighlighted, "#fits")
    def _choose_fit(self, event: OptionList.OptionHighlighted) -> None:
        rows = self.query_one("#fits", LineList)
        before, self._chosen_fit = self._chosen_fit, event.option_index
        for index in {before, self._chosen_fit}:
            if index < len(self._fits):
                rows.replace_option_prompt_at_index(index, Drawn(self._fit_row(index)))

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        pages = _PAGES.get(action)
        if pages is not None and self._page not in pages:
            return False
        if action in ("left_foot", "right_foot", "even", "again"):
            return self._standing == "asked"
        if action == "onward" and self._page == "stand":
            return self._standing == "ready"
        return True

    @on(OptionList.OptionSelected, "#fits")
    def action_onward(self) -> None:
        match self._page:
            case "signs":
                self._turn_to("stand")
            case "stand":
                if self._standing == "ready":
                    self._stand()
            case "result":
                entry = self._entries.get(self._fits[self._chosen_fit].routine) if self._fits else None
                if entry is not None:
                    self.app.preview(entry)

    def action_left_foot(self) -> None:
        self._answer("left")

    def action_right_foot(self) -> None:
        self._answer("right")

    def action_even(self) -> None:
        self._answer("even")

    def action_without(self) -> None:
        self._answer(None)

    def action_again(self) -> None:
        self._stand()

    def action_close(self) -> None:
        if self._page == "stand":
            self._leave_standing()
            self._turn_to("signs")
        elif self.app.screen is self:  # and not left already
            self.app.go_home()

    def _key(self, identity: str) -> str:
        return sign(keys_of(by_id(identity), self.app.own_keys)[0])


def _rows() -> list[SignRow | GroupRow]:
    found: list[SignRow | GroupRow] = []
    for one in SIGNS:
        if not found or not isinstance(found[-1], SignRow) or found[-1].sign.group != one.group:
            found.append(GroupRow(one.group))
        found.append(SignRow(one, ticked=False))
    return found


_ROWS = _rows()
