"""What a session walks through: frozen segments, each with its cues. All times are seconds."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from routine_timer.routine.model import SECONDS_A_REP, Step, Tempo, Until

Kind: TypeAlias = Literal["get-ready", "hold", "reps", "switch", "rest", "between"]
CueKind: TypeAlias = Literal[
    "safety",
    "props",
    "name",
    "setup",
    "easier",
    "action",
    "rep",
    "last",
    "turn",
    "least",
    "halfway",
    "form",
    "breathe",
    "next",
    "count",
]
"""In the order in which cues of one moment are given.

In a pause: `safety` when to stop, `props` what to fetch, `name` what comes, `setup` how to get into it, `easier` an
easier way, `action` what to do on "go". In a hold or reps: `form` the file's cues, `breathe` a reminder, `turn` the
moment a rep turns back, `last` the beginning of the last rep where that is said instead of its number.
"""
SegmentSide: TypeAlias = Literal["left", "right", "alternating"]
_SIDE_WORDS: dict[str | None, tuple[str, str]] = {"left": ("left", "right"), "right": ("right", "left")}
_OTHER: dict[SegmentSide | None, SegmentSide] = {"left": "right", "right": "left"}


class Cue(msgspec.Struct, frozen=True, gc=False):
    """Something said, sounded or shown at a moment.

    `at_s` counts from the segment's beginning; with `from_end`, back from its end, wherever that has been moved to.
    `number` is the second counted down or the rep begun; `say` is the file's own words, with `{side}` and `{other}` in
    them (see `Segment.with_side`), and empty where the program has its own words.
    """

    kind: CueKind
    at_s: float
    say: str = ""
    number: int | None = None
    from_end: bool = False

    def due_s(self, limit_s: float | None) -> float:
        """When it is due in a segment that ends by itself at `limit_s`, in seconds from the segment's beginning."""
        return (limit_s or 0.0) - self.at_s if self.from_end else self.at_s


class Segment(msgspec.Struct, frozen=True):
    """One stretch of the timeline. Counts start at 1; what does not apply is None.

    `seconds` is the planned time, None only where the person sets the pace; `limit_s` is when it ends by itself (later
    than `seconds` for "20s+"). In a pause between steps, and in a get-ready, `step` and `label` are those of the step
    to come; a switch carries the side to come. `reps` counts per side; `total_reps` counts every movement.
    """

    n: int
    kind: Kind
    label: str
    step: int | None
    seconds: float | None
    starts_at_s: float = 0.0
    side: SegmentSide | None = None
    set: int | None = None
    sets: int = 1
    round: int | None = None
    rounds: int = 1
    phase: int | None = None
    phases: int = 1
    max_s: float | None = None
    until: Until = "exact"
    reps: int | None = None
    max_reps: int | None = None
    total_reps: int | None = None
    rep_s: float | None = None
    tempo: Tempo | None = None
    instruction: str | None = None
    exercise: str | None = None
    cues: tuple[Cue, ...] = ()
    coming_side: SegmentSide | None = None
    """In a pause: the side of the hold or reps to come."""

    @property
    def figure_side(self) -> SegmentSide | None:
        """The side that the figure shows: in a pause that of what comes."""
        return self.side or self.coming_side

    def with_side(self, text: str) -> str:
        """`text` with `{side}` and `{other}` filled in: left and right, or the other way round."""
        return with_side(text, self.figure_side)

    @property
    def on_other_side(self) -> Segment:
        """The segment with left and right swapped."""
        return replace(
            self, side=_OTHER.get(self.side, self.side), coming_side=_OTHER.get(self.coming_side, self.coming_side)
        )

    @property
    def is_work(self) -> bool:
        return self.kind in ("hold", "reps")

    @property
    def self_paced(self) -> bool:
        return self.seconds is None

    @property
    def estimate_s(self) -> float:
        """The planned time, a self-paced rep counted as 3 s."""
        return (self.total_reps or 0) * SECONDS_A_REP if self.seconds is None else self.seconds

    @property
    def limit_s(self) -> float | None:
        """When the segment ends by itself; None where it waits for the person."""
        return self.max_s if self.until == "at-least" else self.seconds

    @property
    def may_end_early(self) -> bool:
        """Whether "done" counts before the end: for reps, for "up to", and for "20s+" after its least."""
        return self.kind == "reps" or self.until in ("up-to", "at-least")

    @property
    def form_cues(self) -> tuple[Cue, ...]:
        return tuple(cue for cue in self.cues if cue.kind == "form")


class Timeline(msgspec.Struct, frozen=True):
    """The whole of a session to come. `steps` holds what each numbered step is (step 1 at index 0)."""

    routine: str
    name: str
    segments: tuple[Segment, ...]
    steps: tuple[Step, ...]

    @property
    def duration_s(self) -> float:
        return sum(segment.estimate_s for segment in self.segments)

    @property
    def work_s(self) -> float:
        """Planned seconds of holds and reps: what a session sets out to do."""
        return sum(segment.estimate_s for segment in self.segments if segment.is_work)

    def step_of(self, segment: Segment) -> Step | None:
        return None if segment.step is None else self.steps[segment.step - 1]

    def has_sides(self, step: int | None) -> bool:
        """Whether a step (from 1) has a left and a right, which can be swapped."""
        return any(one.step == step and one.side in ("left", "right") for one in self.segments)

    def next_work(self, index: int) -> Segment | None:
        """The first hold or reps after the segment at `index` (from 0), or None at the end."""
        return next((segment for segment in self.segments[index + 1 :] if segment.is_work), None)


def in_words(step: Step, side: SegmentSide | None = None) -> Step:
    """The step with its texts filled in for `side`, or for the side it starts with: for pages that show one side."""
    shown = side or (step.first if step.sides == "both" else step.sides)

    def fill(text: str) -> str:
        return with_side(text, shown)

    dose = step.dose
    if isinstance(dose, tuple):
        dose = tuple(replace(phase, cue=fill(phase.cue)) for phase in dose)
    return replace(
        step,
        dose=dose,
        setup=fill(step.setup) if step.setup else None,
        cues=tuple(replace(cue, say=fill(cue.say)) for cue in step.cues),
        avoid=tuple(map(fill, step.avoid)),
        easier=fill(step.easier) if step.easier else None,
        harder=fill(step.harder) if step.harder else None,
    )


def with_side(text: str, side: str | None) -> str:
    """`text` with `{side}` and `{other}` filled in; without a left and a right they become "one" and "other"."""
    if "{" not in text:
        return text
    one, other = _SIDE_WORDS.get(side, ("one", "other"))
    return text.replace("{side}", one).replace("{other}", other)
