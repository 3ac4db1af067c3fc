"""Writes files for the verbs. Existing files are never overwritten, and every failure is a `RoutineTimerError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.errors import NotFound, RoutineTimerError
from routine_timer.paths import is_plan
from routine_timer.safe_files import create_bytes, write_text

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.cli.context import Context
    from routine_timer.routine.read import Reading

_DEVICES = Path("/dev")


class FileError(RoutineTimerError):
    """A file or folder can't be read or written."""


class AlreadyExists(RoutineTimerError):
    """The file exists, and files are never overwritten."""

    def __init__(self, file: Path, help: str = "choose another name, or delete it first") -> None:
        super().__init__(f"{file} already exists")
        self.file = file
        self.help = help


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn an OSError in the block into an error about `file`.

    Raises:
        NotFound: the file doesn't exist.
        AlreadyExists: the file exists and must not.
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
    """Create `file`. On failure there is no file, not even a part of one.

    Raises:
        AlreadyExists, FileError: among others, if its folder doesn't exist.
    """
    require_folder(file)
    with explained(file):
        create_bytes(file, content)


def replace_file(file: Path, text: str) -> None:
    """Write `file`, in place of what is there. A pipe or a device stays: root could replace /dev/null by a file.

    Raises:
        FileError: among others, if its folder doesn't exist.
    """
    require_folder(file)
    require_regular(file)
    with explained(file):
        write_text(file, text)


def require_regular(file: Path) -> None:
    """Refuse to replace what is not a file, or leads to such a thing, and any name in the folder of devices.

    Raises:
        FileError
    """
    if (file.exists() and not file.is_file()) or file.absolute().parent == _DEVICES:
        raise FileError(f"{file} is not a regular file, so it was not replaced")


def require_folder(file: Path) -> None:
    """Refuse a file whose folder doesn't exist: its name is more likely mistyped than meant.

    Raises:
        FileError: there is no such folder.
    """
    if not file.parent.is_dir():
        if file.parent.exists():
            raise FileError(f"{file}: {file.parent} is not a folder")
        raise FileError(f"{file}: the folder {file.parent} doesn't exist")


def write_routine(context: Context, id: str, text: str) -> Path:
    """Create a routine in the user's folder, with the JSON Schema that its first line names. Returns its file.

    Raises:
        AlreadyExists, FileError.
    """
    from routine_timer.editing import own_routines

    file = context.folders.routines / f"{id}.toml"
    with explained(file):
        own_routines.write_new(file, text.encode(), context.library.catalogue.exercises)
    return file


def own_copy(context: Context, reading: Reading | PlanReading) -> Path:
    """The user's own file of a routine or plan. A bundled one is first copied to their folder, with a message.

    Raises:
        AlreadyExists, FileError.
    """
    from routine_timer.editing.own_routines import own_file

    own = context.folders.plans if is_plan(reading.file) else context.folders.routines
    with explained(own / reading.file.name):  # a bundled file is only read: what fails is the writing of the copy
        file, copied = own_file(reading.file, context.folders, context.library.catalogue.exercises)
    if copied:
        what = "plan" if is_plan(file) else "routine"
        context.print_message(f"copied to {file}; this copy is now used instead of the bundled {what}")
    return file
