"""The command palette: commands, routines, exercises, themes, settings and the goal, found by name or synonym."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import AppCommand, explained, sign
from routine_timer.app.screens.palette.items import command_title
from routine_timer.app.screens.palette.synonyms import COMMAND_SYNONYMS
from routine_timer.app.screens.palette.word_match import match
from routine_timer.app.widgets.line_list import SafeOptionList

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

_ONLY_BY_NAME = ("quit",)
"""Commands that a word of their description doesn't find: they would be a costly slip."""
_SAME_AS_ANOTHER = ("palette", "leave")
"""Left out: the palette is open already, and `leave` quits as `quit` does."""


class _Hits(CommandList, SafeOptionList, can_focus=False):
    """What matches."""


class Palette(CommandPalette, CloseOnceScreen[None]):
    """Textual's palette, but that no burst of keys and clicks ends the app through it, and it covers the screen."""

    DEFAULT_CSS = "Palette { background: $background; }"

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield _Hits() if isinstance(widget, CommandList) else widget


class CommandProvider(Provider):
    """What can be done now on the screen that the palette was opened from."""

    async def discover(self) -> Hits:
        for command, key in self._possible():
            help = explained(command, self._own_keys)
            yield DiscoveryHit(_title(command, key), partial(self._run, command), help=help)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command, key in self._possible():
            description = "" if command.id in _ONLY_BY_NAME else explained(command)
            score = match(query, command_title(command), COMMAND_SYNONYMS.get(command.id, ""), description)
            if score > 0:
                title = matcher.highlight(_title(command, key))
                yield Hit(score, title, partial(self._run, command), help=explained(command, self._own_keys))

    @property
    def _own_keys(self) -> Mapping[str, str]:
        return cast("BaseApp", self.app).own_keys

    def _possible(self) -> Iterator[tuple[AppCommand, str]]:
        """Commands with the key that does each now."""
        from routine_timer.app.commands import COMMANDS

        known = {command.id: command for command in COMMANDS if command.id not in _SAME_AS_ANOTHER}
        for active in self.screen.active_bindings.values():
            command = known.pop(active.binding.id or "", None)
            if command is not None and active.enabled:
                yield command, active.binding.key

    async def _run(self, command: AppCommand) -> None:
        await self.app.run_action(command.action, self.screen)


def _title(command: AppCommand, key: str) -> str:
    return f"{command_title(command)}  ({sign(key)})"
