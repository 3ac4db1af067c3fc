"""The pairs of muscles that corrective routines are about: one half tight, the other weak.

When one muscle tightens, its opposite relaxes (S1). Correcting that takes both halves: the tight one is stretched, and
first; the weak one is made to work (S1, S3, S4). The articles S0 to S4 are listed in `docs/sources.md`.
"""

from __future__ import annotations

import msgspec


class Pair(msgspec.Struct, frozen=True):
    """A tight half to stretch and a weak half to strengthen, and the articles that name them."""

    name: str
    tight: tuple[str, ...]
    weak: tuple[str, ...]
    source: str


PAIRS: tuple[Pair, ...] = (
    Pair("hip flexors and glutes", ("hip flexors",), ("glutes",), "S1, S3, S4"),
    Pair("hamstrings and quadriceps", ("hamstrings",), ("quadriceps",), "S3"),
    Pair("back of the thigh and core", ("hamstrings", "hip flexors"), ("glutes", "abdominals"), "S4"),
    Pair(
        "front of the hip and what holds it back",
        ("hip flexors", "quadriceps"),
        ("glutes", "hamstrings", "abdominals"),
        "S0",
    ),
    Pair("upper and lower shoulders", ("upper traps",), ("lower traps", "rhomboids"), "S3"),
    Pair("lower back and core", ("lower back",), ("abdominals", "deep spinal stabilisers"), "S3, S4"),
    Pair(
        "hip and its stabilisers",
        ("glutes", "piriformis"),
        ("abductors", "obliques", "transverse abdominals"),
        "S0, S2",
    ),
)
