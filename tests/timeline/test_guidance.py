"""What is said when: set-up before the clock runs, the action on "go", one cue at a time, one reminder later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings

from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.text.speech_duration import LETTER_S, SPACING, estimate_s
from routine_timer.timeline import Coaching, Segment, Timeline, compile_routine, starting_at
from routine_timer.timeline.guidance import changes_with_side, guided
from routine_timer.timeline.phrases import ENGLISH
from tests.making import hold, reps, routine, routines

CLAM = Step(
    "Clam",
    Reps(20, rep_s=4.0, tempo=Tempo(2, 0, 2, 0)),
    sides="both",
    setup="Lie on your {other} side, hips stacked. Rest your head on your arm.",
    cues=(FormCue("Open the top knee"), FormCue("Top hip still"), FormCue("Breathe out"), FormCue("Slowly", "halfway")),
)
LUNGE = Step(
    "Lunge",
    Hold(30),
    sides="both",
    setup="Kneel on your {side} knee.",
    cues=(FormCue("Hips forward"), FormCue("Chest tall"), FormCue("Breathe out")),
)


def unheard(segments: Iterable[Segment], steps: Sequence[Step]) -> dict[int, list[str]]:
    """The cues that no segment has room for, by step number."""
    said: dict[int, set[str]] = {}
    for segment in segments:
        if segment.step is not None:
            said.setdefault(segment.step, set()).update(cue.say for cue in segment.cues)
    missing = {
        number: [cue.say for cue in step.cues if cue.say not in said.get(number, set())]
        for number, step in enumerate(steps, 1)
    }
    return {number: cues for number, cues in missing.items() if cues}


def laid_out(*steps: Step, coaching: Coaching | None = None, get_ready: float = 10.0) -> Timeline:
    return compile_routine(routine(*steps, get_ready=get_ready), coaching=coaching)


def form(segment: Segment) -> list[tuple[float, str]]:
    return [(cue.at_s, cue.say) for cue in segment.form_cues]


def said(segment: Segment, *kinds: str) -> list[str]:
    return [segment.with_side(cue.say) for cue in segment.cues if cue.kind in kinds]


def work(timeline: Timeline) -> list[Segment]:
    return [segment for segment in timeline.segments if segment.is_work]


def test_the_set_up_is_spoken_before_the_clock_runs_for_the_next_side() -> None:
    get_ready = laid_out(LUNGE).segments[0]
    assert said(get_ready, "setup") == ["Kneel on your left knee."]
    assert get_ready.figure_side == "left"


def test_a_switch_says_only_what_changes() -> None:
    switch = next(s for s in laid_out(CLAM).segments if s.kind == "switch")
    assert said(switch, "setup") == ["Lie on your left side, hips stacked."]
    assert changes_with_side("Stand tall. Look ahead.") == ""
    sided = "Kneel on your {side} knee. Stand tall! Look ahead. Keep your {other} foot flat."
    assert changes_with_side(sided) == "Kneel on your {side} knee. Keep your {other} foot flat."


def test_pauses_are_long_enough_for_the_phrases_before_the_countdown() -> None:
    for segment in laid_out(CLAM, LUNGE).segments:
        if not segment.is_work:
            spoken = sum(estimate_s(text) for text in said(segment, "setup", "action", "props"))
            assert segment.estimate_s >= spoken + 3


def test_the_action_of_reps_is_the_last_phrase_before_go_and_the_first_rep_is_silent() -> None:
    timeline = laid_out(CLAM)
    assert [cue.say for cue in timeline.segments[0].cues if cue.kind not in ("count",)][-1] == "Open the top knee"
    first = work(timeline)[0]
    assert min(at for at, _ in form(first)) >= 4.0


def test_the_action_of_a_hold_comes_on_go() -> None:
    assert form(work(laid_out(LUNGE))[0])[0] == (0.0, "Hips forward")


@pytest.mark.parametrize("step", [CLAM, LUNGE], ids=["reps", "hold"])
def test_cues_keep_the_file_s_order_about_five_seconds_apart(step: Step) -> None:
    first = form(work(laid_out(step))[0])
    wanted = [cue.say for cue in step.cues if cue.say != "Open the top knee"]
    assert [say for _, say in first] == wanted
    assert all(b - a >= SPACING for (a, _), (b, _) in pairwise(first))


def test_a_cue_with_a_moment_never_comes_before_those_listed_before_it() -> None:
    step = hold(60, cues=(FormCue("one"), FormCue("two"), FormCue("half", "halfway"), FormCue("three")))
    assert [say for _, say in form(work(laid_out(step))[0])] == ["one", "two", "three", "half"]
    at_once = hold(60, cues=(FormCue("soon", 0.5), FormCue("one")))
    assert [say for _, say in form(work(laid_out(at_once))[0])] == ["one", "soon"]
    counted = reps(8, 5.0, cues=(FormCue("Lift"), FormCue("a"), FormCue("later", 12.0), FormCue("b")))
    assert form(work(laid_out(counted))[0]) == [(5.0, "a"), (10.0, "b"), (15.0, "later")]
    early = hold(60, cues=(FormCue("one"), FormCue("soon", 2.0), FormCue("two")))
    assert [say for _, say in form(work(laid_out(early))[0])] == ["one", "soon", "two"]


def test_a_moment_in_slow_reps_is_not_passed_by_for_a_cue_listed_after_it() -> None:
    cues = (FormCue("Lift"), FormCue("Still"), FormCue("Other knee", "halfway"), FormCue("Breathe"))
    step = Step("Curl-up", Reps(4, rep_s=12.0, tempo=Tempo(1, 10, 1, 0)), cues=cues)
    assert form(work(laid_out(step))[0]) == [(12.0, "Still"), (24.0, "Other knee"), (36.0, "Breathe")]


def test_cues_out_of_the_order_of_their_moments_come_in_time() -> None:
    step = hold(60, cues=(FormCue("late", 45.0), FormCue("mid", 20.0), FormCue("a")))
    assert form(work(laid_out(step))[0]) == [(0.0, "a"), (20.0, "mid"), (45.0, "late")]


@pytest.mark.parametrize(
    ("at", "given"),
    [
        pytest.param(0.5, 1.2, id="after the instruction"),
        pytest.param(20.0, 20.0, id="where it stands"),
        pytest.param(59.5, 56.2, id="too late to be heard: a little earlier"),
    ],
)
def test_a_moment_that_cannot_be_kept_is_moved_as_little_as_possible(at: float, given: float) -> None:
    step = hold(60, cues=(FormCue("Do this now"), FormCue("Breathe", at)))
    (_, (moment, _)) = form(work(laid_out(step))[0])
    assert moment == pytest.approx(given, abs=0.5)


def test_a_moment_in_the_third_part_of_a_hold_counts_from_the_first() -> None:
    parts = tuple(Phase(Hold(20), text) for text in ("Draw in", "Press", "Let go"))
    _, _, third = work(laid_out(Step("Pigeon", parts, cues=(FormCue("Head heavy"), FormCue("Soften", 55.0)))))
    assert form(third) == [(0.0, "Let go"), (15.0, "Soften")]


def test_a_pause_that_nothing_follows_says_nothing() -> None:
    pause = Segment(1, "rest", "Plank", 1, 20.0)
    assert list(guided([pause], (hold(20),))) == [pause]


def test_a_cue_without_room_on_one_side_of_a_hold_in_parts_comes_in_the_first_part_of_the_other() -> None:
    parts = (Phase(Hold(12), "Draw in"), Phase(Hold(12), "Press"))
    cues = (FormCue("Head heavy"), FormCue("Hips still"), FormCue("Chin in"))
    segments = work(laid_out(Step("Pigeon", parts, sides="both", cues=cues)))
    assert [form(one)[1:] for one in segments] == [[(5.0, "Head heavy")], [(5.0, "Hips still")], [(5.0, "Chin in")], []]


def test_a_cue_of_every_set_follows_the_action() -> None:
    _, second = work(laid_out(hold(30, sets=2, rest=20, cues=(FormCue("Lift"), FormCue("Squeeze", every_set=True)))))
    assert form(second) == [(0.0, "Lift"), (SPACING, "Squeeze")]


def test_a_rest_stays_as_long_as_the_file_says() -> None:
    assert [one.seconds for one in laid_out(hold(20, sets=2, rest=3.0)).segments if one.kind == "rest"] == [3.0]


def test_a_moment_after_the_end_is_never_reached() -> None:
    step = hold(60, cues=(FormCue("Do this now"), FormCue("Breathe", 60.0)))
    assert [say for _, say in form(work(laid_out(step))[0])] == ["Do this now"]


def test_a_pause_is_as_long_as_its_words_for_the_side_that_comes() -> None:
    first, second = (laid_out(hold(20, sides=side, setup="{side} " * 40)).segments[0] for side in ("left", "right"))
    assert second.estimate_s - first.estimate_s == pytest.approx(40 * LETTER_S, abs=1)


def test_later_sides_sets_and_rounds_get_one_reminder_at_most() -> None:
    step = hold(40, sides="both", sets=2, rest=20, cues=tuple(FormCue(text) for text in ("a", "b", "c")))
    first, *later = work(laid_out(step))
    assert [say for _, say in form(first)] == ["a", "b", "c"]
    assert [[say for _, say in form(segment)] for segment in later] == [["a"], ["a"], ["a"]]


def test_a_cue_without_room_the_first_time_follows_the_action_the_next_time() -> None:
    cues = tuple(FormCue(text) for text in ("Lift your hips high", "Squeeze your glutes hard", "Keep breathing slowly"))
    step = hold(14, sets=2, rest=20, cues=cues)
    first, second = work(laid_out(step))
    assert [say for _, say in form(first)] == [cues[0].say, cues[1].say]
    assert form(second) == [(0.0, cues[0].say), (SPACING, cues[2].say)]
    assert unheard(laid_out(step).segments, [step]) == {}


def test_a_side_plank_lifts_on_both_sides_and_every_cue_is_given_once() -> None:
    cues = (
        "Lift your hips off the floor",
        "Hips forward, one line down to your knees",
        "Keep breathing, push the floor away",
    )
    step = Step("Side plank", Hold(15), sides="both", sets=2, rest=15, cues=tuple(map(FormCue, cues)))
    left, right, *_ = work(laid_out(step))
    assert form(left) == [(0.0, cues[0]), (SPACING, cues[1])]
    assert form(right) == [(0.0, cues[0]), (SPACING, cues[2])]
    assert not [cue for cue in right.cues if cue.kind == "next"], "the rest says what comes"


def test_the_action_of_reps_comes_before_each_side_even_where_a_cue_is_still_to_be_given() -> None:
    cues = tuple(
        FormCue(text) for text in ("Lift your leg", "Lower it slowly, back pressed down", "Breathe out as you lift")
    )
    step = Step("Leg raise", Reps(3, rep_s=4.0), sides="both", cues=cues)
    timeline = laid_out(step)
    assert [said(s, "action") for s in timeline.segments if not s.is_work] == [["Lift your leg"], ["Lift your leg"]]
    assert [[say for _, say in form(segment)] for segment in work(timeline)] == [[cues[1].say], [cues[2].say]]


def test_a_cue_that_nobody_will_hear_is_named() -> None:
    step = hold(8, cues=(FormCue("Lift your hips high now"), FormCue("And keep your neck long")))
    assert unheard(laid_out(step).segments, [step]) == {1: ["And keep your neck long"]}


def test_each_part_of_a_hold_opens_with_its_instruction_and_cues_follow() -> None:
    parts = (Phase(Hold(30), "Draw in"), Phase(Hold(30), "Press"))
    step = Step("Pigeon", parts, sides="both", cues=(FormCue("Head heavy"), FormCue("Breathe out", 40.0)))
    one, two, three, four = work(laid_out(step))
    assert [say for _, say in form(one)] == ["Draw in", "Head heavy"]
    assert form(two) == [(0.0, "Press"), (10.0, "Breathe out")]
    assert [say for _, say in form(four)] == ["Press"]
    assert form(three)[0] == (0.0, "Draw in")


def test_halfway_and_cues_do_not_run_into_each_other() -> None:
    (segment,) = work(laid_out(hold(40, cues=(FormCue("a"), FormCue("b", "halfway")))))
    moments = {cue.kind: cue.at_s for cue in segment.cues if cue.kind in ("halfway", "form")}
    assert moments["form"] >= moments["halfway"] + 1


@pytest.mark.parametrize(
    ("step", "reminded"),
    [
        pytest.param(hold(20), True, id="a long hold"),
        pytest.param(hold(15), False, id="a short one"),
        pytest.param(hold(20, cues=(FormCue("Breathe out"),)), False, id="one that says it itself"),
        pytest.param(reps(10, 3.0), False, id="reps"),
    ],
)
def test_holds_over_fifteen_seconds_remind_of_breathing(step: Step, reminded: bool) -> None:
    (segment,) = work(laid_out(step))
    assert any(cue.kind == "breathe" for cue in segment.cues) is reminded


@pytest.mark.parametrize(("first", "reminded"), [("Draw in", [True, False]), ("Breathe in", [False, False])])
def test_a_hold_in_parts_reminds_of_breathing_in_the_first(first: str, reminded: list[bool]) -> None:
    segments = work(laid_out(Step("Pigeon", (Phase(Hold(20), first), Phase(Hold(30), "Press")))))
    assert [any(cue.kind == "breathe" for cue in one.cues) for one in segments] == reminded


@pytest.mark.parametrize(("longer_s", "reminded_s"), [(0.0, SPACING), (1.0, 10.0 + estimate_s("Look down"))])
def test_the_reminder_to_breathe_follows_what_is_said_in_the_first_half(longer_s: float, reminded_s: float) -> None:
    half_s = 10.0 + estimate_s("Look down")
    (segment,) = work(laid_out(hold(2 * half_s + longer_s, cues=(FormCue("Lean"), FormCue("Look down", 10.0)))))
    assert [cue.at_s for cue in segment.cues if cue.kind == "breathe"] == [reminded_s]


def test_what_is_needed_is_announced_first_with_time_to_fetch_it() -> None:
    step = hold(20, props=("mat", "band"), setup="Lie down.")
    get_ready = laid_out(step).segments[0]
    assert said(get_ready, "props") == ["You need a mat and a band"]
    setup = next(cue for cue in get_ready.cues if cue.kind == "setup")
    assert setup.at_s >= 30
    assert get_ready.estimate_s >= setup.at_s + 3


def test_a_step_with_a_new_prop_gets_time_to_take_it() -> None:
    between = laid_out(hold(20, props=("mat",)), hold(20, props=("mat", "towel"))).segments[2]
    assert said(between, "props") == ["You need a towel"]
    plain = laid_out(hold(20, props=("mat",)), hold(20, props=("mat",))).segments[2]
    assert said(plain, "props") == []
    assert between.estimate_s > plain.estimate_s


def test_in_a_rest_between_rounds_a_prop_is_named_and_gets_no_time_of_its_own() -> None:
    rounds = routine(Circuit((hold(20, "Row", props=("band",)), hold(20)), rounds=2, rest=25), get_ready=10)
    (rest,) = [one for one in compile_routine(rounds).segments if one.kind == "rest"]
    assert [(cue.kind, cue.at_s) for cue in rest.cues if not cue.from_end] == [("props", 0.0), ("name", 0.0)]
    assert rest.seconds == 25


def test_a_cue_that_changes_what_you_do_is_spoken_in_every_set() -> None:
    cues = (FormCue("Lift"), FormCue("Still", "halfway"), FormCue("Bend the other knee", "halfway", every_set=True))
    sets = work(laid_out(reps(6, rep_s=6.0, sets=3, rest=20.0, cues=cues)))
    assert [said(one, "form").count("Bend the other knee") for one in sets] == [1, 1, 1]
    assert [said(one, "form").count("Still") for one in sets] == [1, 0, 0]


def test_the_first_sessions_hear_when_to_stop_and_a_step_that_failed_how_to_make_it_easier() -> None:
    step = hold(20, easier="Knees down")
    get_ready = laid_out(step, coaching=Coaching(safety=True, easier=frozenset({1}))).segments[0]
    said_first = [(cue.kind, cue.at_s) for cue in get_ready.cues if cue.kind != "count"]
    assert said_first == [("safety", 0.0), ("name", 0.0), ("easier", 0.0)]
    assert [cue.kind for cue in laid_out(step).segments[0].cues if cue.kind != "count"] == ["name"]


def test_sets_that_descend_have_each_their_own_number() -> None:
    step = Step("Curl-up", Reps(6, by_set=(6, 4, 2)), sets=3, rest=10)
    assert [segment.reps for segment in work(laid_out(step))] == [6, 4, 2]
    (single,) = work(laid_out(Step("Curl-up", Reps(6, by_set=(5,)))))
    assert single.reps == 5


@settings(max_examples=200)
@given(routines)
def test_every_cue_ends_before_its_segment_does(any_routine: Routine) -> None:
    timeline = compile_routine(any_routine)
    for segment in timeline.segments:
        limit = segment.limit_s
        for cue in segment.cues:
            if cue.kind == "form" and cue.at_s > 0 and limit is not None:
                assert cue.at_s + estimate_s(cue.say) <= limit


def test_a_session_started_at_a_later_step_is_prepared_like_one_from_the_beginning() -> None:
    first = hold(20, name="Bridge", setup="Lie on your back.", props=("mat", "band"))
    second = Step(
        "Lying hamstring stretch",
        Hold(30),
        setup="Loop the towel around your foot.",
        easier="Bend your knee",
        props=("mat", "towel"),
    )
    whole = laid_out(first, second, coaching=Coaching(safety=True, easier=frozenset({2})))
    late = starting_at(whole, 2)
    opening = late.segments[0]
    assert [cue.kind for cue in opening.cues if cue.kind != "count"] == ["safety", "props", "name", "setup", "easier"]
    assert said(opening, "props") == ["You need a mat and a towel"], "what is used from here on, and nothing else"
    spoken = sum(estimate_s(text) for text in (ENGLISH.safety, *said(opening, "props", "setup", "easier")))
    assert opening.estimate_s >= spoken + 3
    assert form(late.segments[1]) == form(next(s for s in whole.segments if s.is_work and s.step == 2))
