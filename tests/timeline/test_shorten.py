"""A routine made to fit the time you have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.routine.model import Circuit, Hold, Reps, Routine, Step, leaves
from routine_timer.routine.read import read_file
from routine_timer.shorten import Shortened, shorten
from routine_timer.shorten.cutter import Cutter
from routine_timer.timeline import Coaching, compile_routine, starting_at
from tests.making import bundled_catalogue, hold, reps, routine, routines


def duration_s(short: Shortened, first: int = 1) -> float:
    return starting_at(compile_routine(short.routine, short.doses), first).duration_s


@pytest.mark.parametrize(
    ("steps", "seconds", "left_out"),
    [
        pytest.param([hold(30)], 60, [], id="what fits stays as it is"),
        pytest.param([reps(10), hold(30)], 75, ["Clam: 9 reps instead of 10"], id="reps go first"),
        pytest.param(
            [reps(10, name="A"), reps(10, name="B")],
            65,
            ["A: 8 reps instead of 10", "B: 7 reps instead of 10"],
            id="every step gives its share of reps",
        ),
        pytest.param([hold(30, sets=3), hold(20, name="Q")], 90, ["Plank: 1 set instead of 3"], id="then sets"),
        pytest.param(
            [hold(10, sets=2, name="A"), hold(10, sets=2, name="B")],
            53,
            ["B: 1 set instead of 2"],
            id="the later step loses a set first",
        ),
        pytest.param(
            [Circuit((hold(10), hold(10)), rounds=3, name="Core")],
            80,
            ["Core: 2 rounds instead of 3"],
            id="then rounds",
        ),
        pytest.param(
            [hold(30, name="A"), hold(30, name="B"), hold(30, name="C")], 85, ["C: left out"], id="then the last steps"
        ),
        pytest.param(
            [hold(30, name="A"), Circuit((hold(5, name="B"), hold(5, name="C")))],
            60,
            ["C: left out"],
            id="a circuit loses its last step",
        ),
        pytest.param(
            [Step("A", Reps(6, rep_s=3.0, by_set=(6, 4, 2)), sets=3)],
            40,
            ["A: 5/3/2 reps instead of 6/4/2"],
            id="lists",
        ),
        pytest.param([Step("A", Hold(60, 60, "up-to"))], 60, ["A: 50 s instead of 1 min"], id="up to"),
    ],
)
def test_what_goes_and_what_is_reported(steps: list[Step | Circuit], seconds: float, left_out: list[str]) -> None:
    short = shorten(routine(*steps), seconds)
    assert short.fits
    assert list(short.left_out) == left_out
    assert duration_s(short) <= seconds


def test_a_range_that_has_grown_goes_back_before_anything_else_does() -> None:
    made = routine(Step("A", Hold(20, 40, "range")), hold(30, name="B", sets=2))
    grown = compile_routine(made, {1: 40}).duration_s
    short = shorten(made, grown - 9, {1: 40})
    assert short.left_out == ("A: 30 s instead of 40 s",)
    assert short.doses == {1: 30}


def test_what_has_grown_stays_grown_where_an_earlier_step_is_left_out() -> None:
    stretch = hold(30, name="A", stretches=("hamstrings",))
    made = routine(stretch, hold(90, name="B", stretches=("hamstrings",)), Step("C", Hold(20, 40, "range")))
    short = shorten(made, 90, {3: 25})
    assert [step.name for step in leaves(short.routine.steps)] == ["A", "C"]
    assert short.doses == {2: 25}


def test_the_last_stretch_and_the_last_strengthening_exercise_stay() -> None:
    made = routine(
        hold(30, name="Lunge", stretches=("hip flexors",)),
        hold(30, name="Deep lunge", stretches=("hip flexors",)),
        hold(30, name="Hamstrings", stretches=("hamstrings",)),
        hold(30, name="Bridge", strengthens=("glutes",)),
    )
    short = shorten(made, 90)
    assert short.fits
    assert [step.name for step in leaves(short.routine.steps)] == ["Lunge", "Bridge"]


def test_the_left_and_the_right_go_together() -> None:
    sides = [hold(30, name=f"{side.capitalize()} lunge", sides=side) for side in ("left", "right")]
    short = shorten(routine(hold(60, name="A"), *sides), 77)
    assert short.left_out == ("Left lunge: left out", "Right lunge: left out")


def test_started_at_a_later_step_only_what_is_done_counts_and_goes() -> None:
    whole = routine(hold(30, sets=3, name="A"), hold(20, sets=2, name="B"), hold(20, name="C"), hold(20, name="D"))
    assert shorten(whole, 106, first=2).left_out == ()
    short = shorten(whole, 60, first=2)
    assert short.left_out == ("D: left out", "B: 1 set instead of 2")
    assert short.routine.steps[0] == whole.steps[0]
    assert duration_s(short, 2) <= 60


def test_the_step_it_is_started_at_stays_in_the_middle_of_a_circuit_too() -> None:
    short = shorten(routine(Circuit((hold(30, name="A"), hold(60, name="B")), rounds=2, name="Core")), 30, first=2)
    assert not short.fits
    assert len(leaves(short.routine.steps)) == 2


def test_the_shortest_version_that_is_too_long_says_so() -> None:
    short = shorten(routine(hold(300, name="A"), hold(200, name="B")), 60)
    assert not short.fits
    assert len(leaves(short.routine.steps)) == 1


def test_a_circuit_in_another_loses_rounds_too() -> None:
    inner = Circuit((hold(10, name="A"),), rounds=3, name="Inner")
    made = routine(Circuit((inner, hold(10, name="B")), rounds=1, name="Outer"))
    short = shorten(made, compile_routine(made).duration_s - 1)
    assert short.left_out == ("Inner: 2 rounds instead of 3",)
    assert short.fits


@settings(max_examples=60)
@given(routines, st.floats(1, 1200))
def test_whatever_is_left_fits_and_keeps_its_sides_equal(made: Routine, seconds: float) -> None:
    short = shorten(made, seconds)
    timeline = compile_routine(short.routine, short.doses)
    assert timeline.duration_s <= seconds or not short.fits
    for number, step in enumerate(timeline.steps, 1):
        if step.sides == "both":
            done = dict.fromkeys(("left", "right"), 0.0)
            for segment in timeline.segments:
                if segment.step == number and segment.is_work and segment.side in ("left", "right"):
                    done[segment.side] += segment.estimate_s
            assert done["left"] == pytest.approx(done["right"])


@settings(max_examples=60)
@given(routines, st.floats(1, 1200))
def test_whatever_changes_is_reported_and_what_stays_keeps_its_order(made: Routine, seconds: float) -> None:
    short = shorten(made, seconds)
    before, after = [step.name for step in leaves(made.steps)], [step.name for step in leaves(short.routine.steps)]
    rest = iter(before)
    assert all(name in rest for name in after), "in the order of the file"
    assert bool(short.left_out) == (short.routine != made or after != before)
    assert sum(line.endswith(": left out") for line in short.left_out) == len(before) - len(after)


BUNDLED = sorted(paths.bundled_routines().glob("*.toml"))


@pytest.mark.sweep
@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_a_bundled_routine_fills_every_minute_it_is_shortened_to(file: object) -> None:
    made = read_file(file, bundled_catalogue().exercises).routine  # type: ignore[arg-type]
    assert made is not None
    whole = compile_routine(made).duration_s
    for minutes in range(int(whole // 60), 2, -1):
        short = shorten(made, minutes * 60)
        if not short.fits:
            break
        filled = duration_s(short) / (minutes * 60)
        assert filled >= (0.85 if (file.stem, minutes) == ("desk-hips", 5) else 0.9)  # type: ignore[attr-defined]


def test_the_coaching_takes_time_too_and_follows_its_steps() -> None:
    made = routine(hold(30, name="A"), hold(30, name="B"), hold(60, name="C", easier="Half way", setup="Sit down"))
    coaching = Coaching(safety=True, easier=frozenset({3}))
    whole = compile_routine(made, None, coaching).duration_s
    assert whole > compile_routine(made).duration_s
    short = shorten(made, whole - 20, coaching=coaching)
    assert short.left_out
    left = [step.name for step in leaves(short.routine.steps)]
    assert short.coaching == Coaching(safety=True, easier=frozenset({left.index("C") + 1} if "C" in left else ()))
    assert compile_routine(short.routine, short.doses, short.coaching).duration_s <= whole - 20


@pytest.mark.parametrize("minutes", range(3, 12))
def test_after_the_workout_keeps_both_halves_down_to_three_minutes(minutes: int) -> None:
    file = paths.bundled_routines() / "after-workout.toml"
    made = read_file(file, bundled_catalogue().exercises).routine
    assert made is not None
    short = shorten(made, minutes * 60)
    assert short.fits
    left = leaves(short.routine.steps)
    assert any(step.stretches for step in left)
    assert any(step.strengthens for step in left)
    if minutes == 6:  # the README's example
        assert {"hamstrings", "hip flexors"} <= {muscle for step in left for muscle in step.stretches}
        assert {"glutes", "abdominals"} <= {muscle for step in left for muscle in step.strengthens}


def test_hundreds_of_steps_are_each_looked_at_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """600 steps took minutes: each of them was compared with all others, for each one that was left out."""
    looked_at = 0
    works_on = Cutter._works_on

    def counting(cutter: Cutter, unit: tuple[int, ...]) -> set[tuple[str, str]]:
        nonlocal looked_at
        looked_at += 1
        return works_on(cutter, unit)

    monkeypatch.setattr(Cutter, "_works_on", counting)
    short = shorten(routine(*(hold(10, name=f"Step {n}") for n in range(100))), 60)
    assert len(leaves(short.routine.steps)) < 10
    assert looked_at <= 1_000
