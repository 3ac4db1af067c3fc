"""The program's own cues: the last rep, the turn, the middle and what comes next, and how they make room for others."""

from __future__ import annotations

import pytest

from routine_timer.routine.model import FormCue, Hold, Phase, Reps, Step, Tempo
from routine_timer.text.speech_duration import estimate_s
from routine_timer.timeline.phrases import ENGLISH
from routine_timer.timeline.program_cues import TONE_S
from tests.making import hold, reps

from .test_guidance import form, laid_out, work


@pytest.mark.parametrize(("least", "most", "told"), [(40, 60, ["least"]), (20, 60, ["least"]), (40, 40, [])])
def test_of_a_hold_for_at_least_so_long_the_least_is_told_and_no_middle(
    least: float, most: float, told: list[str]
) -> None:
    (segment,) = work(laid_out(Step("Hang", Hold(least, most, "at-least"))))
    assert [cue.kind for cue in segment.cues if cue.kind in ("least", "halfway")] == told


@pytest.mark.parametrize(("count", "rep_s"), [(2, 4.0), (8, 4.0), (10, 4.0), (16, 4.0), (20, 4.0), (20, 1.5)])
def test_the_last_rep_is_announced_instead_of_being_counted_down(count: int, rep_s: float) -> None:
    (segment,) = work(laid_out(reps(count, rep_s)))
    assert [(cue.at_s, cue.number) for cue in segment.cues if cue.kind == "last"] == [((count - 1) * rep_s, count)]
    assert [cue.number for cue in segment.cues if cue.kind == "rep"] == list(range(1, count))
    assert not [cue for cue in segment.cues if cue.kind == "count"]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(reps(10, 1.0), id="reps too quick to say so"),
        pytest.param(reps(1, 10.0), id="a single one"),
        pytest.param(Step("Curl-up", Reps(2, rep_s=12.0), cues=(FormCue("Lift"), FormCue("Still"))), id="a cue then"),
    ],
)
def test_reps_that_have_no_room_for_last_one_are_counted_down(step: Step) -> None:
    (segment,) = work(laid_out(step))
    assert [cue.number for cue in segment.cues if cue.kind == "count"] == [3, 2, 1]
    assert not [cue for cue in segment.cues if cue.kind == "last"]


def test_parts_of_a_hold_have_no_halfway_of_their_own() -> None:
    parts = (Phase(Hold(30), "Draw both legs in"), Phase(Hold(30), "Press the knee away"))
    segments = work(laid_out(Step("Pigeon", parts)))
    assert not [cue for one in segments for cue in one.cues if cue.kind == "halfway"]


def test_the_turn_of_a_slow_rep_has_its_own_cue() -> None:
    (slow,) = work(laid_out(Step("Squat", Reps(2, rep_s=5.0, tempo=Tempo(2, 1, 2, 0)))))
    assert [cue.at_s for cue in slow.cues if cue.kind == "turn"] == [3.0, 8.0]


@pytest.mark.parametrize(
    ("dose", "turns"),
    [
        pytest.param(Reps(2, rep_s=1.9), [], id="too fast for a tone of its own"),
        pytest.param(Reps(2, rep_s=2.0), [1.0, 3.0], id="halfway"),
        pytest.param(Reps(2, rep_s=3.0, tempo=Tempo(0, 0, 3, 0)), [], id="a rep that only returns"),
        pytest.param(Reps(2, rep_s=3.0, tempo=Tempo(0, 0.5, 2.5, 0)), [0.5, 3.5], id="after the hold"),
        pytest.param(Reps(2, rep_s=3.0, tempo=Tempo(3, 0, 0, 0)), [], id="one that never returns"),
    ],
)
def test_a_turn_is_where_a_rep_goes_back(dose: Reps, turns: list[float]) -> None:
    (segment,) = work(laid_out(Step("Tap", dose)))
    assert [cue.at_s for cue in segment.cues if cue.kind == "turn"] == turns


CUE = "Slowly turn to one side"


CUE_S = estimate_s(CUE)


@pytest.mark.parametrize(
    ("at", "is_told"), [(19.9 - CUE_S, True), (19.95 - CUE_S, False), (20.0, False), (22.4, False), (22.5, True)]
)
def test_what_comes_next_is_not_told_while_a_cue_is_heard(at: float, is_told: bool) -> None:
    step = hold(30, cues=(FormCue(CUE, at),))
    first, _ = work(laid_out(step, hold(20)))
    assert form(first) == [(at, CUE)]
    assert any(cue.kind == "next" for cue in first.cues) is is_told


AFTER_HALFWAY_S = 20.0 + TONE_S + estimate_s(ENGLISH.halfway)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [(19.5 - CUE_S, 19.5 - CUE_S), (19.95 - CUE_S, AFTER_HALFWAY_S), (20.0, AFTER_HALFWAY_S), (23.0, 23.0)],
)
def test_a_cue_waits_until_halfway_was_told(wanted: float, given: float) -> None:
    (segment,) = work(laid_out(hold(40, cues=(FormCue(CUE, wanted),))))
    ((at, _),) = form(segment)
    assert at == pytest.approx(given)


@pytest.mark.parametrize(
    ("rep_s", "is_announced"), [(9.9, True), (10.0, False), (11.0, False), (11.7, False), (11.8, True)]
)
def test_the_last_rep_is_not_announced_while_it_is_told_what_comes_next(rep_s: float, is_announced: bool) -> None:
    first, _ = work(laid_out(reps(2, rep_s), hold(20)))
    assert any(cue.kind == "last" for cue in first.cues) is is_announced


@pytest.mark.parametrize(("say", "kinds"), [("Still", ["next"]), ("Hold still, " * 10, ["last"])])
def test_a_cue_that_takes_the_place_of_what_comes_next_makes_room_for_the_last_rep(say: str, kinds: list[str]) -> None:
    first, _ = work(laid_out(reps(3, 11.0, cues=(FormCue("Lift"), FormCue(say))), hold(20)))
    assert [cue.kind for cue in first.cues if cue.kind in ("next", "last")] == kinds


def test_a_cue_of_every_set_waits_until_what_comes_next_was_told_once_all_others_were_given() -> None:
    cues = (FormCue("Lift"), FormCue("Bend the other knee", 20.0, every_set=True))
    first, second, _ = work(laid_out(hold(30, sides="both", cues=cues), hold(20)))
    assert form(first)[1:] == [(20.0, "Bend the other knee")]
    assert form(second)[1:] == [(22.5, "Bend the other knee")]
