"""What docs/sources.md says of the self-check is what the self-check says of itself."""

from __future__ import annotations

from pathlib import Path

from routine_timer.care.check_in import SIGNS

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_sign_stands_there_with_its_source() -> None:
    said = PAGE.partition("## The self-check")[2]
    assert [sign.id for sign in SIGNS if f"| {sign.ask} | {sign.source} |" not in said] == []


def test_every_article_that_a_sign_names_is_listed() -> None:
    named = {key for sign in SIGNS for key in sign.source.split(", ") if key != "general practice"}
    assert [key for key in sorted(named) if f"\n| {key} | " not in PAGE] == []
