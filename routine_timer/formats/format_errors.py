"""Errors for files that can't be imported and routines that can't be exported."""

from __future__ import annotations

from routine_timer.errors import RoutineTimerError


class ImportProblem(RoutineTimerError):
    """A file that can't be imported. `path` is where: `$.workouts[0].sets`, or `$` for the whole file."""

    def __init__(self, what: str, path: str = "$", help: str = "") -> None:
        super().__init__(what if path == "$" else f"{path}: {what}")
        self.path = path
        self.what = what
        self.help = help


class ExportProblem(RoutineTimerError):
    """A routine that the other program's format can't hold at all, or a format that is not known."""

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.help = help
