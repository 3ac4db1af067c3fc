"""`edit`: open a routine to change it, in the app's editor or in the person's own; a bundled one is copied first."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a routine's id, the start of it, or a file")
    parser.add_argument("--plain", action="store_true", help="change it one line at a time, for a screen reader")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        "In a terminal, this opens the app's editor, where ctrl+e opens $VISUAL or $EDITOR. Elsewhere it opens that "
        "editor,\nand checks the file when you close it."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import own_copy

    reading = context.library.find(arguments.name)
    file = own_copy(context, reading)
    copied = None if file == reading.file else file.read_bytes()
    try:
        return _edit(file, context, in_lines=arguments.plain, is_copy=copied is not None)
    finally:
        if copied is not None and file.is_file() and file.read_bytes() == copied:
            file.unlink()
            context.print_message("nothing was changed, so the copy was removed: the bundled routine is used")


def _edit(file: Path, context: Context, *, in_lines: bool, is_copy: bool) -> int:
    from routine_timer.cli.open_app import has_screen, open_app

    if in_lines or (context.can_ask and not has_screen() and not _has_own_editor()):
        return _edit_in_lines(file, context)
    if has_screen():
        return open_app(context, edit=file)
    return _edit_outside(file, context, is_copy=is_copy)


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
        help = f"the file is {file}: open it with any editor, then run `routine-timer check {file.stem}`"
        if is_copy:
            help = f"name one in $EDITOR, or make a copy to edit: `routine-timer copy {file.stem} my-{file.stem}`"
        raise NoEditor(f"this is not a terminal, and {error}", help) from error
    if code:
        context.print_message(f"{command[0]} exited with code {code}")
    _check(file, context)
    return 1 if code else 0


def _check(file: Path, context: Context) -> None:
    from routine_timer.routine.diagnostics import rendered
    from routine_timer.routine.read import read_file
    from routine_timer.text.durations import clock
    from routine_timer.timeline import compile_routine

    reading = read_file(file, context.library.catalogue.exercises)
    told = reading.check()
    for diagnostic in told:
        context.print(rendered(diagnostic, reading.text) + "\n")
    if reading.routine is not None:
        well = "no problems found" if not told else "no errors"
        context.print_message(f"{clock(compile_routine(reading.routine).duration_s)}, {well}")
