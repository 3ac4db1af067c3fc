"""The bytes of a routine file as text to edit, and back: what the person did not change is written as it was, byte for
byte. The one module here that touches the disk.

An editor works on lines that end with a newline and nothing else. So a mark at the beginning of the file, line ends of
Windows (on every line or on some), and the rarer characters that an editor would take for a line end are noted here,
and put back when the text is saved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType

from routine_timer.errors import RoutineTimerError
from routine_timer.routine.routine_files import LARGEST_FILE
from routine_timer.safe_files import read_regular, write_bytes

_MARK = b"\xef\xbb\xbf"
_ENDS_A_LINE = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What `str.splitlines` takes for a line end, and TOML does not."""
_SPARE = range(0xF0000, 0xFFFFE)
"""Characters that mean nothing to anybody; they stand in for the above where a file has them."""


class NotText(RoutineTimerError):
    """A file that can't be edited as text."""

    def __init__(self, file: Path, why: str, help: str) -> None:
        super().__init__(f"{file.name} can't be edited here: {why}")
        self.help = help


class ChangedMeanwhile(RoutineTimerError):
    """Somebody else has written the file since it was read."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file.name} was changed on disk by another program")


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file as it was read or written last. `text` has newlines alone; `stamp` tells whether it is still that."""

    file: Path
    text: str
    stamp: str | None
    marked: bool = False
    windows: frozenset[int] | bool = False
    """Which lines end in the manner of Windows: all, none, or those."""
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    def as_bytes(self, text: str) -> bytes:
        """`text` as it would be written: marks, line ends and rare characters of the lines that stayed as they were."""
        if self.windows is True:
            text = text.replace("\n", "\r\n")
        elif self.windows:
            text = self._with_mixed_ends(text)
        for original, stand_in in self.stand_ins.items():
            text = text.replace(stand_in, original)
        return (_MARK if self.marked else b"") + text.encode("utf-8", "surrogatepass")

    def _with_mixed_ends(self, text: str) -> str:
        before, after = self.text.split("\n"), text.split("\n")
        ends = ["\n"] * len(after)
        windows = self.windows if isinstance(self.windows, frozenset) else frozenset()
        for one, other, length in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            for i in range(length):
                if one + i in windows:
                    ends[other + i] = "\r\n"
        ends[-1] = ""
        return "".join(line + end for line, end in zip(after, ends, strict=True))


def read(file: Path) -> SavedFile:
    """The file as it is now.

    Raises:
        NotText: it is not UTF-8, or larger than a routine can be.
        OSError: it can't be read.
    """
    data = read_regular(file, LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NotText(file, "it is larger than 1 MB", "a routine is a few kB of text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText(file, f"byte {error.start + 1} is not UTF-8", "save it as UTF-8 with another editor") from error
    return _from(file, text, _stamp(data))


def _from(file: Path, text: str, stamp: str) -> SavedFile:
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    windows: frozenset[int] | bool = False
    if "\r\n" in text:
        lines = text.split("\n")
        which = frozenset(n for n, line in enumerate(lines[:-1]) if line.endswith("\r"))
        windows = True if len(which) == len(lines) - 1 else which
        text = text.replace("\r\n", "\n")
    stand_ins = {}
    if rare := [character for character in _ENDS_A_LINE if character in text]:
        spare = (chr(code) for code in _SPARE)
        for character in rare:
            stand_ins[character] = next(one for one in spare if one not in text)
            text = text.replace(character, stand_ins[character])
    return SavedFile(file, text, stamp, marked, windows, MappingProxyType(stand_ins))


def has_changed(known: SavedFile) -> bool:
    """Whether the file has changed since it was read. One that no longer exists can't be overwritten."""
    try:
        return _stamp(read_regular(known.file, LARGEST_FILE + 1)) != known.stamp
    except FileNotFoundError:
        return False
    except OSError:
        if known.file.is_file():
            raise
        return True  # a folder or a pipe has taken its place


def is_gone(known: SavedFile) -> bool:
    """Whether the file was read or written, and has been deleted or renamed since."""
    return known.stamp is not None and not known.file.exists()


def save(known: SavedFile, text: str, *, over: bool = False) -> SavedFile:
    """Write `text` whole or not at all; `over` writes even over what somebody else has written meanwhile.

    Raises:
        ChangedMeanwhile: somebody has, and nothing was written.
        OSError: nothing was written.
    """
    if not over and has_changed(known):
        raise ChangedMeanwhile(known.file)
    data = known.as_bytes(text)
    write_bytes(known.file, data, follow=True)
    return _from(known.file, data.decode("utf-8", "surrogatepass"), _stamp(data))


def save_copy(known: SavedFile, text: str) -> SavedFile:
    """Write `text` beside the file, under a new name, and continue with that file.

    Raises:
        OSError: nothing was written.
    """
    return save(replace(known, file=copy_name(known.file), stamp=None), text)


def copy_name(file: Path) -> Path:
    """A name beside `file` that nothing has yet: `morning copy.toml`, `morning copy 2.toml`."""
    number = 1
    while True:
        found = file.with_name(f"{file.stem} copy{f' {number}' if number > 1 else ''}{file.suffix}")
        if not found.exists():
            return found
        number += 1


def _stamp(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
