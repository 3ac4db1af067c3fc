"""What is said of a swap, and what the next session has of it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from routine_timer import paths
from routine_timer.history.history import History
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.step_swaps import StepSwaps, swaps_of
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
