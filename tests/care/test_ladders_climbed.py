"""Whole ladders, up and down again, in recorded sessions, with each offer accepted as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routine_timer.care.pain_decisions import load_pain
from routine_timer.care.progression_offers import Offer, accept, offers_after
from routine_timer.care.rescue_session import rescue
from routine_timer.compose.substitutes import with_swaps
from routine_timer.history.dose_growth import doses_in_force
from routine_timer.history.history import History
from routine_timer.history.records import SessionRecord
from routine_timer.paths import folders
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.library import Library
from routine_timer.routine.model import leaves
from routine_timer.session import Command, Session
from routine_timer.settings import Settings
from routine_timer.timeline import Timeline, compile_routine

LADDERS = {
    "core": ("pelvic-tilt", "heel-slide", "dead-bug"),
    "bridge": ("bridge", "marching-bridge", "single-leg-bridge"),
    "plank": ("wall-plank", "knee-plank", "plank"),
}
DOSES = {"core": 'reps = "8-10"', "bridge": 'hold = "15s-25s"', "plank": 'hold = "20s-30s"'}


class Person:
    """Does one routine of one exercise, a session a day, and takes every offer."""

    def __init__(self, home: Path, ladder: str) -> None:
        places = folders({"ROUTINE_TIMER_HOME": str(home)})
        places.routines.mkdir(parents=True)
        step = f'exercise = "{LADDERS[ladder][0]}"\n{DOSES[ladder]}\n'
        others = '[[step]]\nexercise = "clam"\n[[step]]\nexercise = "childs-pose"\n'
        text = f'format = 1\nname = "Mine"\nget_ready = 0\n[[step]]\n{step}{others}'
        (places.routines / "mine.toml").write_text(text, encoding="utf-8")
        self.now = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
        self.library = Library.of(places)
        self.history = History(places.history_file, places.state, lambda: self.now)
        self.rungs: list[str] = []
        """Every exercise that was accepted, in order."""

    @property
    def timeline(self) -> Timeline:
        """The routine as it starts today."""
        routine = self.library.reading("mine").routine
        assert routine is not None
        routine = with_swaps(routine, self.history.care_records.swaps(), self.library.catalogue.exercises)
        return compile_routine(routine, doses_in_force(self.history.care_records.doses("mine"), routine))

    @property
    def exercise(self) -> str | None:
        return self.timeline.steps[0].exercise

    def follow(self, *, whole: bool, timeline: Timeline | None = None) -> SessionRecord:
        """Follow a session to its end, or skip each side and set of the first step."""
        now = timeline or self.timeline
        recorder = HistoryRecorder.begin(self.history.active, now, self.now, "UTC", pytest.fail)
        live = LiveSession(Session(now, 0.0), record=recorder.record)
        at = 0.0
        while not whole and not live.is_over and live.session.segment.step == 1:
            live.do(Command.SKIP, at := at + 1.0)
        for _ in now.segments:
            live.step(at := at + now.duration_s)
        assert live.is_over
        recorder.close()
        return self.history.ended.sessions(limit=1).records[0]

    def offered(self, timeline: Timeline | None = None) -> Offer | None:
        pain = load_pain(self.history, self.history.today(), Settings())
        changes = offers_after(self.history, self.library, timeline or self.timeline, pain).changes
        return next((one for one in changes if one.step == 1), None)

    def day(self, *, whole: bool) -> Offer | None:
        """A session, and what is offered for the first step after it, accepted."""
        followed = self.timeline
        self.follow(whole=whole, timeline=followed)
        offer = self.offered(followed)
        self.now += timedelta(hours=1)
        if offer is not None:
            assert accept(self.history, self.library, "mine", offer) is not None
            if offer.exercise is not None:
                self.rungs.append(offer.exercise)
        self.now += timedelta(hours=23)
        return offer


@pytest.fixture(params=LADDERS)
def ladder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def person(tmp_path: Path, ladder: str) -> Iterator[Person]:
    someone = Person(tmp_path, ladder)
    yield someone
    someone.history.close()


def test_a_ladder_is_climbed_to_its_top_in_whole_sessions_and_gone_down_in_cut_ones(
    person: Person, ladder: str
) -> None:
    bottom, middle, top = LADDERS[ladder]
    offers: list[Offer] = []
    for _ in range(90):
        if person.exercise == top:
            break
        offers += filter(None, [person.day(whole=True)])
    assert person.exercise == top
    assert person.rungs == [middle, top]
    assert all(one.grows for one in offers)
    first = next(n for n, one in enumerate(offers) if one.exercise is not None)
    grown = [one.dose for one in offers[:first] if one.dose is not None]
    assert grown[-1] == {"core": 10, "bridge": 25, "plank": 30}[ladder], "the top of the range comes first"
    assert grown == sorted(grown)
    for _ in range(60):
        if person.exercise == bottom:
            break
        down = person.day(whole=False)
        assert down is None or not down.grows
    assert person.exercise == bottom
    assert person.rungs == [middle, top, middle, bottom]


def test_one_session_cut_short_or_two_whole_ones_offer_nothing(person: Person) -> None:
    assert person.day(whole=False) is None
    assert person.day(whole=True) is None
    assert person.day(whole=True) is None
    assert person.day(whole=False) is None


def test_a_rescue_offers_nothing_and_what_was_skipped_in_it_does_not_count_as_cut_short(person: Person) -> None:
    routine = person.library.reading("mine").routine
    assert routine is not None
    assert len(leaves(routine.steps)) == 3
    short = rescue(routine)
    assert short.duration_s <= 180
    for whole in (False, False, True, True, True):
        person.follow(whole=whole, timeline=short)
        assert person.offered(short) is None
        assert person.offered() is None
        person.now += timedelta(days=1)
    assert person.day(whole=True) is None
    assert person.day(whole=True) is None
    grows = person.day(whole=True)
    assert grows is not None, "the third whole session, and no rescue among the three"
    assert grows.grows
