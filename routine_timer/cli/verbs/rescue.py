"""`rescue`: three minutes for a bad day, with the two most valuable exercises of the plan."""

from __future__ import annotations

import argparse

from routine_timer.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain", action="store_true", help="plain lines, for a pipe, a screen reader or a dumb terminal"
    )
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.epilog = (
        "It takes one stretch and one strengthening exercise from your plan's routine for today or, without a plan, "
        "from the routine you do most often. It counts as done unless you turn off rescue_counts in the settings."
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.care.plan_file import Plans
    from routine_timer.care.rescue_session import rescue_today
    from routine_timer.cli.open_app import has_screen, open_app
    from routine_timer.cli.red_flag import may_start
    from routine_timer.playback.start import Start

    if not may_start(context):
        return 1
    library = context.library
    plans, settings = Plans.of(context.folders, library.files), context.settings
    timeline, whole_s = rescue_today(
        context.safe_history, library, plans, longer_holds=settings.longer_holds, week_starts=settings.first_weekday
    )
    start = Start(timeline, mute=arguments.mute, work_s=None if settings.rescue_counts else whole_s)
    if arguments.plain or not has_screen():
        from routine_timer.cli.plain import run_plain

        return run_plain(context, start)
    return open_app(context, start)
