"""The face of digits: as large as the room, the same at every size, and never mistaken for another."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.app.widgets.digit_font import SMALLEST, arrow, arrow_width, face, fitting, glyph, length, width_of
from routine_timer.app.widgets.letters.pen import Coverage

DIGITS = "0123456789"
CHARACTERS = DIGITS + ":"
BITS = str.maketrans(".#", "01")
HEIGHTS = range(SMALLEST, 122, 2)


@cache
def drawn(character: str, height: int) -> Coverage:
    """A glyph, drawn once for all that is asked of it."""
    return glyph(character, face(height))


@cache
def printed(character: str, height: int) -> tuple[str, ...]:
    """What a terminal without colours in between shows."""
    return tuple("".join(".#"[share >= 0.5] for share in row) for row in drawn(character, height))


@pytest.mark.parametrize(
    ("text", "columns", "lines", "height"),
    [
        ("20", 76, 14, 28),
        ("20", 36, 8, 16),
        ("1:30", 36, 8, 14),
        ("1:30", 76, 14, 28),
        ("20", 116, 26, 52),
        ("20", 196, 44, 88),
        ("20", 9, 26, 6),
        ("20", 8, 26, None),
        ("20", 100, 2, None),
        ("0", 0, 0, None),
    ],
    ids=lambda value: str(value),
)
def test_the_largest_size_that_fits_is_taken(text: str, columns: int, lines: int, height: int | None) -> None:
    found = fitting(text, columns, lines)
    assert (found.height if found else None) == height


@given(st.text("0123456789:", min_size=1, max_size=7), st.integers(0, 250), st.integers(0, 70))
def test_a_number_never_takes_more_than_its_room(text: str, columns: int, lines: int) -> None:
    found = fitting(text, columns, lines)
    if found is not None:
        assert length(text, found) <= columns
        assert found.height <= lines * 2
        larger = face(found.height + 2)
        assert length(text, larger) > columns or larger.height > lines * 2


def test_every_character_fills_its_own_cells_and_no_more() -> None:
    for height, character in product(HEIGHTS, CHARACTERS):
        rows = drawn(character, height)
        assert len(rows) == height
        assert {len(row) for row in rows} == {2 * width_of(character, face(height))}
        assert all(min(row) >= 0 and max(row) <= 1 for row in rows)


def test_no_digit_looks_like_another_even_without_colours_in_between() -> None:
    for height in HEIGHTS:
        pictures = {character: int("".join(printed(character, height)).translate(BITS), 2) for character in DIGITS}
        for one, other in combinations(DIGITS, 2):
            differing = (pictures[one] ^ pictures[other]).bit_count()
            assert differing >= max(2 * face(height).bar ** 2 - 1, 1), f"{one} and {other} at {height}"


def test_digits_reach_from_top_to_bottom_and_from_side_to_side() -> None:
    for height, character in product(HEIGHTS, "0235689"):
        rows = printed(character, height)
        assert "#" in rows[0]
        assert "#" in rows[-1]
        assert any(row.startswith("#") for row in rows)
        assert any(row.endswith("#") for row in rows)


def test_what_is_the_same_from_both_sides_is_drawn_so() -> None:
    for height, character in product(HEIGHTS, "08"):
        for row in drawn(character, height):
            assert all(abs(left - right) < 1e-6 for left, right in zip(row, row[::-1], strict=True))


def test_the_smallest_digits_can_be_read() -> None:
    assert printed("2", 10) == (
        "#########...",
        "###########.",
        ".......#####",
        "........####",
        "...########.",
        ".########...",
        "####........",
        "####........",
        "############",
        "############",
    )


@pytest.mark.parametrize("height", [4, 10, 20, 36])
def test_the_arrow_points_to_its_side(height: int) -> None:
    left, right = arrow(height, left=True), arrow(height, left=False)
    assert [row[::-1] for row in left] == list(right)
    assert {len(row) for row in left} == {2 * arrow_width(height)}
    middle = left[height // 2]
    assert sum(middle) > sum(left[0])
    assert sum(row[-1] for row in left) > sum(row[0] for row in left)


def test_a_character_that_the_face_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        glyph("☃", face(10))
