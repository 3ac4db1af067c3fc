"""A figure as lines of text, its keyframes side by side, for `show --figure` and wherever no screen is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routine_timer.figures.motion import Moment
from routine_timer.figures.rig import Rig
from routine_timer.routine.poses import Figure, Pose

_ROWS = 14
_GAP = 2
_WIDEST, _NARROWEST = 44, 20
_BLANK = "\u2800"


def strip(figure: Figure, poses: Sequence[Pose], width: int, accent: Iterable[str] = ()) -> list[str]:
    """The keyframes of a figure as lines of braille no wider than `width` cells, as many beside each other as fit.

    Lines end where their ink ends, and empty lines above and below are left out. Without poses there are no lines.
    """
    if not poses:
        return []
    rig = Rig(figure, poses, accent)
    each = max(min(_WIDEST, (width + _GAP) // min(len(poses), 3) - _GAP), min(_NARROWEST, width))
    beside = max((width + _GAP) // (each + _GAP), 1)
    rows = max(min(_ROWS, each // 2), 6)
    lines: list[str] = []
    for start in range(0, len(poses), beside):
        pictures = [
            rig.picture(Moment(i, i), each, rows).lines() for i in range(start, min(start + beside, len(poses)))
        ]
        block = [(" " * _GAP).join(parts).replace(_BLANK, " ").rstrip() for parts in zip(*pictures, strict=True)]
        lines += [""] if lines else []
        lines += _trimmed(block)
    return lines


def _trimmed(block: list[str]) -> list[str]:
    inked = [i for i, line in enumerate(block) if line]
    return block[inked[0] : inked[-1] + 1] if inked else []
