"""What the session screen says comes next: right through sides, sets, rounds, circuits and parts."""

from __future__ import annotations

import pytest

from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.session_view import showing
from routine_timer.routine.model import Circuit, Hold, Phase, Step
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.making import hold, routine

BRIDGE = hold(5, "Bridge")
CLAM = hold(20, "Clam", sides="both")


def nexts(*entries: Step | Circuit) -> list[tuple[str, str]]:
    """Every segment of a session, with what the screen shows as next while it runs."""
    timeline = compile_routine(routine(*entries))
    live = LiveSession(Session(timeline, 0.0))
    shown = []
    for segment in timeline.segments:
        live.step(segment.starts_at_s + 0.01)
        here = live.snapshot(segment.starts_at_s + 0.01)
        assert here.segment.n == segment.n
        side = f" {segment.side}" if segment.side else ""
        shown.append((f"{segment.kind}{side}", showing(here, timeline).next))
    return shown


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(
            (CLAM, BRIDGE),
            [
                ("get-ready", "switch to the right, then Bridge"),
                ("hold left", "switch to the right, then Bridge"),
                ("switch right", "Bridge, 5 s"),
                ("hold right", "Bridge, 5 s"),
                ("between", ""),
                ("hold", ""),
            ],
            id="sides",
        ),
        pytest.param(
            (hold(20, "Clam", sides="both", sets=2, rest=10.0), BRIDGE),
            [
                ("get-ready", "switch to the right, then rest 10 s"),
                ("hold left", "switch to the right, then rest 10 s"),
                ("switch right", "rest 10 s, then Clam, left, 20 s"),
                ("hold right", "rest 10 s, then Clam, left, 20 s"),
                ("rest", "switch to the right, then Bridge"),
                ("hold left", "switch to the right, then Bridge"),
                ("switch right", "Bridge, 5 s"),
                ("hold right", "Bridge, 5 s"),
                ("between", ""),
                ("hold", ""),
            ],
            id="sets of two sides",
        ),
        pytest.param(
            (hold(20, "Plank", sets=3, rest=15.0), BRIDGE),
            [
                ("get-ready", "rest 15 s, then Plank, 20 s"),
                ("hold", "rest 15 s, then Plank, 20 s"),
                ("rest", "rest 15 s, then Plank, 20 s"),
                ("hold", "rest 15 s, then Plank, 20 s"),
                ("rest", "Bridge, 5 s"),
                ("hold", "Bridge, 5 s"),
                ("between", ""),
                ("hold", ""),
            ],
            id="three sets",
        ),
        pytest.param(
            (Circuit((hold(20, "Plank"),), rounds=3, rest=10.0),),
            [
                ("get-ready", "rest 10 s, then Plank, 20 s"),
                ("hold", "rest 10 s, then Plank, 20 s"),
                ("rest", "rest 10 s, then Plank, 20 s"),
                ("hold", "rest 10 s, then Plank, 20 s"),
                ("rest", ""),
                ("hold", ""),
            ],
            id="rounds of one step",
        ),
        pytest.param(
            (Circuit((CLAM, hold(8, "Plank")), rounds=2, rest=10.0), BRIDGE),
            [
                ("get-ready", "switch to the right, then Plank"),
                ("hold left", "switch to the right, then Plank"),
                ("switch right", "Plank, 8 s"),
                ("hold right", "Plank, 8 s"),
                ("between", "rest 10 s, then Clam, left, 20 s"),
                ("hold", "rest 10 s, then Clam, left, 20 s"),
                ("rest", "switch to the right, then Plank"),
                ("hold left", "switch to the right, then Plank"),
                ("switch right", "Plank, 8 s"),
                ("hold right", "Plank, 8 s"),
                ("between", "Bridge, 5 s"),
                ("hold", "Bridge, 5 s"),
                ("between", ""),
                ("hold", ""),
            ],
            id="a circuit",
        ),
        pytest.param(
            (Step("Pigeon", (Phase(Hold(30), "Draw in"), Phase(Hold(20), "Press away")), sides="both"), BRIDGE),
            [
                ("get-ready", "switch to the right, then Bridge"),
                ("hold left", "Pigeon, left, 20 s"),
                ("hold left", "switch to the right, then Bridge"),
                ("switch right", "Bridge, 5 s"),
                ("hold right", "Pigeon, right, 20 s"),
                ("hold right", "Bridge, 5 s"),
                ("between", ""),
                ("hold", ""),
            ],
            id="parts of one hold",
        ),
    ],
)
def test_what_comes_next(entries: tuple[Step | Circuit, ...], expected: list[tuple[str, str]]) -> None:
    assert nexts(*entries) == expected
