"""A draft as the text of a routine file with comments that explain it.

Text from elsewhere (a typed name, an exercise's) goes through tomli_w or `text.sanitize.plain`, so it can't break out
of its line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import tomli_w

from routine_timer.compose.body_positions import STAY_S
from routine_timer.compose.candidates import ExerciseChoice, Half
from routine_timer.compose.draft_search import Draft
from routine_timer.text.doses import dose
from routine_timer.text.durations import clock
from routine_timer.text.plurals import enumerated
from routine_timer.text.sanitize import plain

_COLUMN = 40
"""The column of the comments beside the keys."""

_TOP = """\
#:schema ./routine.schema.json
# {about} {length} in all.
# A step takes everything from its exercise. To change that, add hold, reps, tempo, sides, sets, rest or cues.
# Edit freely: the program won't overwrite this file. `routine-timer check {id}` checks it."""

_HEADINGS: dict[Half, str] = {
    "stretch": "First, stretch what is tight",
    "strengthen": "Then strengthen what is weak",
}


def to_text(draft: Draft, id: str, name: str, allow: Collection[str] = ()) -> str:
    """The whole file.

    Args:
        id: its file's name without the ending.
        name: what the person calls the routine.
        allow: advice to silence, because time or positions don't allow following it.
    """
    lines = [*_top(draft, id, name)]
    if allow:
        lines.append(
            _beside(f"allow = [{', '.join(map(_value, sorted(allow)))}]", "there isn't time to follow this advice")
        )
    return "\n".join([*lines, *_steps(draft.choices)]) + "\n"


def about(draft: Draft) -> str:
    """What the routine does, in a sentence."""
    parts = []
    if stretched := _listed(draft, "stretch"):
        parts.append(f"Stretch {enumerated(stretched)}")
    if strengthened := _listed(draft, "strengthen"):
        parts.append(f"{'strengthen' if parts else 'Strengthen'} {enumerated(strengthened)}")
    return ", then ".join(parts) + "."


def _top(draft: Draft, id: str, name: str) -> Iterator[str]:
    yield _TOP.format(about=about(draft), length=clock(draft.seconds), id=plain(id))
    yield _pair("format", 1)
    yield _pair("name", name)
    yield _pair("about", about(draft))
    yield _beside(_pair("get_ready", "10s"), "before the first step")
    yield _beside(_pair("between", f"{STAY_S:g}s"), "between steps")
    if served := draft.served:
        yield _beside(
            f"targets = [{', '.join(map(_value, served))}]", "target muscles; `check` warns if they aren't trained"
        )


def _steps(choices: Iterable[ExerciseChoice]) -> Iterator[str]:
    half: Half | None = None
    before: str | None = None
    for choice in choices:
        exercise = choice.exercise
        yield ""
        if choice.half != half:
            yield f"# {_HEADINGS[choice.half]}."
            half = choice.half
        yield "[[step]]"
        what = f"{plain(exercise.name)}: {dose(exercise.as_step())}, {exercise.position}"
        yield _beside(_pair("exercise", exercise.id), what)
        if before is not None and choice.between != STAY_S:
            yield _beside(_pair("between", f"{choice.between:g}s"), f"time to get there from {before}")
        if choice.sets > 1:
            yield _pair("sets", choice.sets)
            yield _pair("rest", f"{choice.rest:g}s")
        before = exercise.position


def _listed(draft: Draft, half: Half) -> list[str]:
    """The muscles of one half: those of the aim, target muscles first, or all of them if the aim has none."""
    served = draft.stretched if half == "stretch" else draft.strengthened
    wanted = draft.aim.stretch if half == "stretch" else draft.aim.strengthen
    return sorted(served & wanted or served, key=lambda muscle: (muscle not in draft.aim.asked, muscle))


def _pair(key: str, value: object) -> str:
    return tomli_w.dumps({key: value}).rstrip("\n")


def _value(value: object) -> str:
    return _pair("v", value).removeprefix("v = ")


def _beside(line: str, comment: str) -> str:
    return f"{line:<{_COLUMN}} # {plain(comment)}"
