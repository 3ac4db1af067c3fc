"""The five sources by names that people know; `docs/sources.md` has the articles under their keys. Pure."""

from __future__ import annotations

import re

NAMES = {
    "S0": "the Pilates article",
    "S1": "the 2019 article",
    "S2": "Emily DePauw",
    "S3": "Spinal Backrack",
    "S4": "the hip article",
}
_KEY = re.compile(r"(^|[.:] )?\b(S[0-4])\b")


def named(text: str) -> str:
    """A text in which the keys of sources are names: `(S2)` is `(Emily DePauw)`."""

    def name_of(found: re.Match[str]) -> str:
        before, name = found[1], NAMES[found[2]]
        return name if before is None else f"{before}{name[0].upper()}{name[1:]}"

    return _KEY.sub(name_of, text)
