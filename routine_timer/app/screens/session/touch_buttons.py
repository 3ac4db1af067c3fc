"""Large targets for a finger or a mouse: what is wanted most often while one lies on the floor."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from routine_timer.app.commands import AppCommand, by_id


class TouchButton(Static):
    """One command as a large button; it looks and does as the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TouchButton {
        width: 1fr;
        height: 3;
        content-align: center middle;
        background: $panel;
        text-style: bold;
        pointer: pointer;
        &:hover { background: $cursor-ground; }
        &.-off { visibility: hidden; }
    }
    """

    def __init__(self, command: AppCommand) -> None:
        super().__init__(_title(command), markup=False, id=f"tap-{command.id}")
        self.tooltip = command.does
        self._command = command

    def show(self, label: str, *, possible: bool) -> None:
        """Name what a tap does now; where it does nothing, its place is left empty."""
        if label != self.content:
            self.update(label)
        self.set_class(not possible, "-off")

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        await self.app.run_action(self._command.action, self.screen)


class TouchButtons(Horizontal):
    """Pause, skip and done side by side."""

    DEFAULT_CSS = """
    TouchButtons { height: 3; & TouchButton { margin: 0 1; } }
    """

    def compose(self) -> ComposeResult:
        for identity in ("pause", "skip", "done"):
            yield TouchButton(by_id(identity))

    def show(self, *, paused: bool, may_end: bool) -> None:
        """Say what a tap does in the session's state now."""
        self.query_one("#tap-pause", TouchButton).show("Resume" if paused else "Pause", possible=True)
        self.query_one("#tap-done", TouchButton).show("Done", possible=may_end)


def _title(command: AppCommand) -> str:
    return command.label.capitalize()
