"""Activities of one's own, scored from 0 to 10."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from routine_timer.care import activity_scale
from routine_timer.care.activity_scale import BadActivity
from routine_timer.history.records import ActivityRecord


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("climbing stairs=6", ("climbing stairs", 6)),
        ("  climbing   stairs = 10 ", ("climbing stairs", 10)),
        ("a=b=0", ("a=b", 0)),
        (f"{'x' * 70}=3", ("x" * 60, 3)),
    ],
)
def test_an_activity_is_read_with_its_score(text: str, read: tuple[str, int]) -> None:
    assert activity_scale.parse_activity(text) == read


@pytest.mark.parametrize(
    "text", ["stairs", "stairs=", "=6", " =6", "stairs=11", "stairs=-1", "stairs=6.5", "stairs=٣", "6", "stairs=006"]
)
def test_what_has_no_name_or_no_score_is_refused(text: str) -> None:
    with pytest.raises(BadActivity) as refused:
        activity_scale.parse_activity(text)
    assert str(refused.value) == f"{text!r} is not an activity with a score"
    assert refused.value.help == 'write it as ACTIVITY=SCORE, such as "climbing stairs=6"; the score is from 0 to 10'


def test_a_refusal_quotes_no_more_than_a_line_and_no_escape_sequence() -> None:
    with pytest.raises(BadActivity) as refused:
        activity_scale.parse_activity("x" * 70)
    assert str(refused.value) == f"{'x' * 60!r} is not an activity with a score"


@pytest.mark.parametrize(
    ("text", "score"), [("0", 0), (" 10 ", 10), ("07", 7), ("11", None), ("", None), ("x", None), ("²", None)]
)
def test_a_score_is_a_whole_number_up_to_ten(text: str, score: int | None) -> None:
    assert activity_scale.score_of(text) == score


def test_there_is_room_for_three_activities_and_always_for_one_of_them() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    records = [ActivityRecord("a", date(2026, 11, 20), name, 5, at) for name in ("stairs", "running", "stairs")]
    assert activity_scale.chosen(records) == ["stairs", "running"]
    activity_scale.check_room(["sitting"], records)
    records.append(ActivityRecord("b", date(2026, 11, 20), "sitting", 5, at))
    activity_scale.check_room(["running"], records)
    with pytest.raises(
        BadActivity, match=r"^you have chosen 3 activities already: 'stairs', 'running', 'sitting'$"
    ) as refused:
        activity_scale.check_room(["lifting"], records)
    assert refused.value.help == "score one of these"
    with pytest.raises(BadActivity, match=r"^4 activities are too many: choose up to 3$") as too_many:
        activity_scale.check_room(["a", "b", "c", "d"], [])
    assert too_many.value.help == "score those that matter most"


@pytest.mark.parametrize(
    ("change", "band"),
    [
        (0, "no"),
        (1.2, "no"),
        (1.3, "small"),
        (-1.3, "small"),
        (2.2, "small"),
        (2.3, "medium"),
        (2.6, "medium"),
        (2.7, "large"),
        (-5, "large"),
    ],
)
def test_the_bands_of_change(change: float, band: str) -> None:
    assert activity_scale.band(change) == band
