"""`check-in`: opens the self-check in the app. With answers as arguments, or without a terminal, it does without it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context
from routine_timer.errors import NotFound, RoutineTimerError
from routine_timer.paths import may_exist
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routine_timer.care.check_in import FittingRoutine, Foot, Sign
    from routine_timer.care.red_flags import Flag
    from routine_timer.history.records import CheckInRecord

FEET: tuple[Foot, ...] = ("left", "right", "even")
_ABOUT = """\
The check-in is a two-minute self-check: a few questions about your body, and a test of how you stand with your eyes
closed. It suggests routines that fit, and shows how your answers change over time.
It isn't a diagnosis. See a doctor or physiotherapist first if you have lasting pain, numbness or weakness."""


class BadPain(RoutineTimerError):
    """Not a number from 0 to 10."""

    def __init__(self, text: str) -> None:
        super().__init__(f"--pain takes a whole number from 0 to 10, not {plain(text[:60])!r}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = _ABOUT.replace("\n", " ")
    parser.add_argument(
        "--sign",
        dest="signs",
        nargs="*",
        action="extend",
        metavar="NAME",
        help="the signs and red flags that apply to you, by name (no name: none); saves your answers",
    )
    parser.add_argument(
        "--measure",
        dest="measures",
        nargs="+",
        action="extend",
        metavar="NAME=VALUE",
        help="what you measured: back-on-floor=flat|almost|gap, standing=left|even|right, plank=30s (or 1:30), "
        "leg-raise-left=70° and others",
    )
    parser.add_argument(
        "--activity",
        dest="activities",
        nargs="+",
        action="extend",
        metavar="ACTIVITY=SCORE",
        help="how well you can do up to three activities of your own, from 0 (not at all) to 10 (as before)",
    )
    parser.add_argument("--pain", metavar="N", help="how much it hurts today, from 0 to 10")
    parser.add_argument(
        "--cleared",
        action="store_true",
        help="a professional has cleared you for exercise: for the red flags of --sign, or of your latest check-in",
    )
    parser.add_argument("--list", action="store_true", help="list the signs and red flags by name")
    parser.add_argument("--plain", action="store_true", help="ask one question at a time, for a screen reader")
    parser.add_argument(
        "--json", action="store_true", help="print your latest answers and the routines that fit as JSON"
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.cli.open_app import has_screen, open_app

    if arguments.list:
        _print_questions(context)
        return 0
    given = (arguments.signs, arguments.measures, arguments.activities, arguments.pain)
    has_answers = arguments.cleared or any(answers is not None for answers in given)
    if has_answers:
        _save(context, arguments)
    elif not arguments.json and not arguments.plain and has_screen():
        return open_app(context, check_in=True)
    elif not arguments.json and context.can_ask:
        if not _ask(context, arguments):
            return 0
        has_answers = True
    if has_answers or arguments.json:
        _print_result(context, as_json=arguments.json)
    else:
        _print_questions(context)
    return 0


def _ask(context: Context, arguments: argparse.Namespace) -> bool:
    """Ask one question at a time and save the answers. Returns False if the person stopped.

    Raises:
        NoAnswer: the input ended.
    """
    from routine_timer.cli.plain_check_in import ask_check_in
    from routine_timer.cli.questions import at_terminal

    context.print(_ABOUT)
    given = ask_check_in(at_terminal(context), lambda: _stand(context), context.settings.silence)
    if given is None:
        context.print("Nothing was saved.")
        return False
    arguments.signs, arguments.cleared = list(given.signs), given.cleared
    arguments.pain = None if given.pain is None else str(given.pain)
    arguments.measures = None if given.foot is None else [f"standing={given.foot}"]
    _save(context, arguments)
    return True


def _stand(context: Context) -> None:
    """Wait for the length of the standing test. A sound marks the end, because the person's eyes are closed."""
    import time

    from routine_timer.audio.player_interface import Announcement
    from routine_timer.care.check_in import CLOSE_EYES, OPEN_EYES, STAND_S
    from routine_timer.cli.plain import open_own_player

    player = open_own_player(context)
    try:
        player.prepare((CLOSE_EYES, OPEN_EYES))
        player.announce(Announcement("get-ready", (CLOSE_EYES,)))
        time.sleep(STAND_S)
        player.announce(Announcement("end", (OPEN_EYES,)))
    finally:
        player.close(wait=True)


def _save(context: Context, arguments: argparse.Namespace) -> None:
    """Save today's answers, measures and activities. The last two alone are not a check-in.

    Raises:
        NotFound: a name is not that of a sign, a red flag or a measure.
        BadMeasure: not a value of that measure.
        BadPain: not a number from 0 to 10.
        MeasureMustWait: a red flag comes before this measure; everything else is saved.
        BadActivity: not an activity with a score, or more than three.
    """
    from difflib import get_close_matches

    from routine_timer.care.activity_scale import check_room, parse_activity, score_of
    from routine_timer.care.check_in import SIGNS
    from routine_timer.care.flag_warning import FIRST, flags_ask_for
    from routine_timer.care.measures import ON_FEET_OR_STRAINING, MeasureMustWait, parse_measure, with_unit
    from routine_timer.care.red_flags import CLEARED, FLAGS, clearance, verdict

    known = [*(flag.id for flag in FLAGS), *(sign.id for sign in SIGNS)]
    names: list[str] = arguments.signs or []
    for name in names:
        if name not in known:
            near = get_close_matches(name[:60], known, n=1)
            lists = "`routine-timer check-in --list` shows all names"
            help_ = f"did you mean {near[0]}? {lists}" if near else lists
            raise NotFound("sign", name, near, help=help_)
    measures = dict(parse_measure(text) for text in arguments.measures or [])
    activities = dict(parse_activity(text) for text in arguments.activities or [])
    pain = score_of(arguments.pain) if arguments.pain is not None else None
    if arguments.pain is not None and pain is None:
        raise BadPain(arguments.pain)
    history = context.history
    today = history.today()
    check_room(activities, history.care_records.activities())
    with history.all_or_none():
        if pain is not None:
            history.care_records.add_pain(today, pain)
        for activity, score in activities.items():
            history.care_records.add_activity(today, activity, score)
        if arguments.signs is not None or arguments.cleared:
            standing = measures.get("standing")
            foot = next((side for side in FEET if side == standing), None)
            if arguments.signs is None and (records := _records(context)):  # a clearance is for what was ticked last
                names, foot = list(records[-1].signs), foot or records[-1].foot
            ticked = [*(id_ for id_ in known if id_ in names), *([CLEARED] if arguments.cleared else [])]
            answers = [*((one.day, one.signs) for one in _records(context)), (today, ticked)]
            is_clear = verdict(ticked, clearance(answers)) == "clear"
            history.care_records.add_check_in(today, ticked, foot if is_clear else None)
        first = FIRST[flags_ask_for(history)]
        waiting = [name for name in measures if first and name in ON_FEET_OR_STRAINING]
        measures = {name: value for name, value in measures.items() if name not in waiting}
        for name, value in measures.items():
            history.care_records.add_measure(today, name, value)
    saved = [f"{name} {with_unit(name, value)}" for name, value in measures.items()]
    saved += [f"{activity} {score}" for activity, score in activities.items()]
    if pain is not None:
        saved.insert(0, f"pain {pain}")
    if saved:
        context.print_message(f"Saved for today: {', '.join(saved)}.")
    if waiting:
        raise MeasureMustWait(waiting[0], first)


def _print_result(context: Context, *, as_json: bool) -> None:
    """The latest answers, and what fits or has to come first."""
    from routine_timer.care import red_flags
    from routine_timer.care.check_in import fits, known, plan_that_fits

    records = _records(context)
    last = records[-1] if records else None
    ticked = last.signs if last else ()
    cleared = red_flags.clearance((record.day, record.signs) for record in records)
    verdict = red_flags.verdict(ticked, cleared)
    matches: tuple[FittingRoutine, ...] = fits(ticked, last.foot) if last and verdict == "clear" else ()
    if as_json:
        context.print_json(
            {
                "day": last.day.isoformat() if last else None,
                "signs": [sign.id for sign in known(ticked)],
                "flags": [flag.id for flag in red_flags.FLAGS if flag.id in ticked],
                "cleared": cleared.day.isoformat() if cleared else None,
                "measures": _measures(context),
                "fits": [{"routine": match.routine, "why": match.why} for match in matches],
                "plan": plan_that_fits([match.routine for match in matches]),
            }
        )
        return
    if verdict == "emergency":
        context.print(red_flags.GO_TO_EMERGENCY)
    elif verdict == "professional":
        context.print(
            f"{red_flags.SEE_A_DOCTOR} If a professional has already cleared you for exercise, add --cleared."
        )
    else:
        if cleared is not None and (covers := red_flags.in_words(cleared)):
            context.print(covers)
        if red_flags.LASTING_PAIN.id in ticked:
            context.print(red_flags.SUGGEST_PROFESSIONAL)
    for match in matches:
        context.print(f"{match.routine}: {match.why}")
    plan = plan_that_fits([match.routine for match in matches])
    if plan is not None and not _is_followed(plan, context):
        context.print(f"A plan that fits: `routine-timer plan start {plan}`")


def _is_followed(plan: str, context: Context) -> bool:
    from routine_timer.care.plan_facts import PlanFacts, followed

    start = followed(PlanFacts(context.history.today(), context.history.care_records.plan_records()))
    return start is not None and start.plan == plan


def _print_questions(context: Context) -> None:
    """What it is, every red flag and sign by name, and the last answers."""
    from routine_timer.care.check_in import SIGNS
    from routine_timer.care.red_flags import EMERGENCY, LASTING_PAIN, PROFESSIONAL

    context.print(_ABOUT)
    harmless: list[Flag | Sign] = [LASTING_PAIN, *SIGNS]
    groups: tuple[tuple[str, Sequence[Flag | Sign]], ...] = (
        ("Go to an emergency department now, and don't exercise, if any of these is true:", EMERGENCY),
        (
            "See a doctor first if any of these is true. Add --cleared once one has cleared you for exercise:",
            PROFESSIONAL,
        ),
        ("Answer with `routine-timer check-in --sign NAME…`:", harmless),
    )
    for title, statements in groups:
        context.print(f"\n{title}")
        for statement in statements:
            context.print(f"  {statement.id:<22} {statement.ask}")
    context.print(f"\n{_last(context)}")


def _records(context: Context) -> list[CheckInRecord]:
    """All check-ins, oldest first. Doesn't create a history.

    Raises:
        HistoryError: it can't be read; "none yet" would be false.
    """
    from routine_timer.care.answer_order import in_order

    history = context.history if may_exist(context.folders.history_file) else None
    return in_order(history.care_records.check_ins(), history.today()) if history is not None else []


def _measures(context: Context) -> dict[str, int | str]:
    """The latest value of each measure: a number of seconds or degrees, or a word. Doesn't create a history."""
    from routine_timer.care.answer_order import in_order
    from routine_timer.care.measures import latest_values

    history = context.history if may_exist(context.folders.history_file) else None
    records = in_order(history.care_records.measures(), history.today()) if history is not None else []
    return latest_values((record.name, record.value) for record in records)


def _last(context: Context) -> str:
    """The last check-in in one line."""
    from routine_timer.care.check_in import known
    from routine_timer.care.red_flags import red_flags
    from routine_timer.text.plurals import pluralize

    records = _records(context)
    if not records:
        return "You haven't done a check-in yet. Run `routine-timer check-in` in a terminal to start."
    last = records[-1]
    flags = red_flags(last.signs)
    foot = {"left": "more weight on the left foot", "right": "more weight on the right foot", "even": "even weight"}
    parts = [
        pluralize(len(known(last.signs)), "sign"),
        *([pluralize(len(flags), "red flag")] if flags else []),
        *([foot[last.foot]] if last.foot else []),
        *([plain(last.note)] if last.note else []),
    ]
    return f"Your last check-in, on {last.day}: {', '.join(parts)}."
