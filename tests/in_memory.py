"""Keeps the folders of tests in memory, for `make unit` (`pytest -p tests.in_memory`).

The tests write thousands of small databases, and each change is forced to the disk, which takes longer than the rest.
Only where Linux has memory for it, and programs that a test writes can be run there.
"""

from __future__ import annotations

import os
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 1_000_000_000
"""Bytes; the tests take a tenth of it."""


def _can_hold_tests() -> bool:
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        return False
    found = os.statvfs(_MEMORY)
    return found.f_bavail * found.f_frsize > _ROOM and not found.f_flag & os.ST_NOEXEC


if _can_hold_tests():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
