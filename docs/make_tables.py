"""Write the tables in the docs that come from the program: `make tables`.

A page marks each of them with two comments, `made: NAME` before it and `end: NAME` after it. What stands between is
made from the one place where the program says it: the keys of a file from its JSON Schema, the keys to press from the
table of commands. tests/docs compares every page with what is made here.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

from routine_timer import paths
from routine_timer.app.commands import EVERYWHERE, FIXED, Place, explained, heading, of_everywhere, of_screen, sign
from routine_timer.care.check_in import SIGNS
from routine_timer.care.red_flags import FLAGS
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostic_codes import ADVICE, ERRORS, WARNINGS
from routine_timer.routine.json_schema import tables
from routine_timer.routine.key_docs import IF_ABSENT
from routine_timer.routine.muscle_pairs import PAIRS
from routine_timer.routine.muscles import MUSCLES
from routine_timer.settings import SETTINGS, Setting

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

LINKS = {
    "muscle words": "#muscle-words",
    "positions": "#positions",
    "dose": "#doses",
    "moment": "#cues",
    "circuit": "#circuits",
    "parts of its hold": "#phases",
    "codes of advice": "#advice",
    "figure": "#a-figure-of-its-own",
}
"""Words of a key's description -> where the page about the format says more of them."""

_HOMES = {"routine": "[a routine](#the-routine)", "step": "[a step](#a-step)"}
_REQUIRED = "required"


def command_keys(places: Iterable[Place] = ("session", "home", "preview"), *, named: bool = False) -> str:
    """The keys of screens: one heading row for each screen, then its commands.

    `named` has also the id of each command, which `[keys]` in `config.toml` takes.
    """
    fixed = {heading(place): [keys for keys in FIXED if place in keys.places] for place in places}
    groups = [(heading(place), of_screen(place)) for place in places]
    groups.append((EVERYWHERE, of_everywhere()))
    lines = ["| key | name | does |", "| --- | --- | --- |"] if named else ["| key | does |", "| --- | --- |"]
    for title, commands in groups:
        lines.append(f"| **{title}** | |{' |' * named}")
        for c in commands:
            name = f" `{c.id}` |" if named else ""
            lines.append(f"| {' or '.join(f'`{sign(key)}`' for key in c.keys)} |{name} {explained(c)} |")
        for keys in fixed.get(title, ()):
            lines += [f"| `{keys.ends[0]}` to `{keys.ends[1]}` |{' |' * named} {keys.does} |"]
    return "\n".join(lines) + "\n"


def keys(name: str, here: str = "", like: tuple[str, ...] = ()) -> str:
    """The keys of one table of a file, in the order of its schema; `here` is the section that it stands in.

    Keys that say what the tables of `like` say of theirs come last, named together.
    """
    schemas = tables()
    rows: list[tuple[str, str, str]] = []
    named: dict[str, list[str]] = {}
    for key, says, absent in _said(schemas[name]):
        for other in like:
            if absent != _REQUIRED and _says(schemas[other], key) == says:
                named.setdefault(other, []).append(f"`{key}`")
                break
        else:
            rows.append((f"`{key}`", _linked(says, here), _linked(absent, here)))
    rows += [(", ".join(found), f"as in {_HOMES[other]}", "") for other, found in named.items()]
    return _table(("key", "meaning", "default"), rows)


def _said(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each key with what it says and what holds without it, as parts of a sentence."""
    for key, value in table["properties"].items():
        says, _, absent = value["description"].partition(IF_ABSENT)
        if key in table.get("required", ()):
            absent = _REQUIRED
        elif not absent and value.get("default") not in (None, [], {}):
            default = value["default"]
            absent = f"`{default:g}`" if isinstance(default, float) else f"`{json.dumps(default)}`"
        yield key, _cell(says), _cell(absent)


def _says(table: Mapping[str, Any], key: str) -> str | None:
    return next((says for one, says, _ in _said(table) if one == key), None)


def _cell(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")


def _linked(text: str, here: str) -> str:
    """The first word or words that the page says more about lead there."""
    for words, target in LINKS.items():
        if target != here and words in text:
            return re.sub(rf"\b{words}\b(?!`)", f"[{words}]({target})", text, count=1)
    return text


def codes(sentences: Mapping[str, str]) -> str:
    """Codes of diagnostics with their sentences; each leads to its section."""
    return _table(("code", "problem"), [(f"[{code}](#{code})", says) for code, says in sentences.items()])


def signs() -> str:
    return _table(("statement", "source"), [(one.ask, one.source) for one in (*FLAGS, *SIGNS)])


def pairs() -> str:
    rows = [(", ".join(pair.tight), ", ".join(pair.weak), pair.source) for pair in PAIRS]
    return _table(("tight or overactive", "weak", "source"), rows)


def settings() -> str:
    heads = ("in `config.toml`", "in the app", "what it does", "it takes", "default")
    rows = [(f"`{one.name}`", one.label, one.does, one.kind.expects, _default(one)) for one in SETTINGS]
    return _table(heads, rows)


def _default(one: Setting) -> str:
    """As the file would say it; nothing where it says none."""
    written = one.kind.write(one.default)
    return f"`{json.dumps(written)}`" if written not in ("", {}) else "none"


def positions() -> str:
    exercises = Catalogue.load([paths.bundled_exercises()]).exercises.values()
    return _listed(sorted({one.position for one in exercises if one.position}))


def _listed(words: Iterable[str]) -> str:
    gap = "\0"  # within a word no line ends
    line = ", ".join(f"`{word.replace(' ', gap)}`" for word in words) + "."
    return textwrap.fill(line, 120, break_on_hyphens=False).replace(gap, " ") + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |") for line in lines)


MADE: Mapping[str, Callable[[], str]] = {
    "the keys of a session, home and preview": command_keys,
    "the keys of every screen": partial(command_keys, get_args(Place), named=True),
    "a routine": partial(keys, "routine"),
    "a step": partial(keys, "step"),
    "a cue": partial(keys, "cue", "#cues"),
    "a phase": partial(keys, "phase", "#phases"),
    "a circuit": partial(keys, "circuit", "#circuits"),
    "an exercise": partial(keys, "exercise", like=("routine", "step")),
    "a figure": partial(keys, "figure", "#a-figure-of-its-own"),
    "a prop": partial(keys, "prop", "#a-figure-of-its-own"),
    "a pose": partial(keys, "pose", "#a-figure-of-its-own"),
    "muscle words": partial(_listed, MUSCLES),
    "positions": positions,
    "errors": partial(codes, ERRORS),
    "warnings": partial(codes, WARNINGS),
    "advice": partial(codes, ADVICE),
    "settings": settings,
    "signs": signs,
    "pairs": pairs,
}
"""What a page can name between `made:` and `-->`."""

_REGION = re.compile(r"^(<!-- made: (?P<name>[^>]*?) -->\n).*?^(<!-- end: (?P=name) -->\n)", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"^<!-- (?:made|end):", re.MULTILINE)


def names(page: str) -> list[str]:
    """What a page says is made, in its order.

    Raises:
        ValueError: a mark without the other that belongs to it.
    """
    found = [region["name"] for region in _REGION.finditer(page)]
    if len(_MARK.findall(page)) != 2 * len(found):
        raise ValueError("each `made: NAME` needs an `end: NAME` after it, and none between")
    return found


def renewed(page: str) -> str:
    """A page with everything in it that is made, made anew."""
    return _REGION.sub(lambda region: f"{region[1]}{MADE[region['name']]()}{region[3]}", page)


def main() -> int:
    for file in PAGES:
        old = file.read_text(encoding="utf-8")
        try:
            names(old)
        except ValueError as error:
            sys.stderr.write(f"{file.relative_to(ROOT)}: {error}\n")
            return 1
        if (new := renewed(old)) != old:
            file.write_text(new, encoding="utf-8")
            sys.stderr.write(f"{file.relative_to(ROOT)}: made anew\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
