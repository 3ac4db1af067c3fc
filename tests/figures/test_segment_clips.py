"""Each segment of a session shows the figure as it is done there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.figures.segment_clips import clip_for, is_mirrored, rig_for
from routine_timer.routine.model import Tempo
from routine_timer.timeline import Segment
from tests.figures.catalogue import figure_of, rig_of

HOLD = Segment(n=1, kind="hold", label="Supine pigeon", step=1, seconds=30.0, side="left")
REPS = Segment(n=1, kind="reps", label="Clam", step=1, seconds=80.0, reps=20, rep_s=4.0, tempo=Tempo(1, 1, 2, 0))


def test_the_second_phase_of_a_hold_continues_from_the_first() -> None:
    pigeon = rig_of("supine-pigeon")
    first = clip_for(pigeon, replace(HOLD, phase=1, phases=2))
    second = clip_for(pigeon, replace(HOLD, phase=2, phases=2))
    assert first.still == second.at(0.0).here


def test_reps_keep_the_tempo_that_is_counted_aloud() -> None:
    clip = clip_for(rig_of("clam"), REPS)
    assert (clip.at(1.5).here, clip.at(1.5).there) == (1, 1), "lifted after one second, and held for one"
    assert clip.at(4.5) == clip.at(0.5)


def test_self_paced_reps_move_at_the_usual_three_seconds() -> None:
    clip = clip_for(rig_of("clam"), replace(REPS, rep_s=None, tempo=None, seconds=None))
    assert clip.at(3.4) == clip.at(0.4)


def test_alternating_reps_change_sides_and_are_not_mirrored() -> None:
    segment = replace(REPS, side="alternating")
    assert clip_for(rig_of("dead-bug"), segment).at(4.5).swapped
    assert not is_mirrored(segment)


@pytest.mark.parametrize("kind", ["get-ready", "between", "switch", "rest"])
def test_a_pause_shows_where_the_next_thing_starts(kind: str) -> None:
    clip = clip_for(rig_of("bridge"), replace(REPS, kind=kind))
    assert {clip.at(seconds).here for seconds in range(10)} == {0}


def test_the_left_side_is_mirrored_from_its_switch_on() -> None:
    assert is_mirrored(HOLD)
    assert is_mirrored(replace(HOLD, kind="switch"))
    assert not is_mirrored(replace(HOLD, side="right"))
    assert not is_mirrored(replace(HOLD, side=None))


def test_an_exercise_without_poses_has_no_figure() -> None:
    assert rig_for(None, None, ["glutes"], "both") is None
    assert rig_for(*figure_of("plank"), ["abdominals"], "none") is not None
