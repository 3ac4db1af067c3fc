"""Why a row misses its target: one sentence for each that was looked into, by the row's key.

The page of a run quotes the sentences of those rows that miss in that run, and says of others that nobody knows yet.
"""

from __future__ import annotations

from bench.rows import Row

_BUSY_START = "Beside the bare app's own start there are the styles and lines of a whole list of routines to work out."
REASONS: dict[str, str] = {
    "start-home": _BUSY_START,
    "start-timer": _BUSY_START,
    "start-session": (
        "Half of what is above the bare app is importing: the reader of routines, the history and the session screen; "
        "the rest is the screen's style sheet and its first layout and paint."
    ),
    "start-first-list": (
        "Nothing is cached then: the bundled exercises and all routines are read and checked, each routine is laid out "
        "for its length, and the screen is painted a second time."
    ),
    "hold-memory": (
        "The code of the history, the routine reader, the sound and the screen is loaded beside Textual, and five "
        "threads keep memory of their own."
    ),
    "hold-cpu": (
        "The ten digits are each drawn once, when they are first seen, and the place reached is written every five "
        "seconds; after the first ten seconds a second costs what one of the bare clock does."
    ),
    "recheck": (
        "In the editor the check runs in a thread, once you stop typing, so that typing never waits; a third "
        "of it is `tomllib` reading the text."
    ),
    "check-advised": (
        "A third of it is `tomllib`, which files without problems pay too; a tenth is the parse trees of the tables "
        "with advice, and the rest is finding, underlining and printing nine places for every file."
    ),
    "hold-moving": (
        "Ten pictures a second are solved, drawn and sent, where the bare clock draws one line a second: every "
        "hundredth of a second that either takes by chance shows in the ratio."
    ),
    "history-screen": "It is the plots that take the time: each is drawn whole when it is first seen.",
    "history-growth": (
        "The work is linear; what is above ten is Python's search for garbage among the days of a century."
    ),
}


def reason(row: Row) -> str:
    """One sentence on a row that misses its target."""
    shown = f"{row.ratio:.2f} × what {row.peer_name} takes" if _is_ratio(row) and row.ratio else _value(row)
    return f"{row.what}: {shown} (target: {row.target_text}). {REASONS.get(row.key, 'Not looked into yet.')}"


def _is_ratio(row: Row) -> bool:
    return row.target is not None and row.target.kind == "ratio"


def _value(row: Row) -> str:
    return f"{row.ours:.4g} {row.unit}".rstrip()
