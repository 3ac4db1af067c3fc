"""`doctor`: tests what a session needs, one line each. Exits with 1 if something is missing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.machine_checks import CheckResult, Environment

_SIGNS = {"ok": "✓", "note": "·", "missing": "✗"}
_PLAIN_SIGNS = {"ok": "ok", "note": "--", "missing": "!!"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Test what a session needs: terminal, sound (plays a tone), voice (says a phrase), keeping the screen awake, "
        "folders, database and clock. Exits with 1 if something is missing."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:  # noqa: ARG001 - the shape of every verb
    from routine_timer.machine_checks import run_checks
    from routine_timer.text.plurals import pluralize

    environment = _environment(context)
    signs = _SIGNS if _can_show(environment.encoding, "".join(_SIGNS.values())) else _PLAIN_SIGNS
    missing: list[CheckResult] = []
    for check in run_checks(environment):
        _print(check, signs, context)
        context.out.flush()
        missing += [check] if check.state == "missing" else []
    if missing:
        context.print_message(f"{pluralize(len(missing), 'check')} failed.{_in_spite_of(missing)}")
    return 1 if missing else 0


def _in_spite_of(missing: Sequence[CheckResult]) -> str:
    """What a session can do with these problems, in a sentence."""
    from routine_timer.machine_checks import BUNDLED_FILES_MISSING

    if any(check.message == BUNDLED_FILES_MISSING for check in missing):
        return ""
    if any(check.what in ("folders", "database") for check in missing):
        return " You can follow sessions, but they may not be saved."
    return " You can still follow sessions."


def _print(check: CheckResult, signs: dict[str, str], context: Context) -> None:
    from routine_timer.text.sanitize import plain

    context.print(f"{signs[check.state]} {check.what:<11} {plain(check.message)}")
    if check.fix:
        context.print(f"{'':<{len(signs['ok']) + 13}}fix: {plain(check.fix)}")


def _can_show(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _environment(context: Context) -> Environment:
    from routine_timer import settings
    from routine_timer.audio.self_test import check_sound, check_voice
    from routine_timer.machine_checks import Environment

    values, problems = settings.load(context.folders.settings_file)
    return Environment(
        environ=os.environ,
        size=_size(),
        encoding=context.out.encoding or "utf-8",
        folders=context.folders,
        settings=values,
        problems=tuple(problems),
        now=datetime.now().astimezone(),
        play=lambda: check_sound(values, context.folders),
        say=lambda: check_voice(values, context.folders),
        keep_awake=_keep_awake,
    )


def _size() -> tuple[int, int] | None:
    """Columns and rows of the terminal, or None if stdout is not a terminal."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return None
    return size.columns, size.lines


def _keep_awake() -> str | None:
    from wakepy import keep

    method: str | None = None
    with keep.presenting(on_fail="pass") as mode:
        if mode.active:
            method = mode.method.name if mode.method else "the system"
    return method
