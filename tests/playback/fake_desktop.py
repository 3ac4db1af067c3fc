"""A desktop that can or can't keep its screen on."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Desktop:
    """Keeps its screen on where `active`, in place of wakepy. `happened` is released after every request."""

    active: bool
    asked: list[str] = field(default_factory=list)
    happened: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __enter__(self) -> Desktop:
        self.asked.append("keep it on")
        self.happened.release()
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("let it sleep")
        self.happened.release()
