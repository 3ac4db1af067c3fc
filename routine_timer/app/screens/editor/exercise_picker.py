"""An exercise out of the catalogue: by a word of it, a muscle, a position, by what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.widgets.line_list import LineList, ListRow, cell, mark
from routine_timer.text.muscle_and_day_words import muscles, position_text
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.routine.catalogue import Catalogue
    from routine_timer.routine.exercise import Exercise

ANY = "any"


@dataclass(frozen=True)
class Filter:
    """What is looked for. `half`: stretch, strengthen or any."""

    words: str = ""
    half: str = ANY
    muscle: str = ANY
    position: str = ANY

    def passes(self, exercise: Exercise) -> bool:
        stretched, strengthened = exercise.stretches, exercise.strengthens
        worked = {"stretch": stretched, "strengthen": strengthened}.get(self.half, (*stretched, *strengthened))
        if (self.half != ANY and not worked) or (self.muscle != ANY and self.muscle not in worked):
            return False
        if self.position not in (ANY, exercise.position):
            return False
        said = " ".join((exercise.id, exercise.name, *exercise.aliases, *stretched, *strengthened)).casefold()
        return all(word in said for word in self.words.casefold().split())


@dataclass(frozen=True)
class ExerciseRow(ListRow):
    """One exercise: its name, what it does, how the body is."""

    exercise: Exercise

    def draw(self, width: int, *, highlighted: bool) -> Content:
        exercise = self.exercise
        name_room = min(28, max(width - 2, 0))
        position_room = 20 if width > 72 else 0
        room = max(width - 2 - name_room - position_room, 0)
        worked = muscles(exercise.stretches, exercise.strengthens)
        return Content.assemble(
            mark(highlighted),
            cell(Content.styled(plain(exercise.name), "bold"), name_room),
            cell(Content.styled(plain(worked), "$quiet"), room),
            cell(Content.styled(plain(position_text(exercise.position or "")), "$quiet"), position_room),
        )


class FilterChoice(Static, can_focus=True):
    """A choice of one word among several, turned with the arrows."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "before", show=False),
        Binding("right,space", "turn(1)", "next", show=False),
    ]
    DEFAULT_CSS = """
    FilterChoice {
        width: auto;
        height: 1;
        padding: 0 1;
        margin: 0 1 0 0;
        background: $panel;
        &:focus { background: $cursor-ground; text-style: bold; }
        &:hover { pointer: pointer; }
    }
    """

    class Changed(Message):
        """It was turned."""

    def __init__(self, label: str, words: Sequence[str]) -> None:
        super().__init__(markup=False)
        self._label = label
        self._words = (ANY, *words)
        self.word = ANY

    def on_mount(self) -> None:
        self._show()

    def action_turn(self, by: int) -> None:
        self.word = self._words[(self._words.index(self.word) + by) % len(self._words)]
        self._show()
        self.post_message(self.Changed())

    def on_click(self) -> None:
        self.action_turn(1)

    def _show(self) -> None:
        chosen = (plain(position_text(self.word)), "$accent" if self.word != ANY else "$quiet")
        self.update(Content.assemble((f"{self._label} ", "$quiet"), "‹ ", chosen, " ›"))


class ExercisePicker(Dialog[str | None]):
    """Gives back the id of an exercise, or None."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    CSS = """
    ExercisePicker #sheet { width: 100; height: 80%; min-height: 14; max-height: 32; padding: 0 1; }
    ExercisePicker Input { margin: 0 1; border: none; height: 1; padding: 0 1; background: $panel; }
    ExercisePicker #filters { height: auto; margin: 1 1; overflow-x: auto; scrollbar-size-horizontal: 0; }
    ExercisePicker.-low #sheet { height: 100%; min-height: 0; }
    ExercisePicker.-low #filters { margin: 0 1; }
    ExercisePicker LineList { height: 1fr; background: $surface; padding: 0; }
    ExercisePicker .quiet { height: 1; color: $quiet; padding: 0 2; }
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._all = tuple(sorted(catalogue.exercises.values(), key=lambda one: one.name.casefold()))
        self._found: tuple[Exercise, ...] = ()
        worked = {muscle for one in self._all for muscle in (*one.stretches, *one.strengthens)}
        self._half = FilterChoice("for", ("stretch", "strengthen"))
        self._muscle = FilterChoice("muscle", sorted(worked))
        self._position = FilterChoice("position", sorted({one.position for one in self._all if one.position}))

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Input(placeholder="name or muscle", id="words")
            with Horizontal(id="filters"):
                yield self._half
                yield self._muscle
                yield self._position
            yield LineList()
            yield Static(classes="quiet", id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(LineList).can_focus = False
        self.query_one(Input).focus()
        self._list()

    @on(Input.Changed)
    @on(FilterChoice.Changed)
    def _list(self) -> None:
        wanted = Filter(self.query_one(Input).value, self._half.word, self._muscle.word, self._position.word)
        begins = wanted.words.casefold()
        found = [one for one in self._all if wanted.passes(one)]
        self._found = tuple(sorted(found, key=lambda one: not one.name.casefold().startswith(begins)))
        self.query_one(LineList).show_rows(map(ExerciseRow, self._found), 0 if self._found else None)
        self._hint()

    def _hint(self) -> None:
        """How many there are and what the keys do, as far as there is room: at least how to continue and go back."""
        number, go, turn = pluralize(len(self._found), "exercise"), "Enter: add · Esc: cancel", "tab, ←→ filter"
        told = (f"{number} · {go} · {turn}", f"{number} · {go}", go, "Enter: add · Esc: cancel")
        hint = self.query_one("#hint", Static)
        hint.update(next((text for text in told if len(text) <= hint.content_size.width), told[-1]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._hint)

    def on_key(self, event: events.Key) -> None:
        """Whatever is being filtered by, the arrows move in the list and enter takes what is chosen."""
        if self.query_one(LineList).move(event.key):
            event.stop()
        elif event.key == "enter":
            event.stop()
            self._pick()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _pick(self) -> None:
        if (index := self.query_one(LineList).highlighted) is not None:
            self.dismiss(self._found[index].id)
