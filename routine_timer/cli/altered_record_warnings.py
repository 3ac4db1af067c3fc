"""Warns of altered sessions that a verb would print or export, and passes on those that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from routine_timer.cli.context import Context

if TYPE_CHECKING:
    from routine_timer.history.records import AlteredRecord, SessionRecord


def readable(sessions: Iterable[SessionRecord | AlteredRecord], context: Context) -> Iterator[SessionRecord]:
    """Those that can be read, with a warning for each that something else has altered."""
    from routine_timer.history.records import SessionRecord
    from routine_timer.history.store.tables import as_altered, is_intact

    for session in sessions:
        if not is_intact(session):
            altered = as_altered(session)
            context.print_message(f"warning: {altered.kind} {altered.id}: {altered.what}")
        if isinstance(session, SessionRecord):
            yield session
