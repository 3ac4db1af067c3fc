"""A stream of silence that keeps an audio output awake.

Bluetooth and HDMI outputs go to sleep between sounds and cut off the first half second of the next one. An open stream
prevents that. It is fed through a pipe, a second at a time: the device sets the pace, a player without a device can't
run away, and if this program dies, the pipe closes and the player ends.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Sequence

RATE = 48_000
CHUNK = bytes(2 * RATE)
"""A second of silence."""
PACE = 0.5
"""Seconds at least between two chunks, in case the player doesn't slow down the writing."""

_RAW = (f"--rate={RATE}", "--channels=1")
PLAYERS: tuple[tuple[str, ...], ...] = (
    ("pacat", "--playback", "--client-name=routine-timer", "--format=s16le", "--latency-msec=500", *_RAW),
    ("pw-cat", "--playback", "--raw", "--format=s16", *_RAW, "-"),
    ("aplay", "--quiet", "--file-type=raw", "--format=S16_LE", *_RAW, "-"),
)
"""Programs that play raw samples from standard input, in the order in which they are tried."""


class SilentStream:
    """Keeps an output awake from `open` to `close`. Does nothing if no player works. Never raises."""

    def __init__(self, players: Sequence[Sequence[str]] = PLAYERS, pace_s: float = PACE) -> None:
        self._players = players
        self._pace_s = pace_s
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Start, in a background thread. A second call, or one after `close`, does nothing."""
        if self._thread is None and not self._closing.is_set():
            self._thread = threading.Thread(target=self._run, name="routine-timer silence", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop for good, immediately."""
        self._closing.set()
        with self._lock:
            if self._process is not None:
                self._process.kill()  # it plays silence, so it needn't end gracefully
        if self._thread is not None:
            self._thread.join(1.0)

    def _run(self) -> None:
        for command in self._players:
            if self._closing.is_set():
                return
            self._feed(command)

    def _feed(self, command: Sequence[str]) -> None:
        """Feed one player until it ends or this is closed."""
        nowhere = subprocess.DEVNULL
        with self._lock:
            if self._closing.is_set():
                return
            try:
                # Unbuffered, so nothing is left to write after the player has ended.
                process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, bufsize=0)
            except OSError:
                return  # not installed: try the next one
            self._process = process
        with process:
            assert process.stdin is not None
            try:
                while not self._closing.is_set():
                    process.stdin.write(CHUNK)
                    self._closing.wait(self._pace_s)
            except OSError:
                process.kill()  # it has ended or closed its input
