"""Measuring yourself: what there is to measure, how to do it, and the last values side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings
from routine_timer.app.messages import GoHome, HistoryFailed
from routine_timer.app.screens.measures.measure_rows import MeasureRow, MeasureTable, rows_of
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.line_list import LineList
from routine_timer.care.activity_scale import ASK, activity_name, score_of
from routine_timer.care.check_in import NOT_A_DIAGNOSIS
from routine_timer.care.measures import ON_FEET_OR_STRAINING, MeasureName, how_to, title, words_of
from routine_timer.errors import RoutineTimerError
from routine_timer.text.muscle_and_day_words import as_title
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp


class MeasuresScreen(CloseOnceScreen[None]):
    """A list of measures and activities; Enter enters today's value."""

    app: BaseApp

    PLACE: ClassVar[Place] = "measures"
    BINDINGS: ClassVar[list[BindingType]] = bindings("measures")
    CSS_PATH = "screen.tcss"

    @dataclass
    class MeasuresLoaded(Message):
        """What was measured so far."""

        table: MeasureTable

    def __init__(self) -> None:
        super().__init__()
        self._rows = rows_of(MeasureTable(self.app.services.now().date()))

    def compose(self) -> ComposeResult:
        head = Content.assemble(
            ("Measure yourself", "bold $accent"), "\n", (f"{NOT_A_DIAGNOSIS} Stop if it hurts.", "$quiet")
        )
        yield Static(head, id="head")
        yield LineList(id="values")
        with VerticalScroll(id="pane", can_focus=False):
            yield Static(id="how", markup=False)
        yield KeyLine("measures")

    def on_mount(self) -> None:
        self._list.focus()
        self._load()

    @property
    def _list(self) -> LineList:
        return self.query_one("#values", LineList)

    @property
    def _chosen(self) -> MeasureRow | None:
        index = self._list.highlighted
        row = self._rows[index] if index is not None and index < len(self._rows) else None
        return row if isinstance(row, MeasureRow) else None

    # -- what was measured

    @work(thread=True, exclusive=True, group="measures")
    def _load(self) -> None:
        services = self.app.services
        try:
            history = services.history
            table = MeasureTable(
                services.today(),
                history.care_records.measures(),
                history.care_records.activities(),
                history.care_records.pains(),
            )
            self.post_message(self.MeasuresLoaded(table))
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))

    @on(MeasuresLoaded)
    def _show(self, loaded: MeasuresLoaded) -> None:
        self._rows = rows_of(loaded.table)
        self._list.show_rows(self._rows, self._list.highlighted or 1)
        self._explain()

    @on(HistoryFailed)
    def _say_failed(self, failed: HistoryFailed) -> None:
        self.notify(plain(f"Not saved: {failed.error.with_help}"), severity="error", timeout=8)

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        if (row := self._chosen) is not None:
            self.query_one("#how", Static).update(row.how)

    # -- commands

    @on(OptionList.OptionSelected)
    def action_enter_value(self) -> None:
        from routine_timer.app.screens.measures.value_prompt import ValuePrompt
        from routine_timer.app.screens.prompts import TextPrompt
        from routine_timer.care.flag_warning import FIRST, flags_ask_for

        row = self._chosen
        if row is None:
            return
        history, today = self.app.services.history, self.app.services.today()
        if row.measure is not None:
            measure = row.measure
            if measure in ON_FEET_OR_STRAINING and (first := FIRST[flags_ask_for(history)]):
                self.notify(first, severity="warning")
            elif words := words_of(measure):
                self._ask_word(measure, words)
            else:
                self.app.push_screen(ValuePrompt(measure), lambda value: self._save(measure, value))
        elif row.is_pain:
            self._ask_number("Pain", row.how, lambda pain: history.care_records.add_pain(today, pain))
        elif row.activity:
            self._ask_score(row.activity)
        else:
            self.app.push_screen(TextPrompt("An activity", row.how, "", _read_activity), self._take_activity)

    def _ask_word(self, measure: MeasureName, words: Mapping[str, str]) -> None:
        """Ask to choose one of a measure's words, each shown with what it means."""
        from routine_timer.app.screens.prompts import ChoicePrompt

        answers = [f"{word}: {meaning}" for word, meaning in words.items()]
        prompt = ChoicePrompt(title(measure), answers, how_to(measure))
        self.app.push_screen(
            prompt, lambda index: self._save(measure, list(words)[index] if index is not None else None)
        )

    def _take_activity(self, name: str | None) -> None:
        if name is not None:
            self._ask_score(activity_name(name))

    def _ask_score(self, activity: str) -> None:
        history, today = self.app.services.history, self.app.services.today()
        self._ask_number(
            as_title(plain(activity)), ASK, lambda score: history.care_records.add_activity(today, activity, score)
        )

    def _ask_number(self, heading: str, about: str, save: Callable[[int], object]) -> None:
        """Ask for a number from 0 to 10, and save it."""
        from routine_timer.app.screens.prompts import TextPrompt

        def answered(text: str | None) -> None:
            number = score_of(text) if text is not None else None
            if number is not None:
                self._keep(lambda: save(number))

        self.app.push_screen(TextPrompt(heading, about, "", _read_score, "0 to 10"), answered)

    def _save(self, measure: MeasureName, value: str | None) -> None:
        if value is not None:
            self._keep(
                lambda: self.app.services.history.care_records.add_measure(self.app.services.today(), measure, value)
            )

    def _keep(self, save: Callable[[], object]) -> None:
        try:
            save()
        except RoutineTimerError as error:
            self.post_message(HistoryFailed(error))
        else:
            self._load()

    def action_close(self) -> None:
        self.navigate(GoHome())


def _read_activity(text: str) -> str:
    if not activity_name(text):
        raise ValueError("an activity, such as climbing stairs")
    return text


def _read_score(text: str) -> int:
    score = score_of(text)
    if score is None:
        raise ValueError("a whole number from 0 to 10")
    return score
