"""A home whose voice, player and editor only note how they were called, and what shows that a shell was there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from routine_timer import paths
from torture.scenario import RunOptions, environment

_VOICE = """#!/bin/sh
printf '%s\\n' "$*" >> "$HOME/said-arguments"
cat >> "$HOME/said"
while [ $# -gt 0 ]; do [ "$1" = -w ] && cp "$HOME/silence.wav" "$2"; shift; done
"""
_PLAYER = """#!/bin/sh
printf '%s\\n' "$*" >> "$HOME/played-arguments"
"""
_EDITOR = """#!/bin/sh
for word in "$@"; do printf '%s\\0' "$word" >> "$HOME/edited"; done
"""
_SHELLS = ("sh", "bash", "dash", "zsh", "ksh", "fish", "busybox", "env")
_STARTED = re.compile(r'execve\("([^"]*)", \[([^\]]*)\]')
_LEFT_BEHIND = "obeyed"
"""The file that a shell would make of one of the texts."""


def home_with_voice(options: RunOptions, name: str) -> Path:
    """A home whose voice is a program that writes down what it should say."""
    home = options.folder / name
    (home / "routines").mkdir(parents=True)
    (home / "bin").mkdir()
    voice = home / "bin" / "espeak-ng"
    voice.write_text(_VOICE, encoding="utf-8")
    for name in ("pw-play", "paplay", "aplay"):
        (home / "bin" / name).write_text(_PLAYER, encoding="utf-8")
    (home / "bin" / "noting-editor").write_text(_EDITOR, encoding="utf-8")
    for tool in (home / "bin").iterdir():
        tool.chmod(0o755)
    shutil.copyfile(next(iter(sorted(paths.bundled_sounds().glob("*.wav")))), home / "silence.wav")
    return home


def with_tools(home: Path) -> dict[str, str]:
    """The surroundings in which those programs are found first."""
    surroundings = environment(home)
    return {**surroundings, "PATH": f"{home / 'bin'}:{surroundings['PATH']}", "EDITOR": "noting-editor"}


def programs_started(trace: Path) -> list[tuple[str, str]]:
    """Every program that was started, with its arguments, as `strace -e execve` tells of it."""
    lines = trace.read_text(errors="replace").splitlines() if trace.exists() else []
    return [(found[1], found[2]) for line in lines if "= 0" in line and (found := _STARTED.search(line))]


def shells_in(started: Sequence[tuple[str, str]]) -> list[str]:
    return [f"a shell is started: {what}" for what in started if Path(what[0]).name in _SHELLS]


def left_behind(home: Path) -> list[str]:
    found = list(home.rglob(_LEFT_BEHIND))
    return [f"a shell made {found[0].name}"] if found else []
