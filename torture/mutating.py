"""Random documents: real ones, broken in many ways. All chance comes from the `Random` that is handed over."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;obeyed\x07",
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\u202eright to left",
    "\u2066isolated",
    "[red]markup[/red]",
    "[link=file:///etc/passwd]linked[/link]",
    "👩‍👩‍👧‍👦" * 20,
    "Z̴̡̛" + "̀" * 200,
    "x" * 5000,
    "\x00\x07\x08\r\n\t",
    "$(touch obeyed) `touch obeyed` ; touch obeyed",
    "'\"\\",
    "--speed=1",
    "[[inpt PHON]] <speak>",
    "\ud800",
    "",
    " ",
)
"""Texts that want to be obeyed, or to take up more room than they should."""
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.1, 1e308, -1e308, 10**30, -(10**30), 2**63, 86_400, 10**9, "", "x" * 300, [], {},
    [[]], [None], {"a": {}}, float("nan"), float("inf"), "9" * 400, "1970-01-01", "2026-13-45", "99999999s", "1s-",
    "-5s", "20-10s", *HOSTILE,
)  # fmt: skip
_TOML_VALUES = (
    "true", "-1", "0", "1e999", "nan", "inf", "99999999999999999999", '""', "[]", "{}", "[[]]", "1979-05-27",
    "07:32:00", "1979-05-27T07:32:00Z", '"20s+"', '"up to 9s"', '"0s"', '"-5s"', '"30-20s"', '"9999h"', '"1m1m"',
    "{ at = 3, say = 4 }", '[{ at = "halfway", say = "x" }, 5]', '"both"', '"left"', "'''\nx\n'''", '"\\uD800"', "0x1F",
    "1_000", "0b1", "+5", "[1, 'a', {}]",
)  # fmt: skip
_TOML_KEYS = (
    "format", "name", "exercise", "hold", "reps", "tempo", "pace", "sides", "first", "sets", "rounds", "rest", "switch",
    "between", "get_ready", "cues", "step", "phase", "targets", "max", "allow", "image", "stretches", "strengthens",
    "usual_tempo", "dose", "poses", "aliases", "colour", "'quoted key'", '"\\u0000"', "a.b.c",
)  # fmt: skip
_VALUE = re.compile(r"(?<== )[^\n]+")


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """One of `seeds`, or two, after a few changes."""
    data = random.choice(seeds)
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        data = random.choice(_CHANGES)(data, seeds, random)
    return data[:3_000_000]


def _flip(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _take_out(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randint(1, 60) :]


def _put_in(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    text = random.choice([*HOSTILE, "[" * 300, "{" * 300, '{"a":' * 100, "=", '"', "\n", "]", "9" * 5000])
    return data[:at] + text.encode("utf-8", "surrogatepass") + data[at:]


def _again(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    """A part of it many times over."""
    at = random.randrange(len(data) + 1)
    part = data[at : at + random.randint(1, 400)]
    return data[:at] + part * random.choice([2, 10, 100, 1000]) + data[at:]


def _splice(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def _json(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    """Values of a JSON document replaced by strange ones, taken out, or put in again and again."""
    try:
        root = json.loads(data)
    except (ValueError, RecursionError):
        return _toml(data, _seeds, random)
    for _ in range(random.randint(1, 4)):
        holder, key = _somewhere(root, random)
        if holder is None:
            break
        match random.randrange(4):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder[key:key] = [holder[key]] * random.choice([1, 10, 300])
            case _:
                holder[key] = copy.deepcopy(random.choice(STRANGE))  # or it would be put into itself one day
    return json.dumps(root, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _somewhere(root: Any, random: Random) -> tuple[Any, Any]:
    """A place in a document: its holder and key."""
    holder, key, here = None, None, root
    for _ in range(random.randint(1, 8)):
        keys = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        if not keys:
            break
        holder, key = here, random.choice(keys)
        here = here[key]
    return holder, key


def _toml(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    """Values and keys of a TOML document replaced by strange ones."""
    text = data.decode("utf-8", "surrogateescape")
    values = list(_VALUE.finditer(text))
    if values and random.random() < 0.7:
        where = random.choice(values)
        quoted = json.dumps(random.choice(HOSTILE))
        text = text[: where.start()] + random.choice([*_TOML_VALUES, quoted]) + text[where.end() :]
    else:
        lines = text.split("\n")
        line = f"{random.choice(_TOML_KEYS)} = {random.choice(_TOML_VALUES)}"
        header = random.choice(["[[step]]", "[[step.step]]", "[[step.step.step]]", "[[step.phase]]", "[x]", line, line])
        lines.insert(random.randrange(len(lines) + 1), header)
        text = "\n".join(lines)
    return text.encode("utf-8", "surrogateescape")


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip, _cut, _take_out, _put_in, _again, _splice, _json, _json, _json, _toml, _toml,
)  # fmt: skip
