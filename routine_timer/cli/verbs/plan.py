"""`plan`: the plan you follow, where you are in it, and moving between its stages."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.care.plan_file import Plan, Plans
    from routine_timer.care.plan_progress import PlanFacts, PlanProgress
    from routine_timer.history.records import PlanRecord


class NotPossible(RoutineTimerError):
    """What was asked of a plan can't be done now."""

    def __init__(self, what: str, help: str) -> None:
        super().__init__(what)
        self.help = help


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(what=None)
    verbs = parser.add_subparsers(dest="what", metavar="list|start|next|back|stop")
    listing = verbs.add_parser("list", help="list the plans there are")
    listing.add_argument("--json", action="store_true", help="for a program to read")
    start = verbs.add_parser("start", help="follow a plan, instead of any other")
    start.add_argument("name", metavar="NAME", help="its id or name")
    start.add_argument("--on", type=kinds.day, metavar="DAY", help="from this day on (default: today)")
    verbs.add_parser("next", help="go to the next stage")
    verbs.add_parser("back", help="go back one stage")
    verbs.add_parser("stop", help="stop following the plan")


def run(arguments: argparse.Namespace, context: Context) -> int:
    match arguments.what:
        case "list":
            _list(context, as_json=arguments.json)
        case "start":
            _start(arguments, context)
        case "next":
            _move(context, 1)
        case "back":
            _move(context, -1)
        case "stop":
            _stop(context)
        case _:
            _show(context, as_json=arguments.json)
    return 0


def _plans(context: Context) -> Plans:
    from routine_timer.care.plan_file import Plans

    return Plans.of(context.folders, context.library.files)


def _facts(context: Context) -> PlanFacts:
    from routine_timer.care.plan_progress import facts_of
    from routine_timer.history.streaks.goals import WEEKDAY_NAMES

    starts = context.settings.week_starts
    return facts_of(context.history, WEEKDAY_NAMES.index(starts) if starts in WEEKDAY_NAMES else 0)


def _list(context: Context, *, as_json: bool) -> None:
    readings = _plans(context).readings()
    plans = [reading.plan for reading in readings if reading.plan is not None]
    if as_json:
        rows = [
            {"id": plan.id, "name": plan.name, "about": plan.about, "stages": [stage.name for stage in plan.stages]}
            for plan in plans
        ]
        context.print_json(rows)
        return
    for plan in plans:
        context.print(f"{plan.id:<22} {plan.about}")
    for reading in readings:
        if reading.plan is None:
            context.talk(f"{reading.id}: has errors; run `routine-timer check {reading.file}`")


def _start(arguments: argparse.Namespace, context: Context) -> None:
    from routine_timer.care import red_flags
    from routine_timer.care.plan_progress import followed

    plan = _plans(context).find(arguments.name)
    facts = _facts(context)
    cleared = red_flags.clearance((one.day, one.signs) for one in facts.check_ins)
    match red_flags.verdict(facts.check_ins[-1].signs if facts.check_ins else (), cleared):
        case "emergency":
            raise NotPossible(red_flags.GO_TO_EMERGENCY, "")
        case "professional":
            help_ = "once a professional has cleared you for exercise, do a check-in again and say so"
            raise NotPossible(f"your last check-in has a red flag. {red_flags.SEE_A_DOCTOR}", help_)
    before = followed(facts)
    day = arguments.on or facts.today
    context.history.start_plan(plan.id, day)
    _follow_goal(context, plan, 0)
    if before is not None and before.plan not in (None, plan.id):
        context.talk(f"it takes the place of {before.plan}")
    context.talk(f"started {plan.name} on {day}; its first stage is {plan.stages[0].name}")


def _move(context: Context, step: int) -> None:
    facts = _facts(context)
    _, now = _current(context, facts)
    at = now.at + step
    if not 0 <= at < len(now.plan.stages):
        where = "first" if step < 0 else "last"
        raise NotPossible(f"{now.stage.name} is the {where} stage of {now.plan.name}", "")
    stage = now.plan.stages[at]
    context.history.move_to_stage(now.plan.id, stage.name, at + 1, facts.today)
    _follow_goal(context, now.plan, at)
    context.talk(f"you are in the stage {stage.name} ({at + 1} of {len(now.plan.stages)}): {stage.about}")


def _stop(context: Context) -> None:
    from routine_timer.care.plan_progress import followed
    from routine_timer.history.streaks.goals import DAILY

    facts = _facts(context)
    start = followed(facts)
    if start is None or start.plan is None:
        raise _no_plan()
    context.history.start_plan(None, facts.today)
    if context.history.goals():
        context.history.set_plan_goal(DAILY, facts.today)
    context.talk(f"stopped following {start.plan}")


def _current(context: Context, facts: PlanFacts) -> tuple[PlanRecord, PlanProgress]:
    """The plan that is followed, and where the person is in it.

    Raises:
        NotPossible: there is none, or its file can't be read.
    """
    from routine_timer.care.plan_progress import followed, progress

    start = followed(facts)
    if start is None or start.plan is None:
        raise _no_plan()
    plan = _plans(context).get(start.plan)
    if plan is None:
        raise NotPossible(_gone(start.plan), "`routine-timer plan stop` ends it")
    return start, progress(plan, start, facts, context.library.files)


def _no_plan() -> NotPossible:
    from routine_timer.care.plan_progress import NO_PLAN

    return NotPossible(NO_PLAN, "`routine-timer plan list` shows the plans there are")


def _gone(plan: str) -> str:
    return f"The file of the plan {plan!r} is not there, or has errors."


def _follow_goal(context: Context, plan: Plan, stage: int) -> None:
    """Streak and goal follow the stage, unless the person set a goal of their own."""
    context.history.set_plan_goal(plan.stages[stage].goal, context.history.today())


def _show(context: Context, *, as_json: bool) -> None:
    from routine_timer.care.plan_progress import NO_PLAN, followed

    facts = _facts(context)
    start = followed(facts)
    now = None
    why = NO_PLAN
    if start is not None and start.plan is not None:
        try:
            _, now = _current(context, facts)
        except NotPossible as error:
            why = str(error)
    if as_json:
        context.print_json(_as_json(start, now, why))
    elif now is None:
        context.print(why)
        if start is None:
            context.print("`routine-timer plan list` shows the plans there are.")
    else:
        _print_progress(context, now)


def _as_json(start: PlanRecord | None, now: PlanProgress | None, why: str) -> dict[str, object]:
    return {
        "plan": start.plan if start else None,
        "stage": now.stage.name if now else None,
        "stages": [
            {
                "name": one.stage.name,
                "routines": list(one.stage.routines),
                "goal": one.stage.goal.text,
                "days_done": one.days_done,
                "needs": list(one.needs),
                "offered": one.offered,
            }
            for one in (now.stages if now else ())
        ],
        "today": {"routine": now.today.routine, "why": now.today.why} if now else {"routine": None, "why": why},
        "since": start.day.isoformat() if start else None,
    }


def _print_progress(context: Context, now: PlanProgress) -> None:
    context.print(f"{now.plan.name}, week {now.week}: {now.stage.name} (stage {now.at + 1} of {len(now.plan.stages)})")
    if now.notice:
        context.print(now.notice)
    about = " ".join(text for text in (now.stage.about, f"({now.stage.source})" if now.stage.source else "") if text)
    if about:
        context.print(about)
    context.print(f"Today: {now.today.routine or 'no session'}. {now.today.why}")
    for index, one in enumerate(now.stages):
        if one.offered and index > now.at:
            context.print(
                f"You can move on to {one.stage.name}: `routine-timer plan next`. Everything it needs is met."
            )
        elif one.offered:
            context.print(f"It has been two weeks or more: go back to {one.stage.name} with `routine-timer plan back`?")
    if needs := now.stages[now.at].needs:
        context.print("Before the next stage:")
        for need in needs:
            context.print(f"  {need}")
