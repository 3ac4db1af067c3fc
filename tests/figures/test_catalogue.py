"""Every exercise of the catalogue has a figure, and each is a person who touches what they should."""

from __future__ import annotations

from typing import Literal

import pytest

from routine_timer.figures.body import patches_for
from routine_timer.figures.motion import Moment
from routine_timer.figures.muscle_areas import parts_of
from routine_timer.figures.segment_clips import is_mirrored
from routine_timer.timeline import Segment
from tests.figures.catalogue import NAMES, data_of, figure_of, rig_of
from tests.figures.pose_check import problems

each_exercise = pytest.mark.parametrize("name", NAMES)


@pytest.mark.sweep
@each_exercise
def test_each_exercise_has_poses_that_a_body_can_take(name: str) -> None:
    figure, poses = figure_of(name)
    assert poses, "no [[poses]]"
    assert problems(figure, poses) == []


@pytest.mark.sweep
@each_exercise
def test_each_figure_shows_head_limbs_and_what_works(name: str) -> None:
    rig = rig_of(name)
    everywhere = {"near"} if rig.figure.frame == "upper" else {"near", "floor"}  # the floor is below an upper body
    for i in range(len(rig.poses)):
        styles = {run.style for row in rig.picture(Moment(i, i), 44, 16).rows for run in row}
        assert everywhere <= styles
        if i == len(rig.poses) - 1:
            assert "accent" in styles


@each_exercise
def test_each_prop_that_the_text_names_is_drawn(name: str) -> None:
    figure, _ = figure_of(name)
    drawn = {prop.kind for prop in figure.props}
    # A towel may be folded under the brow or between the knees, and is drawn as the cushion it then is; what is named
    # only for balance, or to be made easier, need not be in the picture.
    if "chair" in data_of(name).get("props", []):
        assert "chair" in drawn
    if "support" in data_of(name).get("props", []):
        assert "support" in drawn
    if "band" in data_of(name).get("props", []):
        assert "band" in drawn


def test_every_muscle_of_the_catalogue_has_a_place_on_the_body() -> None:
    named = {m for name in NAMES for m in [*data_of(name).get("stretches", []), *data_of(name).get("strengthens", [])]}
    assert [muscle for muscle in named if not patches_for(parts_of([muscle], one_side=True))] == []


def test_a_one_sided_exercise_accents_only_the_working_side() -> None:
    assert parts_of(["hamstrings", "abdominals"], one_side=True) == ("thigh_back_r", "belly")
    assert parts_of(["hamstrings"], one_side=False) == ("thigh_back_r", "thigh_back_l")


SEEN_FROM_THE_FRONT = [name for name in NAMES if figure_of(name)[0].view == "front"]
ONE_SIDE_AT_A_TIME = [name for name in NAMES if data_of(name)["sides"] in ("both", "left", "right")]


def screen_column(name: str, point: str, side: Literal["left", "right"]) -> float:
    """How far to the right of the screen's middle a place of the body is shown while `side` works, in dots."""
    rig = rig_of(name)
    last = len(rig.poses) - 1
    mirrored = is_mirrored(Segment(n=1, kind="hold", label=name, step=1, seconds=30.0, side=side))
    seen = rig.stage.camera.see(rig.posture(Moment(last, last)).placed.spot(point))
    return -seen.x if mirrored else seen.x


@pytest.mark.parametrize("name", [name for name in SEEN_FROM_THE_FRONT if name in ONE_SIDE_AT_A_TIME])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_working_side_of_a_front_view_is_where_the_arrow_points(name: str, side: Literal["left", "right"]) -> None:
    # A figure that faces the viewer is shown as in a mirror. Poses are written for the right side.
    for point in ("shoulder", "hip"):
        towards = screen_column(name, f"{point}_r", side) - screen_column(name, f"{point}_l", side)
        assert towards > 0 if side == "right" else towards < 0


@pytest.mark.parametrize("name", ONE_SIDE_AT_A_TIME)
def test_a_figure_that_is_seen_almost_from_the_front_is_written_as_a_front_view(name: str) -> None:
    # Otherwise it would not be mirrored, and the side that works would be opposite to the arrow.
    figure, _ = figure_of(name)
    assert figure.view == "front" or abs((figure.turn + 90) % 180 - 90) < 40
