"""The comments of bundled files are read by people who have only that file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BUNDLED = Path(__file__).parents[2] / "routines"


@pytest.mark.parametrize("file", sorted(BUNDLED.rglob("*.toml")), ids=lambda file: file.stem)
def test_a_comment_names_its_source_instead_of_the_key(file: Path) -> None:
    comments = [line.partition("#")[2] for line in file.read_text("utf-8").splitlines()]
    assert not [comment for comment in comments if re.search(r"\bS[0-4]\b", comment)]
