"""What is said when several phrases are due, or others are to come: tables of lengths and room."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.audio.phrase_priority import (
    AFTER_TONE,
    GAP,
    MARGIN,
    DuePhrase,
    Importance,
    Upcoming,
    available_s,
    choose,
)

SIDE = DuePhrase("Switch sides: right", Importance.SIDE)
NAME = DuePhrase("Clam, left side", Importance.NAME)
NEXT = DuePhrase("Next: bridge", Importance.NEXT)
HALFWAY = DuePhrase("Halfway", Importance.HALFWAY)
FORM = DuePhrase("Hips still", Importance.FORM)
COUNT = DuePhrase("7", Importance.COUNT, 0.8)
UNKNOWN = DuePhrase("not rendered", Importance.SIDE)
LENGTHS = {SIDE.text: 1.5, NAME.text: 1.2, NEXT.text: 1.6, HALFWAY.text: 0.6, FORM.text: 0.9, COUNT.text: 0.4}
TONE = Upcoming


@pytest.mark.parametrize(
    ("wishes", "ahead", "after_s", "said"),
    [
        pytest.param([NAME], [], 0.0, [NAME], id="with nothing ahead there is room"),
        pytest.param([NAME], [Upcoming(1.3)], 0.0, [NAME], id="it just fits before the next tone"),
        pytest.param([NAME], [Upcoming(1.2)], 0.0, [], id="it would run into the next tone, so it is left out whole"),
        pytest.param([NAME], [Upcoming(1.5)], 0.6, [], id="the tone that comes first takes its time too"),
        pytest.param([FORM, NAME], [], 0.0, [NAME, FORM], id="the more important is said first"),
        pytest.param([FORM, NAME], [Upcoming(2.0)], 0.0, [NAME], id="the less important is left out"),
        pytest.param(
            [FORM, NAME], [Upcoming(1.0)], 0.0, [FORM], id="a short one may fit where the important one does not"
        ),
        pytest.param([FORM], [Upcoming(0.5, Importance.NEXT)], 0.0, [], id="it makes room for a more important phrase"),
        pytest.param([NAME], [Upcoming(0.5, Importance.FORM)], 0.0, [NAME], id="not for a less important one"),
        pytest.param([FORM], [Upcoming(0.5, Importance.FORM)], 0.0, [FORM], id="nor for an equal one"),
        pytest.param([COUNT], [Upcoming(3)], 0.15, [COUNT], id="a number follows its tap"),
        pytest.param([COUNT, NAME], [Upcoming(3)], 0.15, [NAME], id="a number that has missed its beat is left out"),
        pytest.param([COUNT, FORM], [Upcoming(3)], 0.15, [FORM], id="a form cue goes before the number of a rep"),
        pytest.param([UNKNOWN, NAME], [], 0.0, [NAME], id="what is not rendered takes no room"),
        pytest.param([NAME, NAME], [], 0.0, [NAME], id="nothing is said twice"),
        pytest.param([HALFWAY, SIDE, NEXT], [], 0.0, [SIDE, NEXT, HALFWAY], id="by the written order"),
        pytest.param([], [Upcoming(1)], 0.6, [], id="nothing due, nothing said"),
    ],
)
def test_what_is_said(wishes: list[DuePhrase], ahead: list[Upcoming], after_s: float, said: list[DuePhrase]) -> None:
    assert [phrase.wish for phrase in choose(wishes, LENGTHS.get, ahead, after_s=after_s)] == said


def test_phrases_without_enough_time_are_shortened() -> None:
    wish = DuePhrase("Switch sides: right", Importance.SIDE, shorter=("Switch: right", "Right side"))
    lengths = {"Switch sides: right": 1.5, "Right side": 0.7}
    assert [said.text for said in choose([wish], lengths.get, [Upcoming(2)])] == ["Switch sides: right"]
    assert [said.text for said in choose([wish], lengths.get, [Upcoming(1)])] == ["Right side"]
    assert choose([wish], lengths.get, [Upcoming(0.5)]) == ()
    assert [said.text for said in choose([wish], {"Right side": 0.7}.get, [])] == ["Right side"]


def test_the_order_of_importance_is_this() -> None:
    assert [i.name for i in sorted(Importance, reverse=True)] == [
        "SAFETY",
        "PROPS",
        "SIDE",
        "NAME",
        "SETUP",
        "EASIER",
        "DO",
        "NEXT",
        "HALFWAY",
        "FORM",
        "BREATHE",
        "COUNT",
    ]


def test_without_anything_ahead_the_room_is_endless() -> None:
    assert available_s([]) == math.inf
    assert available_s([Upcoming(3), Upcoming(2, Importance.FORM)]) == 2
    assert available_s([Upcoming(3), Upcoming(2, Importance.FORM)], Importance.NAME) == 3


wishes = st.builds(DuePhrase, st.sampled_from("abcdefgh"), st.sampled_from(Importance), st.floats(0.1, 10))
aheads = st.builds(Upcoming, st.floats(0.01, 12), st.none() | st.sampled_from(Importance))


@settings(max_examples=150)
@given(st.lists(wishes, max_size=5), st.lists(aheads, max_size=4), st.floats(0, 2))
def test_every_phrase_ends_before_the_next_tone_and_before_anything_more_important(
    due: list[DuePhrase], ahead: list[Upcoming], after_s: float
) -> None:
    lengths = {letter: 0.3 * n for n, letter in enumerate("abcdefgh", 1)}
    ends = after_s + AFTER_TONE if after_s else 0.0
    for wish in (said.wish for said in choose(due, lengths.get, ahead, after_s=after_s)):
        assert ends <= wish.within_s
        ends += lengths[wish.text]
        assert ends + MARGIN <= available_s(ahead, wish.importance) + 1e-9
        assert wish in due
        ends += GAP
