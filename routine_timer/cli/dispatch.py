"""From words on the command line to a verb that runs, and from what goes wrong to a line on stderr."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from routine_timer.cli import streams
from routine_timer.cli.context import Context
from routine_timer.cli.error_output import print_error
from routine_timer.cli.exit_codes import INTERRUPTED
from routine_timer.cli.verb_list import SUMMARIES, module_of
from routine_timer.errors import NotFound, RoutineTimerError

if TYPE_CHECKING:
    import argparse

_ALLOCATIONS = 50_000
"""Between two looks for garbage. At Python's own 700, a verb spends a tenth of its time on looking."""


class NoTerminal(RoutineTimerError):
    """The app was asked for where there is no terminal to show it on."""

    help = "`routine-timer list` shows the routines, `routine-timer run NAME --plain` leads one in plain lines"

    def __init__(self) -> None:
        super().__init__("the app needs a terminal, for its screen and for your keys")


def run(words: list[str]) -> int:
    """Parse `words` and run their verb. Usage errors leave by SystemExit(2), as argparse does."""
    collect_seldom()
    streams.make_fit()
    meant = _verb_meant(words)
    arguments = _parsed(words, meant)
    context = Context()
    try:
        if arguments is None or arguments.verb is None:
            return _open(context)
        return module_of(arguments.verb).run(arguments, context)
    except RoutineTimerError as error:
        print_error(error)
        if meant and isinstance(error, NotFound) and error.what == "routine":
            sys.stderr.write(f"  help: of the verbs, did you mean {meant}?\n")
        return 1
    except BrokenPipeError:
        # whoever read our output has gone: nothing is left to say, and nothing may be said at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print_error(_refused(error))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        context.close()


def collect_seldom() -> None:
    """Look for garbage as seldom as every verb does."""
    gc.set_threshold(_ALLOCATIONS)


def _parsed(words: list[str], meant: str) -> argparse.Namespace | None:
    """What the words say. None for no words: home does without a parser, which takes long to make."""
    if not words:
        return None
    from routine_timer.cli import parser

    if meant and words[1:] and not words[1].startswith("-"):
        parser.build("").error(f"no verb is called {words[0]!r}: did you mean {meant}?")
    words = _as_verb(words)
    verb = words[0] if words[0] in SUMMARIES else None
    return parser.build(verb or "").parse_args(words)


def _open(context: Context) -> int:
    from routine_timer.cli.open_app import is_a_screen, open_app

    if not is_a_screen():
        raise NoTerminal
    return open_app(context)


def _refused(error: OSError) -> RoutineTimerError:
    """What the operating system did not allow, as a sentence that names the file."""
    what = error.strerror or str(error)
    return RoutineTimerError(f"{error.filename}: {what}" if error.filename is not None else what)


def _as_verb(words: list[str]) -> list[str]:
    """A routine's name in place of a verb means: run it."""
    if words and not words[0].startswith("-") and words[0] not in SUMMARIES:
        return ["run", *words]
    return words


def _verb_meant(words: list[str]) -> str:
    """The verb that the first word is nearly, or nothing."""
    if not words or words[0].startswith("-") or words[0] in SUMMARIES:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(words[0][:60], SUMMARIES, n=1, cutoff=0.7)), "")
