"""The if-then plan made at the start of a plan: after what it is done, and what happens if something gets in the way.

Such plans help, and more so with a plan for the obstacle (see `docs/plans.md`). Pure.
"""

from __future__ import annotations

import re

from routine_timer.history.records import PlanRecord

ASK_AFTER = "When will you do it? After …"
EXAMPLE_AFTER = "my run"
ASK_OBSTACLE = "What might get in the way? You will then do the three-minute session. If …"
EXAMPLE_OBSTACLE = "I'm late"
MOST = 100
"""Characters of an answer: a reminder shows both in one notification."""


def answer(text: str, first_word: str) -> str | None:
    """An answer as it is saved: on one line, without the word that the question already has."""
    words = " ".join(text.split()).strip(" .,;…")
    return re.sub(rf"^{first_word}\s+", "", words, flags=re.IGNORECASE)[:MOST] or None


def if_then(start: PlanRecord) -> str:
    """The if-then plan in one or two sentences; empty if none was made."""
    after = f"After {start.after}: your session." if start.after else ""
    obstacle = f"If {start.obstacle}: the three-minute session." if start.obstacle else ""
    return " ".join(filter(None, (after, obstacle)))
