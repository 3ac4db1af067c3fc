"""The walls of docs/architecture.md: a core without a terminal, no import circle, and one name for one thing."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

import routine_timer

WITH_A_TERMINAL = {"app", "cli"}
FROM_EXTRAS = ("aiohttp", "segno")
"""Libraries that may be missing: each comes with an extra of the package."""
PACKAGE = Path(routine_timer.__file__).parent

FILE_NAMES_USED_TWICE = {
    "__init__.py": "Python's own",
    "screen.py": "the screen in each screen's folder",
    "errors.py": "the tree of errors, of the program and of its history",
    "check_in.py": "a verb's module has the verb's name",
    "completion.py": "a verb's module has the verb's name",
    "history.py": "a verb's module has the verb's name",
    "schema.py": "a verb's module has the verb's name",
}
"""Each name with the reason why several files may share it."""


def core() -> list[str]:
    found = pkgutil.iter_modules(routine_timer.__path__, "routine_timer.")
    return sorted(one.name for one in found if one.name.split(".")[1] not in WITH_A_TERMINAL | {"__main__"})


def test_the_contract_names_every_module_of_the_core() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    [contract] = [one for one in contracts if one["name"] == "The core runs without a terminal"]
    assert contract["source_modules"] == core()


def test_all_of_the_core_is_imported_without_textual() -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        f"for name in {core()!r}:\n"
        "    module = importlib.import_module(name)\n"
        "    for inner in pkgutil.walk_packages(getattr(module, '__path__', ()), name + '.'):\n"
        "        try:\n"
        "            importlib.import_module(inner.name)\n"
        "        except ModuleNotFoundError as error:\n"
        f"            if error.name not in {FROM_EXTRAS!r}:\n"
        "                raise\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]", found.stderr


def test_a_file_name_is_used_once_unless_the_role_is_the_same() -> None:
    places = defaultdict(list)
    for file in sorted(PACKAGE.rglob("*.py")):
        places[file.name].append(str(file.relative_to(PACKAGE)))
    shared = {name: found for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in shared.items() if name not in FILE_NAMES_USED_TWICE} == {}


def test_a_class_name_is_used_once() -> None:
    """Classes inside a class count with its name, as Textual's messages do: `LineList.Selected`."""
    places = defaultdict(list)
    for file in sorted(PACKAGE.rglob("*.py")):
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ClassDef):
                places[statement.name].append(str(file.relative_to(PACKAGE)))
    shared = {name: found for name, found in places.items() if len(found) > 1}
    assert shared == {}


def test_no_file_has_more_than_400_lines() -> None:
    lines = {
        str(file.relative_to(PACKAGE)): file.read_text(encoding="utf-8").count("\n") for file in PACKAGE.rglob("*.py")
    }
    assert {name: count for name, count in lines.items() if count > 400} == {}


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        pytest.param(
            r"""['"]s?['"] if [\w.]+ (?:==|!=|>|<=) 1""",
            {"history/streaks/goals.py", "history/streaks/explain.py"},  # all others take it from text/plurals.py
            id="a noun in the plural",
        ),
        pytest.param(r"\(1970, 1, 1\b", {"history/streaks/day_of_instant.py"}, id="the epoch"),
        pytest.param(r"""is not a diagnosis\.["']""", {"care/check_in.py"}, id="not a diagnosis"),
        pytest.param(r"""get\(["']EDITOR["']""", {"editing/external_editor.py"}, id="which editor to run"),
        pytest.param(r"raise BadGoal\(", {"history/streaks/goals.py"}, id="what is not a goal"),
    ],
)
def test_one_fact_is_in_one_place(pattern: str, places: set[str]) -> None:
    assert _files_with(pattern) == places


def _files_with(pattern: str) -> set[str]:
    files = PACKAGE.rglob("*.py")
    return {str(file.relative_to(PACKAGE)) for file in files if re.search(pattern, file.read_text(encoding="utf-8"))}


def test_messages_that_carry_something_are_dataclasses() -> None:
    """None has an `__init__` written by hand."""
    found = [
        f"{file.relative_to(PACKAGE)}: {node.name}"
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and {"Message", "Navigation"} & {ast.unparse(base) for base in node.bases}
        if any(isinstance(inner, ast.FunctionDef) and inner.name == "__init__" for inner in node.body)
    ]
    assert found == []


def test_at_most_12_modules_are_loose_in_the_app() -> None:
    """What a screen needs is in that screen's folder."""
    assert len(list((PACKAGE / "app").glob("*.py"))) <= 12


def test_no_file_imports_itself_through_others() -> None:
    graph = grimp.build_graph("routine_timer", cache_dir=None)
    assert [sorted(circle) for circle in _circles(graph)] == []


def _circles(graph: grimp.ImportGraph) -> Iterator[set[str]]:
    """Each set of modules that can all reach each other by imports, imports for types included."""
    imported = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    importing = {name: graph.find_modules_that_directly_import(name) for name in graph.modules}
    left = set(imported)
    while left:
        start = left.pop()
        circle = (_reached(start, imported) & _reached(start, importing)) | {start}
        left -= circle
        if len(circle) > 1:
            yield circle


def _reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for name in edges[waiting.pop()] - reached:
            reached.add(name)
            waiting.append(name)
    return reached
