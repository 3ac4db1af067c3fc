"""How good a choice is for an aim. The weights express the order that `draft_search` describes in words. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from routine_timer.compose.aims import Aim
from routine_timer.compose.body_positions import WALKING
from routine_timer.compose.candidates import Candidate, Half
from routine_timer.routine.advice.balance_rules import lacks_opposite, tight_against, weak_against

_COST_OF_SETS = (4.0, 8.0, 18.0)


class Scale:
    """Rates choices for one aim. Every path meets the same choices again and again, so each is rated only once."""

    def __init__(self, aim: Aim) -> None:
        self.aim = aim
        self._has_both_halves = bool(aim.stretch and aim.strengthen)
        self._weighed: dict[int, tuple[float, float]] = {}
        self._ones: dict[int, float] = {}

    def worth(self, chosen: Sequence[tuple[Candidate, int]], near: float) -> float:
        """The value of exercises with their sets. `near` is how much neighbouring muscles count."""
        key = sum([candidate.mark * sets for candidate, sets in chosen])
        weighed = self._weighed.get(key)
        if weighed is None:
            weighed = self._weighed[key] = self._weigh(chosen)
        return weighed[0] + near * weighed[1]

    def _weigh(self, chosen: Sequence[tuple[Candidate, int]]) -> tuple[float, float]:
        """The value of a choice without its neighbours, and what they add."""
        stretched: dict[str, int] = {}
        strengthened: dict[str, int] = {}
        ranks: set[int] = set()
        alike: dict[tuple[str, Half], int] = {}
        lunges = 0
        times: dict[Half, float] = {"stretch": 0.0, "strengthen": 0.0}
        worth = 0.0
        for candidate, sets in chosen:
            for muscle in candidate.exercise.stretches:
                stretched[muscle] = stretched.get(muscle, 0) + sets
            for muscle in candidate.exercise.strengthens:
                strengthened[muscle] = strengthened.get(muscle, 0) + sets
            ranks.add(candidate.rank)
            times[candidate.half] += candidate.seconds[sets - 1]
            mark = candidate.mark * sets
            if mark not in self._ones:
                self._ones[mark] = self._of_one(candidate, sets)
            worth += self._ones[mark]
            kind = candidate.family, candidate.half
            alike[kind] = alike.get(kind, 0) + 1
            lunges += candidate.exercise.position == "half kneeling"
        for pair in self.aim.pairs:
            if any(m in stretched for m in pair.tight) and any(m in strengthened for m in pair.weak):
                worth += 60
        for (_, half), count in alike.items():
            worth -= (25 if half == "stretch" else 8) * (count - 1)
        worth -= 40 * max(lunges - 1, 0) + 200 * max(lunges - 2, 0)
        worth -= 40 * _one_sided(chosen, stretched, strengthened) + 5 * max(len(ranks) - 1, 0)
        shorter, longer = sorted(times.values())
        worth -= max(longer - 2.5 * shorter - 60, 0) / 20 if shorter else 30 if self._has_both_halves else 0
        lengthened, beside = self._served(self.aim.stretch, self.aim.near_stretch, stretched)
        woken, besides = self._served(self.aim.strengthen, self.aim.near_strengthen, strengthened)
        return worth + lengthened + woken, beside + besides

    def _of_one(self, candidate: Candidate, sets: int) -> float:
        """How good one exercise is: those from the sources, and those named for the muscle, come first."""
        worth = -_COST_OF_SETS[sets - 1]
        if not candidate.on_target:
            return worth - 10
        if (candidate.exercise.source or "").startswith("S"):
            worth += 45 if self._is_asked_for(candidate) else 20
        for muscle in (*self.aim.asked, *self.aim.stretch, *self.aim.strengthen):
            if muscle.replace(" ", "-").rstrip("s") in candidate.exercise.id:
                return worth + (12 if muscle in self.aim.asked else 6)
        return worth

    def _is_asked_for(self, candidate: Candidate) -> bool:
        """Whether it serves a target muscle, or is the walk that goes with the hips."""
        exercise = candidate.exercise
        return exercise.position == WALKING or bool(self.aim.served(exercise.stretches, exercise.strengthens))

    def _served(self, wanted: Collection[str], near: Collection[str], doses: Mapping[str, int]) -> tuple[float, float]:
        """More of what is wanted is better, but the first dose counts most; then the neighbours."""
        worth, beside = 0.0, 0.0
        for muscle, count in doses.items():
            if muscle in wanted:
                first, more, most = (100, 16, 8) if muscle in self.aim.asked else (25, 9, 6)
                worth += first + more * (min(count, most) - 1) ** 0.7
            elif muscle in near:
                beside += 5 + (min(count, 2) - 1)
        return worth, beside


def _one_sided(
    chosen: Sequence[tuple[Candidate, int]], stretched: Collection[str], strengthened: Collection[str]
) -> int:
    """How many exercises have no counterpart for their opposite muscles, as the advice of `check` counts them."""
    return sum(
        lacks_opposite(tight_against(candidate.exercise.strengthens), stretched)
        + lacks_opposite(weak_against(candidate.exercise.stretches), strengthened)
        for candidate, _ in chosen
    )
