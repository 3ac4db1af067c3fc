"""`python -m torture`: run the scenarios, and report the results.

python -m torture [--seed N] [--long] [--only SCENARIO …]
"""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
import tempfile
import time
from pathlib import Path

from torture.scenario import Outcome, RunOptions

SCENARIOS = (
    "kills", "faults", "damage", "together", "documents", "storms", "hostile", "syncing", "strangers",
    "streams", "editors", "signals",
)  # fmt: skip


def main() -> int:
    arguments = _arguments()
    problems = 0
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)  # begun by nohup or in the background, its programs would ignore them too
    with tempfile.TemporaryDirectory(prefix="torture-", ignore_cleanup_errors=True) as folder:
        options = RunOptions(Path(folder), arguments.seed, arguments.long, _say)
        _say(f"seed {arguments.seed}, {'long' if arguments.long else 'short'}")
        for name in arguments.only or SCENARIOS:
            begun = time.monotonic()
            outcome: Outcome = importlib.import_module(f"torture.{name}").scenario(options)
            _tell(name, outcome, time.monotonic() - begun)
            problems += len(outcome.problems)
    _say("nothing that must not happen did" if not problems else f"{problems} problems")
    return 1 if problems else 0


def _tell(name: str, outcome: Outcome, seconds: float) -> None:
    counts = ", ".join(f"{count:,} {what}" for what, count in outcome.counts.items())
    _say(f"{name}: {counts}  ({seconds:.0f} s)")
    for note in outcome.notes:
        _say(f"  note: {note}")
    for problem in outcome.problems:
        _say(f"  PROBLEM {problem}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description="What the program must live through.")
    parser.add_argument("--seed", type=int, default=1, help="the seed of all random numbers")
    parser.add_argument("--long", action="store_true", help="the full numbers; hours")
    parser.add_argument("--only", nargs="+", choices=SCENARIOS, metavar="SCENARIO", help=f"of {', '.join(SCENARIOS)}")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
