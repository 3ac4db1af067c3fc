"""`edit`: change a routine or plan, in the app's editor or in the person's own; a bundled one is copied first."""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from routine_timer.cli.context import Context
from routine_timer.cli.help_layout import HelpText
from routine_timer.errors import RoutineTimerError
from routine_timer.paths import bundled_routines, is_plan

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.routine.read import Reading


class NotInLines(RoutineTimerError):
    """Only a routine can be changed one line at a time."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file.stem} is a plan, and `edit --plain` changes routines only")
        self.help = f"open {file} with any editor, then run `routine-timer check --plan {shlex.quote(file.stem)}`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the id of a routine or plan, the start of it, or a file")
    parser.add_argument("--plan", action="store_true", help="edit the plan, even if a routine has the same name")
    parser.add_argument("--plain", action="store_true", help="change it one line at a time, for a screen reader")
    parser.formatter_class = HelpText
    parser.epilog = (
        "In a terminal, this opens the app's editor, where ctrl+e opens the file in $VISUAL or $EDITOR. Without a "
        "terminal, it opens $VISUAL or $EDITOR directly, and checks the file when you close it."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import own_copy
    from routine_timer.cli.lookup import or_plan, plan_named
    from routine_timer.cli.open_app import open_app
    from routine_timer.editing.own_routines import remove_unchanged

    if arguments.plan:
        reading: Reading | PlanReading = plan_named(context, arguments.name)
    else:
        reading = or_plan(context, arguments.name, lambda: context.library.find(arguments.name))
    if arguments.plain and is_plan(reading.file):
        raise NotInLines(reading.file)
    way = _way(reading.file, context, in_lines=arguments.plain)
    command = _editor(reading) if way == "outside" else []
    file = own_copy(context, reading)
    try:
        if way == "lines":
            return _edit_in_lines(file, context)
        if way == "app":
            return open_app(context, edit=file)
        return _edit_outside(command, file, context)
    finally:
        if file != reading.file and remove_unchanged(file):
            context.print_message(f"nothing was changed, so the copy was removed: the bundled {_kind(file)} is used")


def _way(file: Path, context: Context, *, in_lines: bool) -> Literal["lines", "app", "outside"]:
    """How to edit: one line at a time, in the app, or in the person's own editor."""
    from routine_timer.cli.open_app import has_screen

    if in_lines or (not is_plan(file) and context.can_ask and not has_screen() and not _has_own_editor()):
        return "lines"
    return "app" if has_screen() else "outside"


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


def _editor(reading: Reading | PlanReading) -> list[str]:
    """The command of the person's own editor.

    Raises:
        NoEditor: none is set, or it isn't installed; the help also says how to do without it.
    """
    from routine_timer.editing.external_editor import NoEditor, check_editor, editor_command

    try:
        command = editor_command(os.environ)
        check_editor(command)
    except NoEditor as error:
        name = f"--plan {shlex.quote(reading.id)}" if is_plan(reading.file) else shlex.quote(reading.id)
        help = f"or open {reading.file} in any editor, then run `routine-timer check {name}`"
        if reading.file.is_relative_to(bundled_routines()):
            help = (
                "" if is_plan(reading.file) else f"or copy it, to edit anywhere: `routine-timer copy {name} my-{name}`"
            )
        raise NoEditor(str(error), f"{error.help}\n{help}".strip()) from error
    return command


def _edit_outside(command: list[str], file: Path, context: Context) -> int:
    """Open the person's own editor, without a shell, and check what comes back.

    Raises:
        NoEditor: it can't be run.
    """
    from routine_timer.editing.external_editor import how_it_ended, run_editor

    code = run_editor(command, file)
    if code:
        context.print_message(f"{command[0]} {how_it_ended(code)}")
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
