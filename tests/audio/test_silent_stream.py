"""The silent stream: fed while it is open, ended when it is closed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from routine_timer.audio.silent_stream import CHUNK, PLAYERS, RATE, SilentStream

from ..debian import needs
from .fakes import SOON, eventually

LISTENER = """
import sys
while data := sys.stdin.buffer.read1(4096):
    with open(sys.argv[1], "ab") as file:
        file.write(data)
"""


def listener(file: Path) -> list[str]:
    return [sys.executable, "-c", LISTENER, str(file)]


def is_feeding() -> bool:
    """Whether the thread that feeds a player is still there; it ends after its player."""
    return any(thread.name == "routine-timer silence" for thread in threading.enumerate())


def test_a_player_is_fed_silence_while_it_is_open_and_is_gone_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "fed"
    stream = SilentStream([listener(file)], pace_s=0.01)
    stream.open()
    stream.open()
    assert eventually(lambda: file.exists() and file.stat().st_size > len(CHUNK))
    stream.close()
    assert not any(file.read_bytes())
    assert not is_feeding()


def test_a_player_that_swallows_all_at_once_does_not_make_it_run_away(tmp_path: Path) -> None:
    file = tmp_path / "fed"
    stream = SilentStream([listener(file)], pace_s=10)
    stream.open()
    assert eventually(lambda: file.exists() and file.stat().st_size == len(CHUNK))
    time.sleep(0.1)
    stream.close()
    assert file.stat().st_size == len(CHUNK)


def test_a_player_that_is_missing_or_fails_is_followed_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "fed"
    failing = [sys.executable, "-c", "raise SystemExit(1)"]
    stream = SilentStream([["no-such-player"], failing, listener(file)], pace_s=0.01)
    stream.open()
    assert eventually(lambda: file.exists())
    stream.close()


def test_without_any_player_it_just_ends() -> None:
    stream = SilentStream([["no-such-player"]])
    stream.open()
    assert eventually(lambda: not is_feeding())
    stream.close()


def test_closed_before_it_was_opened_it_stays_closed() -> None:
    stream = SilentStream([["no-such-player"]])
    stream.close()
    stream.open()
    assert not is_feeding()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_the_player_ends_with_the_program_even_if_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from routine_timer.audio.silent_stream import SilentStream\n"
        f"stream = SilentStream([{listener(tmp_path / 'fed')!r} + ['mark']], pace_s=0.01)\n"
        "stream.open()\n"
        "while stream._process is None: time.sleep(0.01)\n"
        "print(stream._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        player = Path(f"/proc/{int(program.stdout.readline())}")
        program.send_signal(signal.SIGKILL)
        program.wait(SOON)
        assert eventually(lambda: not player.exists() or "Z" in (player / "stat").read_text())


@pytest.mark.debian
@pytest.mark.parametrize("command", [command for command in PLAYERS if command[0] == "aplay"])
def test_aplay_takes_the_stream(command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("aplay")
    capture = tmp_path / "captured.raw"
    plug = f'pcm.!default {{ type plug slave.pcm {{ type file slave.pcm null file "{capture}" format raw }} }}'
    (tmp_path / ".asoundrc").write_text(plug)
    monkeypatch.setenv("HOME", str(tmp_path))
    stream = SilentStream([command], pace_s=0.01)
    stream.open()
    assert eventually(lambda: capture.exists() and capture.stat().st_size >= RATE)
    stream.close()
    assert not any(capture.read_bytes())
