"""The page of a long session says by how much the program grew, and the worst of it counts."""

from __future__ import annotations

from datetime import date

from bench.soak import Reading, grown, page

READINGS = [Reading(1, 60.0, 0.08), Reading(10, 66.5, 0.07), Reading(20, 64.0, 0.07)]


def test_the_largest_it_ever_was_counts() -> None:
    assert grown(READINGS) == 6.5


def test_the_page_has_each_reading() -> None:
    text = page(READINGS, date(2026, 11, 29))
    assert "grew by 6.5 MB at most" in text
    assert "| 20 | 64.0 | 7.0% |" in text
    assert "20 minutes" in text
    assert "29 November 2026" in text
