"""What must be fetched: what it is called, and how long it takes."""

from __future__ import annotations

import pytest

from routine_timer.timeline.props import fetch_s, pick_up_s, with_article


@pytest.mark.parametrize(
    ("prop", "named"),
    [
        ("mat", "a mat"),
        ("elastic band", "an elastic band"),
        ("Iron", "an Iron"),
        ("umbrella", "an umbrella"),
        ("oar", "an oar"),
        ("axe", "an axe"),
        ("pair of weights", "a pair of weights"),
        ("2 towels", "2 towels"),
        ("2kg weights", "2kg weights"),
        ("two towels", "two towels"),
        ("Your shoes", "Your shoes"),
        ("some tape", "some tape"),
        ("the wall", "the wall"),
        ("three", "a three"),
        ("", "a "),
    ],
)
def test_a_prop_has_an_article_unless_it_has_a_number_or_one_of_its_own(prop: str, named: str) -> None:
    assert with_article(prop) == named


@pytest.mark.parametrize(
    ("prop", "fetched", "picked_up"),
    [("band", 30.0, 15.0), ("mat", 5.0, 6.0), ("wall", 0.0, 6.0), ("cushion", 10.0, 12.0), ("kettle", 10.0, 6.0)],
)
def test_how_long_it_takes_to_fetch_it_and_to_pick_it_up(prop: str, fetched: float, picked_up: float) -> None:
    assert (fetch_s(prop), pick_up_s(prop)) == (fetched, picked_up)
