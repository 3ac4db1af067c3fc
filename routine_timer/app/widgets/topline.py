"""The line at the head of a session: which routine, how far, how much is left, and the state as a word on its colour.

One widget that draws one line, and paints again only the part that changed: the time left, once a second.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_BAR_LEAST = 10
_GAP = "   "


@dataclass(frozen=True, slots=True)
class Progress:
    """What the line shows. `share` is how much is behind, from 0 to 1."""

    routine: str = ""
    step: str = ""
    share: float = 0.0
    left: str = ""
    sound: str = ""
    """What of the sound is silenced, or nothing."""
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the line: a component class, its text, and the cell it begins at."""

    kind: str
    text: str
    x: int

    @property
    def width(self) -> int:
        return cell_len(self.text)


class TopLine(Widget):
    """Shows a `Progress`. In a narrow terminal the bar goes first, then the name is cut."""

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
    TopLine {
        height: 1;
        & > .topline--routine { text-style: bold; }
        & > .topline--step { color: $quiet; }
        & > .topline--todo { color: $faint; }
        & > .topline--left { color: $foreground; }
        & > .topline--sound { color: $quiet; }
        & > .topline--word { text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._progress = Progress()
        self._kept_styles: dict[str, Style] = {}

    def show(self, progress: Progress) -> None:
        """Show `progress`; what is as it was stays as it was."""
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
        self._kept_styles.clear()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        ground = self._style("")
        segments: list[Segment] = []
        column = 0
        for part in self._parts():
            segments.append(Segment(" " * (part.x - column), ground))
            segments.append(Segment(part.text, self._style(part.kind)))
            column = part.x + part.width
        segments.append(Segment(" " * max(self.size.width - column, 0), ground))
        return Strip(segments)

    def _style(self, kind: str) -> Style:
        """The style of a part, or with "" of the ground; dear to work out, so it is kept until the styles change."""
        if kind not in self._kept_styles:
            ground = self.rich_style
            own = self.get_component_rich_style(f"topline--{kind}", partial=True) if kind else Style.null()
            self._kept_styles[kind] = ground + own
        return self._kept_styles[kind]

    def _parts(self) -> list[_Part]:
        width, shown = self.size.width, self._progress
        right = [("left", f"{shown.left} left" if shown.left else ""), ("sound", shown.sound)]
        ends = [(kind, text) for kind, text in right if text]
        word = f" {shown.word} " if shown.word else ""
        ends_width = sum(cell_len(text) + len(_GAP) for _, text in ends) + cell_len(word)
        step_width = cell_len(shown.step) + len(_GAP) if shown.step else 0
        room = width - ends_width - step_width - 1 - len(_GAP)
        name = shown.routine if cell_len(shown.routine) <= room else _cut(shown.routine, room)
        bar_room = room - cell_len(name)
        parts = [_Part("routine", name, 1)]
        x = 1 + cell_len(name) + len(_GAP)
        if shown.step:
            parts.append(_Part("step", shown.step, x))
            x += step_width
        if bar_room >= _BAR_LEAST:
            parts += _bar(bar_room - 1, shown.share, x)
        x = width - ends_width
        for kind, text in ends:
            parts.append(_Part(kind, text, x))
            x += cell_len(text) + len(_GAP)
        if word:
            parts.append(_Part("word", word, width - cell_len(word)))
        return [part for part in parts if part.text and part.x >= 0]


def _cut(text: str, room: int) -> str:
    return set_cell_size(text, room - 1).rstrip() + "…" if room > 1 else ""


def _bar(width: int, share: float, x: int) -> list[_Part]:
    """The bar in half cells: what is behind is heavy, what is to come is light."""
    halves = round(share * width * 2)
    whole, half = divmod(min(halves, width * 2), 2)
    done = "━" * whole + ("╸" if half else "")
    return [_Part("done", done, x), _Part("todo", "─" * (width - len(done)), x + len(done))]
