"""Short ways to make routines for tests, and a hypothesis strategy for any of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostic_codes import ADVICE, ERRORS, WARNINGS
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step

CODES = {**ERRORS, **WARNINGS, **ADVICE}
"""Every code that `check` can have for a routine or an exercise, with its sentence."""


@cache
def bundled_catalogue() -> Catalogue:
    """The exercises that come with the program, read once for all tests of a process."""
    return Catalogue.load((paths.bundled_exercises(),))


def hold(seconds: float = 30.0, name: str = "Plank", **keys: Any) -> Step:
    return Step(name, Hold(seconds), **keys)


def reps(count: int = 10, rep_s: float | None = 3.0, name: str = "Clam", **keys: Any) -> Step:
    return Step(name, Reps(count, rep_s=rep_s), **keys)


def routine(*steps: Step | Circuit, get_ready: float = 10.0, **keys: Any) -> Routine:
    return Routine("test", "Test", steps, get_ready=get_ready, **keys)


_seconds = st.integers(1, 90).map(float)
_pauses = st.sampled_from([0.0, 15.0, 20.0])
"""Long enough for what is said in them, so that they stay as long as they are."""
_cues = st.lists(
    st.builds(FormCue, st.sampled_from(["Breathe", "Hips still"]), st.sampled_from([None, "halfway"])), max_size=3
).map(tuple)
_exact = st.builds(Hold, _seconds)
_holds = st.one_of(
    _exact,
    _seconds.map(lambda s: Hold(s, s + 10, "range")),
    _seconds.map(lambda s: Hold(s, s * 2, "at-least")),
    _seconds.map(lambda s: Hold(s, s, "up-to")),
)
_doses = st.one_of(
    _holds,
    st.builds(Reps, st.integers(1, 12), rep_s=st.sampled_from([None, 1.0, 2.5, 3.0])),
    st.lists(st.builds(Phase, _exact, st.just("Draw in")), min_size=1, max_size=3).map(tuple),
)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    dose = draw(_doses)
    sides = ["none", "left", "right", "both", *(["alternating"] if isinstance(dose, Reps) else [])]
    return Step(
        draw(st.sampled_from(["Plank", "Clam", "Bridge"])),
        dose,
        sides=draw(st.sampled_from(sides)),
        first=draw(st.sampled_from(["left", "right"])),
        sets=draw(st.integers(1, 3)),
        rest=draw(_pauses),
        switch=draw(_pauses),
        between=draw(_pauses),
        cues=draw(_cues),
    )


_entries = st.recursive(
    steps(),
    lambda inner: st.builds(
        Circuit,
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        rounds=st.integers(1, 3),
        rest=_pauses,
        between=st.one_of(st.none(), _pauses),
    ),
    max_leaves=4,
)

routines = st.builds(
    lambda entries, ready: routine(*entries, get_ready=ready), st.lists(_entries, min_size=1, max_size=3), _pauses
)
