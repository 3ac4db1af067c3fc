"""Shows what was done of each step: in letters to be read from the floor where all have room, else in a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from routine_timer.app.screens.summary.session_result import Extent, StepResult
from routine_timer.app.widgets.big_text import BigText

_LARGE_LEAST, _LARGE_MOST = 3, 6
"""Lines of a large step."""
_LARGE_FROM = 100
"""Columns below which the large letters would cut off too many names."""
_NAME_MOST = 36
_DID_LEAST = 20
"""Cells for what was done of a step, with its mark; only what is left goes to the name, but never less than half."""
_MARK_STYLES: dict[Extent, str] = {"whole": "$state-done", "part": "$state-switch", "none": "$quiet"}
_SQUARES: dict[Extent, tuple[str, str, str]] = {
    "whole": ("█████", "█████", "▀▀▀▀▀"),
    "part": ("██▛▀▜", "██▌ ▐", "▀▀▀▀▀"),
    "none": ("▛▀▀▀▜", "▌   ▐", "▀▀▀▀▀"),
}
"""The top, the middle and the bottom of a large mark; they differ in shape, not in colour alone, and end in the middle
of a line, so that those below each other stay apart."""


class StepResultsView(VerticalScroll):
    """The steps one below the other."""

    DEFAULT_CSS = """
    StepResultsView { & > #large-steps { display: none; } }
    StepResultsView.-large { & > #large-steps { display: block; } & > #steps { display: none; } }
    """

    def __init__(self, steps: Sequence[StepResult]) -> None:
        super().__init__(id="done", can_focus=False)
        self._steps = steps

    def compose(self) -> ComposeResult:
        yield _PlainSteps(self._steps)
        with Vertical(id="large-steps"):
            yield from (_LargeStep(step) for step in self._steps)

    def on_resize(self, event: events.Resize) -> None:
        del event
        steps = len(self._steps)
        if not steps:
            return
        width, height = self.content_size
        lines = min(height // steps, _LARGE_MOST)
        self.set_class(lines >= _LARGE_LEAST and width >= _LARGE_FROM, "-large")
        spaced = height >= steps * (lines + 1) - 1
        for number, step in enumerate(self.query(_LargeStep), 1):
            step.show(lines, spaced=spaced and number < steps)


class _LargeStep(Horizontal):
    DEFAULT_CSS = """
    _LargeStep {
        width: 1fr;
        & > Static { width: 8; }
        & > .name { width: 6fr; }
        & > .did { width: 5fr; padding-left: 3; }
        & > BigText { color: $quiet; }
        &.-whole > BigText { color: $text; }
    }
    """

    def __init__(self, step: StepResult) -> None:
        self._step = step
        self._mark = Static()
        self._label = BigText(least=_LARGE_LEAST, may_shorten=True, classes="name")
        self._amount = BigText(least=_LARGE_LEAST, classes="did")
        super().__init__(self._mark, self._label, self._amount, classes=f"-{step.extent}")

    def on_mount(self) -> None:
        self._label.show(self._step.name)
        self._amount.show(self._step.did, *self._step.did_shorter)

    def show(self, lines: int, *, spaced: bool) -> None:
        """Be `lines` high, with a free line below where `spaced`."""
        self.styles.height = lines
        self.styles.margin = (0, 0, 1 if spaced else 0, 0)
        for text in (self._label, self._amount):
            text.styles.height = lines
        top, middle, bottom = _SQUARES[self._step.extent]
        square = [top, *[middle] * max(lines - 3, 0), bottom]
        self._mark.update(Content.styled("\n".join(square), _MARK_STYLES[self._step.extent]))


class _PlainSteps(Widget):
    """The steps, one below the other; a dose that doesn't fit beside its name continues below its start."""

    def __init__(self, steps: Sequence[StepResult]) -> None:
        super().__init__(id="steps")
        self._steps = steps

    def render(self) -> Content:
        return Content("\n").join(self._lines(*self.content_size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width, container.height))

    def _lines(self, width: int, height: int) -> list[Content]:
        """All the rows, with room between the steps where there is enough of it."""
        steps = self._rows_of_steps(width)
        spaced = sum(map(len, steps)) + len(steps) - 1 <= height
        rows = [row for step in steps for row in (*step, *([Content("")] if spaced else []))]
        return rows[:-1] if spaced else rows

    def _rows_of_steps(self, width: int) -> list[list[Content]]:
        longest = max((Content(step.name).cell_length for step in self._steps), default=0)
        wide = min(longest, _NAME_MOST, max(width // 2, width - _DID_LEAST, 1))
        return [_rows(step, wide, width) for step in self._steps]


def _rows(step: StepResult, wide: int, width: int) -> list[Content]:
    """One step, its name cut to `wide` cells, in as many rows as what was done of it takes."""
    name = Content(step.name).truncate(wide, ellipsis=True, pad=True)
    head = Content.assemble(
        (f"{step.mark} ", _MARK_STYLES[step.extent]),
        name.stylize("bold" if step.extent == "whole" else "$quiet"),
        "  ",
    )
    did = Content.styled(step.did, "" if step.extent == "whole" else "$quiet")
    below = Content(" " * head.cell_length)
    rows = did.wrap(max(width - head.cell_length, 1))
    return [Content.assemble(below if n else head, row.rstrip()) for n, row in enumerate(rows)]
