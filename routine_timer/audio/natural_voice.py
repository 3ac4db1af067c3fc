"""A natural voice that runs on this computer: hibari-tts, installed with the extra `voice`.

It renders in a process of its own, which stays for as long as there is something to render. In the app's process it
would hold 200 MB, slow down the screen while it loads, and its libraries would write warnings over the screen
(microsoft/onnxruntime#27092).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from routine_timer.audio.voice_engines import TIMEOUT, VoiceError, VoiceSettings

NATURAL = "hibari"
"""The name of the voice in the `voice` setting."""
NATIVE_RATE = 225
"""Words a minute of the voice at its own speed, in phrases like ours. Measured."""
SLOWEST, FASTEST = 0.5, 2.0
"""Speeds that the voice can speak at."""
_WORKER = (sys.executable, "-m", "routine_timer.audio.natural_voice_worker")


def is_installed() -> bool:
    """Whether the extra `voice` is installed. Imports nothing."""
    return find_spec("hibari") is not None and find_spec("onnxruntime") is not None


class NaturalVoice:
    """Renders English phrases.

    Args:
        command: what renders them: it reads a JSON object a line and answers each with a line, empty if all went well.
    """

    name = NATURAL

    def __init__(self, command: Sequence[str] = _WORKER) -> None:
        self._command = command
        self._worker: subprocess.Popen[str] | None = None

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        speed = min(max(settings.rate / NATIVE_RATE, SLOWEST), FASTEST)
        request = json.dumps({"text": text, "target": str(target), "speed": speed})
        try:
            answer = self._ask(request)
        except OSError as error:
            self.release()
            raise VoiceError(f"{self.name}: {error}") from error
        if answer != "\n":
            if not answer:
                self.release()
            raise VoiceError(f"{self.name}: {answer.strip() or 'it quit before it was done'}")

    def release(self) -> None:
        """End the process. It starts again with the next phrase."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.communicate()

    def _ask(self, request: str) -> str:
        """The answer to a request; empty if the process ended or had to be ended."""
        worker = self._worker = self._worker or subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert worker.stdin is not None
        assert worker.stdout is not None
        too_late = threading.Timer(TIMEOUT, worker.kill)
        too_late.start()
        try:
            worker.stdin.write(f"{request}\n")
            worker.stdin.flush()
            return worker.stdout.readline()
        finally:
            too_late.cancel()
