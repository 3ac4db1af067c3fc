"""Light frozen values."""

from __future__ import annotations

import pytest

from routine_timer.history.light_dataclass import Frozen


class Point(Frozen):
    x: int
    y: int = 0


def test_made_by_position_or_name_with_defaults() -> None:
    assert Point(1) == Point(x=1, y=0) == Point(1, 0)
    assert Point(1) != Point(2)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert Point(1).__eq__((1, 0)) is False


def test_not_changed_and_not_made_of_other_things() -> None:
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    for wrong in ((), (1, 2, 3)):
        with pytest.raises(TypeError):
            Point(*wrong)
    with pytest.raises(TypeError):
        Point(1, z=2)  # type: ignore[call-arg]
