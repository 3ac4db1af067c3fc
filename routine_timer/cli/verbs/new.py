"""`new`: creates a routine from the catalogue, with a few questions or from options, or copies another one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.cli.exit_codes import USAGE_ERROR
from routine_timer.cli.help_layout import HelpText
from routine_timer.cli.questions import NoAnswer
from routine_timer.editing.copy_and_rename import free_id, renamed_text, title_of
from routine_timer.errors import NotFound, RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.compose.composer import Composed, RoutineRequest

_T = TypeVar("_T")

_MINUTES = 10.0
_MUSCLE = "hip flexors"
"""What a routine is for by default: what sitting shortens first (S4)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="the routine's name, which also names its file")
    parser.add_argument(
        "--for",
        dest="muscles",
        nargs="+",
        action="extend",
        default=[],
        metavar="MUSCLE",
        help='target muscles, such as "hip flexors" glutes',
    )
    parser.add_argument(
        "--minutes", type=kinds.positive, metavar="N", help=f"how long it may take (default: {_MINUTES:g})"
    )
    parser.add_argument(
        "--without",
        type=_ways,
        action="extend",
        metavar="POSITIONS",
        help="positions to leave out: lying, kneeling, sitting, standing; separate several with commas",
    )
    parser.add_argument(
        "--missing", action="store_true", help="target the muscles that got too little in the last seven days"
    )
    parser.add_argument("--from", dest="source", metavar="ROUTINE", help="copy this routine instead")
    parser.formatter_class = HelpText
    parser.epilog = "Without options, in a terminal, it asks what you want. You can edit the file afterwards."


def run(arguments: argparse.Namespace, context: Context) -> int:
    from routine_timer.compose.muscle_words import understood

    muscles, rest = understood(arguments.muscles)
    name = arguments.name
    if name is None and rest:
        *unknown, name = rest  # `new --for calves my-calves` means a name too
        rest = tuple(unknown)
    if rest:
        raise _no_muscle(rest[0])
    if name is not None and not any(character.isalnum() for character in name):
        return _usage("the name needs a letter or a digit, because the file is named after it")
    if arguments.source is not None:
        if muscles or arguments.minutes or arguments.without or arguments.missing:
            return _usage("--from copies a routine as it is: remove --for, --minutes, --without and --missing")
        return _copy(arguments.source, name, context)
    if arguments.missing:
        if muscles:
            return _usage("--missing finds the muscles itself: remove --for")
        return _compose_missing(name or "This week", arguments.minutes or _MINUTES, arguments.without, context)
    if not context.can_ask:
        if name is None:
            return _usage("NAME is missing: routine-timer new NAME --for MUSCLE")
        if not muscles:
            context.print_message(f"No --for given; using {_MUSCLE}.")
        return _compose(name, muscles or (_MUSCLE,), arguments.minutes or _MINUTES, arguments.without, context)
    return _compose(*_asked(name, muscles, arguments.minutes, arguments.without), context)


def _compose(name: str, muscles: tuple[str, ...], minutes: float, ways: Sequence[str] | None, context: Context) -> int:
    from routine_timer.cli.file_writing import write_routine
    from routine_timer.compose.composer import RoutineRequest, composed

    id_ = free_id(name, context.folders)
    wish = RoutineRequest(title_of(name), muscles, minutes, _positions(ways))
    made = composed(wish, context.folders.routines / f"{id_}.toml", context.library.catalogue)
    _report(made, wish, write_routine(context, id_, made.text), context)
    return 0


def _compose_missing(name: str, minutes: float, ways: Sequence[str] | None, context: Context) -> int:
    """A routine for what is missing this week: as many of these muscles as there is time for."""
    from routine_timer.care.weekly_dose import load_week, missing_muscles, week_in_words
    from routine_timer.compose.composer import served_muscles

    doses = load_week(context.safe_history, context.library)
    context.print_message(week_in_words(doses))
    served = served_muscles(context.library.catalogue.exercises.values())
    missing = tuple(one for one in missing_muscles(doses) if one in served)[: max(round(minutes / 3), 1)]
    if not missing:
        return 0
    return _compose(name, missing, minutes, ways, context)


def _report(made: Composed, wish: RoutineRequest, file: Path, context: Context) -> None:
    from routine_timer.compose.routine_text import about
    from routine_timer.text.durations import clock
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain

    draft = made.draft
    context.print(plain(str(file)))
    context.print_message(f"{clock(draft.seconds)}, {pluralize(len(draft.choices), 'step')}. {about(draft)}")
    if made.silenced:
        context.print_message("There isn't time to both stretch and strengthen, so the file silences that advice.")
    if missed := [muscle for muscle in wish.muscles if muscle not in draft.served]:
        context.print_message(f"There isn't time for {' and '.join(missed)}: allow more minutes.")
    if made.shorter:
        context.print_message(made.shorter)
    context.print_message(f"Start it: `routine-timer run {file.stem}`. Change it: `routine-timer edit {file.stem}`.")


def _copy(source: str, name: str | None, context: Context) -> int:
    from routine_timer.cli.file_writing import write_routine
    from routine_timer.text.sanitize import plain

    reading = context.library.find(source)
    if name is None:
        if not context.can_ask:
            return _usage("NAME is missing: routine-timer new NAME --from ROUTINE")
        name = _ask("Name of the copy?", f"{reading.id} 2", str)
    id_ = free_id(name, context.folders)
    file = write_routine(context, id_, renamed_text(reading, title_of(name)))
    context.print(plain(str(file)))
    context.print_message(f"Copied from {reading.id}. Change it: `routine-timer edit {id_}`.")
    if reading.errors:
        context.print_message(f"It has the same errors as {reading.id}: `routine-timer check {id_}` lists them.")
    return 0


def _ways(text: str) -> list[str]:
    try:
        return _some_ways(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _positions(ways: Sequence[str] | None) -> tuple[str, ...]:
    from routine_timer.compose.body_positions import WAYS

    return tuple(position for way in ways or () for position in WAYS[way])  # type: ignore[index]


def _no_muscle(word: str) -> NotFound:
    from routine_timer.compose.muscle_words import near
    from routine_timer.routine.muscles import MUSCLES

    close = near(word)
    return NotFound("muscle", word, close, "" if close else f"choose from: {', '.join(MUSCLES)}")


def _usage(what: str) -> int:
    sys.stderr.write(f"routine-timer new: {what}\n")
    return USAGE_ERROR


# -- the questions


def _asked(
    name: str | None, muscles: tuple[str, ...], minutes: float | None, ways: Sequence[str] | None
) -> tuple[str, tuple[str, ...], float, Sequence[str] | None]:
    """What the user wants, with questions for what the command line doesn't say. Enter takes the answer in brackets."""
    asks = name is None or not muscles or minutes is None
    name = name or _ask("Name?", "My routine", _some_name)
    muscles = muscles or _ask("Target muscles, such as hip flexors, glutes?", _MUSCLE, _some_muscles)
    minutes = minutes or _ask("How many minutes?", f"{_MINUTES:g}", _some_minutes)
    if ways is None and asks:
        ways = _ask("Positions to leave out (lying, kneeling, sitting, standing)?", "nothing", _some_ways)
    return name, muscles, minutes, ways


def _ask(question: str, default: str, understand: Callable[[str], _T]) -> _T:
    """Ask until the answer makes sense.

    Raises:
        NoAnswer
    """
    while True:
        try:
            answer = input(f"{question} [{default}] ").strip() or default
        except EOFError:
            raise NoAnswer("no answer, so nothing was written") from None
        try:
            return understand(answer)
        except (ValueError, RoutineTimerError) as error:
            help_ = f"; {error.help}" if isinstance(error, RoutineTimerError) and error.help else ""
            sys.stderr.write(f"  {error}{help_}\n")


def _some_name(answer: str) -> str:
    if not any(character.isalnum() for character in answer):
        raise ValueError("the name needs a letter or a digit")
    return answer


def _some_muscles(answer: str) -> tuple[str, ...]:
    from routine_timer.compose.muscle_words import understood

    muscles, rest = understood([answer])
    if rest:
        raise _no_muscle(rest[0])
    if not muscles:
        raise ValueError("name at least one muscle")
    return muscles


def _some_minutes(answer: str) -> float:
    try:
        return kinds.positive(answer.removesuffix("minutes").removesuffix("min").strip())
    except argparse.ArgumentTypeError as error:
        raise ValueError(str(error)) from None


def _some_ways(answer: str) -> list[str]:
    from routine_timer.compose.body_positions import WAYS

    words = answer.casefold().replace(",", " ").split()
    if words in ([], ["nothing"], ["none"], ["no"]):
        return []
    for word in words:
        if word not in WAYS:
            raise ValueError(f"{word!r} is not a position: choose from {', '.join(WAYS)}")
    return words
