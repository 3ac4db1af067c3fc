"""What was done, stored in one SQLite file, and what it says about keeping at it.

Two halves. `streaks/` is pure: plain data in, a streak summary out; nothing in it knows the database or asks what time
it is. `store/` keeps the records and hands the rules what they need. Streaks and scores are always derived, never
stored.
Nothing here knows Textual or the text of a routine. Import from the module that has it: this file imports nothing,
because `status` must be quicker than loading any of them.

    history          History: the way in for the app and the command line; its parts are in `store/`
    records          what is stored, as Structs
    journal_entries  what can happen to a running session, as Structs
    errors           what can go wrong
    streak_settings  the settings that streaks depend on
    time_zones       zones by name, and the machine's own
    quick_status     the streak summary for a prompt that waits
    light_dataclass  a frozen dataclass that is quick to import, for `quick_status`
    day_input        days and times of day as people type them
    dose_growth      doses that grow
    rungs            exercises that go up or down their ladder
    coaching_phrases which extra sentences a session has
    goal_effect      what a new goal would do to the streak
    import_export    JSON Lines and CSV
    merge_result     what came of a merge or an import
    importers        recognizes files, also those of other programs, and imports them
    habit_texts      text files of habit trackers
    habit_databases  ... and their databases
    habit_days       a day of a habit tracker as a record
    sync             several machines through one folder
    machine_id       which of them this one is

    store/                                                     streaks/
    database              opens, reads and writes the file     day_of_instant     the day that an instant counts for
    schema                tables and migrations                goals              "3/week" and its like
    tables                rows to records and back             travel             days that a traveller never had
    json_codec            lines of JSON to records and back    days_and_goals     the facts, laid out day by day
    json_dates            days and instants in those lines     streak_carry_over  a streak across a new kind of goal
    ended_sessions        sessions that ended                  runs               the state of each day, and streaks
    care_records          what else a person enters            score              consistency
    active_sessions       sessions that have not               done_rule          is a session done?
    journal_tables        what happens to one, step by step    explain            the reason, in a sentence
    journal_fallback      ... while the file can't be written  summarize_streaks  all of it -> StreakSummary
    session_lock          one session at a time                streak_summary     the answer
    streak_summary_query  what the rules need from the file
    date_line             which days a traveller never had
    backups               one a day, seven kept
    sqlite_errors         SQLite's errors as our own
    file_watch            notices that the file was replaced
    migration_from_0_1    what version 0.1 stored, made fit

Errors (all `HistoryError`, which is a `RoutineTimerError`; see `errors`):

    HistoryError
    ├── NewerHistory         written by a newer version; left untouched
    ├── DamagedHistory       set aside under a new name; knows the good backups
    ├── CannotWrite          nothing can be written now
    │   ├── HistoryLocked    another program is using the file
    │   ├── DiskFull
    │   ├── ReadOnly
    │   ├── CannotOpen
    │   ├── CannotRead       a backup or another computer's file can't be read
    │   ├── HistoryClosed    the program itself closed the file too early
    │   ├── HistoryReplaced  the file was replaced while it was open
    │   └── NoFolder         the folder to sync through is not there
    ├── SavedNowhere         a running session can be saved neither there nor in the state folder
    ├── UnsafeLink           a symbolic link in a shared folder, which was not read
    ├── HistoryClosed        it was closed, as when the app ends
    ├── UnknownRecord        no session (or skip, or goal) with that id
    │   └── DeletedSession   the session is deleted, so it can't be changed
    ├── TooLate              deleted more than 30 days ago
    ├── SessionElsewhere     another process is running a session
    ├── BadGoal              not a goal
    ├── BadDay               a day too far off, or too many at once
    ├── BadRecord            too long a text, for example: no other computer would take it in
    ├── BadImport            lists every line that is wrong; nothing was written
    ├── UnknownFormat        not a file that can be imported
    └── ArchiveGiven         a zip or a folder, where a file is wanted
"""
