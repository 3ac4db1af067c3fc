"""Lines on the screen that need no garbage collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.strip import Strip


class AcyclicStrip(Strip):
    """A line that is freed as soon as nothing uses it.

    Textual remembers how a line was cut, and where it was not cut at all, that is the line itself: it refers to itself,
    so only a garbage collection would free it, with all that it remembers of how it was cropped and rendered (seen with
    8.2; we know of no report of it).
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        within = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if within == [self.cell_length] else super().divide(within)
