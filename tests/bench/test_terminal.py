"""What the bench says of a program in a terminal is what the program did."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench.homes import routine_text, write_history
from bench.terminal import NeverSeen, first_paint, running
from routine_timer.history.history import History
from routine_timer.routine.read import read_text
from tests.making import bundled_catalogue

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what other processes cost")

ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "TERM": "xterm-256color"}


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_words_are_found_through_colours_and_after_their_time() -> None:
    slow = "import time; time.sleep(0.3); print('\\x1b[1mRea\\x1b[0mdy', flush=True); time.sleep(9)"
    assert 0.3 < first_paint(program(slow), ENVIRONMENT, "Ready") < 5


def test_a_program_that_ends_without_the_words_is_reported() -> None:
    with pytest.raises(NeverSeen, match="Ready"):
        first_paint(program("print('sorry')"), ENVIRONMENT, "Ready")


def test_the_cost_of_a_busy_span_is_reported_with_that_of_its_children() -> None:
    busy = (
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'while True: pass'])\n"
        "print('on', flush=True); time.sleep(60)"
    )
    with running(program(busy), ENVIRONMENT) as terminal:
        terminal.wait_for("on")
        costs = [terminal.cost(0.5)]
        while sum(cost.cpu_s for cost in costs) <= 0.1 and len(costs) < 60:  # others want the processor as well
            costs.append(terminal.cost(0.5))
    assert sum(cost.cpu_s for cost in costs) > 0.1
    assert costs[-1].resident > 5_000_000


def test_an_idle_span_costs_next_to_nothing() -> None:
    with running(program("print('on', flush=True); import time; time.sleep(60)"), ENVIRONMENT) as terminal:
        terminal.wait_for("on")
        terminal.let_run(0.1)
        assert terminal.cost(0.3).cpu_s < 0.02


def test_the_made_up_routines_and_years_are_what_the_program_takes_for_good(tmp_path: Path) -> None:
    read = read_text(routine_text(1, 30), Path("made.toml"), bundled_catalogue().exercises)
    assert read.routine is not None
    assert read.diagnostics == ()
    write_history(tmp_path, 1)
    with History(tmp_path / "history.db", tmp_path / "state") as history:
        assert history.check() == []
        assert len(history.streak_summary(series=True).days) >= 364
