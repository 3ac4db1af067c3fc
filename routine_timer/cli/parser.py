"""The argument parser, built for one verb at a time, or whole for shell completion and the docs."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from routine_timer import __version__
from routine_timer.cli.verb_list import SUMMARIES, module_of

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """A parser that suggests the command meant by a mistyped one. The parsers of its commands are of the same class."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Exit after help or a version, once it has been written: a full disk is reported, as for any other output."""
        if status == 0:
            sys.stdout.flush()
        super().exit(status, message)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file is sys.stdout:
            file.write(message)  # argparse ignores a disk that is full
        else:
            super()._print_message(message, file)

    def _check_value(self, action: argparse.Action, value: str) -> None:
        if not isinstance(action, argparse._SubParsersAction) or value in action.choices:
            super()._check_value(action, value)
            return
        from routine_timer.routine.suggestions import near_word

        names = [one.dest for one in action._choices_actions]  # without hidden ones
        near = near_word(value, names)
        hint = f"did you mean {near}?" if near else f"choose from {', '.join(names)}"
        self.error(f"unknown command {value!r}: {hint}")


def build(only: str | None = None, made_of: type[Parser] = Parser) -> Parser:
    """The parser. With the name of a verb as `only` it is made for that verb alone, because the others take 3 ms.

    With an empty `only` it has the names of all verbs, for its help, but not their arguments.
    """
    parser = made_of(
        prog="routine-timer",
        usage="routine-timer [-h] [--version] [NAME | COMMAND ...]",
        description="A guided timer for stretching and corrective exercise.",
        epilog="Without a command, the app opens. With the name of a routine, its session starts.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"routine-timer {__version__}")
    verbs = parser.add_subparsers(title="commands", dest="verb", metavar="COMMAND", prog="routine-timer")
    for verb in (only,) if only else SUMMARIES:
        summary = SUMMARIES[verb]
        described = f"{summary[0].upper()}{summary[1:]}."
        one = verbs.add_parser(verb, help=summary, description=described, allow_abbrev=False)
        if only in (None, verb):
            module_of(verb).add_arguments(one)
    return parser
