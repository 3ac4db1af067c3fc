"""Tests that need a program from a Debian package: skipped without it, a failure where everything must be there.

Mark such a test `@pytest.mark.debian` and call `needs` first.
"""

from __future__ import annotations

import os
import shutil

import pytest

PACKAGES = {
    "aplay": "alsa-utils",
    "pacat": "pulseaudio-utils",
    "paplay": "pulseaudio-utils",
    "parec": "pulseaudio-utils",
    "rsvg-convert": "librsvg2-bin",
}
"""The package of a program that is not called like it."""


def needs(*programs: str) -> None:
    """Go on only if every one of `programs` is on the path; where `CI` is set, a missing one is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    packages = " ".join(dict.fromkeys(PACKAGES.get(program, program) for program in missing))
    reason = f"{', '.join(missing)} not found: apt-get install {packages}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
