"""The base class of the app, with what screens use of it: services, the person's keys, applying changed settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.events import Event, Key, Paste
from textual.message import Message
from textual.screen import Screen

from routine_timer.app.close_once_screen import CapturesKeys, is_closing
from routine_timer.app.key_queue import KeyQueue
from routine_timer.app.keymap import keymap_from
from routine_timer.app.messages import Navigation
from routine_timer.app.services import Services
from routine_timer.app.theme import TERMINAL

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode


_LONGEST_PASTE = 1_000_000
"""Characters that can be pasted into an editor: as many as a routine file may have bytes."""
_LONGEST_LINE = 10_000
"""Characters that can be pasted into a field of one line: more than anyone writes in one."""

_BRIEFLY = 0.1
"""Seconds that a key waits for the last session to be saved: nearly every disk takes less."""


class BaseApp(App[None]):
    """An app over services, in the person's colours and with their keys."""

    def __init__(self, services: Services) -> None:
        # The filter that maps the terminal's sixteen colours is set up here, before Textual reads any theme.
        super().__init__(ansi_color=services.settings.theme == TERMINAL.name)
        self.services = services
        self.own_keys: dict[str, str] = {}
        """Command ids with the keys that the person has set for them, comma-separated."""
        self.key_problems: list[str] = []
        self._is_navigating = False
        self._key_queue = KeyQueue(self, self._type)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._key_queue.take(event)
        else:
            await super().on_event(event)

    async def _type(self, event: Key | Paste) -> None:
        """Handle a key, or a paste: one that no field can hold is cut, because Textual would lay it out whole, in
        hundreds of megabytes.
        """
        if isinstance(event, Paste) and len(event.text) > _LONGEST_LINE:
            from textual.widgets import TextArea  # loads slowly

            longest = _LONGEST_PASTE if isinstance(self.focused, TextArea) else _LONGEST_LINE
            if len(event.text) > longest:
                event = Paste(event.text[:longest])
                self.notify(f"Only the first {longest:,} characters were pasted.", severity="warning")
        await super().on_event(event)

    def is_still_saving(self) -> bool:
        """Whether the last session is still being saved, which is said. Until then, whatever reads the history waits
        for the disk, and the screen would wait with it.
        """
        recorders = self.services.recorders
        for recorder in recorders:
            recorder.wait(_BRIEFLY)
        if not any(recorder.is_saving for recorder in recorders):
            return False
        self.notify("Your last session is still being saved. Try again in a moment.", severity="warning")
        return True

    def apply_settings(self) -> None:
        """Apply the colours, motion and keys in the settings."""
        settings = self.services.settings
        self.ansi_color = settings.theme == TERMINAL.name
        self.theme = settings.theme
        self.animation_level = "none" if settings.reduced_motion else "full"
        self.own_keys, self.key_problems = keymap_from(settings.keys)
        self.set_keymap(self.own_keys)

    def post_message(self, message: Message) -> bool:
        """Post a message to the app. Only the first of several navigation requests in one burst of keys is taken, and
        one that reads the history only once the last session is saved.
        """
        if isinstance(message, Navigation):
            if self._is_navigating or (message.READS_HISTORY and self.is_still_saving()):
                return False
            self._is_navigating = True
        return super().post_message(message)

    @on(Navigation)
    def _navigated(self) -> None:
        self._is_navigating = False

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless its screen is closing or another one is about to open.

        Textual looks up a key on the screen that is on top when the key is handled, which may not be the one it was
        typed on. On a screen that is not mounted yet, the action runs once it is.
        """
        if self._is_navigating or (default_namespace is not None and is_closing(default_namespace)):
            return False
        if self.screen_stack and isinstance(self.screen, CapturesKeys):
            return False
        if isinstance(default_namespace, Screen) and not default_namespace.is_mounted:
            return default_namespace.call_later(self.run_action, action, default_namespace, namespaces)
        return await super().run_action(action, default_namespace, namespaces)
