"""Which routine files there are, and a digest of what is in them. Light: nothing is parsed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

from routine_timer import __version__, paths
from routine_timer.safe_files import read_regular

Source: TypeAlias = Literal["bundled", "own", "file"]

LARGEST_FILE = 1_000_000
"""Bytes. Anything larger is not a routine that someone wrote."""


def routine_files(own: Path, bundled: Path) -> dict[str, tuple[Path, Source]]:
    """Every routine file by its id, sorted by id. A user's own file replaces the bundled one with the same id."""
    sources: tuple[tuple[Path, Source], ...] = ((bundled, "bundled"), (own, "own"))
    files: dict[str, tuple[Path, Source]] = {}
    for folder, source in sources:
        files |= {file.name.removesuffix(".toml"): (file, source) for file in paths.files_in(folder, "*.toml")}
    return dict(sorted(files.items()))


def exercise_files(folders: Iterable[Path]) -> list[Path]:
    """Every exercise file in `folders`, in the order in which they are read."""
    return [file for folder in folders for file in paths.files_in(folder, "*.toml")]


def digest_of(file: Path) -> str:
    """A digest of the content of `file`.

    Raises:
        OSError: it can't be read, or is not a regular file of a sensible size.
    """
    data = read_regular(file, LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise OSError(f"{file} is not a file to read")
    return digest(data)


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def fingerprint(files: Iterable[Path]) -> str:
    """Text that changes when the version of the program changes, or the path or the content of one of `files`.

    Raises:
        OSError: one of them can't be read.
    """
    return digest(
        "\n".join([__version__, *(f"{file}\t{digest_of(file)}" for file in files)]).encode("utf-8", "replace")
    )
