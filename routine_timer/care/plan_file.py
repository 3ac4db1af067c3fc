"""From the bytes of a plan file to a checked plan, or to everything that is wrong with it. And the plans there are.

Reading never raises for what a file says; the way is that of routines (see `routine.read`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec

from routine_timer import paths
from routine_timer.care.measures import MeasureName
from routine_timer.care.plan_format import PlanTable, StageTable
from routine_timer.errors import NotFound
from routine_timer.history.errors import BadGoal
from routine_timer.history.streaks.goals import DAILY, WEEKDAY_NAMES, WEEKDAYS, Goal, parse_goal
from routine_timer.routine.diagnostics import BrokenFile, Diagnostic
from routine_timer.routine.name_matching import as_id
from routine_timer.routine.problem_collector import KeyPath, ProblemCollector
from routine_timer.routine.read import document_of, made_of, text_of, without_faults
from routine_timer.text.plurals import pluralize

SCHEMA_NAME = "plan.schema.json"


class MoveOn(msgspec.Struct, frozen=True):
    """What to see before the next stage is offered, besides the days done."""

    pain_at_most: int | None = None
    signs_not_more: bool = False
    measures: tuple[MeasureName, ...] = ()


class PlanStage(msgspec.Struct, frozen=True):
    """One stage. `routines` are taken in turn, unless `by_weekday` (Monday is 0) has one for the day."""

    name: str
    routines: tuple[str, ...]
    by_weekday: Mapping[int, str] | None
    goal: Goal
    days_done: int
    move_on: MoveOn
    about: str
    source: str


class Plan(msgspec.Struct, frozen=True):
    id: str
    name: str
    about: str
    source: str
    stages: tuple[PlanStage, ...]


class PlanReading(msgspec.Struct, frozen=True):
    """A plan file that was read. `plan` is there unless there is an error."""

    file: Path
    id: str
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""

    def check(self) -> tuple[Diagnostic, ...]:
        return self.diagnostics


def read_plan(file: Path, routines: Collection[str] | None = None) -> PlanReading:
    """Read a plan file, whatever is in it.

    Args:
        routines: the ids of all routines; with None, any routine may be named.
    """
    text, problem = text_of(file)
    if problem is not None:
        return PlanReading(file, _id(file), None, (problem,), text)
    return read_plan_text(text, file, routines)


def read_plan_text(text: str, file: Path, routines: Collection[str] | None = None) -> PlanReading:
    """Read the text of a plan file; `file` gives its id and is named in the diagnostics."""

    def forgiving(document: dict[str, Any], problems: ProblemCollector) -> Plan:
        from routine_timer.routine.type_check import checked

        return _resolve(checked(document, PlanTable, problems), _id(file), routines, problems)

    document = document_of(text, file)
    if isinstance(document, tuple):
        return PlanReading(file, _id(file), None, document, text)
    if isinstance(document, ValueError):
        *_, diagnostics = without_faults(text, file, document, forgiving)
        return PlanReading(file, _id(file), None, diagnostics, text)
    quick: Callable[[ProblemCollector], Plan] = lambda problems: _resolve(  # noqa: E731
        msgspec.convert(document, PlanTable), _id(file), routines, problems
    )
    plan, diagnostics = made_of(quick, lambda problems: forgiving(document, problems), text, file)
    usable = None if any(one.severity == "error" for one in diagnostics) else plan
    return PlanReading(file, _id(file), usable, diagnostics, text)


def _id(file: Path) -> str:
    return file.name.removesuffix(".toml")


def _resolve(table: PlanTable, id_: str, routines: Collection[str] | None, problems: ProblemCollector) -> Plan:
    if not table.stage and not problems.spoiled((), "stage"):
        problems.note((), "no-stages", "this plan has no stages", "write the first one below a [[stage]]")
    stages: list[PlanStage] = []
    for number, stage in enumerate(table.stage):
        if any(stage.name == other.name for other in stages) and stage.name != "?":
            message = f"there are two stages called {stage.name!r}"
            problems.note(("stage", number, "name"), "stage-twice", message, "give one of them another name")
        stages.append(_stage(stage, number, routines, problems))
    if not problems:
        for number, made in enumerate(stages):
            _advise(made, ("stage", number, "routines" if table.stage[number].goal is None else "goal"), problems)
    return Plan(id_, table.name, table.about or "", table.source or "", tuple(stages))


def _advise(stage: PlanStage, path: KeyPath, problems: ProblemCollector) -> None:
    if stage.by_weekday is not None and (gap := _gap(stage.goal, stage.by_weekday)):
        days = ",".join(WEEKDAYS[day] for day in sorted(stage.by_weekday))
        help_ = f'write goal = "{days}", or give the other days a routine with `default`'
        problems.note(path, "goal-on-rest-days", f"the goal is {stage.goal}, but {gap}: a streak can't last", help_)


def _gap(goal: Goal, by_weekday: Collection[int]) -> str:
    """How the table of weekdays falls short of the goal; empty if it doesn't."""
    if goal.kind == "week":
        days = pluralize(len(by_weekday), "day")
        return f"only {days} of the week can have a session" if len(by_weekday) < goal.times else ""
    due = {"daily": frozenset(range(7)), "weekdays": goal.weekdays}.get(goal.kind, frozenset())
    *first, last = [WEEKDAY_NAMES[day].title() for day in sorted(due.difference(by_weekday))] or [""]
    return f"{', '.join(first)} and {last} have no routine" if first else f"{last} has no routine" if last else ""


def _stage(table: StageTable, number: int, routines: Collection[str] | None, problems: ProblemCollector) -> PlanStage:
    path = ("stage", number)
    by_weekday: dict[int, str] | None = None
    if isinstance(table.routines, dict):
        places: dict[str | int, str] = {str(day): name for day, name in table.routines.items()}
        default = table.routines.get("default")
        by_weekday = {n: name for n, day in enumerate(WEEKDAYS) if (name := places.get(day, default)) is not None}
    else:
        places = dict(enumerate(table.routines))
    for place, name in places.items():
        if routines is not None and name not in routines and name != "?":
            from difflib import get_close_matches

            near = get_close_matches(name[:60], list(routines), n=1)
            help_ = f'did you mean "{near[0]}"?' if near else "`routine-timer list` shows your routines"
            problems.note((*path, "routines", place), "unknown-routine", f"there is no routine {name!r}", help_)
    goal = DAILY
    if table.goal is not None:
        try:
            goal = parse_goal(table.goal)
        except BadGoal as error:
            problems.note((*path, "goal"), "bad-goal", str(error), error.help)
    asked = table.move_on
    move_on = MoveOn(asked.pain_at_most, asked.signs == "not-more", tuple(asked.measures or ())) if asked else MoveOn()
    names = tuple(dict.fromkeys(places.values()))
    return PlanStage(
        table.name, names, by_weekday, goal, table.days_done or 1, move_on, table.about or "", table.source or ""
    )


class Plans:
    """The plans of the folders `own` and `bundled`; a person's own shadows a bundled one of the same id."""

    def __init__(self, own: Path, bundled: Path, routines: Collection[str]) -> None:
        self._routines = routines
        self.files = {_id(file): file for folder in (bundled, own) for file in paths.files_in(folder, "*.toml")}

    @classmethod
    def of(cls, folders: paths.Folders, routines: Collection[str]) -> Plans:
        return cls(folders.plans, paths.bundled_plans(), routines)

    def readings(self) -> list[PlanReading]:
        """Every plan, by its id; the broken ones too."""
        return [read_plan(self.files[id_], self._routines) for id_ in sorted(self.files)]

    def get(self, id_: str) -> Plan | None:
        """The plan with this id, if it can be read. A routine that is not there doesn't matter here."""
        file = self.files.get(id_)
        return read_plan(file).plan if file else None

    def left_without(self, routine: str) -> str:
        """What to say before a routine goes away that the person's own plans name; empty if none does."""
        found = [
            plan.id
            for id_ in sorted(self.files)
            if (plan := self.get(id_)) and any(routine in stage.routines for stage in plan.stages)
        ]
        if not found or (paths.bundled_routines() / f"{routine}.toml").exists():
            return ""
        ways = " and ".join(f"`routine-timer edit --plan {id_}`" for id_ in found)
        return (
            f"{routine} is in your {'plan' if len(found) == 1 else 'plans'} {', '.join(found)}: change it with {ways}."
        )

    def find(self, name: str) -> Plan:
        """The plan that `name` means, as `reading` finds it.

        Raises:
            NotFound: there is none, or more than one.
            BrokenFile: it has errors.
        """
        reading = self.reading(name)
        if reading.plan is None:
            raise BrokenFile(reading.diagnostics, reading.text)
        return reading.plan

    def reading(self, name: str) -> PlanReading:
        """The plan with this id or name, or the only one whose id or name starts with it; it may be broken.

        Raises:
            NotFound: there is none, or more than one.
        """
        readings = self.readings()
        wanted = as_id(name)
        plans = {one.id: one.plan or self.get(one.id) for one in readings}
        names = {id_: {as_id(id_), as_id(plan.name if plan else id_)} for id_, plan in plans.items()}
        for matches in (str.__eq__, str.startswith):
            ids = [id_ for id_, known in names.items() if wanted and any(matches(one, wanted) for one in known)]
            ids = [wanted] if wanted in ids else ids  # an id comes before the name of another plan
            if len(ids) == 1:
                return next(one for one in readings if one.id == ids[0])
            if ids:
                raise NotFound("plan", name, ids)
        raise NotFound("plan", name, help=f"there are: {', '.join(names)}")


def existing_plan_file(name: str) -> Path | None:
    """The plan file that a word on the command line names, if it does."""
    if os.sep not in name and not name.endswith(".toml"):
        return None
    file = Path(name).expanduser()
    return file if paths.is_plan(file) and file.is_file() else None


def plan_schema() -> str:
    """The JSON Schema of plan files, for editors that complete and check while one types."""
    import json

    from routine_timer.routine.json_schema import tidied

    _, made = msgspec.json.schema_components([PlanTable])
    tables = {name: tidied(table) for name, table in made.items()}
    for table in tables.values():
        del table["title"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Plan"}
    return json.dumps({**head, **tables.pop("PlanTable"), "$defs": tables}, indent=2) + "\n"
