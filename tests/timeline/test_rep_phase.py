"""Which part of a rep it is."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import Tempo
from routine_timer.timeline.rep_phase import rep_word, turn_s

TEMPO = Tempo(2, 1, 3, 1)
OWN = ("up", "stay", "down", "rest")


@pytest.mark.parametrize(
    ("into_s", "part"),
    [
        (0.0, 0),
        (1.9, 0),
        (2.0 - 1e-6, 1),
        (2.0 - 1e-7, 1),
        (2.0, 1),
        (2.9, 1),
        (3.0, 2),
        (5.9, 2),
        (6.0, 3),
        (6.9, 3),
        (7.0, 3),
        (9.0, 3),
    ],
)
def test_the_word_for_where_a_rep_is(into_s: float, part: int) -> None:
    assert rep_word(TEMPO, into_s) == ("move", "hold", "return", "hold")[part]
    assert rep_word(TEMPO, into_s, OWN) == OWN[part]


def test_a_part_without_time_has_no_word() -> None:
    assert rep_word(Tempo(2, 0, 2, 0), 2.0) == "return"
    assert rep_word(Tempo(2, 0, 2, 0), 4.0, OWN) == "rest"


def test_a_rep_turns_back_after_the_move_and_the_hold_and_halfway_without_a_tempo() -> None:
    assert turn_s(TEMPO, 99.0) == 3.0
    assert turn_s(None, 4.0) == 2.0
