"""`python -m tests.mutants`: change the rules in small ways, and see that a test fails for each change.

python -m tests.mutants [--workers N] [--keep FOLDER [--again]] [--write] [NAME ...]

mutmut makes the changes and runs the tests, in a copy of the project under the temporary folder. What no test noticed
must stand in `docs/mutants.md` with the reason why nobody could notice it: a survivor that is not listed there, and one
listed that was killed, make this fail. `--write` puts the counts into that page. With NAMEs (such as
`routine_timer.timeline.*`) only those mutants are tried, and nothing is compared with the page.

In a folder that is kept, only functions that have changed since are tried. `--again` also tries what survived, because
tests may have been added: what was killed before stays killed by tests that are still there.
"""

from __future__ import annotations

import argparse
import ast
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "mutants.md"
COPIED = ("routine_timer", "tests", "routines", "sounds", "pyproject.toml")
UNNOTICED = (0, 5, 33)
"""mutmut's exit codes for a mutant that survived, or that no test reached."""
COUNTS = re.compile(r"(<!-- counts -->\n).*?(<!-- end -->)", re.DOTALL)

Change: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The function, the lines taken away and the lines put in their place: numbers of mutants move with every edit."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one mutant. `status` is mutmut's word for it."""

    name: str
    status: str

    @property
    def module(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def noticed(self) -> bool:
        return self.status in ("killed", "timeout", "segfault")


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary) if arguments.keep is None else arguments.keep
        copy_project(folder)
        if arguments.again:
            forget_survivors(folder)
        _mutmut(folder, "run", "--max-children", str(arguments.workers), *arguments.names, seen=True)
        results = _results(folder, arguments.names)
        survived = {_change(folder, result.name): result for result in results if not result.noticed}
    _tell(table(results))
    if arguments.names:
        for change, result in survived.items():
            _tell(f"{result.status}: {_shown(change)}")
        return 0
    page = PAGE.read_text("utf-8")
    if arguments.write:
        PAGE.write_text(
            COUNTS.sub(lambda found: f"{found[1]}{_heading()}\n\n{table(results)}\n{found[2]}", page), "utf-8"
        )
    listed = listed_changes(page)
    for change in sorted(survived.keys() - listed):
        _tell(f"not noticed by any test ({survived[change].status}, {survived[change].name}): {_shown(change)}")
    for change in sorted(listed - survived.keys()):
        _tell(f"listed in {PAGE.name}, but a test notices it, or the code has changed: {_shown(change)}")
    return 0 if survived.keys() == listed else 1


def copy_project(folder: Path) -> None:
    """Copy what the tests of the rules need, with properties written so that mutmut looks into them."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.rmtree(folder / name, ignore_errors=True)  # a kept folder may have files that are gone
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    for path in (folder / "routine_timer").rglob("*.py"):
        relative = path.relative_to(folder).as_posix()
        if any(fnmatch.fnmatch(relative, pattern) for pattern in _settings()["only_mutate"]):
            source_text = path.read_text("utf-8")
            bared = bare_properties(source_text)
            if bared != source_text:
                path.write_text(bared, "utf-8")


def forget_survivors(folder: Path) -> None:
    """Have mutmut try again, in a folder that it has worked in, each mutant that no test noticed."""
    for path in (folder / "mutants").rglob("*.py.meta"):
        results = json.loads(path.read_text("utf-8"))
        codes = results["exit_code_by_key"]
        results["exit_code_by_key"] = {name: None if code in UNNOTICED else code for name, code in codes.items()}
        path.write_text(json.dumps(results), "utf-8")


def bare_properties(source: str) -> str:
    """Write `@property def x` as `def x` and `x = property(x)`: mutmut passes over functions that have a decorator."""
    lines = source.splitlines(keepends=True)
    properties = [
        (node, decorator)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Name) and decorator.id == "property"
    ]
    for node, decorator in sorted(properties, key=lambda found: -found[0].lineno):
        assert node.end_lineno is not None
        lines.insert(node.end_lineno, f"{' ' * node.col_offset}{node.name} = property({node.name})\n")
        del lines[decorator.lineno - 1]
    return "".join(lines)


def listed_changes(page: str) -> set[Change]:
    """The survivors that the page gives a reason for: under the name of its function, each in a `diff` block."""
    changes: set[Change] = set()
    function = ""
    for found in re.finditer(r"^### `(?P<name>[^`]+)`$|^```diff\n(?P<diff>.*?)^```$", page, re.MULTILINE | re.DOTALL):
        if found["name"]:
            function = found["name"]
        else:
            changes.add(_as_change(function, found["diff"]))
    return changes


def table(results: list[Result]) -> str:
    """What became of the mutants of each module."""
    lines = ["| module | mutants | killed | too slow | survived |", "| --- | ---: | ---: | ---: | ---: |"]
    by_module: dict[str, Counter[str]] = {}
    for result in results:
        status = result.status if result.noticed else "survived"
        for module in (f"`{result.module}`", "all"):
            by_module.setdefault(module, Counter())[status] += 1
    for module, counts in sorted(by_module.items(), key=lambda entry: (entry[0] == "all", entry[0])):
        killed = counts["killed"] + counts["segfault"]
        lines.append(f"| {module} | {counts.total()} | {killed} | {counts['timeout']} | {counts['survived']} |")
    return "\n".join(lines)


def _heading() -> str:
    return f"mutmut {version('mutmut')}, {datetime.now(UTC):%d %B %Y}:"


def _results(folder: Path, names: list[str]) -> list[Result]:
    """Every mutant that was tried."""
    found = re.findall(r"^ *(\S+): ([a-z ]+)$", _mutmut(folder, "results", "--all", "true"), re.MULTILINE)
    every = [Result(name, status) for name, status in found]
    return [one for one in every if not names or any(fnmatch.fnmatch(one.name, name) for name in names)]


def _change(folder: Path, name: str) -> Change:
    module, _, mangled = name.rpartition(".")
    function = re.sub(r"__mutmut_\d+$", "", mangled).removeprefix("x").removeprefix("_").replace("ǁ", ".").strip(".")
    return _as_change(f"{module.removeprefix('routine_timer.')}.{function}", _mutmut(folder, "show", name))


def _as_change(function: str, diff: str) -> Change:
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    return (
        function,
        tuple(line[1:].strip() for line in lines if line.startswith("-")),
        tuple(line[1:].strip() for line in lines if line.startswith("+")),
    )


def _shown(change: Change) -> str:
    function, before, after = change
    return "\n".join([function, *(f"-{line}" for line in before), *(f"+{line}" for line in after)])


def _settings() -> dict[str, list[str]]:
    settings: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    return settings


def _mutmut(folder: Path, *arguments: str, seen: bool = False) -> str:
    """Run mutmut in the copy; with `seen` its progress goes to the terminal."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environ, text=True, check=True, stdout=None if seen else subprocess.PIPE
    )
    return done.stdout or ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description="Whether the tests notice small changes to the rules.")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="mutants tried at once")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work in this folder, and go on where it was left")
    parser.add_argument("--again", action="store_true", help="in a kept folder, also try again what survived")
    parser.add_argument("--write", action="store_true", help=f"write the counts into docs/{PAGE.name}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these mutants; * stands for anything")
    return parser.parse_args()


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
