"""Real services over a history that was written once for the whole run, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.app.services import Services
from routine_timer.paths import Folders
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY, no_sound
from tests.app.history.pasts import fill

PASTS = {"empty": 0, "one day": 1, "a month": 30, "ten years": 3650}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the history of that name was written."""
    found: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in found:
            folder = tmp_path_factory.mktemp("past")
            if PASTS[name]:
                fill(folder / "history.db", folder / "state", PASTS[name])
            found[name] = folder
        return found[name]

    return of


@pytest.fixture
def past_of(tmp_path: Path, folders: Folders, written: Callable[[str], Path]) -> Iterator[Callable[[str], Services]]:
    """Services over a history by name."""
    opened: list[Services] = []

    def of(name: str) -> Services:
        shutil.copytree(written(name), tmp_path, dirs_exist_ok=True)
        settings = replace(Settings(), freezes=True, ask_pain=True)
        opened.append(Services(folders, settings, player=no_sound, now=lambda: SATURDAY))
        return opened[-1]

    yield of
    for services in opened:
        services.close()
