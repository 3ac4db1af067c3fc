"""`import`: routines of other timers, and exercises of free-exercise-db, into the person's own folders.

The module's name ends with an underscore because `import` is a keyword. Prints each new file on stdout and whatever
could not be imported on stderr, one per line. It is a failure only if there were timers and none could be imported.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context
from routine_timer.cli.streams import StdinClosed, stdin_is_closed

if TYPE_CHECKING:
    from routine_timer.formats.import_writer import ImportedFiles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a shared routine, an export of Seconds Pro, Just Another Workout Timer or TimeR Machine, or "
        "free-exercise-db, recognised by its content; - for stdin",
    )
    pick = parser.add_argument_group("filters for free-exercise-db (an exercise must match all of them)")
    pick.add_argument("--exercise", metavar="EXERCISE", help="exercises with this name")
    pick.add_argument("--muscle", metavar="M", help="exercises for this muscle")
    pick.add_argument("--category", metavar="C", help="exercises in this category, such as stretching")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import explained
    from routine_timer.formats.format_errors import ImportProblem
    from routine_timer.formats.free_exercise_db import ExerciseFilter
    from routine_timer.formats.import_writer import write
    from routine_timer.formats.importer import import_data, is_routine_file
    from routine_timer.formats.shared_routine import recognises

    with explained(arguments.file):
        data = _data(arguments.file)
    if recognises(data):
        return _put_shared(data, context)
    if is_routine_file(data):
        raise ImportProblem(
            "this is already a routine file and doesn't need to be imported",
            help=f"start it with `routine-timer run {shlex.quote(str(arguments.file))}`, or copy it to "
            f"{context.folders.routines}",
        )
    bundled = {reading.id for reading in context.library.entries() if reading.source == "bundled"}
    imported = import_data(data, ExerciseFilter(arguments.exercise, arguments.muscle, arguments.category))
    with explained(context.folders.data):
        written = write(
            imported,
            context.folders.routines,
            context.folders.exercises,
            source=arguments.file.name,
            taken=bundled,
            taken_exercises=context.library.catalogue.exercises,
        )
    _tell(written, context)
    for note in (*imported.notes, *written.notes):
        context.print_message(f"note: {note}".replace("\n", " "))
    if not written.routines and not written.exercises:
        context.print_message("nothing was imported")
        return 1 if imported.timers else 0
    return 0


def _data(file: Path) -> bytes:
    from routine_timer.formats.bounded_json import MAX_BYTES, read_bytes

    if str(file) != "-":
        return read_bytes(file)
    if stdin_is_closed():
        raise StdinClosed
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _put_shared(data: bytes, context: Context) -> int:
    """Write a routine that somebody shared, with what belongs to it."""
    from routine_timer.cli.routine_sharing import put
    from routine_timer.formats.import_writer import ImportedFiles
    from routine_timer.formats.shared_routine import from_bytes

    [routine, *others], notes = put(from_bytes(data), context)
    context.forget_routines()
    _tell(ImportedFiles((routine,), (), ()), context)
    for file in others:
        context.print(str(file))
    for note in notes:
        context.print_message(f"note: {note}")
    return 0


def _tell(written: ImportedFiles, context: Context) -> None:
    """Print each file with its length; what `check` finds in it goes to stderr."""
    from routine_timer.routine.diagnostics import rendered
    from routine_timer.routine.read import read_exercise, read_file
    from routine_timer.text.durations import clock
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain
    from routine_timer.timeline import compile_routine

    for file in written.routines:
        reading = read_file(file, context.library.catalogue.exercises)
        said = "with errors"
        if reading.routine is not None:
            timeline = compile_routine(reading.routine)
            steps = pluralize(len(timeline.steps), "step")
            said = f"{clock(timeline.duration_s)}, {steps}, {reading.routine.name}"
        context.print(plain(f"{file}  {said}"))
        for diagnostic in reading.check():
            context.print_message(rendered(diagnostic, reading.text))
    for file in written.exercises:
        added = read_exercise(file)
        context.print(plain(f"{file}  {added.exercise.name if added.exercise else 'with errors'}"))
        for diagnostic in added.check():
            context.print_message(rendered(diagnostic, added.text))
