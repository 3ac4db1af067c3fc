"""The home and the runner that the verbs are tested with."""

from tests.cli.conftest import home, run

__all__ = ["home", "run"]
