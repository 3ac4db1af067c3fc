"""The result of a session: each step with its dose and what was done, and what it means for the history.

Pure functions over records; `summary_history` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.history.records import SegmentRecord
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.timeline import Timeline

if TYPE_CHECKING:
    from routine_timer.care.progression_offers import Offer
    from routine_timer.history.streaks.streak_summary import Run

Extent: TypeAlias = Literal["whole", "part", "none"]

_EACH_SIDE = " each side"
MARKS: dict[Extent, str] = {"whole": "■", "part": "◧", "none": "□"}


class StepResult(msgspec.Struct, frozen=True):
    """One step of the session: how much of it was done, and how, in words."""

    name: str
    extent: Extent
    did: str

    @property
    def mark(self) -> str:
        return MARKS[self.extent]

    @property
    def did_shorter(self) -> tuple[str, ...]:
        """How, in fewer words, where they can be fewer: `1 min a side`."""
        if self.extent == "part":
            return ("partly done",)
        if not self.did.endswith(_EACH_SIDE):
            return ()
        return (f"{self.did.removesuffix(_EACH_SIDE)} a side",)


def steps_done(
    timeline: Timeline, segments: Iterable[SegmentRecord], again: Mapping[int, int] = MappingProxyType({})
) -> tuple[StepResult, ...]:
    """The timeline's steps in order, each with what `segments` say of it; one that was not reached is not done.

    `again`: how often a segment was begun again, by its number.
    """
    left = {segment.n: segment for segment in segments if segment.is_work}
    numbers: dict[int, list[int]] = {}
    for planned in timeline.segments:
        if planned.is_work and planned.step is not None:
            numbers.setdefault(planned.step, []).append(planned.n)
    return tuple(
        _step(timeline, number, ns, left, sum(again.get(n, 0) for n in ns)) for number, ns in sorted(numbers.items())
    )


def head_word(*, completed: bool, finished_anything: bool, counts: bool | None) -> str:
    """What a session is called in capitals; `counts`: whether it counts as done, None where the history was not asked.

    The end can be reached by skipping, and what stands large must not say done where the line below says it is not.
    """
    if not completed:
        return "STOPPED"
    if counts or (counts is None and finished_anything):
        return "DONE"
    return "PARTLY DONE" if finished_anything else "SKIPPED"


def headline(word: str, active_s: float) -> tuple[str, str]:
    """The result in large letters, and a shorter version: `Done · 11 min`."""
    called = word.capitalize()
    if active_s < 1:
        return called, called
    return f"{called} · {short(round(active_s / 60) * 60 if active_s >= 60 else round(active_s))}", called


def streak_line(run: Run | None, steps: Sequence[StepResult]) -> tuple[str, str]:
    """The streak in large letters, and the same in fewer; without one, how many steps were done, if any.

    A session that doesn't count has no `run`.
    """
    if run is None or not run.length:
        done = sum(step.extent == "whole" for step in steps)
        if not done:
            return "", ""
        return f"{done} of {pluralize(len(steps), 'step')} done", f"{done} of {len(steps)} done"
    unit = run.unit.removesuffix("s")
    return f"{run.length}-{unit} streak", f"{pluralize(run.length, unit)}"


def _step(
    timeline: Timeline, number: int, numbers: Sequence[int], left: dict[int, SegmentRecord], again: int
) -> StepResult:
    name = plain(timeline.steps[number - 1].name)
    done = [left[n] for n in numbers if n in left]
    finished = [segment for segment in done if segment.finished]
    if not done or all(segment.outcome == "skipped" for segment in done):
        return StepResult(name, "none", "skipped" if done else "not reached")
    extent: Extent = "whole" if len(finished) == len(numbers) else "part"
    tries = ["restarted" if again == 1 else f"restarted {again} times"] if again else []
    return StepResult(name, extent, ", ".join([_did(done), *tries]))


def _did(segments: Sequence[SegmentRecord]) -> str:
    """`1 min each side`, `right 1 min, left 45 s of 1 min`: sets added up, sides in the order they were done."""
    sides: dict[str, list[SegmentRecord]] = {}
    for segment in segments:
        sides.setdefault(segment.side if segment.side in ("left", "right") else "", []).append(segment)
    amounts = {side: _amount(own) for side, own in sides.items()}
    if len(amounts) == 2 and len(set(amounts.values())) == 1:
        return f"{amounts.popitem()[1]}{_EACH_SIDE}"
    return ", ".join(f"{side} {amount}".strip() for side, amount in amounts.items())


def _amount(segments: Sequence[SegmentRecord]) -> str:
    done = [segment for segment in segments if segment.outcome != "skipped"]
    if not done:
        return "skipped"
    if segments[0].kind == "reps":
        return f"{sum(segment.reps or 0 for segment in done)} reps"
    actual, planned = sum(s.actual_s for s in done), sum(s.planned_s or s.actual_s for s in segments)
    whole = all(segment.outcome == "done" for segment in segments) or actual >= planned - 0.5
    return short(round(actual)) if whole else f"{short(round(actual))} of {short(planned)}"


class SessionResult(msgspec.Struct, frozen=True):
    """What the history says after the session; `made_the_day`: today is done by this one, and by no other before."""

    progress: HomeProgress
    offers: tuple[Offer, ...] = ()
    harder: tuple[str, ...] = ()
    """Sentences that offer something harder, for steps at the top of their range."""
    made_the_day: bool = False
    plan_next: tuple[str, ...] = ()
    """What comes next in the plan that is followed, and the same in fewer words; nothing without one."""
    pain: tuple[str, ...] = ()
    """What to say of how pain develops."""
