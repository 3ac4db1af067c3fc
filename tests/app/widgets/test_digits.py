"""The countdown on the screen: only what changed is painted again, and it is always as large as the room."""

from __future__ import annotations

import re

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from routine_timer.app.theme import VARIABLES
from routine_timer.app.widgets.digits import Digits
from routine_timer.app.widgets.session_top_line import SessionTopLine, SessionTopLineState


class Room(App[None]):
    """Nothing but digits."""

    CSS = "Digits { color: #56B4E9; background: #0F1418; } App.-other Digits { color: #FF0000; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.digits = Digits(text)

    def compose(self) -> ComposeResult:
        yield self.digits


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """The regions of the digits that were to be painted again; of no region, all of them."""
    found: list[Region] = []
    true = Digits.refresh

    def noted(digits: Digits, *regions: Region, **how: bool) -> Digits:
        found.extend(regions or [digits.size.region])
        return true(digits, *regions, **how)

    monkeypatch.setattr(Digits, "refresh", noted)
    return found


def rows(app: Room) -> list[str]:
    """The lines of the digits as a terminal would print them, where they are not plain text."""
    lines = app.digits.render_lines(app.digits.size.region)
    return [re.sub("[0-9:]", " ", strip.text).rstrip() for strip in lines]


@pytest.mark.parametrize(
    ("text", "changed"), [("24", [1]), ("35", [0]), ("41", [0, 1]), ("25", [])], ids=["ones", "tens", "both", "none"]
)
async def test_only_the_digits_that_changed_are_painted(painted: list[Region], text: str, changed: list[int]) -> None:
    app = Room("25")
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        inked = [any(row[x : x + 1].strip() for row in rows(app)) for x in range(80)]
        middle = 40
        painted.clear()
        app.digits.show(text)
        await pilot.pause()
        assert [int(region.x >= middle) for region in painted] == changed
        assert all(region.width < sum(inked) for region in painted)


async def test_a_number_that_gets_shorter_is_centred_in_the_same_size() -> None:
    app = Room("10")
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        high = [row for row in rows(app) if row]
        app.digits.show("9", "00")
        await pilot.pause()
        assert len([row for row in rows(app) if row]) == len(high)
        left, right = min(len(row) - len(row.lstrip()) for row in rows(app) if row), max(map(len, rows(app)))
        assert abs(left - (60 - right)) <= 1


@pytest.mark.parametrize("size", [(12, 3), (40, 8), (80, 14), (120, 30), (200, 50)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_room_is_filled_in_height_or_in_width(size: tuple[int, int]) -> None:
    app = Room("20")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        drawn = [row for row in rows(app) if row]
        assert len(drawn) == size[1] or max(map(len, drawn)) >= size[0] * 0.8


@pytest.mark.parametrize("size", [(8, 2), (5, 1), (3, 9)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_room_too_small_for_the_face_shows_plain_text(size: tuple[int, int]) -> None:
    app = Room("120")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not any(rows(app))
        assert "120" in app.export_screenshot()


async def test_the_arrow_is_on_the_side_it_points_to_and_hidden_without_room() -> None:
    app = Room("20")
    async with app.run_test(size=(80, 12)) as pilot:
        app.digits.show("20")
        await pilot.pause()
        bare = rows(app)
        app.digits.show("20", side="left")
        await pilot.pause()
        assert min(len(r) - len(r.lstrip()) for r in rows(app) if r) < min(len(r) - len(r.lstrip()) for r in bare if r)
        assert max(map(len, rows(app))) == max(map(len, bare))
        app.digits.show("20", side="right")
        await pilot.pause()
        assert max(map(len, rows(app))) > max(map(len, bare))
        await pilot.resize_terminal(24, 12)
        await pilot.pause()
        app.digits.show("20", side="left")
        await pilot.pause()
        beside = rows(app)
        app.digits.show("20")
        await pilot.pause()
        assert rows(app) == beside


async def test_another_colour_reaches_every_digit() -> None:
    app = Room("20")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        assert "#56b4e9" in app.export_screenshot().lower()
        app.add_class("-other")
        await pilot.pause()
        picture = app.export_screenshot().lower()
        assert "#ff0000" in picture
        assert "#56b4e9" not in picture


class Line(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def __init__(self, widest: SessionTopLineState | None = None) -> None:
        super().__init__()
        self.line = SessionTopLine(widest=widest)

    def compose(self) -> ComposeResult:
        yield self.line


FULL = SessionTopLineState("After the workout", "3 of 8", 0.5, "7:24", "muted", "HOLD · LEFT")


@pytest.mark.parametrize(
    ("width", "there", "gone"),
    [
        (120, ["After the workout", "3 of 8", "━━━", "7:24 left", "muted", "HOLD · LEFT"], []),
        (80, ["After the workout", "3 of 8", "7:24 left", "muted", "HOLD · LEFT"], []),
        (60, ["After the", "…", "3 of 8", "7:24 left", "HOLD · LEFT"], ["━"]),
        (40, ["7:24 left", "HOLD · LEFT"], ["After the workout", "━"]),
        (14, ["HOLD · LEFT"], ["After"]),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
async def test_the_top_line_keeps_state_and_time_longest(width: int, there: list[str], gone: list[str]) -> None:
    app = Line()
    async with app.run_test(size=(width, 3)) as pilot:
        line = app.query_one(SessionTopLine)
        line.show(FULL)
        await pilot.pause()
        text = line.render_line(0).text
        assert len(text) >= width
        assert all(part in text for part in there), text
        assert not any(part in text for part in gone), text


@pytest.mark.parametrize("word", ["HOLD", "GET READY", "PAUSED · RIGHT"])
@pytest.mark.parametrize("width", [16, 22, 28, 33, 38, 40, 45, 58, 66, 78, 98])
async def test_no_two_words_of_the_top_line_touch(width: int, word: str) -> None:
    app = Line()
    async with app.run_test(size=(width, 3)) as pilot:
        line = app.query_one(SessionTopLine)
        for sound in ("", "muted", "voice off"):
            line.show(SessionTopLineState("After the workout", "3 of 8", 0.5, "12:05", sound, word))
            await pilot.pause()
            text = line.render_line(0).text
            assert len(text) == width
            assert text.endswith(f" {word} ")
            for part in re.split(" {2,}", text.removesuffix(f" {word} ").strip()):
                cut = part.endswith("…") and len(part) >= 8 and "After the workout".startswith(part[:-1])
                assert (
                    cut or part in ("", "After the workout", "3 of 8", "12:05 left", sound) or set(part) <= set("━╸─")
                )


@pytest.mark.parametrize("name", ["Psoas", "After the workout"])
async def test_at_one_width_the_bar_is_always_as_long_and_touches_nothing(name: str) -> None:
    app = Line(SessionTopLineState(name, "10 of 10", left="1:12:05", sound="voice off", word="GET READY · RIGHT"))
    with_a_bar = 0
    async with app.run_test(size=(40, 3)) as pilot:
        for width in range(56, 112, 3):
            await pilot.resize_terminal(width, 3)
            lengths = set()
            for step, left, word in [("1 of 10", "1:12:05", "HOLD"), ("", "59:12", "PAUSED · RIGHT")]:
                for sound in ("", "muted", "voice off"):
                    app.line.show(SessionTopLineState(name, step, 0.5, left, sound, word))
                    text = app.line.render_line(0).text
                    assert len(text) == width
                    assert re.search(f"  {left} left  ", text)
                    assert not sound or re.search(f"  {sound} +{word} ", text)
                    lengths.add(len(re.findall("[━╸─]", text)))
            assert len(lengths) == 1
            with_a_bar += lengths != {0}
    assert with_a_bar > 5


async def test_what_a_count_is_out_of_is_beside_it_and_does_not_move_when_the_count_grows() -> None:
    app = Room("9")
    async with app.run_test(size=(60, 9)) as pilot:
        app.digits.show("9", "12", "left", "of 12")
        await pilot.pause()
        of_12 = app.digits._layout.regions[1]
        assert app.digits._layout.characters == ("9", "of 12", "<")
        app.digits.show("10", "12", "left", "of 12")
        await pilot.pause()
        assert app.digits._layout.regions[2] == of_12
        app.digits.show("10", "12", "left")
        await pilot.pause()
        assert app.digits._layout.characters == ("1", "0", "<")
