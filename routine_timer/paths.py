"""The user's folders and the bundled files.

With `ROUTINE_TIMER_HOME`, everything of the user is in that folder; otherwise the platform's conventions apply. The
bundled folders are inside the package if it is installed, and beside it in a checkout.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

APP = "routine-timer"
_PACKAGE = Path(__file__).resolve().parent
_PLANS = "plans"
"""A folder of this name holds plans."""


class Folders(NamedTuple):
    """The user's folders. None of them needs to exist."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def routines(self) -> Path:
        return self.data / "routines"

    @property
    def plans(self) -> Path:
        return self.data / _PLANS

    @property
    def exercises(self) -> Path:
        return self.data / "exercises"

    @property
    def history_file(self) -> Path:
        return self.data / "history.db"


def folders(environ: Mapping[str, str] | None = None) -> Folders:
    """The user's folders, from `environ` (default: the environment of the process)."""
    home = (os.environ if environ is None else environ).get("ROUTINE_TIMER_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Folders(root, root, root / "state", root / "cache")
    import platformdirs  # takes 30 ms, too long for a status line in a prompt

    platform = platformdirs.PlatformDirs(APP, appauthor=False)
    return Folders(
        platform.user_config_path, platform.user_data_path, platform.user_state_path, platform.user_cache_path
    )


def may_exist(file: Path) -> bool:
    """Whether there is such a file, or may be one: a folder that can't be looked into tells nothing about it."""
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def left_out(own: Folders) -> list[str]:
    """What to say of the user's folders that are there but can't be listed: none of their files is found."""
    says = []
    for folder in (own.routines, own.plans, own.exercises):
        try:
            with os.scandir(folder):
                pass
        except FileNotFoundError:
            pass
        except OSError as error:
            says.append(f"{folder} can't be read ({error.strerror or error}), so what is in it is left out")
    return says


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder by their names, in order. One that can't be looked into counts as empty: see `left_out`.

    Names that begin with a dot are left out: editors, macOS and sync programs put files of theirs beside others'.
    """
    try:
        return sorted(file for file in folder.glob(pattern) if not file.name.startswith("."))
    except OSError:
        return []


def bundled_routines() -> Path:
    return _bundled("routines")


def bundled_exercises() -> Path:
    return bundled_routines() / "exercises"


def bundled_plans() -> Path:
    return bundled_routines() / _PLANS


def is_plan(file: Path) -> bool:
    """Whether a file holds a plan, by its folder."""
    return file.absolute().parent.name == _PLANS


def bundled_sounds() -> Path:
    return _bundled("sounds")


def _bundled(name: str) -> Path:
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
