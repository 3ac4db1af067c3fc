"""Set-up for all tests: hypothesis profiles, signals, garbage collection and coverage."""

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

# No deadlines, because machines are noisy: bench/ measures time, as ratios. CI uses the same examples every time, so a
# failure is caused by the change; a run by hand looks for new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
# Mutation testing only needs to know whether an example fails, not the smallest one.
settings.register_profile("mutants", parent=settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("ci" if os.environ.get("CI") else "here")

# If the tests run in the background (`&` in a script, nohup), signals are ignored, here and in every program that a
# test starts. The tests of signals need them.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), _handler)

# As in the app itself. Otherwise garbage collection takes almost a third of the time of the tests.
gc.set_threshold(50_000, 10, 20)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Start first what runs in real time, so that others run meanwhile; for mutation testing, the quick tests."""
    items.sort(key=lambda item: item.get_closest_marker("real_time") is None)
    if config.getoption("--hypothesis-profile") == "mutants":
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of all later garbage collections: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def not_the_first_start(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Fills a cache folder with the cached exercises of an earlier start, as almost every start finds them."""
    filled = tmp_path_factory.mktemp("cache")
    Catalogue.load((paths.bundled_exercises(),), filled)

    def fill(cache: Path) -> None:
        shutil.copytree(filled, cache, dirs_exist_ok=True)

    return fill


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Save the data of `make coverage`, because a worker is killed right after its last test."""
    current = coverage.Coverage.current()
    if current is not None:
        current.save()
