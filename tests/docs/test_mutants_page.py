"""The page of mutants that no test can notice, between two runs of `make mutants`."""

from __future__ import annotations

import ast
import textwrap

import pytest

from tests.mutants import PAGE, ROOT, bare_properties, listed_changes

CLASS = """
    class A:
        @property
        def x(self) -> int:
            return 1

        @staticmethod
        def y() -> int:
            return 2
"""
CHANGES = sorted(listed_changes(PAGE.read_text("utf-8")))


@pytest.mark.parametrize(("function", "before", "after"), CHANGES)
def test_what_is_listed_is_a_change_to_the_code_as_it_is(
    function: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    *modules, name = function.split(".")
    if not ROOT.joinpath("routine_timer", *modules).with_suffix(".py").is_file():
        modules.pop()  # a method: the class comes before it
    source = ROOT.joinpath("routine_timer", *modules).with_suffix(".py").read_text("utf-8")
    assert name in {node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
    lines = {line.strip() for line in source.splitlines()}
    assert before
    assert before != after
    assert set(before) <= lines


def test_properties_are_the_same_without_their_decorator() -> None:
    source = textwrap.dedent(CLASS)
    bared = bare_properties(source)
    assert "@property" not in bared
    assert "    x = property(x)\n" in bared
    scope: dict[str, type] = {}
    exec(compile(bared, "bared", "exec"), scope)
    made = scope["A"]()
    assert (made.x, made.y()) == (1, 2)
