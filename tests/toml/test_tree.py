"""Where a key is, by its path."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.routine.problem_collector import KeyPath, Part
from routine_timer.toml.tree import START, TextSpan, TomlTree
from tests.routine.documents import sensible

TEXT = """\
a.b."c d" = 1
'é' = [1, { y.z = 22, 'q' = [3] }] # ö
[[step]]
name = "日本"
[[step.step]]
k = true
[[step]]
[[step.step]]
k = [
  "one",  # first
  "two",
]
[step.sub."x.y"]
z = \"\"\"
ab\"\"\"
[table]
k = 1
"""


@pytest.mark.parametrize(
    ("path", "part", "place"),
    [
        (("a", "b", "c d"), "key", (1, 5, 1, 10)),
        (("a", "b"), "key", (1, 3, 1, 4)),
        (("a", "b", "c d"), "value", (1, 13, 1, 14)),
        (("é", 1, "y", "z"), "key", (2, 15, 2, 16)),
        (("é", 1, "y", "z"), "value", (2, 19, 2, 21)),
        (("é", 1, "q", 0), "value", (2, 30, 2, 31)),
        (("step", 0), "key", (3, 3, 3, 7)),
        (("step", 0, "name"), "value", (4, 8, 4, 12)),
        (("step", 0, "step", 0, "k"), "key", (6, 1, 6, 2)),
        (("step", 1), "key", (7, 3, 7, 7)),
        (("step", 1, "step", 0), "key", (8, 3, 8, 12)),
        (("step", 1, "step", 0, "k", 1), "value", (11, 3, 11, 8)),
        (("step", 1, "sub", "x.y", "z"), "value", (14, 5, 15, 6)),
        (("table", "k"), "key", (17, 1, 17, 2)),
        (("table", "missing"), "key", (16, 2, 16, 7)),
        (("step", 1, "step", 0, "k", 9), "value", (9, 1, 9, 2)),
        (("nowhere",), "key", (1, 1, 1, 1)),
    ],
)
def test_a_path_leads_to_its_key_or_value(path: KeyPath, part: Part, place: tuple[int, int, int, int]) -> None:
    span = TomlTree(TEXT).find(path, part)
    assert (span.line, span.column, span.end_line, span.end_column) == place


@pytest.mark.parametrize("file", sorted(paths.bundled_exercises().glob("[bcs]*.toml")), ids=lambda file: file.name)
def test_every_key_of_a_real_file_is_found(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = TomlTree(text)
    lines = text.split("\n")
    seen = set()
    for path in _paths(tomllib.loads(text), ()):
        if isinstance(path[-1], str):
            span = tree.find(path, "key")
            said = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            assert said.split(".")[-1].strip("\"'") == path[-1]
            seen.add((span.line, span.column))
    assert len(seen) > 20


ABOVE = "# not cut by lines: '''\n"


@settings(max_examples=60)
@given(sensible, st.sampled_from(["", "# [[step]]\r\n"]))
def test_tables_that_are_cut_apart_by_their_lines_stand_where_the_tree_of_the_whole_has_them(
    document: dict[str, Any], before: str
) -> None:
    text = before + tomli_w.dumps(document)
    in_pieces, whole = TomlTree(text), TomlTree(ABOVE + text)
    part: Part
    for path in [*_paths(document, ()), ("step", 0, "nothing"), ("nothing",)]:
        for part in ("value", "key"):
            one, other = in_pieces.find(path, part), whole.find(path, part)
            if one != START:
                one = TextSpan(one.line + 1, one.column, one.end_line + 1, one.end_column)
            assert one == other, (path, part)


LIST_OVER_LINES = """\
cues = [
["a"],
[[1]]
]
[[step]]
name = "x"
"""


def test_lines_that_only_look_like_headers_do_not_lead_astray() -> None:
    text = LIST_OVER_LINES
    assert TomlTree(text).find(("step", 0, "name"), "value").line == 6
    assert TomlTree(f'a = """\n[[step]]\nname = 1"""\n{text}').find(("step", 0, "name"), "value").line == 9


def _paths(value: object, path: KeyPath) -> list[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in items for found in ((*path, key), *_paths(one, (*path, key)))]
