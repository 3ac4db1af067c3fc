"""`doctor`: what a session needs, tried for real, one line each. Exit code 1 where something is missing."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.machine_checks import Finding, Surroundings

_SIGNS = {"ok": "✓", "note": "·", "missing": "✗"}
_PLAIN_SIGNS = {"ok": "ok", "note": "--", "missing": "!!"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Try what a session needs: terminal, sound (a tone is played), voice (a phrase is said), keeping the screen "
        "awake, folders, database, clock. Exit code 1 where something is missing."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:  # noqa: ARG001 - the shape of every verb
    from routine_timer.machine_checks import examine

    around = _surroundings(context)
    signs = _SIGNS if _can_show(around.encoding, "".join(_SIGNS.values())) else _PLAIN_SIGNS
    missing = 0
    for finding in examine(around):
        _print(finding, signs, context)
        context.out.flush()
        missing += finding.state == "missing"
    if missing:
        things = "thing is" if missing == 1 else "things are"
        context.talk(f"{missing} {things} missing; sessions can be followed all the same")
    return 1 if missing else 0


def _print(finding: Finding, signs: dict[str, str], context: Context) -> None:
    from routine_timer.text.sanitize import plain

    context.print(f"{signs[finding.state]} {finding.what:<11} {plain(finding.said)}")
    if finding.fix:
        context.print(f"{'':<{len(signs['ok']) + 13}}fix: {plain(finding.fix)}")


def _can_show(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _surroundings(context: Context) -> Surroundings:
    from routine_timer import settings
    from routine_timer.audio.self_test import check_sound, check_voice
    from routine_timer.machine_checks import Surroundings

    own, problems = settings.load(context.folders.settings_file)
    return Surroundings(
        environ=os.environ,
        size=_size(),
        encoding=context.out.encoding or "utf-8",
        folders=context.folders,
        settings=own,
        problems=tuple(problems),
        now=datetime.now().astimezone(),
        play=lambda: check_sound(own, context.folders),
        say=lambda: check_voice(own, context.folders),
        keep_awake=_keep_awake,
    )


def _size() -> tuple[int, int] | None:
    """Columns and rows of the terminal, or None where output goes elsewhere."""
    try:
        found = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return None
    return found.columns, found.lines


def _keep_awake() -> str | None:
    from wakepy import keep

    found: str | None = None
    with keep.presenting(on_fail="pass") as mode:
        if mode.active:
            found = mode.method.name if mode.method else "the system"
    return found
