"""`check-in`: opens the self-check in the app. Without a terminal it prints what that is, and the last answers."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context

_ABOUT = """\
The check-in is a two-minute self-check: a few questions about your body, and a test of how you stand with your eyes
closed. It suggests routines that fit, and shows how your answers change over time.
It isn't a diagnosis. See a doctor or physiotherapist first if you have lasting pain, numbness or weakness."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = _ABOUT.replace("\n", " ")


def run(arguments: argparse.Namespace, context: Context) -> int:  # noqa: ARG001 - the shape of every verb
    from routine_timer.cli.open_app import has_screen, open_app

    if has_screen():
        return open_app(context, check_in=True)
    context.print(_ABOUT)
    context.print()
    context.print(_last(context))
    return 0


def _last(context: Context) -> str:
    """The last check-in in one line. Doesn't create a history."""
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain

    records = context.safe_history.check_ins() if context.folders.history_file.exists() else []
    if not records:
        return "You haven't done a check-in yet. Run `routine-timer check-in` in a terminal to start."
    last = max(records, key=lambda record: record.day)
    signs = pluralize(len(last.signs), "sign")
    foot = {"left": "more weight on the left foot", "right": "more weight on the right foot", "even": "even weight"}
    parts = [signs, *([foot[last.foot]] if last.foot else []), *([plain(last.note)] if last.note else [])]
    return f"Your last check-in, on {last.day}: {', '.join(parts)}."
