"""The Makefile says in one line what is wrong with a Python that can't be used; CI finds those that can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"
PYTHONS = Path(__file__).parents[2] / ".ci" / "pythons"


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
def test_a_python_that_cannot_be_used_gives_one_line(tmp_path: Path, script: str, said: str) -> None:
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


@pytest.mark.skipif(sys.platform == "win32" or not PYTHONS.exists(), reason="needs a POSIX shell and the checkout")
def test_ci_finds_each_python_once_on_the_path_and_of_pyenv(tmp_path: Path) -> None:
    def fake(place: str, answer: str) -> None:
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        file.chmod(0o755)

    fake("bin/python3.11", "echo 3.11 first")
    fake("bin/python3.12", "exit 127")  # a launcher whose Python is not there
    fake("bin/python3.10", "exit 0")  # too old: it prints nothing
    fake("pyenv/versions/3.11.9/bin/python3", "echo 3.11 second")
    fake("pyenv/versions/3.12.4/bin/python3", "echo 3.12 third")
    tools = [str(Path(found).parent) for name in ("bash", "sort") if (found := shutil.which(name))]
    listed = subprocess.run(
        [shutil.which("bash") or "bash", str(PYTHONS)],
        env={"PATH": os.pathsep.join([str(tmp_path / "bin"), *tools]), "PYENV_ROOT": str(tmp_path / "pyenv")},
        capture_output=True,
        text=True,
        check=True,
    )
    named = [line for line in listed.stdout.splitlines() if line.split()[1] in ("first", "second", "third")]
    assert named == ["3.11 first", "3.12 third"]
