"""Following a timeline: where we are in it, what a command changes, and what happens when.

Pure. Time comes in as a float through `advance(now)` and `do(command, now)`; nothing here asks what time it is, and
nothing here knows Textual, files or the database.
"""

from routine_timer.session.engine import (
    LEAD_IN,
    NUDGE,
    RESTART_WITHIN,
    Command,
    Session,
)
from routine_timer.session.events import (
    CueDue,
    CuesChanged,
    Event,
    Outcome,
    Paused,
    Resumed,
    Resuming,
    Rewound,
    SegmentOver,
    SegmentStarted,
    SessionOver,
    StepReplaced,
    Swapped,
)
from routine_timer.session.session_state import SessionState, State

__all__ = [
    "LEAD_IN",
    "NUDGE",
    "RESTART_WITHIN",
    "Command",
    "CueDue",
    "CuesChanged",
    "Event",
    "Outcome",
    "Paused",
    "Resumed",
    "Resuming",
    "Rewound",
    "SegmentOver",
    "SegmentStarted",
    "Session",
    "SessionOver",
    "SessionState",
    "State",
    "StepReplaced",
    "Swapped",
]
