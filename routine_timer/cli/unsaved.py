"""What is printed when the program ends while a session is being saved, or can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.history.records import SessionRecord

SAVING = "Saving the session … (ctrl+c leaves without saving it)"


def print_unsaved(context: Context, record: SessionRecord, why: str) -> None:
    """Print a session that is saved nowhere as one line of JSON, on stdout, and on stderr how to import it.

    Args:
        why: the reason.
    """
    from routine_timer.history.store.json_codec import as_line

    context.print_message(f"This session is not saved: {why}")
    context.print_message(
        "Keep the next line. To add it to your history, paste it into: routine-timer history import -"
    )
    context.print_json_text(as_line(record) + "\n")
