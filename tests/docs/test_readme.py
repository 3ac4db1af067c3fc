"""What the README and the pages say, held to the program and to each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.app.commands import COMMANDS
from routine_timer.app.keymap import keymap_from
from routine_timer.routine.read import read_text
from routine_timer.settings import load
from tests.making import bundled_catalogue

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))


def test_a_page_says_what_every_command_does() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert all(command.does in page for command in COMMANDS)
    assert "(docs/keys.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_a_page_and_to_a_section_of_it(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(there), f"{page.name} links to {target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """What the headings of a page can be linked by."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^#+ (.*)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen:
            seen.add(page)
            links = re.findall(r"\]\((?!https?:)([^)#]+\.md)", page.read_text(encoding="utf-8"))
            waiting += [(page.parent / link).resolve() for link in links]
    assert set(PAGES) <= seen


def examples(page: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)


def test_the_routine_of_the_readme_has_ten_lines_and_no_problems() -> None:
    [text] = examples("README.md")
    reading = read_text(text, Path("mornings.toml"), bundled_catalogue().exercises)
    assert len(text.splitlines()) == 10
    assert reading.routine is not None
    assert reading.check() == ()


@pytest.mark.parametrize("page", ["docs/keys.md", "docs/settings.md", "docs/syncing.md"])
def test_settings_that_a_page_shows_can_be_taken_as_they_are(page: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for text in examples(page):
        file.write_text(text, encoding="utf-8")
        settings, problems = load(file)
        assert problems == []
        assert keymap_from(settings.keys)[1] == []


def test_the_numbers_of_routines_and_exercises_are_right() -> None:
    words = {16: "Sixteen", 17: "Seventeen", 18: "Eighteen", 19: "Nineteen", 20: "Twenty"}
    routines = words[len(list(paths.bundled_routines().glob("*.toml")))]
    [unreleased, *_] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## 0.1.0")
    assert f"{routines} routines come with it" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"**{routines} routines**" in unreleased
    assert f"a catalogue of {len(list(paths.bundled_exercises().glob('*.toml')))} exercises" in unreleased
