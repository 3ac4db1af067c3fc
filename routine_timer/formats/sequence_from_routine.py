"""Turns a routine into a sequence for other programs.

What they don't support becomes something that they do: sets become rounds, reps become time, phases become steps.
Everything that is lost is reported. Doesn't know any format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routine_timer.formats.interval_sequence import Beat, Notes, Pause, Repeat, Sequence, Work
from routine_timer.formats.repeat_blocks import SWITCH
from routine_timer.routine.model import SECONDS_A_REP, Circuit, FormCue, Hold, Phase, Reps, Routine, Step
from routine_timer.text.plurals import pluralize
from routine_timer.timeline import in_words

GET_READY = "Get ready"


def from_routine(routine: Routine, notes: Notes) -> Sequence:
    """The whole routine, with its own doses."""
    items = [*_pause(routine.get_ready, GET_READY), *_entries(routine.steps, notes)]
    return Sequence(routine.name, tuple(items), routine.about)


def _entries(entries: Iterable[Step | Circuit], notes: Notes) -> list[Beat]:
    """The entries with the pauses between them; the first one's own depends on what is around it."""
    beats: list[Beat] = []
    for number, entry in enumerate(entries):
        if number:
            beats.extend(_pause(_before(entry)))
        if isinstance(entry, Step):
            beats.extend(_sets(entry, notes))
            continue
        inner = _entries(entry.steps, notes)
        if entry.rounds == 1:
            beats.extend(inner)
        else:
            beats.append(Repeat(entry.rounds, tuple(inner), entry.rest, entry.name))
    return beats


def _before(entry: Step | Circuit) -> float:
    while isinstance(entry, Circuit):
        if entry.between is not None:
            return entry.between
        entry = entry.steps[0]
    return entry.between


def _sets(step: Step, notes: Notes) -> Iterator[Beat]:
    once = _sides(in_words(step), notes)
    if step.sets == 1:
        yield from once
    else:
        notes.add(f"{step.name}: its {step.sets} sets are exported as rounds")
        yield Repeat(step.sets, tuple(once), step.rest, step.name)


def _sides(step: Step, notes: Notes) -> list[Beat]:
    match step.dose:
        case Hold() as hold:
            _tell_until(step.name, hold, notes)
            return [_work(step, notes, step.name, hold.seconds)]
        case Reps() as reps:
            return [_counted(step, reps, notes)]
        case phases:
            return _phased(step, phases, notes)


def _work(step: Step, notes: Notes, name: str, seconds: float | None, estimate: float = SECONDS_A_REP) -> Work:
    if step.sides in ("left", "right"):
        name = f"{name}, {step.sides}"
    if step.sides == "both" and step.first == "right":
        notes.add(f"{step.name}: starts on the left in the export, not on the right")
    return Work(name, seconds, step.switch if step.sides == "both" else None, step.cues, estimate)


def _counted(step: Step, reps: Reps, notes: Notes) -> Work:
    if reps.by_set:
        notes.add(
            f"{step.name}: its sets of {', '.join(map(str, reps.by_set))} reps are exported as sets of {reps.count}"
        )
    total = reps.count * (2 if step.sides == "alternating" else 1)
    often = f"{reps.count} each side" if step.sides == "alternating" else f"{reps.count}"
    counted = f"{pluralize(reps.count, 'rep')}{often.removeprefix(str(reps.count))}"
    seconds = None if reps.rep_s is None else total * reps.rep_s
    if seconds is not None:
        notes.add(f"{step.name}: {counted} are exported as {seconds:g} s")
    name = step.name if total == 1 else f"{step.name} × {often}"
    return _work(step, notes, name, seconds, total * SECONDS_A_REP)


def _phased(step: Step, phases: tuple[Phase, ...], notes: Notes) -> list[Beat]:
    """Each phase a work of its own; both sides one after the other, as a split interval can't hold several."""
    notes.add(f"{step.name}: its {len(phases)} parts are exported as steps")
    sides = {"both": (step.first, "right" if step.first == "left" else "left"), "none": (None,)}
    beats: list[Beat] = []
    for number, side in enumerate(sides.get(step.sides, (step.sides,))):
        if number:
            beats.extend(_pause(step.switch, SWITCH))
        called = step.name if side is None else f"{step.name}, {side}"
        for part, phase in enumerate(phases, 1):
            _tell_until(step.name, phase.hold, notes)
            beats.append(Work(f"{called} ({part})", phase.hold.seconds, cues=(FormCue(phase.cue, 0.0),)))
    return beats


def _tell_until(name: str, hold: Hold, notes: Notes) -> None:
    match hold.until:
        case "range":
            notes.add(f"{name}: {hold.seconds:g} to {hold.max_s or hold.seconds:g} s exported as {hold.seconds:g} s")
        case "at-least":
            notes.add(f"{name}: at least {hold.seconds:g} s exported as {hold.seconds:g} s")
        case "up-to":
            notes.add(f"{name}: up to {hold.seconds:g} s, with an early end, exported as {hold.seconds:g} s")
        case _:
            pass


def _pause(seconds: float, name: str = "Rest") -> list[Beat]:
    return [Pause(seconds, name)] if seconds > 0 else []
