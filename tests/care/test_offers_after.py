"""What is offered after a session, from the history and the file of its routine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_timer.care.pain import DO_LESS, WORSE_TWICE
from routine_timer.care.pain_decisions import PainHistory
from routine_timer.care.progression_offers import Offers, accept, offers_after
from routine_timer.compose.substitutes import with_swaps
from routine_timer.history.dose_growth import doses_in_force
from routine_timer.history.history import History
from routine_timer.paths import bundled_exercises
from routine_timer.playback.manual_log_segments import segments_done
from routine_timer.routine.library import Library
from routine_timer.timeline import Timeline, compile_routine
from tests.history.making import session
from tests.making import bundled_catalogue

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
HOLDS = "".join(
    f'[[step]]\nname = "{name}"\n{dose}\n'
    for name, dose in {
        "One": 'hold = "20s-30s"',
        "Two": 'reps = "8-10"',
        "Three": 'hold = "20s-30s"',
        "Four": 'hold = "20s-30s"',
    }.items()
)
WALL = '[[step]]\nexercise = "wall-plank"\nhold = "20s-30s"\n'
KNEE = '[[step]]\nexercise = "knee-plank"\nhold = "20s"\n'
OTHER = "".join(f'[[step]]\nname = "{name}"\nhold = "20s"\n' for name in ("Rest", "Wait"))
TWO = ["Two: 9 reps next time?"]
KNEELING = "Knee plank next time?"


class Person:
    def __init__(self, folder: Path, text: str) -> None:
        (folder / "mine.toml").write_text(f'name = "Mine"\n{text}', "utf-8")
        self.library = Library(folder, folder / "none", (bundled_exercises(),))
        self.library.catalogue = bundled_catalogue()
        self.history = History(folder / "h.db", folder / "s", lambda: NOW)

    def timeline(self, *, without: int = 0) -> Timeline:
        """The routine as it starts today; `without`: one of its steps is left out."""
        routine = self.library.reading("mine").routine
        assert routine is not None
        routine = with_swaps(routine, self.history.care_records.swaps(), bundled_catalogue().exercises)
        if without:
            routine = replace(routine, steps=routine.steps[: without - 1] + routine.steps[without:])
        return compile_routine(routine, doses_in_force(self.history.care_records.doses("mine"), routine))

    def follow(self, ago: int, timeline: Timeline, *, cut: bool = False) -> None:
        parts = segments_done(timeline)
        if cut:
            parts = tuple(replace(one, outcome="early", actual_s=5.0) if one.is_work else one for one in parts)
        self.history.merge([session(NOW - timedelta(ago), routine="mine", segments=parts)])

    def offered(self, timeline: Timeline, pain: PainHistory | None = None) -> Offers:
        return offers_after(self.history, self.library, timeline, pain or PainHistory(NOW.date()))


@pytest.fixture
def people(tmp_path: Path) -> Iterator[list[Person]]:
    made: list[Person] = []
    yield made
    for one in made:
        one.history.close()


def person(people: list[Person], folder: Path, text: str, *, times: int = 3, cut: bool = False) -> Person:
    """Somebody who has followed a routine on each of the last days."""
    people.append(Person(folder, text))
    for ago in range(times):
        people[-1].follow(ago, people[-1].timeline(), cut=cut)
    return people[-1]


@pytest.mark.parametrize(
    ("times", "cut", "briefs"),
    [
        (2, False, []),
        (3, False, ["One: 25 s next time?", "Two: 9 reps next time?", "Three: 25 s next time?"]),
        (1, True, []),
        (2, True, []),
    ],
)
def test_three_changes_at_most_are_offered_after_enough_sessions(
    people: list[Person], tmp_path: Path, times: int, cut: bool, briefs: list[str]
) -> None:
    someone = person(people, tmp_path, HOLDS, times=times, cut=cut)
    found = someone.offered(someone.timeline())
    assert ([one.brief for one in found.changes], found.harder) == (briefs, ())


@pytest.mark.parametrize(("between", "offered"), [(9, 3), (10, 0)])
def test_only_the_last_twelve_sessions_of_the_routine_count(
    people: list[Person], tmp_path: Path, between: int, offered: int
) -> None:
    someone = person(people, tmp_path, HOLDS, times=2)
    someone.history.merge([session(NOW - timedelta(2, minutes=n), routine="mine") for n in range(between)])
    someone.follow(3, someone.timeline())
    assert len(someone.offered(someone.timeline()).changes) == offered


def test_sessions_of_another_routine_do_not_count(people: list[Person], tmp_path: Path) -> None:
    someone = person(people, tmp_path, HOLDS)
    records = list(someone.history.ended.sessions(routine="mine"))
    someone.history.merge([replace(records[0], routine="other", edited_at=NOW + timedelta(1))])
    assert someone.offered(someone.timeline()).changes == ()
    someone.follow(4, someone.timeline())
    assert [one.dose for one in someone.offered(someone.timeline()).changes] == [25, 9, 25]


def at_the_top(people: list[Person], folder: Path, text: str, label: str, *, without: int = 0) -> Person:
    """Somebody who holds their first step for the longest time of its range, on each of the last days."""
    someone = person(people, folder, text, times=0)
    record = someone.history.care_records.accept_dose("mine", 1, label, 30)
    someone.history.merge([replace(record, accepted_at=NOW - timedelta(10), edited_at=NOW + timedelta(1))])
    for ago in range(3):
        someone.follow(ago, someone.timeline(without=without))
    return someone


def test_at_the_top_of_its_range_the_next_exercise_of_its_ladder_is_offered_and_can_be_taken(
    people: list[Person], tmp_path: Path
) -> None:
    someone = at_the_top(people, tmp_path, WALL + OTHER, "Wall plank")
    found = someone.offered(someone.timeline())
    assert ([(one.step, one.brief) for one in found.changes], found.harder) == ([(1, KNEELING)], ())
    someone.history.care_records.accept_dose("other", 1, "Wall plank", 25)
    assert someone.offered(someone.timeline()) == found, "a dose of another routine changes nothing"
    assert accept(someone.history, someone.library, "mine", found.changes[0]) is not None
    assert someone.timeline().steps[0].name == "Knee plank"


@pytest.mark.parametrize("without", [0, 2, 4])
def test_an_exercise_that_the_file_has_already_is_not_offered_even_if_the_session_left_it_out(
    people: list[Person], tmp_path: Path, without: int
) -> None:
    someone = at_the_top(people, tmp_path, WALL + OTHER + KNEE, "Wall plank", without=without)
    told = (
        "Wall plank: you've reached the top of its range. To make it harder: walk your feet further back. "
        "Or move up to Knee plank."
    )
    assert someone.offered(someone.timeline(without=without)) == Offers((), (told,))


def test_nor_is_one_that_the_person_swapped_in_for_a_later_step(people: list[Person], tmp_path: Path) -> None:
    last = '[[step]]\nexercise = "bridge"\nhold = "20s"\n'
    someone = at_the_top(people, tmp_path, WALL + OTHER + last, "Wall plank", without=4)
    assert [one.brief for one in someone.offered(someone.timeline(without=4)).changes] == [KNEELING]
    someone.history.care_records.add_swap(NOW.date(), "mine", 4, "Bridge", "knee-plank")
    assert someone.timeline().steps[3].name == "Knee plank"
    assert someone.offered(someone.timeline(without=4)).changes == ()


def test_a_step_without_a_ladder_is_told_its_harder_way(people: list[Person], tmp_path: Path) -> None:
    text = '[[step]]\nname = "Hang"\nhold = "20s-30s"\nharder = "Lift one foot."\n'
    someone = at_the_top(people, tmp_path, text + OTHER, "Hang")
    found = someone.offered(someone.timeline())
    assert found == Offers((), ("Hang: you've reached the top of its range. To make it harder: lift one foot.",))
    amber = PainHistory(NOW.date(), [replace(session(NOW), pain_after=5)])
    assert someone.offered(someone.timeline(), amber) == Offers()


def test_a_routine_that_is_gone_is_offered_nothing_but_its_doses(people: list[Person], tmp_path: Path) -> None:
    someone = person(people, tmp_path, WALL + HOLDS)
    timeline = someone.timeline()
    (tmp_path / "mine.toml").unlink()
    gone = Library(tmp_path, tmp_path / "none", (bundled_exercises(),))
    found = offers_after(someone.history, gone, timeline, PainHistory(NOW.date()))
    assert [one.brief for one in found.changes] == ["Wall plank: 25 s next time?", "One: 25 s next time?", *TWO]


def test_after_pain_that_got_worse_twice_less_is_offered_with_that_reason_and_said_once(
    people: list[Person], tmp_path: Path
) -> None:
    someone = person(people, tmp_path, HOLDS, times=0)
    record = someone.history.care_records.accept_dose("mine", 1, "One", 30)
    someone.history.merge([replace(record, accepted_at=NOW - timedelta(10), edited_at=NOW + timedelta(1))])
    someone.follow(0, someone.timeline())
    hurt = [
        replace(session(NOW - timedelta(ago)), day=(NOW - timedelta(ago)).date(), pain_before=1, pain_after=4)
        for ago in (1, 0)
    ]
    pain = PainHistory(NOW.date(), hurt)
    found = someone.offered(someone.timeline(), pain)
    assert [one.sentence for one in found.changes] == [f"One: {WORSE_TWICE}. 25 s next time instead of 30 s?"]
    assert DO_LESS in pain.after()
    assert DO_LESS not in found.after(pain)
    assert DO_LESS in Offers().after(pain)
    assert found.after(PainHistory(NOW.date(), hurt[:1])) == tuple(PainHistory(NOW.date(), hurt[:1]).after())


def test_a_dose_is_accepted_for_the_place_of_its_step_in_the_file(people: list[Person], tmp_path: Path) -> None:
    someone = person(people, tmp_path, HOLDS, times=0)
    short = someone.timeline(without=1)
    for ago in range(3):
        someone.follow(ago, short)
    offer = someone.offered(short).changes[0]
    assert (offer.step, offer.label) == (1, "Two")
    accept(someone.history, someone.library, "mine", offer)
    [dose] = someone.history.care_records.doses("mine")
    assert (dose.step, dose.label, dose.dose) == (2, "Two", 9)


def test_of_two_steps_with_one_name_the_one_that_was_offered_changes(people: list[Person], tmp_path: Path) -> None:
    clam = '[[step]]\nname = "Clam"\nhold = "20s-30s"\n'
    someone = person(people, tmp_path, clam + OTHER + clam)
    last = someone.offered(someone.timeline()).changes[-1]
    accept(someone.history, someone.library, "mine", last)
    assert [one.step for one in someone.history.care_records.doses("mine")] == [4]
    accept(someone.history, someone.library, "mine", replace(last, dose=None, exercise="bridge"))
    assert [one.step for one in someone.history.care_records.swaps()] == [4]
