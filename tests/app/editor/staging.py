"""The editor over a real file in its own folders, and what a person sees of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Edit
from routine_timer.app.screens.editor import analysis
from routine_timer.app.screens.editor.screen import EditorScreen
from routine_timer.app.screens.editor.source_view import SourceView
from routine_timer.app.services import Services

EVENING = """\
format = 1
name = "Evening"

# The side that slept.
[[step]]                    # first
exercise = "clam"
reps = 10

[[step]]
name = "Core"
rounds = 2

[[step.step]]
exercise = "plank"          # short
hold = "20s"

[[step.step]]
exercise = "dead-bug"

[[step]]
name = "Rest"
hold = 45
"""

HOSTILE = (
    'format = 1\nname = "[red]x[/] \x1b[2J \u202e \u2028 y"\n# \x07 \x9b31m [@click=app.quit]q\n'
    '[[step]]\nname = "[b]\\u001b[2J[/b]"\nhold = "10s"\nsidez = "[x]"\n'
)


def _is_up_to_date(screen: EditorScreen) -> bool:
    """Whether what is shown beside the text is of the text as it is now."""
    is_looked_through = screen._pending is None and not screen._looking
    return screen._current is not None and is_looked_through and not screen._changing.is_under_way


class Editing:
    """An editor that is open."""

    def __init__(self, app: RoutineTimerApp, pilot: Pilot[None], file: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.file = file

    @property
    def screen(self) -> EditorScreen:
        assert isinstance(self.app.screen, EditorScreen)
        return self.app.screen

    @property
    def source(self) -> SourceView:
        return self.screen.query_one(SourceView)

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def head(self) -> str:
        return str(self.screen.query_one("#head", Static).content)

    @property
    def said(self) -> str:
        return str(self.screen.query_one("#said", Static).content)

    @property
    def asked(self) -> str:
        return str(self.screen.query_one("#asking", Static).content)

    @property
    def seen(self) -> str:
        """Every line of the screen, as text."""
        width = self.app.size.width
        lines = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(line.text[:width].rstrip() for line in lines)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type_at_once(self, *keys: str) -> None:
        """All of `keys` come before the app has done anything about the first."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await self.settle()

    async def is_open(self) -> None:
        """Wait until the editor is the screen on top, however busy the machine is."""
        async for _ in self._moments():
            if isinstance(self.app.screen, EditorScreen):
                return
        raise AssertionError("the editor is never opened")

    async def settle(self) -> None:
        """Wait until every key has come through, and the text has been looked through as it is now."""
        async for _ in self._moments():
            screen = self.app.screen
            is_up_to_date = not isinstance(screen, EditorScreen) or _is_up_to_date(screen)
            if is_up_to_date and self.app._key_queue._under_way is None:
                return
        raise AssertionError("the text is never looked through")

    async def _moments(self) -> AsyncIterator[None]:
        """The moments at which the app rests, for up to a minute: a thread writes files, and a disk can be slow."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            await self.pilot.pause()
            yield
            await asyncio.sleep(analysis.PATIENCE_S)


@asynccontextmanager
async def editing(
    services: Services,
    text: str | bytes = EVENING,
    *,
    size: tuple[int, int] = (120, 40),
    theme: str = "dark",
    folder: str = "routines",
    name: str = "evening.toml",
    opens_text: bool = True,
) -> AsyncIterator[Editing]:
    services.settings = replace(services.settings, reduced_motion=True, theme=theme)
    file = services.folders.data / folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    services.editor_pane.remember(text=opens_text)
    app = RoutineTimerApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.post_message(Edit(file))
        one = Editing(app, pilot, file)
        await one.is_open()
        await one.settle()
        yield one
    services.close()
