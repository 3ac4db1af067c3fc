"""An exercise of the catalogue as steps take their defaults from it: checked, its texts already numbers.

Knows nothing of TOML, folders or figures' insides. All times are seconds.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from routine_timer.routine.model import FormCue, Hold, Phase, Reps, Sides, Step, Tempo
from routine_timer.routine.poses import Figure, Pose


class Exercise(msgspec.Struct, frozen=True):
    """`dose` is what is usual; its reps already have the usual tempo. `id` is the file's name without `.toml`."""

    id: str
    name: str
    dose: Hold | Reps | tuple[Phase, ...]
    position: str | None = None
    sides: Sides = "none"
    usual_tempo: Tempo | None = None
    switch: float | None = None
    aliases: tuple[str, ...] = ()
    setup: str | None = None
    cues: tuple[FormCue, ...] = ()
    tempo_words: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    easier: str | None = None
    harder: str | None = None
    easier_exercise: str | None = None
    harder_exercise: str | None = None
    note: str | None = None
    stretches: tuple[str, ...] = ()
    strengthens: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    source: str | None = None
    image: str | None = None
    figure: Figure | None = None
    poses: tuple[Pose, ...] = ()
    file: Path | None = None

    def as_step(self) -> Step:
        """The exercise alone, with its usual dose: what is said and shown of it before a routine has it."""
        return Step(
            self.name,
            self.dose,
            exercise=self.id,
            sides=self.sides,
            setup=self.setup,
            cues=self.cues,
            avoid=self.avoid,
            easier=self.easier,
            harder=self.harder,
            note=self.note,
            position=self.position,
            stretches=self.stretches,
            strengthens=self.strengthens,
        )
