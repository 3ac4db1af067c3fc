"""A folder of WAV files that can be made again, kept within a bound. Knows nothing of what they are for."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from routine_timer.paths import files_in


def discard(folder: Path, kept_bytes: int, in_use: Collection[Path] = ()) -> None:
    """Remove the files of `folder` that were not touched for longest, until the rest fits; never those in use."""
    files = []
    for path in files_in(folder, "*.wav"):
        with suppress(OSError):  # another program may have discarded it
            stat = path.stat()
            files.append((stat.st_mtime, stat.st_size, path))
    excess = sum(size for _, size, _ in files) - kept_bytes
    for _, size, path in sorted(files):
        if excess <= 0:
            return
        if path not in in_use:
            with suppress(OSError):
                path.unlink()
            excess -= size
