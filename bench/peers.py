"""Other timers, in a separate environment that the repository ignores: `bench/peers/.venv`.

Nothing of theirs is kept in the repository, and what can't be had here is left out of the table with a note.
"""

from __future__ import annotations

import shutil
import subprocess
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "peers"
_ENVIRONMENT = _FOLDER / ".venv"
_PYTHON_PEERS = ("termdown", "pomodorable")
"""The terminal timer that most people know, and a timer built on Textual."""


@dataclass(frozen=True)
class Peers:
    """Where each is; None for one that can't be had."""

    termdown: Path | None = None
    pomodorable: Path | None = None
    """A Textual app, so that its start can be set beside ours."""
    tty_clock: Path | None = None


def set_up(say: Callable[[str], None]) -> Peers:
    """Install what is missing. Calls `say` with what is left out, and why."""
    found = {name: _installed(name) for name in _PYTHON_PEERS}
    if None in found.values():
        say("Installing other timers to compare with ...")
        found = {name: _install(name, say) for name in _PYTHON_PEERS}
    return Peers(found["termdown"], found["pomodorable"], _tty_clock(say))


def _installed(name: str) -> Path | None:
    program = _ENVIRONMENT / "bin" / name
    return program if program.exists() else None


def _install(name: str, say: Callable[[str], None]) -> Path | None:
    if not (_ENVIRONMENT / "bin" / "python").exists():
        venv.create(_ENVIRONMENT, with_pip=True)
    pip = [str(_ENVIRONMENT / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run([*pip, "install", name], capture_output=True, text=True, check=False)
    if done.returncode:
        say(f"{name} is left out: it can't be installed here.")
    return _installed(name)


def _tty_clock(say: Callable[[str], None]) -> Path | None:
    """The system's own; else, where there is apt, its package unpacked beside the others, which needs no rights."""
    if (on_path := shutil.which("tty-clock")) is not None:
        return Path(on_path)
    unpacked = _ENVIRONMENT / "apt" / "usr" / "bin" / "tty-clock"
    if not unpacked.exists() and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        _unpack("tty-clock", _ENVIRONMENT / "apt")
    if unpacked.exists():
        return unpacked
    say("tty-clock is left out: it is not installed here (Debian, Ubuntu: apt install tty-clock).")
    return None


def _unpack(package: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", package], cwd=folder, capture_output=True, check=False)
    for archive in folder.glob(f"{package}_*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], capture_output=True, check=False)
