"""`status`: one line for a prompt, tmux, waybar or starship, as quick as Python allows.

A prompt waits for it, so `quick` runs before the argument parser is loaded, and imports no argparse, pathlib,
platformdirs, zoneinfo or tomllib: the settings that it needs are in the history file too. Unusual command lines (help,
mistakes) are left to the parser.
"""

from __future__ import annotations

import os
import sys

from routine_timer.cli.exit_codes import USAGE_ERROR
from routine_timer.quick_folders import data_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from routine_timer.cli.context import Context
    from routine_timer.history.streaks.streak_summary import Run, StreakSummary

_FILE = "history.db"
_MARKS = {"done": "■", "pending": "◌", "rest": "·", "skipped": "╌"}
_PLAIN_MARKS = {"■": "#", "◌": "o", "·": "-", "╌": "~"}
_WORDS = {"done": "done today", "pending": "not done yet today", "rest": "rest day", "skipped": "skipped today"}
_NOTHING_YET = "no sessions yet: run `routine-timer` to start one"
_EMPTY = {
    "streak": "0", "unit": "days", "best": "0", "best_unit": "days", "score": "0", "today": "pending", "mark": "◌",
    "goal": "daily", "done": "0", "target": "", "day": "", "why": _NOTHING_YET,
}  # fmt: skip

PLACEHOLDERS: dict[str, str] = {
    "streak": "length of the streak, such as 12",
    "unit": "day, days, week or weeks",
    "best": "length of the best streak",
    "best_unit": "its unit",
    "score": "consistency in percent, without the sign",
    "today": "done, pending, rest or skipped",
    "mark": "■ done, ◌ pending, · rest day, ╌ skipped",
    "goal": "the current goal, such as 3/week",
    "done": "days done this week",
    "target": "days to do this week; only for a goal such as 3/week",
    "day": "today's date, as the streak counts it",
    "why": "the reason for the streak, in a sentence",
}
"""The placeholders of `--format`, and what they become."""


class _WrongFormat(Exception):
    """The text of `--format` is wrong; the message says how."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from routine_timer.cli.help_layout import HelpText

    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one line of JSON, which waybar can read")
    form.add_argument("--habit", action="store_true", help="a small habit for today, with its source")
    form.add_argument("--format", metavar="TEXT", help='your own line, such as "{mark} {streak} {unit}"')
    listed = "\n".join(f"  {{{name}}}".ljust(15) + what for name, what in PLACEHOLDERS.items())
    parser.description = (
        "Print one line: your streak, today's mark, and your score in percent, which shows how steadily you meet your "
        "goal. The score grows slowly, and a missed day costs little. `routine-timer streak` explains it."
    )
    parser.epilog = f"in --format:\n{listed}\n  " + "{{ and }}".ljust(13) + "a literal brace"
    parser.formatter_class = HelpText


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.habit:
        return _print_habit(context)
    return _answer(str(context.folders.history_file), json=arguments.json, form=arguments.format)


def _print_habit(context: Context) -> int:
    """Print the habit of the day, unless habits are off in the settings."""
    from datetime import datetime

    from routine_timer.care.daily_habits import habit_of
    from routine_timer.history.streaks.day_of_instant import day_of

    if context.settings.habits:
        now = datetime.now().astimezone()
        assert now.tzinfo is not None
        context.print(str(habit_of(day_of(now, now.tzinfo, context.settings.day_starts_at))))
    return 0


def quick(words: list[str]) -> int | None:
    """Answer a plain command line. Returns the exit code, or None if the argument parser must read it."""
    match words:
        case []:
            json, form = False, None
        case ["--json"]:
            json, form = True, None
        case ["--format", form] if not form.startswith("-"):
            json = False
        case [one] if one.startswith("--format="):
            json, form = False, one.removeprefix("--format=")
        case _:
            return None
    from routine_timer.errors import RoutineTimerError

    try:
        code = _answer(history_file(os.environ), json=json, form=form)
        sys.stdout.flush()
    except RoutineTimerError as error:
        from routine_timer.cli.error_output import print_error

        print_error(error)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        from routine_timer.cli.error_output import print_os_error

        print_os_error(error)
        return 1
    return code


def history_file(environ: Mapping[str, str]) -> str:
    """The history file as in `paths.folders`, worked out without it where that is certain."""
    data = data_folder(environ)
    if data is not None:
        return os.path.join(data, _FILE)  # noqa: PTH118
    from routine_timer import paths  # slower, and right in every case

    return str(paths.folders(environ).history_file)


def _answer(file: str, *, json: bool, form: str | None) -> int:
    streak_summary = _streak_summary(file)
    try:
        line = _filled(form, _values(streak_summary)) if form is not None else ""
    except _WrongFormat as wrong:
        sys.stderr.write(
            f"routine-timer: {wrong}\n  help: the placeholders are {', '.join(map('{{{}}}'.format, PLACEHOLDERS))}\n"
        )
        return USAGE_ERROR
    if json:
        from json import dumps

        line = dumps(
            {**_as_json(file, streak_summary), "week_dose": _week_dose(file, streak_summary)},
            ensure_ascii=not (sys.stdout.encoding or "utf-8").lower().startswith("utf"),
        )
    elif form is None:
        line = _line(file, streak_summary)
    sys.stdout.write(_encodable(line, sys.stdout.encoding or "utf-8") + "\n")
    return 0


def _encodable(line: str, encoding: str) -> str:
    """The line without the characters that the encoding lacks."""
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        for mark, plain in _PLAIN_MARKS.items():
            line = line.replace(mark, plain)
        return line.encode(encoding, "replace").decode(encoding)
    return line


def _streak_summary(file: str) -> StreakSummary | None:
    """The streak summary, or None if there is no history yet. Creates nothing."""
    try:
        os.stat(file)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None
    from routine_timer.history.quick_status import look

    return look(file)


def _line(file: str, streak_summary: StreakSummary | None) -> str:
    """The streak, today and the score; then what was done today and doesn't count, such as swimming."""
    if streak_summary is None:
        return _NOTHING_YET
    from routine_timer.history.quick_status import other_sessions

    any_at_all, others = other_sessions(file, streak_summary.day.isoformat())
    if not (any_at_all or streak_summary.score or streak_summary.best.length or streak_summary.week.done):
        return _NOTHING_YET
    streak = f"{_MARKS[streak_summary.today]} {_run(streak_summary.current)}, {_WORDS[streak_summary.today]}"
    line = f"{streak} · {streak_summary.score:.0%}"
    return " · ".join((line, *(f"{_plain(name)} {max(round(seconds / 60), 1)} min" for name, seconds in others)))


def _run(run: Run) -> str:
    return f"{run.length} {_unit(run)}"


def _unit(run: Run) -> str:
    return run.unit.removesuffix("s") if run.length == 1 else run.unit


def _values(streak_summary: StreakSummary | None) -> dict[str, str]:
    if streak_summary is None:
        return _EMPTY
    target = streak_summary.week.target
    return {
        "streak": str(streak_summary.current.length),
        "unit": _unit(streak_summary.current),
        "best": str(streak_summary.best.length),
        "best_unit": _unit(streak_summary.best),
        "score": f"{streak_summary.score * 100:.0f}",
        "today": streak_summary.today,
        "mark": _MARKS[streak_summary.today],
        "goal": _plain(streak_summary.goal),
        "done": str(streak_summary.week.done),
        "target": "" if target is None else str(target),
        "day": streak_summary.day.isoformat(),
        "why": _plain(streak_summary.why),
    }


def _filled(form: str, values: Mapping[str, str]) -> str:
    """`form` with its placeholders filled in.

    Not with `str.format`, which also reads attributes and takes any width, or `string.Template`, which imports `re`.

    Raises:
        _WrongFormat
    """
    parts: list[str] = []
    rest = form
    while rest:
        if rest[:2] in ("{{", "}}"):
            parts.append(rest[0])
            rest = rest[2:]
        elif rest[0] == "{":
            name, closed, rest = rest[1:].partition("}")
            if not closed:
                raise _WrongFormat("a { in --format is not closed; write {{ for a literal brace")
            if name not in values:
                raise _WrongFormat(f"unknown placeholder {{{_plain(name)}}} in --format")
            parts.append(values[name])
        elif rest[0] == "}":
            raise _WrongFormat("a } in --format has no { before it; write }} for a literal brace")
        else:
            ends = min((at for at in map(rest.find, "{}") if at >= 0), default=len(rest))
            parts.append(rest[:ends])
            rest = rest[ends:]
    return "".join(parts)


def _as_json(file: str, streak_summary: StreakSummary | None) -> dict[str, object]:
    """The fields of `streak --json` without the long lists, and text, tooltip, class and percentage for waybar.

    The class is `new` before the first session.
    """
    text = {"text": _line(file, streak_summary)}
    if streak_summary is None:
        nothing = {"length": 0, "unit": "days", "from": None, "to": None}
        week = {"done": 0, "target": None}
        return {
            **text, "tooltip": _NOTHING_YET, "class": "new", "percentage": 0, "day": None, "goal": "daily",
            "today": "pending", "current": nothing, "best": nothing, "score": 0.0, "week": week, "why": _NOTHING_YET,
        }  # fmt: skip
    fields = {
        name: value
        for name, value in streak_summary.as_json().items()
        if name not in ("now", "streaks", "days", "goal", "why")
    }
    why = _plain(streak_summary.why)
    fields |= {"goal": _plain(streak_summary.goal), "why": why}
    return {
        **text,
        "tooltip": why,
        "class": streak_summary.today,
        "percentage": round(streak_summary.score * 100),
        **fields,
    }


def _week_dose(file: str, streak_summary: StreakSummary | None) -> str | None:
    """What each muscle got this week, in a sentence; None before the first session, or where it can't be known."""
    if streak_summary is None:
        return None
    from routine_timer.cli.status_dose_cache import week_sentence

    return week_sentence(file, str(streak_summary.day), os.environ, _work_out_week)


def _work_out_week() -> str | None:
    from routine_timer.care.weekly_dose import load_week, week_in_words
    from routine_timer.cli.context import Context
    from routine_timer.errors import RoutineTimerError

    context = Context()
    try:
        return week_in_words(load_week(context.safe_history, context.library))
    except RoutineTimerError:
        return None
    finally:
        context.close()


def _plain(text: str) -> str:
    """`sanitize.plain`, loaded only for a text that needs it."""
    if text.isascii() and text.isprintable():
        return text
    from routine_timer.text.sanitize import plain

    return plain(text)
