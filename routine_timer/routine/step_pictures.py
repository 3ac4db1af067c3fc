"""The picture that `image` names: where it lies, and why it can't be shown.

A path is meant from the folder of the file that names it, so that both can be passed on together; `~` is the person's
home. Looks at a file's kind, size and first bytes only: decoding needs a library that is not always there, and the code
that shows the picture does it (`routine_timer.app.system.image_loader`). Nothing here follows a path into the network:
looking at a file that somebody sent must never do that.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

import msgspec

LARGEST_FILE = 40_000_000
"""Bytes. Photographs of today's telephones stay below it."""

_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WEBP"}
KINDS = tuple(dict.fromkeys(_KINDS.values()))
"""What can be shown, by the names that Pillow has for them. Few, and none that runs a program or follows a link."""


class Trouble(msgspec.Struct, frozen=True):
    """Why a picture can't be shown, and what would help."""

    message: str
    help: str


def absolute(image: str, file: Path) -> str:
    """Where `image`, as `file` names it, lies."""
    if _is_elsewhere(image):
        return image
    if image.startswith("~/"):
        with suppress(RuntimeError):  # no home: then it is a name like any other
            return str(Path.home() / image.removeprefix("~/"))
    return str(file.absolute().parent / image)


def trouble_with(image: str) -> Trouble | None:
    """Why the picture at the absolute path `image` can't be shown, as far as a glance tells; None if it can."""
    if _is_elsewhere(image):
        return Trouble("pictures on other computers are not loaded", "copy it next to the file")
    path = Path(image)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Trouble(f"{path.name} is not a regular file", "give a picture")
        if found.st_size > LARGEST_FILE:
            return Trouble(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB", "make it smaller")
        with path.open("rb") as stream:
            head = stream.read(16)
    except FileNotFoundError:
        return Trouble(f"there is no picture {path.name}", f"copy it to {path.parent}, or remove `image`")
    except OSError as error:
        return Trouble(f"{path.name} can't be opened: {error.strerror or type(error).__name__}", "")
    except ValueError:
        return Trouble("this is not a valid file name", "give a picture")
    if kind_of(head) is None:
        return Trouble(f"{path.name} is not a supported picture", f"supported are {', '.join(KINDS)}")
    return None


def kind_of(head: bytes) -> str | None:
    """Which of `KINDS` a file that starts with `head` (16 bytes) is."""
    kind = next((kind for magic, kind in _KINDS.items() if head.startswith(magic)), None)
    return None if kind == "WEBP" and head[8:12] != b"WEBP" else kind


def _is_elsewhere(image: str) -> bool:
    """Whether a path names another computer, or an address."""
    return image.replace("\\", "/").startswith("//") or "://" in image
