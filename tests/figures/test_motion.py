"""A clip answers with the right picture at every second, and says when the next one is due."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.figures.motion import BREATHS, STEPS, Clip, Moment, hold_clip, reps_clip
from routine_timer.routine.poses import Figure, Pose
from tests.figures.catalogue import poses

TWO_POSES = poses({}, {})
TEMPO = (1.0, 1.0, 2.0, 0.0)


def times_of_change(clip: Clip, until: float) -> list[float]:
    seconds, found = 0.0, [0.0]
    while seconds < until:
        seconds = clip.next_change(seconds)
        found.append(seconds)
    return found


def progress(moment: Moment) -> float:
    """How far from the first keyframe to the second, 0 to 1."""
    return moment.step / STEPS if moment.here != moment.there else float(moment.here)


@pytest.mark.parametrize(
    ("seconds", "share"), [(0.5, 0.5), (1.0, 1.0), (1.99, 1.0), (3.0, 0.5), (3.96, 0.02), (4.5, 0.5), (5.5, 1.0)]
)
def test_a_rep_moves_holds_and_returns_in_its_tempo(seconds: float, share: float) -> None:
    clip = reps_clip(Figure(), TWO_POSES, TEMPO, 4.0)
    assert progress(clip.at(seconds)) == pytest.approx(share, abs=0.06)


def test_the_tempo_is_stretched_to_the_time_that_a_rep_takes() -> None:
    clip = reps_clip(Figure(), TWO_POSES, TEMPO, 8.0)
    assert progress(clip.at(1.0)) == pytest.approx(0.5, abs=0.06)
    assert clip.at(9.0) == clip.at(1.0)


def test_way_there_and_way_back_share_their_pictures() -> None:
    clip = reps_clip(Figure(), TWO_POSES, (2, 0, 2, 0), 4.0)
    shown = {clip.at(seconds / 100) for seconds in range(400)}
    assert len(shown) <= 21


def test_every_second_rep_of_an_alternating_exercise_has_left_and_right_exchanged() -> None:
    clip = reps_clip(Figure(), TWO_POSES, TEMPO, 4.0, alternating=True)
    assert [clip.at(4.0 * rep + 0.5).swapped for rep in range(4)] == [False, True, False, True]


def test_a_hold_goes_through_its_poses_once_and_then_breathes_in_the_last() -> None:
    clip = hold_clip(Figure(), poses({}, {}))
    assert clip.at(0.0) == Moment(0, 0)
    assert clip.at(1.8).there == 1
    later = {clip.at(3.0 + seconds / 10) for seconds in range(120)}
    assert {moment.here for moment in later} == {1}
    assert {moment.breath for moment in later} == set(range(BREATHS + 1))


def test_each_phase_of_a_hold_starts_where_the_phase_before_it_ended() -> None:
    pigeon = poses({}, {"phase": 1}, {"phase": 2})
    first, second = hold_clip(Figure(), pigeon, 1), hold_clip(Figure(), pigeon, 2)
    assert (first.at(0).here, first.still) == (0, 1)
    assert (second.at(0).here, second.still) == (1, 2)


def test_a_loop_continues_from_the_last_pose_to_the_first() -> None:
    clip = hold_clip(Figure(motion="loop", period=4.0), poses({}, {}, {}, {}))
    ways = [(clip.at(t).here, clip.at(t).there) for t in (0.5, 1.5, 2.5, 3.5, 4.5)]
    assert ways == [(0, 1), (1, 2), (2, 3), (0, 3), (0, 1)]


def test_a_breath_changes_the_picture_at_most_four_times_a_second() -> None:
    clip = Clip((), (), 0)
    changes = times_of_change(clip, 20)
    assert min(b - a for a, b in pairwise(changes)) >= 0.25


def test_a_movement_changes_the_picture_at_most_ten_times_a_second() -> None:
    clip = reps_clip(Figure(), TWO_POSES, (2, 0, 1, 1), 4.0)
    changes = times_of_change(clip, 20)
    assert min(b - a for a, b in pairwise(changes)) >= 0.1 - 1e-6


@given(
    tempo=st.tuples(*[st.sampled_from([0.0, 0.3, 1.0, 2.0, 3.0])] * 4),
    rep_s=st.floats(0.5, 12),
    raw=st.sampled_from([TWO_POSES, poses({}, {}, {})]),
    alternating=st.booleans(),
)
@settings(max_examples=60)
def test_whatever_the_tempo_nothing_changes_between_two_changes(
    tempo: tuple[float, ...], rep_s: float, raw: list[Pose], alternating: bool
) -> None:
    lower, hold_low, lift, hold_high = tempo
    clip = reps_clip(Figure(), raw, (lower, hold_low, lift, hold_high), rep_s, alternating=alternating)
    changes = times_of_change(clip, rep_s * 2.2)
    for begins, ends in pairwise(changes):
        assert ends > begins
        assert clip.at(begins + (ends - begins) * 0.1) == clip.at(begins + (ends - begins) * 0.9)


@pytest.mark.parametrize("raw", [[{}], [{}, {}], [{}, {"phase": 1}]], ids=["one", "two", "phases"])
def test_reduced_motion_shows_the_pose_that_says_most(raw: list[dict[str, Any]]) -> None:
    assert hold_clip(Figure(), poses(*raw)).resting() == Moment(len(raw) - 1, len(raw) - 1)


def test_a_single_pose_of_reps_stands_and_breathes() -> None:
    clip = reps_clip(Figure(), poses({}), TEMPO, 4.0)
    assert {clip.at(seconds).here for seconds in (0.0, 1.5, 30.0)} == {0}
    assert {clip.at(seconds).breath for seconds in (0.0, 1.5, 3.0, 4.5)} != {0}


def test_reps_of_a_loop_go_round_once_a_rep() -> None:
    circle = poses({}, {}, {})
    reps = reps_clip(Figure(motion="loop"), circle, None, 3.0)
    held = hold_clip(Figure(motion="loop", period=3.0), circle)
    assert [reps.at(quarter / 4) for quarter in range(25)] == [held.at(quarter / 4) for quarter in range(25)]


def test_a_phase_without_poses_of_its_own_stays_in_the_last() -> None:
    raw = poses({"phase": 1}, {"phase": 2})
    clip = hold_clip(Figure(), raw, 3)
    assert clip.at(10.0).here == 1
