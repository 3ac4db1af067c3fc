"""Files that the verbs write: never over one that is there, and trouble made into something the program can explain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.atomic import create_bytes
from routine_timer.errors import NotFound, RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.read import Reading


class FileError(RoutineTimerError):
    """A file or folder can't be read or written."""


class AlreadyExists(RoutineTimerError):
    """Something of that name is there already, and nothing is ever written over it."""

    def __init__(self, file: Path, help: str = "") -> None:  # noqa: A002 - the field's word
        super().__init__(f"{file} is there already")
        self.file = file
        self.help = help


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn an OSError within into an error about `file`.

    Raises:
        NotFound: it is not there.
        AlreadyExists: it is there, and must not be.
        FileError: anything else.
    """
    try:
        yield
    except FileExistsError as error:
        raise AlreadyExists(file) from error
    except FileNotFoundError as error:
        raise NotFound("file", str(file)) from error
    except OSError as error:
        raise FileError(f"{error.filename or file}: {error.strerror or error}") from error


def write_new(file: Path, content: bytes) -> None:
    """Make `file` and the folders above it, whole or not at all.

    Raises:
        AlreadyExists, FileError.
    """
    with explained(file):
        create_bytes(file, content)


def write_routine(context: Context, id: str, text: str) -> Path:  # noqa: A002 - the field's word
    """Put a routine into the person's folder, with the schema that its first line names. Returns its file.

    Raises:
        AlreadyExists, FileError.
    """
    from routine_timer.editing import own_routines

    file = context.folders.routines / f"{id}.toml"
    with explained(file):
        own_routines.write_new(file, text.encode(), context.library.catalogue.exercises)
    return file


def own_copy(context: Context, reading: Reading) -> Path:
    """The file of a routine that the person may change: a bundled one is copied into their folder first, and told.

    Raises:
        AlreadyExists, FileError.
    """
    from routine_timer.editing.own_routines import own_file

    with explained(reading.file):
        file, copied = own_file(reading.file, context.folders, context.library.catalogue.exercises)
    if copied:
        context.talk(f"copied to {file}: yours to change, and from now on followed in place of the bundled one")
    return file
