"""A picture in place of the figure: in colours, or in dots without them, or a message if it can't be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from textual.app import App, ComposeResult
from textual.widgets import Static

from routine_timer.app.theme import THEMES, VARIABLES
from routine_timer.app.widgets import picture_view
from routine_timer.app.widgets.picture_view import CellPicture, PictureView
from tests.app.picture.making import two_halves

SIZE = (40, 12)


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


class Frame(App[None]):
    """An app with a picture and nothing else."""

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        self._theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_load(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._theme

    def compose(self) -> ComposeResult:
        yield PictureView()

    async def look(self, image: str | None) -> None:
        self.query_one(PictureView).present(image)
        await self.workers.wait_for_complete()


def seen(app: App[None]) -> list[str]:
    cells = app.query_one(CellPicture)
    return [cells.render_line(y).text for y in range(cells.size.height)]


def told(app: App[None]) -> str:
    line = app.query_one(Static)
    return str(line.content) if line.display else ""


async def test_a_picture_is_centred_in_its_own_colours(tmp_path: Path) -> None:
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(two_halves(tmp_path / "pose.png"))
        await pilot.pause()
        assert seen(app) == [" " * 40, *["▀" * 40] * 10, " " * 40]
        colours = {segment.style.color.name for segment in app.query_one(CellPicture).render_line(5) if segment.style}  # type: ignore[union-attr]
        assert {"#c81e1e", "#1e1ec8"} <= colours


async def test_the_ground_is_seen_through_what_is_transparent(tmp_path: Path) -> None:
    image = Image.new("RGBA", (SIZE[0], 2 * SIZE[1]), (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (0, 7, SIZE[0], 17))
    image.save(tmp_path / "cut out.png")
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(str(tmp_path / "cut out.png"))
        await pilot.pause()
        assert "".join(row[0] for row in seen(app)) == "   ▄▀▀▀▀▀   "


async def test_of_many_pictures_the_one_that_is_asked_for_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_view, "_KEPT", 1)
    wide, high = two_halves(tmp_path / "wide.png"), two_halves(tmp_path / "high.png", (20, 40))
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        rows = []
        for image in (wide, high, wide):
            await app.look(image)
            await pilot.pause()
            rows.append(seen(app)[5].count("▀"))
        assert rows[0] == rows[2] > rows[1]


async def test_a_picture_follows_the_size_of_its_room(tmp_path: Path) -> None:
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(two_halves(tmp_path / "pose.png"))
        await pilot.resize_terminal(20, 12)
        assert [row for row in seen(app) if row.strip()] == ["▀" * 20] * 5


@pytest.mark.parametrize(
    "environ", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}, {"TERM": "xterm-16color", "COLORTERM": ""}]
)
async def test_with_few_colours_or_none_a_picture_is_dots(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(two_halves(tmp_path / "pose.png"))
        await pilot.pause()
        rows = [row for row in seen(app) if row.strip()]
        assert len(rows) == 10
        assert all(0x2800 <= ord(character) < 0x2900 or character == " " for row in rows for character in row)


async def test_a_picture_that_is_not_there_is_reported_and_the_next_is_shown(tmp_path: Path) -> None:
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(str(tmp_path / "gone.png"))
        await pilot.pause()
        assert "there is no picture gone.png" in told(app)
        await app.look(two_halves(tmp_path / "pose.png"))
        await pilot.pause()
        assert told(app) == ""
        assert any("▀" in row for row in seen(app))


async def test_names_of_files_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(str(tmp_path / "[red]\x1b[2J.png"))
        await pilot.pause()
        assert "[red]" in told(app)
        assert "\x1b" not in told(app)


async def test_no_picture_leaves_the_room_empty(tmp_path: Path) -> None:
    app = Frame()
    async with app.run_test(size=SIZE) as pilot:
        await app.look(two_halves(tmp_path / "pose.png"))
        await app.look(None)
        await pilot.pause()
        assert "".join(seen(app)).strip() == ""
