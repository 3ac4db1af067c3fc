"""Shares routines: collects what belongs to one, and puts a shared one into the user's folders."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer import paths
from routine_timer.care.plan_file import read_plan
from routine_timer.cli.file_writing import explained, write_routine
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.shared_routine import SharedRoutine, is_picture_name
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostics import BrokenFile
from routine_timer.routine.model import leaves
from routine_timer.routine.read import read_file
from routine_timer.routine.step_pictures import absolute, trouble_with
from routine_timer.safe_files import create_bytes, read_regular
from routine_timer.text.file_names import slug, unused

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.read import Reading

_IMAGE = re.compile(r"""(?m)^(\s*image\s*=\s*)(["'])(.*?)\2""")


def collect(reading: Reading, context: Context) -> tuple[SharedRoutine, list[str]]:
    """A routine with the user's own exercises, pictures and plans that belong to it; and what had to be left out.

    Raises:
        BrokenFile: the routine has errors.
    """
    if reading.routine is None:
        raise BrokenFile(reading.errors, reading.text)
    notes: list[str] = []
    pictures: dict[tuple[str, str], bytes] = {}
    id_ = slug(reading.id, "routine")
    texts = {("routines", id_): _with_pictures(reading.text, reading.file, "routines", pictures, notes)}
    for exercise in sorted(_own_exercises((step.exercise for step in leaves(reading.routine.steps)), context)):
        file = context.folders.exercises / f"{exercise}.toml"
        with explained(file):
            text = file.read_text(encoding="utf-8")
        texts["exercises", exercise] = _with_pictures(text, file, "exercises", pictures, notes)
    for plan, file in _own_plans(reading.id, context):
        with explained(file):
            texts["plans", plan] = file.read_text(encoding="utf-8")
    return SharedRoutine(id_, texts, pictures), notes


def _own_exercises(names: Iterable[str | None], context: Context) -> set[str]:
    """The user's own among these exercises, and among those that they lead to."""
    own: set[str] = set()
    waiting = [name for name in names if name]
    while waiting:
        exercise = context.library.catalogue.find(waiting.pop())
        if exercise is None or exercise.id in own or not (context.folders.exercises / f"{exercise.id}.toml").is_file():
            continue
        own.add(exercise.id)
        waiting += [name for name in (exercise.easier_exercise, exercise.harder_exercise) if name]
    return own


def _own_plans(routine: str, context: Context) -> Iterator[tuple[str, Path]]:
    """The user's own plans that use this routine and, apart from it, only bundled ones."""
    known = {id_ for id_, (_, source) in context.library.files.items() if source == "bundled"} | {routine}
    for file in paths.files_in(context.folders.plans, "*.toml"):
        plan = read_plan(file).plan
        used = {name for stage in plan.stages for name in stage.routines} if plan is not None else set()
        if routine in used and used <= known:
            yield slug(file.stem, "plan"), file


def _with_pictures(text: str, file: Path, room: str, pictures: dict[tuple[str, str], bytes], notes: list[str]) -> str:
    """The text, with its pictures collected, each named as if it lay beside the file."""

    def beside(found: re.Match[str]) -> str:
        image = found[3]
        path = Path(absolute(image, file))
        name = path.name.replace("'", "")
        trouble = trouble_with(str(path))
        if trouble is not None or not is_picture_name(name):
            notes.append(f"picture left out: {image}" + (f" ({trouble.message})" if trouble else ""))
            return found[0]
        with explained(path):
            pictures[room, name] = path.read_bytes()
        return f'{found[1]}"{name}"'

    return _IMAGE.sub(beside, text)


def put(shared: SharedRoutine, context: Context) -> tuple[list[Path], list[str]]:
    """Write a shared routine and what belongs to it. Nothing that is there is changed.

    Returns:
        the new files, the routine first; and what is different from what was shared.

    Raises:
        ImportProblem: a file in it has errors; nothing is written.
    """
    _check(shared, context)
    written: list[Path] = []
    notes: list[str] = []
    folders = {"routines": context.folders.routines, "exercises": context.folders.exercises}
    taken = {*context.library.files, *(file.stem for file in paths.files_in(context.folders.routines, "*.toml"))}
    routine = unused(shared.id, taken)
    if routine != shared.id:
        notes.append(f"written as {routine}, because there is already a routine called {shared.id}")
    with explained(context.folders.data):
        for (room, name), picture in shared.pictures.items():
            written += _create(folders[room] / name, picture, notes)
        for (room, id_), text in shared.texts.items():
            if room == "exercises" and id_ in context.library.catalogue.exercises:
                if _content(folders[room] / f"{id_}.toml") != text.encode():
                    notes.append(f"exercise {id_}: you already have one with that name, which is used instead")
            elif room == "exercises":
                written += _create(folders[room] / f"{id_}.toml", text.encode(), notes)
            elif room == "plans" and not _has_plan(text, context):
                written += _create_plan(id_, _with_routine(text, shared.id, routine), context, notes)
    return [write_routine(context, routine, shared.texts["routines", shared.id]), *written], notes


def _has_plan(text: str, context: Context) -> bool:
    return any(_content(file) == text.encode() for file in paths.files_in(context.folders.plans, "*.toml"))


def _create_plan(id_: str, text: str, context: Context, notes: list[str]) -> list[Path]:
    """A new plan, under a name that no other one has: a bundled plan is not replaced by what somebody else made."""
    folders = (context.folders.plans, paths.bundled_plans())
    name = unused(id_, {file.stem for folder in folders for file in paths.files_in(folder, "*.toml")})
    if name != id_:
        notes.append(f"plan written as {name}, because there is already a plan called {id_}")
    return _create(context.folders.plans / f"{name}.toml", text.encode(), notes)


def _with_routine(text: str, old: str, new: str) -> str:
    """The plan's text, with the routine under its new name; its comments stay."""
    if old == new:
        return text
    import tomlkit

    document = tomlkit.parse(text)
    for stage in document["stage"]:
        routines = stage["routines"]
        for place, name in list(routines.items() if isinstance(routines, dict) else enumerate(routines)):
            if name == old:
                routines[place] = new
    return tomlkit.dumps(document)


def _check(shared: SharedRoutine, context: Context) -> None:
    """Read everything in a folder of its own first.

    Raises:
        ImportProblem
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for (room, id_), text in shared.texts.items():
            (folder / room).mkdir(exist_ok=True)
            (folder / room / f"{id_}.toml").write_text(text, encoding="utf-8", errors="replace")
        for (room, picture), data in shared.pictures.items():
            (folder / room).mkdir(exist_ok=True)
            (folder / room / picture).write_bytes(data)
        catalogue = Catalogue.load((paths.bundled_exercises(), context.folders.exercises, folder / "exercises"))
        broken = [one for one in catalogue.broken if one.file.parent == folder / "exercises" and one.exercise is None]
        diagnostics = [one.diagnostics[0] for one in broken]
        reading = read_file(folder / "routines" / f"{shared.id}.toml", catalogue.exercises)
        diagnostics += reading.errors[:1]
        for room, id_ in shared.texts:
            if room == "plans":
                plan = read_plan(folder / room / f"{id_}.toml")
                diagnostics += plan.diagnostics[:1] if plan.plan is None else ()
        if diagnostics:
            first = diagnostics[0]
            where = f"$.files['{first.file.relative_to(folder)}']"
            raise ImportProblem(f"line {first.line}: {first.message}", where, help=first.help)


def _create(file: Path, data: bytes, notes: list[str]) -> list[Path]:
    """The new file in a list; an empty list if a file with that name exists."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        create_bytes(file, data)
        return [file]
    if _content(file) != data:
        notes.append(f"{file} is already there and was left as it is")
    return []


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""
