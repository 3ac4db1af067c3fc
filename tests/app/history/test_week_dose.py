"""The week's dose of each muscle, below the pairs."""

from __future__ import annotations

from routine_timer.app.screens.history.panels import PICTURES
from routine_timer.app.screens.history.recent_stats import recent_stats
from routine_timer.care.step_muscles import StepMuscles
from tests.history.making import NOON, segment, session


def test_minutes_stretched_and_sets_strengthened_are_below_the_pairs() -> None:
    muscles = {
        "Lunge": StepMuscles(stretches=frozenset({"hip flexors"})),
        "Bridge": StepMuscles(strengthens=frozenset({"glutes"})),
    }
    done = session(NOON, segments=(segment(1, label="Lunge", actual_s=150.0), segment(2, label="Bridge")))
    stats = recent_stats(NOON.date(), [done], [], lambda _routine, label: muscles[label], {})
    _, picture = PICTURES["pairs"](stats, 60, 40)
    assert "Still to do this week: strengthen your glutes." in picture.plain
    assert "■ hip flexors       2.5 min" in picture.plain
    assert "1 of 2 days" in picture.plain, "how much of the weekly dose was done"


def test_a_muscle_that_the_routine_is_not_meant_for_is_shown_without_a_gap() -> None:
    bridge = StepMuscles(strengthens=frozenset({"glutes", "hamstrings"}), targets=frozenset({"glutes"}))
    done = session(NOON, segments=(segment(1, label="Bridge"),))
    _, picture = PICTURES["pairs"](recent_stats(NOON.date(), [done], [], lambda _routine, _label: bridge, {}), 60, 40)
    rows = [line.split() for line in picture.plain.splitlines() if line.startswith(("■", "□"))]
    assert rows[0] == ["□", "glutes", "1", "of", "2", "days"]
    assert rows[1] == ["■", "hamstrings", "1", "set", "on", "1", "day"]
