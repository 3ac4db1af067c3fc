"""The page about what you hear is right."""

from __future__ import annotations

import re
from pathlib import Path

from routine_timer.audio.announcer import STALE
from routine_timer.audio.event_tones import CLOSING
from routine_timer.audio.phrase_priority import Importance
from routine_timer.audio.sound_player import LATE
from routine_timer.audio.tone_files import TONES
from routine_timer.timeline.phrases import ENGLISH

PAGE = (Path(__file__).parents[2] / "docs" / "cues.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_tone_is_described_and_none_that_is_not_there() -> None:
    assert [row[0].strip("`") for row in rows("The tones")] == list(TONES)


def test_every_tone_but_the_silence_stands_in_the_schedule() -> None:
    scheduled = {name for row in rows("The schedule") for name in re.findall(r"`([a-z-]+)`", row[1])}
    assert scheduled == set(TONES) - {"silence"}


def test_the_order_of_importance_is_the_one_in_force() -> None:
    assert [row[0] for row in rows("What is left out")] == [i.name for i in sorted(Importance, reverse=True)]


def test_the_phrases_quoted_are_the_phrases_spoken() -> None:
    said = section("The schedule")
    for phrase in (ENGLISH.halfway, ENGLISH.least, ENGLISH.finished, ENGLISH.paused, ENGLISH.switch["right"]):
        assert f'"{phrase}"' in said
    assert f'"{ENGLISH.switch_briefly["right"]}"' in section("What is left out")


def test_the_tones_that_a_skip_has_not_are_named() -> None:
    named = re.findall(r"closing tones \((.*?)\)", PAGE.replace("\n", " "))[0]
    assert set(re.findall(r"`([a-z]+)`", named)) == {*CLOSING.values(), "finished"}


def test_the_limits_of_lateness_are_the_ones_in_force() -> None:
    assert STALE == 0.5
    assert f"more than {LATE} s after its time" in PAGE.replace("\n", " ")
