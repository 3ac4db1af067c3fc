"""What is drawn: inside its cells, in the right style, at every size, and the same again when mirrored back."""

from __future__ import annotations

from typing import Literal

import pytest

from routine_timer.figures.camera import fit
from routine_timer.figures.canvas import Canvas, Grid, Style
from routine_timer.figures.motion import BREATHS, STEPS, Moment
from routine_timer.figures.rig import Rig, swap
from routine_timer.figures.skeleton import SPOTS
from routine_timer.figures.text_strip import strip
from routine_timer.routine.poses import Figure, Prop
from tests.figures.catalogue import NAMES, figure_of, poses, rig_of

SIZES = [(12, 6), (20, 8), (44, 16), (80, 24), (120, 40)]


def dots(grid: Grid[Style], style: str | None = None) -> set[tuple[int, int]]:
    """Where the lit dots are, as column and row."""
    lit = set()
    for row, runs in enumerate(grid.rows):
        column = 0
        for run in runs:
            for char in run.text:
                bits = ord(char) - 0x2800 if char != " " else 0
                for i, bit in enumerate((1, 8, 2, 16, 4, 32, 64, 128)):
                    if bits & bit and style in (None, run.style):
                        lit.add((column * 2 + i % 2, row * 4 + i // 2))
                column += 1
    return lit


def extent(grid: Grid[Style]) -> tuple[int, int]:
    lit = dots(grid, "near") | dots(grid, "accent") | dots(grid, "far")
    xs, ys = [x for x, _ in lit], [y for _, y in lit]
    return max(xs) - min(xs) + 1, max(ys) - min(ys) + 1


def test_a_disc_is_as_large_as_it_is_said_to_be() -> None:
    canvas = Canvas(20, 10)
    canvas.fill([(20.0, 20.0, 8.0)], canvas.owner("near"))
    assert len(dots(canvas.grid())) == pytest.approx(3.1416 * 64, rel=0.06)


def test_a_limb_is_filled_between_its_ends_and_tapers() -> None:
    canvas = Canvas(30, 10)
    canvas.fill([(10.0, 20.0, 6.0), (50.0, 20.0, 2.0)], canvas.owner("near"))
    lit = dots(canvas.grid())
    thick = [sum((x, y) in lit for y in range(40)) for x in (12, 30, 48)]
    assert thick[0] > thick[1] > thick[2] >= 3


def test_drawing_over_the_edge_is_cut_off_and_harms_nothing() -> None:
    canvas = Canvas(4, 2)
    ink = canvas.owner("near")
    canvas.fill([(-50.0, 4.0, 3.0), (60.0, 4.0, 3.0)], ink)
    canvas.fill([(4.0, -40.0, 3.0)], ink)
    canvas.line((-9.0, -9.0), (30.0, 30.0), ink)
    assert {len(line) for line in canvas.grid().lines()} == {4}


def test_a_gap_spares_the_given_owner() -> None:
    canvas = Canvas(10, 5)
    trunk, arm = canvas.owner("near"), canvas.owner("far")
    canvas.fill([(6.0, 10.0, 4.0)], trunk)
    canvas.fill([(14.0, 10.0, 4.0)], arm)
    canvas.clear([(10.0, 10.0, 30.0)], frozenset({trunk}))
    assert dots(canvas.grid(), "near")
    assert not dots(canvas.grid(), "far")


def test_a_cell_has_the_style_that_most_of_its_dots_have() -> None:
    canvas = Canvas(1, 1)
    near, accent = canvas.owner("near"), canvas.owner("accent")
    for x, y in ((0, 0), (1, 0), (0, 1)):
        canvas.dot(x, y, near)
    canvas.dot(1, 1, accent)
    assert canvas.grid().rows[0][0].style == "near"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["squat", "supine-pigeon", "wall-slide"])
def test_a_figure_fills_the_cells_it_is_given_and_never_more(name: str, size: tuple[int, int]) -> None:
    grid = rig_of(name).picture(Moment(0, 0), *size)
    assert grid.height == size[1]
    assert {len(line) for line in grid.lines()} == {size[0]}
    wide, high = extent(grid)
    assert wide > size[0] * 2 * 0.5 or high > size[1] * 4 * 0.5


def test_a_body_has_the_same_shape_in_narrow_and_in_wide_cells() -> None:
    rig = rig_of("plank")
    shapes = [extent(rig.picture(Moment(0, 0), *size)) for size in ((40, 30), (80, 60))]
    ratios = [wide / high for wide, high in shapes]
    assert ratios[0] == pytest.approx(ratios[1], rel=0.12)


def test_the_left_side_is_the_mirror_image_of_the_right() -> None:
    rig = rig_of("deep-lunge")
    right = dots(rig.picture(Moment(1, 1), 44, 16))
    left = dots(rig.picture(Moment(1, 1), 44, 16, mirrored=True))
    back = {(87 - x, y) for x, y in left}
    assert len(right & back) > 0.9 * len(right)


def test_exchanging_left_and_right_twice_changes_nothing() -> None:
    for name in NAMES:
        for pose in figure_of(name)[1]:
            assert swap(swap(pose)) == pose


def test_swapped_limbs_move_on_the_other_side() -> None:
    rig = rig_of("dead-bug")
    plain, other = rig.posture(Moment(1, 1)).placed, rig.posture(Moment(1, 1, swapped=True)).placed
    assert plain.spot("heel_r")[1] < plain.spot("heel_l")[1] - 20
    assert other.spot("heel_l")[1] < other.spot("heel_r")[1] - 20


def test_neither_scale_nor_floor_jumps_while_the_body_moves() -> None:
    rig = rig_of("squat")
    floors = [dots(rig.picture(Moment(0, 1, step), 44, 16), "floor") for step in range(0, STEPS + 1, 6)]
    lowest = {max(y for _, y in floor) for floor in floors}
    assert len(lowest) == 1


def test_a_breath_in_makes_the_trunk_larger_and_leaves_the_feet() -> None:
    rig = rig_of("bridge")
    out = dots(rig.picture(Moment(1, 1), 80, 30))
    full = dots(rig.picture(Moment(1, 1, breath=BREATHS), 80, 30))
    assert len(full) > len(out)
    right_quarter = {(x, y) for x, y in out ^ full if x > 140}
    assert not right_quarter


def test_a_foot_stays_where_it_is_planted_all_the_way_of_a_rep() -> None:
    rig = rig_of("bridge")
    places = [rig.posture(Moment(0, 1, step)).placed.spot("heel_r") for step in range(STEPS + 1)]
    assert max(x for x, _, _ in places) - min(x for x, _, _ in places) < 1.0
    assert max(y for _, y, _ in places) - min(y for _, y, _ in places) < 1.0


def test_the_far_limbs_are_dim_and_the_near_ones_bright() -> None:
    grid = Rig(Figure(), poses({"lie": "stand", "joints": {"hip_l": 60}, "contacts": {"foot_r": "floor"}})).picture(
        Moment(0, 0), 44, 16
    )
    near, far = dots(grid, "near"), dots(grid, "far")
    assert max(x for x, _ in far) > max(x for x, _ in near)


def test_a_figure_without_its_own_accent_takes_the_muscles() -> None:
    standing = poses({"lie": "stand", "contacts": {"foot": "floor"}})
    assert not dots(Rig(Figure(), standing).picture(Moment(0, 0), 44, 16), "accent")
    assert dots(Rig(Figure(), standing, ["thigh_front_r"]).picture(Moment(0, 0), 44, 16), "accent")


def test_a_figure_needs_a_pose() -> None:
    with pytest.raises(ValueError, match="at least one pose"):
        Rig(Figure(), [])


@pytest.mark.parametrize("width", [20, 40, 80, 132])
@pytest.mark.parametrize("name", ["supine-pigeon", "plank", "walking-drill"])
def test_a_strip_for_print_is_no_wider_than_it_may_be(name: str, width: int) -> None:
    lines = strip(*figure_of(name), width)
    assert lines
    assert max(len(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)
    assert lines[0]
    assert lines[-1]


def test_a_strip_shows_every_pose_and_nothing_for_none() -> None:
    figure, frames = figure_of("supine-pigeon")
    assert strip(figure, [], 80) == []
    one = strip(figure, frames[:1], 132)
    three = strip(figure, frames, 132)
    assert max(map(len, three)) > max(map(len, one))


SITTING = {
    "lie": "stand",
    "joints": {"hip": 90, "knee": 90},
    "contacts": {"seat": "seat_top", "foot": "floor", "hand": "thigh"},
}
STANDING = {"lie": "stand", "contacts": {"foot": "floor"}}
CHAIR = Prop(kind="chair")


def rows_of(grid: Grid[Style], style: str) -> list[int]:
    return [y for _, y in dots(grid, style)]


def test_a_frame_of_the_upper_body_shows_the_head_larger() -> None:
    def head(frame: Literal["whole", "upper"]) -> int:
        rig = Rig(Figure(props=[CHAIR], frame=frame, accent=["head"]), poses(SITTING))
        return len(dots(rig.picture(Moment(0, 0), 60, 24), "accent"))

    assert head("upper") > 1.7 * head("whole")


def test_a_frame_of_the_upper_body_has_room_for_head_and_hands_in_every_pose() -> None:
    rig = Rig(Figure(frame="upper"), poses(STANDING, {"joints": {"shoulder": 175}}))
    top = min(rows_of(rig.picture(Moment(1, 1), 60, 24), "near"))
    assert top >= 0
    assert rig.stage.box.top >= rig.stage.camera.see(rig.posture(Moment(1, 1)).placed.spot("hand_r")).y


def test_a_weight_hangs_below_the_hand_that_holds_it() -> None:
    rig = Rig(Figure(props=[Prop(kind="weight", between=["hand_r"])]), poses(STANDING))
    grid = rig.picture(Moment(0, 0), 60, 24)
    hand = rig.stage.camera.see(rig.posture(Moment(0, 0)).placed.spot("hand_r"))
    weight = sum(rows_of(grid, "prop")) / len(rows_of(grid, "prop"))
    assert weight > fit(rig.stage.box, 60, 24).dot(hand)[1]


def test_a_box_is_lifted_with_the_hands_that_hold_it() -> None:
    rig = Rig(
        Figure(props=[Prop(kind="box", between=["hand_r", "hand_l"])]),
        poses({**STANDING, "joints": {"shoulder": 10, "elbow": 20}}, {"joints": {"shoulder": 80}}),
    )
    low, high = (rows_of(rig.picture(Moment(i, i), 60, 24), "prop") for i in (0, 1))
    assert min(high) < min(low) - 8


def test_a_foot_stands_on_top_of_a_step() -> None:
    figure = Figure(props=[Prop(kind="step", x=10.0, height=20.0)])
    rig = Rig(
        figure,
        poses(
            {
                "lie": "stand",
                "lean": 6,
                "joints": {"hip_r": 62, "knee_r": 62},
                "contacts": {"foot_l": "floor", "heel_r": "step", "ball_r": "step"},
            }
        ),
    )
    assert rig.posture(Moment(0, 0)).placed.spot("ball_r")[1] == pytest.approx(20 + SPOTS["ball_r"].radius, abs=1)
    assert dots(rig.picture(Moment(0, 0), 60, 24), "prop")


def test_a_band_is_tied_to_a_post_that_stands_on_the_floor() -> None:
    band = Prop(kind="band", between=["hand_r", "anchor", "hand_l"], anchor=[95.0, 120.0])
    grid = Rig(Figure(props=[band]), poses({**STANDING, "joints": {"shoulder": 85}})).picture(Moment(0, 0), 60, 24)
    assert max(rows_of(grid, "prop")) >= max(rows_of(grid, "near")) - 8


@pytest.mark.parametrize(("tilt", "wide"), [(20.0, False), (60.0, True)])
def test_a_mat_that_is_seen_from_above_reaches_under_outstretched_arms(tilt: float, wide: bool) -> None:
    lying = {
        "lie": "supine",
        "joints": {"shoulder_out": 85},
        "contacts": {"head": "floor", "back": "floor", "seat": "floor", "heel": "floor", "hand": "floor"},
    }
    rig = Rig(Figure(tilt=tilt, props=[Prop(kind="mat")]), poses(lying))
    hand = rig.posture(Moment(0, 0)).placed.spot("hand_r")[2]
    assert (max(z for _, _, z in rig.stage.ground) > hand) is wide
