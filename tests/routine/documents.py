"""Routine documents of all kinds: sensible, nearly sensible, and nonsense in the right places."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from routine_timer.routine.format import CircuitTable, PhaseTable, RoutineTable, StepTable
from routine_timer.routine.type_check import keys_of

_words = st.sampled_from(["", " ", "x", "Plank", "glutes", "psoas", "cue-too-quick", "halfway", "self", "both", "left"])
_times = st.sampled_from(
    [
        "30s",
        "1m30s",
        "20-30s",
        "20s+",
        "20s  +",
        "up to 60s",
        "30-20s",
        "0s",
        "5h",
        "45",
        "2 min",
        "-3s",
        "1h ",
        "1m 30s",
        "1s\n",
    ]
)
_reps = st.sampled_from(["8-12", "12-8", "8", "8 - 12", "2-1-2-0", "0-0-0-0", "1-2", "8–12"])
_numbers = st.one_of(
    st.integers(-2, 60),
    st.sampled_from([10**6, 2**70, 0.0, 0.4, 2.5, -1.0, 1e300, float("inf"), float("nan")]),
)
_strange = st.sampled_from(
    [True, False, dt.date(2026, 1, 1), dt.time(0, 0, 30), dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)]
)
_scalars = st.one_of(_words, _times, _reps, _numbers, _strange)
values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["at", "say", "hold", "cue", "x"]), inner, max_size=2),
    ),
    max_leaves=4,
)

_SENSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "format": st.sampled_from([1, 1, 1, 2, 0, True]),
    "name": st.sampled_from(["Test", "日本", "x" * 201]),
    "exercise": st.sampled_from(["plank", "clam", "dead-bug", "supine-pigeon", "clm"]),
    "hold": st.one_of(_times, _numbers),
    "max": st.one_of(_times, _numbers),
    "reps": st.one_of(_reps, _numbers),
    "tempo": st.one_of(_reps, _times),
    "pace": st.one_of(_times, _numbers, st.just("self")),
    "sides": st.sampled_from(["none", "left", "right", "both", "alternating", "boht"]),
    "first": st.sampled_from(["left", "right", "both"]),
    "cues": st.lists(
        st.one_of(_words, st.fixed_dictionaries({"say": _words}, optional={"at": st.one_of(_times, _words, _numbers)})),
        max_size=3,
    ),
    "phase": st.lists(st.fixed_dictionaries({"hold": _times, "cue": _words}), max_size=2),
    "targets": st.lists(st.sampled_from(["glutes", "hamstrings", "legs"]), max_size=3),
    "stretches": st.lists(st.sampled_from(["glutes", "hamstrings", "legs"]), max_size=3),
    "strengthens": st.lists(st.sampled_from(["glutes", "quadriceps", "legs"]), max_size=3),
    "allow": st.lists(st.sampled_from(["cue-too-quick", "strength-first", "x"]), max_size=2),
    "position": st.sampled_from(["standing", "lying on the side", "half kneeling", "hanging"]),
}


def _value(key: str) -> st.SearchStrategy[Any]:
    """Possible values of a key: mostly something of its kind."""
    kind = _SENSIBLE.get(key)
    if kind is None:
        kind = st.one_of(_times, st.integers(0, 20)) if key in ("rest", "switch", "between", "get_ready") else _scalars
    return st.one_of(kind, kind, kind, kind, values)


def _table(
    cls: type, without: tuple[str, ...] = (), **given: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    keys = [key for key in keys_of(cls) if key not in without and key not in given]
    optional = {**{key: _value(key) for key in keys}, "side": _scalars}
    few = st.lists(st.sampled_from(sorted(optional)), max_size=4, unique=True)
    chosen = few.flatmap(lambda names: st.fixed_dictionaries({name: optional[name] for name in names}))
    return st.builds(lambda one, two: {**one, **two}, st.fixed_dictionaries(given), chosen)


_step = st.one_of(
    _table(StepTable, exercise=_SENSIBLE["exercise"]),
    _table(StepTable, name=st.just("Plank"), hold=_SENSIBLE["hold"]),
    _table(StepTable, name=st.just("Clam"), reps=_SENSIBLE["reps"]),
    _table(StepTable),
    st.builds(
        lambda step, phases: {**step, "phase": phases}, _table(StepTable), st.lists(_table(PhaseTable), max_size=2)
    ),
)
_entries = st.recursive(
    st.lists(_step, max_size=3),
    lambda inner: st.lists(
        st.one_of(_step, inner.flatmap(lambda steps: _table(CircuitTable, step=st.just(steps)))), max_size=3
    ),
    max_leaves=3,
)

_time = st.sampled_from(["10s", "30s", "1m30s", 20, 2.5])
_dose = st.one_of(
    st.fixed_dictionaries({"hold": st.sampled_from(["30s", 45, "20-30s", "20s+", "up to 60s"])}),
    st.fixed_dictionaries({"hold": st.just("20s+"), "max": st.just("50s")}),
    st.fixed_dictionaries({"reps": st.sampled_from([8, "8-12"])}, optional={"tempo": st.just("2-1-2-0")}),
    st.fixed_dictionaries(
        {"reps": st.just(8), "pace": st.sampled_from(["3s", "self"]), "sides": st.just("alternating")}
    ),
    st.just({"phase": [{"hold": "30s", "cue": "Draw in"}, {"hold": "20-40s", "cue": "Press"}]}),
)
_right = st.builds(
    lambda who, dose, rest: {**rest, **who, **dose},
    st.sampled_from([{"name": "Plank"}, {"exercise": "clam"}, {"exercise": "plank"}, {"exercise": "dead-bug"}]),
    _dose,
    st.fixed_dictionaries(
        {},
        optional={
            "sides": st.sampled_from(["none", "left", "right", "both"]),
            "sets": st.integers(1, 3),
            "rest": _time,
            "switch": _time,
            "between": _time,
            "cues": st.just(
                ["Breathe", {"at": "halfway", "say": "Longer"}, {"at": 8, "say": "A lot of words at once here"}]
            ),
            "stretches": st.just(["hip flexors"]),
            "strengthens": st.just(["glutes"]),
            "position": _SENSIBLE["position"],
        },
    ),
)
_right_steps = st.recursive(
    st.lists(_right, min_size=1, max_size=3),
    lambda inner: st.lists(
        st.one_of(
            _right,
            st.builds(
                lambda steps, rounds, rest: {"step": steps, "rounds": rounds, "rest": rest},
                inner,
                st.integers(1, 3),
                _time,
            ),
        ),
        min_size=1,
        max_size=3,
    ),
    max_leaves=4,
)
sensible = st.builds(
    lambda steps, more: {"format": 1, "name": "Test", **more, "step": steps},
    _right_steps,
    st.fixed_dictionaries(
        {}, optional={"get_ready": _time, "between": _time, "switch": _time, "targets": st.just(["glutes", "lats"])}
    ),
)
"""Documents with nothing wrong in them, though perhaps with something to advise."""

documents = st.one_of(
    sensible,
    _table(RoutineTable, name=st.just("Test"), step=_entries),
    _table(RoutineTable, name=st.just("Test"), step=_entries),
    _table(RoutineTable, without=("step",)),
    st.dictionaries(st.sampled_from(["name", "step", "x", "format"]), values, max_size=4),
)
"""Whole documents, for `tomli_w.dumps`."""
