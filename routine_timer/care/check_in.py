"""The self-check: the signs to look for, and the routines that suit the answers. Pure.

It is not a diagnosis, and says so. The signs and the standing test are from S0 and S2, the habits from S2 to S4 (see
`docs/sources.md`). Those marked `general practice` are what physiotherapists usually look for in the imbalances that S3
describes. An answer only ever suggests a routine that trains both halves of a muscle pair, on both sides. What needs a
doctor first is in `red_flags`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, TypeAlias

import msgspec

Foot: TypeAlias = Literal["left", "right", "even"]
"""The foot that carried more weight."""
Group: TypeAlias = Literal["sides", "hips", "back and shoulders", "habits"]

STAND_S = 20.0
"""The length of the standing test with closed eyes, in seconds: long enough for the first sway to settle."""

HOW_TO_STAND = "Stand as you normally do: shoes off, feet hip-width apart, something to hold on to within reach."
CLOSE_EYES = "Close your eyes, and notice which foot carries more weight"
OPEN_EYES = "Open your eyes. Which foot carried more weight?"

NOT_A_DIAGNOSIS = "This is not a diagnosis."
NO_DIAGNOSIS = f"{NOT_A_DIAGNOSIS} It helps you choose a routine and see what changes."
SEE_A_DOCTOR_FIRST = (
    f"{NOT_A_DIAGNOSIS} If you have pain that lasts or wakes you, numbness or weakness, "
    "see a doctor or physiotherapist first."
)


def end_without_sound(silence: str, seconds: float = STAND_S) -> str:
    """How to know that the standing test is over: said before the eyes are closed, for then nothing can be read.

    `silence` is which setting turns sound off, in words; empty if none does.
    """
    why = f"{silence}, so count" if silence else "If you hear nothing, count"
    return f"{why} to {seconds:.0f} and open your eyes."


class Sign(msgspec.Struct, frozen=True):
    """One thing to look for.

    `ask` is the statement to confirm, `seen` the same as a noun phrase, `how` explains how to find out.
    """

    id: str
    group: Group
    ask: str
    seen: str
    how: str
    source: str


SIGNS: tuple[Sign, ...] = (
    Sign(
        "same-side-injuries",
        "sides",
        "Aches and injuries nearly always come on the same side",
        "injuries that keep to one side",
        "Think of the last few: ankle, knee, hip, shoulder.",
        "S2",
    ),
    Sign(
        "uneven-soles",
        "sides",
        "The soles of my shoes wear down unevenly",
        "shoes that wear unevenly",
        "Turn a well-used pair over and compare left and right.",
        "S2",
    ),
    Sign(
        "stronger-side",
        "sides",
        "One side is clearly stronger or more flexible",
        "one side that is stronger or more flexible",
        "Stand on one leg, then the other. Cross each ankle over the other knee.",
        "S2",
    ),
    Sign(
        "higher-hip",
        "sides",
        "One hip looks higher in the mirror",
        "one hip higher than the other",
        "Put your thumbs on the tops of both hip bones, facing the mirror: are they level?",
        "S0, S2",
    ),
    Sign(
        "seat-out",
        "hips",
        "From the side, my bottom sticks out",
        "a bottom that sticks out",
        "Stand sideways to a mirror, as you normally stand.",
        "S0",
    ),
    Sign(
        "arched-back",
        "hips",
        "My lower back has a marked arch",
        "a marked arch in the lower back",
        "Heels and shoulders against a wall: does a whole fist fit behind the small of your back?",
        "S0",
    ),
    Sign(
        "short-hamstrings",
        "hips",
        "Lying down, I can't raise a straight leg very far",
        "tight hamstrings",
        "On your back, one leg flat on the floor: raise the other with its knee straight. Is it tight before the leg "
        "is two thirds of the way to upright?",
        "general practice",
    ),
    Sign(
        "tired-back",
        "back and shoulders",
        "My lower back gets tired first when I stand for long",
        "a lower back that gets tired first",
        "Think of queuing, cooking or a museum.",
        "general practice",
    ),
    Sign(
        "high-shoulders",
        "back and shoulders",
        "My shoulders creep up or forward, and my neck is tight",
        "shoulders that creep up or forward",
        "Let your arms hang in front of a mirror: do the backs of your hands point forward?",
        "general practice",
    ),
    Sign(
        "long-sitting",
        "habits",
        "I sit for most of the day",
        "long hours of sitting",
        "More than six hours, work and evening together.",
        "S3, S4",
    ),
    Sign(
        "leaning",
        "habits",
        "I stand on one leg, lean on one hip or cross my legs",
        "a habit of leaning to one side",
        "Always the same side? A one-sided sport counts too.",
        "S2",
    ),
    Sign(
        "runner",
        "habits",
        "I run or cycle a lot",
        "a lot of running or cycling",
        "Twice a week or more.",
        "S4",
    ),
)

_BY_ID = {sign.id: sign for sign in SIGNS}

UNEVEN = "uneven-feet"
"""The sign for a standing test in which one foot carried more weight."""


class Rule(msgspec.Struct, frozen=True):
    """A routine, the signs that suggest it with their weights, and what it does about them."""

    routine: str
    signs: dict[str, int]
    does: str
    source: str


_FIRST = 10
"""Alignment comes before strength (S2): one sign of a one-sided body outweighs all other signs together."""

RULES: tuple[Rule, ...] = (
    Rule(
        "align-first",
        {
            UNEVEN: _FIRST,
            "higher-hip": _FIRST,
            "leaning": _FIRST,
            "uneven-soles": _FIRST,
            "same-side-injuries": _FIRST,
            "stronger-side": _FIRST,
        },
        "lets your pelvis settle before you ask it for strength",
        "S2",
    ),
    Rule(
        "one-hip-higher",
        {"higher-hip": 3, "same-side-injuries": 1, "stronger-side": 1, "uneven-soles": 1, UNEVEN: 1},
        "loosens the tight side and trains both to hold the hips level",
        "S0",
    ),
    Rule(
        "anterior-tilt",
        {"seat-out": 3, "arched-back": 3},
        "stretches the front of the hips, then strengthens the glutes and abdominals",
        "S0",
    ),
    Rule("desk-hips", {"long-sitting": 2}, "stretches what sitting shortens and wakes up the glutes", "S3"),
    Rule(
        "desk-shoulders",
        {"high-shoulders": 3, "long-sitting": 1},
        "relaxes the shoulders and strengthens the upper back",
        "S3",
    ),
    Rule(
        "weak-core",
        {"tired-back": 3, "arched-back": 1},
        "rests the lower back and strengthens the core",
        "S3",
    ),
    Rule(
        "hamstrings-and-quads",
        {"short-hamstrings": 3},
        "stretches the backs of the thighs and strengthens the fronts",
        "S3",
    ),
    Rule(
        "psoas-and-glutes",
        {"long-sitting": 2, "arched-back": 2, "runner": 1},
        "releases the deep hip flexors and gets the glutes to work",
        "S1",
    ),
    Rule(
        "after-workout",
        {"runner": 3, "arched-back": 1, "long-sitting": 1, "short-hamstrings": 1},
        "stretches what is tight and strengthens what is weak, at the end of a workout",
        "S4",
    ),
    Rule(
        "walking-drill",
        {"uneven-soles": 2, "higher-hip": 1, "seat-out": 1, "arched-back": 1},
        "takes you through an even way of walking, toes forward and heel first",
        "S0",
    ),
)
MOST = 4
"""The most routines to suggest at once."""


class FittingRoutine(msgspec.Struct, frozen=True):
    """A routine that fits, and the reason, in one sentence."""

    routine: str
    why: str


class Answers(msgspec.Struct, frozen=True):
    """One check-in: the day, the ids that were ticked, red flags too, and the foot that carried more weight."""

    day: date
    signs: frozenset[str]
    foot: Foot | None = None


class Changes(msgspec.Struct, frozen=True):
    """The differences from an earlier check-in, in the order of the signs."""

    since: date
    come: tuple[Sign, ...]
    gone: tuple[Sign, ...]
    still: tuple[Sign, ...]
    foot_before: Foot | None
    foot_now: Foot | None


def fits(signs: Collection[str], foot: Foot | None = None) -> tuple[FittingRoutine, ...]:
    """The routines that fit best, the best one first.

    Without any sign it is the default routine. Red flags are not considered: see `red_flags.verdict`.
    """
    seen = set(signs) | ({UNEVEN} if foot in ("left", "right") else set())
    matches: list[tuple[int, FittingRoutine]] = []
    for rule in RULES:
        matching = [sign for sign in rule.signs if sign in seen]
        if matching:
            weight = sum(rule.signs[sign] for sign in matching)
            strongest = sorted(matching, key=lambda sign: -rule.signs[sign])[:2]
            why = f"For {' and '.join(_seen(sign, foot) for sign in strongest)}: {rule.does}."
            matches.append((weight, FittingRoutine(rule.routine, why)))
    if not matches:
        why = "Nothing stands out, so this one balances stretching and strengthening."
        return (FittingRoutine("after-workout", why),)
    return tuple(fit for _, fit in sorted(matches, key=lambda found: -found[0])[:MOST])


_PLANS = {
    "one-hip-higher": "one-hip-higher",
    "anterior-tilt": "hips-tipped-forward",
    "psoas-and-glutes": "hips-tipped-forward",
    "desk-hips": "desk-body",
    "desk-shoulders": "desk-body",
    "weak-core": "weak-core",
    "after-workout": "after-every-workout",
    "hamstrings-and-quads": "after-every-workout",
}
"""The plan for the imbalance that a routine is for. Every plan aligns first, so `align-first` decides only alone."""
_ALIGN_ONLY = "one-hip-higher"
"""The plan where only `align-first` fits: its signs are those of a one-sided body."""


def plan_that_fits(routines: Iterable[str]) -> str | None:
    """The plan that fits best, of the routines that fit, best first."""
    fitting = list(routines)
    fallback = _ALIGN_ONLY if "align-first" in fitting else None
    return next((_PLANS[routine] for routine in fitting if routine in _PLANS), fallback)


def _seen(sign: str, foot: Foot | None) -> str:
    return f"more weight on the {foot} foot" if sign == UNEVEN else _BY_ID[sign].seen


def known(signs: Iterable[str]) -> tuple[Sign, ...]:
    """The signs with these ids, in the order of the questions. Unknown ids are ignored."""
    wanted = set(signs)
    return tuple(sign for sign in SIGNS if sign.id in wanted)


def changes(before: Answers, now: Answers) -> Changes:
    """Which signs are new, gone or still there since an earlier check-in."""
    return Changes(
        before.day,
        known(now.signs - before.signs),
        known(before.signs - now.signs),
        known(now.signs & before.signs),
        before.foot,
        now.foot,
    )
