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


def _mode(target: Path) -> int:
    """The mode of what is there, or what a new file would get (the umask can only be read by setting it)."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
