"""The page's own files: small, harmless and complete."""

from __future__ import annotations

import re
from importlib import resources

from routine_timer.playback.outside_controls import CONTROLS

PAGE = resources.files("routine_timer.remote") / "page"
FILES = {file.name: file.read_text("utf-8") for file in PAGE.iterdir()}


def test_all_of_it_is_under_40_kb() -> None:
    assert sum(len(text.encode()) for text in FILES.values()) < 40_000


def test_it_writes_no_html_and_loads_nothing_from_elsewhere() -> None:
    script = FILES["page.js"]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script)
    for text in FILES.values():
        assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\son\w+=|style=|<style|<script>", FILES["index.html"])


def test_each_button_asks_for_a_control_that_there_is() -> None:
    asked = re.findall(r'data-control="(\w+)"', FILES["index.html"])
    assert set(asked) <= set(CONTROLS)
    assert sorted(asked) == ["back", "done", "hurts", "longer", "pause", "shorter", "skip", "undo"]
