"""`new`: a new routine from the catalogue, by a few questions or by flags; or a copy of another one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from routine_timer.cli import arguments as kinds
from routine_timer.cli.context import Context
from routine_timer.cli.exit_codes import USAGE_ERROR
from routine_timer.cli.routine_names import free_id, renamed_text, title_of
from routine_timer.errors import NotFound, RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.compose.composer import Wish
    from routine_timer.compose.drafts import Draft

_T = TypeVar("_T")

_MINUTES = 10.0
_MUSCLE = "hip flexors"
"""What a routine is for where nobody says: what sitting shortens first."""
_WELL_FILLED = 0.7


class NoAnswer(RoutineTimerError):
    """There is nobody (any more) to answer."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="what to call it; its file is named after that")
    parser.add_argument(
        "--for",
        dest="muscles",
        nargs="+",
        action="extend",
        default=[],
        metavar="MUSCLE",
        help='what it is for, such as "hip flexors" glutes',
    )
    parser.add_argument("--minutes", type=kinds.positive, metavar="N", help=f"how long at most ({_MINUTES:g})")
    parser.add_argument(
        "--without",
        type=_ways,
        action="extend",
        metavar="POSITIONS",
        help="leave these out: lying, kneeling, sitting, standing; several with commas",
    )
    parser.add_argument("--from", dest="source", metavar="ROUTINE", help="copy this routine instead")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "without flags, at a terminal, it asks. The file is yours, commented, and ready to be changed."


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
        return _usage("give it a name with a letter in it, which its file is named after")
    if arguments.source is not None:
        if muscles or arguments.minutes or arguments.without:
            return _usage("--from copies a routine as it is: leave out --for, --minutes and --without")
        return _copy(arguments.source, name, context)
    if not context.can_ask:
        if name is None:
            return _usage("say what to call it: routine-timer new NAME --for MUSCLE")
        if not muscles:
            context.talk(f"for {_MUSCLE}, as --for says nothing else")
        return _compose(name, muscles or (_MUSCLE,), arguments.minutes or _MINUTES, arguments.without, context)
    return _compose(*_asked(name, muscles, arguments.minutes, arguments.without), context)


def _compose(name: str, muscles: tuple[str, ...], minutes: float, ways: Sequence[str] | None, context: Context) -> int:
    from routine_timer.cli.file_writing import write_routine
    from routine_timer.compose.composer import Wish, composed

    id_ = free_id(name, context)
    wish = Wish(title_of(name), muscles, minutes, _positions(ways))
    made = composed(wish, context.folders.routines / f"{id_}.toml", context.library.catalogue)
    if made.leaves_aside:
        context.talk("there was no room for both halves: the file says which advice it leaves aside")
    _tell(made.draft, wish, write_routine(context, id_, made.text), context)
    return 0


def _tell(draft: Draft, wish: Wish, file: Path, context: Context) -> None:
    from routine_timer.compose.routine_text import about
    from routine_timer.text.durations import clock
    from routine_timer.text.plurals import pluralize
    from routine_timer.text.sanitize import plain

    context.print(plain(str(file)))
    context.talk(f"{clock(draft.seconds)}, {pluralize(len(draft.choices), 'step')}. {about(draft)}")
    if missed := [muscle for muscle in wish.muscles if muscle not in draft.served]:
        context.talk(f"no time was left for {' and '.join(missed)}: give it more minutes")
    if draft.seconds < _WELL_FILLED * wish.minutes * 60:
        context.talk("longer would only repeat itself: name more muscles for a longer one")
    context.talk(f"`routine-timer {file.stem}` follows it, `routine-timer edit {file.stem}` changes it")


def _copy(source: str, name: str | None, context: Context) -> int:
    from routine_timer.cli.file_writing import write_routine
    from routine_timer.text.sanitize import plain

    reading = context.library.find(source)
    if name is None:
        if not context.can_ask:
            return _usage("say what to call the copy: routine-timer new NAME --from ROUTINE")
        name = _ask("What should the copy be called?", f"{reading.id} 2", str)
    id_ = free_id(name, context)
    file = write_routine(context, id_, renamed_text(reading, title_of(name)))
    context.print(plain(str(file)))
    context.talk(f"a copy of {reading.id}: `routine-timer edit {id_}` changes it")
    if reading.errors:
        context.talk(f"it has the errors of {reading.id} too: `routine-timer check {id_}`")
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
    return NotFound("muscle", word, close, "" if close else f"there are: {', '.join(MUSCLES)}")


def _usage(what: str) -> int:
    sys.stderr.write(f"routine-timer new: {what}\n")
    return USAGE_ERROR


# -- the questions


def _asked(
    name: str | None, muscles: tuple[str, ...], minutes: float | None, ways: Sequence[str] | None
) -> tuple[str, tuple[str, ...], float, Sequence[str] | None]:
    """What is wished, asked for as far as the command line does not say it. Enter takes what stands in brackets."""
    asks = name is None or not muscles or minutes is None
    name = name or _ask("What should it be called?", "My routine", _some_name)
    muscles = muscles or _ask("What is it for? Muscles, such as hip flexors, glutes", _MUSCLE, _some_muscles)
    minutes = minutes or _ask("How many minutes?", f"{_MINUTES:g}", _some_minutes)
    if ways is None and asks:
        ways = _ask("Anything to leave out? lying, kneeling, sitting, standing", "nothing", _some_ways)
    return name, muscles, minutes, ways


def _ask(question: str, default: str, understand: Callable[[str], _T]) -> _T:
    """Ask until it is understood.

    Raises:
        NoAnswer
    """
    while True:
        try:
            answer = input(f"{question} [{default}] ").strip() or default
        except EOFError:
            raise NoAnswer("nothing was written: there was no answer") from None
        try:
            return understand(answer)
        except (ValueError, RoutineTimerError) as error:
            help_ = f"; {error.help}" if isinstance(error, RoutineTimerError) and error.help else ""
            sys.stderr.write(f"  {error}{help_}\n")


def _some_name(answer: str) -> str:
    if not any(character.isalnum() for character in answer):
        raise ValueError("a name has a letter in it")
    return answer


def _some_muscles(answer: str) -> tuple[str, ...]:
    from routine_timer.compose.muscle_words import understood

    muscles, rest = understood([answer])
    if rest:
        raise _no_muscle(rest[0])
    if not muscles:
        raise ValueError("name a muscle")
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
            raise ValueError(f"{word!r} is none of {', '.join(WAYS)}")
    return words
