"""`edit`: change a routine or plan, in the app's editor or in the person's own; a bundled one is copied first."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context
from routine_timer.errors import RoutineTimerError
from routine_timer.paths import is_plan

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.routine.read import Reading


class NotInLines(RoutineTimerError):
    """Only a routine can be changed one line at a time."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file.stem} is a plan, and `edit --plain` changes routines only")
        self.help = f"open {file} with any editor, then run `routine-timer check --plan {file.stem}`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the id of a routine or plan, the start of it, or a file")
    parser.add_argument("--plan", action="store_true", help="edit the plan, even if a routine has the same name")
    parser.add_argument("--plain", action="store_true", help="change it one line at a time, for a screen reader")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        "In a terminal, this opens the app's editor, where ctrl+e opens $VISUAL or $EDITOR. Elsewhere it opens that "
        "editor,\nand checks the file when you close it."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import own_copy
    from routine_timer.cli.lookup import or_plan, plan_named

    if arguments.plan:
        reading: Reading | PlanReading = plan_named(context, arguments.name)
    else:
        reading = or_plan(context, arguments.name, lambda: context.library.find(arguments.name))
    if arguments.plain and is_plan(reading.file):
        raise NotInLines(reading.file)
    file = own_copy(context, reading)
    copied = None if file == reading.file else file.read_bytes()
    try:
        return _edit(file, context, in_lines=arguments.plain, is_copy=copied is not None)
    finally:
        if copied is not None and file.is_file() and file.read_bytes() == copied:
            file.unlink()
            context.print_message(f"nothing was changed, so the copy was removed: the bundled {_kind(file)} is used")


def _edit(file: Path, context: Context, *, in_lines: bool, is_copy: bool) -> int:
    from routine_timer.cli.open_app import has_screen, open_app

    if in_lines or (not is_plan(file) and context.can_ask and not has_screen() and not _has_own_editor()):
        return _edit_in_lines(file, context)
    if has_screen():
        return open_app(context, edit=file)
    return _edit_outside(file, context, is_copy=is_copy)


def _kind(file: Path) -> str:
    return "plan" if is_plan(file) else "routine"


def _has_own_editor() -> bool:
    return any(os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))


def _edit_in_lines(file: Path, context: Context) -> int:
    """Take commands, one per line.

    Raises:
        NotText, ChangedMeanwhile, FileError: the file can't be read or written.
        NoAnswer: the input ended before the person quit.
    """
    from routine_timer.cli.file_writing import explained
    from routine_timer.cli.plain_edit import LineEditor
    from routine_timer.cli.questions import at_terminal
    from routine_timer.editing import routine_file

    with explained(file):
        LineEditor(routine_file.read(file), context.library.catalogue, at_terminal(context)).run()
    return 0


def _edit_outside(file: Path, context: Context, *, is_copy: bool) -> int:
    """Open the person's own editor, without a shell, and check what comes back.

    Raises:
        NoEditor
    """
    from routine_timer.editing.external_editor import NoEditor, editor_command, run_editor

    try:
        command = editor_command(os.environ)
        code = run_editor(command, file)
    except NoEditor as error:
        name = f"--plan {file.stem}" if is_plan(file) else file.stem
        help = f"the file is {file}: open it with any editor, then run `routine-timer check {name}`"
        if is_copy and is_plan(file):
            help = f"name one in $EDITOR and run `routine-timer edit {name}` again"
        elif is_copy:
            help = f"name one in $EDITOR, or make a copy to edit: `routine-timer copy {file.stem} my-{file.stem}`"
        raise NoEditor(f"this is not a terminal, and {error}", help) from error
    if code:
        context.print_message(f"{command[0]} exited with code {code}")
    _check(file, context)
    return 1 if code else 0


def _check(file: Path, context: Context) -> None:
    from routine_timer.routine.diagnostics import rendered

    reading = _read_again(file, context)
    told = reading.check()
    for diagnostic in told:
        context.print(rendered(diagnostic, reading.text) + "\n")
    if (length := _length(reading)) is not None:
        well = "no problems found" if not told else "no errors"
        context.print_message(f"{length}, {well}")


def _read_again(file: Path, context: Context) -> Reading | PlanReading:
    from routine_timer.care.plan_file import read_plan
    from routine_timer.routine.read import read_file

    if is_plan(file):
        return read_plan(file, context.library.files)
    return read_file(file, context.library.catalogue.exercises)


def _length(reading: Reading | PlanReading) -> str | None:
    """How long a routine is, or how many stages a plan has; None if there is an error."""
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.text.durations import clock
    from routine_timer.text.plurals import pluralize
    from routine_timer.timeline import compile_routine

    if isinstance(reading, PlanReading):
        return pluralize(len(reading.plan.stages), "stage") if reading.plan is not None else None
    return clock(compile_routine(reading.routine).duration_s) if reading.routine is not None else None
