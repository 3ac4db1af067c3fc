"""The verbs there are, what each is for, and the module that does it, loaded only when it is asked for."""

from __future__ import annotations

import importlib
import keyword
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import argparse

    from routine_timer.cli.context import Context

SUMMARIES: dict[str, str] = {
    "run": "follow a routine, in the app or in plain lines",
    "list": "the routines there are, with their length and when each was last done",
    "show": "a routine laid out: every hold, rep and rest, and what it works",
    "check": "find what is wrong in routine files, and say how to mend it",
    "new": "write a new routine from the catalogue of exercises",
    "edit": "open a routine in the editor; a bundled one is copied first",
    "import": "bring routines from other timers, or exercises from free-exercise-db",
    "export": "write a routine for another timer, a calendar, or paper",
    "schema": "write the JSON Schema of routine files, for editors that complete and check",
    "log": "note a session that was done without the program",
    "history": "the sessions that were done; export, import, edit, delete, restore",
    "streak": "the streak, the consistency score, and why they are what they are",
    "goal": "show or set the goal that the streak is judged by",
    "skip": "days that neither break the streak nor add to it",
    "status": "one line for a prompt, tmux or a status bar",
    "check-in": "the two-minute self-check, and what fits its answers",
    "remind": "a daily reminder that stays silent when today is done",
    "doctor": "try sound, voice, terminal and folders, and say what is missing",
    "completion": "completion for bash, zsh or fish",
}
"""Every verb and what it is for, in the order of the help."""


class Verb(Protocol):
    """What the module of a verb has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, context: Context) -> int: ...


def module_of(verb: str) -> Verb:
    name = verb.replace("-", "_") + "_" * keyword.iskeyword(verb)
    return cast("Verb", importlib.import_module(f"routine_timer.cli.verbs.{name}"))
