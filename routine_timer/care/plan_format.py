"""What a plan file says, key by key. As in `routine.format`, these classes are the format.

A key that a file does not give is None: what then holds is decided in `plan_file`.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from routine_timer.care.measures import MeasureName
from routine_timer.routine.format import FORMAT, Name, Prose, Sentence
from routine_timer.routine.key_docs import key

Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "default"]
Routines: TypeAlias = Annotated[list[Name], Meta(min_length=1, max_length=20)]
ByWeekday: TypeAlias = Annotated[dict[Weekday, Name], Meta(min_length=1)]


class MoveOnTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What to see before the next stage is offered."""

    pain_at_most: Annotated[
        Annotated[int, Meta(ge=0, le=10)] | None, key("The most pain in the last seven days, from 0 to 10.")
    ] = None
    signs: Annotated[
        Literal["not-more"] | None, key("`not-more`: a check-in during the stage has no more signs than before it.")
    ] = None
    measures: Annotated[
        list[MeasureName] | None, key("What to measure during the stage, with a result no worse than before it.")
    ] = None


class StageTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One stage of a plan."""

    name: Annotated[Name, key("What the stage is called; no two stages share a name.")]
    routines: Annotated[
        Routines | ByWeekday,
        key("The ids of its routines, taken in turn; or one for each weekday, `default` for the other days."),
    ]
    goal: Annotated[
        Name | None, key("How often: `daily`, `5/week`, `mon,wed,fri` or `every 2 days`.", default="daily")
    ] = None
    days_done: Annotated[
        Annotated[int, Meta(ge=1, le=1000)] | None,
        key("How many days must be done before the next stage is offered.", default=1),
    ] = None
    move_on: Annotated[MoveOnTable | None, key("What else must be true before the next stage is offered.")] = None
    about: Annotated[Prose | None, key("What the stage is for, in a sentence.")] = None
    source: Annotated[Sentence | None, key("Where it comes from.")] = None


class PlanTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A plan file."""

    format: Annotated[Annotated[int, Meta(ge=1, le=FORMAT)], key("The format of the file.", default=FORMAT)] = FORMAT
    name: Annotated[Name, key("What the plan is called.")]
    about: Annotated[Prose | None, key("What it is for, in a sentence.")] = None
    source: Annotated[Sentence | None, key("Where it comes from.")] = None
    stage: Annotated[list[StageTable], Meta(max_length=50), key("Its stages in order, each a `[[stage]]`.")]
