"""A toast belongs to the screen that it was shown on: it goes when that screen is left, and covers nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.notifications import Notification
from textual.screen import Screen

CSS = """
ToastRack { layer: default; dock: bottom; align: left bottom; overflow-y: hidden; }
ToastHolder { align-horizontal: left; }
Toast { width: 100%; max-width: 100%; margin-top: 0; padding: 0 1; }
ModalScreen ToastRack { dock: top; align: left top; margin-bottom: 0; }
"""
"""A toast is a line above the keys, or above a dialog. It is in the layer of the other widgets, so they make room
for it."""


class ToastOwners:
    """Which screen each toast was shown on."""

    def __init__(self) -> None:
        self._owners: dict[str, Screen[Any]] = {}

    def add(self, toast: Notification, stack: Sequence[Screen[Any]]) -> None:
        """Remember the screen on top of `stack` as the owner of `toast`."""
        self._owners[toast.identity] = stack[-1]

    def is_over(self, toast: Notification, stack: Sequence[Screen[Any]]) -> bool:
        """Whether the owner of `toast` is no longer the screen on top. When a dialog closes, its toasts pass to the
        screen below it: they say what came of its answer.
        """
        owner = self._owners.get(toast.identity)
        if owner is not None and owner.is_modal and owner not in stack:
            owner = self._owners[toast.identity] = stack[-1]
        if owner is stack[-1]:
            return False
        self._owners.pop(toast.identity, None)
        return True
