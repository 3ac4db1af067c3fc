"""How a key is written in a sentence."""

from __future__ import annotations


def key_name(key: str) -> str:
    """`Space` and `Enter` for the keys that have a word; others as they are, because R is another key than r."""
    return key.capitalize() if len(key) > 1 and key.isalpha() else key
