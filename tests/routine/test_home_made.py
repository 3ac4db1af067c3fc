"""Forty and more routines as people write them, good and bad, and the advice that each one draws."""

from __future__ import annotations

from typing import Any

import pytest
import tomli_w

from tests.routine.conftest import Read


def own(name: str, **keys: Any) -> dict[str, Any]:
    """A step of one's own."""
    return {"name": name, **keys}


def known(exercise: str, **keys: Any) -> dict[str, Any]:
    """A step from the catalogue."""
    return {"exercise": exercise, **keys}


def circuit(*steps: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {**keys, "step": list(steps)}


LUNGE = known("hip-flexor-lunge")
BRIDGE = known("bridge", between="15s")
HAMSTRINGS = known("hamstring-stretch-lying", between="15s")
SQUAT = known("squat", between="15s")
CLAM = known("clam", between="15s")
KNEES = known("knees-to-chest", between="15s")
PIGEON = known("supine-pigeon", between="15s")
BAND = {"strengthens": ["glutes"], "reps": 12}

GOOD = {
    "stretch, then strengthen": [LUNGE, BRIDGE],
    "the same in two sets": [{**LUNGE, "sets": 2, "rest": "10s"}, {**BRIDGE, "sets": 2, "rest": "20s"}],
    "a child's pose to finish": [KNEES, known("dead-bug"), known("childs-pose", between="15s")],
    "a child's pose after core work alone": [
        LUNGE, BRIDGE, known("plank", between="15s"), known("childs-pose", between="15s")
    ],
    "a stretch to finish, on top of the one at the start": [
        known("hamstring-stretch-standing"), SQUAT, known("quad-stretch-standing"),
    ],
    "a walking drill to warm up": [known("walking-drill"), known("hip-flexor-lunge", between="15s"), BRIDGE],
    "left and right in steps of their own": [
        own("Left lunge", hold=30, sides="left", stretches=["hip flexors"]),
        own("Right lunge", hold=30, sides="right", stretches=["hip flexors"]),
        own("Hip lift", reps=12, strengthens=["glutes"]),
    ],
    "another exercise for the other side": [
        LUNGE,
        own("Band walk", reps=10, sides="left", strengthens=["glutes"]),
        own("Side kick", reps=10, sides="right", strengthens=["glutes"]),
    ],
    "both sides equal over two rounds": [
        LUNGE,
        circuit(own("Kick back left", reps=10, sides="left", strengthens=["glutes"]), rounds=2, rest=10),
        own("Kick back right", reps=20, sides="right", strengthens=["glutes"]),
    ],
    "the catalogue's own clam": [PIGEON, CLAM],
    "fewer clams in two sets": [PIGEON, {**CLAM, "reps": 10, "sets": 2, "rest": "12s"}],
    "bridges as reps": [LUNGE, {**BRIDGE, "reps": 12}],
    "a set of twenty squats": [LUNGE, own("Wide squat", between=15, **{**BAND, "reps": 20})],
    "floor, kneeling, standing": [KNEES, known("bird-dog", between="15s"), known("wall-plank", between="15s")],
    "a slow tempo of equal parts": [LUNGE, own("Hip lift", reps=8, tempo="2-1-2-1", strengthens=["glutes"])],
    "an uneven tempo with words": [
        LUNGE, {**SQUAT, "tempo": "3-0-1-0", "tempo_words": ["lower", "", "rise", ""]}
    ],
    "no muscles named": [own("Shake it out", hold=60), own("Breathe", hold=60)],
    "a stretch with slow reps": [
        own("Leg swing", reps=10, pace="3s", stretches=["hamstrings"]), known("sit-to-stand", between="15s")
    ],
    "at your own pace": [LUNGE, own("Hip lift", reps=12, pace="self", strengthens=["glutes"])],
    "a stretch held for a minute": [{**LUNGE, "hold": "60s"}, BRIDGE],
    "a single-leg stand": [known("seated-figure-four"), known("single-leg-stand", between="15s")],
}  # fmt: skip

BAD: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "three clams": ([PIGEON, {**CLAM, "reps": 3, "cues": []}], ["shorter-than-usual"]),
    "two hundred bridges": ([LUNGE, {**BRIDGE, "reps": 200}], ["longer-than-usual"]),
    "five sets of a hundred squats": (
        [LUNGE, {**SQUAT, "reps": 100, "sets": 5, "rest": "30s"}], ["longer-than-usual"],
    ),
    "a five-minute plank by its name": (
        [KNEES, own("Plank", hold="5m", strengthens=["abdominals"], between=15)], ["longer-than-usual"],
    ),
    "a five-minute side plank by its name, on each side": (
        [KNEES, own("Side plank left", hold="5m", sides="left", strengthens=["obliques"], between=15),
         own("Side planks (right)", hold="5m", sides="right", strengthens=["obliques"])],
        ["longer-than-usual", "longer-than-usual"],
    ),
    "a stretch held for three minutes": ([{**LUNGE, "hold": "3m"}, BRIDGE], ["longer-than-usual"]),
    "a hundred of something of one's own": (
        [LUNGE, own("Donkey kick", reps=100, strengthens=["glutes"])], ["longer-than-usual"],
    ),
    "a hamstring stretch of five seconds": (
        [{**known("hamstring-stretch-lying"), "hold": "5s", "cues": []}, SQUAT], ["shorter-than-usual"],
    ),
    "bouncing": (
        [own("Toe touches", reps=20, pace="0.5s", stretches=["hamstrings"]), SQUAT], ["fast-reps"],
    ),
    "squats at full speed": ([LUNGE, {**SQUAT, "pace": "0.6s", "cues": []}], ["fast-reps"]),
    "sit-ups": ([KNEES, own("Sit-ups", reps=15, strengthens=["abdominals"])], ["hard-on-the-back"]),
    "double straight-leg raises": (
        [KNEES, own("Double leg raise", reps=10, strengthens=["abdominals"])], ["hard-on-the-back"],
    ),
    "lifting both legs": (
        [KNEES, own("Lift both legs", reps=10, strengthens=["abdominals"])], ["hard-on-the-back"],
    ),
    "strengthening the tight half": (
        [LUNGE, BRIDGE, own("Knee drive", reps=10, strengthens=["hip flexors"])], ["wrong-half"],
    ),
    "stretching the weak half": (
        [own("Cobra", hold=20, stretches=["abdominals"]), own("Reach", hold=20)], ["wrong-half"],
    ),
    "sets without rest": ([LUNGE, {**BRIDGE, "sets": 3}], ["sets-without-rest"]),
    "an uneven tempo of two steps": (
        [LUNGE, own("A", tempo="3-0-1-0", **BAND), own("B", tempo="3-0-1-0", **BAND)], ["tempo-order"],
    ),
    "one side only": (
        [LUNGE, own("Kick back", reps=10, sides="left", strengthens=["glutes"])], ["unequal-sides"],
    ),
    "strength first": (
        [known("squat"), known("bridge", between="15s"), known("hip-flexor-lunge", between="15s")], ["strength-first"],
    ),
    "only stretching": ([LUNGE, known("deep-lunge")], ["stretch-without-strength"]),
    "only strengthening": ([known("bridge"), SQUAT], ["strength-without-stretch"]),
    "floor, chair, floor": (
        [own("One", hold=30, position="lying on the back"), own("Two", hold=30, position="sitting", between=15),
         own("Three", hold=30, position="lying on the front", between=15)],
        ["ups-and-downs"],
    ),
    "two seconds to get up from the floor": ([LUNGE, {**HAMSTRINGS, "between": "2s"}, SQUAT], ["switch-too-short"]),
}  # fmt: skip


def codes(steps: list[dict[str, Any]], read: Read) -> list[str]:
    reading = read(tomli_w.dumps({"step": steps}))
    assert reading.routine is not None, reading.diagnostics
    return [one.code for one in reading.check()]


def test_there_are_forty_or_more() -> None:
    assert len(GOOD) + len(BAD) >= 40


@pytest.mark.parametrize("steps", GOOD.values(), ids=GOOD)
def test_a_good_routine_draws_no_advice(steps: list[dict[str, Any]], read: Read) -> None:
    assert codes(steps, read) == []


@pytest.mark.parametrize(("steps", "drawn"), BAD.values(), ids=BAD)
def test_a_routine_that_could_be_better_draws_the_advice_it_needs_and_no_other(
    steps: list[dict[str, Any]], drawn: list[str], read: Read
) -> None:
    assert codes(steps, read) == drawn
