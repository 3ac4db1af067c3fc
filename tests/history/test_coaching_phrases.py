"""Which extra sentences a person hears, from what they did before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from routine_timer.history.coaching_phrases import coaching_for, decide, hurt_recently
from routine_timer.history.history import History
from routine_timer.history.records import Outcome, SessionRecord
from routine_timer.routine.model import Circuit, Hold, Routine, Step
from routine_timer.timeline import Coaching, compile_routine

from .making import NOON, segment, session

PLANK = Step("Plank", Hold(20), easier="On your knees")
BUG = Step("Dead bug", Hold(20), easier="Move only your arms")
LUNGE = Step("Lunge", Hold(20))
CORE = Routine("core", "Core", (PLANK, Circuit((BUG, LUNGE), rounds=2)))


def done(*outcomes: tuple[str, Outcome], routine: str = "core", hours: int = 0) -> SessionRecord:
    segments = tuple(segment(n, outcome, label=label) for n, (label, outcome) in enumerate(outcomes, 1))
    return session(NOON + timedelta(hours=hours), routine=routine, segments=segments)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db", tmp_path / "state") as opened:
        yield opened


@pytest.mark.parametrize(("sessions", "says_when_to_stop"), [(0, True), (1, True), (2, True), (3, False)])
def test_the_first_three_sessions_of_any_routine_say_when_to_stop(
    history: History, sessions: int, says_when_to_stop: bool
) -> None:
    history.merge([done(routine=f"other-{n}", hours=n) for n in range(sessions)])
    assert coaching_for(CORE, history).safety is says_when_to_stop


@pytest.mark.parametrize(
    ("outcomes", "easier"),
    [
        pytest.param([("Plank", "done"), ("Dead bug", "done")], set(), id="all done"),
        pytest.param([("Plank", "early")], set(), id="ended early by the person: it was enough"),
        pytest.param([("Plank", "skipped")], {1}, id="skipped"),
        pytest.param([("Dead bug", "done"), ("Dead bug", "stopped")], {2}, id="stopped on the second side"),
        pytest.param([("Lunge", "skipped")], set(), id="has no easier way"),
        pytest.param([("Side plank", "skipped")], set(), id="no longer in the routine"),
    ],
)
def test_the_easier_version_is_spoken_where_a_step_was_given_up(
    outcomes: list[tuple[str, Outcome]], easier: set[int]
) -> None:
    assert decide(CORE, [], done(*outcomes)).easier == easier


def test_of_two_steps_with_one_name_only_the_one_that_was_given_up_gets_its_easier_way() -> None:
    twice = Routine("core", "Core", (PLANK, BUG, PLANK))
    numbers = [segment.n for segment in compile_routine(twice).segments if segment.is_work]
    outcomes: tuple[Outcome, ...] = ("done", "done", "skipped")
    labels = ("Plank", "Dead bug", "Plank")
    records = tuple(segment(*one[:2], label=one[2]) for one in zip(numbers, outcomes, labels, strict=True))
    assert decide(twice, [], session(routine="core", segments=records)).easier == {3}


def test_after_a_shortened_session_two_steps_with_one_name_cannot_be_told_apart() -> None:
    twice = Routine("core", "Core", (PLANK, BUG, PLANK))
    assert decide(twice, [], done(("Plank", "skipped"), ("Dead bug", "skipped"))).easier == {2}


def test_a_skipped_pause_is_not_a_skipped_step() -> None:
    last = session(routine="core", segments=(segment(1, "skipped", kind="between", label="Plank"),))
    assert decide(CORE, [], last).easier == frozenset()


def test_only_the_last_session_of_this_routine_counts(history: History) -> None:
    history.merge(
        [
            done(("Plank", "skipped"), hours=0),
            done(("Plank", "done"), ("Dead bug", "skipped"), hours=1),
            done(("Plank", "skipped"), routine="other", hours=2),
        ]
    )
    assert coaching_for(CORE, history) == Coaching(safety=False, easier=frozenset({2}))


@pytest.mark.parametrize(
    ("answers", "hurts"),
    [
        pytest.param([], False, id="no answer"),
        pytest.param([(0, 3)], False, id="green"),
        pytest.param([(0, 4)], True, id="amber today"),
        pytest.param([(-7, 4)], True, id="a week ago"),
        pytest.param([(-8, 4)], False, id="longer ago"),
        pytest.param([(1, 4)], False, id="a day that has not come"),
    ],
)
@pytest.mark.parametrize("in_session", [True, False])
def test_for_a_week_an_answer_that_is_not_green_has_every_easier_way_spoken(
    history: History, answers: list[tuple[int, int]], hurts: bool, in_session: bool
) -> None:
    today = history.today()
    for days, pain in answers:
        day = today + timedelta(days)
        if in_session:
            at = datetime.combine(day, time(12), UTC)
            history.merge([session(at, routine="other", day=day, pain_before=pain)])
        else:
            history.care_records.add_pain(day, pain)
    assert hurt_recently(history) is hurts
    assert coaching_for(CORE, history).easier == (frozenset({1, 2}) if hurts else frozenset())


@pytest.mark.parametrize(("count", "safety"), [(0, True), (2, True), (3, False)])
def test_in_pain_the_first_sessions_say_when_to_stop_too(count: int, safety: bool) -> None:
    recent = [done(hours=n) for n in range(count)]
    assert decide(CORE, recent, None, hurts=True) == Coaching(safety=safety, easier=frozenset({1, 2}))
