"""A plan in a real terminal: found by the check-in, followed for its first days, and moved to its second stage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal
from tests.terminal.homes import Home

pytestmark = pytest.mark.terminal

SPEED = 240
"""A session of seven minutes is over in two seconds."""
AGAIN = r"enter start"
"""How the home screen's key line starts."""


def follow_today(terminal: Terminal, day: int) -> None:
    """From the home screen, through the plan's session of today, and back."""
    terminal.wait_for(r"▸ Today: Align first, \d+ min · week 1 of your plan")
    terminal.press("enter")
    terminal.wait_for("DONE", patience=90)
    terminal.wait_for(r"(?s)1-day streak, started.*today" if day == 1 else f"{day}-day streak")
    terminal.press("enter")
    terminal.wait_for(AGAIN)


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def tick(terminal: Terminal, statement: str) -> None:
    """Go down the check-in's list to a statement, and tick it."""
    for _ in range(60):
        terminal.press("down")
        terminal.catch_up()
        if re.search(rf"▸ \[ \] {statement}", terminal.text):
            break
    terminal.press(" ")
    terminal.wait_for(rf"▸ \[x\] {statement}")


def take_the_plan_that_fits(terminal: Terminal) -> None:
    """The check-in of a person with one hip higher, who takes the plan and says when."""
    terminal.wait_for("New here.*check-in")
    terminal.press("c")
    terminal.wait_for("1 of 3")
    tick(terminal, "One hip looks higher in the mirror")
    for _ in range(5):
        if "2 of 3" in terminal.text:
            break
        terminal.press("enter")  # to the end of the list, then on
        terminal.catch_up()
    terminal.wait_for("2 of 3 .* standing test")
    terminal.press("n")
    terminal.wait_for("▸ Plan: One hip higher")
    terminal.wait_for("Your answers are saved")
    terminal.press("enter")
    terminal.wait_for("Start One hip higher")
    terminal.press(*"my run", "enter", *"I'm late", "enter")


def test_the_first_days_of_a_plan_are_followed_in_the_app_until_its_second_stage(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.open_later(0, SPEED) as terminal:
        take_the_plan_that_fits(terminal)
        follow_today(terminal, 1)
        terminal.wait_for("Done for today. Week 1 of your plan.")
        leave(terminal)
    for day in range(2, 7):
        with home.open_later(day - 1, SPEED) as terminal:
            follow_today(terminal, day)
            leave(terminal)
    with home.open_later(6, SPEED) as terminal:
        terminal.wait_for("▸ Today: Align first")
        terminal.wait_for("6 days done. Before Stretch and activate, enter how much it hurts today.")
        terminal.press("t")
        terminal.wait_for("Measure yourself")
        terminal.press("end", "up")
        terminal.wait_for("▸ Pain")
        terminal.press("enter")
        terminal.wait_for("How much does it hurt today")
        terminal.press("1", "enter")
        terminal.wait_for("1 of 10")
        terminal.press("escape")
        terminal.wait_for("You can move on to Stretch and activate. 6 days done, no pain above 3")
        terminal.wait_for("▸ Today: Align first")  # it doesn't move by itself
        terminal.press("m")
        terminal.wait_until(lambda text: "You can move on" not in text, "the offer is taken")
        leave(terminal)
    with home.open_later(6, 1, "plan") as terminal:
        terminal.wait_for(r"One hip higher, week 1: Stretch and activate \(stage 2 of 3\)")
    with home.open_later(8, SPEED) as terminal:
        terminal.wait_for(r"▸ Today: .*, \d+ min · week 2 of your plan")
        leave(terminal)
    sessions = home.sessions
    assert [one["routine"] for one in sessions] == ["align-first"] * 6
    assert all(one["done"] and one["status"] == "completed" for one in sessions)
