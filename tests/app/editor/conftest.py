"""The editor looks a text through at once, not when nobody has typed for a moment: what it shows hangs on no clock."""

from __future__ import annotations

import pytest

from routine_timer.app.screens.editor import analysis
from tests.app.settling import draw_at_once


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "PATIENCE_S", 0.001)


@pytest.fixture(autouse=True)
def each_change_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of problems measures its lines as it is drawn, with or without the scrollbar that it has just then."""
    monkeypatch.setattr("textual._compositor.Compositor.render_update", draw_at_once)
