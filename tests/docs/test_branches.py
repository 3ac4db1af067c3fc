"""What `make coverage` fails for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.branches import main


def written(file: Path, app: tuple[int, int], core: tuple[int, int]) -> Path:
    """A report of one file of the app and one of the rest: branches taken, and branches there."""
    rows = {"routine_timer/app/one.py": app, "routine_timer/two.py": core, "routine_timer/straight.py": (0, 0)}
    files = {
        name: {"summary": {"covered_branches": taken, "num_branches": there}} for name, (taken, there) in rows.items()
    }
    file.write_text(json.dumps({"files": files}))
    return file


@pytest.mark.parametrize(
    ("app", "core", "code"),
    [((90, 100), (95, 100), 0), ((89, 100), (100, 100), 1), ((100, 100), (949, 1000), 1)],
    ids=["enough", "too few of the app", "too few of the rest"],
)
def test_each_side_of_the_wall_is_judged_by_itself(
    tmp_path: Path, app: tuple[int, int], core: tuple[int, int], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(written(tmp_path / "report.json", app, core)) == code
    assert f"the app: {100 * app[0] / app[1]:.1f} %" in capsys.readouterr().out
