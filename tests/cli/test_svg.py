"""Figures for paper: well-formed, in the muscle's colour, every exercise of the catalogue."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from routine_timer.figures.svg import figure_svg
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.model import Hold
from tests.making import bundled_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def test_every_exercise_with_poses_becomes_a_picture_without_empty_edges(catalogue: Catalogue) -> None:
    for name in ("plank", "dead-bug", "supine-pigeon", "row", "clam"):
        drawn = figure_svg(catalogue.exercises[name])
        assert drawn is not None
        root = ElementTree.fromstring(drawn)
        _, _, width, height = map(int, root.attrib["viewBox"].split())
        assert 20 < width < 400
        assert 20 < height < 400
        assert len(root) >= 3, "body, floor and the working part have a colour each"


def test_reps_show_where_they_start_and_where_they_end(catalogue: Catalogue) -> None:
    held, moved = (figure_svg(catalogue.exercises[name]) for name in ("plank", "dead-bug"))
    assert held is not None
    assert moved is not None
    assert len(moved) > 1.5 * len(held)


def test_an_exercise_without_poses_has_none() -> None:
    assert figure_svg(Exercise("own", "Own", Hold(30.0))) is None
