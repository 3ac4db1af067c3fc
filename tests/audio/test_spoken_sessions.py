"""Whole sessions with the real lengths of their phrases: nothing that a person needs is cut or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from routine_timer.playback.transcript import transcript
from routine_timer.text.speech_duration import GAP, estimate_s
from routine_timer.timeline import Segment, Timeline
from routine_timer.timeline.guidance import changes_with_side
from routine_timer.timeline.phrases import ENGLISH
from routine_timer.timeline.segments import with_side

from .catalogue import SpokenLengths, routines, sentences, session, shared_folder

pytestmark = pytest.mark.debian

ON_GO = 2.0
"""Seconds after "go" by which the action of a hold is being said."""


class Spoken:
    """A session as it is heard: phrases with their start and end, in seconds, by segment."""

    def __init__(self, timeline: Timeline, lengths: SpokenLengths) -> None:
        self.timeline = timeline
        self.lines = list(transcript(timeline, phrase_s=lengths))
        self.estimated = list(transcript(timeline))
        self._ends = {line.say: lengths(line.say) or 0.0 for line in self.lines}

    def during(self, segment: Segment) -> list[tuple[float, float, str]]:
        """What is said in a segment: start and end, counted from the segment's start, and the words."""
        begins, ends = segment.starts_at_s, segment.starts_at_s + segment.estimate_s
        here = [line for line in self.lines if line.say and begins - 1e-6 <= line.due_s < ends - 1e-6]
        return [(line.due_s - begins, line.due_s - begins + self._ends[line.say], line.say) for line in here]

    def before(self, segment: Segment) -> Segment | None:
        return self.timeline.segments[segment.n - 2] if segment.n > 1 else None


@pytest.fixture(scope="module")
def lengths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpokenLengths]:
    lengths = SpokenLengths(shared_folder(tmp_path_factory))
    yield lengths
    lengths.voice.close()


@pytest.fixture(scope="module", params=routines())
def spoken(request: pytest.FixtureRequest, lengths: SpokenLengths) -> Spoken:
    return Spoken(session(request.param), lengths)


def either_side(text: str) -> set[str]:
    return {with_side(text, side) for side in ("left", "right", "alternating", None)}


def test_the_estimate_holds_over_all_set_ups_and_cues(lengths: SpokenLengths) -> None:
    lengths.prepare(sentences())
    estimated = sum(map(estimate_s, sentences()))
    measured = sum((lengths(text) or 0.0) + GAP for text in sentences())
    assert measured <= estimated <= 1.05 * measured
    assert max((lengths(text) or 0.0) + GAP - estimate_s(text) for text in sentences()) < 0.8


def test_no_pause_is_too_short_for_what_is_spoken_in_it(spoken: Spoken) -> None:
    """What the estimate has room for is said, in the same words, with the real lengths as well."""
    counted = {str(number) for number in range(100)}
    planned = Counter(line.say for line in spoken.estimated if line.say not in counted)
    assert planned - Counter(line.say for line in spoken.lines) == Counter()


def test_every_form_cue_is_spoken_and_first_in_the_order_of_the_file(spoken: Spoken) -> None:
    for number, step in enumerate(spoken.timeline.steps, 1):
        heard = [
            say
            for segment in spoken.timeline.segments
            if segment.step == number
            for _, _, say in spoken.during(segment)
        ]
        first = [next((i for i, say in enumerate(heard) if say in either_side(cue.say)), None) for cue in step.cues]
        assert None not in first, (step.name, [cue.say for cue, at in zip(step.cues, first, strict=True) if at is None])
        assert first == sorted(at for at in first if at is not None), (step.name, heard)


def test_the_action_comes_on_go_for_a_hold_and_just_before_for_reps(spoken: Spoken) -> None:
    met = set()
    for segment in spoken.timeline.segments:
        step = spoken.timeline.step_of(segment)
        if not segment.is_work or step is None or segment.step in met:
            continue
        met.add(segment.step)
        action = segment.instruction or (step.cues[0].say if step.cues and step.cues[0].at is None else None)
        if action is None:
            continue
        text = segment.with_side(action)
        before = spoken.before(segment)
        if segment.kind == "reps" and before is not None and not before.is_work:
            assert spoken.during(before)[-1][2] == text
            assert all(begin >= (segment.rep_s or 0.0) - 1e-6 for begin, _, _ in spoken.during(segment))
        else:
            begin, _, say = spoken.during(segment)[0]
            assert (say, begin <= ON_GO) == (text, True), begin


def test_the_last_rep_is_heard_or_counted_down(spoken: Spoken) -> None:
    for segment in spoken.timeline.segments:
        last = [cue.at_s for cue in segment.cues if cue.kind == "last"]
        heard = [begin for begin, _, say in spoken.during(segment) if say == ENGLISH.last_rep]
        assert heard == pytest.approx(last, abs=0.4), (segment.label, heard)
        ticks = [cue for cue in segment.cues if cue.kind == "count"]
        assert not (ticks and last), segment.label


def test_the_set_up_ends_before_go(spoken: Spoken) -> None:
    """All of it before the first side; what changes, the first time that sides are switched."""
    met, switched = set(), set()
    for segment in spoken.timeline.segments:
        step, pause = spoken.timeline.step_of(segment), spoken.before(segment)
        if not segment.is_work or step is None or not step.setup or pause is None or pause.is_work:
            continue
        needed = step.setup if segment.step not in met else ""
        if pause.kind == "switch" and segment.step not in switched:
            needed = changes_with_side(step.setup)
            switched.add(segment.step)
        met.add(segment.step)
        if needed:
            ends = [end for _, end, say in spoken.during(pause) if say == segment.with_side(needed)]
            assert len(ends) == 1, (step.name, needed)
            assert ends[0] <= pause.estimate_s - 3, step.name


def test_nothing_is_spoken_past_its_segment_or_into_the_next_phrase(spoken: Spoken) -> None:
    for segment in spoken.timeline.segments:
        heard = spoken.during(segment)
        assert all(end <= segment.estimate_s for _, end, _ in heard), (segment.label, heard)
        assert all(end <= begin for (_, end, _), (begin, _, _) in pairwise(heard))
