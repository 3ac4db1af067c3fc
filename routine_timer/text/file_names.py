"""File names from names that strangers chose: safe on every file system, and still recognisable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_LONGEST = 60
_LONGEST_BYTES = 150
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
"""Windows opens a device for these, whatever comes after the dot."""


def slug(name: str, fallback: str) -> str:
    """`name` as the id of a routine or exercise: lower case, letters and digits of any script, hyphens between.

    Accents of Latin letters go. What leaves nothing, or a word that a system keeps for itself, becomes or begins with
    `fallback`.
    """
    bare = "".join(map(_bare, unicodedata.normalize("NFKC", name).casefold()))
    made = re.sub("-+", "-", bare).strip("-")[:_LONGEST]
    made = made.encode("utf-8", "ignore")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip("-")
    if not made:
        return fallback
    return f"{fallback}-{made}" if made in _DEVICES else made


def _bare(character: str) -> str:
    """The letter without its accent where it is Latin; marks of other scripts stay, as they are part of the word."""
    letter = unicodedata.normalize("NFD", character)[0]
    if letter.isascii():
        return letter if letter.isalnum() else "-"
    if "\u0300" <= character <= "\u036f":
        return ""
    return character if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc") else "-"


def unused(name: str, taken: Container[str]) -> str:
    """`name`, or `name-2`, `name-3` … where it is taken."""
    number = 1
    tried = name
    while tried in taken:
        number += 1
        tried = f"{name}-{number}"
    return tried
