"""What the palette finds besides the commands of the screen: routines, exercises, themes, settings, the goal and what
can be done on other screens.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import Hit, Provider

from routine_timer.app.commands import AppCommand, by_id
from routine_timer.app.keymap import key_shown
from routine_timer.app.messages import (
    Navigation,
    NewRoutine,
    Preview,
    ShowCheckIn,
    ShowExercise,
    ShowHistory,
    ShowMeasures,
    ShowSettings,
)
from routine_timer.app.screens.palette.synonyms import (
    COMMAND_NAMES,
    COMMAND_SYNONYMS,
    GOAL_SYNONYMS,
    SETTING_SYNONYMS,
    THEME_SYNONYMS,
)
from routine_timer.app.screens.palette.word_match import match
from routine_timer.history.errors import BadGoal
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.app.models.routine_entries import RoutineEntry
    from routine_timer.routine.exercise import Exercise

_OTHER_SCREENS: tuple[tuple[str, type[Navigation]], ...] = (
    ("history", ShowHistory),
    ("check-in", ShowCheckIn),
    ("measure", ShowMeasures),
    ("settings", ShowSettings),
    ("new", NewRoutine),
)
"""Commands of the home screen that open something, wherever the palette was opened."""
_IN_HISTORY = ("log", "skip-day", "skip-days", "note", "count", "length", "move", "delete", "deleted", "filter")
_REMOTE = "Use your phone as a remote control"
"""Found on every screen, though it is possible only during a session."""
_BEHIND_COMMANDS = 0.99
"""A command of the same name comes first."""


def command_title(command: AppCommand) -> str:
    return COMMAND_NAMES.get(command.id) or f"{command.label[0].upper()}{command.label[1:]}"


@dataclass(frozen=True)
class _Item:
    """Something that the palette can open or set."""

    name: str
    help: str
    do: Callable[[], object]
    synonyms: str = ""


class ItemProvider(Provider):
    """During a session, it has only themes: nothing else opens over it."""

    def __init__(self, screen: Any, match_style: Any = None) -> None:
        super().__init__(screen, match_style)
        self._items: tuple[_Item, ...] = ()

    async def startup(self) -> None:
        self._items = await asyncio.to_thread(lambda: tuple(self._all()))

    async def search(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for item in self._items:
            is_goal = item.name == "Goal" and _is_goal(query)
            score = 1.0 if is_goal else match(query, item.name, item.synonyms) * _BEHIND_COMMANDS
            if score > 0:
                yield Hit(score, matcher.highlight(item.name), item.do, help=item.help)

    @property
    def _app(self) -> BaseApp:
        return cast("BaseApp", self.app)

    def _all(self) -> Iterator[_Item]:
        yield from self._themes()
        if self._place in (None, "session"):
            return
        entries = [entry for entry in self._app.services.entries() if not entry.broken]
        yield from self._routines(entries)
        yield from self._settings()
        yield from self._elsewhere()
        yield from self._exercises(entries, self._app.services.library.catalogue.exercises.values())

    @property
    def _place(self) -> str | None:
        return getattr(self.screen, "PLACE", None)

    def _themes(self) -> Iterator[_Item]:
        from routine_timer.settings.registry import THEMES

        for theme in THEMES:
            name = theme.replace("-", " ")
            yield _Item(f"Theme: {name}", "Use this theme.", partial(self._use_theme, theme), THEME_SYNONYMS)

    def _routines(self, entries: Iterable[RoutineEntry]) -> Iterator[_Item]:
        for entry in entries:
            synonyms = f"{entry.id} routine {_muscle_words({*entry.stretches, *entry.strengthens})}"
            yield _Item(entry.name, "See this routine.", partial(self._open, Preview(entry)), synonyms)

    def _settings(self) -> Iterator[_Item]:
        from routine_timer.settings import SETTINGS

        yield _Item(
            "Goal", "Change how often you want to stretch.", partial(self._open, ShowSettings("goal")), GOAL_SYNONYMS
        )
        for one in SETTINGS:
            row = "key:follow" if one.name == "keys" else f"set:{one.name}"
            synonyms = f"{one.name.replace('_', ' ')} {SETTING_SYNONYMS.get(one.name, '')} setting"
            yield _Item(f"Setting: {one.label}", one.does, partial(self._open, ShowSettings(row)), synonyms)

    def _elsewhere(self) -> Iterator[_Item]:
        """Commands of other screens."""
        for identity, request in _OTHER_SCREENS:
            command = by_id(identity)
            if self._place not in (*command.places, identity.replace("measure", "measures")):
                title, synonyms = command_title(command), COMMAND_SYNONYMS.get(identity, "")
                yield _Item(title, command.does, partial(self._open, request()), synonyms)
        for identity in _IN_HISTORY if self._place != "history" else ():
            command = by_id(identity)
            if self._place not in command.places:
                title, synonyms = command_title(command), COMMAND_SYNONYMS.get(identity, "")
                help = f"In History, key {key_shown(identity, self._app.own_keys)}. {command.does}"
                yield _Item(title, help, partial(self._open, ShowHistory()), synonyms)
        remote = f"During a session, press {key_shown('remote', self._app.own_keys)}."
        yield _Item(_REMOTE, remote, partial(self.app.notify, remote), COMMAND_SYNONYMS["remote"])

    def _exercises(self, entries: Iterable[RoutineEntry], exercises: Iterable[Exercise]) -> Iterator[_Item]:
        """Exercises that are in a routine open the first one that has them; the others open by themselves."""
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
                help, request = "An exercise. None of your routines has it yet.", ShowExercise(exercise)
                yield _Item(name, help, partial(self._open, request), synonyms)
            else:
                help = f"An exercise in {routine.name}. See that routine."
                yield _Item(name, help, partial(self._open, Preview(routine)), synonyms)

    def _open(self, request: Navigation) -> None:
        self.app.post_message(request)

    def _use_theme(self, theme: str) -> None:
        from routine_timer.errors import RoutineTimerError

        try:
            self._app.services.change("theme", theme)
        except (RoutineTimerError, OSError) as error:
            self.app.notify(plain(f"Not saved, so it applies only until you quit: {error}"), severity="error")
        self._app.apply_settings()


def _is_goal(query: str) -> bool:
    """Whether what was typed is a goal, like `3/week`."""
    try:
        parse_goal(query)
    except BadGoal:
        return False
    return True


def _muscle_words(muscles: Collection[str]) -> str:
    """The muscles, and the everyday words for them."""
    from routine_timer.compose.muscle_words import everyday

    return " ".join([*muscles, *everyday(muscles)])
