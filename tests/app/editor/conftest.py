"""The editor looks a text through at once, not when nobody has typed for a moment: what it shows hangs on no clock."""

from __future__ import annotations

import pytest

from routine_timer.app.screens.editor import analysis


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "PATIENCE_S", 0.001)
