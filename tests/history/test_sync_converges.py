"""Three homes, one folder, and everything that can happen to them: they agree in the end, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from torture.syncing import one_run


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(30))
def test_three_homes_agree_in_the_end_and_nothing_is_lost(tmp_path: Path, seed: int) -> None:
    assert one_run(tmp_path / "world", Random(seed), steps=20) == []
