"""The lines of a session: what they say when something happens, and what they don't."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from routine_timer.cli.plain_lines import Lines, no_effect
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Circuit, FormCue, Hold, Reps, Routine, Step, Tempo
from routine_timer.session import Command, Session
from routine_timer.timeline import Coaching, compile_routine
from tests.making import hold, reps, routine

LUNGE = Step("Lunge", Hold(20.0, 40.0, "at-least"), sides="both", sets=2)


class Followed:
    """A session with somebody at the keyboard, and the lines they have read."""

    def __init__(self, made: Routine, *, answers: bool = True) -> None:
        self.live = LiveSession(Session(compile_routine(made), 0.0, waits=answers))
        self.read: list[str] = []
        self.lines = Lines(self.live, lambda line: self.read.append(line.strip()), answers=answers)

    def until(self, now: float) -> list[str]:
        """What is read until `now`, from the last time on."""
        self.read.clear()
        self.lines.tell(self.live.step(now))
        return list(self.read)

    def do(self, command: Command, now: float) -> list[str]:
        self.read.clear()
        self.lines.tell(self.live.do(command, now))
        return list(self.read)


def test_a_hold_of_at_least_says_when_its_time_is_reached() -> None:
    followed = Followed(routine(LUNGE, get_ready=0.0))
    assert followed.until(0.0)[0] == "0:00  Lunge, left, at least 20 s  (step 1 of 1, set 1 of 2)"
    told = followed.until(25.0)
    assert "at least 20 s reached: stay as long as it feels right" in told
    assert followed.do(Command.DONE, 26.0)[0].startswith("0:26  switch sides to the right")


def test_the_step_never_goes_back_in_a_later_round() -> None:
    rounds = Circuit((hold(10.0, name="Bridge"), hold(10.0, name="Dead bug")), rounds=2)
    told = Followed(routine(rounds, get_ready=0.0)).until(300.0)
    assert [line.split("(")[1] for line in told if "(step" in line] == [
        "step 1 of 2, round 1 of 2)",
        "step 2 of 2, round 1 of 2)",
        "step 2 of 2, round 2 of 2)",
        "step 2 of 2, round 2 of 2)",
    ]


def test_halfway_and_what_comes_next_are_announced() -> None:
    told = Followed(routine(hold(60.0), reps(5), get_ready=0.0)).until(59.0)
    assert "halfway" in told
    assert "next: Clam, 5 reps" in told


def test_resuming_is_reported_with_the_time_left() -> None:
    followed = Followed(routine(hold(60.0), get_ready=0.0))
    followed.until(10.0)
    assert followed.do(Command.PAUSE, 20.0) == ["paused (p: resume)"]
    assert followed.do(Command.RESUME, 100.0) == ["resuming in 3 seconds"]
    assert "go: 40 s left" in followed.until(104.0)


@pytest.mark.parametrize("at", [50.996, 51.0])
def test_the_time_left_is_in_whole_seconds(at: float) -> None:
    followed = Followed(routine(hold(60.0), get_ready=0.0))
    followed.until(10.0)
    followed.do(Command.PAUSE, at)
    assert no_effect(Command.LONGER, followed.live.snapshot(at)) == "9 s left here"
    followed.do(Command.RESUME, 100.0)
    assert "go: 9 s left" in followed.until(104.0)


def test_where_nothing_counts_down_nothing_is_left() -> None:
    followed = Followed(routine(reps(5, rep_s=None), get_ready=0.0))
    assert "press Enter when you are done" in followed.until(1.0)
    followed.do(Command.PAUSE, 2.0)
    followed.do(Command.RESUME, 3.0)
    assert "go" in followed.until(7.0)


def test_without_a_keyboard_no_key_is_named() -> None:
    followed = Followed(routine(hold(60.0), reps(5, rep_s=None), get_ready=0.0), answers=False)
    followed.lines.opening()
    assert followed.read == ["Test: 2 steps, 1 min 23 s"]
    followed.until(1.0)
    assert followed.do(Command.PAUSE, 2.0) == ["paused"]
    followed.do(Command.RESUME, 3.0)
    assert "press Enter when you are done" not in followed.until(100.0)


def test_a_command_that_does_nothing_says_why() -> None:
    held, free = Followed(routine(hold(60.0), get_ready=0.0)), Followed(routine(reps(5, rep_s=None), get_ready=0.0))
    held.until(10.0)
    free.until(10.0)
    of_hold, of_reps = held.live.snapshot(10.0), free.live.snapshot(10.0)
    assert no_effect(Command.LONGER, of_hold) == "50 s left here"
    assert no_effect(Command.SHORTER, of_reps) == "take as long as you need"
    assert no_effect(Command.SWAP, of_hold) == "this step has no sides"
    assert no_effect(Command.DONE, of_hold) == "Enter can't end this part early; s skips it"
    assert no_effect(Command.BACK, of_hold) == "no effect now"


def test_a_session_that_was_skipped_to_its_end_is_not_called_finished() -> None:
    followed = Followed(routine(hold(60.0), get_ready=0.0))
    followed.until(10.0)
    assert followed.do(Command.SKIP, 10.0) == ["skipped", "0:10  skipped to the end"]


CLAM = Step(
    "Clam",
    Reps(2, rep_s=4.0, tempo=Tempo(1.0, 1.0, 2.0, 0.0)),
    sides="both",
    switch=12.0,
    position="lying on the side",
    setup="Lie on your {other} side, hips stacked. Rest your head on your arm.",
    cues=(FormCue("Open the top knee"),),
    tempo_words=("open", "hold", "close", ""),
    avoid=("Rolling back", "Letting your feet come apart"),
    easier="Open only half as far",
)


def test_a_step_is_explained_once_where_it_starts() -> None:
    followed = Followed(routine(CLAM, get_ready=10.0))
    begins = followed.until(0.0)
    assert begins[1:6] == [
        "position: lying on your side",
        "set-up: Lie on your right side, hips stacked. Rest your head on your arm.",
        "tempo: open 1 s, hold 1 s, close 2 s",
        "easier: Open only half as far",
        "avoid: Rolling back; Letting your feet come apart",
    ]
    rest = followed.until(200.0)
    assert "Open the top knee" in [*begins, *rest], "the action is not lost to those who read"
    assert "set-up: Lie on your left side, hips stacked." in rest
    assert not [line for line in rest if line.startswith(("position", "tempo", "easier", "avoid"))]


def test_without_a_pause_before_it_a_step_is_explained_as_it_starts() -> None:
    followed = Followed(routine(replace(CLAM, sides="right"), get_ready=0.0))
    assert followed.until(0.0)[1:3] == [
        "position: lying on your side",
        "set-up: Lie on your left side, hips stacked. Rest your head on your arm.",
    ]


def test_the_stop_rule_of_a_first_session_can_be_read() -> None:
    timeline = compile_routine(routine(hold(20.0)), coaching=Coaching(safety=True))
    lines: list[str] = []
    live = LiveSession(Session(timeline, 0.0))
    Lines(live, lines.append, answers=False).tell(live.step(5.0))
    assert "        A mild pull is fine. Stop if pain sharpens, spreads or tingles." in lines


def test_lines_that_are_read_late_still_name_what_came_next_then() -> None:
    """At 1,000 times its speed a session is many segments further before its lines are written."""
    read = Followed(routine(hold(60.0), hold(60.0, "Bridge"), hold(60.0, "Cobra"), get_ready=0.0)).until(170.0)
    assert [line for line in read if line.startswith("next")] == ["next: Bridge, 1 min", "next: Cobra, 1 min"]
