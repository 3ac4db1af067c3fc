"""`show`: a routine laid out as a table, with what it stretches and strengthens; or one exercise, or a plan, whole."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.care.plan_file import PlanReading
    from routine_timer.routine.exercise import Exercise
    from routine_timer.routine.model import Routine
    from routine_timer.timeline import Segment, Timeline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME|FILE", help="a routine, an exercise or a plan")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--exercise", action="store_true", help="show the exercise, even if a routine has the same name")
    which.add_argument("--plan", action="store_true", help="show the plan, even if a routine has the same name")
    parser.add_argument("--plain", action="store_true", help="a routine's steps in sentences, for a screen reader")
    parser.add_argument("--json", action="store_true", help="print JSON: every segment and its cues, or the exercise")
    parser.add_argument("--figure", action="store_true", help="show only the poses, side by side")


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.figure:
        from routine_timer.cli.figure_output import print_figures

        return print_figures(context, arguments.name)
    from routine_timer.routine.exercise import Exercise
    from routine_timer.routine.model import Routine

    match = _match(arguments, context)
    if isinstance(match, Exercise):
        from routine_timer.cli.exercise_output import print_exercise

        print_exercise(context, match, as_json=arguments.json)
        return 0
    if not isinstance(match, Routine):
        from routine_timer.cli.plan_output import print_plan

        print_plan(context, match, as_json=arguments.json)
        return 0
    from routine_timer.timeline import compile_routine

    timeline = compile_routine(match)
    if arguments.json:
        context.print_json(as_json(timeline))
    elif arguments.plain:
        _print_sentences(context, timeline)
    else:
        _print_table(context, timeline)
    return 0


def _match(arguments: argparse.Namespace, context: Context) -> Routine | Exercise | PlanReading:
    from routine_timer.cli.lookup import exercise_named, or_plan, plan_named, routine_or_exercise_named

    if arguments.plan:
        return plan_named(context, arguments.name)
    if arguments.exercise:
        return exercise_named(context, arguments.name)
    return or_plan(context, arguments.name, lambda: routine_or_exercise_named(context, arguments.name))


def as_json(timeline: Timeline) -> dict[str, object]:
    """The object of `show --json`: the file's own doses, a self-paced rep counted as 3 s."""
    return {
        "id": timeline.routine,
        "name": timeline.name,
        "duration_s": timeline.duration_s,
        "segments": [_segment_json(segment) for segment in timeline.segments],
    }


def _segment_json(segment: Segment) -> dict[str, object]:
    return {
        "n": segment.n,
        "kind": segment.kind,
        "step": segment.step,
        "label": segment.label,
        "side": segment.side,
        "set": segment.set,
        "round": segment.round,
        "phase": segment.phase,
        "seconds": segment.seconds,
        "max_s": segment.max_s,
        "until": segment.until,
        "reps": segment.reps,
        "starts_at_s": segment.starts_at_s,
        "cues": [{"at_s": cue.at_s, "say": segment.with_side(cue.say)} for cue in segment.form_cues],
    }


def _print_sentences(context: Context, timeline: Timeline) -> None:
    """One line per step, and one per muscle: `2. Bird dog: 2 sets of 4 reps each side, in turn.`"""
    from routine_timer.balance import by_muscle
    from routine_timer.text.doses import dose_in_words
    from routine_timer.text.durations import short
    from routine_timer.text.needs import you_need
    from routine_timer.text.plurals import pluralize

    context.print(f"{timeline.name}: {pluralize(len(timeline.steps), 'step')}, {short(timeline.duration_s)}.")
    if needs := you_need(timeline.steps):
        context.print(f"{needs}.")
    for number, step in enumerate(timeline.steps, 1):
        rounds = max((one.round or 1 for one in timeline.segments if one.step == number), default=1)
        times = f", in {rounds} rounds" if rounds > 1 else ""
        context.print(f"{number}. {step.name}: {dose_in_words(step)}{times}.")
    for muscle, load in by_muscle(timeline).items():
        for what, sides in (("stretched", load.stretched), ("under tension", load.strengthened)):
            amounts = {"left": sides.left, "right": sides.right, "both sides": sides.both}
            if parts := [f"{short(seconds)} {side}" for side, seconds in amounts.items() if seconds]:
                context.print(f"{muscle.capitalize()}: {what} {', '.join(parts)}.")


def _print_table(context: Context, timeline: Timeline) -> None:
    from routine_timer.balance import by_muscle
    from routine_timer.text import segment_words
    from routine_timer.text.durations import clock
    from routine_timer.text.needs import you_need
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain

    context.print(f"{plain(timeline.name)}   {clock(timeline.duration_s)}, {pluralize(len(timeline.steps), 'step')}")
    if needs := you_need(timeline.steps):
        context.print(needs)
    context.print()
    names = [plain(s.label) if s.is_work else f"  {segment_words.STATES[s.kind]}" for s in timeline.segments]
    doses = [segment_words.whole_dose(segment) for segment in timeline.segments]
    width, dose_width = max(map(len, names)), max(map(len, doses))
    for name, dose, segment in zip(names, doses, timeline.segments, strict=True):
        step = "" if segment.step is None or not segment.is_work else str(segment.step)
        side = segment.side if segment.side and segment.is_work else f"to {segment.side}" if segment.side else ""
        line = (
            f"{clock(segment.starts_at_s):>6}  {step:>2}  {name:<{width}}  {side:<11}  "
            f"{dose:<{dose_width}}  {segment_words.place(segment)}"
        )
        context.print(line.rstrip())
    loads = by_muscle(timeline)
    if not loads:
        return
    context.print()
    header = f"{'':<26}{'stretched':>27}{'under tension':>27}"
    context.print(header.rstrip())
    context.print(f"{'':<26}{'left':>9}{'right':>9}{'both':>9}{'left':>9}{'right':>9}{'both':>9}")
    for muscle, load in loads.items():
        cells = [load.stretched, load.strengthened]
        text = "".join(
            f"{clock(seconds) if seconds else '·':>9}"
            for sides in cells
            for seconds in (sides.left, sides.right, sides.both)
        )
        context.print(f"{muscle:<26}{text}")
