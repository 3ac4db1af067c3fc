"""What is wrong with the text, and what would be better: each with its line, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from routine_timer.app.keymap import key_shown
from routine_timer.app.screens.editor.advice_key_hints import in_words, key_hint
from routine_timer.app.widgets.line_list import LineList, ListRow
from routine_timer.editing.outline import Outline
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp

_SIGNS = {"error": ("✗", "$error"), "warning": ("!", "$warning"), "advice": ("·", "$primary")}
"""They differ in shape, not in colour alone; the word is next to the line."""
_INDENT = 2
_MOST = 200


@dataclass(frozen=True)
class ProblemRow(ListRow):
    """One problem on as many lines as it takes."""

    problem: Diagnostic
    key_hint: str
    """How to fix it from the steps."""

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        problem = self.problem
        sign, colour = _SIGNS[problem.severity]
        text = Content.assemble(
            (f"{problem.severity}: ", colour),
            plain(problem.message),
            (" · ", "$quiet"),
            (self.key_hint, "$accent"),
            (f" · {plain(in_words(problem.help))}" if problem.help else "", "$quiet"),
        )
        lines = text.wrap(max(width - _INDENT, 10))
        heads = [Content.styled(f"{sign} ", f"bold {colour}"), *[Content(" " * _INDENT)] * (len(lines) - 1)]
        return Content("\n").join(
            Content.assemble(head, line.rstrip()) for head, line in zip(heads, lines, strict=True)
        )

    def height(self, width: int) -> int:
        return len(self.draw(width, highlighted=False).plain.split("\n"))


class ProblemList(LineList):
    """The list. Enter on one goes to its line."""

    app: BaseApp

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._problems: tuple[Diagnostic, ...] = ()
        self.add_class("-empty")

    def show(self, problems: Sequence[Diagnostic]) -> None:
        if tuple(problems) == self._problems:
            return
        self._problems = tuple(problems)
        rows = [ProblemRow(problem, key_hint(problem, self._key)) for problem in self._problems[:_MOST]]
        self.show_rows(rows, min(self.highlighted or 0, len(rows) - 1) if rows else None)
        self.set_class(not self._problems, "-empty")

    def _key(self, command: str) -> str:
        return key_shown(command, self.app.own_keys)

    @property
    def chosen(self) -> Diagnostic | None:
        return self._problems[self.highlighted] if self.highlighted is not None and self._problems else None

    def after(self, line: int, column: int) -> Diagnostic | None:
        """The first problem behind a place (from 1) in the text; round again at the end."""
        placed = sorted(self._problems, key=lambda one: (one.line, one.column))
        behind = [one for one in placed if (one.line, one.column) > (line, column)]
        return next(iter(behind or placed), None)

    def at(self, line: int) -> Diagnostic | None:
        """The problem to show for a line: one that starts on it, or else one that it is part of."""
        here = [one for one in self._problems if one.line <= line <= max(one.end_line, one.line)]
        return min(here, key=lambda one: line - one.line, default=None)


def summary(problems: Sequence[Diagnostic]) -> Content:
    """How many there are of each: `2 errors, 1 suggestion`."""
    said = []
    for severity, (_, colour) in _SIGNS.items():
        number = sum(one.severity == severity for one in problems)
        if number:
            word = pluralize(number, "suggestion" if severity == "advice" else severity)
            said.append(Content.styled(word, colour))
    return Content(", ").join(said) if said else Content.styled("no problems", "$success")


def saved_message(found: Outline, file: Path, *, was_gone: bool = False) -> tuple[str, str]:
    """What to tell once a file is saved, and the colour of it. The file's own name is for one that has no other."""
    name, errors = found.name or file.name, found.errors
    again = " The file had been deleted or renamed in the meantime." if was_gone else ""
    if not errors:
        return f"Saved {name}.{again}", "$warning" if again else "$success"
    first = f"Fix {'it' if errors == 1 else 'them'} before you {found.use}."
    return f"Saved {name} with {pluralize(errors, 'error')}. {first}{again}", "$warning"
