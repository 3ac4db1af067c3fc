"""Checking oneself: the signs to look for, what each suggests, and which routines fit.

Pure data and functions; no diagnosis, and it says so. The signs and the standing test are those of S0 and S2, the
habits of S2 to S4 (see `docs/sources.md`); those marked `general practice` are the usual ones of physiotherapists for
the imbalances that S3 names. What an answer suggests is only ever a routine that does both halves of a pair, on both
sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Foot: TypeAlias = Literal["left", "right", "even"]
"""Which foot carried more."""
Group: TypeAlias = Literal["first", "sides", "hips", "back and shoulders", "habits"]

STAND_S = 20.0
"""Seconds that the standing test takes, eyes closed: long enough for the first sway to settle."""

NO_DIAGNOSIS = "This is no diagnosis. It helps you choose a routine, and see what changes."
SEE_SOMEONE = "see-someone"
"""The sign that comes before all routines."""
RED_FLAGS = (
    "pain that has lasted for weeks, gets worse, or wakes you at night",
    "numbness, tingling or weakness in an arm or a leg",
    "pain after a fall or an accident",
    "fever, or weight lost without meaning to, together with back pain",
)
AT_ONCE = (
    "trouble holding or passing water or stool, or numbness between the legs",
    "a leg that quickly loses its strength",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing to look for in oneself.

    `ask` is the statement to say yes or no to, `seen` the same as part of a sentence, `how` the way to find out.
    """

    id: str
    group: Group
    ask: str
    seen: str
    how: str
    source: str


SIGNS: tuple[Sign, ...] = (
    Sign(
        SEE_SOMEONE,
        "first",
        "One of the things below is true of me now",
        "something that a professional should look at first",
        "; ".join((*RED_FLAGS, *AT_ONCE)).capitalize() + ".",
        "S0, S3, S4",
    ),
    Sign(
        "same-side-injuries",
        "sides",
        "Aches and injuries nearly always come on the same side",
        "injuries always on the same side",
        "Think of the last few: ankle, knee, hip, shoulder.",
        "S0",
    ),
    Sign(
        "uneven-soles",
        "sides",
        "The soles of my shoes wear down unevenly",
        "shoes that wear unevenly",
        "Turn a well-used pair over and lay left beside right.",
        "S0",
    ),
    Sign(
        "stronger-side",
        "sides",
        "One side is plainly stronger, or bends further",
        "one side that is stronger or bends further",
        "Stand on one leg, then on the other; cross each ankle over the other knee.",
        "S0",
    ),
    Sign(
        "higher-hip",
        "sides",
        "One hip stands higher in the mirror",
        "one hip higher than the other",
        "Thumbs on the tops of both hip bones, seen from the front: are they level?",
        "S0, S2",
    ),
    Sign(
        "seat-out",
        "hips",
        "From the side, my seat sticks out",
        "a seat that sticks out",
        "Stand sideways to a mirror, as you always stand.",
        "S0",
    ),
    Sign(
        "arched-back",
        "hips",
        "My lower back has a marked arch",
        "a marked arch in the lower back",
        "Heels and shoulders against a wall: does a whole fist fit behind the small of the back?",
        "S0",
    ),
    Sign(
        "short-hamstrings",
        "hips",
        "The backs of my thighs pull early when I bend forward",
        "hamstrings that pull early",
        "Bend forward with straight knees, slowly: do they stop you before the hands pass the knees?",
        "general practice",
    ),
    Sign(
        "tired-back",
        "back and shoulders",
        "Standing for long tires my lower back first",
        "a lower back that tires first",
        "Think of a queue, of cooking, of a museum.",
        "general practice",
    ),
    Sign(
        "high-shoulders",
        "back and shoulders",
        "My shoulders creep up or forward, my neck is tight",
        "shoulders drawn up or forward",
        "Let the arms hang before a mirror: do the backs of the hands point forward?",
        "general practice",
    ),
    Sign(
        "long-sitting",
        "habits",
        "I sit for most of the day",
        "long sitting, which shortens hip flexors and hamstrings",
        "More than six hours, work and evening together.",
        "S3, S4",
    ),
    Sign(
        "leaning",
        "habits",
        "I stand on one leg, lean on one hip, cross my legs",
        "a habit of leaning to one side",
        "And always the same way round; a one-sided sport counts too.",
        "S0, S2",
    ),
    Sign(
        "runner",
        "habits",
        "I run or cycle a lot",
        "running or cycling, which builds the thighs far more than the glutes",
        "Twice a week or more.",
        "S4",
    ),
)

_BY_ID = {sign.id: sign for sign in SIGNS}

UNEVEN = "uneven-feet"
"""How a rule names a standing test in which one foot carried more."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A routine, the signs that speak for it (with their weight), and what it does about them."""

    routine: str
    signs: dict[str, int]
    does: str
    source: str


RULES: tuple[Rule, ...] = (
    Rule(
        "one-hip-higher",
        {"higher-hip": 3, "same-side-injuries": 1, "stronger-side": 1, "uneven-soles": 1, UNEVEN: 1},
        "it frees the tight side and teaches both to hold the hips level",
        "S0",
    ),
    Rule(
        "align-first",
        {UNEVEN: 2, "leaning": 2, "uneven-soles": 1, "higher-hip": 1, "same-side-injuries": 1},
        "it lets the pelvis settle before it asks for strength",
        "S2",
    ),
    Rule(
        "anterior-tilt",
        {"seat-out": 3, "arched-back": 3},
        "it opens the fronts of the hips, then strengthens seat and abdominals",
        "S0",
    ),
    Rule("desk-hips", {"long-sitting": 2}, "it opens what the chair shortens and wakes the glutes", "S3"),
    Rule(
        "desk-shoulders",
        {"high-shoulders": 3, "long-sitting": 1},
        "it lets the shoulders down and gives the upper back its work",
        "S3",
    ),
    Rule(
        "weak-core",
        {"tired-back": 3, "arched-back": 1},
        "it rests the lower back and lets the core carry its share",
        "S3",
    ),
    Rule(
        "hamstrings-and-quads",
        {"short-hamstrings": 3},
        "it lengthens the backs of the thighs and strengthens the fronts",
        "S3",
    ),
    Rule(
        "psoas-and-glutes",
        {"runner": 1, "arched-back": 1, "long-sitting": 1},
        "it lets the deep hip flexor go and hands its work to the glutes",
        "S1",
    ),
    Rule(
        "after-workout",
        {"runner": 3, "long-sitting": 1, "short-hamstrings": 1},
        "at the end of a workout it does both halves, stretching and strength",
        "S4",
    ),
    Rule(
        "walking-drill",
        {"uneven-soles": 2},
        "five minutes of walking that roll both feet the same way",
        "S0",
    ),
)
MOST = 4
"""Routines that are named at a time; a choice of more is none."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A routine that fits, and why, as one sentence without its end."""

    routine: str
    why: str
    weight: int
    source: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One check-in: its day, the ids of the signs that were seen, and which foot carried more, if it was felt."""

    day: date
    signs: frozenset[str]
    foot: Foot | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from an earlier check-in, in the order of the signs."""

    since: date
    come: tuple[Sign, ...]
    gone: tuple[Sign, ...]
    still: tuple[Sign, ...]
    foot_before: Foot | None
    foot_now: Foot | None


def fits(signs: Collection[str], foot: Foot | None = None) -> tuple[Fit, ...]:
    """The routines that fit best, those with the most signs first.

    With no sign there is one all the same: the default, which keeps both halves in balance. `SEE_SOMEONE` changes no
    routine, but with it nobody is told that nothing stands out; whoever shows the routines says first that they wait.
    """
    seen = set(signs) | ({UNEVEN} if foot in ("left", "right") else set())
    found = []
    for rule in RULES:
        spoken = [sign for sign in rule.signs if sign in seen]
        if spoken:
            weight = sum(rule.signs[sign] for sign in spoken)
            strongest = sorted(spoken, key=lambda sign: -rule.signs[sign])[:2]
            why = f"{' and '.join(_seen(sign, foot) for sign in strongest)}: {rule.does}"
            found.append(Fit(rule.routine, why, weight, rule.source))
    if not found:
        calm = "" if SEE_SOMEONE in seen else "nothing stands out: "
        return (Fit("after-workout", f"{calm}it keeps both halves in balance", 0, "S4"),)
    return tuple(sorted(found, key=lambda fit: -fit.weight)[:MOST])


def _seen(sign: str, foot: Foot | None) -> str:
    return f"more weight on the {foot} foot" if sign == UNEVEN else _BY_ID[sign].seen


def known(signs: Iterable[str]) -> tuple[Sign, ...]:
    """The signs by their ids, in the order of the questions; ids that are not known are left out."""
    wanted = set(signs)
    return tuple(sign for sign in SIGNS if sign.id in wanted)


def changes(before: Answers, now: Answers) -> Changes:
    """What came, what went, what stayed since an earlier check-in."""
    return Changes(
        before.day,
        known(now.signs - before.signs),
        known(before.signs - now.signs),
        known(now.signs & before.signs),
        before.foot,
        now.foot,
    )
