"""The tables, and how older files become newer ones.

`user_version` is the number of migrations that were applied; each runs in one transaction with its record, so a file is
always at one version or the next, never in between. Nothing here reads a clock.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

_SESSIONS = """
CREATE TABLE migration (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    routine TEXT NOT NULL,
    day TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    zone TEXT,
    status TEXT NOT NULL,
    done INTEGER NOT NULL,
    active_s REAL NOT NULL,
    note TEXT,
    pain_before INTEGER,
    pain_after INTEGER,
    edited_at TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    checksum TEXT,
    begins REAL NOT NULL
);
CREATE TABLE segment (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    side TEXT,
    "set" INTEGER,
    round INTEGER,
    phase INTEGER,
    planned_s REAL,
    actual_s REAL NOT NULL,
    reps INTEGER,
    outcome TEXT NOT NULL,
    PRIMARY KEY (session, n)
) WITHOUT ROWID;
CREATE TABLE under_way (
    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    timeline TEXT NOT NULL,
    planned_work_s REAL NOT NULL,
    at_index INTEGER NOT NULL DEFAULT 0,
    position_s REAL NOT NULL DEFAULT 0,
    seen_at TEXT NOT NULL
);
CREATE INDEX session_newest ON session (begins DESC, id DESC);
"""

_GOALS_AND_SKIPS = """
CREATE TABLE goal (
    id TEXT PRIMARY KEY, from_day TEXT NOT NULL, goal TEXT NOT NULL,
    edited_at TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, checksum TEXT
);
CREATE TABLE skip (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, why TEXT,
    edited_at TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, checksum TEXT
);
ALTER TABLE session ADD COLUMN counts_from REAL NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN offset_s REAL NOT NULL DEFAULT 0;
UPDATE session SET counts_from = begins;
CREATE INDEX session_day ON session (day, done, counts_from, place, offset_s, active_s)
    WHERE deleted = 0 AND status <> 'under way';
"""

_DOSES_AND_CHECK_INS = """
CREATE TABLE dose (
    id TEXT PRIMARY KEY, routine TEXT NOT NULL, step INTEGER NOT NULL, label TEXT NOT NULL, dose REAL NOT NULL,
    accepted_at TEXT NOT NULL, edited_at TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, checksum TEXT
);
CREATE TABLE check_in (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, signs TEXT NOT NULL, foot TEXT, note TEXT,
    edited_at TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, checksum TEXT
);
CREATE INDEX session_routine ON session (routine, done, begins);
"""

_MUTED = "ALTER TABLE under_way ADD COLUMN muted INTEGER NOT NULL DEFAULT 0"


def _place_sessions(db: sqlite3.Connection) -> None:
    """Fill in the place of sessions from before there was one, from their zone and offset."""
    rows = db.execute("SELECT id, started_at, zone FROM session").fetchall()
    placed = []
    for id_, started_at, zone in rows:
        offset = datetime.fromisoformat(started_at).utcoffset()
        seconds = offset.total_seconds() if offset else 0.0
        placed.append((zone or str(seconds), seconds, id_))
    db.executemany("UPDATE session SET place = ?, offset_s = ? WHERE id = ?", placed)


_SOME_ONLY_HAVE_A_DAY = """
CREATE TABLE new_session (
    id TEXT PRIMARY KEY,
    routine TEXT NOT NULL,
    day TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    zone TEXT,
    status TEXT NOT NULL,
    done INTEGER NOT NULL,
    active_s REAL NOT NULL,
    note TEXT,
    pain_before INTEGER,
    pain_after INTEGER,
    edited_at TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    checksum TEXT,
    begins REAL NOT NULL,
    counts_from REAL NOT NULL DEFAULT 0,
    place TEXT NOT NULL DEFAULT '',
    offset_s REAL NOT NULL DEFAULT 0
);
INSERT INTO new_session SELECT id, routine, day, started_at, ended_at, zone, status, done, active_s, note, pain_before,
    pain_after, edited_at, deleted, checksum, begins, counts_from, place, offset_s FROM session;
DROP TABLE session;
ALTER TABLE new_session RENAME TO session;
CREATE INDEX session_newest ON session (begins DESC, id DESC);
CREATE INDEX session_day ON session (day, done, counts_from, place, offset_s, active_s)
    WHERE deleted = 0 AND status <> 'under way';
CREATE INDEX session_routine ON session (routine, done, begins);
"""

_ENTRIES = """
CREATE TABLE entry (
    type TEXT NOT NULL, id TEXT NOT NULL, day TEXT, line TEXT NOT NULL, edited_at TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, checksum TEXT, PRIMARY KEY (type, id)
)
"""
"""Plans, stages, measures, pain, and records of types that only a newer version knows: each as its line."""


def _tidy_records(db: sqlite3.Connection) -> None:
    from routine_timer.history.store.migration_from_0_1 import tidy

    tidy(db)


_MIGRATIONS = (
    (_SESSIONS, None),
    (_GOALS_AND_SKIPS, _place_sessions),
    (_DOSES_AND_CHECK_INS, None),
    (_MUTED, None),
    (_SOME_ONLY_HAVE_A_DAY, _tidy_records),
    (_ENTRIES, None),
)
VERSION = len(_MIGRATIONS)
TABLES = ("migration", "meta", "session", "segment", "under_way", "goal", "skip", "dose", "check_in", "entry")


def version_of(db: sqlite3.Connection) -> int:
    row = db.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def migrate(db: sqlite3.Connection, now: datetime, upto: int = VERSION) -> None:
    """Bring the file from its version to `upto`, all the way or not at all.

    The connection must be in autocommit (`isolation_level=None`).
    """
    if version_of(db) >= upto:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        while (version := version_of(db)) < upto:  # read again: another program may have been quicker
            script, step = _MIGRATIONS[version]
            for statement in script.split(";"):
                if statement.strip():
                    db.execute(statement)
            if step is not None:
                step(db)
            db.execute("INSERT INTO migration VALUES (?, ?)", (version + 1, now.isoformat()))
            db.execute(f"PRAGMA user_version = {version + 1}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether the file has no table at all."""
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
