"""The argument parser, made for one verb at a time; whole for completion and for the tests of the docs."""

from __future__ import annotations

import argparse

from routine_timer import __version__
from routine_timer.cli.verb_list import SUMMARIES, module_of


def build(
    only: str | None = None, made_of: type[argparse.ArgumentParser] = argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """The parser. With `only`, the arguments of that verb alone are filled in; the others have their name and help."""
    parser = made_of(
        prog="routine-timer",
        usage="routine-timer [-h] [--version] [NAME | VERB ...]",
        description="Be led through a routine of stretches and corrective exercises.",
        epilog="Without a verb the app opens; with the name of a routine, its session begins at once.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"routine-timer {__version__}")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", prog="routine-timer")
    for verb, summary in SUMMARIES.items():
        described = f"{summary[0].upper()}{summary[1:]}."
        one = verbs.add_parser(verb, help=summary, description=described, allow_abbrev=False)
        if only in (None, verb):
            module_of(verb).add_arguments(one)
    return parser
