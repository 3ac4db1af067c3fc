"""`run`: start a routine, in the app or in plain lines."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.cli.exit_codes import USAGE_ERROR

if TYPE_CHECKING:
    from routine_timer.timeline import Doses, Timeline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME|FILE", help="a routine's id or the start of it, or a file")
    parser.add_argument(
        "--plain", action="store_true", help="plain lines, for a pipe, a screen reader or a dumb terminal"
    )
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument("--speed", type=kinds.positive, metavar="N", help="run N times faster; the session isn't saved")
    parser.add_argument("--record", action="store_true", help="save the session even at a different speed")
    parser.add_argument("--minutes", type=kinds.positive, metavar="N", help="shorten it to fit N minutes")
    parser.add_argument(
        "--from", dest="from_step", metavar="STEP", help="start at this step or circuit (number or name)"
    )
    parser.add_argument("--remote", action="store_true", help="open a page on your network, to control it from a phone")
    parser.add_argument(
        "--control", type=Path, metavar="PATH", help="also take commands from this named pipe, one per line"
    )
    parser.add_argument(
        "--transcript",
        action="store_true",
        help="print everything that is spoken and shown, with times, without starting a session",
    )
    parser.add_argument("--json", action="store_true", help="with --transcript: as JSON")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.open_app import has_screen, open_app
    from routine_timer.cli.red_flag import may_start
    from routine_timer.playback.control_pipe import ControlPipe
    from routine_timer.playback.outside_controls import ControlSources
    from routine_timer.playback.start import Start

    if arguments.json and not arguments.transcript:
        context.print_message("--json prints a transcript: `routine-timer run NAME --transcript --json`")
        return USAGE_ERROR
    timeline = _timeline(arguments, context)
    if arguments.transcript:
        return _print_transcript(timeline, context, as_json=arguments.json)
    if not may_start(context):
        return 1
    recorded = arguments.speed in (None, 1) or arguments.record
    controls = ControlSources(
        arguments.remote, None if arguments.control is None else ControlPipe(arguments.control), True
    )
    start = Start(timeline, arguments.speed or 1.0, recorded, arguments.mute, controls)
    if arguments.plain or not has_screen():
        from routine_timer.cli.plain import run_plain

        return run_plain(context, start)
    return open_app(context, start)


def _timeline(arguments: argparse.Namespace, context: Context) -> Timeline:
    """The routine as it starts today: with the person's own doses and coaching, shortened, from a later step on."""
    from routine_timer.cli.lookup import routine_named, step_named
    from routine_timer.history.coaching_phrases import coaching_for
    from routine_timer.history.dose_growth import doses_in_force
    from routine_timer.history.errors import HistoryError
    from routine_timer.text.plurals import pluralize
    from routine_timer.timeline import compile_routine, starting_at

    routine = routine_named(context, arguments.name)
    doses: Doses = {}
    coaching = None
    try:
        if swaps := context.safe_history.care_records.swaps():
            from routine_timer.compose.substitutes import with_swaps

            routine = with_swaps(routine, swaps, context.library.catalogue.exercises)
        if context.settings.longer_holds:
            from routine_timer.compose.older_adult_holds import with_longer_holds

            routine = with_longer_holds(routine)
        doses = doses_in_force(context.safe_history.care_records.doses(routine.id), routine)
        coaching = coaching_for(routine, context.safe_history)
    except HistoryError as error:  # a history that can't be read keeps nobody from stretching
        context.print_message(str(error))
    first = 1
    if arguments.from_step is not None:
        first = step_named(routine, arguments.from_step)
    if arguments.minutes is not None:
        from routine_timer.shorten import shorten
        from routine_timer.text.durations import clock

        short = shorten(routine, arguments.minutes * 60, doses, first, coaching)
        routine, doses, coaching = short.routine, short.doses, short.coaching
        for sentence in short.left_out:
            context.print_message(f"for {pluralize(arguments.minutes, 'minute')}: {sentence}")
        if not short.fits:
            shortest = clock(starting_at(compile_routine(routine, doses, coaching), first).duration_s)
            context.print_message(
                f"{pluralize(arguments.minutes, 'minute')} is too short; the shortest version takes {shortest}"
            )
    return starting_at(compile_routine(routine, doses, coaching), first)


def _print_transcript(timeline: Timeline, context: Context, *, as_json: bool) -> int:
    import msgspec

    from routine_timer.playback.transcript import transcript
    from routine_timer.text.durations import clock

    lines = list(transcript(timeline, language=context.settings.language))
    if as_json:
        context.print_json(msgspec.to_builtins(lines))
        return 0
    for line in lines:
        side = line.figure_side if line.figure_side in ("left", "right") else ""
        context.print(f"{clock(line.due_s):>6}  {line.kind:9}  {side:5}  {line.say or '-'}")
    return 0
