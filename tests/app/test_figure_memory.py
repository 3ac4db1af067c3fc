"""Figures take no more memory the longer a session lasts."""

from __future__ import annotations

import sys
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


def test_the_pictures_of_many_figures_take_no_more_memory_than_those_of_a_few(services: Services) -> None:
    rigs = [rig for name in NAMES if (rig := services.rig(name)) is not None]
    assert len(rigs) > 5
    for rig in rigs:  # a session has all of them solved when it starts
        rig.solid_picture(Moment(0, 0), 60, 24)
    before = sys.getallocatedblocks()  # tracing the memory itself takes ten times as long
    for rig in rigs:
        for step in range(STEPS + 1):
            for mirrored in (False, True):
                rig.picture(Moment(0, len(rig.poses) - 1, step), 60, 24, mirrored=mirrored)
                rig.solid_picture(Moment(0, len(rig.poses) - 1, step), 60, 24, mirrored=mirrored)
    grown = sys.getallocatedblocks() - before
    assert grown < 50_000, "32,000 are what is kept of the last ones; 87,000 if all pictures and their cells were"
