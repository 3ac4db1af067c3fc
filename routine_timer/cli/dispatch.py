"""Runs the verb named on the command line, and turns errors into messages and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from routine_timer.cli import streams
from routine_timer.cli.context import Context
from routine_timer.cli.error_output import print_error, print_os_error
from routine_timer.cli.exit_codes import INTERRUPTED
from routine_timer.cli.mistyped_verbs import suggestion
from routine_timer.cli.verb_list import SUMMARIES, module_of
from routine_timer.errors import NotFound, RoutineTimerError

if TYPE_CHECKING:
    import argparse

_ALLOCATIONS = 50_000
"""Allocations between two garbage collections. At Python's default of 700 they take a tenth of a verb's time."""


class NoTerminal(RoutineTimerError):
    """The app can't open because there is no terminal."""

    help = "list routines with `routine-timer list`, follow one with `routine-timer run NAME --plain`"

    def __init__(self) -> None:
        super().__init__("the app needs a terminal")


def run(words: list[str]) -> int:
    """Parse `words` and run their verb. Returns the exit code. Wrong usage raises SystemExit(2), as argparse does."""
    collect_garbage_rarely()
    streams.accept_any_text()
    context = Context()
    try:
        arguments = _parsed(words, context)
        if arguments is None or arguments.verb is None:
            return _open(context)
        code = module_of(arguments.verb).run(arguments, context)
        if code == 0:  # otherwise the terminal may be gone, which is already known
            sys.stdout.flush()
        return code
    except RoutineTimerError as error:
        if isinstance(error, NotFound) and error.what == "routine" and _is_name(words):
            error.help = suggestion(error, words[0])
        print_error(error)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone. Python must not try to flush it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print_os_error(error)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        context.close()


def collect_garbage_rarely() -> None:
    """Collect garbage as rarely as every verb does."""
    gc.set_threshold(_ALLOCATIONS)


def _parsed(words: list[str], context: Context) -> argparse.Namespace | None:
    """The parsed arguments. None without words: the home screen opens without the parser, which loads slowly.

    Raises:
        NotFound: the first word is neither a command nor a routine, and has options that `run` would misread.
    """
    if not words:
        return None
    from routine_timer.cli import parser

    if words[0] == "help":
        words = [*words[1:2], "--help"]
    if _is_name(words):
        if words[1:]:
            _refuse_unknown(words, context)
        words = ["run", *words]
    verb = words[0] if words[0] in SUMMARIES else None
    whole = parser.build(verb or "")
    arguments, unread = whole.parse_known_args(words)
    if unread:
        _refuse_unread(whole, verb, unread)
    return arguments


def _refuse_unread(whole: argparse.ArgumentParser, verb: str | None, unread: list[str]) -> NoReturn:
    """Refuse arguments that no command takes, with the usage of the command. Suggests an option for a typo."""
    from difflib import get_close_matches

    one = whole
    for action in whole._actions:
        if verb and isinstance(action.choices, dict) and verb in action.choices:
            one = action.choices[verb]
    typed = unread[0].partition("=")[0]
    near = get_close_matches(typed, one._option_string_actions, n=1) if typed.startswith("--") else []
    if near:
        one.error(f"unknown option {typed}: did you mean {near[0]}?")
    one.error(f"unrecognized arguments: {' '.join(unread)}")


def _refuse_unknown(words: list[str], context: Context) -> None:
    """Refuse a mistyped command with arguments of its own, before `run` takes them for its own.

    Raises:
        NotFound: no command is similar, and no routine has this name.
    """
    from routine_timer.cli import parser
    from routine_timer.cli.mistyped_verbs import similar_verb

    similar = similar_verb(words[0])
    if similar and not words[1].startswith("-"):
        parser.build("").error(f"unknown command {words[0]!r}: did you mean {similar}?")
    if similar or {"-h", "--help"} & set(words):
        try:
            context.library.find(words[0])
        except NotFound:
            if similar:
                parser.build("").error(f"unknown command {words[0]!r}: did you mean {similar}?")
            raise


def _open(context: Context) -> int:
    from routine_timer.cli.open_app import has_screen, open_app

    if not has_screen():
        raise NoTerminal
    return open_app(context)


def _is_name(words: list[str]) -> bool:
    """Whether the first word is a routine's name instead of a verb, which means `run`."""
    return bool(words) and not words[0].startswith("-") and words[0] not in SUMMARIES
