"""The walls of docs/architecture.md: the core runs without a terminal, and nothing of it is forgotten."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import routine_timer

WITH_A_TERMINAL = {"app", "cli"}


def core() -> list[str]:
    found = pkgutil.iter_modules(routine_timer.__path__, "routine_timer.")
    return sorted(one.name for one in found if one.name.split(".")[1] not in WITH_A_TERMINAL | {"__main__"})


def test_the_contract_names_every_module_of_the_core() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    [contract] = [one for one in contracts if one["name"] == "The core runs without a terminal"]
    assert contract["source_modules"] == core()


def test_all_of_the_core_is_imported_without_textual() -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        f"for name in {core()!r}:\n"
        "    module = importlib.import_module(name)\n"
        "    for inner in pkgutil.walk_packages(getattr(module, '__path__', ()), name + '.'):\n"
        "        importlib.import_module(inner.name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]", found.stderr
