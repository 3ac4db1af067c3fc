"""A new routine: what it is called and what it is for, in one small form; then it is written, and the editor opens it.

With muscles it is composed of the catalogue; without any it is a commented beginning with one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tomli_w
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from routine_timer import paths
from routine_timer.app.screens.dialog import Dialog
from routine_timer.app.widgets.line_list import LineList, ListRow, cell, mark
from routine_timer.editing.own_routines import write_new
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.paths import Folders
    from routine_timer.routine.catalogue import Catalogue

_MINUTES = "10"

TEMPLATE = """\
#:schema ./routine.schema.json
# A step takes its dose, sides and cues from its exercise. To change them, add lines such as these to the step:
#   hold = "30s"     reps = 10     sides = "both"     sets = 2     rest = "20s"
# A step of your own has a name instead of an exercise.
format = 1
{name}
get_ready = "10s"                        # before the first step

[[step]]
exercise = "hip-flexor-lunge"
"""


class InvalidAnswer(ValueError):
    """What was said makes no sense; the text says what would, `field` where it was said."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def create_routine(name: str, muscles: str, minutes: str, catalogue: Catalogue, folders: Folders) -> Path:
    """Write a new routine into the person's folder, and return its file.

    Raises:
        InvalidAnswer: an answer makes no sense; which one, and why.
        OSError: it can't be written.
    """
    from routine_timer.text.file_names import slug, unused

    name = name.strip()
    if not any(character.isalnum() for character in name):
        raise InvalidAnswer("name", "The name needs a letter or a digit.")
    taken = {file.stem for folder in (folders.routines, paths.bundled_routines()) for file in folder.glob("*.toml")}
    made = slug(name, "routine")
    which = unused(made, taken)
    name += which.removeprefix(made).replace("-", " ")  # a second "Blank" is "Blank 2"
    file = folders.routines / f"{which}.toml"
    text = _composed(name, muscles, minutes, catalogue, file) if muscles.strip() else _begun(name)
    write_new(file, text.encode(), catalogue.exercises)
    return file


def _begun(name: str) -> str:
    return TEMPLATE.format(name=tomli_w.dumps({"name": name}).rstrip("\n"))


def _composed(name: str, muscles: str, minutes: str, catalogue: Catalogue, file: Path) -> str:
    from routine_timer.compose.composer import NoExercise, NothingFits, RoutineRequest, composed
    from routine_timer.compose.muscle_words import near, understood

    wanted, unknown = understood([muscles])
    if unknown or not wanted:
        close = near(unknown[0]) if unknown else []
        hint = f": did you mean {' or '.join(close)}?" if close else ": try hip flexors, glutes, hamstrings …"
        raise InvalidAnswer("muscles", f"No muscle is called {(unknown or (muscles,))[0]!r}{hint}")
    wish = RoutineRequest(name, wanted, _minutes(minutes))
    try:
        return composed(wish, file, catalogue).text
    except NoExercise as error:
        raise InvalidAnswer("muscles", f"{str(error).capitalize()}.") from error
    except NothingFits as error:
        raise InvalidAnswer("minutes", f"{str(error).capitalize()}. Allow more minutes.") from error


def _minutes(said: str) -> float:
    try:
        found = float(said or _MINUTES)
    except ValueError:
        found = 0.0
    if not 1 <= found <= 240:
        raise InvalidAnswer("minutes", "Minutes must be a number from 1 to 240.")
    return found


@dataclass(frozen=True)
class MuscleRow(ListRow):
    """A muscle that can be picked."""

    name: str
    picked: bool

    def draw(self, width: int, *, highlighted: bool) -> Content:
        tick = Content.styled("✓ ", "$success") if self.picked else Content("  ")
        return Content.assemble(mark(highlighted), tick, cell(self.name, max(width - 4, 0)))


class NewRoutineScreen(Dialog[Path | None]):
    """Asks, writes, and gives back the file."""

    app: BaseApp

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    CSS = """
    NewRoutineScreen .label { color: $quiet; margin: 1 0 0 0; }
    NewRoutineScreen Input { border: none; height: 1; padding: 0 1; background: $panel; }
    NewRoutineScreen Input:focus { background: $cursor-ground; }
    NewRoutineScreen LineList { height: 6; background: $surface; padding: 0; }
    NewRoutineScreen #said { margin: 1 0 0 0; }
    NewRoutineScreen.-low #sheet { max-height: 100%; overflow-y: auto; scrollbar-size-vertical: 1; padding: 0 1; }
    NewRoutineScreen.-low LineList { height: 1; }
    NewRoutineScreen.-low .label, NewRoutineScreen.-low #said { margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._muscles: list[str] = []
        self._rows: list[MuscleRow] = []
        self._is_picking = False
        """Whether Enter picks the highlighted muscle instead of going to the next field."""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static(Content.styled("New routine", "bold $accent"))
            yield Static("Name", classes="label")
            yield Input(placeholder="Before bed", id="name")
            yield Static("Target muscles (leave empty to start from scratch)", classes="label")
            yield Input(placeholder="hip flexors, glutes", id="muscles")
            yield LineList(id="muscle-list")
            yield Static("Minutes at most", classes="label")
            yield Input(_MINUTES, id="minutes")
            yield Static(id="said")

    def on_mount(self) -> None:
        catalogue = self.app.services.library.catalogue
        worked = {muscle for one in catalogue.exercises.values() for muscle in (*one.stretches, *one.strengthens)}
        self._muscles = sorted(worked)
        self.query_one(LineList).can_focus = False
        self._list_muscles()
        self._say("Enter: next · Esc: cancel", "$quiet")
        self.query_one("#name", Input).focus()

    # -- the list of muscles, below their field

    @on(Input.Changed, "#muscles")
    def _list_muscles(self) -> None:
        """The muscles that the last word could mean; those that were picked have a tick."""
        done, typed = self._typed_muscles
        names = [name for name in self._muscles if typed.casefold() in name]
        self._rows = [MuscleRow(name, name in done) for name in names]
        self.query_one(LineList).show_rows(self._rows, 0 if self._rows else None)
        self._is_picking = bool(typed and typed.casefold() not in self._muscles and self._rows)

    @property
    def _typed_muscles(self) -> tuple[list[str], str]:
        """The muscles before the last comma, and what comes after it."""
        *done, typed = [word.strip() for word in self.query_one("#muscles", Input).value.split(",")]
        return done, typed

    def on_key(self, event: events.Key) -> None:
        """In the field for muscles, the arrows choose one in the list."""
        if event.key not in ("up", "down") or not self.query_one("#muscles", Input).has_focus:
            return
        event.stop()
        lines = self.query_one(LineList)
        if self._is_picking or event.key == "up":
            lines.action_cursor_up() if event.key == "up" else lines.action_cursor_down()
        self._is_picking = True
        self._say("Enter: pick the muscle · Esc: cancel", "$quiet")

    @on(OptionList.OptionSelected)
    def _pick(self) -> None:
        """Add the highlighted muscle, or take it out again."""
        index = self.query_one(LineList).highlighted
        if index is None:
            return
        done, _ = self._typed_muscles
        name = self._rows[index].name
        picked = [one for one in done if one != name] + ([] if name in done else [name])
        field = self.query_one("#muscles", Input)
        field.value = "".join(f"{one}, " for one in picked)
        field.cursor_position = len(field.value)
        field.focus()
        self._say("Enter: next · ↑↓: pick another · Esc: cancel", "$quiet")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == "muscles" and self._is_picking:
            self._pick()
            return
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
            if fields[at + 1].id == "muscles":
                self._say("Enter: next · ↑↓: pick a muscle", "$quiet")
        else:
            self._write()

    def _write(self) -> None:
        services = self.app.services
        said = [field.value for field in self.query(Input)]
        try:
            file = create_routine(said[0], said[1], said[2], services.library.catalogue, services.folders)
        except InvalidAnswer as error:
            self._say(str(error), "$error")
            self.query_one(f"#{error.field}", Input).focus()
        except OSError as error:
            self._say(f"Can't save it: {error.strerror or error}", "$error")
        else:
            services.reload()
            self.dismiss(file)

    def _say(self, text: str, colour: str) -> None:
        self.query_one("#said", Static).update(Content.styled(plain(text), colour))
