"""The user's folders as in `paths.folders`, for a shell prompt: without waiting for platformdirs and pathlib.

Only where the platform's conventions leave no doubt; otherwise `None`.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_APP = "routine-timer"


def data_folder(environ: Mapping[str, str]) -> str | None:
    return _own(environ, "") or _platform(environ, "XDG_DATA_HOME", ".local/share", "Library/Application Support")


def cache_folder(environ: Mapping[str, str]) -> str | None:
    return _own(environ, "cache") or _platform(environ, "XDG_CACHE_HOME", ".cache", "Library/Caches")


def _own(environ: Mapping[str, str], name: str) -> str | None:
    home = environ.get("ROUTINE_TIMER_HOME")
    return os.path.join(os.path.abspath(os.path.expanduser(home)), name) if home else None  # noqa: PTH100, PTH111, PTH118


def _platform(environ: Mapping[str, str], variable: str, linux: str, mac: str) -> str | None:
    user, named = environ.get("HOME", ""), environ.get(variable, "")
    if sys.platform == "linux" and "ANDROID_DATA" not in environ:
        if named.startswith("/"):
            return f"{named.rstrip('/')}/{_APP}"
        if user.startswith("/") and not named:
            return f"{user.rstrip('/')}/{linux}/{_APP}"
    elif sys.platform == "darwin" and user.startswith("/") and not named:
        return f"{user.rstrip('/')}/{mac}/{_APP}"
    return None
