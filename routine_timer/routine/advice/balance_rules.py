"""Advice on balance: both halves of a pair, the tight one first, and what `targets` promises.

When one muscle tightens, its opposite relaxes; correcting that takes a stretch and an activation (S1, S3, S4), the
stretch first (S1). A step counts as balanced when any of the muscles it works on has its opposite looked after:
most exercises reach more muscles than the one they are done for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from routine_timer.routine.advice.advice_collector import AdviceCollector
from routine_timer.routine.model import Routine, Step
from routine_timer.routine.muscle_pairs import PAIRS
from routine_timer.routine.resolve import PlacedStep
from routine_timer.text.sources import named

_Opposites = Mapping[str, frozenset[str]]

TIGHT_OF: _Opposites = MappingProxyType(
    {weak: frozenset(t for pair in PAIRS if weak in pair.weak for t in pair.tight) for p in PAIRS for weak in p.weak}
)
"""A weak muscle -> what is tight against it, over all pairs."""
WEAK_OF: _Opposites = MappingProxyType(
    {
        tight: frozenset(w for pair in PAIRS if tight in pair.tight for w in pair.weak)
        for p in PAIRS
        for tight in p.tight
    }
)
"""A tight muscle -> what is weak against it."""


def look(routine: Routine, steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    stretched = {muscle for placed in steps for muscle in placed.step.stretches}
    strengthened = {muscle for placed in steps for muscle in placed.step.strengthens}
    for half, served in ((_WEAK, stretched), (_TIGHT, strengthened)):
        if advice.wants(half.code):
            _one_half_alone(half, steps, served, advice)
    if advice.wants("strength-first"):
        _stretch_first(steps, advice)
    _wrong_half(steps, advice)
    _targets(routine, stretched, strengthened, advice)


def strength_before_stretch(steps: Iterable[Step]) -> int:
    """How many steps strengthen the weak half of a pair whose tight half is only stretched later."""
    return len(_too_early(list(steps)))


def _too_early(steps: Sequence[Step]) -> list[int]:
    """The numbers of the steps that strengthen a weak half before its tight half is stretched.

    Walking is a warm-up and never too early. A stretch that closes the routine comes on top where something has been
    stretched before, or where it only lets the lower back rest.
    """
    to_come: dict[str, int] = {}
    closing = steps[-1] if len(steps) > 1 and not steps[-1].strengthens else None
    for step in steps:
        for muscle in step.stretches:
            to_come[muscle] = to_come.get(muscle, 0) + 1
    done: set[str] = set()
    early = []
    for number, step in enumerate(steps):
        for muscle in step.stretches:
            to_come[muscle] -= 1
        tight = tight_against(step.strengthens)
        later = dict(to_come)
        if closing is not None and (done or "lower back" in closing.stretches):
            for muscle in closing.stretches:
                later[muscle] -= 1
        done.update(step.stretches)
        is_warm_up = "walk" in (step.position or "")
        if tight and not is_warm_up and not tight & done and any(later.get(muscle, 0) > 0 for muscle in tight):
            early.append(number)
    return early


@lru_cache(maxsize=1024)
def tight_against(muscles: tuple[str, ...]) -> frozenset[str]:
    """The muscles that hold these weak ones back, over all pairs."""
    return frozenset().union(*(TIGHT_OF[muscle] for muscle in muscles if muscle in TIGHT_OF))


@lru_cache(maxsize=1024)
def weak_against(muscles: tuple[str, ...]) -> frozenset[str]:
    """The muscles that these tight ones switch off, over all pairs."""
    return frozenset().union(*(WEAK_OF[muscle] for muscle in muscles if muscle in WEAK_OF))


class _Half(NamedTuple):
    """One half of all pairs: the key that names its muscles, and what is missing where only they are worked on."""

    code: str
    key: Literal["stretches", "strengthens"]
    pairs: _Opposites
    against: Callable[[tuple[str, ...]], frozenset[str]]
    done: str
    missing: str
    also: str

    def muscles(self, placed: PlacedStep) -> tuple[str, ...]:
        return placed.step.stretches if self.key == "stretches" else placed.step.strengthens

    def opposite(self, placed: PlacedStep) -> frozenset[str]:
        return self.against(self.muscles(placed))


_WEAK = _Half(
    "strength-without-stretch", "strengthens", TIGHT_OF, tight_against, "strengthened", "stretched", "stretch"
)
_TIGHT = _Half(
    "stretch-without-strength", "stretches", WEAK_OF, weak_against, "stretched", "strengthened", "strengthen"
)


_STRETCHING_ALONE = "Stretching alone did not beat control for lasting back pain (Owen 2020; Fernández-Rodríguez 2022)"


def _one_half_alone(half: _Half, steps: Sequence[PlacedStep], served: Collection[str], advice: AdviceCollector) -> None:
    """One half is worked on while nothing against it is: told once, at the first step that does it."""
    wanted = (one for one in steps if advice.wants(half.code, one))
    alone = [one for one in wanted if lacks_opposite(half.opposite(one), served)]
    if alone:
        done = [muscle for one in alone for muscle in half.muscles(one) if muscle in half.pairs]
        missing = sorted(frozenset().union(*map(half.opposite, alone)))
        message = f"{_are(done)} {half.done}, but the opposite muscles are not {half.missing}"
        help_ = named(f"also {half.also} {_listed(missing, 'or')}: a pair needs work on both sides (S1, S3, S4)")
        if half is _TIGHT and "lower back" in done:
            help_ += f". {_STRETCHING_ALONE}"
        advice.note(half.code, alone[0], message, help_, half.key)


def lacks_opposite(opposite: frozenset[str], served: Collection[str]) -> bool:
    """Whether there are opposite muscles, and none of them is among those `served`."""
    return bool(opposite) and opposite.isdisjoint(served)


def _stretch_first(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    for number in _too_early([placed.step for placed in steps]):
        placed = steps[number]
        tight = tight_against(placed.step.strengthens)
        later = next(one.step for one in steps[number + 1 :] if tight & set(one.step.stretches))
        muscles = [muscle for muscle in later.stretches if muscle in tight]
        message = (
            f"{placed.step.name} comes before {_listed(dict.fromkeys(muscles), 'and')} {_have(muscles)} been stretched"
        )
        why = named("a muscle works better once its tight opposite is stretched (S1)")
        help_ = f"put {later.name} first: {why}"
        advice.note("strength-first", placed, message, help_)
        return  # once is enough: the rest follows from moving one step


def _wrong_half(steps: Sequence[PlacedStep], advice: AdviceCollector) -> None:
    """What is only ever the tight half of a pair is not strengthened, and what is only the weak half not stretched."""
    for placed in steps:
        tight = [muscle for muscle in placed.step.strengthens if muscle in WEAK_OF and muscle not in TIGHT_OF]
        weak = [muscle for muscle in placed.step.stretches if muscle in TIGHT_OF and muscle not in WEAK_OF]
        if tight:
            message = f"{placed.step.name} strengthens {_listed(tight, 'and')}, the tight half of a pair"
            help_ = named(
                f"stretch {_them(tight)}, and strengthen {_listed(sorted(weak_against(tuple(tight))), 'or')} (S1, S3)"
            )
            advice.note("wrong-half", placed, message, help_, "strengthens")
        elif weak:
            message = f"{placed.step.name} stretches {_listed(weak, 'and')}, the weak half of a pair"
            help_ = named(
                f"strengthen {_them(weak)}, and stretch {_listed(sorted(tight_against(tuple(weak))), 'or')} (S1, S3)"
            )
            advice.note("wrong-half", placed, message, help_, "stretches")


def _targets(
    routine: Routine, stretched: Collection[str], strengthened: Collection[str], advice: AdviceCollector
) -> None:
    for number, target in enumerate(routine.targets):
        ways = []
        if target in WEAK_OF or target not in TIGHT_OF:
            ways.append(("stretches", stretched))
        if target in TIGHT_OF or target not in WEAK_OF:
            ways.append(("strengthens", strengthened))
        if not any(target in muscles for _, muscles in ways):
            verbs = " or ".join(verb for verb, _ in ways)
            message = f"`targets` has {target}, but no step {verbs} {_them([target])}"
            help_ = "add a step that does, or remove the word"
            advice.note_at("target-not-served", ("targets", number), message, help_, "value")


def _are(muscles: Sequence[str]) -> str:
    return f"{_listed(muscles, 'and')} {'is' if _single(muscles) else 'are'}"


def _them(muscles: Sequence[str]) -> str:
    return "it" if _single(muscles) else "them"


def _have(muscles: Sequence[str]) -> str:
    return "has" if _single(muscles) else "have"


def _single(muscles: Sequence[str]) -> bool:
    """Most muscle words are plurals."""
    return len(set(muscles)) == 1 and not muscles[0].endswith("s")


def _listed(words: Iterable[str], last: str) -> str:
    *most, end = dict.fromkeys(words)
    return f"{', '.join(most)} {last} {end}" if most else end
