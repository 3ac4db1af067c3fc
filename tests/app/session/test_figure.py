"""The figure beside the countdown moves and stops with the session, and uses nothing that it does not need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from routine_timer.app.screens.session.moving_figure import MovingFigure
from routine_timer.app.services import Services
from routine_timer.app.widgets.digits import Digits
from routine_timer.paths import Folders
from routine_timer.routine.model import Hold, Reps, Routine, Step
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import Stage, seen
from tests.making import hold, routine

WIDE = (120, 40)


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def stage(services: Services, *steps: Step, reduced: bool = False) -> Stage:
    made: Routine = routine(*steps, get_ready=0.0)
    return Stage(made, rig_of=services.rig, reduced_motion=reduced)


async def solved(app: Stage, pilot: Pilot[None]) -> MovingFigure:
    """The figure when all are solved."""
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()
    return app.screen.query_one(MovingFigure)


async def frames(app: Stage, pilot: Pilot[None], first: float, last: float) -> list[float]:
    """The instants at which something was woken for between two seconds, but for the whole seconds."""
    before = len(app.loop.asked)
    app.loop.run_until(first)
    app.loop.run_until(last)
    await pilot.pause()
    return [at for at in app.loop.asked[before:] if first < at < last and at != int(at)]


async def test_reps_move_at_ten_frames_a_second_at_most(services: Services) -> None:
    app = stage(services, Step("Clam", Reps(20, rep_s=4.0), exercise="clam"))
    async with app.run_test(size=WIDE) as pilot:
        figure = await solved(app, pilot)
        app.loop.run_until(1.0)
        before = figure.region, seen(app.screen)
        asked = await frames(app, pilot, 1.0, 3.0)
        assert 5 < len(asked) <= 21
        assert seen(app.screen) != before[1]


async def test_a_breath_is_slow(services: Services) -> None:
    app = stage(services, Step("Plank", Hold(60), exercise="plank"))
    async with app.run_test(size=WIDE) as pilot:
        await solved(app, pilot)
        assert 0 < len(await frames(app, pilot, 20.0, 30.0)) <= 40


async def test_with_reduced_motion_nothing_is_asked_for(services: Services) -> None:
    app = stage(services, Step("Clam", Reps(20, rep_s=4.0), exercise="clam"), reduced=True)
    async with app.run_test(size=WIDE) as pilot:
        await solved(app, pilot)
        assert await frames(app, pilot, 1.0, 10.0) == []


async def test_a_paused_session_has_a_still_figure(services: Services) -> None:
    app = stage(services, Step("Clam", Reps(20, rep_s=4.0), exercise="clam"))
    async with app.run_test(size=WIDE) as pilot:
        await solved(app, pilot)
        app.loop.run_until(1.5)
        await pilot.press("space")
        assert await frames(app, pilot, 2.0, 60.0) == []


async def test_a_step_without_a_figure_leaves_its_room_to_the_digits(services: Services) -> None:
    app = stage(services, hold(30), Step("Clam", Reps(20, rep_s=4.0), exercise="clam"))
    async with app.run_test(size=WIDE) as pilot:
        figure = await solved(app, pilot)
        alone = app.screen.query_one("#digits").size.width
        assert not figure.region
        app.loop.run_until(40.0)
        await pilot.pause()
        assert figure.region.width > 40
        assert app.screen.query_one("#digits").size.width < alone


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
async def test_figure_digits_and_side_are_seen_together(services: Services, size: tuple[int, int]) -> None:
    app = stage(services, Step("Clam", Hold(30), exercise="clam", sides="both"))
    async with app.run_test(size=size) as pilot:
        figure = await solved(app, pilot)
        digits = app.screen.query_one(Digits)
        glyphs = [region.translate(digits.region.offset) for region in digits._layout.regions]
        assert figure.region.width >= 28
        assert len(glyphs) == 3, "two digits and the arrow to the side"
        assert glyphs[2].right < glyphs[0].x, "the left side is at the left"
        assert all(figure.region.right <= glyph.x and glyph.right <= size[0] for glyph in glyphs)
        assert glyphs[0].height >= digits.region.height * 0.6


@pytest.mark.parametrize("size", [(70, 24), (80, 20), (120, 20)], ids=["70x24", "80x20", "120x20"])
async def test_where_there_is_no_room_the_figure_goes_first(services: Services, size: tuple[int, int]) -> None:
    app = stage(services, Step("Clam", Reps(20, rep_s=4.0), exercise="clam"))
    async with app.run_test(size=size) as pilot:
        figure = await solved(app, pilot)
        assert not figure.region
        assert await frames(app, pilot, 1.0, 5.0) == []
