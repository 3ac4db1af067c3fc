"""The command palette: commands, routines, exercises, themes, settings and the goal, found by name or synonym."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from routine_timer.app.commands import AppCommand, sign
from routine_timer.app.messages import Navigation, Preview, ShowSettings
from routine_timer.app.safe_screen import SafeScreen
from routine_timer.app.screens.palette.word_match import match
from routine_timer.app.widgets.line_list import SafeOptionList
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.base import BaseApp
    from routine_timer.app.models.routine_entries import RoutineEntry
    from routine_timer.routine.exercise import Exercise

_COMMAND_SYNONYMS = {
    "quit": "exit close",
    "history": "calendar statistics stats past log progress",
    "settings": "preferences options configuration",
    "keys": "shortcuts hotkeys help keyboard",
    "new": "create make",
    "find": "search filter",
    "check-in": "self-check test posture",
    "follow": "begin play run go",
    "begin": "follow play run go",
    "preview": "show view look",
    "log": "log record enter",
    "skip-day": "rest holiday",
    "skip-days": "travel holiday vacation",
    "stop": "end finish",
    "mute": "silence sound quiet",
    "voice": "speech spoken",
    "delete": "remove",
    "take-out": "remove",
}
_SETTING_SYNONYMS = {
    "theme": "theme appearance dark light contrast color",
    "volume": "loud quiet sound",
    "sound": "mute silent audio tones",
    "voice": "speech speak spoken talk",
    "voice_rate": "speed fast slow voice",
    "language": "english german voice",
    "reduced_motion": "animation accessibility",
    "sync_folder": "sync cloud backup computers",
    "keys": "shortcuts hotkeys keyboard bindings",
    "day_starts_at": "midnight new day",
    "week_starts": "monday sunday",
    "done_at": "share percent complete",
    "freezes": "streak freeze",
    "ask_pain": "pain rating hurt",
}
_GOAL_SYNONYMS = "target daily weekly week times weekdays streak how often"
_ONLY_BY_NAME = ("quit",)
"""Commands that a word of their description doesn't find: they would be a costly slip."""
_SAME_AS_ANOTHER = ("palette", "leave")
"""Left out: the palette is open already, and `leave` quits as `quit` does."""


class _Hits(CommandList, SafeOptionList, can_focus=False):
    """What matches."""


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
            description = "" if command.id in _ONLY_BY_NAME else command.does
            score = match(query, command.label, _COMMAND_SYNONYMS.get(command.id, ""), description)
            if score > 0:
                title = matcher.highlight(_title(command, key))
                yield Hit(score, title, partial(self._run, command), help=command.does)

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
    return f"{command.label[0].upper()}{command.label[1:]}  ({sign(key)})"


def _muscle_words(muscles: Collection[str]) -> str:
    """The muscles, and the everyday words for them."""
    from routine_timer.compose.muscle_words import everyday

    return " ".join([*muscles, *everyday(muscles)])


@dataclass(frozen=True)
class _Item:
    """Something that the palette can open or set."""

    name: str
    help: str
    do: Callable[[], object]
    synonyms: str = ""


class ItemProvider(Provider):
    """Routines, exercises, themes, settings and the goal. During a session, only themes: nothing else opens over it."""

    def __init__(self, screen: Any, match_style: Any = None) -> None:
        super().__init__(screen, match_style)
        self._items: tuple[_Item, ...] = ()

    async def startup(self) -> None:
        self._items = await asyncio.to_thread(lambda: tuple(self._all()))

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for item in self._items:
            score = match(query, item.name, item.synonyms)
            if score > 0:
                # A command of the same name comes first.
                yield Hit(score * 0.99, matcher.highlight(item.name), item.do, help=item.help)

    @property
    def _app(self) -> BaseApp:
        return cast("BaseApp", self.app)

    def _all(self) -> Iterator[_Item]:
        yield from self._themes()
        if getattr(self.screen, "PLACE", None) in (None, "session"):
            return
        entries = [entry for entry in self._app.services.entries() if not entry.broken]
        yield from self._routines(entries)
        yield from self._settings()
        yield from self._exercises(entries, self._app.services.library.catalogue.exercises.values())

    def _themes(self) -> Iterator[_Item]:
        from routine_timer.settings.registry import THEMES

        for theme in THEMES:
            name = theme.replace("-", " ")
            synonyms = f"{_SETTING_SYNONYMS['theme']} colours"
            yield _Item(f"Theme: {name}", "Use this theme.", partial(self._use_theme, theme), synonyms)

    def _routines(self, entries: Iterable[RoutineEntry]) -> Iterator[_Item]:
        for entry in entries:
            synonyms = f"{entry.id} routine {_muscle_words({*entry.stretches, *entry.strengthens})}"
            yield _Item(entry.name, "See this routine.", partial(self._open, Preview(entry)), synonyms)

    def _settings(self) -> Iterator[_Item]:
        from routine_timer.settings import SETTINGS

        yield _Item(
            "Goal", "Change how often you want to stretch.", partial(self._open, ShowSettings("goal")), _GOAL_SYNONYMS
        )
        for one in SETTINGS:
            row = "key:follow" if one.name == "keys" else f"set:{one.name}"
            synonyms = f"{one.name.replace('_', ' ')} {_SETTING_SYNONYMS.get(one.name, '')} setting"
            yield _Item(f"Setting: {one.label}", one.does, partial(self._open, ShowSettings(row)), synonyms)

    def _exercises(self, entries: Iterable[RoutineEntry], exercises: Iterable[Exercise]) -> Iterator[_Item]:
        """Exercises that are in a routine open the first one that has them."""
        where: dict[str, RoutineEntry] = {}
        for entry in entries:
            for segment in entry.timeline.segments if entry.timeline else ():
                if segment.exercise:
                    where.setdefault(segment.exercise, entry)
        for exercise in exercises:
            muscles = _muscle_words({*exercise.stretches, *exercise.strengthens})
            synonyms = f"{' '.join(exercise.aliases)} exercise {muscles}"
            name, routine = plain(exercise.name), where.get(exercise.id)
            if routine is None:
                yield _Item(name, "An exercise. None of your routines has it yet.", partial(self._tell, name), synonyms)
            else:
                help = f"An exercise in {routine.name}. See that routine."
                yield _Item(name, help, partial(self._open, Preview(routine)), synonyms)

    def _open(self, request: Navigation) -> None:
        self.app.post_message(request)

    def _tell(self, name: str) -> None:
        self.app.notify(f"None of your routines has {name} yet. Add it in the editor.", markup=False)

    def _use_theme(self, theme: str) -> None:
        from routine_timer.errors import RoutineTimerError

        try:
            self._app.services.change("theme", theme)
        except (RoutineTimerError, OSError) as error:
            self.app.notify(plain(f"Not saved, so it applies only until you quit: {error}"), severity="error")
        self._app.apply_settings()
