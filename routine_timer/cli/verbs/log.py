"""`log`: adds a session that was done away from the app."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.errors import NotFound, RoutineTimerError
from routine_timer.history.day_input import TODAY, FutureDay

if TYPE_CHECKING:
    from datetime import date

    from routine_timer.history.records import SegmentRecord, SessionRecord


class NotLogged(RoutineTimerError):
    """The session can't be logged like this."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the routine, or with --activity what you did")
    parser.add_argument(
        "--on",
        type=kinds.past_day,
        default=TODAY,
        metavar="DAY",
        help="today (default), yesterday, a weekday such as monday (the latest one), or a date",
    )
    parser.add_argument("--at", type=kinds.time_of_day, metavar="HH:MM", help="when it started (default: unknown)")
    parser.add_argument(
        "--minutes", type=kinds.positive, metavar="N", help="how long it took (default: the routine's length)"
    )
    parser.add_argument("--note", metavar="TEXT", help="a note about it")
    parser.add_argument("--again", action="store_true", help="log it even if it's already logged that day")
    parser.add_argument(
        "--activity", action="store_true", help="log something that isn't a routine, such as swimming; needs --minutes"
    )
    parser.add_argument("--done", action="store_true", help="with --activity: count the day as done for your streak")
    parser.add_argument("--id", action="store_true", help="print the session's id, for a script")
    parser.set_defaults(wrong=parser.error)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.activity and arguments.minutes is None:
        arguments.wrong("--activity needs --minutes")
    if arguments.done and not arguments.activity:
        arguments.wrong("--done is for --activity; a routine always counts as done")
    history = context.history
    try:
        day = arguments.on.resolve(history.today())
    except FutureDay as error:
        help = "log a session on the day you did it, or later; to plan a day off: `routine-timer skip DAY`"
        raise NotLogged(f"{error}, and only what you have done can be logged", help) from None
    segments: tuple[SegmentRecord, ...] = ()
    if arguments.activity:
        name = _activity(arguments.name, context)
        active_s = arguments.minutes * 60
    else:
        name, active_s, segments = _routine(arguments, context)
    if not _is_wanted(name, day, arguments, context):
        context.print_message("Not logged.")
        return 1
    record = history.ended.log(
        name,
        day,
        arguments.at,
        arguments.note,
        active_s=active_s,
        done=arguments.done or not arguments.activity,
        segments=segments,
    )
    context.print_message(_message(record, history.today()))
    if arguments.id:
        context.print(record.id)
    return 0


def _routine(arguments: argparse.Namespace, context: Context) -> tuple[str, float, tuple[SegmentRecord, ...]]:
    """The id of the routine, how long it took in seconds, and its segments. A routine that can't be read has none.

    Raises:
        NotFound: there is no such routine; the help suggests similar ones, and how to log another activity.
    """
    from routine_timer.history.dose_growth import doses_in_force
    from routine_timer.playback.manual_log_segments import segments_done
    from routine_timer.timeline import compile_routine

    try:
        reading = context.library.find(arguments.name)
    except NotFound as error:
        other = "for anything else you did, add --activity and --minutes"
        raise NotFound("routine", arguments.name, error.near, help=f"{error.help}\n{other}") from None
    routine = reading.routine
    if routine is None:
        return reading.id, (arguments.minutes or 0.0) * 60, ()
    timeline = compile_routine(routine, doses_in_force(context.history.care_records.doses(routine.id), routine))
    seconds = timeline.duration_s if arguments.minutes is None else arguments.minutes * 60
    return routine.id, seconds, segments_done(timeline, arguments.minutes)


def _activity(name: str, context: Context) -> str:
    """The name of an activity.

    Raises:
        NotLogged: it is the name of a routine, or empty.
    """
    name = name.strip()
    if not name:
        raise NotLogged("the activity has no name", "write what you did, for example: log swimming")
    try:
        routine = context.library.find(name)
    except NotFound:
        return name
    if name.casefold() not in (routine.id, routine.routine.name.casefold() if routine.routine else ""):
        return name  # only the start of a routine's name
    raise NotLogged(f"{name} is a routine", "leave out --activity to log it")


def _is_wanted(name: str, day: date, arguments: argparse.Namespace, context: Context) -> bool:
    """Whether a second session of one day is meant. Asks on a terminal.

    Raises:
        NotLogged: it can't be asked.
    """
    if arguments.again or not context.history.ended.is_logged(name, day):
        return True
    if not context.can_ask:
        raise NotLogged(f"{name} is already logged on {day}", "add --again to log it a second time")
    sys.stderr.write(f"{name} is already logged on {day}. Log it again? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _message(record: SessionRecord, today: date) -> str:
    from routine_timer.text.plurals import pluralize

    when = "today" if record.day == today else f"{record.day:%A} {record.day}"
    length = pluralize(round(record.active_s / 60) or 1, "minute")
    counts = "" if record.done else ". It doesn't count for your streak; add --done if it should"
    return f"{record.routine} logged for {when}, {length}{counts}"
