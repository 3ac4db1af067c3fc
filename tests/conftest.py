"""What all tests share: hypothesis judges what is found, never how long it took; and what coverage saw is kept."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, Phase, settings

from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue

# Machines are noisy: time is measured in bench/, as ratios. CI looks at the same examples each time, so that it fails
# for what a change did; a run by hand looks for new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
# A mutant is noticed or not; which example shows it best nobody asks.
settings.register_profile("mutants", parent=settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("ci" if os.environ.get("CI") else "here")

# Whoever begins the tests in the background (`&` in a script, nohup) has signals ignored, here and in every program
# that a test starts; what the program does about them is tested all the same.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), _handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ask the quick tests first where thousands of mutants are to be noticed."""
    if config.getoption("--hypothesis-profile") == "mutants":
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)


@pytest.fixture(autouse=True, scope="session")
def garbage_is_sought_seldom() -> None:
    """As the app itself does, which tests of parts of it never come to: else it is most of a third of their time."""
    gc.collect()
    gc.freeze()  # what was imported and collected stays to the end
    gc.set_threshold(50_000, 10, 20)


@pytest.fixture(scope="session")
def not_the_first_start(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Lays what an earlier start kept of the bundled exercises into a cache folder, as nearly every start finds it."""
    kept = tmp_path_factory.mktemp("kept")
    Catalogue.load((paths.bundled_exercises(),), kept)

    def lay(cache: Path) -> None:
        shutil.copytree(kept, cache, dirs_exist_ok=True)

    return lay


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what `make coverage` has seen here: a worker is killed a moment after its last test, saved or not."""
    seen = coverage.Coverage.current()
    if seen is not None:
        seen.save()
