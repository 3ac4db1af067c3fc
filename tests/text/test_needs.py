"""What to have ready, and when to stop, in the same words on every page."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.screens.home.routine_detail import brief, full
from routine_timer.cli.plain_lines import Lines
from routine_timer.formats import printed_sheet
from routine_timer.playback.live_session import LiveSession
from routine_timer.session import Session
from routine_timer.text.needs import STOP_RULE, extra_time, you_need
from routine_timer.timeline import Coaching, compile_routine, starting_at
from tests.making import hold, routine

MADE = routine(
    hold(name="Bridge", props=("mat",)), hold(name="Stretch", props=("mat", "towel")), file=None, about="About it"
)
NEEDS = "You need: a mat, a towel"


def test_each_prop_is_named_once_in_the_order_in_which_it_is_needed() -> None:
    assert you_need(MADE.steps) == NEEDS  # type: ignore[arg-type]
    assert you_need([hold()]) == ""


@pytest.mark.parametrize(
    ("prop", "named"),
    [("mat", "a mat"), ("elastic band", "an elastic band"), ("two cushions", "two cushions"), ("a wall", "a wall")],
)
def test_a_prop_gets_its_article_unless_it_has_one(prop: str, named: str) -> None:
    assert you_need([hold(props=(prop,))]) == f"You need: {named}"


@pytest.mark.parametrize(
    ("coaching", "why"),
    [
        (Coaching(), ""),
        (Coaching(safety=True), "Starts with a short safety note (6 s)."),
        (
            Coaching(safety=True, easier=frozenset({1})),
            "Starts with a short safety note (6 s). Also says how to make a step easier.",
        ),
    ],
)
def test_a_session_that_says_more_than_its_routine_says_why_it_is_longer(coaching: Coaching, why: str) -> None:
    made = routine(hold(easier="Knees down"))
    session, listed = compile_routine(made, coaching=coaching), compile_routine(made)
    assert extra_time(session) == why
    assert (session.duration_s > listed.duration_s) == bool(why)


def test_the_home_screen_says_what_is_needed() -> None:
    entry = RoutineEntry("test", Path("test.toml"), True, MADE)
    assert NEEDS in str(full(entry, None, None, 60))
    assert NEEDS in str(brief(entry))


def test_the_printed_sheet_says_what_is_needed_and_when_to_stop() -> None:
    page = printed_sheet.write(MADE, compile_routine(MADE))
    assert NEEDS in page
    assert STOP_RULE in page


def read_first(step: int = 1) -> list[str]:
    lines: list[str] = []
    timeline = starting_at(compile_routine(MADE), step)
    Lines(LiveSession(Session(timeline, 0.0)), lines.append, answers=False).opening()
    return lines


def test_a_session_in_lines_starts_with_what_is_needed() -> None:
    assert read_first()[1] == NEEDS
    assert read_first(2)[1] == NEEDS
