"""The result of a merge or an import, and how it is reported."""

from __future__ import annotations

import msgspec

from routine_timer.history.records import LONGEST_NOTE
from routine_timer.text.plurals import pluralize


class MergeResult(msgspec.Struct, frozen=True):
    """What a merge did: how many records were new, replaced an older version, or changed nothing."""

    added: int = 0
    changed: int = 0
    same: int = 0
    skips_left_out: int = 0
    """Days that another program has as skipped for one habit and missed for another."""
    days_read: int = 0
    """How many days of another program's habits were read, whatever came of them."""
    orphans: int = 0
    """Days of habits that another program has deleted."""
    notes_left_out: int = 0
    """Notes of another program on days that were missed, or that nothing is known of."""
    notes_cut: int = 0
    """Notes that were too long."""
    new_ids: int = 0
    """Records whose id could not be used, so they got a new one."""

    @property
    def has_nothing(self) -> bool:
        """Whether there was something to import in a file of another program, and nothing of it could be."""
        return bool(self.days_read or self.orphans) and not self.added + self.changed + self.same

    def __str__(self) -> str:
        counts = f"{self.added} new, {self.changed} changed, {self.same} unchanged"
        if self.new_ids:
            counts += f"; {new_ids_text(self.new_ids)}"
        if self.has_nothing and self.days_read and not self.skips_left_out:
            days = f"{pluralize(self.days_read, 'day')} {'was' if self.days_read == 1 else 'were'}"
            counts += f"; {days} read, but none of them was done or skipped"
        if self.orphans:
            deleted = "its habit was" if self.orphans == 1 else "their habits were"
            counts += f"; {pluralize(self.orphans, 'day')} left out: {deleted} deleted"
        if self.notes_left_out:
            counts += f"; {pluralize(self.notes_left_out, 'note')} left out: only sessions and skipped days have notes"
        if self.notes_cut:
            counts += f"; {pluralize(self.notes_cut, 'note')} cut off after {LONGEST_NOTE:,} characters"
        if not self.skips_left_out:
            return counts
        days, those = ("day", "that day") if self.skips_left_out == 1 else ("days", "those days")
        return f"{counts}; {self.skips_left_out} skipped {days} left out: you missed another habit on {those}"


def new_ids_text(count: int) -> str:
    """What to say of records that got new ids."""
    records = f"{pluralize(count, 'record')} {'has' if count == 1 else 'have'}"
    return f"{records} a new id (ids are 1 to 64 letters, digits, - and _)"
