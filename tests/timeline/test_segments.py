"""Segments, the side that they show, and the texts of a step for one side."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.routine.model import FormCue, Hold, Phase, Step, Until
from routine_timer.timeline import Segment, compile_routine
from routine_timer.timeline.phrases import ENGLISH, GERMAN, Phrases, numbers, with_sides_swapped
from routine_timer.timeline.segments import Kind, SegmentSide, in_words
from tests.making import hold, reps, routine

SIDED = Step(
    "Lunge",
    Hold(30),
    sides="both",
    first="right",
    setup="{side} foot in front of the {other} one.",
    cues=(FormCue("Press the {side} foot down", "halfway"),),
    avoid=("Don't lean on the {side} leg.", "No {other} hand."),
    easier="Put the {other} knee down",
    harder="Lift the {other} foot",
)


@pytest.mark.parametrize(
    ("step", "asked", "side", "other"),
    [
        (SIDED, None, "right", "left"),
        (SIDED, "left", "left", "right"),
        (replace(SIDED, sides="left"), None, "left", "right"),
        (replace(SIDED, sides="right"), None, "right", "left"),
        (replace(SIDED, sides="none"), None, "one", "other"),
        (replace(SIDED, sides="alternating"), None, "one", "other"),
    ],
)
def test_a_steps_texts_are_filled_in_for_the_side_it_starts_with(
    step: Step, asked: SegmentSide | None, side: str, other: str
) -> None:
    filled = in_words(step, asked)
    assert filled == replace(
        step,
        setup=f"{side} foot in front of the {other} one.",
        cues=(FormCue(f"Press the {side} foot down", "halfway"),),
        avoid=(f"Don't lean on the {side} leg.", f"No {other} hand."),
        easier=f"Put the {other} knee down",
        harder=f"Lift the {other} foot",
    )


def test_the_cues_of_a_steps_parts_are_filled_in_too_and_what_it_has_not_stays_away() -> None:
    step = Step("Lunge", (Phase(Hold(5), "Lift the {side} foot"), Phase(Hold(6), "Down")), sides="right")
    assert in_words(step) == replace(step, dose=(Phase(Hold(5), "Lift the right foot"), Phase(Hold(6), "Down")))


@pytest.mark.parametrize(
    ("side", "swapped"), [("left", "right"), ("right", "left"), ("alternating", "alternating"), (None, None)]
)
def test_the_other_side_of_a_segment_and_of_a_pause_before_one(
    side: SegmentSide | None, swapped: SegmentSide | None
) -> None:
    segment = Segment(1, "hold", "Lunge", 1, 30.0, side=side, coming_side=side)
    assert segment.on_other_side == replace(segment, side=swapped, coming_side=swapped)
    assert segment.figure_side == side
    assert replace(segment, side=None).figure_side == side


def test_all_sides_of_a_timeline_are_swapped_and_nothing_else() -> None:
    timeline = compile_routine(routine(hold(name="Lunge", sides="both"), hold()))
    swapped = with_sides_swapped(timeline)
    assert [one.side for one in timeline.segments if one.is_work] == ["left", "right", None]
    assert [one.side for one in swapped.segments if one.is_work] == ["right", "left", None]
    assert with_sides_swapped(swapped) == timeline


def test_only_a_step_with_a_left_and_a_right_has_sides() -> None:
    timeline = compile_routine(
        routine(hold(), hold(sides="both"), hold(sides="right"), hold(sides="left"), reps(sides="alternating"))
    )
    assert [timeline.has_sides(step) for step in (1, 2, 3, 4, 5, 6, None)] == [False, True, True, True, *[False] * 3]


def test_every_rep_that_is_counted_aloud_has_its_number() -> None:
    timeline = compile_routine(routine(reps(3), reps(2, sides="alternating"), reps(9, rep_s=None)))
    assert list(numbers(timeline)) == ["1", "2", "3", "4"]
    assert list(numbers(compile_routine(routine(hold())))) == []


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert [Phrases(words).sentence("über A") for words in (ENGLISH, GERMAN)] == ["Über A", "Über A"]
    assert Phrases().sentence("") == ""


@pytest.mark.parametrize(
    ("kind", "until", "may"),
    [
        ("reps", "exact", True),
        ("hold", "exact", False),
        ("hold", "range", False),
        ("hold", "up-to", True),
        ("hold", "at-least", True),
        ("rest", "exact", False),
    ],
)
def test_what_may_be_called_done_before_its_end(kind: Kind, until: Until, may: bool) -> None:
    assert Segment(1, kind, "Plank", 1, 30.0, until=until).may_end_early is may
