"""The architecture page names files and functions that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import routine_timer

PACKAGE = Path(routine_timer.__file__).parent
PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text(encoding="utf-8")
WAYS = {
    heading: re.findall(r"^\| \d+ \| `([^`]+)` \| `([^`]+)` \|", text, re.MULTILINE)
    for heading, text in re.findall(r"^## (From [^\n]+)\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
}


def defined_in(file: Path) -> set[str]:
    """The functions and classes of a file, and `Class.method`."""
    names = set()
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(statement.name)
        if isinstance(statement, ast.ClassDef):
            names |= {f"{statement.name}.{one.name}" for one in statement.body if isinstance(one, ast.FunctionDef)}
    return names


def test_both_ways_are_described_in_fewer_than_20_steps() -> None:
    assert len(WAYS) == 2
    assert all(5 < len(steps) < 20 for steps in WAYS.values())


@pytest.mark.parametrize(("file", "name"), [step for steps in WAYS.values() for step in steps])
def test_each_step_names_a_function_that_exists(file: str, name: str) -> None:
    assert name in defined_in(PACKAGE / file)


def test_every_file_and_folder_on_the_page_exists() -> None:
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", PAGE))
    top = PACKAGE.parent
    assert sorted(one for one in named if not (PACKAGE / one).exists() and not (top / one).exists()) == []


def test_every_room_and_every_file_outside_of_one_is_on_the_page() -> None:
    rooms = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    files = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert sorted(one for one in rooms | files if f"`{one}" not in PAGE) == []
