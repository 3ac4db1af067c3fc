"""The line in which a routine is sought, above the list that it narrows."""

from __future__ import annotations

from textual.widgets import Input


class Finder(Input):
    """What is typed is looked for at once; enter goes on to the list."""

    keys_taken = (("enter", "to the list"), ("esc", "clear"), ("↑ ↓", "choose"))
    """For the line of keys, while something is sought."""

    def __init__(self) -> None:
        super().__init__(placeholder="name, muscle or exercise", id="find", compact=True)
