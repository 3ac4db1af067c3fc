"""`share`: a routine with everything that belongs to it, as one file, and as a QR code if it fits the terminal."""

from __future__ import annotations

import argparse
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Save a routine in one file, with your own exercises, pictures and plans that belong to it. The file can be "
        "imported with `routine-timer import FILE`."
    )
    parser.add_argument("name", metavar="NAME", help="the routine to share")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a new file; - for stdout")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.file_writing import write_new
    from routine_timer.cli.routine_sharing import collect
    from routine_timer.formats.shared_routine import to_code, to_json

    shared, notes = collect(context.library.find(arguments.name), context)
    sounds = context.folders.routines / f"{shared.id}.sounds"
    if sounds.is_dir():
        notes.append(f"its own sounds are not included: they are in {sounds}")
    for note in notes:
        context.print_message(f"note: {note}")
    file: Path = arguments.file or Path(f"{shared.id}.routine.json")
    if str(file) == "-":
        context.print_json_text(to_json(shared))
        return 0
    write_new(file, to_json(shared).encode())
    context.print_message(f"written to {file}; to use it: routine-timer import {shlex.quote(str(file))}")
    if context.out.isatty():
        _print_code(to_code(shared), context, pictures=bool(shared.pictures))
    return 0


def _print_code(code: str, context: Context, *, pictures: bool) -> None:
    """The QR code, if it can be made and fits the terminal."""
    if find_spec("segno") is None:
        return
    from routine_timer.text.qr_code import qr_lines

    lines = qr_lines(code, inverted=True)
    size = shutil.get_terminal_size()
    if not lines or len(lines) + 3 > size.lines or len(lines[0]) > size.columns:
        return
    context.print_message("Scanned text can be imported with `routine-timer import -`.")
    if pictures:
        context.print_message("The code doesn't include pictures.")
    for line in lines:
        context.print(line)
