"""What a file says, key by key: the tables of a routine file and of an exercise file, and nothing of what they mean.

These classes are the format. msgspec reads files into them and refuses every key that is not here; the collecting
checker, the JSON Schema, the editor's completion and the docs' list of keys are all made from them. A key that a file
does not give is None: what then holds is decided in `resolving.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from routine_timer.routine import values
from routine_timer.routine.poses import Figure, Pose

FORMAT = 1
"""The newest format that this program reads."""

MOST_TIMES = 1000
"""Of sets and of rounds."""

SidesWord: TypeAlias = Literal["none", "left", "right", "both", "alternating"]
SideWord: TypeAlias = Literal["left", "right"]


def _written(text: str, example: object, **numbers: float) -> Meta:
    """The schema's half of a value that may be text or a number. `values.py` judges; this tells editors beforehand."""
    return Meta(extra_json_schema={"pattern": f"^{text}$", **numbers, "examples": [example]})


Name: TypeAlias = Annotated[str, Meta(pattern=r"\S", max_length=200)]
Sentence: TypeAlias = Annotated[str, Meta(pattern=r"\S", max_length=1000)]
Prose: TypeAlias = Annotated[str, Meta(max_length=20_000)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=MOST_TIMES)]
Words: TypeAlias = Annotated[list[Name], Meta(max_length=100)]

_Number: TypeAlias = str | int | float
_LONGEST = {"maximum": values.LONGEST_S}
_SOME = {"exclusiveMinimum": 0, **_LONGEST}

Pause: TypeAlias = Annotated[_Number, _written(values.DURATION, "10s", minimum=0, **_LONGEST)]
HoldTime: TypeAlias = Annotated[_Number, _written(values.HOLD, "30s", **_SOME)]
Longest: TypeAlias = Annotated[_Number, _written(values.DURATION, "40s", **_SOME)]
Moment: TypeAlias = Annotated[_Number, _written(f"(?:halfway|{values.DURATION})", "halfway", minimum=0, **_LONGEST)]
Pace: TypeAlias = Annotated[
    _Number, _written(f"(?:self|{values.DURATION})", "3s", minimum=values.SHORTEST_REP_S, **_LONGEST)
]
Count: TypeAlias = Annotated[str | int, _written(values.REPS, 12, minimum=1, maximum=values.MOST_REPS)]
TempoText: TypeAlias = Annotated[str, _written(values.TEMPO, "2-1-2-0")]
DoseText: TypeAlias = Annotated[
    _Number, _written(rf"(?:{values.HOLD}|(?:[0-9]+|{values.REPS}) ?reps?)", "8-12 reps", **_SOME)
]


class CueTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A cue with its moment."""

    say: Annotated[Sentence, Meta(description="What is shown and said.")]
    at: Annotated[Moment | None, Meta(description='When: "halfway", or a time from the beginning such as "15s".')] = (
        None
    )


Cues: TypeAlias = Annotated[
    list[Sentence | CueTable],
    Meta(max_length=50, description="Sentences about form. Those without a moment share the dose evenly."),
]


class PhaseTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A part of one hold, with an instruction of its own."""

    hold: Annotated[HoldTime, Meta(description="How long this part is held.")]
    cue: Annotated[Sentence, Meta(description="What to do in this part.")]


Phases: TypeAlias = Annotated[
    list[PhaseTable], Meta(max_length=50, description="The parts of the hold, in order; their times add up to it.")
]


class StepTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One exercise with its dose."""

    exercise: Annotated[
        Name | None, Meta(description="An exercise of the catalogue: its name in the catalogue's folder.")
    ] = None
    name: Annotated[Name | None, Meta(description="What it is called; needed where no exercise is named.")] = None
    hold: Annotated[
        HoldTime | None,
        Meta(description='How long it is held: "30s", "1m30s", 45, "20-30s", "20s+" (at least), "up to 60s".'),
    ] = None
    reps: Annotated[Count | None, Meta(description='How often it is done, on each side: 12, or "8-12".')] = None
    max: Annotated[
        Longest | None, Meta(description='When a hold of "20s+" ends by itself; twice as long if not said.')
    ] = None
    tempo: Annotated[TempoText | None, Meta(description='Seconds to lower, hold, lift and hold: "2-1-2-0".')] = None
    pace: Annotated[
        Pace | None, Meta(description='Seconds of one rep, "3s", or "self": the person says when they are done.')
    ] = None
    sides: Annotated[
        SidesWord | None,
        Meta(description="Which sides; both gets the full dose on each, alternating changes with every rep."),
    ] = None
    first: Annotated[SideWord | None, Meta(description="The side to begin on; left if not said.")] = None
    sets: Annotated[Times | None, Meta(description="How often the dose is done.")] = None
    rest: Annotated[Pause | None, Meta(description="The pause between sets.")] = None
    switch: Annotated[Pause | None, Meta(description="The time to change sides.")] = None
    between: Annotated[Pause | None, Meta(description="The pause before this step.")] = None
    cues: Cues | None = None
    avoid: Annotated[Words | None, Meta(description="What to take care not to do.")] = None
    easier: Annotated[Sentence | None, Meta(description="How to make it easier.")] = None
    harder: Annotated[Sentence | None, Meta(description="How to make it harder.")] = None
    stretches: Annotated[Words | None, Meta(description="The muscles that it stretches.")] = None
    strengthens: Annotated[Words | None, Meta(description="The muscles that it strengthens.")] = None
    position: Annotated[
        Name | None, Meta(description="How the body is: standing, lying on the back, half kneeling ...")
    ] = None
    image: Annotated[Sentence | None, Meta(description="A picture of your own, beside the file.")] = None
    note: Annotated[Prose | None, Meta(description="Anything to remember.")] = None
    allow: Annotated[Words | None, Meta(description="Codes of advice that this step does without.")] = None
    phase: Phases | None = None


Entries: TypeAlias = Annotated[
    list[dict[str, Any]],
    Meta(
        description="The steps in their order; one with steps inside is a circuit.",
    ),
]
"""Steps and circuits: which one a table is shows by its `step`, so each is read when it is met."""


class CircuitTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Steps done one after the other, for a number of rounds."""

    step: Entries
    name: Annotated[Name | None, Meta(description="What it is called.")] = None
    rounds: Annotated[Times | None, Meta(description="How often its steps are gone through.")] = None
    rest: Annotated[Pause | None, Meta(description="The pause between rounds.")] = None
    between: Annotated[Pause | None, Meta(description="The pause before the circuit.")] = None
    note: Annotated[Prose | None, Meta(description="Anything to remember.")] = None
    allow: Annotated[Words | None, Meta(description="Codes of advice that this circuit does without.")] = None


class RoutineTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A routine file."""

    name: Annotated[Name, Meta(description="What the routine is called.")]
    step: Entries
    format: Annotated[int, Meta(ge=1, le=FORMAT, description="The format of the file.")] = FORMAT
    about: Annotated[Prose | None, Meta(description="What it is for, in a sentence.")] = None
    get_ready: Annotated[Pause | None, Meta(description="The time before the first step: 10 s if not said.")] = None
    between: Annotated[Pause | None, Meta(description="The pause between steps: 8 s if not said.")] = None
    switch: Annotated[Pause | None, Meta(description="The time to change sides: 5 s if not said.")] = None
    targets: Annotated[Words | None, Meta(description="The muscles that it means to balance.")] = None
    allow: Annotated[Words | None, Meta(description="Codes of advice that this routine does without.")] = None
    note: Annotated[Prose | None, Meta(description="Anything to remember.")] = None


class ExerciseTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """An exercise file of the catalogue."""

    name: Annotated[Name, Meta(description="What it is called.")]
    format: Annotated[int, Meta(ge=1, le=FORMAT, description="The format of the file.")] = FORMAT
    aliases: Annotated[Words | None, Meta(description="What it is also called.")] = None
    position: Annotated[
        Name | None, Meta(description="How the body is: standing, lying on the back, half kneeling ...")
    ] = None
    props: Annotated[Words | None, Meta(description="What is needed: mat, chair, wall, band ...")] = None
    dose: Annotated[
        DoseText | None, Meta(description='How much is usual: "30s", "20-30s", "10 reps", "8-12 reps".')
    ] = None
    usual_tempo: Annotated[TempoText | None, Meta(description="The tempo of a rep, where a step says none.")] = None
    sides: Annotated[SidesWord | None, Meta(description="Which sides, where a step does not say.")] = None
    switch: Annotated[
        Pause | None, Meta(description="The time that changing sides takes, where a routine does not say.")
    ] = None
    cues: Cues | None = None
    avoid: Annotated[Words | None, Meta(description="What to take care not to do.")] = None
    easier: Annotated[Sentence | None, Meta(description="How to make it easier.")] = None
    harder: Annotated[Sentence | None, Meta(description="How to make it harder.")] = None
    stretches: Annotated[Words | None, Meta(description="The muscles that it stretches.")] = None
    strengthens: Annotated[Words | None, Meta(description="The muscles that it strengthens.")] = None
    image: Annotated[Sentence | None, Meta(description="A picture of your own, beside the file.")] = None
    source: Annotated[Sentence | None, Meta(description="Where it comes from.")] = None
    note: Annotated[Prose | None, Meta(description="Anything to remember.")] = None
    phase: Phases | None = None
    figure: Annotated[Figure | None, Meta(description="What holds for all poses of its figure.")] = None
    poses: Annotated[list[Pose] | None, Meta(description="The poses of its figure, each from the one before.")] = None
