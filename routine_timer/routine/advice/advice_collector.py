"""Collects advice on a routine, except what its file silences with `allow`."""

from __future__ import annotations

from routine_timer.routine.problem_collector import KeyPath, Part, ProblemCollector
from routine_timer.routine.resolve import PlacedStep


class AdviceCollector:
    """Collects advice that is silenced neither for the routine nor for the step that it is about."""

    def __init__(self, allow: frozenset[str], problems: ProblemCollector) -> None:
        self._allow = allow
        self._problems = problems

    def wants(self, code: str, about: PlacedStep | None = None) -> bool:
        """Whether anybody wants to hear of `code`, in the routine or about one step."""
        return code not in self._allow and (about is None or code not in about.allow)

    def note(self, code: str, about: PlacedStep, message: str, help: str, key: str | None = None) -> None:
        """Advice about a step: at its `key` where the file gives that one, else at the step's header."""
        if key is not None and getattr(about.table, key) is not None:
            self.note_at(code, (*about.path, key), message, help, "value", about)
        else:
            self.note_at(code, about.path, message, help, "key", about)

    def note_at(
        self,
        code: str,
        path: KeyPath,
        message: str,
        help: str,
        part: Part,
        about: PlacedStep | None = None,
    ) -> None:
        """Advice about the key or the value at `path`."""
        if self.wants(code, about):
            self._problems.note(path, code, message, help, part)
