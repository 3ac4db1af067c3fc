"""Advice on cues: each must be read, or heard, before the next one takes its place.

160 words a minute is the slower end of what the BBC's subtitle guidelines ask for (160 to 180), and about what a voice
says; somebody face down on a mat, who has to find the screen first, gets half a second more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from routine_timer.routine.advice.advisor import Advisor
from routine_timer.routine.dose_times import planned_s
from routine_timer.routine.model import FormCue, Reps
from routine_timer.routine.resolve import Placed
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize

WORDS_A_MINUTE = 160.0
FINDING_S = 0.5


def look(steps: Sequence[Placed], advisor: Advisor) -> None:
    if not advisor.wants("cue-too-quick"):
        return
    for placed in steps:
        dose = placed.step.dose
        if placed.step.cues and not (isinstance(dose, Reps) and dose.rep_s is None):
            seconds = planned_s(dose) * (2 if placed.step.sides == "alternating" else 1)
            _cues(placed, seconds, advisor)
        if isinstance(dose, tuple):
            for number, phase in enumerate(dose):
                if phase.hold.seconds < reading_s(phase.cue):
                    _tell(placed, phase.cue, phase.hold.seconds, ("phase", number, "cue"), placed.table.phase, advisor)


def reading_s(say: str) -> float:
    """Seconds that it takes to find and read a sentence."""
    return FINDING_S + len(say.split()) * 60 / WORDS_A_MINUTE


def _cues(placed: Placed, seconds: float, advisor: Advisor) -> None:
    """Each cue against the time until the next one, or until the end; times are from the beginning of one side."""
    cues = placed.step.cues
    if not any(cue.at is not None for cue in cues):
        room = seconds / len(cues)
        quick = [(number, cue, room) for number, cue in enumerate(cues) if room < reading_s(cue.say)]
    else:
        begins = sorted(_moments(cues, seconds))
        ends = [(at, number, until) for (at, number), (until, _) in pairwise([*begins, (seconds, -1)])]
        quick = [
            (number, cues[number], max(until - at, 0.0))
            for at, number, until in ends
            if until - at < reading_s(cues[number].say)
        ]
    for number, cue, room in quick:
        _tell(placed, cue.say, room, ("cues", number), placed.table.cues, advisor)
        if placed.table.cues is None:
            return  # the exercise's cues, in a step that is too short for them: once is enough


def _moments(cues: Sequence[FormCue], seconds: float) -> list[tuple[float, int]]:
    """When each cue comes, as the timeline spreads them."""
    loose = [number for number, cue in enumerate(cues) if cue.at is None]
    found = [(seconds / len(loose) * i, number) for i, number in enumerate(loose)]
    return found + [
        (seconds / 2 if cue.at == "halfway" else cue.at, number)
        for number, cue in enumerate(cues)
        if cue.at is not None
    ]


def _tell(placed: Placed, say: str, room: float, where: tuple[str | int, ...], own: object, advisor: Advisor) -> None:
    words = len(say.split())
    message = f"this cue has {pluralize(words, 'word')} but is only shown for {short(round(room, 1))}"
    needed = short(round(reading_s(say), 1))
    help_ = f"it needs {needed} at {WORDS_A_MINUTE:g} words a minute: use fewer words, fewer cues or more time"
    if own is not None:
        advisor.note_at("cue-too-quick", (*placed.path, *where), message, help_, "value", placed)
    else:
        advisor.note("cue-too-quick", placed, f'"{say}": {message}', help_)
