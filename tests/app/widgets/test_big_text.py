"""Words in large letters: what can be drawn, how it is fitted, and when it is painted again."""

from __future__ import annotations

import string

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from routine_timer.app.widgets.big_text import BigText
from routine_timer.app.widgets.letters.face import drawable, fitting, length, letter, picture, size_for

MARKS = "-+.,:;'\"!?()[]/&%·×"


@pytest.mark.parametrize("lines", [3, 4, 6, 10])
def test_every_letter_digit_and_mark_is_drawn_and_none_looks_like_another(lines: int) -> None:
    size = size_for(lines)
    drawn: dict[object, str] = {}
    for character in string.ascii_letters + string.digits + MARKS:
        picture = letter(character, size)
        assert any(any(row) for row in picture), character
        assert picture not in drawn or {character, drawn[picture]} <= set("IlO0()[]"), (character, drawn[picture])
        drawn[picture] = character


@pytest.mark.parametrize("lines", [3, 4, 5, 8])
def test_every_pixel_is_between_empty_and_full(lines: int) -> None:
    for character in string.ascii_letters + string.digits + MARKS:
        assert all(0 <= covered <= 1 for row in letter(character, size_for(lines)) for covered in row), character


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Étirement du mollet", "Etirement du mollet"),
        ("Gesäß", "Gesass"),
        ("Farmer’s carry", "Farmer's carry"),
        ("腿部拉伸", None),
    ],
)
def test_accents_are_left_out_and_what_the_face_does_not_have_is_not_drawn(text: str, drawn: str | None) -> None:
    assert drawable(text) == drawn


@pytest.mark.parametrize(("columns", "lines"), [(72, 4), (112, 6), (192, 10)], ids=["80x24", "120x40", "200x60"])
def test_the_longest_name_of_the_first_routine_fits_whole(columns: int, lines: int) -> None:
    line = fitting("Lying hamstring stretch", columns, lines, lines)
    assert line is not None
    assert length(line.text, line.size) <= columns
    assert len(picture(line.text, line.size)) == lines * 2


class Room(App[None]):
    """Nothing but large text."""

    CSS = "BigText { height: 1fr; color: #FFFFFF; background: #000000; }"

    def __init__(self, big: BigText) -> None:
        super().__init__()
        self.big = big

    def compose(self) -> ComposeResult:
        yield self.big


async def test_a_name_that_is_too_long_loses_words_at_its_end_before_it_gets_small() -> None:
    app = Room(BigText(least=4, may_shorten=True))
    async with app.run_test(size=(72, 4)) as pilot:
        app.big.show("Standing hamstring stretch")
        await pilot.pause()
        assert app.big.drawn == "Standing hamstring..."
        app.big.show("Plank")
        await pilot.pause()
        assert app.big.drawn == "Plank"


async def test_a_long_cue_takes_two_lines_and_one_that_is_too_long_is_plain_and_whole() -> None:
    app = Room(BigText(may_break=True))
    async with app.run_test(size=(80, 6)) as pilot:
        app.big.show("Lower back stays pressed to the floor")
        await pilot.pause()
        assert app.big.drawn == "Lower back stays pressed to the floor"
        long = "Kneel on your left knee, right foot flat in front of you, hands on your hips"
        app.big.show(long)
        await pilot.pause()
        assert app.big.drawn == ""
        assert str(app.big.render()).replace("\n", " ") == long


async def test_it_is_painted_again_only_when_what_it_says_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Room(BigText())
    async with app.run_test(size=(80, 6)) as pilot:
        app.big.show("Plank")
        await pilot.pause()
        painted: list[tuple[Region, ...]] = []
        monkeypatch.setattr(app.big, "refresh", lambda *regions, **_: painted.append(regions))
        app.big.show("Plank")
        assert painted == []
        app.big.show("Clam")
        assert len(painted) == 1


async def test_without_shades_a_letter_is_made_of_whole_blocks() -> None:
    app = Room(BigText())
    async with app.run_test(size=(40, 4)) as pilot:
        app.console._color_system = None
        app.big.show("Hold")
        await pilot.pause()
        text = "".join(strip.text for strip in app.big.render_lines(app.big.size.region))
        assert set(text) <= set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
        assert "█" in text or "▐" in text or "▌" in text


async def test_it_is_drawn_within_its_padding() -> None:
    app = Room(BigText())
    async with app.run_test(size=(40, 4)) as pilot:
        app.big.styles.padding = (0, 3)
        app.big.show("Hold")
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert all(line.startswith("   ") and len(line) == 40 for line in lines)
        assert any(set(line) & set("█▐▌▀▄") for line in lines)
