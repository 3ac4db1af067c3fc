"""Every code that a diagnostic can have: how serious it is, and what it says in one sentence.

Codes never change: files name them in `allow`, programs look for them, and each has a section in
`docs/routine-format.md`. One that is not in this table can't be raised.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "advice"]

ERRORS = {
    # The file as a whole.
    "unreadable": "The file can't be opened.",
    "too-big": "The file is larger than 1 MB; it was not read.",
    "not-utf8": "The file is not text in UTF-8.",
    "toml-syntax": "The file is not TOML.",
    "too-deep": "Tables or circuits are nested too deeply.",
    "newer-format": "The file needs a newer version of routine-timer.",
    # Its tables and keys.
    "unknown-key": "A key that does not exist here.",
    "missing-key": "A required key is missing.",
    "wrong-type": "A value of the wrong kind, such as text for a number.",
    "not-a-choice": "A value that is not one of the words allowed.",
    "out-of-range": "A number that is too small or too large, a text or a list that is too long.",
    "empty-text": "Empty text.",
    "no-steps": "A routine or a circuit with nothing to do in it.",
    # What a value says.
    "bad-duration": "A time that can't be understood.",
    "zero-duration": "A hold or a rep that takes no time.",
    "negative-duration": "A time below zero.",
    "too-long": "A time longer than four hours.",
    "too-fast": "A rep that is too fast to follow.",
    "reversed-range": "A range that doesn't go from less to more.",
    "max-without-open-hold": '`max` on a hold that is not "at least".',
    "bad-reps": "A number of reps that can't be understood.",
    "zero-reps": "Fewer than one rep.",
    "too-many-reps": "More reps than a set can have.",
    "bad-tempo": "A tempo that can't be understood.",
    "bad-pace": "A pace that can't be understood.",
    "bad-moment": "A time of a cue (`at`) that can't be understood.",
    # What the values come to together.
    "unknown-exercise": "An exercise that the catalogue does not have.",
    "unknown-muscle": "A muscle word that is not known.",
    "no-name": "A step with neither `exercise` nor `name`.",
    "no-dose": "Neither `hold` nor `reps`.",
    "two-doses": "More than one of `hold`, `reps` and `phase`.",
    "pace-of-a-hold": "`tempo` or `pace` on a hold.",
    "tempo-and-pace": "Both `tempo` and `pace`.",
    "alternating-hold": "A hold on alternating sides.",
    "first-without-both": "`first` without both sides.",
    "cue-after-end": "A cue timed after the end of its hold or reps.",
    "side-without-sides": "A text names a side where there is no left and right.",
    "sets-twice": "`sets` beside a list of reps, which has a number for each set.",
    "ladder-loop": "Easier or harder exercises that lead back to themselves.",
    "step-too-long": "A step that takes more than four hours, over all its sets and sides.",
    "routine-too-long": "A routine that takes more than a day, or has too many parts.",
}

PLAN_ERRORS = {
    "unknown-routine": "A plan names a routine that doesn't exist.",
    "bad-goal": "A goal that can't be understood.",
    "no-stages": "A plan without stages.",
    "stage-twice": "Two stages of a plan with the same name.",
}
"""The errors that only a plan can have."""

PLAN_ADVICE = {
    "goal-on-rest-days": "A goal that asks for more days than the table of weekdays has a routine for.",
}
"""The advice that only a plan can get."""

WARNINGS = {
    "unknown-code": "`allow` names a code that does not exist, or one that is not advice.",
    "no-effect": "A key that has no effect where it is.",
    "cue-beyond-low-end": "A cue that is only heard once you do more than the minimum.",
    "missing-image": "The picture that `image` names is missing or can't be shown.",
}

ADVICE = {
    "unequal-sides": "One side gets more work than the other.",
    "cue-too-quick": "A cue that there is not enough time to say.",
    "switch-too-short": "Changing sides or position takes longer than there is time for.",
    "sets-without-rest": "Strengthening sets with no rest between them.",
    "fast-reps": "Reps that are too fast to control.",
    "tempo-order": "An uneven tempo that doesn't say which part of the rep is which.",
    "hard-on-the-back": "An exercise that loads the lower back more than it needs to.",
    "shorter-than-usual": "A shorter hold, or fewer reps, than is usual for the exercise.",
    "longer-than-usual": "A longer hold, or more reps, than is usual for the exercise.",
    "ups-and-downs": "You go up and down more often than you need to.",
    "stretch-without-strength": "The tight half of a pair is stretched, the weak half is not strengthened.",
    "strength-without-stretch": "The weak half of a pair is strengthened, the tight half is not stretched.",
    "wrong-half": "The tight half of a pair is strengthened, or the weak half is stretched.",
    "strength-first": "The weak half of a pair is strengthened before its tight half is stretched.",
    "target-not-served": "A muscle in `targets` that no step works on.",
}


def severity(code: str) -> Severity:
    """How grave a code is.

    Raises:
        KeyError: there is no such code.
    """
    if code in ADVICE or code in PLAN_ADVICE:
        return "advice"
    if code in WARNINGS:
        return "warning"
    if code not in PLAN_ERRORS:
        ERRORS[code]
    return "error"
