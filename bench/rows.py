"""A row of the table: what was measured, of us and of what it is compared with, and what it should be. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

Unit: TypeAlias = Literal["s", "ms", "MB", "×", ""]
Kind: TypeAlias = Literal["ratio", "value"]


@dataclass(frozen=True, slots=True)
class Target:
    """At most `limit`: times what it is compared with (`ratio`), or in the row's own unit (`value`)."""

    kind: Kind
    limit: float

    def text(self, unit: Unit) -> str:
        return f"≤ {self.limit:g} ×" if self.kind == "ratio" else f"≤ {self.limit:g} {unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `ours` and `peer` are in `unit`; `peer` is None where nothing is compared, or it could not be had."""

    key: str
    group: str
    what: str
    unit: Unit
    ours: float
    peer: float | None = None
    peer_name: str = ""
    target: Target | None = None
    samples: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.peer is None or self.peer <= 0 else self.ours / self.peer

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None if there is none, or if what it needs is missing."""
        if self.target is None:
            return None
        value = self.ratio if self.target.kind == "ratio" else self.ours
        return None if value is None else value <= self.target.limit

    @property
    def target_text(self) -> str:
        return "" if self.target is None else self.target.text(self.unit)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def at_most(limit: float) -> Target:
    return Target("value", limit)


def times(limit: float) -> Target:
    return Target("ratio", limit)


def median(values: Iterable[float]) -> float:
    return quantile(list(values), 0.5)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie: an order statistic, so the 99th of a hundred is one of them."""
    if not values:
        raise ValueError("there is no quantile of nothing")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def in_turn(repeats: int, *runs: Callable[[], float]) -> list[float]:
    """The median of each of `runs`, which take turns; one turn before them is not counted."""
    for run in runs:
        run()
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(repeats):
        for found, run in zip(taken, runs, strict=True):
            found.append(run())
    return [median(found) for found in taken]
