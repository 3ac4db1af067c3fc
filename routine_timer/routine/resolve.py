"""From what a file says to what it means: the catalogue's defaults filled in, texts made numbers, sense made sure of.

Every rule that needs more than one key lives here. Tables in, model out; what is wrong is noted under its key path and
a harmless value takes its place, so that one mistake never hides the next. Knows neither TOML nor positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from routine_timer.routine import value_parsing
from routine_timer.routine.dose_times import Dose, longest_s
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.format import CircuitTable, RoutineTable, StepTable
from routine_timer.routine.model import (
    DEFAULT_BETWEEN,
    DEFAULT_GET_READY,
    DEFAULT_SWITCH,
    Circuit,
    FormCue,
    Hold,
    Reps,
    Routine,
    Sides,
    Step,
)
from routine_timer.routine.name_matching import nearest, quoted
from routine_timer.routine.problem_collector import KeyPath, ProblemCollector
from routine_timer.routine.value_rules import ValueRules, ends

DEEPEST = 8
"""Circuits within circuits."""
MOST_SEGMENTS = 10_000
"""Parts that a routine may come to; a session of so many would take days, a timeline of more would take minutes."""
LONGEST_ROUTINE_S = 24 * 3600.0
_NO_EXERCISE = Exercise("", "", Hold(0.0))
"""What a step inherits that names no exercise: nothing."""


class PlacedStep(msgspec.Struct, frozen=True):
    """A step with its place in the file, what the file says about it, and how often the circuits around it repeat."""

    path: KeyPath
    step: Step
    table: StepTable
    exercise: Exercise | None
    times: int
    allow: frozenset[str]
    """Advice that the step or a circuit around it does without."""


class ResolvedRoutine(msgspec.Struct, frozen=True):
    """A routine, and its steps in the order of the file."""

    routine: Routine
    steps: tuple[PlacedStep, ...]


def resolve_routine(
    table: RoutineTable, file: Path, exercises: Mapping[str, Exercise], problems: ProblemCollector
) -> ResolvedRoutine:
    """The routine that `table` describes. It is good for following only if `problems` stays without errors.

    Raises:
        msgspec.ValidationError: a step or a circuit has a key or a value of a kind that the format does not know.
    """
    return _RoutineResolver(exercises, problems, file).routine(table)


class _Around(msgspec.Struct, frozen=True):
    """What a step inherits from the routine and the circuits it is in."""

    between: float
    switch: float | None
    times: int = 1
    depth: int = 0
    allow: frozenset[str] = frozenset()


class _RoutineResolver(ValueRules):
    def __init__(self, exercises: Mapping[str, Exercise], problems: ProblemCollector, file: Path) -> None:
        super().__init__(file, problems)
        self._exercises = exercises
        self._placed: list[PlacedStep] = []
        self._segments = 0
        self._seconds = 0.0

    # -- whole files

    def routine(self, table: RoutineTable) -> ResolvedRoutine:
        get_ready = self._pause(table.get_ready, (), "get_ready", DEFAULT_GET_READY)
        between = self._pause(table.between, (), "between", DEFAULT_BETWEEN)
        switch = self._optional_pause(table.switch, (), "switch")
        steps = self._entries(table.step, (), _Around(between, switch))
        routine = Routine(
            id=self._file.name.removesuffix(".toml"),
            name=table.name,
            steps=steps,
            about=table.about,
            get_ready=get_ready,
            targets=self._muscle_words(table.targets, (), "targets") or (),
            allow=self._codes(table.allow, ()),
            file=self._file,
        )
        self._bound(routine)
        return ResolvedRoutine(routine, tuple(self._placed))

    def _bound(self, routine: Routine) -> None:
        if self._segments > MOST_SEGMENTS:
            message = f"this routine has more than {MOST_SEGMENTS:,} parts (holds, reps, rests and side changes)"
            self._problems.note(("step",), "routine-too-long", message, "use fewer sets or rounds", "key")
        elif self._seconds + routine.get_ready > LONGEST_ROUTINE_S:
            message = "this routine takes more than a day"
            self._problems.note(("step",), "routine-too-long", message, "use fewer sets or rounds", "key")

    # -- steps and circuits

    def _entries(self, entries: Sequence[dict[str, Any]], path: KeyPath, around: _Around) -> tuple[Step | Circuit, ...]:
        if not entries and not self._problems.spoiled(path, "step"):
            inside = "circuit" if path else "routine"
            header = ".".join([*(part for part in path if isinstance(part, str)), "step"])
            help_ = f'add a [[{header}]] with exercise = "plank", or with name and hold'
            self._problems.note((*path, "step"), "no-steps", f"this {inside} has no steps", help_, "key")
        if around.depth > DEEPEST:
            message = f"circuits are nested more than {DEEPEST} deep"
            self._problems.note((*path, "step"), "too-deep", message, "use fewer levels", "key")
            return ()
        found: list[Step | Circuit] = []
        for number, entry in enumerate(entries):
            here = (*path, "step", number)
            if "step" in entry:
                found.append(self._circuit(msgspec.convert(entry, CircuitTable), here, around))
            elif (step := self._step(msgspec.convert(entry, StepTable), here, around)) is not None:
                found.append(step)
        return tuple(found)

    def _circuit(self, table: CircuitTable, path: KeyPath, around: _Around) -> Circuit:
        rounds = table.rounds or 1
        inside = replace(
            around,
            times=around.times * rounds,
            depth=around.depth + 1,
            allow=around.allow | self._codes(table.allow, path),
        )
        rest = self._pause(table.rest, path, "rest", 0.0)
        if table.rest is not None and rounds == 1 and not self._problems.spoiled(path, "rounds"):
            self._no_effect(path, "rest", "with only one round")
        self._segments += inside.times
        self._seconds += inside.times * rest
        return Circuit(
            steps=self._entries(table.step, path, inside),
            name=table.name,
            rounds=rounds,
            rest=rest,
            between=self._optional_pause(table.between, path, "between"),
        )

    def _step(self, table: StepTable, path: KeyPath, around: _Around) -> Step | None:
        exercise = None if table.exercise is None else self._exercise_named(table.exercise, path)
        name = table.name or (exercise.name if exercise else None)
        if name is None and table.exercise is None and not self._problems.spoiled(path, "exercise", "name"):
            help_ = 'write exercise = "…" to use one from the catalogue, or name = "…"'
            self._problems.note(path, "no-name", "this step needs `exercise` or `name`", help_, "key")
        dose = self._dose(table, path, exercise)
        sides = self._sides(table, path, exercise, dose)
        self._check_sides_named(table, sides, path)
        for key in ("easier_exercise", "harder_exercise"):
            if (wanted := getattr(table, key)) is not None:
                self._exercise_named(wanted, path, key)
        sets = self._sets(table, path, dose)
        rest = self._pause(table.rest, path, "rest", 0.0)
        if table.rest is not None and sets == 1 and not self._problems.spoiled(path, "sets"):
            self._no_effect(path, "rest", "with only one set")
        switch = self._switch(table, path, exercise, around)
        if table.switch is not None and sides != "both" and not self._problems.spoiled(path, "sides"):
            self._no_effect(path, "switch", "because this step does not change sides")
        between = self._pause(table.between, path, "between", around.between)
        own_cues = self._cues(table.cues, path)
        stretches = self._muscle_words(table.stretches, path, "stretches")
        strengthens = self._muscle_words(table.strengthens, path, "strengthens")
        allow = around.allow | self._codes(table.allow, path) if table.allow else around.allow
        if dose is None or name is None:
            return None
        if own_cues is not None:
            self._check_cues(own_cues, dose, sides, path, name)
        usual = exercise or _NO_EXERCISE
        step = Step(
            name=name,
            dose=dose,
            exercise=exercise.id if exercise else None,
            sides=sides,
            first=table.first or "left",
            sets=sets,
            rest=rest,
            switch=switch,
            between=between,
            setup=table.setup or usual.setup,
            cues=own_cues if own_cues is not None else _fitting(usual, dose, sides),
            tempo_words=tuple(table.tempo_words or usual.tempo_words),
            avoid=tuple(table.avoid) if table.avoid is not None else usual.avoid,
            easier=table.easier or usual.easier,
            harder=table.harder or usual.harder,
            easier_exercise=table.easier_exercise or usual.easier_exercise,
            harder_exercise=table.harder_exercise or usual.harder_exercise,
            props=tuple(table.props) if table.props is not None else usual.props,
            note=table.note or usual.note,
            position=table.position or usual.position,
            stretches=stretches if stretches is not None else usual.stretches,
            strengthens=strengthens if strengthens is not None else usual.strengthens,
            image=self._picture(table.image) or usual.image,
        )
        self._measure(step, path, around.times)
        self._placed.append(PlacedStep(path, step, table, exercise, around.times, allow))
        return step

    def _sets(self, table: StepTable, path: KeyPath, dose: Dose | None) -> int:
        """How many sets; a list of reps has one for each of its numbers."""
        by_set = dose.by_set if isinstance(dose, Reps) else ()
        if by_set and table.sets is not None:
            message = "`reps` has a number for each set, so `sets` isn't needed"
            self._problems.note((*path, "sets"), "sets-twice", message, "leave `sets` out", "key")
        return len(by_set) or table.sets or 1

    def _exercise_named(self, wanted: str, path: KeyPath, key: str = "exercise") -> Exercise | None:
        found = self._exercises.get(wanted)
        if found is None:
            near = nearest(wanted, self._exercises.values()) if self._problems.teaching else []
            help_ = f"did you mean {' or '.join(quoted(one) for one in near)}?" if near else ""
            if key == "exercise":
                help_ = help_ or "remove `exercise` and describe it here: name, hold or reps, cues"
            message = f"`{key}`: {value_parsing.shown(wanted)} is not in the catalogue"
            self._problems.note((*path, key), "unknown-exercise", message, help_)
        return found

    def _switch(self, table: StepTable, path: KeyPath, exercise: Exercise | None, around: _Around) -> float:
        """The step's own, else what the routine says, else what the exercise is known to need."""
        default = around.switch
        if default is None:
            default = exercise.switch if exercise else None
        return self._pause(table.switch, path, "switch", DEFAULT_SWITCH if default is None else default)

    # -- doses

    def _dose(self, table: StepTable, path: KeyPath, exercise: Exercise | None) -> Dose | None:
        """The step's own dose, else the exercise's; each value is looked at, even where there are too many."""
        said: dict[str, Dose | None] = {}
        if table.hold is not None:
            said["hold"] = self._value(value_parsing.hold, table.hold, path, "hold")
        if table.reps is not None:
            said["reps"] = self._reps(table.reps, path)
        if table.phase is not None:
            said["phase"] = self._phases(table.phase, path)
        tempo = None if table.tempo is None else self._value(value_parsing.tempo, table.tempo, path, "tempo")
        pace = None if table.pace is None else self._value(value_parsing.pace, table.pace, path, "pace")
        if len(said) > 1:
            self._two_doses(path, list(said))
            return None
        dose = next(iter(said.values())) if said else self._usual(table, path, exercise)
        if dose is None:
            return None
        if table.max is not None:
            dose = self._with_max(dose, table.max, path)
        if not isinstance(dose, Reps):
            return self._unpaced(dose, table, path)
        if table.tempo is not None and table.pace is not None:
            message = "`tempo` and `pace` can't be used together: each sets the time of a rep"
            self._problems.note((*path, "pace"), "tempo-and-pace", message, "keep one of them", "key")
        if tempo is None and table.pace is None and dose.tempo is None and exercise is not None:
            tempo = exercise.usual_tempo
        if tempo is not None:
            return replace(dose, rep_s=tempo.seconds, tempo=tempo)
        return dose if table.pace is None else replace(dose, rep_s=pace, tempo=None)

    def _reps(self, value: str | int | list[int], path: KeyPath) -> Reps | None:
        if isinstance(value, list):
            return self._value(value_parsing.reps_by_set, value, path, "reps")
        return self._value(value_parsing.reps, value, path, "reps")

    def _usual(self, table: StepTable, path: KeyPath, exercise: Exercise | None) -> Dose | None:
        if exercise is not None:
            return exercise.dose
        if not (table.exercise or self._problems.spoiled(path, "hold", "reps", "phase", "exercise")):
            help_ = 'write hold = "30s" for a position, or reps = 10 for a movement'
            self._problems.note(path, "no-dose", "this step needs `hold` or `reps`", help_, "key")
        return None

    def _unpaced(self, dose: Dose, table: StepTable, path: KeyPath) -> Dose:
        for key in ("tempo", "pace"):
            if getattr(table, key) is not None:
                message = f"`{key}` only works with reps, but this step is a hold"
                self._problems.note((*path, key), "pace-of-a-hold", message, "remove it, or write reps", "key")
        return dose

    def _with_max(self, dose: Dose, longest: value_parsing.Value, path: KeyPath) -> Dose:
        if isinstance(dose, Hold):
            return self._value(lambda value: value_parsing.at_most(dose, value), longest, path, "max") or dose
        message = "`max` only works with an open-ended hold"
        self._problems.note((*path, "max"), "max-without-open-hold", message, "remove `max`", "key")
        return dose

    def _sides(self, table: StepTable, path: KeyPath, exercise: Exercise | None, dose: Dose | None) -> Sides:
        sides: Sides = table.sides or (exercise.sides if exercise else "none")
        if sides == "alternating" and not isinstance(dose, Reps | None):
            if table.sides is not None:
                self._alternating_hold(path)
            sides = "both"  # an exercise that alternates, held for once
        if table.first is not None and sides != "both" and not self._problems.spoiled(path, "sides", "exercise"):
            message = '`first` only works with sides = "both"'
            self._problems.note((*path, "first"), "first-without-both", message, 'add sides = "both"', "key")
        return sides

    # -- bounds

    def _measure(self, step: Step, path: KeyPath, times: int) -> None:
        """Add the step to what the routine comes to, and refuse one that takes absurdly long."""
        sides = 2 if step.sides == "both" else 1
        parts = len(step.dose) if isinstance(step.dose, tuple) else 1
        work = longest_s(step.dose) * (2 if step.sides in ("both", "alternating") else 1)
        seconds = step.sets * (work + step.switch * (sides - 1)) + step.rest * (step.sets - 1)
        if seconds <= value_parsing.LONGEST_S:
            self._segments += times * step.sets * (sides * (parts + 1) + 1)
            self._seconds += times * (seconds + step.between)
        else:  # reported here, and not again for the whole routine
            message = f"{step.name} takes more than four hours in total"
            self._problems.note(path, "step-too-long", message, "use fewer sets or reps, or a shorter hold", "key")


def _fitting(exercise: Exercise, dose: Dose, sides: Sides) -> tuple[FormCue, ...]:
    """The exercise's cues, without those timed after the end of a step that is shorter than usual."""
    if not any(isinstance(cue.at, float) for cue in exercise.cues):
        return exercise.cues
    end, least = ends(dose, sides)
    end = end if least is None else least
    return tuple(cue for cue in exercise.cues if not isinstance(cue.at, float) or end is None or cue.at <= end)
