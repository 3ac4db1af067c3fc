"""From the bytes of a file to a checked, resolved routine, or to everything that is wrong with it.

Reading never raises for what a file says. The fast way is tomllib, msgspec, resolving; only a file that one of them
refuses is walked by the checker that collects, and only a file with something to tell is parsed for positions.
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from routine_timer.routine.diagnostic_codes import severity
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.exercise_from_file import resolve_exercise
from routine_timer.routine.format import FORMAT, ExerciseTable, RoutineTable
from routine_timer.routine.model import Routine
from routine_timer.routine.poses import drop_old_keys
from routine_timer.routine.problem_collector import KeyProblem, ProblemCollector
from routine_timer.routine.resolve import PlacedStep, ResolvedRoutine, resolve_routine
from routine_timer.routine.routine_files import LARGEST_FILE, Source

DOTS = 32
"""Parts of a dotted key. Nothing needs more, and tomllib takes quadratic time for them."""
_MANY_PARTS = re.compile(rf"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DOTS}}}""", re.ASCII)

_TOO_DEEP = "lists or tables are nested too deeply"

_ABSENCES = frozenset({"missing-key", "no-steps", "no-name", "no-dose"})
"""That something is not there can't be told of a text that can't be read everywhere."""

_T = TypeVar("_T")


class Reading(msgspec.Struct, frozen=True):
    """A file that was read. `routine` is there unless there is an error; `text` is what the file says."""

    file: Path
    id: str
    routine: Routine | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""
    source: Source = "file"
    steps: tuple[PlacedStep, ...] = ()
    """The steps with their places in the file; of a broken routine, those that make sense."""
    legible: str | None = None
    """The text line for line, without what is not TOML in it; None where the rest can't be told from that."""

    exercises: Mapping[str, Exercise] = MappingProxyType({})
    """The catalogue that it was read with."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self.diagnostics if one.severity == "error")

    def check(self) -> tuple[Diagnostic, ...]:
        """All that there is to tell, in the order of the file: what is wrong, and advice where nothing is."""
        if self.routine is None:
            return self.diagnostics
        from routine_timer.routine.advice import advise

        problems = ProblemCollector()
        advise(self.routine, self.steps, problems, self.exercises)
        return tuple(sorted((*self.diagnostics, *_placed(problems, self.text, self.file)), key=_order))


class ExerciseReading(msgspec.Struct, frozen=True):
    """A file of the catalogue that was read. `exercise` is there unless there is an error."""

    file: Path
    id: str
    exercise: Exercise | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""
    table: ExerciseTable | None = None
    """What the file says, where nothing is wrong with it."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self.diagnostics if one.severity == "error")

    def with_problems(self, problems: Iterable[KeyProblem]) -> ExerciseReading:
        """This reading with problems that only show beside other files; they leave the exercise usable."""
        placed = _placed(problems, self.text, self.file)
        return replace(self, diagnostics=tuple(sorted((*self.diagnostics, *placed), key=_order)))

    def check(self) -> tuple[Diagnostic, ...]:
        """All that there is to tell; nobody has advice about an exercise, but its picture may be missing."""
        if self.exercise is None or self.exercise.image is None:
            return self.diagnostics
        from routine_timer.routine.advice import picture_rules

        problems = ProblemCollector()
        picture_rules.note(self.exercise.image, ("image",), problems)
        return tuple(sorted((*self.diagnostics, *_placed(problems, self.text, self.file)), key=_order))


def read_file(file: Path, exercises: Mapping[str, Exercise], source: Source = "file") -> Reading:
    """Read a routine file, whatever is in it."""
    text, problem = text_of(file)
    if problem is not None:
        return Reading(file, _id(file), None, (problem,), text, source)
    reading = read_text(text, file, exercises)
    return reading if source == "file" else replace(reading, source=source)


def read_text(text: str, file: Path, exercises: Mapping[str, Exercise]) -> Reading:
    """Read the text of a routine file; `file` gives its id and is named in the diagnostics."""
    document = document_of(text, file)
    if isinstance(document, tuple):
        return Reading(file, _id(file), None, document, text)
    if isinstance(document, ValueError):
        left, legible, diagnostics = without_faults(
            text, file, document, lambda left, problems: _forgiving_routine(left, file, exercises, problems)
        )
        return Reading(file, _id(file), None, diagnostics, text, steps=left.steps if left else (), legible=legible)
    found, diagnostics = made_of(
        lambda problems: resolve_routine(msgspec.convert(document, RoutineTable), file, exercises, problems),
        lambda problems: _forgiving_routine(document, file, exercises, problems),
        text,
        file,
    )
    if found is None or any(one.severity == "error" for one in diagnostics):
        return Reading(file, _id(file), None, diagnostics, text, steps=found.steps if found else (), legible=text)
    return Reading(
        file, _id(file), found.routine, diagnostics, text, steps=found.steps, legible=text, exercises=exercises
    )


def read_exercise(file: Path) -> ExerciseReading:
    """Read a file of the catalogue, whatever is in it."""
    text, problem = text_of(file)
    if problem is not None:
        return ExerciseReading(file, _id(file), None, (problem,), text)
    document = document_of(text, file)
    if isinstance(document, tuple):
        return ExerciseReading(file, _id(file), None, document, text)
    if isinstance(document, ValueError):
        *_, diagnostics = without_faults(
            text, file, document, lambda left, problems: _forgiving_exercise(left, file, problems)
        )
        return ExerciseReading(file, _id(file), None, diagnostics, text)
    drop_old_keys(document)
    found, diagnostics = made_of(
        lambda problems: _exercise(msgspec.convert(document, ExerciseTable), file, problems),
        lambda problems: _forgiving_exercise(document, file, problems),
        text,
        file,
    )
    if found is None or any(one.severity == "error" for one in diagnostics):
        return ExerciseReading(file, _id(file), None, diagnostics, text)
    table, exercise = found
    return ExerciseReading(file, _id(file), exercise, diagnostics, text, table)


def _id(file: Path) -> str:
    return file.name.removesuffix(".toml")


def text_of(file: Path) -> tuple[str, Diagnostic | None]:
    """What the file says, as far as it can be told, and why it can't be read."""
    data, problem = _bytes_of(file)
    if problem is not None:
        return "", problem
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "", _whole(file, "not-utf8", "this file is in UTF-16", "save it as UTF-8")
        bad = error.start + len(_MARK) * data.startswith(_MARK)  # a mark at the beginning is taken off before counting
        before = data[:bad].removeprefix(_MARK).decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = f"byte {bad + 1} (0x{data[bad]:02x}) is not UTF-8"
        place = (line, column, line, column + 1)
        problem = Diagnostic(file, *place, "error", "not-utf8", message, "save the file as UTF-8")
        return data.removeprefix(_MARK).decode("utf-8", "replace"), problem


_MARK = b"\xef\xbb\xbf"
"""The byte order mark that some editors put before UTF-8."""


def _bytes_of(file: Path) -> tuple[bytes, Diagnostic | None]:
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            return b"", _whole(file, "unreadable", "this is a folder, not a file", "give a file")
        if not stat.S_ISREG(found.st_mode):
            return b"", _whole(file, "unreadable", "this is not a regular file", "give a file")
        if found.st_size > LARGEST_FILE:
            return b"", _too_big(file)
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        return b"", _whole(file, "unreadable", f"can't open the file: {error.strerror or type(error).__name__}", "")
    except ValueError:
        return b"", _whole(file, "unreadable", "this is not a valid file name", "")
    return (b"", _too_big(file)) if len(data) > LARGEST_FILE else (data, None)


def _too_big(file: Path) -> Diagnostic:
    message = "this file is larger than 1 MB, so it was not read"
    return _whole(file, "too-big", message, "a routine is a few kB of text: is this the right file?")


def document_of(text: str, file: Path) -> dict[str, Any] | ValueError | tuple[Diagnostic]:
    """The TOML of `text`; the error that tomllib has for it; or why nothing else can be said of it."""
    if text.count(".") > DOTS and _MANY_PARTS.search(text):
        return (_whole(file, "too-deep", f"a key has more than {DOTS} parts between dots", "use fewer levels"),)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        return (_whole(file, "too-deep", _TOO_DEEP, "use fewer levels"),)
    except ValueError as error:  # TOMLDecodeError, and what int() says to thousands of digits
        return error
    return _newer(document, text, file) or document


def _newer(document: dict[str, Any], text: str, file: Path) -> tuple[Diagnostic] | None:
    """That the file is of a newer format, of which nothing else can be said."""
    number = document.get("format")
    if not isinstance(number, int) or number <= FORMAT:
        return None
    problems = ProblemCollector()
    message = f"`format` can be at most {FORMAT} in this version of routine-timer, not {number}"
    problems.note(("format",), "newer-format", message, "update routine-timer")
    return (_placed(problems, text, file)[0],)


def without_faults(
    text: str, file: Path, error: ValueError, forgiving: Callable[[dict[str, Any], ProblemCollector], _T]
) -> tuple[_T | None, str | None, tuple[Diagnostic, ...]]:
    """What comes of a text without the places at which it is not TOML, that text, and all that is wrong with both."""
    from routine_timer.toml.error_recovery import recover

    left = recover(text, error)
    told = [
        Diagnostic(file, one.line, one.column, one.line, one.end_column, "error", "toml-syntax", one.message, one.help)
        for one in left.faults
    ]
    if left.document is None or left.text is None:
        return None, None, tuple(told)
    if newer := _newer(left.document, left.text, file):
        return None, None, tuple(sorted((*told, *newer), key=_order))
    problems = ProblemCollector()
    for path in left.lost:
        problems.spoil(path)
    try:
        found = forgiving(left.document, problems)
    except (RecursionError, OverflowError, msgspec.ValidationError):
        return None, None, tuple(told)  # what is not TOML comes first: the rest is reported once that is fixed
    there = [one for one in _placed(problems, left.text, file) if one.code not in _ABSENCES]
    return found, left.text, tuple(sorted((*told, *there), key=_order))


def made_of(
    quick: Callable[[ProblemCollector], _T], forgiving: Callable[[ProblemCollector], _T], text: str, file: Path
) -> tuple[_T | None, tuple[Diagnostic, ...]]:
    """What a document contains, and what is wrong with it: the quick way, or the one that collects problems."""
    problems = ProblemCollector()
    found: _T | None = None
    try:
        found = quick(problems)
    except (msgspec.ValidationError, RecursionError, OverflowError):
        problems = ProblemCollector()
        try:
            found = forgiving(problems)
        except RecursionError:
            return None, (_whole(file, "too-deep", _TOO_DEEP, "use fewer levels"),)
        except (msgspec.ValidationError, OverflowError) as refusal:
            # What the checker does not know of, msgspec has a sentence for.
            diagnostics = _placed(problems, text, file)
            return None, diagnostics or (_whole(file, "wrong-type", str(refusal), "see docs/routine-format.md"),)
    return found, _placed(problems, text, file)


def _forgiving_routine(
    document: dict[str, Any], file: Path, exercises: Mapping[str, Exercise], problems: ProblemCollector
) -> ResolvedRoutine:
    from routine_timer.routine.type_check import routine_table

    return resolve_routine(routine_table(document, problems), file, exercises, problems)


def _exercise(table: ExerciseTable, file: Path, problems: ProblemCollector) -> tuple[ExerciseTable, Exercise]:
    return table, resolve_exercise(table, file, problems)


def _forgiving_exercise(
    document: dict[str, Any], file: Path, problems: ProblemCollector
) -> tuple[ExerciseTable, Exercise]:
    from routine_timer.routine.type_check import exercise_table

    return _exercise(exercise_table(document, problems), file, problems)


def _whole(file: Path, code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(file, 1, 1, 1, 1, severity(code), code, message, help)


def _placed(problems: Iterable[KeyProblem], text: str, file: Path) -> tuple[Diagnostic, ...]:
    """The problems with their places in `text`, in its order."""
    listed = list(problems)
    if not listed:
        return ()
    from routine_timer.toml.tree import TomlTree

    tree = TomlTree(text)
    placed = []
    for one in listed:
        span = tree.find(one.path, one.part)
        place = (span.line, span.column, span.end_line, span.end_column)
        placed.append(Diagnostic(file, *place, severity(one.code), one.code, one.message, one.help))
    return tuple(sorted(placed, key=_order))


def _order(one: Diagnostic) -> tuple[int, int, str]:
    return one.line, one.column, one.code
