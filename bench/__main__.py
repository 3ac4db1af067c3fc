"""`python -m bench`: measure, and say so.

python -m bench [--quick] [--only GROUP …] [--json FILE] [--page FILE] [--no-peers]
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import report
from bench.peers import Peers, set_up
from bench.rows import Row
from bench.setting import CHECKOUT, Setting
from routine_timer.cli.dispatch import collect_garbage_rarely

GROUPS = ("start", "hold", "lateness", "history", "files", "figures", "scale")


def main() -> int:
    arguments = _arguments()
    # What an installed program does once must not be part of what it does every time.
    compileall.compile_dir(CHECKOUT / "routine_timer", quiet=2)
    compileall.compile_dir(CHECKOUT / "bench" / "programs", quiet=2)
    collect_garbage_rarely()  # what is measured in this process runs as it does in the program
    peers = Peers() if arguments.no_peers else set_up(_say)
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        rows = list(measured(Setting(Path(folder), arguments.quick, peers), arguments.only or GROUPS))
    sys.stdout.write(report.table(rows) + "\n")
    today = datetime.now(UTC).date()
    if arguments.json is not None:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(report.as_json(rows, today, quick=arguments.quick), encoding="utf-8")
    if arguments.page is not None:
        arguments.page.write_text(report.page(rows, today, quick=arguments.quick), encoding="utf-8")
    return 0


def measured(setting: Setting, groups: tuple[str, ...] | list[str]) -> Iterator[Row]:
    """The rows of these groups, each told as it comes."""
    for group in groups:
        _say(f"{group} ...")
        yield from importlib.import_module(f"bench.measure.{group}").rows(setting)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="What the program costs, beside others.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter measurements, under 3 minutes")
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page of the docs")
    parser.add_argument("--no-peers", action="store_true", help="install nothing to compare with")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
