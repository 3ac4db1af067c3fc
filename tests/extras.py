"""Tests that need one of the package's extras: skipped without it, a failure where everything must be there."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest


def needs_extra(*modules: str) -> None:
    """Go on only if every one of `modules` is installed; where `CI` is set, a missing one is a failure."""
    missing = [module for module in modules if find_spec(module) is None]
    if not missing:
        return
    reason = f"{', '.join(missing)} not found: install the package with all its extras, as `make test` does"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
