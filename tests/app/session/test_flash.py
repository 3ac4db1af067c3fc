"""A flash at each change, for those who ask for it."""

from __future__ import annotations

from tests.app.session.staging import Stage, until


def flashes(app: Stage) -> bool:
    return app.screen.has_class("-flash")


async def test_the_screen_lights_up_at_a_change_and_only_for_a_moment() -> None:
    app = Stage(flashes=True)
    async with app.run_test(size=(80, 24)) as pilot:
        change = app.live.timeline.segments[1].starts_at_s
        await until(app, pilot, change - 0.1)
        assert not flashes(app)
        dark = app.screen.query_one("#digits").render_line(1)
        await until(app, pilot, change)
        assert flashes(app)
        await until(app, pilot, change + 0.5)
        assert not flashes(app)
        assert dark is not None


async def test_it_is_off_unless_asked_for_and_with_reduced_motion() -> None:
    for app in (Stage(), Stage(flashes=True, reduced_motion=True)):
        async with app.run_test(size=(80, 24)) as pilot:
            await until(app, pilot, app.live.timeline.segments[1].starts_at_s)
            assert not flashes(app)


async def test_skipping_fast_does_not_make_it_flicker() -> None:
    app = Stage(flashes=True, at=50)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(app, pilot, 60)
        seen = []
        for _ in range(6):
            await pilot.press("right")
            seen.append(flashes(app))
            app.loop.run_until(app.time.seconds + 0.1)
        assert seen.count(False) >= 2
