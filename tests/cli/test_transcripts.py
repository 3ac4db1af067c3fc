"""What is said in each bundled routine's first session, line by line, as it was when somebody read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer import paths

from .conftest import Run

GOLDEN = Path(__file__).parent / "golden-transcripts"
BUNDLED = sorted(file.stem for file in paths.bundled_routines().glob("*.toml"))


@pytest.mark.parametrize("name", BUNDLED)
def test_a_transcript_is_the_one_that_was_reviewed(run: Run, name: str) -> None:
    printed = run("run", name, "--transcript")
    assert printed.code == 0
    assert printed.out == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_bundled_routine_has_a_transcript() -> None:
    assert sorted(file.stem for file in GOLDEN.iterdir()) == BUNDLED


def test_json_without_a_transcript_starts_no_session(run: Run) -> None:
    refused = run("run", BUNDLED[0], "--json")
    assert refused.code == 2
    assert "--transcript --json" in refused.err
