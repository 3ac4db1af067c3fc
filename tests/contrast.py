"""How well two colours can be told apart."""

from __future__ import annotations


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """As the Web Content Accessibility Guidelines measure it, from 1 to 21."""

    def light(colour: tuple[int, int, int]) -> float:
        parts = [p / 255 / 12.92 if p / 255 <= 0.03928 else ((p / 255 + 0.055) / 1.055) ** 2.4 for p in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dim, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dim + 0.05)
