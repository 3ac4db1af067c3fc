"""What is said of a swap, and what the next session has of it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from routine_timer import paths
from routine_timer.history.history import History
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.pain_adjustments import PainAdjustments
from routine_timer.playback.step_swaps import NOTHING_TO_UNDO, StepSwaps, swaps_of
from routine_timer.routine.library import Library
from routine_timer.session import Session
from routine_timer.timeline import compile_routine

FILE = 'format = 1\nname = "Mine"\nget_ready = 0\n[[step]]\nexercise = "plank"\nhold = "40s"\n'


class AtOnce:
    """A recorder that saves while it is asked."""

    call = staticmethod(lambda save: save())


@pytest.mark.parametrize("renamed", [False, True])
def test_a_step_that_was_renamed_meanwhile_is_swapped_for_this_session_only_and_it_says_so(
    tmp_path: Path, renamed: bool
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FILE, encoding="utf-8")

    def library() -> Library:
        return Library(tmp_path, tmp_path / "none", (paths.bundled_exercises(),))

    routine = library().reading("mine").routine
    assert routine is not None
    live = LiveSession(Session(compile_routine(routine), 0.0))
    said: list[str] = []
    with History(tmp_path / "history.db", tmp_path / "state") as history:
        recorder = cast("HistoryRecorder", AtOnce())
        swaps: StepSwaps = swaps_of(live, library, lambda: history, recorder, said.append)
        if renamed:
            file.write_text(FILE.replace('exercise = "plank"', 'name = "Wall sit"'), encoding="utf-8")
        swaps.hurts(1.0)
        assert [one.label for one in history.care_records.swaps()] == ([] if renamed else ["Plank"])
    told = ["The swap is for this session only: the file has no step called 'Plank' now."]
    assert said == (told if renamed else [])


def test_a_swap_before_the_three_easy_minutes_is_not_undone_in_them(tmp_path: Path) -> None:
    """It led back to the whole session, which the person had just left because of the pain."""
    library = Library(tmp_path, paths.bundled_routines(), (paths.bundled_exercises(),))
    routine = library.reading("after-workout").routine
    assert routine is not None
    live = LiveSession(Session(compile_routine(routine), 0.0))
    swaps, pain = StepSwaps(live, lambda: library.catalogue.exercises), PainAdjustments(live)
    swaps.hurts(1.0)
    pain.heed(9, 2.0)
    before = swaps.can_undo  # only the easier ways are said
    pain.shorten(3.0)
    assert (before, swaps.can_undo) == (True, False)
    swaps.undo(4.0)
    assert swaps.message == NOTHING_TO_UNDO
    assert live.timeline.name == "Three minutes: After the workout"
    swaps.hurts(5.0)
    swaps.undo(6.0)
    assert live.timeline.name == "Three minutes: After the workout"
