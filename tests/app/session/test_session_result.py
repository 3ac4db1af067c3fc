"""What a session came to, in words."""

from __future__ import annotations

import pytest

from routine_timer.app.screens.summary.session_result import steps_done
from routine_timer.care.progression_offers import dose_offered, harder_offered
from routine_timer.history.dose_growth import DoseChange
from routine_timer.history.streaks.done_rule import finished_share
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Routine
from routine_timer.session import Command, Session
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine

BOTH = routine(hold(60, "Pigeon", sides="both"), reps(20, 3.0, "Clam", sides="both"), hold(20), get_ready=0.0)
"""Pigeon 0 to 60 and 65 to 125, Clam from 133 and 198, Plank from 266 to 286."""


def followed(made: Routine, *steps: float | Command) -> LiveSession:
    """A session run through instants and commands."""
    live = LiveSession(Session(compile_routine(made), 0.0))
    now = 0.0
    for step in steps:
        if isinstance(step, Command):
            live.do(step, now)
        else:
            now = step
            live.step(now)
    return live


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            (300.0,),
            [
                ("Pigeon", "whole", "1 min each side"),
                ("Clam", "whole", "20 reps each side"),
                ("Plank", "whole", "20 s"),
            ],
        ),
        (
            (95.0, Command.STOP),
            [
                ("Pigeon", "part", "left 1 min, right 30 s of 1 min"),
                ("Clam", "none", "not reached"),
                ("Plank", "none", "not reached"),
            ],
        ),
        (
            (5.0, Command.SKIP, 75.0),
            [
                ("Pigeon", "part", "left skipped, right 1 min"),
                ("Clam", "none", "not reached"),
                ("Plank", "none", "not reached"),
            ],
        ),
        (
            (134.0, Command.SKIP, Command.SKIP, Command.SKIP, 200.0),
            [
                ("Pigeon", "whole", "1 min each side"),
                ("Clam", "none", "skipped"),
                ("Plank", "whole", "20 s"),
            ],
        ),
        (
            (142.5, Command.DONE, 500.0),
            [
                ("Pigeon", "whole", "1 min each side"),
                ("Clam", "whole", "left 4 reps, right 20 reps"),
                ("Plank", "whole", "20 s"),
            ],
        ),
    ],
    ids=["to the end", "stopped in the second side", "one side skipped", "a step skipped", "reps ended early"],
)
def test_each_step_says_what_was_done_of_it(
    steps: tuple[float | Command, ...], expected: list[tuple[str, str, str]]
) -> None:
    live = followed(BOTH, *steps)
    found = steps_done(live.timeline, live.segments)
    assert [(step.name, step.extent, step.did) for step in found] == expected
    assert len({step.mark for step in found}) == len({step.extent for step in found})


@pytest.mark.parametrize(
    ("steps", "did"),
    [
        ((40.0, Command.BACK, 300.0), "1 min each side, restarted"),
        (
            (40.0, Command.BACK, 45.0, Command.BACK, 90.0, 120.0, Command.BACK, 400.0),
            "1 min each side, restarted 3 times",
        ),
        ((62.0, Command.BACK, 400.0), "1 min each side, restarted"),
        ((40.0, Command.BACK, 50.0, Command.STOP), "left 10 s of 1 min, restarted"),
        ((40.0, Command.BACK, Command.SKIP, Command.SKIP, Command.SKIP), "skipped"),
        ((63.0, Command.BACK, 400.0), "1 min each side"),
    ],
    ids=["once", "three times", "after its end", "stopped in the second try", "then skipped", "only its switch"],
)
def test_a_part_that_was_restarted_says_so(steps: tuple[float | Command, ...], did: str) -> None:
    live = followed(BOTH, *steps)
    assert steps_done(live.timeline, live.segments, live.restarts)[0].did == did


def test_sets_and_rounds_are_added_up() -> None:
    live = followed(routine(hold(20, sets=3, rest=5.0), get_ready=0.0), 300.0)
    assert [step.did for step in steps_done(live.timeline, live.segments)] == ["1 min"]


def test_what_was_finished_is_a_share_of_what_was_planned() -> None:
    live = followed(BOTH, 95.0, Command.STOP)
    assert finished_share(live.segments, live.timeline.work_s) == pytest.approx(60 / 260)
    assert finished_share((), live.timeline.work_s) == 0.0


@pytest.mark.parametrize(
    ("offer", "unit", "sentence"),
    [
        (
            DoseChange("Plank", 20.0, 25.0, True),
            "hold",
            "Plank: done in full three times in a row. 25 s next time instead of 20 s?",
        ),
        (
            DoseChange("Clam", 9.0, 8.0, False),
            "reps",
            "Clam: cut short twice in a row. 8 reps next time instead of 9?",
        ),
    ],
    ids=["more", "less"],
)
def test_an_offer_says_why_it_is_made(offer: DoseChange, unit: str, sentence: str) -> None:
    made = dose_offered(3, offer, "hold" if unit == "hold" else "reps")
    assert made.sentence == sentence
    assert (made.step, made.dose) == (3, offer.next)


@pytest.mark.parametrize(
    ("harder", "exercise", "sentence"),
    [
        (
            "Lift one foot.",
            "Side plank",
            "Plank: you've reached the top of its range. To make it harder: lift one foot. Or move up to Side plank.",
        ),
        ("Lift one foot", None, "Plank: you've reached the top of its range. To make it harder: lift one foot."),
        (None, "Side plank", "Plank: you've reached the top of its range. Move up to Side plank."),
        (None, None, ""),
    ],
    ids=["both", "a harder way", "a harder exercise", "nothing"],
)
def test_a_harder_way_is_offered_with_the_exercise_one_rung_up(
    harder: str | None, exercise: str | None, sentence: str
) -> None:
    assert harder_offered(hold(20, "Plank", harder=harder), exercise) == sentence
