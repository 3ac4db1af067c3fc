"""The docs as a site: every page is there, and every link stays under its roof."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docs.make_site import ROOT, gather

LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    gather(tmp_path / "pages")
    return tmp_path / "pages"


def test_every_link_leads_to_a_page_or_picture_of_the_site(pages: Path) -> None:
    for page in pages.glob("*.md"):
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        assert [link for link in LINK.findall(text) if not (pages / link).is_file()] == [], page.name


def test_every_page_is_in_the_menu_and_the_other_way_round(pages: Path) -> None:
    config = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))
    assert sorted(_files(config["project"]["nav"])) == sorted(page.name for page in pages.glob("*.md"))


def _files(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inner = nav.values() if isinstance(nav, dict) else nav
    return [file for one in inner for file in _files(one)]
