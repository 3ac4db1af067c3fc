"""Two and four programs on one history at once; nothing that one of them was told is kept is lost."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

from routine_timer.history.history import History
from torture.scenario import Outcome, RunOptions, environment, program, run, side_by_side, write_routine

_ACTIONS = ("log", "log", "session", "history", "streak", "status", "skip", "goal", "list", "export", "delete")


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    for programs in (2, 4):
        for round_ in range(options.choose(40, 1)):
            outcome.add(one_round(options, programs, round_))
    return outcome


def one_round(options: RunOptions, programs: int, number: int, turns: int = 8) -> Outcome:
    """Several programs in one home, each running `turns` verbs one after the other."""
    home = options.folder / f"together-{programs}-{number}"
    write_routine(home)
    outcome = Outcome()
    workers = [(worker, options.random("together", programs, number, worker)) for worker in range(programs)]
    logged: list[str] = []
    for days, problems, counts in side_by_side(lambda worker: _work(home, turns, *worker), workers, programs):
        logged += days
        outcome.problems += [f"together, {programs} programs, round {number}: {what}" for what in problems]
        outcome.counts += counts
    with History(home / "history.db", home / "state") as history:
        if altered := history.check():
            outcome.problems.append(f"together, {programs} programs, round {number}: altered {altered}")
        notes = {session.note for session in history.ended.sessions()}
    missing = [note for note in logged if note not in notes]
    if missing:
        outcome.problems.append(f"together, {programs} programs, round {number}: said to be kept, and lost: {missing}")
    outcome.counts[f"rounds of {programs} programs"] += 1
    return outcome


def _work(home: Path, turns: int, worker: int, random: Random) -> tuple[list[str], list[str], Counter[str]]:
    """One program after another; the notes of the sessions it logged, and what went wrong."""
    notes, problems, counts = list[str](), list[str](), Counter[str]()
    for turn in range(turns):
        action = random.choice(_ACTIONS)
        note = f"by {worker}, turn {turn}"
        try:
            done = run(_words(action, home, note, random), environment(home))
        except subprocess.TimeoutExpired:
            problems.append(f"{action} hangs")
            continue
        counts["programs run at once"] += 1
        if "Traceback" in done.stderr or done.returncode not in (0, 1):
            problems.append(f"{action} ended with {done.returncode}: {done.stderr[-500:]}")
        elif done.returncode == 1 and not done.stderr.strip():
            problems.append(f"{action} was refused without a word")
        elif action == "log" and done.returncode == 0:
            notes.append(note)
        if done.returncode == 1:
            counts["refusals, told"] += 1
    return notes, problems, counts


def _words(action: str, home: Path, note: str, random: Random) -> list[str]:
    day = f"2026-{random.randint(1, 10):02}-{random.randint(1, 28):02}"
    match action:
        case "log":
            return program("log", "ordeal", "--on", day, "--note", note)
        case "session":
            return program("run", "ordeal", "--plain", "--mute", "--speed", "100", "--record")
        case "history" | "streak" | "list":
            return program(action, "--json")
        case "skip":
            return program("skip", day, "--why", note)
        case "goal":
            return program("goal", random.choice(["daily", "3/week", "every 2 days"]))
        case "export":
            return program("history", "export", str(home / f"{random.random()}.jsonl"))
        case "delete":
            return program("history", "delete", _some_session(home))
        case _:
            return program(action)


def _some_session(home: Path) -> str:
    """A session that nobody logged by hand, so that none of those is missed afterwards."""
    done = run(program("history", "--json"), environment(home))
    sessions = json.loads(done.stdout) if done.returncode == 0 else []
    return next((session["id"] for session in sessions if session["note"] is None), "none")
