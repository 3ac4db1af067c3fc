"""The random id by which a computer's own file in the sync folder is named.

A copied home folder brings its id along, and two computers must not write to one file. So the id is saved with a
fingerprint of where it belongs: the computer and the state folder. In another place, a new id is taken.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

from routine_timer.safe_files import open_regular, write_text

_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1000
_IS_RANDOM = 1 << 40
"""The bit that marks a made-up network address: https://docs.python.org/3/library/uuid.html#uuid.getnode"""


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer's sync id, the place that it belongs to, and the digest of what was last written under it."""

    id: str
    place: str
    wrote: str = ""

    @classmethod
    def new(cls, state: Path) -> Machine:
        return cls(uuid.uuid4().hex, _place(state))


def load_machine(state: Path) -> tuple[Machine, bool]:
    """What is saved in the state folder, and whether it had to be replaced because it belongs to another place.

    Raises:
        OSError: it can't be saved.
    """
    id_, place, wrote = _saved(state)
    here = _place(state)
    if _ID.fullmatch(id_) and place in ("", here):  # version 0.1 saved no place
        machine = Machine(id_, here, wrote if _DIGEST.fullmatch(wrote) else "")
        if not place:
            save_machine(state, machine)
        return machine, False
    machine = Machine.new(state)
    save_machine(state, machine)
    return machine, bool(_ID.fullmatch(id_))


def save_machine(state: Path, machine: Machine) -> None:
    """Raises:
    OSError
    """
    write_text(_file(state), f"{machine.id}\n{machine.place}\n{machine.wrote}\n", private=True)


def _saved(state: Path) -> tuple[str, str, str]:
    lines: list[str] = []
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError), open_regular(_file(state)) as stream:
        lines = [line.strip() for line in stream.read(_LARGEST).decode().splitlines()]
    id_, place, wrote = (*lines, "", "", "")[:3]
    return id_, place, wrote


def _file(state: Path) -> Path:
    return state / "machine-id"


def _place(state: Path) -> str:
    """A fingerprint of the computer and the state folder."""
    return hashlib.sha256(f"{_computer()}\n{state.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _computer(platform: str = sys.platform) -> str:
    """Something that stays the same on one computer; empty where nothing does, as in a container."""
    if platform.startswith("linux"):
        try:
            return Path("/etc/machine-id").read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""
    node = uuid.getnode()
    return "" if node & _IS_RANDOM else str(node)
