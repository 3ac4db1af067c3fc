"""Names of the languages that voices speak, for a person who doesn't know their tags."""

from __future__ import annotations

_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language_text(tag: str) -> str:
    """`English (en-GB)`; the tag alone for a language that isn't in the list."""
    name = _NAMES.get(tag.replace("_", "-").split("-")[0].lower())
    return f"{name} ({tag})" if name else tag
