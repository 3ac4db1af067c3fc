"""An exercise in words, with its figure: for one that is in none of the routines, so no preview can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.screens.preview.screen import step_details
from routine_timer.app.widgets.static_figure import StaticFigure
from routine_timer.routine.model import Routine, Step
from routine_timer.text.sources import named
from routine_timer.timeline import Segment, compile_routine

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.routine.exercise import Exercise


class ExerciseScreen(Dialog[None]):
    """Shows one exercise; its text can be scrolled."""

    app: BaseApp

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter", "leave", "close", show=False)]
    CSS = """
    ExerciseScreen #sheet { max-height: 96%; padding: 0 2; }
    ExerciseScreen StaticFigure { height: 9; }
    ExerciseScreen VerticalScroll { height: auto; max-height: 1fr; margin-top: 1; scrollbar-size-vertical: 1; }
    ExerciseScreen #words { height: auto; }
    ExerciseScreen #keys { margin-top: 1; color: $quiet; }
    """

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._step = replace(exercise.as_step(), note=named(exercise.note) if exercise.note else None)
        self._segment = _first_work(self._step)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield StaticFigure(self.app.services)
            with VerticalScroll():
                yield Static(id="words")
            yield Static("None of your routines has it yet: add it in the editor. Esc: close", id="keys")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.query_one(StaticFigure).present(self._segment)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_words)

    def _show_words(self) -> None:
        words = self.query_one("#words", Static)
        words.update(Content.assemble(step_details(self._segment, self._step, max(words.content_size.width, 20))))


def _first_work(step: Step) -> Segment:
    timeline = compile_routine(Routine("exercise", step.name, (step,)))
    return next(segment for segment in timeline.segments if segment.is_work)
