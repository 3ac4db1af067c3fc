"""The search field above a list, which shows only what matches."""

from __future__ import annotations

from textual.widgets import Input


class Finder(Input):
    """Searches as you type; Enter goes to the list."""

    keys_taken = (("enter", "to the list"), ("esc", "clear"), ("↑ ↓", "choose"))
    """For the key line, while it has the focus."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="find", compact=True)
