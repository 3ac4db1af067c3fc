"""What can go wrong with the history. The package's docstring draws the tree of these errors."""

from __future__ import annotations

from routine_timer.errors import RoutineTimerError
from routine_timer.text.plurals import pluralize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self


class HistoryError(RoutineTimerError):
    """The base of all errors about the history."""

    reason = "can't be written"
    """What is said of its file, if the error is about one."""

    def when_opening(self) -> HistoryError:
        """The same error, for a program that continues without the history: nobody has asked for a change."""
        return self


class NewerHistory(HistoryError):
    """The file was written by a newer version of the program. It was not touched."""

    reason = "was written by a newer version"

    def __init__(self, file: Path, found: int, known: int) -> None:
        super().__init__(f"{file} was written by a newer version (schema {found}; this version reads up to {known})")
        self.file = file
        self.found = found
        self.known = known
        self.help = "update routine-timer; until then your history stays untouched"


class DamagedHistory(HistoryError):
    """The file can't be read. `aside` is its new name, if it was renamed; `backups` are the good ones, newest first."""

    reason = "is damaged"

    def __init__(self, file: Path, what: str, aside: Path | None = None, backups: Sequence[Path] = ()) -> None:
        renamed = f"; it was set aside, untouched, as {aside.name} in the same folder" if aside else ""
        super().__init__(f"{file} is damaged ({what}){renamed}")
        self.file = file
        self.what = what
        self.aside = aside
        self.backups = tuple(backups)
        if backups:
            import shlex  # few need it

            backup = shlex.quote(str(backups[0]))
            self.help = f"restore the newest good backup with: routine-timer history import {backup}"
        elif aside:
            self.help = "there is no good backup, so a new history was started"
        else:
            self.help = (
                "start `routine-timer`: it sets the file aside, untouched, and offers the newest good backup, if any"
            )


def unusable_backup(file: Path, what: str) -> DamagedHistory:
    """A file to import that is damaged, or takes too long to read: then SQLite says that it was interrupted."""
    error = DamagedHistory(file, "it takes too long to read" if what == "interrupted" else what)
    error.help = "nothing was imported: try another backup"
    return error


class CannotWrite(HistoryError):
    """The file can't be written now, and no part of a change was. A running session goes to the state folder."""

    way_out = "check the file and its folder"

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(f"{file} {self.reason} ({what})")
        self.file = file
        self.what = what
        self.help = f"nothing was changed: {self.way_out}, and try again"

    def when_opening(self) -> HistoryError:
        return self.with_own_help(f"your history isn't used until this works again: {self.way_out}")

    def with_own_help(self, help: str) -> Self:
        """The same error, with what became of a session, for example, instead of "nothing was changed"."""
        told = type(self).__new__(type(self), *self.args)
        told.__dict__.update(self.__dict__, help=help)
        return told


class HistoryLocked(CannotWrite):
    """Another program has locked the file."""

    reason = "is locked by another program"
    way_out = "wait until that program is done, or close it"


class DiskFull(CannotWrite):
    """No room is left."""

    reason = "can't grow: the disk is full"
    way_out = "free some space"


class ReadOnly(CannotWrite):
    """The file is read-only, or the `folder` that it is or was to be in."""

    reason = "is read-only"
    way_out = "make the file and its folder writable"

    def __init__(self, file: Path, what: str, folder: Path | None = None) -> None:
        if folder is not None:
            self.way_out = "make the folder writable"
        super().__init__(folder or file, what)


class CannotOpen(CannotWrite):
    """SQLite can't open the file, or what it needs beside it: it says no more than that."""

    reason = "can't be opened"
    way_out = "check that you may read and write it and its folder"


class CannotRead(CannotWrite):
    """A file to take in, such as a backup or another computer's, can't be read. Nothing is wrong with the history."""

    reason = "can't be read"
    way_out = "check that it is there, and that you may read it"


class HistoryClosed(CannotWrite):
    """The program closed the file while a part of it still used it. The file itself is as it was."""

    reason = "was closed before this was written"
    way_out = "restart routine-timer"


class HistoryReplaced(CannotWrite):
    """The file was replaced or overwritten while it was open, for example by a backup copied over it.

    `usable` says whether the file that is there now was opened in its place.
    """

    reason = "was replaced while it was in use"
    way_out = "check that it is the file you want"

    def __init__(self, file: Path, what: str, *, usable: bool = True) -> None:
        super().__init__(file, what)
        self.usable = usable


class SavedNowhere(HistoryError):
    """A running session can't be written to the file, nor to the state folder. Short: it is read from the floor."""

    help = "the session continues in memory, and is saved as soon as this works again"

    def __init__(self, file: Path, why: HistoryError, state: CannotWrite) -> None:
        super().__init__(f"{file.name} {why.reason}, and the state folder {state.reason} ({state.what})")


class NoFolder(CannotWrite):
    """The folder to sync through is not there. It is not created: its disk may be unplugged."""

    reason = "is not there"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "connect its disk, or create the folder")


class UnsafeLink(HistoryError):
    """A symbolic link in a folder that others can write to: it could lead anywhere, so it was not read."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is a symbolic link, so it was not read")
        self.file = file
        self.help = "put the file itself there, or delete the link"


class UnknownRecord(HistoryError):
    """Nothing has that id."""

    def __init__(self, what: str, id: str) -> None:
        is_over = "this session is over: it was saved or deleted in another window"
        super().__init__(is_over if what == "session under way" else f"no {what} has the id {id!r}")
        self.help = "`routine-timer history --ids` shows the ids" if what == "session" else ""
        self.what = what
        self.id = id


class DeletedSession(UnknownRecord):
    """The session is deleted, so it can't be changed."""

    def __init__(self, id: str) -> None:
        super().__init__("session", id)
        self.args = ("this session was deleted",)
        self.help = "restore it first"


class TooLate(HistoryError):
    """A deleted session can be restored for 30 days, and they are over."""

    def __init__(self, id: str, deleted_on: str) -> None:
        super().__init__(f"session {id!r} was deleted on {deleted_on}, more than 30 days ago")
        self.id = id
        self.deleted_on = deleted_on


class SessionElsewhere(HistoryError):
    """Another process is running a session."""

    def __init__(self, session: str | None, pid: int | None) -> None:
        super().__init__("a session is running in another window or terminal")
        self.session = session
        self.pid = pid
        self.help = "finish or stop it there first; you can still browse here"


GOAL_FORMS = "daily, mon,wed,fri, 3/week or every 2 days"


class BadGoal(HistoryError):
    """The text is not a goal."""

    def __init__(self, text: str, why: str, meant: str = "") -> None:
        super().__init__(f"{text!r} is not a goal: {why}")
        self.text = text
        self.why = why
        self.meant = meant
        self.help = f"did you mean {meant}? Write {GOAL_FORMS}" if meant else f"write {GOAL_FORMS}"


class BadDay(HistoryError):
    """A day that can't be counted, or too many at once."""


class BadRecord(HistoryError):
    """A record that could not be exported and taken in again: a text that is too long, for example."""


class BadImport(HistoryError):
    """Lines that can't be read. `problems` are (line number from 1, what is wrong).

    Nothing was imported, unless `others_imported` says that the other lines were.
    """

    def __init__(
        self, name: str, problems: Sequence[tuple[int, str]], more: int = 0, *, others_imported: bool = False
    ) -> None:
        count = len(problems) + more
        lines = f"{pluralize(count, 'line')} can't be read"
        super().__init__(f"{name}: {lines}; {'the others were' if others_imported else 'nothing was'} imported")
        self.name = name
        self.problems = tuple(problems)
        self.more = more
        self.help = "\n".join(f"line {line}: {what}" for line, what in problems)


class UnknownFormat(HistoryError):
    """Not a file that can be imported. Nothing was written."""

    help = (
        "you can import JSON Lines from `routine-timer history export`, a backup of your history, Loop Habit "
        "Tracker's Checkmarks.csv or its backup, Tickmate's database, HabitBull's CSV, and harsh's log"
    )

    def __init__(self, name: str, what: str = "not in a format that can be imported") -> None:
        super().__init__(f"{name} is {what}; nothing was imported")
        self.name = name


class ArchiveGiven(HistoryError):
    """Not a file to import but what such files come in: a zip, or a folder. Nothing was written."""

    def __init__(self, name: str, what: str, way_out: str) -> None:
        super().__init__(f"{name} is a {what}: {way_out}, such as Loop's Checkmarks.csv; nothing was imported")
        self.name = name
