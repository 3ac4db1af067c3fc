"""A routine changed one line at a time: steps by their number, commands in words, for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.cli.questions import NoAnswer, Questions
from routine_timer.editing import routine_file
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.outline import Outline, OutlineRow, outline
from routine_timer.editing.step_commands import Command, added, done
from routine_timer.errors import NotFound, RoutineTimerError
from routine_timer.text.doses import dose_in_words
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.editing.routine_file import SavedFile
    from routine_timer.editing.step_edits import Edited
    from routine_timer.routine.catalogue import Catalogue
    from routine_timer.routine.exercise import Exercise

_COMMANDS: dict[str, Command] = {
    "more": "more",
    "less": "less",
    "sides": "sides",
    "up": "up",
    "down": "down",
    "copy": "duplicate",
    "delete": "delete",
}
HELP = (
    "Type a step's number and what to do with it, for example `2 more`.",
    "You can use more or less (of its dose), sides, up, down, copy and delete.",
    "`add wall sit` adds an exercise at the end, `2 add wall sit` after step 2.",
    "Also: list, problems, undo, save, quit.",
)


class NotUnderstood(RoutineTimerError):
    """A line that isn't a command."""

    help = "type ? for the commands"

    def __init__(self, line: str) -> None:
        super().__init__(f"{line[:40]!r} is not a command")


class LineEditor:
    """One routine's text, and the commands typed to change it.

    Args:
        known: the file as it was read.
    """

    def __init__(self, known: SavedFile, catalogue: Catalogue, questions: Questions) -> None:
        self._known = known
        self._catalogue = catalogue
        self._questions = questions
        self._before: list[str] = []
        self._outline = outline(known.text, known.file, catalogue)
        self._has_saved = False

    def run(self) -> None:
        """Take commands until the person quits.

        Raises:
            NoAnswer: the input ended before the changes were saved.
            OSError: the file can't be written.
        """
        self._list()
        self._questions.say("Type a command, then Enter. ?: help.")
        while True:
            try:
                line = " ".join(self._questions.ask(">").casefold().split())
            except NoAnswer:
                if not self._is_unsaved:
                    return
                if self._has_saved:
                    raise NoAnswer("the input ended: your unsaved changes are lost") from None
                raise
            try:
                if line in ("q", "quit"):
                    if self._may_leave():
                        return
                elif line:
                    self._obey(line)
            except NoAnswer:
                continue  # it ends there too
            except RoutineTimerError as error:
                self._questions.say(error.with_help)

    def _obey(self, line: str) -> None:
        match line:
            case "?" | "help":
                for sentence in HELP:
                    self._questions.say(sentence)
            case "list":
                self._list()
            case "problems":
                self._list_problems()
            case "undo":
                self._undo()
            case "save" | "save over":
                self._save(over=line == "save over")
            case _:
                self._change(line)

    @property
    def _text(self) -> str:
        return self._outline.text

    @property
    def _rows(self) -> tuple[OutlineRow, ...]:
        return self._outline.rows or ()

    # -- changes

    def _change(self, line: str) -> None:
        """Carry out `2 more`, `add wall sit` or `2 add wall sit`.

        Raises:
            NotUnderstood, NotFound, EditRefused
        """
        first, _, rest = line.partition(" ")
        row = self._row(first) if first.isdecimal() else None
        word, _, name = (rest if row is not None else line).partition(" ")
        if word == "add" and name:
            exercise = self._exercise(name)
            self._take(added(self._text, row.path if row is not None else None, exercise.id, self._catalogue))
        elif row is not None and word in _COMMANDS and not name:
            self._take(
                done(_COMMANDS[word], self._text, row.path, self._catalogue), gone=row if word == "delete" else None
            )
        else:
            raise NotUnderstood(line)

    def _row(self, number: str) -> OutlineRow:
        digits = number.lstrip("0") or "0"
        if not (len(digits) <= 6 and 1 <= int(digits) <= len(self._rows)):
            raise EditRefused(
                f"there is no step {digits[:6]}", f"the last one is {len(self._rows)}; type list to hear them"
            )
        return self._rows[int(digits) - 1]

    def _exercise(self, name: str) -> Exercise:
        from routine_timer.routine.name_matching import nearest

        exercise = self._catalogue.find(name)
        if exercise is None:
            raise NotFound("exercise", name, nearest(name, self._catalogue.exercises.values()))
        return exercise

    def _take(self, edited: Edited, gone: OutlineRow | None = None) -> None:
        """Make a change, and say what the step is now."""
        self._before.append(self._text)
        self._see(edited.text)
        if gone is not None:
            self._questions.say(f"Deleted {gone.name}. undo restores it. {self._total}")
            return
        at = next((n for n, row in enumerate(self._rows) if row.path == edited.path), None)
        self._questions.say(self._total if at is None else f"{self._line(at)} {self._total}")

    def _undo(self) -> None:
        if not self._before:
            raise EditRefused("there is nothing to undo")
        self._see(self._before.pop())
        self._questions.say(f"Undone. {self._total}")

    def _see(self, text: str) -> None:
        self._outline = outline(text, self._known.file, self._catalogue)

    # -- what there is

    def _list(self) -> None:
        for number in range(len(self._rows)):
            self._questions.say(self._line(number))
        self._questions.say(self._total)

    def _line(self, at: int) -> str:
        """One step: `2. Clam: 10 reps each side, 1 min 38 s.`"""
        row = self._rows[at]
        if row.rounds is not None:
            return f"{at + 1}. {row.name}: {pluralize(row.rounds, 'round')} of the steps in it."
        circuit = next((one for one in reversed(self._rows[:at]) if one.depth < row.depth), None) if row.depth else None
        parts = [dose_in_words(row.step) if row.step is not None else row.written]
        if row.seconds is not None:
            parts.append(short(row.seconds))
        inside = f", in {circuit.name}" if circuit is not None else ""
        return f"{at + 1}. {row.name}{inside}: {', '.join(parts)}."

    @property
    def _total(self) -> str:
        found: Outline = self._outline
        if found.duration_s is None:
            return f"{pluralize(found.errors, 'error')}: type problems."
        return f"{short(found.duration_s)} in all."

    def _list_problems(self) -> None:
        for problem in self._outline.problems:
            sentences = (
                [problem.message, problem.help[:1].upper() + problem.help[1:]] if problem.help else [problem.message]
            )
            self._questions.say(f"Line {problem.line}, {problem.severity}: {'. '.join(sentences)}.")
        if not self._outline.problems:
            self._questions.say("No problems found.")

    # -- the file

    @property
    def _is_unsaved(self) -> bool:
        return self._text != self._known.text

    def _save(self, *, over: bool = False) -> None:
        """Write the file; `over` also replaces what another program wrote meanwhile.

        Raises:
            ChangedMeanwhile
        """
        was_gone = routine_file.is_gone(self._known)
        try:
            self._known = routine_file.save(self._known, self._text, over=over)
        except routine_file.ChangedMeanwhile as error:
            error.help = "`save over` replaces it with yours"
            raise
        self._has_saved = True
        problems = len(self._outline.problems)
        found = f", {pluralize(problems, 'problem')}: type problems" if problems else ""
        self._questions.say(f"Saved {self._known.file.name}{found}.")
        if was_gone:
            self._questions.say("It had been deleted or renamed in the meantime, so it was written again.")

    def _may_leave(self) -> bool:
        """Whether to quit; asks if something would be lost."""
        if not self._is_unsaved:
            return True
        question = "You have unsaved changes. s: save and quit. d: discard them. Enter alone: stay."
        match self._questions.ask(question).casefold():
            case "s":
                self._save()
                return True
            case "d":
                self._questions.say("Changes discarded.")
                return True
            case _:
                return False
