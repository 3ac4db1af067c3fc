"""The progression offered after a session: more or less of an exercise, or the next rung of its ladder.

The app's summary and the plain lines offer the same, in the same words. Nothing changes unless the person accepts, and
what they accepted can be taken back. The file of the routine stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from routine_timer.care.pain import DO_LESS, WORSE_TWICE
from routine_timer.care.rescue_name import is_rescue, was_rescue
from routine_timer.care.swap_memory import place_of, remember_swap
from routine_timer.compose.substitutes import takes_slot, with_swaps
from routine_timer.history.dose_growth import DoseChange, PainRule, offers, range_of, ready_for_harder
from routine_timer.history.rungs import RungChange, rung_offers
from routine_timer.routine.model import leaves
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.timeline import in_words

if TYPE_CHECKING:
    from routine_timer.care.pain_decisions import PainHistory
    from routine_timer.history.history import History
    from routine_timer.history.records import DoseRecord, SwapRecord
    from routine_timer.routine.exercise import Exercise
    from routine_timer.routine.library import Library
    from routine_timer.routine.model import Step
    from routine_timer.timeline import Timeline

AT_ONCE = 3
"""How many offers are made after one session."""
LOOKED_BACK = 12
"""How many sessions of the routine count."""
_FROM_NEXT = "from your next session on. The file stays as it is."


class Offer(msgspec.Struct, frozen=True):
    """A change of one step (by number) that is offered, in words: either a dose, or an exercise by its id."""

    step: int
    label: str
    brief: str
    """The offer in a few words, to be read from the floor."""
    sentence: str
    taken: str
    """What is said once it is accepted."""
    grows: bool
    """Whether it is more, or harder."""
    dose: float | None = None
    exercise: str | None = None


class Offers(msgspec.Struct, frozen=True):
    """What is offered after a session."""

    changes: tuple[Offer, ...] = ()
    harder: tuple[str, ...] = ()
    """Sentences on how to do a step that is at the top of its range in a harder way."""

    def after(self, pain: PainHistory) -> tuple[str, ...]:
        """What to say about pain; why less is offered is left to the offer."""
        return tuple(one for one in pain.after() if not (self.changes and one == DO_LESS))


def dose_offered(step: int, offer: DoseChange, unit: Literal["hold", "reps"]) -> Offer:
    def amount(value: float) -> str:
        return short(value) if unit == "hold" else pluralize(value, "rep")

    name = plain(offer.label)
    brief = f"{name}: {amount(offer.next)} next time?"
    cut_short = WORSE_TWICE if offer.hurts else "cut short twice in a row"
    why = "done in full three times in a row" if offer.grows else cut_short
    instead = short(offer.current) if unit == "hold" else f"{offer.current:g}"
    sentence = f"{name}: {why}. {amount(offer.next)} next time instead of {instead}?"
    taken = f"{name}: {amount(offer.next)} {_FROM_NEXT}"
    return Offer(step, offer.label, brief, sentence, taken, offer.grows, dose=offer.next)


def rung_offered(step: int, offer: RungChange, exercise: Exercise) -> Offer:
    name, other = plain(offer.label), plain(exercise.name)
    why = "you've reached the top of its range" if offer.goes_up else "cut short twice in a row"
    return Offer(
        step,
        offer.label,
        brief=f"{other} next time?",
        sentence=f"{name}: {why}. {other} next time instead, one step {'harder' if offer.goes_up else 'easier'}?",
        taken=f"{other} instead of {name}, {_FROM_NEXT}",
        grows=offer.goes_up,
        exercise=exercise.id,
    )


def harder_offered(step: Step, harder_name: str | None) -> str:
    """The sentence on a harder way, or on the exercise one rung up, for a step at the top of its range."""
    ways = []
    if step.harder:
        ways.append(f"To make it harder: {step.harder[:1].lower()}{step.harder[1:].rstrip('.')}.")
    if harder_name:
        ways.append(f"{'Or move' if ways else 'Move'} up to {harder_name}.")
    return plain(" ".join([f"{step.name}: you've reached the top of its range.", *ways])) if ways else ""


def offers_after(history: History, library: Library, timeline: Timeline, pain: PainHistory) -> Offers:
    """What to offer after the newest session of this timeline.

    Raises:
        HistoryError: the history can't be read.
    """
    if is_rescue(timeline.name):  # two exercises in short doses say nothing about the routine's own
        return Offers()
    routine = library.reading(timeline.routine).routine if timeline.routine in library.files else None
    steps = len(leaves(routine.steps)) if routine is not None else None
    past = history.ended.sessions(routine=timeline.routine, limit=LOOKED_BACK).records
    sessions = [one for one in past if not was_rescue(one, steps)]
    accepted = history.care_records.doses(timeline.routine)
    rule = PainRule(pain.may_grow, pain.is_worse_twice)
    doses = offers(sessions, accepted, timeline, rule)
    changes = []
    for number, change in doses.items():
        span = range_of(timeline.steps[number - 1])
        if span is not None:
            changes.append(dose_offered(number, change, span[0]))
    ladder = any(step.harder_exercise or step.easier_exercise for step in timeline.steps)
    exercises = library.catalogue.exercises if ladder else {}
    rungs = {}
    if ladder and routine is not None:
        swaps = history.care_records.swaps()
        whole = leaves(with_swaps(routine, swaps, exercises).steps)
        in_file = {step.exercise for step in whole}  # the session may have left out steps

        def may(exercise: str, step: Step) -> bool:
            found = exercises.get(exercise)
            return found is not None and exercise not in in_file and takes_slot(found, step)

        rungs = rung_offers(sessions, accepted, swaps, timeline, rule, may)
    changes += [rung_offered(number, rung, exercises[rung.exercise]) for number, rung in rungs.items()]
    ready = [number for number in ready_for_harder(sessions, accepted, timeline, rule) if number not in rungs]
    harder = []
    for step in (in_words(timeline.steps[number - 1]) for number in ready):
        rung = exercises.get(step.harder_exercise or "")
        harder.append(harder_offered(step, rung.name if rung else None))
    return Offers(tuple(changes[:AT_ONCE]), tuple(filter(None, harder)))


def accept(history: History, library: Library, routine: str, offer: Offer) -> DoseRecord | SwapRecord | None:
    """Save what the person accepted. None if the routine has no such step any more.

    Raises:
        HistoryError: the history can't be read or written.
    """
    if offer.dose is not None:
        place = place_of(history, library, routine, offer.step, offer.label) or offer.step
        return history.care_records.accept_dose(routine, place, offer.label, offer.dose)
    return remember_swap(history, library, routine, offer.step, offer.label, offer.exercise)
