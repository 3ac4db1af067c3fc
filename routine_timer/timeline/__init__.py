"""A routine laid out in time: what a session walks through.

model         segments and their cues
compile       from a routine to a timeline
lengths       how long a routine becomes, one step at a time
guidance      what is said when, and how long pauses must be for it
free_moments  when there is room to say something in a hold or in reps
program_cues  the program's own cues: name, reps, middle, count-down
easier_ways   the easier way of every step, said in a session that is under way
phrases       announcements in words, one table for each language
speech        how long a phrase takes to say
rep_phase     which part of a rep it is: one answer for figure, word and tone
serialize     a timeline as text and back, for a session that is interrupted
"""

from routine_timer.timeline.compile import Doses, alone, compile_routine, starting_at
from routine_timer.timeline.guidance import Coaching
from routine_timer.timeline.segments import Cue, Kind, Segment, SegmentSide, Timeline, in_words, with_side

__all__ = [
    "Coaching",
    "Cue",
    "Doses",
    "Kind",
    "Segment",
    "SegmentSide",
    "Timeline",
    "alone",
    "compile_routine",
    "in_words",
    "starting_at",
    "with_side",
]
