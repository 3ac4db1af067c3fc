"""`report`: one page for a physiotherapist, of the plan in progress or of the last twelve weeks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.care.outcomes import PlanOutcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write an HTML page with your progress in your plan, pain, measures, activities, doses and notes. "
        "Without a plan, it covers the last twelve weeks."
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a new file to write (default: print it)")


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.care.report_page import report_page

    outcome = _outcome(context)
    sessions = [one for one in context.history.ended.sessions(since=outcome.since) if one.day <= outcome.today]
    page = report_page(outcome, sessions[::-1], _names(context, {one.routine for one in sessions})).encode()
    if arguments.file is None:
        context.out.flush()
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return 0
    from routine_timer.cli.file_writing import write_new

    write_new(Path(arguments.file), page)
    context.print_message(f"written to {arguments.file}")
    return 0


def _names(context: Context, ids: set[str]) -> dict[str, str]:
    """The names of the routines that are still there and can be read."""
    readings = (context.library.reading(one) for one in ids & context.library.files.keys())
    return {reading.id: reading.routine.name for reading in readings if reading.routine is not None}


def _outcome(context: Context) -> PlanOutcome:
    from routine_timer.care.outcomes import RECENT, outcome_of, recent_outcome
    from routine_timer.care.plan_facts import facts_of
    from routine_timer.cli.verbs.plan import followed_plan

    history = context.history
    activities = history.care_records.activities()
    now = followed_plan(context)
    if now is not None and now.progress is not None:
        return outcome_of(now.progress, now.facts, activities)
    facts = facts_of(history, context.settings.first_weekday)
    return recent_outcome(facts, tuple(history.ended.sessions(since=facts.today - RECENT)), activities)
