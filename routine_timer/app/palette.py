"""The command palette: the command table again, found by a word of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import partial

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from routine_timer.app.commands import AppCommand, sign
from routine_timer.app.safe_screen import SafeScreen
from routine_timer.app.widgets.line_list import SafeOptionList


class _Hits(CommandList, SafeOptionList, can_focus=False):
    """The commands that were found."""


class Palette(CommandPalette, SafeScreen[None]):
    """Textual's palette, but that no burst of keys and clicks ends the app through it."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield _Hits() if isinstance(widget, CommandList) else widget


class CommandProvider(Provider):
    """What can be done now on the screen that the palette was opened from."""

    async def discover(self) -> Hits:
        for command, key in self._possible():
            yield DiscoveryHit(_title(command, key), partial(self._run, command), help=command.does)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command, key in self._possible():
            score = max(matcher.match(command.label), 0.8 * matcher.match(command.does))
            if score > 0:
                yield Hit(
                    score, matcher.highlight(_title(command, key)), partial(self._run, command), help=command.does
                )

    def _possible(self) -> Iterator[tuple[AppCommand, str]]:
        """Commands with the key that does each now; the palette itself is left out, being open."""
        from routine_timer.app.commands import COMMANDS

        known = {command.id: command for command in COMMANDS if command.id != "palette"}
        for active in self.screen.active_bindings.values():
            command = known.pop(active.binding.id or "", None)
            if command is not None and active.enabled:
                yield command, active.binding.key

    async def _run(self, command: AppCommand) -> None:
        await self.app.run_action(command.action, self.screen)


def _title(command: AppCommand, key: str) -> str:
    return f"{command.label[0].upper()}{command.label[1:]}  ({sign(key)})"
