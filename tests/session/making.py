"""Sessions for tests, with little said."""

from __future__ import annotations

from routine_timer.routine.model import Circuit, Step
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.making import routine


def session(*steps: Step | Circuit, now: float = 100.0, get_ready: float = 10.0, waits: bool = True) -> Session:
    return Session(compile_routine(routine(*steps, get_ready=get_ready)), now, waits=waits)
