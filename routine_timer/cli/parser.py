"""The argument parser, built for one verb at a time, or whole for shell completion and the docs."""

from __future__ import annotations

import argparse

from routine_timer import __version__
from routine_timer.cli.verb_list import SUMMARIES, module_of


def build(
    only: str | None = None, made_of: type[argparse.ArgumentParser] = argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """The parser. With `only`, other verbs have a name and help text but no arguments."""
    parser = made_of(
        prog="routine-timer",
        usage="routine-timer [-h] [--version] [NAME | COMMAND ...]",
        description="A guided timer for stretching and corrective exercise.",
        epilog="Without a command, the app opens. With the name of a routine, its session starts.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"routine-timer {__version__}")
    verbs = parser.add_subparsers(title="commands", dest="verb", metavar="COMMAND", prog="routine-timer")
    for verb, summary in SUMMARIES.items():
        described = f"{summary[0].upper()}{summary[1:]}."
        one = verbs.add_parser(verb, help=summary, description=described, allow_abbrev=False)
        if only in (None, verb):
            module_of(verb).add_arguments(one)
    return parser
