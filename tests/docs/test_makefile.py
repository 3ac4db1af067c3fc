"""The Makefile says in one line what is wrong with a Python that can't be used."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo first; echo second >&2; exit 127", "does not start"),
        ('[ "$2" ] || exit 0; case "$2" in *version_info*) exit 1;; esac', "needs Python 3.11 or newer"),
        ('case "$2" in *venv*) exit 1;; esac', "venv module"),
    ],
    ids=["a launcher without its Python", "an older Python", "a Python without venv"],
)
def test_a_python_that_can_not_be_used_gives_one_line(tmp_path: Path, script: str, said: str) -> None:
    shutil.copy(MAKEFILE, tmp_path)
    (tmp_path / "python").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    made = subprocess.run(
        ["make", "--silent", "run", f"PYTHON={tmp_path / 'python'}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    own = [line for line in (made.stdout + made.stderr).splitlines() if not line.startswith("make")]
    assert made.returncode != 0
    assert len(own) == 1
    assert said in own[0]
