"""A session without the page for a phone pays nothing for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def test_a_session_without_it_loads_none_of_it(tmp_path: Path) -> None:
    code = (
        "import json, sys\n"
        "from routine_timer.cli import main\n"
        "assert main(['run', 'one-hip-higher', '--plain', '--speed', '100000']) == 0\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('routine_timer.remote')\n"
        "      or name.split('.')[0] in ('aiohttp', 'segno')]))"
    )
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(tmp_path), "PLAYSOUND3_BACKEND": "none"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert json.loads(ran.stdout.splitlines()[-1]) == []


def test_the_session_screen_loads_none_of_it() -> None:
    code = (
        "import json, sys\n"
        "import routine_timer.app.screens.session.screen\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('routine_timer.remote')\n"
        "      or name.split('.')[0] in ('aiohttp', 'segno')]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == []
