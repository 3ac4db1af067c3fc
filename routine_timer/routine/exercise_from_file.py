"""Makes an exercise from what its file says; steps take their defaults from it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from routine_timer.routine import value_parsing
from routine_timer.routine.dose_times import Dose
from routine_timer.routine.exercise import Exercise
from routine_timer.routine.format import ExerciseTable
from routine_timer.routine.model import SECONDS_A_REP, Hold, Reps
from routine_timer.routine.problem_collector import ProblemCollector
from routine_timer.routine.value_rules import ValueRules


def resolve_exercise(table: ExerciseTable, file: Path, problems: ProblemCollector) -> Exercise:
    """The exercise that `table` describes. It is good for use only if `problems` stays empty."""
    return _ExerciseResolver(file, problems).exercise(table)


class _ExerciseResolver(ValueRules):
    def exercise(self, table: ExerciseTable) -> Exercise:
        tempo = None
        if table.usual_tempo is not None:
            tempo = self._value(value_parsing.tempo, table.usual_tempo, (), "usual_tempo")
        dose = self._usual_dose(table)
        if isinstance(dose, Reps):
            if tempo is not None:
                dose = replace(dose, rep_s=tempo.seconds, tempo=tempo)
        elif dose is not None and table.sides == "alternating":
            self._alternating_hold(())
        cues = self._cues(table.cues, ()) or ()
        self._check_sides_named(table, table.sides or "none", ())
        if dose is not None:
            self._check_cues(cues, dose, "none" if table.sides is None else table.sides, (), "this exercise")
        return Exercise(
            id=self._file.name.removesuffix(".toml"),
            name=table.name,
            dose=dose or Hold(SECONDS_A_REP),
            position=table.position,
            sides=table.sides or "none",
            usual_tempo=tempo,
            switch=self._optional_pause(table.switch, (), "switch"),
            aliases=tuple(table.aliases or ()),
            setup=table.setup,
            cues=cues,
            tempo_words=tuple(table.tempo_words or ()),
            avoid=tuple(table.avoid or ()),
            easier=table.easier,
            harder=table.harder,
            easier_exercise=table.easier_exercise,
            harder_exercise=table.harder_exercise,
            note=table.note,
            stretches=self._muscle_words(table.stretches, (), "stretches") or (),
            strengthens=self._muscle_words(table.strengthens, (), "strengthens") or (),
            props=tuple(table.props or ()),
            source=table.source,
            image=self._picture(table.image),
            figure=table.figure,
            poses=tuple(table.poses or ()),
            file=self._file,
        )

    def _usual_dose(self, table: ExerciseTable) -> Dose | None:
        if table.dose is not None and table.phase is not None:
            self._two_doses((), ["dose", "phase"])
            return None
        if table.phase is not None:
            return self._phases(table.phase, ())
        if table.dose is not None:
            return self._value(value_parsing.dose, table.dose, (), "dose")
        if not self._problems.spoiled((), "dose", "phase"):
            help_ = 'write the usual dose, such as dose = "30s" or dose = "10 reps"'
            self._problems.note((), "no-dose", "an exercise needs `dose`", help_, "key")
        return None
