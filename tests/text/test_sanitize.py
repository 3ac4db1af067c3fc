"""Texts of strangers do no harm to a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.text import sanitize
from routine_timer.text.sanitize import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("After the workout", "After the workout"),
        ("[red]not red[/red]", "[red]not red[/red]"),
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("bell\x07 and delete\x7f", "bell␇ and delete␡"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\u202emirrored\u202c", "�mirrored�"),
        ("\x9b31mred", "�31mred"),
        ("soft\xadhyphen", "softhyphen"),
        ("Dehnübung für die Hüfte · 臀部拉伸 · مرحبا", "Dehnübung für die Hüfte · 臀部拉伸 · مرحبا"),
        ("👩\u200d👩\u200d👧 🧘", "👩\u200d👩\u200d👧 🧘"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("\ud800", "�"),
    ],
)
def test_it_is_shown_as_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert plain("one\r\ntwo\x1b", lines=True) == "one\ntwo␛"


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not [c for c in plain(text) if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202e\u2066\u200f"]


@pytest.mark.sweep
def test_the_quick_check_passes_only_characters_that_are_shown_as_they_are() -> None:
    harmless = [chr(code) for code in range(0x110000) if sanitize._HARMLESS.fullmatch(chr(code))]
    assert len(harmless) > 2000
    assert [one for one in harmless if sanitize._shown(one, lines=True) != one or unicodedata.combining(one)] == []
