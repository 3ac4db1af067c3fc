"""The preview shows a person's own picture in place of the figure of a step."""

from __future__ import annotations

from pathlib import Path

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Preview
from routine_timer.app.services import Services
from routine_timer.app.widgets.picture_view import CellPicture, PictureView
from routine_timer.app.widgets.static_figure import StaticFigure
from tests.app.picture.making import two_halves

ROUTINE = """\
format = 1
name = "Mine"
[[step]]
exercise = "clam"
image = "pose.png"
[[step]]
exercise = "bridge"
"""


async def test_a_step_with_a_picture_shows_it_and_the_next_its_figure(services: Services) -> None:
    folder = Path(services.folders.routines)
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(ROUTINE, encoding="utf-8")
    two_halves(folder / "pose.png")
    app = RoutineTimerApp(services)
    async with app.run_test(size=(130, 44)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.post_message(Preview(next(entry for entry in services.entries() if entry.id == "mine")))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        cells = app.screen.query_one(CellPicture)
        assert any(cells.render_line(y).text.strip() for y in range(cells.size.height))
        assert not app.screen.query_one(StaticFigure).display
        await pilot.press("end")
        await pilot.press("home")
        for _ in range(20):
            if not app.screen.query_one(PictureView).display:
                break
            await pilot.press("down")
        assert app.screen.query_one(StaticFigure).display
