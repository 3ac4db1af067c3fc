"""What the docs have from the program is what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import make_tables
from routine_timer.routine.muscles import MUSCLES
from tests.making import CODES

AGAIN = "run `make tables`"


@pytest.mark.parametrize("page", make_tables.PAGES, ids=lambda page: page.name)
def test_what_a_page_has_from_the_program_is_as_it_is_now(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert make_tables.renewed(text) == text, AGAIN


def test_every_generated_table_is_on_one_page_only() -> None:
    found = [name for page in make_tables.PAGES for name in make_tables.names(page.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(make_tables.MADE)


def test_what_went_stale_is_made_again_and_the_rest_is_left() -> None:
    page = "Words:\n<!-- made: muscle words -->\n`thews`\n<!-- end: muscle words -->\nThat is all.\n"
    words = make_tables.renewed(page)
    assert words.startswith("Words:\n<!-- made: muscle words -->\n`abdominals`")
    assert words.endswith("\n<!-- end: muscle words -->\nThat is all.\n")
    assert "thews" not in words
    assert all(f"`{word}`" in words for word in MUSCLES)


@pytest.mark.parametrize(
    "page",
    [
        "<!-- made: signs -->\n",
        "<!-- end: signs -->\n",
        "<!-- made: signs -->\n<!-- end: advice -->\n",
        "<!-- made: signs -->\n<!-- made: advice -->\n<!-- end: signs -->\n",
    ],
)
def test_a_mark_without_its_other_is_reported(page: str) -> None:
    with pytest.raises(ValueError, match="made: NAME"):
        make_tables.names(page)


def test_a_default_is_shown_as_one_would_write_it() -> None:
    routine, figure = make_tables.keys("routine"), make_tables.keys("figure")
    assert '| `get_ready` | the time before the first step, to get into position | `"10s"` |' in routine
    assert "| `tilt` | how far to look down on it, in degrees | `12` |" in figure


def test_every_code_has_its_sentence_and_a_link_to_more() -> None:
    said = "".join(make_tables.MADE[kind]() for kind in ("errors", "warnings", "advice"))
    assert all(f"| [{code}](#{code}) | {sentence} |" in said for code, sentence in CODES.items())
