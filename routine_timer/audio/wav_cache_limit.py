"""Keeps a folder of WAV files under a size limit by deleting those that were not used for longest.

A file that is needed after all is rendered once more.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from routine_timer.paths import files_in


def discard(folder: Path, max_bytes: int, in_use: Collection[Path] = ()) -> None:
    """Delete the least recently used files in `folder` until it is small enough. Files in use are never deleted."""
    files = []
    for path in files_in(folder, "*.wav"):
        with suppress(OSError):  # another program may have deleted it
            stat = path.stat()
            files.append((stat.st_mtime, stat.st_size, path))
    excess = sum(size for _, size, _ in files) - max_bytes
    for _, size, path in sorted(files):
        if excess <= 0:
            return
        if path not in in_use:
            with suppress(OSError):
                path.unlink()
            excess -= size
