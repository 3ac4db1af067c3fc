"""`history`: lists sessions, newest first; and `history export`, `import`, `sync`, `delete`, `restore` and `edit`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.cli import arguments as kinds
from routine_timer.cli.altered_record_warnings import readable
from routine_timer.cli.context import Context
from routine_timer.cli.streams import StdinClosed, stdin_is_closed
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.history.history import History
    from routine_timer.history.records import Record, SessionRecord
    from routine_timer.history.store.ended_sessions import EndedSessions
    from routine_timer.routine.library import Library


_AT_ONCE = 100
"""How many lines are printed at once."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print sessions with every detail as JSON")
    form.add_argument("--csv", action="store_true", help="print a line for each session, for a spreadsheet")
    parser.add_argument("--since", type=kinds.near_day, metavar="DAY", help="only sessions on or after this day")
    parser.add_argument("--routine", metavar="NAME", help="only sessions of this routine")
    parser.add_argument("--ids", action="store_true", help="show the id of each session, for edit and delete")
    parser.set_defaults(wrong=parser.error)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    one = actions.add_parser("export", help="write everything as JSON Lines, to a file or to stdout")
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="with --fit: a folder")
    one.add_argument(
        "--fit", action="store_true", help="write each session as a FIT file, for Garmin, Strava and others"
    )
    one.add_argument("--force", action="store_true", help="replace FILE if it exists")
    one = actions.add_parser("import", help="merge JSON Lines, a backup, or the file of another habit tracker")
    one.add_argument("file", type=Path, metavar="FILE", help="- for stdin")
    one.add_argument("--dry-run", action="store_true", help="only show what would be imported")
    actions.add_parser("sync", help="sync with your other computers through sync_folder")
    one = actions.add_parser("delete", help="delete a session; it can be restored for 30 days")
    one.add_argument("id", metavar="ID", help="its id, from `history --ids`")
    one = actions.add_parser("restore", help="restore a deleted session")
    one.add_argument("id", metavar="ID", help="its id, from `history --ids`")
    one = actions.add_parser("edit", help="change a session's note, day, length, or whether it counts as done")
    one.add_argument("id", metavar="ID", help="its id, from `history --ids`")
    one.add_argument("--note", metavar="TEXT", help="the new note; empty removes it")
    one.add_argument("--day", type=kinds.near_day, metavar="DAY", help="the day it counts for")
    one.add_argument("--minutes", type=kinds.positive, metavar="N", help="how long it took")
    done = one.add_mutually_exclusive_group()
    done.add_argument("--done", action="store_const", const=True, help="count it as done")
    done.add_argument("--not-done", dest="done", action="store_const", const=False, help="don't count it as done")


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.action and (arguments.json or arguments.csv or arguments.since or arguments.routine is not None):
        arguments.wrong(f"--json, --csv, --since and --routine don't go with {arguments.action}")
    match arguments.action:
        case "export":
            if arguments.fit:
                from routine_timer.cli.fit_files import export_fit

                return export_fit(arguments.file or Path("fit"), context, force=arguments.force)
            return _export(arguments.file, context, force=arguments.force)
        case "import":
            return _import(arguments.file, context, dry_run=arguments.dry_run)
        case "sync":
            return _sync(context)
        case "delete":
            context.print_message(_deleted(context.history.ended, arguments.id))
        case "restore":
            is_deleted = context.history.ended.session(arguments.id).deleted
            context.history.ended.restore(arguments.id)
            context.print_message("Session restored." if is_deleted else "This session isn't deleted.")
        case "edit":
            active_s = None if arguments.minutes is None else arguments.minutes * 60
            changes = {
                "note": arguments.note,
                "day": arguments.day and arguments.day.resolve(context.history.today()),
                "done": arguments.done,
                "active_s": active_s,
            }
            if all(value is None for value in changes.values()):
                arguments.wrong("nothing to change: add --note, --day, --minutes, --done or --not-done")
            context.history.ended.edit(arguments.id, **changes)
            context.print_message("Session changed.")
        case _:
            return _list(arguments, context)
    return 0


def _deleted(sessions: EndedSessions, id: str) -> str:
    """Delete a session, and say what can be undone and until when."""
    before = sessions.session(id)
    undo = f"routine-timer history restore {id}"
    if not before.deleted:
        sessions.delete(id)
        return f"deleted; to undo within 30 days: {undo}"
    day = before.edited_at.astimezone().date()
    return f"already deleted, on {day}" + (f"; to undo: {undo}" if sessions.can_restore(before) else "")


def _list(arguments: argparse.Namespace, context: Context) -> int:
    history = context.history
    since = arguments.since and arguments.since.resolve(history.today())
    routine = _routine(arguments.routine, context)
    if arguments.json:
        from routine_timer.history.store.json_codec import as_json

        sessions = readable(history.ended.each_session(since=since, routine=routine), context)
        context.print_json_list(as_json(record) for record in sessions)
        return 0
    sessions = readable(history.ended.list_sessions(since=since, routine=routine), context)
    if arguments.csv:
        from routine_timer.history.import_export import csv_lines

        rows = -1  # without the heading
        for line in csv_lines(sessions):
            context.print_data(line)
            rows += 1
        _tell_how_much_was_checked(rows, context)
        return 0
    steps = _StepCounts(context.library)
    lines, count = (_line(one, _status(one, history), steps, with_id=arguments.ids) for one in sessions), 0
    while some := list(islice(lines, _AT_ONCE)):
        context.print("\n".join(some))
        count += len(some)
    if not count and history.ended.is_new():
        context.print_message("no sessions yet: run `routine-timer` and press Enter to start one")
    elif not count and (since is not None or routine is not None):
        context.print_message("no matching sessions: `routine-timer history` lists all")
    _tell_how_much_was_checked(count, context)
    return 0


def _tell_how_much_was_checked(count: int, context: Context) -> None:
    from routine_timer.history.store.ended_sessions import CHECKED

    if count > CHECKED:
        context.print_message(
            f"only the newest {CHECKED:,} were checked for outside changes; `routine-timer doctor` checks all"
        )


def _status(record: SessionRecord, history: History) -> str:
    """The record's status, but `skipped` where the end was reached by skipping everything, as the app calls it."""
    if record.status != "completed" or record.done:
        return record.status
    work = [segment for segment in history.ended.session(record.id).segments if segment.is_work]
    return "skipped" if work and not any(segment.finished for segment in work) else record.status


class _StepCounts:
    """How many steps routines have, each read once; None for one that can't be read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, int | None] = {}

    def of(self, routine: str) -> int | None:
        from routine_timer.routine.model import leaves

        if routine not in self._known:
            found = self._library.reading(routine).routine if routine in self._library.files else None
            self._known[routine] = len(leaves(found.steps)) if found is not None else None
        return self._known[routine]


def _line(record: SessionRecord, status: str, steps: _StepCounts, *, with_id: bool) -> str:
    from routine_timer.care.rescue_name import SECONDS, was_rescue
    from routine_timer.text.sanitize import plain

    done = "done" if record.done else "not counted" if status == "completed" else "not done"
    note = f"  {plain(record.note)}" if record.note else ""
    short = record.active_s <= 2 * SECONDS and was_rescue(record, steps.of(record.routine))
    routine = f"{record.routine} (three minutes)" if short else record.routine
    id = f"{plain(record.id)}  " if with_id else ""
    return (
        f"{id}{record.day}  {clock(record.active_s):>7}  {status:<9}  {done:<11}  {plain(routine):<24}{note}"
    ).rstrip()


def _routine(name: str | None, context: Context) -> str | None:
    """The id of the routine called `name`. An unknown name is taken as an id, for the history of a deleted routine."""
    if name is None:
        return None
    from routine_timer.errors import NotFound

    try:
        return context.library.find(name).id
    except NotFound:
        return name


def _export(file: Path | None, context: Context, *, force: bool) -> int:
    from routine_timer.history.import_export import export_lines

    text = "".join(f"{line}\n" for line in export_lines(context.history))
    if file is None or str(file) == "-":
        context.print_json_text(text)
        return 0
    from routine_timer.cli.file_writing import AlreadyExists, replace_file, write_new

    if force:
        replace_file(file, text)
    else:
        try:
            write_new(file, text.encode())
        except AlreadyExists as error:
            raise AlreadyExists(file, help="choose another name, or replace it with --force") from error
    context.print_message(f"{pluralize(text.count(chr(10)), 'record')} written to {file}")
    return 0


def _import(file: Path, context: Context, *, dry_run: bool) -> int:
    from routine_timer.history.importers import import_file

    if str(file) == "-":
        if stdin_is_closed():
            raise StdinClosed
        file = Path("/dev/stdin") if sys.platform != "win32" else file
    preview: list[Record] | None = [] if dry_run else None
    merged = import_file(context.history, file, preview)
    for line in _preview(preview or []):
        context.print(line)
    context.print_message(f"Nothing was imported yet: {merged}" if dry_run else str(merged))
    return 1 if merged.has_nothing else 0


def _preview(records: Sequence[Record]) -> Iterator[str]:
    """A line for each routine and each other kind of record: how many would be imported, and of which days."""
    from routine_timer.history.records import SessionRecord, SkipRecord
    from routine_timer.history.store.json_codec import type_of

    days: dict[str, list[date]] = {}
    others: dict[str, int] = {}
    for record in records:
        if isinstance(record, SessionRecord):
            days.setdefault(record.routine, []).append(record.day)
        elif isinstance(record, SkipRecord):
            days.setdefault("skipped", []).append(record.day)
        else:
            others[type_of(record)] = others.get(type_of(record), 0) + 1
    for name, found in sorted(days.items()):
        amount = pluralize(len(found), "day" if name == "skipped" else "session")
        yield f"{name}: {amount}, {min(found)} to {max(found)}"
    for kind, count in sorted(others.items()):
        yield f"{kind}: {pluralize(count, 'record')}"


def _sync(context: Context) -> int:
    """The app does this automatically. The command is for a folder in git, or for a scheduled sync."""
    from routine_timer.errors import RoutineTimerError
    from routine_timer.history.sync import sync

    folder = context.settings.sync_folder
    if folder is None:
        error = RoutineTimerError("no sync folder is set")
        error.help = f'set one in the app, or in {context.folders.settings_file}: sync_folder = "~/Sync/routines"'
        raise error
    synced = sync(context.own_history, folder)
    for notice in synced.notices:
        context.print_message(notice)
    for trouble in synced.troubles:
        context.print_message(f"{trouble}" + (f"\n{trouble.help}" if trouble.help else ""))
    context.print_message(str(synced.merged))
    return 1 if synced.troubles else 0
