"""The two-minute self-check: red flags and signs, twenty seconds of standing, and what fits.

Three pages of one screen (`check_in.signs`, `check_in.stand`, `check_in.result`); the screen turns them, and keeps the
answers when the third one opens. It is not a diagnosis, and every page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings
from routine_timer.app.messages import GoHome, HistoryFailed, Preview
from routine_timer.app.screens.check_in.check_in_text import alarm
from routine_timer.app.screens.check_in.result_page import ResultPage
from routine_timer.app.screens.check_in.signs_page import SignsPage
from routine_timer.app.screens.check_in.standing_test_page import StandingTestPage
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.care.check_in import (
    NO_DIAGNOSIS,
    NOT_A_DIAGNOSIS,
    SIGNS,
    STAND_S,
    Answers,
    Foot,
    fits,
    plan_that_fits,
)
from routine_timer.care.red_flags import CLEARED, FLAGS, LASTING_PAIN, clearance, red_flags, verdict
from routine_timer.errors import RoutineTimerError
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.app.models.routine_entries import RoutineEntry
    from routine_timer.app.services import Services
    from routine_timer.care.plan_file import Plan

Page: TypeAlias = Literal["signs", "stand", "result"]

_TITLES: dict[Page, str] = {
    "signs": "1 of 3   Tick what applies to you, down to the end of the list",
    "stand": "2 of 3   The standing test",
    "result": "3 of 3   What fits",
}
_FIRST = "3 of 3   What comes first"
"""The title of the result with a red flag."""
_PAGES: dict[str, tuple[Page, ...]] = {
    "tick": ("signs",),
    "left_foot": ("stand",),
    "right_foot": ("stand",),
    "even": ("stand",),
    "without": ("stand",),
    "again": ("stand",),
}


def _plan_that_fits(services: Services, signs: Sequence[str], foot: Foot | None) -> Plan | None:
    """The plan that fits these answers, unless it is the one that is followed."""
    name = plan_that_fits(fit.routine for fit in fits(signs, foot))
    now = services.active_plan()
    return services.plans.get(name) if name is not None and (now is None or now.start.plan != name) else None


class CheckInScreen(CloseOnceScreen[None]):
    """Signs, standing, result.

    Args:
        stand_s: how long the standing test takes.
    """

    app: BaseApp

    PLACE: ClassVar[Place] = "check-in"
    BINDINGS: ClassVar[list[BindingType]] = bindings("check-in")
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    @dataclass
    class CheckInDone(Message):
        """The answers were saved, or could not be; with them come the earlier ones and the routines."""

        checked: Sequence[Answers]
        entries: Sequence[RoutineEntry]
        plan: Plan | None
        """The plan that fits, unless it is followed already."""
        is_saved: bool

    def __init__(self, stand_s: float = STAND_S) -> None:
        super().__init__()
        self._stand_s = stand_s
        self._page: Page = "signs"

    # -- what is shown

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield SignsPage()
        yield StandingTestPage(self._stand_s)
        yield ResultPage()
        yield KeyLine("check-in")

    @property
    def _signs(self) -> SignsPage:
        return self.query_one(SignsPage)

    @property
    def _standing_test(self) -> StandingTestPage:
        return self.query_one(StandingTestPage)

    @property
    def _result(self) -> ResultPage:
        return self.query_one(ResultPage)

    def on_mount(self) -> None:
        self._turn_to("signs")

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_texts)

    def _turn_to(self, page: Page) -> None:
        self._page = page
        for other in _TITLES:
            self.query_one(f"#{other}").display = other == page
        self._show_head()
        match page:
            case "signs":
                self._signs.take_focus()
            case "stand":
                self.set_focus(None)
                self._standing_test.show("ready")
            case "result":
                self._result.take_focus()
        self.query_one(KeyLine).relabel({"onward": "open" if page == "result" else "next"})
        self.refresh_bindings()
        self.call_after_refresh(self._show_texts)

    def _show_head(self, *, saved: bool | None = None) -> None:
        """`saved`: whether the answers are; None until that has been tried."""
        page = self._page
        title = _FIRST if page == "result" and self._result.red_flag else _TITLES[page]
        about = NO_DIAGNOSIS
        if saved is not None:
            are = "are" if saved else "aren't"
            about = f"Your answers {are} saved. {NOT_A_DIAGNOSIS}"
        self.query_one("#head", Static).update(
            Content.assemble(("Check-in   ", "bold $accent"), (title, "bold"), "\n", (about, "$quiet"))
        )

    def _show_texts(self) -> None:
        if self._page == "result":
            self._result.show_texts()

    @on(StandingTestPage.StateChanged)
    def _show_keys(self) -> None:
        self.refresh_bindings()

    # -- the answers

    def _answer(self, foot: Foot | None) -> None:
        self._standing_test.leave()
        self._show_fits([], foot)
        self._turn_to("result")
        ids = (*(flag.id for flag in FLAGS), CLEARED, *(sign.id for sign in SIGNS))
        self._keep(tuple(id_ for id_ in ids if id_ in self._signs.ticked), foot)

    def _show_fits(self, earlier: Sequence[Answers], foot: Foot | None) -> None:
        """Show what fits, or what must come first. Nothing can be started while a red flag waits for a professional."""
        ticked, today = self._signs.ticked, self.app.services.today()
        cleared = clearance([*((one.day, one.signs) for one in earlier), (today, ticked)])
        result = verdict(ticked, cleared)
        warning = alarm(
            result,
            lasting_pain=LASTING_PAIN.id in ticked,
            cleared=cleared,
        )
        self._result.show(fits(ticked, foot) if result == "clear" else (), warning)

    @work(thread=True, exclusive=True, group="keep")
    def _keep(self, signs: tuple[str, ...], foot: Foot | None) -> None:
        services, earlier, plan, is_saved = self.app.services, [], None, False
        today = services.today()
        try:
            records = services.history.care_records
            earlier = [Answers(one.day, frozenset(one.signs), one.foot) for one in records.check_ins()]
            records.add_check_in(today, signs, foot)
            is_saved = True
            plan = _plan_that_fits(services, signs, foot)
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        checked = [*earlier, Answers(today, frozenset(signs), foot)]
        self.post_message(self.CheckInDone(checked, services.entries(), plan, is_saved))  # what fits, fits all the same

    @on(CheckInDone)
    def _show_result(self, kept: CheckInDone) -> None:
        *earlier, now = kept.checked
        self._show_fits(earlier, now.foot)
        self._result.complete(kept.checked, kept.entries, kept.plan)
        self._show_head(saved=kept.is_saved)
        self.refresh_bindings()

    @on(HistoryFailed)
    def _say_failed(self, failed: HistoryFailed) -> None:
        self.notify(plain(f"Not saved: {failed.error.with_help}"), severity="error", timeout=8)

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        pages = _PAGES.get(action)
        if pages is not None and self._page not in pages:
            return False
        if action in ("left_foot", "right_foot", "even", "again"):
            return self._standing_test.state == "asked"
        if action == "onward" and self._page == "stand":
            return self._standing_test.state == "ready"
        if action == "onward" and self._page == "result":
            return not self._result.red_flag
        return True

    def action_tick(self) -> None:
        self._signs.tick()

    @on(OptionList.OptionSelected, "#fits")
    def action_onward(self) -> None:
        match self._page:
            case "signs":
                ticked = self._signs.ticked
                waits = verdict(ticked, clearance([(self.app.services.today(), ticked)])) != "clear"
                if waits or (red_flags(ticked) and self._signs.end_seen):
                    self._answer(None)  # nobody with a red flag does the test with closed eyes
                elif not self._signs.end_seen:
                    self._signs.go_down()
                else:
                    self._turn_to("stand")
            case "stand":
                if self._standing_test.state == "ready":
                    self._standing_test.begin()
            case "result":
                if (plan := self._result.chosen_plan) is not None:
                    self._start_plan(plan)
                elif (entry := self._result.chosen) is not None:
                    self.navigate(Preview(entry))

    def _start_plan(self, plan: Plan) -> None:
        """Ask what the start of a plan needs, and follow it."""
        from routine_timer.app.screens.check_in.plan_start_questions import PlanAnswers, PlanStartQuestions
        from routine_timer.care.plan_following import begin, own_goal_in_the_way

        services = self.app.services

        def started(answers: PlanAnswers | None) -> None:
            if answers is None:
                return
            try:
                begin(
                    services.history,
                    plan,
                    services.today(),
                    after=answers.after,
                    obstacle=answers.obstacle,
                    over_own_goal=answers.over_own_goal,
                )
            except RoutineTimerError as error:
                self.post_message(HistoryFailed(error))
            else:
                self.navigate(GoHome())

        try:
            own = own_goal_in_the_way(services.history, plan, services.today())
            now = services.active_plan()
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        else:
            self.app.push_screen(PlanStartQuestions(plan, own, now.start.plan or "" if now else ""), started)

    def action_left_foot(self) -> None:
        self._answer("left")

    def action_right_foot(self) -> None:
        self._answer("right")

    def action_even(self) -> None:
        self._answer("even")

    def action_without(self) -> None:
        self._answer(None)

    def action_again(self) -> None:
        self._standing_test.begin()

    def action_close(self) -> None:
        if self._page == "stand":
            self._standing_test.leave()
            self._turn_to("signs")
        else:
            self.navigate(GoHome())
