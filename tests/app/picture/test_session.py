"""A session shows a person's own picture of a step where its figure would move."""

from __future__ import annotations

from pathlib import Path

from routine_timer.app.widgets.figure_view import FigureView
from routine_timer.app.widgets.picture_view import CellPicture, PictureView
from routine_timer.routine.model import Hold, Routine, Step
from tests.app.picture.making import two_halves
from tests.app.session.staging import Stage


def plan(image: str) -> Routine:
    return Routine("mine", "Mine", (Step("Pose", Hold(30), image=image), Step("Plank", Hold(30))))


async def test_the_picture_is_beside_the_digits_for_as_long_as_its_step(tmp_path: Path) -> None:
    app = Stage(plan(two_halves(tmp_path / "pose.png")), at=12.0)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        cells = app.screen.query_one(CellPicture)
        assert cells.size.width > 30
        assert any(cells.render_line(y).text.strip() for y in range(cells.size.height))
        app.loop.run_until(50.0)  # the second step, which has neither picture nor figure
        await pilot.pause()
        assert not app.screen.query_one(PictureView).display
        assert not app.screen.has_class("-figure")


async def test_a_missing_picture_stops_nobody(tmp_path: Path) -> None:
    app = Stage(plan(str(tmp_path / "gone.png")), at=12.0)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(PictureView).has_class("-told")
        assert app.live.session.segment.kind == "hold"


async def test_without_pictures_there_is_no_room_for_one() -> None:
    app = Stage()
    async with app.run_test(size=(120, 40)):
        assert not app.screen.query(PictureView)
        assert not app.screen.query(FigureView)
