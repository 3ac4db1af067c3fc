"""What a file says, key by key: the tables of a routine file and of an exercise file, and nothing of what they mean.

These classes are the format. msgspec reads files into them and refuses every key that is not here; the collecting
checker, the JSON Schema, the editor's completion and the docs' list of keys are all made from them. A key that a file
does not give is None: what then holds is decided in `resolve.py`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from routine_timer.routine import value_parsing
from routine_timer.routine.key_docs import key
from routine_timer.routine.model import DEFAULT_BETWEEN, DEFAULT_GET_READY, DEFAULT_SWITCH, SECONDS_A_REP
from routine_timer.routine.poses import Figure, Pose

FORMAT = 1
"""The newest format that this program reads."""

MOST_TIMES = 1000
"""Of sets and of rounds."""

SidesWord: TypeAlias = Literal["none", "left", "right", "both", "alternating"]
SideWord: TypeAlias = Literal["left", "right"]


def _seconds(time: float) -> str:
    return f"{time:g}s"


def _written(text: str, example: object, **numbers: float) -> Meta:
    """The schema's half of a value that may be text or a number. `values.py` judges; this tells editors beforehand."""
    return Meta(extra_json_schema={"pattern": f"^{text}$", **numbers, "examples": [example]})


Name: TypeAlias = Annotated[str, Meta(pattern=r"\S", max_length=200)]
Sentence: TypeAlias = Annotated[str, Meta(pattern=r"\S", max_length=1000)]
Prose: TypeAlias = Annotated[str, Meta(max_length=20_000)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=MOST_TIMES)]
Words: TypeAlias = Annotated[list[Name], Meta(max_length=100)]

_Number: TypeAlias = str | int | float
_LONGEST = {"maximum": value_parsing.LONGEST_S}
_SOME = {"exclusiveMinimum": 0, **_LONGEST}

Pause: TypeAlias = Annotated[_Number, _written(value_parsing.DURATION, "10s", minimum=0, **_LONGEST)]
HoldTime: TypeAlias = Annotated[_Number, _written(value_parsing.HOLD, "30s", **_SOME)]
Longest: TypeAlias = Annotated[_Number, _written(value_parsing.DURATION, "40s", **_SOME)]
Moment: TypeAlias = Annotated[
    _Number, _written(f"(?:halfway|{value_parsing.DURATION})", "halfway", minimum=0, **_LONGEST)
]
Pace: TypeAlias = Annotated[
    _Number, _written(f"(?:self|{value_parsing.DURATION})", "3s", minimum=value_parsing.SHORTEST_REP_S, **_LONGEST)
]
Count: TypeAlias = Annotated[
    str | int | list[int], _written(value_parsing.REPS, 12, minimum=1, maximum=value_parsing.MOST_REPS)
]
FourWords: TypeAlias = Annotated[list[Annotated[str, Meta(max_length=30)]], Meta(min_length=4, max_length=4)]
TempoText: TypeAlias = Annotated[str, _written(value_parsing.TEMPO, "2-1-2-0")]
DoseText: TypeAlias = Annotated[
    _Number, _written(rf"(?:{value_parsing.HOLD}|(?:[0-9]+|{value_parsing.REPS}) ?reps?)", "8-12 reps", **_SOME)
]


_EXERCISES = "the exercise's"

_FORMAT = "The format of the file."
_CALLED = "Its name."
_POSITION = "The position of the body: `standing`, `lying on the back`, `half kneeling` …"
_SETUP = "How to get into the position, in a sentence: shown and spoken before the clock starts."
_CUES = "What to do, in the order it is spoken. The first is the action. A cue can have a time."
_TEMPO_WORDS = "Four words for the parts of a rep: move, hold, return, hold. An empty one is not shown."
_EASIER_EXERCISE = "The id of an easier exercise."
_HARDER_EXERCISE = "The id of a harder exercise."
_PROPS = "What you need: `mat`, `chair`, `wall`, `band` …"
_AVOID = "Mistakes to avoid."
_EASIER = "How to make it easier."
_HARDER = "How to make it harder."
_STRETCHES = "What it stretches, in muscle words."
_STRENGTHENS = "What it strengthens, in muscle words."
_IMAGE = "Your own picture, in the folder of the file."
_NOTE = "A note for yourself."
_PARTS = "The parts of the hold, in order. Their times add up to it."


class CueTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A cue with its moment."""

    say: Annotated[Sentence, key("The text that is shown and spoken.")]
    at: Annotated[
        Moment | None,
        key(
            'When: `"halfway"`, or a time after the start such as `"15s"`.',
            "the cues without a time are spread evenly, the first at the start",
        ),
    ] = None
    every_set: Annotated[
        bool, key("Whether it is said in every set, because it changes what you do. Needs `at`.", "false")
    ] = False


Cues: TypeAlias = Annotated[list[Sentence | CueTable], Meta(max_length=50)]


class PhaseTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A part of one hold, with its own instruction."""

    hold: Annotated[HoldTime, key("How long to hold this part.")]
    cue: Annotated[Sentence, key("What to do in this part.")]


Phases: TypeAlias = Annotated[list[PhaseTable], Meta(max_length=50)]


class StepTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One exercise with its dose."""

    exercise: Annotated[
        Name | None, key("The id of an exercise in the catalogue.", "the step describes its own exercise")
    ] = None
    name: Annotated[Name | None, key(_CALLED, "the exercise's name")] = None
    hold: Annotated[
        HoldTime | None,
        key(
            'How long to hold: `"30s"`, `"1m30s"`, `45`, `"20-30s"`, `"20s+"` (at least), `"up to 60s"`.',
            "the exercise's, unless the step has `reps` or `phase`",
        ),
    ] = None
    reps: Annotated[
        Count | None,
        key(
            'How many reps on each side: `12` or `"8-12"`, or a number for each set: `[6, 4, 2]`.',
            "the exercise's, unless the step has `hold` or `phase`",
        ),
    ] = None
    max: Annotated[Longest | None, key('When a hold of `"20s+"` ends automatically.', "twice its time")] = None
    tempo: Annotated[
        TempoText | None,
        key(
            'Seconds to move, hold, return and hold, from the starting position: `"2-1-2-0"`.',
            "the exercise's usual tempo",
        ),
    ] = None
    tempo_words: Annotated[FourWords | None, key(_TEMPO_WORDS, _EXERCISES)] = None
    pace: Annotated[
        Pace | None,
        key(
            'Seconds per rep, `"3s"`, or `"self"` to go at your own pace.',
            f'the length of the tempo, or `"{_seconds(SECONDS_A_REP)}"` without one',
        ),
    ] = None
    sides: Annotated[
        SidesWord | None,
        key(
            "Which sides: `none`, `left`, `right`, `both` (all of the dose on each) or, for reps, `alternating`.",
            "the exercise's, else `none`",
        ),
    ] = None
    first: Annotated[SideWord | None, key("With `both`, the side to start on.", default="left")] = None
    sets: Annotated[Times | None, key("How many sets of the dose.", default=1)] = None
    rest: Annotated[Pause | None, key("The pause between sets.", "none")] = None
    switch: Annotated[Pause | None, key("The time to change sides in this step.", "the routine's")] = None
    between: Annotated[Pause | None, key("The pause before this step.", "the routine's")] = None
    setup: Annotated[Sentence | None, key(_SETUP, _EXERCISES)] = None
    cues: Annotated[Cues | None, key(_CUES, _EXERCISES)] = None
    avoid: Annotated[Words | None, key(_AVOID, _EXERCISES)] = None
    easier: Annotated[Sentence | None, key(_EASIER, _EXERCISES)] = None
    harder: Annotated[Sentence | None, key(_HARDER, _EXERCISES)] = None
    easier_exercise: Annotated[Name | None, key(_EASIER_EXERCISE, _EXERCISES)] = None
    harder_exercise: Annotated[Name | None, key(_HARDER_EXERCISE, _EXERCISES)] = None
    props: Annotated[Words | None, key(_PROPS, _EXERCISES)] = None
    stretches: Annotated[Words | None, key(_STRETCHES, _EXERCISES)] = None
    strengthens: Annotated[Words | None, key(_STRENGTHENS, _EXERCISES)] = None
    position: Annotated[Name | None, key(_POSITION, _EXERCISES)] = None
    image: Annotated[Sentence | None, key(_IMAGE, _EXERCISES)] = None
    note: Annotated[Prose | None, key(_NOTE, _EXERCISES)] = None
    allow: Annotated[Words | None, key("Codes of advice to silence for this step.")] = None
    phase: Annotated[Phases | None, key(_PARTS)] = None


Entries: TypeAlias = list[dict[str, Any]]
"""Steps and circuits: which one a table is shows by its `step`, so each is read when it is met."""


class CircuitTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Steps done one after the other, for a number of rounds."""

    step: Annotated[Entries, key("The steps of a round, each a `[[step.step]]`.")]
    name: Annotated[Name | None, key(_CALLED)] = None
    rounds: Annotated[Times | None, key("How many rounds.", default=1)] = None
    rest: Annotated[
        Pause | None,
        key("The pause between rounds, instead of `between`. There is none after the last round.", "none"),
    ] = None
    between: Annotated[Pause | None, key("The pause before the circuit.", "the one of its first step")] = None
    note: Annotated[Prose | None, key(_NOTE)] = None
    allow: Annotated[Words | None, key("Codes of advice to silence for the circuit.")] = None


class RoutineTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A routine file."""

    format: Annotated[int, Meta(ge=1, le=FORMAT), key(_FORMAT, default=FORMAT)] = FORMAT
    name: Annotated[Name, key("The name of the routine.")]
    about: Annotated[Prose | None, key("What the routine is for, in a sentence.")] = None
    get_ready: Annotated[
        Pause | None,
        key("The time before the first step, to get into position.", default=_seconds(DEFAULT_GET_READY)),
    ] = None
    between: Annotated[
        Pause | None,
        key(
            "The pause between steps, when the next step is announced.",
            default=_seconds(DEFAULT_BETWEEN),
        ),
    ] = None
    switch: Annotated[
        Pause | None,
        key("The time to change sides.", f'what the exercise needs, or `"{_seconds(DEFAULT_SWITCH)}"`'),
    ] = None
    targets: Annotated[Words | None, key("The muscles that the routine is meant to train, in muscle words.")] = None
    allow: Annotated[Words | None, key("Codes of advice to silence for the routine.")] = None
    note: Annotated[Prose | None, key(_NOTE)] = None
    step: Annotated[Entries, key("The steps in order, each a `[[step]]`. A step with steps inside is a circuit.")]


class ExerciseTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """An exercise file of the catalogue."""

    format: Annotated[int, Meta(ge=1, le=FORMAT), key(_FORMAT, default=FORMAT)] = FORMAT
    name: Annotated[Name, key(_CALLED)]
    aliases: Annotated[Words | None, key("Other names for it.")] = None
    position: Annotated[Name | None, key(_POSITION)] = None
    props: Annotated[Words | None, key(_PROPS)] = None
    dose: Annotated[
        DoseText | None,
        key(
            'How much is usual: `"30s"`, `"20-30s"`, `"up to 60s"`, `"10 reps"`, `"8-12 reps"`.',
            "the dose is in `phase`",
        ),
    ] = None
    phase: Annotated[Phases | None, key(_PARTS, "the dose is in `dose`")] = None
    usual_tempo: Annotated[
        TempoText | None, key("The tempo of its reps, unless a step sets one.", f"{SECONDS_A_REP:g} s a rep")
    ] = None
    sides: Annotated[SidesWord | None, key("Which sides, unless a step sets them.", default="none")] = None
    switch: Annotated[
        Pause | None,
        key("The time to change sides, unless a routine sets it.", default=_seconds(DEFAULT_SWITCH)),
    ] = None
    tempo_words: Annotated[FourWords | None, key(_TEMPO_WORDS)] = None
    setup: Annotated[Sentence | None, key(_SETUP)] = None
    cues: Annotated[Cues | None, key(_CUES)] = None
    avoid: Annotated[Words | None, key(_AVOID)] = None
    easier: Annotated[Sentence | None, key(_EASIER)] = None
    harder: Annotated[Sentence | None, key(_HARDER)] = None
    easier_exercise: Annotated[Name | None, key(_EASIER_EXERCISE)] = None
    harder_exercise: Annotated[Name | None, key(_HARDER_EXERCISE)] = None
    stretches: Annotated[Words | None, key(_STRETCHES)] = None
    strengthens: Annotated[Words | None, key(_STRENGTHENS)] = None
    image: Annotated[Sentence | None, key(_IMAGE)] = None
    source: Annotated[Sentence | None, key("Where it comes from.")] = None
    note: Annotated[Prose | None, key(_NOTE)] = None
    figure: Annotated[Figure | None, key("Settings for all poses of its figure.")] = None
    poses: Annotated[list[Pose] | None, key("The poses of its figure, each one a change from the one before.")] = None
