"""The table says what was measured, and judges it right."""

from __future__ import annotations

import json
from datetime import date
from itertools import cycle

import pytest

from bench import report
from bench.misses import reason
from bench.rows import Row, at_most, in_turn, quantile, times

ON = date(2026, 11, 21)


def row(ours: float, peer: float | None = None, **keys: object) -> Row:
    return Row("key", "Group", "a thing", "ms", ours, peer, "another", **keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("judged", "met"),
    [
        (row(12, 10, target=times(1.3)), True),
        (row(13.1, 10, target=times(1.3)), False),
        (row(5, target=at_most(5)), True),
        (row(5.01, 1000, target=at_most(5)), False),
        (row(5, None, target=times(1.3)), None),
        (row(5, 10), None),
    ],
    ids=["within its ratio", "over its ratio", "at its limit", "over its limit", "peer missing", "no target"],
)
def test_a_row_knows_whether_its_target_is_met(judged: Row, met: bool | None) -> None:
    assert judged.met is met


def test_the_99th_of_a_hundred_values_is_one_of_them() -> None:
    values = [float(n) for n in range(1, 101)]
    assert (quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1.0)) == (50, 99, 100)


def test_runs_take_turns_and_their_first_turn_does_not_count() -> None:
    order: list[str] = []
    first, second = cycle([100.0, 1.0, 2.0, 3.0]), cycle([50.0, 6.0, 5.0, 4.0])

    def a() -> float:
        order.append("a")
        return next(first)

    def b() -> float:
        order.append("b")
        return next(second)

    assert in_turn(3, a, b) == [2.0, 5.0]
    assert "".join(order) == "abababab"


def test_a_missed_target_stands_out_in_the_table_and_has_its_sentence_on_the_page() -> None:
    slow = row(30, 10, target=times(1.3))
    assert "MISSED" in report.table([slow])
    page = report.page([slow, row(1, target=at_most(2))], ON, quick=False)
    assert "1 of 2 targets were met" in page
    assert reason(slow) in page
    assert "3.00 ×" in reason(slow)


def test_the_json_has_each_row_with_its_ratio() -> None:
    told = json.loads(report.as_json([row(30, 10, target=times(1.3))], ON, quick=True))
    assert (told["date"], told["quick"]) == ("2026-11-21", True)
    assert (told["rows"][0]["ratio"], told["rows"][0]["met"]) == (3.0, False)


def test_the_page_names_no_folder_and_no_host_of_the_machine() -> None:
    import platform
    from pathlib import Path

    page = report.page([row(1)], ON, quick=False)
    assert str(Path.home()) not in page
    assert platform.node() not in page
