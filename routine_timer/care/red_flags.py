"""Red flags: what needs a doctor before any exercise, and how a professional's clearance lifts them. Pure.

The list follows the NHS back pain pathway and the IFOMPT framework (2020); that lasting pain belongs to a professional
comes from S0, S3 and S4 (see `docs/sources.md`). The evidence for each single flag is weak, so the words are plain and
no conclusion is drawn from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, TypeAlias

import msgspec

Urgency: TypeAlias = Literal["emergency", "professional", "advice"]
Verdict: TypeAlias = Literal["emergency", "professional", "clear"]


class Flag(msgspec.Struct, frozen=True):
    """One red flag. `ask` is the statement to confirm."""

    id: str
    urgency: Urgency
    ask: str
    source: str = "NHS, IFOMPT"


EMERGENCY: tuple[Flag, ...] = (
    Flag("no-control", "emergency", "I can't control my bladder or bowels as usual"),
    Flag("saddle-numbness", "emergency", "I am numb between my legs"),
    Flag("fast-weakness", "emergency", "One of my legs is quickly getting weaker"),
    Flag("pain-in-both-legs", "emergency", "Pain runs from my back down both legs"),
    Flag("unsteady-gait", "emergency", "I have become unsteady on my feet"),
)
PROFESSIONAL: tuple[Flag, ...] = (
    Flag("accident", "professional", "The pain began with a fall or an accident"),
    Flag("fever", "professional", "I have a fever, or feel ill along with the pain"),
    Flag("weight-loss", "professional", "I have lost weight without trying"),
    Flag("night-pain", "professional", "Pain at night doesn't ease in any position"),
    Flag("cancer", "professional", "I have or have had cancer"),
    Flag("osteoporosis", "professional", "I have osteoporosis, or take steroids long term"),
    Flag("surgery", "professional", "I had surgery recently", "general practice"),
    Flag("pregnancy", "professional", "I am pregnant", "general practice"),
    Flag("spine-condition", "professional", "I have a slipped disc or a spine condition", "S0, NHS, IFOMPT"),
    Flag("leg-pain-and-numbness", "professional", "Pain shoots below my knee, with numbness"),
    Flag("numb-limb", "professional", "An arm or leg is numb, tingling or weak"),
    Flag("immunosuppression", "professional", "I have a weakened immune system"),
    Flag("injected-drugs", "professional", "I inject drugs, or used to"),
)
LASTING_PAIN = Flag("lasting-pain", "advice", "I have had pain for weeks", "S0, S3, S4")
"""Most people who use this program have it, so it suggests a professional and blocks nothing."""
FLAGS: tuple[Flag, ...] = (*EMERGENCY, *PROFESSIONAL, LASTING_PAIN)
"""Every red flag, in the order they are asked."""

CLEARED = "cleared"
"""The id that is saved with the answers of a day on which a professional's clearance was confirmed."""
CLEARED_ASK = "A professional has cleared me for exercise"

GO_TO_EMERGENCY = "Go to an emergency department now. Don't exercise."
SEE_A_DOCTOR = "See a doctor first."
WAIT = (
    f"{SEE_A_DOCTOR} If a professional has already cleared you for exercise, do the check-in again and tick "
    f'"{CLEARED_ASK}".'
)
SUGGEST_PROFESSIONAL = (
    "You have had pain for weeks: have a doctor or physiotherapist look at it. You can start in the meantime."
)
IF_TICKED: dict[Urgency, str] = {
    "emergency": "go to an emergency department now.",
    "professional": "see a doctor first.",
    "advice": "have a doctor or physiotherapist look at it. You can start in the meantime.",
}
"""What follows from a flag, for someone who hasn't ticked it."""

_EMERGENCY_IDS = frozenset(flag.id for flag in EMERGENCY)
_PROFESSIONAL_IDS = frozenset(flag.id for flag in PROFESSIONAL)
_NAMES_PAIN = frozenset({LASTING_PAIN.id, "pain-in-both-legs", "accident", "night-pain", "leg-pain-and-numbness"})


class Clearance(msgspec.Struct, frozen=True):
    """A professional's clearance: the day it was confirmed, and the flags that it covers."""

    day: date
    flags: frozenset[str]


def clearance(answers: Iterable[tuple[date, Collection[str]]]) -> Clearance | None:
    """The clearance in force after these check-ins, given oldest first as their day and the ids ticked.

    It covers the professional-first flags ticked on the day it was confirmed, never an emergency flag, and ends when
    another flag is ticked. A flag that it covers can be ticked again: it is not new.
    """
    valid: Clearance | None = None
    that_day, of_day = date.min, frozenset[str]()
    for day, ticked in answers:
        flags = frozenset(ticked) & (_PROFESSIONAL_IDS | _EMERGENCY_IDS)
        that_day, of_day = day, flags | (of_day if day == that_day else frozenset())
        if CLEARED in ticked:
            valid = Clearance(day, of_day & _PROFESSIONAL_IDS)
        if valid is not None and not flags <= valid.flags:
            valid = None
    return valid


def in_words(cleared: Clearance) -> str:
    """Since when a clearance is in force, and for what; empty if it covers nothing."""
    asks = [f"“{flag.ask}”" for flag in PROFESSIONAL if flag.id in cleared.flags]
    return f"Cleared by a professional on {cleared.day.day} {cleared.day:%B %Y} for: {', '.join(asks)}." if asks else ""


def verdict(ticked: Collection[str], cleared: Clearance | None) -> Verdict:
    """What must happen before any exercise.

    Args:
        ticked: the ids ticked in the latest check-in.
        cleared: the clearance in force, the latest check-in included.
    """
    if _EMERGENCY_IDS & set(ticked):
        return "emergency"
    open_flags = _PROFESSIONAL_IDS & set(ticked) - (cleared.flags if cleared else frozenset())
    return "professional" if open_flags else "clear"


def red_flags(ticked: Collection[str]) -> tuple[Flag, ...]:
    """The flags among the ids, in the order they are asked, without the one that only advises."""
    return tuple(flag for flag in FLAGS if flag.id in ticked and flag is not LASTING_PAIN)


def names_pain(ticked: Collection[str]) -> bool:
    """Whether these answers speak of pain."""
    return bool(_NAMES_PAIN & set(ticked))
