"""`plan`: the plan you follow, where you are in it, and moving between its stages."""

from __future__ import annotations

import argparse
import shlex
import sys
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.care.plan_file import Plan, Plans
    from routine_timer.care.plan_following import Following
    from routine_timer.care.plan_progress import PlanProgress, StageOffer
    from routine_timer.history.streaks.goals import Goal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(what=None)
    verbs = parser.add_subparsers(dest="what", metavar="list|start|next|back|repeat|stop")
    listing = verbs.add_parser("list", help="list all plans")
    listing.add_argument("--json", action="store_true", help="print JSON")
    start = verbs.add_parser("start", help="start a plan, instead of the current one")
    start.add_argument("name", metavar="NAME", help="its id or name")
    start.add_argument("--on", type=kinds.near_day, metavar="DAY", help="the first day (default: today)")
    start.add_argument("--after", metavar="TEXT", help="what you will do it after, such as “my run”")
    start.add_argument("--if", dest="obstacle", metavar="TEXT", help="what might get in the way, such as “I'm late”")
    verbs.add_parser("next", help="go to the next stage")
    verbs.add_parser("back", help="go back one stage")
    verbs.add_parser("repeat", help="start the current stage again, from today")
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
        case "repeat":
            _move(context, 0)
        case "stop":
            _stop(context)
        case _:
            _show(context, as_json=arguments.json)
    return 0


def _plans(context: Context) -> Plans:
    from routine_timer.care.plan_file import Plans

    return Plans.of(context.folders, context.library.files)


def followed_plan(context: Context) -> Following | None:
    from routine_timer.care.plan_following import following

    return following(context.history, _plans(context), context.library.files, context.settings.first_weekday)


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
            context.print_message(
                f"{reading.id}: has errors; run `routine-timer check {shlex.quote(str(reading.file))}`"
            )


def _start(arguments: argparse.Namespace, context: Context) -> None:
    from routine_timer.care.plan_following import begin, own_goal_in_the_way
    from routine_timer.text.muscle_and_day_words import from_day

    plan = _plans(context).find(arguments.name)
    before = followed_plan(context)
    history = context.history
    day = arguments.on.resolve(history.today()) if arguments.on else history.today()
    own = own_goal_in_the_way(history, plan, day)
    over_own_goal = own is not None and _replaces(own, plan, context)
    after, obstacle = _if_then(arguments, context)
    begin(history, plan, day, after=after, obstacle=obstacle, over_own_goal=over_own_goal)
    today = history.today()
    from_then = f" {from_day(day, today)}" if day > today else ""
    if before is not None and before.start.plan != plan.id:
        context.print_message(f"it replaces {before.start.plan}{from_then}")
    verb = "starts" if day >= today else "started"
    context.print_message(f"{plan.name} {verb} {from_day(day, today)}; its first stage is {plan.stages[0].name}")


def _if_then(arguments: argparse.Namespace, context: Context) -> tuple[str, str]:
    """What the session follows, and what might get in the way; asked in a terminal unless they are given."""
    from routine_timer.care.if_then import ASK_AFTER, ASK_OBSTACLE, EXAMPLE_AFTER, EXAMPLE_OBSTACLE

    given: tuple[str | None, str | None] = (arguments.after, arguments.obstacle)
    if given != (None, None) or not context.can_ask:
        return given[0] or "", given[1] or ""
    return (
        _asked(f"{ASK_AFTER} (such as “{EXAMPLE_AFTER}”; Enter: skip) "),
        _asked(f"{ASK_OBSTACLE} (such as “{EXAMPLE_OBSTACLE}”; Enter: skip) "),
    )


def _asked(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _replaces(own: Goal, plan: Plan, context: Context) -> bool:
    """Whether the plan's goal replaces the person's own. Only a person in a terminal can say so."""
    goal = plan.stages[0].goal
    if not context.can_ask:
        context.print_message(f"your goal stays {own} (the plan suggests {goal}: `routine-timer goal {str(goal)!r}`)")
        return False
    sys.stderr.write(f"Your goal is {own}; the plan suggests {goal}, and changes it with each stage.\n")
    return _asked("Follow the plan's goal? [y/N] ").lower() in ("y", "yes")


def _move(context: Context, step: int) -> None:
    from routine_timer.care.flag_warning import flag_warning
    from routine_timer.care.plan_following import move

    now = followed_plan(context)
    at = move(context.history, now, step)
    if now is None or now.progress is None:
        return
    stages = now.progress.plan.stages
    again = ", from the beginning" if step == 0 else ""
    about = f": {stages[at].about}" if stages[at].about else ""
    context.print_message(f"you are in the stage {stages[at].name} ({at + 1} of {len(stages)}){again}{about}")
    if warning := flag_warning(context.history):
        context.print_message(f"{warning} Until then, the plan has no sessions.")
    if step > 0 and (needs := now.progress.stages[now.progress.at].needs):
        context.print_message("\n".join(["the plan would have waited for:", *(f"  {need}" for need in needs)]))


def _stop(context: Context) -> None:
    from routine_timer.care.plan_following import stop

    plan, *later = stop(context.history)
    context.print_message(f"stopped following {plan}" + "".join(f"; {one} won't start" for one in later))


def _show(context: Context, *, as_json: bool) -> None:
    from routine_timer.care.if_then import if_then
    from routine_timer.care.plan_progress import NO_PLAN
    from routine_timer.text.sanitize import plain

    now = followed_plan(context)
    if as_json:
        context.print_json(_as_json(now))
    elif now is None:
        context.print(NO_PLAN)
        context.print("`routine-timer plan list` shows all plans.")
    elif now.progress is None:
        context.print(now.gone)
        context.print("`routine-timer plan stop` ends it.")
    else:
        if now.has_started:
            _print_progress(context, now, now.progress)
            _print_outcome(context, now, now.progress)
        else:
            _print_start(context, now.progress)
        if plan := if_then(now.start):
            context.print(plain(plan))
        if now.later:
            context.print(plain(now.later))


def _print_outcome(context: Context, now: Following, progress: PlanProgress) -> None:
    from routine_timer.care.outcomes import change_sentence, outcome_of

    if now.facts.measures or now.facts.pain:
        context.print(change_sentence(outcome_of(progress, now.facts, context.history.care_records.activities())))
    if now.measures_due:
        context.print("Time to measure yourself: press t in the app, or `routine-timer check-in --help`.")


def _as_json(following: Following | None) -> dict[str, object]:
    from routine_timer.care.if_then import if_then
    from routine_timer.care.plan_progress import NO_PLAN

    now = following.progress if following else None
    start = following.start if following else None
    offer = now.offer if now else None
    why = following.gone if following else NO_PLAN
    return {
        "plan": start.plan if start else None,
        "stage": now.stage.name if now else None,
        "week": now.week if now else None,
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
        "offer": {"stage": offer.stage, "ways": list(_ways(offer)), "why": offer.why} if offer else None,
        "today": {"routine": now.today.routine, "why": now.today.why} if now else {"routine": None, "why": why},
        "notice": now.notice or None if now else None,
        "completed": now.completed if now else False,
        "measures_due": following.measures_due if following else False,
        "if_then": (if_then(start) or None) if start else None,
        "since": start.day.isoformat() if start else None,
    }


def _ways(offer: StageOffer) -> tuple[str, ...]:
    """The verbs of `plan` that accept an offer."""
    moves = ("next" if offer.step > 0 else "back",) if offer.moves else ()
    return *moves, *(("repeat",) if offer.repeats else ())


def _today(context: Context, now: PlanProgress) -> str:
    """The routine of today with the command that starts it, or why there is none."""
    which = now.today.routine
    if which is None:
        return now.today.why if now.today.is_free else f"Today: no session. {now.today.why}"
    routine = context.library.reading(which).routine
    name = routine.name if routine is not None else which
    aim = f"Aim for a session {now.stage.goal.words}."
    return f"Today: {name}. Start it with `routine-timer run {which}`. {aim}"


def offer_with_commands(offer: StageOffer, stage: str) -> str:
    """An offer with the command that accepts it, the one that starts the current stage again, and the reason."""
    first, *others = (f"`routine-timer plan {verb}`" for verb in _ways(offer))
    again = "".join(f" To start {stage} again: {way}." for way in others)
    return f"{offer.first_choice}: {first}.{again} {offer.why}"


def _print_start(context: Context, now: PlanProgress) -> None:
    """A plan that starts later."""
    context.print(f"{now.today.why} {now.plan.about}")
    context.print(f"Its first stage: {now.stage.name}, {now.stage.goal.words}. {now.stage.about}".rstrip())
    if now.notice:
        context.print(now.notice)


def _print_progress(context: Context, following: Following, now: PlanProgress) -> None:
    from routine_timer.care.pain import CHECK_AGAIN, HOW_TO_CHECK
    from routine_timer.care.plan_progress import COMPLETED
    from routine_timer.text.sources import named

    context.print(f"{now.plan.name}, week {now.week}: {now.stage.name} (stage {now.at + 1} of {len(now.plan.stages)})")
    if now.notice and now.notice not in now.stages[now.at].needs:
        context.print(now.notice)
    if following.asks_flags_again:
        context.print(f"{CHECK_AGAIN} {HOW_TO_CHECK}")
    if now.completed:
        context.print(COMPLETED)
    about = " ".join(text for text in (now.stage.about, f"({now.stage.source})" if now.stage.source else "") if text)
    if about:
        context.print(named(about))
    context.print(_today(context, now))
    if offer := now.offer:
        context.print(offer_with_commands(offer, now.stage.name))
    if needs := now.stages[now.at].needs:
        context.print("Before the next stage:")
        for need in needs:
            context.print(f"  {need}")
