"""The map of the package in its docstring."""

from __future__ import annotations

import pkgutil

from routine_timer import history
from routine_timer.history import errors, store, streaks
from routine_timer.history.errors import HistoryError


def test_the_map_has_every_module_and_every_error() -> None:
    modules = [one for folder in (history, store, streaks) for one in pkgutil.iter_modules(folder.__path__)]
    names = [one.name for one in modules if not one.ispkg]
    names += [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, HistoryError)]
    words = set((history.__doc__ or "").split())
    assert [name for name in names if name not in words] == []
