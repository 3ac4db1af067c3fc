"""Gather the pages of the docs' site in one folder: `make site` then builds it from there.

The pages are written to be read beside the code, so README and changelog stand above them; a site needs all of them
under one roof, and links that stay under it.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ("*.svg", "*.png", "*.webp")
_LINK = re.compile(r"(\]\()([^)#:\s]*)(#[^)]*)?(\))")


def gather(into: Path) -> None:
    """Write every page and picture into the folder `into`, which is emptied first."""
    if into.exists():
        shutil.rmtree(into)
    into.mkdir(parents=True)
    pages = {ROOT / "README.md": "index.md", ROOT / "CHANGELOG.md": "changelog.md"}
    pages |= {page: page.name for page in (ROOT / "docs").glob("*.md")}
    for page, name in pages.items():
        (into / name).write_text(_moved(page, pages), encoding="utf-8")
    for pattern in PICTURES:
        for picture in (ROOT / "docs").glob(pattern):
            shutil.copy(picture, into)


def _moved(page: Path, pages: dict[Path, str]) -> str:
    """The text of a page with its links as they are on the site."""

    def moved(link: re.Match[str]) -> str:
        target = (page.parent / link[2]).resolve() if link[2] else page
        if not link[2] or not target.is_file():
            return link[0]
        return f"{link[1]}{pages.get(target, target.name)}{link[3] or ''}{link[4]}"

    return _LINK.sub(moved, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
