"""A routine for the time you have.

Fewer reps and shorter ranges first, then fewer sets and rounds, then fewer steps; what fits again afterwards comes
back, so that the time is used. The last stretch and the last strengthening exercise always stay, and so do both sides
of everything that stays. Every change is reported. Pure: routine in, routine out.

cut_version   a routine with cuts, and what they are in words
cutter        which cuts, for the time available
"""

from __future__ import annotations

import msgspec

from routine_timer.routine.model import Routine
from routine_timer.shorten.cut_version import Version
from routine_timer.shorten.cutter import Cutter
from routine_timer.timeline import Coaching, Doses


class Shortened(msgspec.Struct, frozen=True):
    """The routine that is left, with the doses and the coaching to compile it with, and a sentence for each change.

    `fits` is False where the shortest version, with one stretch and one strengthening exercise, takes longer than
    `seconds`; `routine` is that version then.
    """

    routine: Routine
    left_out: tuple[str, ...]
    fits: bool
    doses: dict[int, float] = {}
    coaching: Coaching | None = None


def shorten(
    routine: Routine, seconds: float, doses: Doses | None = None, first: int = 1, coaching: Coaching | None = None
) -> Shortened:
    """Shorten `routine` until it takes `seconds` or less.

    Started at a later step than the first, that step always stays, and what comes before it, which is not done.

    Args:
        doses: step number -> the dose that the person has grown into, as for `compile_routine`.
        coaching: what is said besides the routine's own words, which takes time too.

    Raises:
        ValueError: there is no such step.
    """
    whole = Version(routine, dict(doses or {}), first, coaching)
    if whole.duration_s() <= seconds:
        return Shortened(routine, (), fits=True, doses=whole.doses, coaching=coaching)
    version = Cutter(whole, seconds).cut()
    return Shortened(
        version.routine(),
        tuple(version.changes()),
        fits=version.duration_s() <= seconds,
        doses=version.new_doses(),
        coaching=version.new_coaching(),
    )
