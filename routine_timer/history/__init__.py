"""What was done, kept in one SQLite file, and what it says about keeping at it.

Two halves. The rules are pure functions over plain data: nothing in them knows the database or asks what time it is.
The store keeps the records and hands the rules what they need; streaks and scores are always derived, never stored.
Nothing here knows Textual or the text of a routine. Import from the module that has it; this file stays empty of
imports, because `status` must be quicker than loading any of them.

    rules                                       the store
    ├── days       the day of an instant        ├── store      History: skips, goals, doses, check-ins, merging
    ├── goals      "3/week" and its like        ├── schema     tables and migrations
    ├── travel     days that never were         ├── database   how the file is opened, read and written
    ├── calendar   the facts, laid out          ├── guard      locked, full, damaged: typed errors, set aside
    ├── streaks    states, freezes and runs     ├── tables     rows to records and back, with checksums
    ├── score      consistency                  ├── ended      the sessions that ended
    ├── judge      all of it -> Verdict         ├── live       the session under way, and those killed
    ├── why        the reason, in a sentence    ├── underway   what happens to it, as notes
    ├── finish     is a session done?           ├── spill      takes the notes while the file can't
    └── growth     doses that grow              ├── lock       one session at a time
                                                ├── facts      what the rules need, read from the file
                                                ├── journeys   who travelled
    beside them                                 ├── queries    pain, sides
    ├── records    what is kept                 ├── backup     one a day, seven kept
    ├── verdict    what it says                 ├── lines      records as lines of JSON, and back
    ├── rules      settings that count here     ├── fields     their values, each checked
    ├── zones      by name, and the machine's   ├── exchange   export, import, merge, CSV
    └── frozen     light values                 ├── sync       several machines through one folder
                                                ├── others     Loop Habit Tracker, harsh
                                                └── status     one look, for a prompt that waits

Errors (all `HistoryError`, which is a `RoutineTimerError`; see `errors`):

    HistoryError
    ├── NewerHistory       written by a newer version; refused untouched
    ├── DamagedHistory     set aside under a new name; knows the backups that are good
    ├── CannotWrite        nothing can be written now
    │   ├── HistoryLocked  another program holds the file
    │   ├── DiskFull
    │   ├── ReadOnly
    │   └── NoFolder       the folder to sync through has vanished
    ├── UnknownRecord      no session (or skip, or goal) by that id
    ├── TooLate            deleted more than 30 days ago
    ├── SessionElsewhere   another process leads a session
    ├── BadGoal            not a goal
    ├── BadDay             a day too far off, or too many at once
    ├── BadImport          lists every line that is wrong; nothing was written
    └── HoldsImports       a zip or a folder, where a file is wanted
"""
