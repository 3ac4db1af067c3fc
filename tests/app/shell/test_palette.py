"""What a person types into the palette, and what must come first."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import ShowExercise
from routine_timer.app.screens.exercise.screen import ExerciseScreen
from routine_timer.app.screens.palette.items import ItemProvider
from routine_timer.app.screens.palette.screen import CommandProvider
from routine_timer.app.services import Services
from routine_timer.app.widgets.static_figure import StaticFigure

ON_HOME = {
    "3/week": "Goal",
    "daily": "Goal",
    "every 2 days": "Goal",
    "mon,wed,fri": "Goal",
    "goal": "Goal",
    "how often": "Goal",
    "target": "Goal",
    "skip": "Skip day",
    "skip a day": "Skip day",
    "rest day": "Skip day",
    "sick": "Skip day",
    "vacation": "Skip days",
    "notes": "Write a note",
    "note": "Write a note",
    "log": "Log a session",
    "log a session": "Log a session",
    "yesterday": "Log a session",
    "add session": "Log a session",
    "new": "New",
    "create": "New",
    "make a routine": "New",
    "new routine": "New",
    "edit": "Edit",
    "rename": "Rename",
    "delete": "Delete",
    "copy": "Duplicate",
    "duplicate": "Duplicate",
    "start": "Start",
    "preview": "Preview",
    "history": "History",
    "calendar": "History",
    "stats": "History",
    "streak": "History",
    "settings": "Settings",
    "preferences": "Settings",
    "theme": "Theme: dark",
    "dark mode": "Theme: dark",
    "light": "Theme: light",
    "contrast": "Theme: contrast dark",
    "volume": "Setting: Volume",
    "louder": "Setting: Volume",
    "mute": "Setting: Sound",
    "language": "Setting: Language of the voice",
    "keys": "Keys",
    "shortcuts": "Keys",
    "help": "Keys",
    "quit": "Quit",
    "exit": "Quit",
    "check-in": "Check-in",
    "posture": "Check-in",
    "measure": "Measure",
    "search": "Find",
    "plank": "Plank",
    "side plank": "Side plank",
    "desk shoulders": "Desk shoulders",
    "after the workout": "After the workout",
    "sync": "Setting: Sync folder",
    "backup": "Setting: Sync folder",
    "trash": "Deleted",
    "3 times a week": "Goal",
    "twice a week": "Goal",
    "plan": "Check-in",
    "left hip": "Check-in",
    "back pain": "Check-in",
    "physio": "Check-in",
    "swimming": "Log a session",
    "sport": "Log a session",
    "setings": "Settings",
    "remote": "Use your phone as a remote control",
    "phone": "Use your phone as a remote control",
    "timer": "Start",
}


async def test_what_people_type_finds_what_they_mean_first(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        providers = [CommandProvider(app.screen), ItemProvider(app.screen)]
        for provider in providers:
            provider._post_init()
            await provider._wait_init()
        wrong = {}
        for query, expected in ON_HOME.items():
            hits = [hit for provider in providers async for hit in provider.search(query)]
            hits.sort(key=lambda hit: -hit.score)
            names = [str(hit.text).split("  (")[0] for hit in hits]
            if names[:1] != [expected]:
                wrong[query] = names[:4]
        assert not wrong


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_an_exercise_that_no_routine_has_is_shown_with_its_text_and_figure(
    services: Services, size: tuple[int, int]
) -> None:
    exercise = services.library.catalogue.exercises["heel-slide"]
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.post_message(ShowExercise(exercise))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, ExerciseScreen)
        words = str(app.screen.query_one("#words", Static).content)
        assert exercise.name in words
        assert "set-up" in words
        assert app.screen.query_one(StaticFigure).region.height >= 8
        await pilot.press("escape")
        assert not isinstance(app.screen, ExerciseScreen)
