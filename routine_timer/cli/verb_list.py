"""The verbs with their help texts, and the module of each, loaded when it is used."""

from __future__ import annotations

import importlib
import keyword
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import argparse

    from routine_timer.cli.context import Context

SUMMARIES: dict[str, str] = {
    "run": "start a routine, in the app or as plain text",
    "list": "list all routines, how long they take and when you last did them",
    "show": "show a routine, step by step, an exercise or a plan",
    "check": "find problems in routine and plan files and suggest fixes",
    "new": "create a routine from the exercise catalogue, or from another routine",
    "edit": "open a routine or plan in your editor (bundled ones are copied first)",
    "copy": "copy a routine under a new name",
    "rename": "rename one of your routines; its history goes with it",
    "delete": "delete one of your routines; undelete restores it",
    "undelete": "restore a deleted routine",
    "reset": "reset a bundled routine to its original version",
    "import": "import routines from a friend or another timer, or exercises",
    "export": "export a routine for another timer, a calendar or paper",
    "share": "save a routine and everything it needs in one file, to share",
    "schema": "print the JSON Schema of routine or plan files, for your editor",
    "log": "add a session that you did away from the app",
    "history": "list your sessions; export, import, edit, delete or restore them",
    "streak": "show your streak and consistency score, and explain them",
    "goal": "show or set your goal",
    "skip": "skip days without breaking your streak",
    "status": "print your streak on one line, for a prompt or a status bar",
    "plan": "follow a plan of several stages, and see what to do today",
    "rescue": "start a 3-minute session for a bad day: the two best exercises of your plan",
    "check-in": "answer the two-minute check-in and see which routines fit",
    "serve": "open the app in a browser, on a tablet or a television",
    "report": "write a progress report, for a physiotherapist for example",
    "remind": "set up a daily reminder (silent on days when you're done)",
    "voices": "list this computer's voices, or play one",
    "doctor": "test sound, voice, terminal and folders, and suggest fixes",
    "completion": "print a completion script for bash, zsh or fish",
}
"""Every verb with its help text, in the order of `--help`."""


class Verb(Protocol):
    """The interface of a verb's module."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, context: Context) -> int: ...


def module_of(verb: str) -> Verb:
    name = verb.replace("-", "_") + "_" * keyword.iskeyword(verb)
    return cast("Verb", importlib.import_module(f"routine_timer.cli.verbs.{name}"))
