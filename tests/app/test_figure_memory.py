"""Figures take no more memory the longer a session lasts."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from routine_timer.app.services import Services
from routine_timer.figures.motion import STEPS, Moment
from routine_timer.paths import Folders
from tests.app.conftest import no_sound

NAMES = ("plank", "clam", "bridge", "dead-bug", "cat-cow", "side-plank", "bird-dog", "pigeon")


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    services = Services(folders, player=no_sound)
    yield services
    services.close()


def test_only_the_figures_just_shown_keep_their_pictures(services: Services) -> None:
    def show_all() -> None:
        for name in shown:
            rig = services.rig(name)
            assert rig is not None
            for step in range(0, STEPS + 1, 4):
                rig.picture(Moment(0, len(rig.poses) - 1, step), 60, 24)
                rig.solid_picture(Moment(0, len(rig.poses) - 1, step), 60, 24)

    shown = [name for name in NAMES if services.rig(name) is not None]
    assert len(shown) > 5
    show_all()
    tracemalloc.start()
    try:
        for _ in range(2):
            show_all()
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown < 10_000_000
