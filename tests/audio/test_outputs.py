"""Which programs play, and what a person is told when none can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from routine_timer.audio.outputs import LIGHT, advice, find_outputs

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the light players are those of Linux")


@LINUX
def test_the_light_players_that_are_there_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"paplay", "aplay"}
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    names = [output.name for output in find_outputs({})]
    assert names[:2] == ["paplay", "aplay"]
    assert "pw-play" not in names
    assert "alsa" not in names


@pytest.mark.parametrize("name", ["alsa", "paplay", "ffplay"])
def test_the_variable_of_playsound3_leaves_only_the_player_it_names(name: str) -> None:
    assert [output.name for output in find_outputs({"PLAYSOUND3_BACKEND": name})] == [name]


def test_finding_no_player_prints_nothing(tmp_path: object) -> None:
    script = "from routine_timer.audio.outputs import find_outputs; print(len(find_outputs()))"
    environ = {name: value for name, value in os.environ.items() if name != "PLAYSOUND3_BACKEND"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_the_player_can_be_imported_without_the_library_that_plays() -> None:
    script = (
        "import sys, routine_timer.audio.sound_player; print('playsound3' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("tried", "there", "platform", "said", "not_said"),
    [
        ([], set(), "linux", "install alsa-utils or pulseaudio-utils", "device"),
        (["paplay"], {"paplay"}, "linux", "install alsa-utils", "pulseaudio-utils"),
        (["aplay"], {"aplay"}, "linux", "install pulseaudio-utils", "alsa-utils"),
        (
            ["paplay", "aplay"],
            LIGHT.keys(),
            "linux",
            "No audio device found (tried paplay and aplay). Connect one or turn it on. Until then,",
            "install",
        ),
        ([], set(), "win32", "bell", "alsa"),
    ],
)
def test_advice_names_the_package_that_would_help(
    tried: list[str], there: set[str], platform: str, said: str, not_said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    line = advice(tried, platform)
    assert said in line
    assert not_said not in line
    assert "\n" not in line
