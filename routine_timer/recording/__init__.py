"""What a session did, on its way into the history.

Lead ──> Recorder ── `recorder`: what it can be told
           ├── NoRecorder        keeps nothing: a session at another speed
           ├── QueuedRecorder    `queued`: hands on to another one in a thread of its own, and nobody waits
           └── HistoryRecorder   `into_history`: writes into the history, and tells of trouble once
"""
