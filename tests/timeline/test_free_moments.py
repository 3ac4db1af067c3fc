"""When there is room to say something."""

from __future__ import annotations

import pytest

from routine_timer.timeline.free_moments import free_from
from routine_timer.timeline.program_cues import Span


@pytest.mark.parametrize(
    ("wanted", "taken", "beat", "at"),
    [
        pytest.param(1, [], None, 1, id="when it is wanted"),
        pytest.param(-1, [], None, 0, id="not before the start"),
        pytest.param(0, [(2, 3)], None, 0, id="ending as something else begins"),
        pytest.param(3, [(1, 3)], None, 3, id="beginning as something else ends"),
        pytest.param(0, [(1, 3)], None, 3, id="after what is in the way"),
        pytest.param(0, [(1, 3), (4, 5)], None, 5, id="not into too short a gap"),
        pytest.param(8, [], None, 8, id="just in time"),
        pytest.param(8.5, [], None, None, id="too late"),
        pytest.param(0, [(1, 9)], None, None, id="no room before the end"),
        pytest.param(1, [], 3, 3, id="on the next beat"),
        pytest.param(3, [], 3, 3, id="on a beat"),
        pytest.param(1, [(3, 5)], 3, 6, id="on the beat after what is in the way"),
    ],
)
def test_two_seconds_before_the_tenth_start_in_the_first_free_moment(
    wanted: float, taken: list[tuple[float, float]], beat: float | None, at: float | None
) -> None:
    assert free_from(wanted, 2, [Span(*one) for one in taken], beat, 10) == at
