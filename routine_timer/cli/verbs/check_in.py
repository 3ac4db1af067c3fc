"""`check-in`: the two-minute self-check, in the app; without a terminal, what it is and what the last one said."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context

_ABOUT = """\
The check-in is a self-check of two minutes: a few signs to look for, and standing with closed eyes, on which foot more
weight is felt. It names the routines that fit, and shows how your answers change.
It is no diagnosis. Pain that lasts, numbness or weakness belong to a doctor or physiotherapist first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = _ABOUT.replace("\n", " ")


def run(arguments: argparse.Namespace, context: Context) -> int:  # noqa: ARG001 - the shape of every verb
    from routine_timer.cli.open_app import is_a_screen, open_app

    if is_a_screen():
        return open_app(context, check_in=True)
    context.print(_ABOUT)
    context.print()
    context.print(_last(context))
    return 0


def _last(context: Context) -> str:
    """The last check-in in a line. Looking makes no history."""
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain

    records = context.safe_history.check_ins() if context.folders.history_file.exists() else []
    if not records:
        return "You have not done one yet: `routine-timer check-in` in a terminal begins it."
    last = max(records, key=lambda record: record.day)
    signs = pluralize(len(last.signs), "sign")
    foot = {"left": "more weight on the left foot", "right": "more weight on the right foot", "even": "even weight"}
    parts = [signs, *([foot[last.foot]] if last.foot else []), *([plain(last.note)] if last.note else [])]
    return f"The last one, on {last.day}: {', '.join(parts)}."
