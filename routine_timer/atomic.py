"""Writing a file so that nobody ever sees half of it: a temporary one beside it, then one rename.

A person's file may be a link into a folder of dotfiles: what is replaced is the file it points to, with its mode kept.
Knows nothing of what is written.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_text(file: Path, text: str) -> None:
    """Replace `file` by `text` in UTF-8, line ends as they are. Makes the folders above it.

    Raises:
        OSError: nothing was changed.
    """
    write_bytes(file, text.encode())


def write_bytes(file: Path, data: bytes) -> None:
    """Replace `file` by `data`. Makes the folders above it.

    Raises:
        OSError: nothing was changed.
    """
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def create_bytes(file: Path, data: bytes) -> None:
    """Make `file`, which is not there yet, of `data`, whole or not at all. Makes the folders above it.

    Raises:
        FileExistsError: something of that name is there; it is as it was.
        OSError: nothing was written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.stem[:40]}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_new_mode())
        try:
            file.hardlink_to(part)  # unlike a rename, it refuses a name that is taken
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            _create_in_place(file, data)
    finally:
        part.unlink(missing_ok=True)


def _create_in_place(file: Path, data: bytes) -> None:
    with file.open("xb") as stream:
        try:
            stream.write(data)
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _mode(target: Path) -> int:
    """The mode of what is there, or what a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return _new_mode()


def _new_mode() -> int:
    """The umask can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
