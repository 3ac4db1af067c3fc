"""`run --plain` at a terminal, in this process: what is typed, signals, the end of input, a window that is closed.

The terminal is a pseudo one, everything is typed before the program begins to read, and time stands still: so nothing
depends on how fast anything is. The same in a program of its own, and in real time, is in tests/terminal.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest

from routine_timer.cli import plain
from routine_timer.cli.context import Context
from tests.cli.conftest import Ran, Run

if sys.platform == "win32":
    pytest.skip("there a console can't be waited for", allow_module_level=True)

LONG = """
format = 1
name = "Long"
get_ready = 0
switch = 0
between = 0
[[step]]
name = "Lunge"
hold = "40m"
sides = "both"
[[step]]
name = "Rest"
hold = "20m+"
[[step]]
name = "Clam"
reps = 3
pace = "self"
[[step]]
name = "Bridge"
hold = "30m"
"""

RunLong = Callable[..., Ran]
When = Callable[[str, Callable[[], object]], None]


class StandingClock:
    """Time moves only when the test says so. It stops at an instant that the event loop does not reach."""

    def __init__(self) -> None:
        self.real = time.monotonic() + 86_400.0
        self.slept = 0.0

    def now(self) -> float:
        return self.real

    def through_sleep(self) -> float:
        return self.real + self.slept


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> StandingClock:
    standing = StandingClock()
    monkeypatch.setattr(plain, "Clock", lambda: standing)
    return standing


@pytest.fixture(autouse=True)
def never_for_ever() -> Iterator[None]:
    """A program that waits for a key that never comes is a failure, in ten minutes, and not a test without an end."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("it still waits for a key")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(600)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def when(monkeypatch: pytest.MonkeyPatch) -> When:
    """Let something happen, once, while a line with these words is being written."""

    def on(words: str, act: Callable[[], object]) -> None:
        printed = Context.print
        waiting = [act]

        def write(context: Context, text: str = "") -> None:
            printed(context, text)
            if words in text and waiting:
                waiting.pop()()

        monkeypatch.setattr(Context, "print", write)

    return on


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal as standard input."""
    made = Terminal()
    with made.stdin:
        monkeypatch.setattr(sys, "stdin", made.stdin)
        yield made
        made.close()


class Terminal:
    def __init__(self) -> None:
        self._ours, theirs = os.openpty()
        self.stdin = open(theirs, encoding="utf-8")  # noqa: PTH123, SIM115 - a descriptor, closed by the fixture
        self._closed = False

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def close(self) -> None:
        """Close the window."""
        if not self._closed:
            os.close(self._ours)
        self._closed = True


@pytest.fixture
def run_long(run: Run, routine: Callable[[str, str], Path]) -> RunLong:
    """Run the long routine in plain lines."""
    routine("long", LONG)
    return lambda *more: run("run", "long", "--plain", "--mute", *more)


def said(led: Ran) -> list[str]:
    return [line.strip() for line in led.out.splitlines()]


def kept(run: Run) -> list[str]:
    """How the sessions ended that are in the history."""
    return [session["status"] for session in run("history", "--json").json]


def in_order(lines: list[str], *pieces: str) -> None:
    """Each piece is in a line after that of the previous piece."""
    rest = iter(lines)
    for piece in pieces:
        assert any(piece in line for line in rest), f"{piece!r} is missing, or too early, in {lines}"


@pytest.mark.parametrize(
    ("setting", "words"),
    [("sound = false", "sound is off in the settings"), ("volume = 0", "the volume is 0 in the settings")],
)
def test_where_the_settings_turn_sound_off_no_key_says_that_it_is_on(
    run: Run, home: Path, routine: Callable[[str, str], Path], terminal: Terminal, setting: str, words: str
) -> None:
    (home / "config.toml").write_text(f"{setting}\n", encoding="utf-8")
    routine("long", LONG)
    terminal.type("m\nm\nq\n")
    lines = said(run("run", "long", "--plain"))
    assert lines.count(words) == 2
    assert not {"unmuted", "muted"} & set(lines)


def test_without_a_swap_there_is_nothing_to_undo(run_long: RunLong, terminal: Terminal) -> None:
    terminal.type("u\nq\n")
    assert "Nothing to undo." in said(run_long())


def test_every_command_is_answered_in_a_line(run_long: RunLong, run: Run, terminal: Terminal) -> None:
    terminal.type("?\n\n+\n-\nx\nm\nm\np\np\np\n\nb\ns\ns\n\ns\nx\n+\nb\ns\n\nx\nq\n")
    led = run_long()
    assert led.code == 0
    in_order(
        said(led),
        "Long: 4 steps",
        "Enter: done, or resume. Type a key, then Enter: p pause",
        "0:00  Lunge, left, 40 min  (step 1 of 4)",
        "Enter: done, or resume",
        "Enter can't end this part early; s skips it",
        "40 min 10 s left here",
        "40 min left here",
        "sides swapped: now right",
        "unmuted",
        "muted",
        "paused (p: resume)",
        "resuming in 3 seconds",
        "paused (p: resume)",
        "resuming in 3 seconds",  # enter does it too
        "back",
        "Lunge, right",
        "skipped",
        "Lunge, left",
        "skipped",
        "Rest, at least 20 min",
        "from 20 min on, Enter finishes it; s skips it",
        "skipped",
        "Clam, 3 reps, your pace  (step 3 of 4)",
        "press Enter when you are done",
        "this step has no sides",
        "take as long as you need",
        "back",
        "Rest",
        "skipped",
        "Clam",
        "Bridge, 30 min  (step 4 of 4)",
        "this step has no sides",
        "stopped",
        "saved as partly done, so it doesn't count as done",
        "--done",
    )
    assert kept(run) == ["partial"]


def test_a_session_that_was_skipped_to_its_end_is_reported_as_that(
    run_long: RunLong, run: Run, terminal: Terminal
) -> None:
    terminal.type("s\n" * 9)
    led = run_long()
    assert led.code == 0
    in_order(said(led), "skipped to the end", "too much was skipped, so it doesn't count as done", "--done")
    assert kept(run) == ["completed"]


def test_the_end_of_input_stops_and_keeps_what_was_done(run_long: RunLong, run: Run, terminal: Terminal) -> None:
    terminal.type("\x04")
    led = run_long()
    assert led.code == 0
    in_order(said(led), "Lunge, left", "stopped", "saved as partly done")
    assert kept(run) == ["partial"]


def test_a_window_that_is_closed_leaves_the_session_where_it_was(
    run_long: RunLong, run: Run, terminal: Terminal, when: When
) -> None:
    when("Lunge, left", terminal.close)
    led = run_long()
    assert led.code == 128 + signal.SIGHUP
    assert "to resume where you were" in led.err
    assert "stopped" not in led.out
    assert kept(run) == []


def test_a_line_for_a_window_that_is_closed_by_then(
    run_long: RunLong, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = os.openpty()
    out = open(theirs, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a descriptor
    os.close(ours)
    monkeypatch.setattr(sys, "stdout", out)
    led = run_long()
    with contextlib.suppress(OSError):
        out.close()
    assert led.code == 128 + signal.SIGHUP
    assert "to resume where you were" in led.err


def test_ctrl_c_stops_and_keeps_what_was_done(run_long: RunLong, run: Run, terminal: Terminal, when: When) -> None:
    when("Lunge, left", lambda: signal.raise_signal(signal.SIGINT))
    led = run_long()
    assert led.code == 130
    in_order(said(led), "Lunge, left", "stopped", "saved as partly done")
    assert kept(run) == ["partial"]


def test_another_signal_leaves_the_session_where_it_was(
    run_long: RunLong, run: Run, terminal: Terminal, when: When
) -> None:
    when("Lunge, left", lambda: signal.raise_signal(signal.SIGTERM))
    led = run_long()
    assert led.code == 128 + signal.SIGTERM
    assert "interrupted: run `routine-timer` to resume where you were" in led.err
    assert kept(run) == []


def test_what_was_cut_off_does_not_stand_in_the_way_of_the_next(
    run_long: RunLong, run: Run, terminal: Terminal, when: When
) -> None:
    when("Lunge, left", lambda: signal.raise_signal(signal.SIGTERM))
    run_long()
    terminal.type("q\n")
    led = run_long()
    assert led.code == 0
    assert "Long" in led.err
    assert kept(run) == ["partial"]


def test_after_a_stop_of_the_process_it_is_paused(run_long: RunLong, terminal: Terminal, when: When) -> None:
    when("Lunge, left", lambda: signal.raise_signal(signal.SIGCONT))
    when("paused (p: resume)", lambda: terminal.type("p\nq\n"))
    in_order(said(run_long()), "Lunge, left", "paused (p: resume)", "resuming in 3 seconds", "stopped")


def test_time_that_the_machine_slept_is_not_counted(
    run_long: RunLong, terminal: Terminal, when: When, clock: StandingClock
) -> None:
    def sleep() -> None:
        clock.slept += 3600.0
        terminal.type("+\nq\n")

    when("Lunge, left", sleep)
    in_order(
        said(run_long()),
        "Lunge, left",
        "paused (p: resume)",
        "The computer slept for 60 min. Paused where you were.",
        "stopped",
    )


def test_ctrl_c_twice_ends_whatever_hangs(run_long: RunLong, terminal: Terminal, when: When) -> None:
    def hang() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        pytest.fail("it still hangs")

    when("Lunge, left", hang)
    led = run_long()
    assert led.code == 130
    assert "stopped" not in led.out


def test_signals_are_as_they_were_when_it_is_over(run_long: RunLong, terminal: Terminal, when: When) -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGCONT)
    before = [signal.getsignal(number) for number in numbers]
    meanwhile: list[object] = []
    when("Lunge, left", lambda: meanwhile.extend(signal.getsignal(number) for number in numbers))
    terminal.type("q\n")
    run_long()
    assert all(now is not then for now, then in zip(meanwhile, before, strict=True))
    assert [signal.getsignal(number) for number in numbers] == before


def test_pain_is_asked_before_and_after_and_answered_with_a_number(
    run_long: RunLong, terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    terminal.type("4\nq\n6\n")
    lines = said(run_long())
    in_order(
        lines,
        "pain now, 0 to 10? Type the number, then Enter",
        "pain 4. Take it easy: use the easier versions.",
        "stopped",
        "pain now, 0 to 10? Type the number, then Enter; Enter alone: skip",
        "pain 6. Next time, do the shorter, easier version. If the pain stays, see a doctor or physiotherapist.",
    )
    (record,) = run("history", "--json").json
    assert (record["pain_before"], record["pain_after"]) == (4, 6)


def test_where_amber_goes_up_to_6_six_is_not_red(run_long: RunLong, terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\namber_to = 6\n", encoding="utf-8")
    terminal.type("6\nq\n6\n")
    lines = said(run_long())
    in_order(
        lines,
        "pain 6. Take it easy: use the easier versions.",
        "stopped",
        "pain 6. That's fine if it settles within a day. Until then your doses won't grow.",
    )
    assert not any("z:" in line for line in lines)


def test_pain_that_was_worse_twice_is_not_called_fine(run_long: RunLong, terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    terminal.type("2\nq\n5\n")
    assert any("That's fine if it settles" in line for line in said(run_long()))
    terminal.type("2\nq\n5\n")
    lines = said(run_long())
    in_order(lines, "stopped", "pain 5.", "Your pain was worse after the last two sessions")
    assert not any("That's fine" in line for line in lines)


def test_after_a_session_rising_pain_is_said_and_the_red_flags_are_asked_again(
    run_long: RunLong, terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    run("check-in", "--pain", "4")
    [entered] = [one for one in run("history", "export").out.splitlines() if '"type": "pain"' in one]
    today = json.loads(entered)["day"]
    past = (date.fromisoformat(today) - timedelta(days=9)).isoformat()
    week_before = entered.replace(today, past).replace('"pain": 4', '"pain": 1')
    week_before = re.sub('"id": "[^"]*"', '"id": "earlier"', week_before)
    (tmp_path / "more.jsonl").write_text(week_before + "\n", encoding="utf-8")
    run("history", "import", str(tmp_path / "more.jsonl"))
    terminal.type("q\n\n")
    in_order(
        said(run_long()),
        "stopped",
        "Your pain is higher this week than last week: see a doctor or physiotherapist.",
        "Do the check-in again, too: it starts with the warning signs. Press c on the home screen, or run",
    )


def test_longer_stretches_are_held_for_30_seconds(
    run: Run, routine: Callable[[str, str], Path], tmp_path: Path
) -> None:
    step = '[[step]]\nexercise = "hip-flexor-lunge"\nhold = "20s"\n'
    routine("mine", f'format = 1\nname = "Mine"\nget_ready = 0\n{step}')
    assert "20 seconds" in run("run", "mine", "--transcript").out
    (tmp_path / "config.toml").write_text("longer_holds = true\n", encoding="utf-8")
    assert "30 seconds" in run("run", "mine", "--transcript").out


def test_a_question_about_pain_after_the_end_of_input_waits_for_nobody(
    run_long: RunLong, terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    terminal.type("\x04")
    in_order(said(run_long()), "stopped", "saved as partly done")


def test_sides_that_are_swapped_before_the_exercise_starts_are_named(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal
) -> None:
    step = '[[step]]\nname = "Clam"\nhold = "40m"\nsides = "both"\n'
    routine("mine", f'format = 1\nname = "Mine"\nget_ready = "40m"\n{step}')
    terminal.type("x\nx\nq\n")
    in_order(
        said(run("run", "mine", "--plain", "--mute")), "sides swapped: now right", "sides swapped: now left", "stopped"
    )


def test_a_pipe_can_say_that_an_exercise_hurts_and_take_it_back(
    run: Run, routine: Callable[[str, str], Path], tmp_path: Path
) -> None:
    steps = '[[step]]\nexercise = "plank"\nhold = "40m"\n[[step]]\nexercise = "bridge"\nhold = "40m"\n'
    routine("mine", f'format = 1\nname = "Mine"\nget_ready = 0\n{steps}')
    pipe = tmp_path / "pedal"
    os.mkfifo(pipe)
    foot = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    os.write(foot, b"swap\nhurts\nundo\nstop\n")
    lines = said(run("run", "mine", "--plain", "--mute", "--control", str(pipe)))
    os.close(foot)
    in_order(
        lines,
        "this step has no sides",
        "Swapped for Knee plank, next time too. If the pain stays, stop.",
        "Back to Plank.",
        "stopped",
    )


def test_an_exercise_that_hurts_is_swapped_and_back_with_undo(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal
) -> None:
    steps = '[[step]]\nexercise = "plank"\nhold = "40m"\n[[step]]\nexercise = "bridge"\nhold = "40m"\n'
    routine("mine", f'format = 1\nname = "Mine"\nget_ready = 0\n{steps}')
    terminal.type("h\nu\nh\nq\n")
    lines = said(run("run", "mine", "--plain", "--mute"))
    in_order(
        lines,
        "Swapped for Knee plank, next time too. If the pain stays, stop.",
        "Back to Plank.",
        "Swapped for Knee plank, next time too. If the pain stays, stop.",
        "stopped",
    )
    exported = run("history", "export").out
    assert '"type": "swap"' in exported
    assert '"label": "Plank"' in exported
    terminal.type("q\n")
    in_order(said(run("run", "mine", "--plain", "--mute")), "Knee plank", "stopped")


@pytest.mark.parametrize(("name", "more"), [("elsewhere.toml", ()), ("mine", ("--speed", "2"))])
def test_a_swap_that_the_next_session_cannot_have_does_not_promise_it(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal, tmp_path: Path, name: str, more: tuple[str, ...]
) -> None:
    """The file is none of the person's routines; at another speed nothing is saved."""
    file = routine("mine", 'format = 1\nname = "Mine"\nget_ready = 0\n[[step]]\nexercise = "plank"\nhold = "40m"\n')
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_bytes(file.read_bytes())
    terminal.type("h\nq\n")
    lines = said(run("run", str(elsewhere) if name.endswith(".toml") else name, "--plain", "--mute", *more))
    in_order(lines, "Swapped for Knee plank. If the pain stays, stop.", "stopped")
    assert '"type": "swap"' not in run("history", "export").out


def test_the_morning_after_a_session_is_asked_about_first(
    run_long: RunLong, terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    run("log", "long", "--on", "yesterday")
    terminal.type("3\n2\nq\n\n")
    lines = said(run_long())
    in_order(
        lines,
        "pain this morning, 0 to 10? Type the number, then Enter",
        "pain 3. Keep going.",
        "pain now, 0 to 10? Type the number, then Enter",
        "pain 2. Keep going.",
        "stopped",
    )
    assert '"pain": 3, "when": "morning"' in run("history", "export").out
    assert run("history", "--json").json[0]["pain_before"] == 2
    terminal.type("q\n\n")
    assert not any("this morning" in line for line in said(run_long())), "asked once"


HURTING = """
format = 1
name = "Hurting"
get_ready = 30
[[step]]
exercise = "hip-flexor-lunge"
[[step]]
exercise = "clam"
[[step]]
exercise = "plank"
"""


def test_amber_pain_brings_the_easier_version_written_and_spoken_next_time_too(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal, tmp_path: Path
) -> None:
    routine("mine", HURTING)
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    before = run("run", "mine", "--transcript").out
    assert "To make it easier" not in before
    terminal.type("5\nq\n\n")
    lines = said(run("run", "mine", "--plain", "--mute"))
    in_order(lines, "pain 5. Take it easy: use the easier versions.", "easier:", "stopped")
    assert not any("z:" in line for line in lines)
    spoken = run("run", "mine", "--transcript").out
    assert spoken.count("To make it easier") == 3


def test_a_number_in_the_check_in_is_enough_to_be_asked_about_pain(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal
) -> None:
    routine("mine", HURTING)
    run("check-in", "--sign", "higher-hip", "--pain", "4")
    terminal.type("2\nq\n\n")
    in_order(said(run("run", "mine", "--plain", "--mute")), "pain now, 0 to 10?", "stopped")


def test_red_pain_offers_three_easy_minutes_and_z_starts_them(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal, tmp_path: Path
) -> None:
    routine("mine", HURTING)
    (tmp_path / "config.toml").write_text("ask_pain = true\n", encoding="utf-8")
    terminal.type("z\n6\nz\nq\n\n")
    lines = said(run("run", "mine", "--plain", "--mute"))
    in_order(
        lines,
        "Enter: done, or resume",
        "pain now, 0 to 10?",
        "Enter: done, or resume",  # z means nothing before
        "pain 6. Stop, or do the shorter, easier version. If the pain stays, see a doctor or physiotherapist. "
        "z: three easy minutes instead.",
        "Three easy minutes instead.",
        "Three minutes: Hurting: 2 steps",
        "stopped",
    )


def test_what_is_offered_is_accepted_by_typing_y_and_undone_with_u(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal
) -> None:
    routine("mine", 'format = 1\nname = "Mine"\nget_ready = 0\n[[step]]\nexercise = "knee-plank"\nhold = "20m"\n')

    def skipped(*answers: str) -> list[str]:
        terminal.type("\n".join(["s", *answers, ""]))
        return said(run("run", "mine", "--plain", "--mute"))

    assert not any("next time instead" in line for line in skipped())
    offered = (
        "Knee plank: cut short twice in a row. Wall plank next time instead, one step easier? "
        "Type y, then Enter, to accept; Enter alone: skip"
    )
    in_order(skipped(""), "skipped to the end", offered)
    in_order(skipped("y", "u"), offered, "Wall plank instead of Knee plank, from your next session on.", "Undone.")
    in_order(skipped("y", ""), "Knee plank", offered, "Type u, then Enter, to undo")
    in_order(skipped(), "Wall plank")


@pytest.mark.parametrize("words", [("run", "mine"), ("rescue",)], ids=["run", "rescue"])
def test_a_red_flag_is_said_and_the_person_may_go_on_by_their_word(
    run: Run, routine: Callable[[str, str], Path], terminal: Terminal, words: tuple[str, ...]
) -> None:
    routine("mine", HURTING)
    run("check-in", "--sign", "surgery")
    terminal.type("\n")
    refused = run(*words, "--plain", "--mute")
    assert refused.code == 1
    assert "Your last check-in has a red flag. See a doctor first. Start anyway? [y/N]" in refused.err
    assert refused.out == ""
    terminal.type("y\nq\n")
    in_order(said(run(*words, "--plain", "--mute")), "stopped")


@pytest.mark.parametrize("words", [("run", "mine"), ("rescue",)], ids=["run", "rescue"])
@pytest.mark.parametrize("is_terminal", [True, False])
def test_in_an_emergency_no_session_starts_whatever_is_answered(
    run: Run,
    routine: Callable[[str, str], Path],
    request: pytest.FixtureRequest,
    words: tuple[str, ...],
    is_terminal: bool,
) -> None:
    routine("mine", HURTING)
    run("check-in", "--sign", "no-control")
    if is_terminal:
        request.getfixturevalue("terminal").type("y\n")
    refused = run(*words, "--plain", "--mute")
    assert refused.code == 1
    assert (
        "Your last check-in has a red flag. Go to an emergency department now. Don't exercise. "
        "To correct your answers, do the check-in again: `routine-timer check-in`"
    ) in refused.err
    assert "anyway" not in refused.err
    assert refused.out == ""
