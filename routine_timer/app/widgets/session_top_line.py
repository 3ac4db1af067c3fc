"""The top line of a session and of its summary: routine, progress, time left, and the state as a word on its colour.

One widget that draws one line, and repaints only the part that changed: the time left, once a second.
"""

from __future__ import annotations

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from routine_timer.app.widgets.acyclic_strip import AcyclicStrip

_BAR_LEAST = 10
_NAME_LEAST = 8
"""A name cut to fewer cells is useless."""
_GAPS = (3, 2)
"""Cells between two parts, the wider gap if it fits."""
_PARTS_SHOWN = (
    ("routine", "step", "left", "sound"),
    ("step", "left", "sound"),
    ("left", "sound"),
    ("step", "left"),
    ("left",),
)
"""The parts beside the word, as the line gets narrower."""


class SessionTopLineState(msgspec.Struct, frozen=True):
    """What the line shows. `share` is how much is done, from 0 to 1."""

    routine: str = ""
    step: str = ""
    share: float = 0.0
    left: str = ""
    sound: str = ""
    """Which sound is off; empty if none is."""
    word: str = ""


class _Part(msgspec.Struct, frozen=True):
    """A part of the line: a component class, its text, and the cell where it starts."""

    kind: str
    text: str
    x: int

    @property
    def width(self) -> int:
        return cell_len(self.text)


class SessionTopLine(Widget):
    """Shows a `SessionTopLineState`. In a narrow terminal the bar goes first, then the name, and the word last.

    Args:
        widest: the widest that each text can get, so that the length of the bar never changes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "topline--routine",
        "topline--step",
        "topline--done",
        "topline--todo",
        "topline--left",
        "topline--sound",
        "topline--word",
    }
    DEFAULT_CSS = """
    SessionTopLine {
        height: 1;
        & > .topline--routine { text-style: bold; }
        & > .topline--step { color: $quiet; }
        & > .topline--todo { color: $faint; }
        & > .topline--left { color: $foreground; }
        & > .topline--sound { color: $quiet; }
        & > .topline--word { text-style: bold; }
    }
    """

    def __init__(self, *, widest: SessionTopLineState | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._widest = widest or SessionTopLineState()
        self._progress = SessionTopLineState()
        self._cached_styles: dict[str, Style] = {}

    def show(self, progress: SessionTopLineState) -> None:
        """Show `progress`, repainting only what changed."""
        if progress == self._progress:
            return
        before = self._parts()
        self._progress = progress
        after = self._parts()
        if [(p.kind, p.x, p.width) for p in before] != [(p.kind, p.x, p.width) for p in after]:
            self.refresh()
            return
        changed = [p for p, old in zip(after, before, strict=True) if p != old]
        if changed:
            self.refresh(*(Region(p.x, 0, p.width, 1) for p in changed))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cached_styles.clear()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        ground = self._style("")
        segments: list[Segment] = []
        column = 0
        for part in self._parts():
            segments.append(Segment(" " * (part.x - column), ground))
            segments.append(Segment(part.text, self._style(part.kind)))
            column = part.x + part.width
        segments.append(Segment(" " * max(self.size.width - column, 0), ground))
        return AcyclicStrip(segments)

    def _style(self, kind: str) -> Style:
        """The style of a part, or of the background for "". Slow, so it is cached until the styles change."""
        if kind not in self._cached_styles:
            ground = self.rich_style
            own = self.get_component_rich_style(f"topline--{kind}", partial=True) if kind else Style.null()
            self._cached_styles[kind] = ground + own
        return self._cached_styles[kind]

    def _parts(self) -> list[_Part]:
        width, shown = self.size.width, self._progress
        word = f" {shown.word} " if shown.word else ""
        columns = _columns(shown, self._widest, width)
        if columns is not None:
            word = _centred(word, columns.word)
        kept, gap = _that_fit(shown, width - 1 - cell_len(word))
        ends = [(kind, kept[kind]) for kind in ("left", "sound") if kept.get(kind)]
        ends_at = width - cell_len(word) - sum(cell_len(text) + gap for _, text in ends)
        step = kept.get("step", "")
        step_width = max(cell_len(step), columns.step if columns else 0)
        step_width += gap if step_width else 0
        room = ends_at - 1 - step_width - gap
        if columns is not None:
            room -= columns.bar
        name = kept.get("routine", "")
        name = _cut(name, room) if columns is None or room >= min(_NAME_LEAST, cell_len(name)) else ""
        parts = [_Part("routine", name, 1)]
        x = 1 + (cell_len(name) + gap if name else 0)
        if step:
            parts.append(_Part("step", step, x))
        x += step_width
        if columns is not None:
            parts += _bar(columns.bar - _GAPS[-1], shown.share, x)
        for kind, text in ends:
            parts.append(_Part(kind, text, ends_at))
            ends_at += cell_len(text) + gap
        parts.append(_Part("word", set_cell_size(word, min(cell_len(word), width)), max(width - cell_len(word), 0)))
        return [part for part in parts if part.text]


class _Columns(msgspec.Struct, frozen=True):
    """Widths, in cells, of the parts beside a bar; the bar's includes the gap after it."""

    step: int
    bar: int
    word: int


def _columns(shown: SessionTopLineState, widest: SessionTopLineState, width: int) -> _Columns | None:
    """None if a bar doesn't fit beside the whole name. Room is reserved for the sound if possible; if not, the name is
    cut for it, not the bar."""
    gap = _GAPS[0]

    def column(*texts: str) -> int:
        return max(map(cell_len, texts))

    name, step, left = column(shown.routine), column(shown.step, widest.step), column(shown.left, widest.left)
    word = column(shown.word, widest.word) + 2
    if not name:
        return None
    fixed = [name, step, left + len(" left") if left else 0]
    room = width - 1 - word - sum(cells + gap for cells in fixed if cells)
    sound = column(shown.sound, widest.sound)
    with_sound = room - sound - gap if sound else room
    if with_sound < _BAR_LEAST and name < sound:
        return None
    bar = with_sound if with_sound >= _BAR_LEAST else room
    return _Columns(step, bar, word) if bar >= _BAR_LEAST else None


def _centred(text: str, width: int) -> str:
    free = width - cell_len(text)
    return " " * (free // 2) + text + " " * (free - free // 2)


def _that_fit(shown: SessionTopLineState, room: int) -> tuple[dict[str, str], int]:
    """The parts that fit beside the word, by kind, and the gap between them. The least important are left out first."""
    texts = {
        "routine": shown.routine,
        "step": shown.step,
        "left": f"{shown.left} left" if shown.left else "",
        "sound": shown.sound,
    }
    for kinds in _PARTS_SHOWN:
        kept = {kind: texts[kind] for kind in kinds if texts[kind]}
        for gap in _GAPS:
            least = sum(min(cell_len(t), _NAME_LEAST if kind == "routine" else room) + gap for kind, t in kept.items())
            if least <= room:
                return kept, gap
    return {}, _GAPS[0]


def _cut(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1).rstrip() + "…" if room > 1 else ""


def _bar(width: int, share: float, x: int) -> list[_Part]:
    """The bar in half cells: heavy for what is done, light for what is left."""
    halves = round(share * width * 2)
    whole, half = divmod(min(halves, width * 2), 2)
    done = "━" * whole + ("╸" if half else "")
    return [_Part("done", done, x), _Part("todo", "─" * (width - len(done)), x + len(done))]
