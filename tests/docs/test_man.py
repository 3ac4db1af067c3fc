"""The manual page that is committed is about the command line as it is."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from docs import make_man
from tests.debian import needs
from tests.extras import needs_extra

COMMITTED = make_man.PAGE.read_text(encoding="utf-8")


def entries(text: str) -> list[str]:
    """The verbs and options, and the help for each; not the usage lines, which each Python breaks in its own way."""
    return re.findall(r"^(?:\\fB|\.SS ).*\n.*$", text, re.M)


def test_it_is_as_it_would_be_made_now() -> None:
    needs_extra("argparse_manpage")
    assert entries(make_man.page()) == entries(COMMITTED), "run `make tables`"


@pytest.mark.debian
@pytest.mark.skipif(shutil.which("mandoc") is None and shutil.which("man") is None, reason="no man here")
def test_man_shows_it_without_a_warning() -> None:
    needs("man")
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(make_man.PAGE)],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "MANWIDTH": "100", "LC_ALL": "C.UTF-8"},
    )
    assert shown.stderr == ""
    assert "be led through stretches" in shown.stdout
