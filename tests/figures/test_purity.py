"""The figures' core runs without a terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["rig", "check", "strip", "motion", "accents", "picture"])
def test_the_core_of_the_figures_is_imported_without_textual(module: str) -> None:
    code = f"import sys, routine_timer.figures.{module}; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
