"""Every line of the threat model names a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
NAMED = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", (CHECKOUT / "docs" / "threat-model.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_test_that_a_line_names_exists(file: str, name: str) -> None:
    tree = ast.parse((CHECKOUT / file).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_line_names_one() -> None:
    page = (CHECKOUT / "docs" / "threat-model.md").read_text("utf-8").partition("## Files")[2]
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| rule", "| ---"))]
    assert len(rows) == len(NAMED)
