"""What a Seconds file becomes."""

from __future__ import annotations

from typing import Any

import pytest

from routine_timer.formats.importer import TITLES, import_data

from .files import bring, circuit, custom, interval, routines, rows, seconds_file, timeline


def test_a_circuit_has_its_rests_between_intervals_and_between_sets_and_none_after_the_last() -> None:
    ring = circuit(interval("Squat", 40), interval("Row", 30), sets=2, rest=15, set_rest=60)
    assert rows(seconds_file(ring)) == [
        ("hold", "Squat", 40),
        ("between", "Row", 15),
        ("hold", "Row", 30),
        ("rest", "Squat", 60),
        ("hold", "Squat", 40),
        ("between", "Row", 15),
        ("hold", "Row", 30),
    ]


def test_warm_up_and_cool_down_are_outside_the_sets_under_their_names() -> None:
    ring = circuit(
        interval(),
        sets=2,
        set_rest=10,
        warmup={"name": "Warm Up", "duration": 60, "rest": True},
        cooldown={"name": "Cool Down", "duration": 90, "rest": True},
    )
    assert rows(seconds_file(ring)) == [
        ("hold", "Warm Up", 60),
        ("hold", "Squat", 40),
        ("rest", "Squat", 10),
        ("hold", "Squat", 40),
        ("hold", "Cool Down", 90),
    ]


def test_a_warm_up_that_is_called_get_ready_is_the_get_ready() -> None:
    ring = circuit(interval(), warmup={"name": "Get Ready", "duration": 12})
    assert rows(seconds_file(ring)) == [("get-ready", "Squat", 12), ("hold", "Squat", 40)]


def test_each_side_of_a_split_interval_gets_half_of_its_time() -> None:
    laid = timeline(bring(seconds_file(custom(interval("Pigeon", 45, split=True, splitRest=5)))))
    assert [(s.kind, s.side, s.seconds) for s in laid.segments] == [
        ("hold", "left", 22.5),
        ("switch", "right", 5),
        ("hold", "right", 22.5),
    ]


def test_a_split_interval_without_a_rest_changes_sides_at_once() -> None:
    laid = timeline(bring(seconds_file(custom(interval("Pigeon", 60, split=True)))))
    assert [s.kind for s in laid.segments] == ["hold", "hold"]


def test_an_indefinite_interval_waits_for_the_person() -> None:
    laid = timeline(bring(seconds_file(custom(interval("Plank", 0, indefinite=True), interval()))))
    assert [(s.label, s.self_paced) for s in laid.segments] == [("Plank", True), ("Squat", False)]


def test_a_halfway_alert_is_spoken_at_half_the_time() -> None:
    laid = timeline(bring(seconds_file(custom(interval("Plank", 20, halfwayAlert=True)))))
    assert [(cue.at_s, cue.say) for cue in laid.segments[0].form_cues] == [(10, "Halfway")]


def test_a_custom_timer_s_rests_become_the_pauses_between() -> None:
    row = custom(interval("Rest", 7, rest=True), interval("A", 10), interval("Rest", 8, rest=True), interval("B", 10))
    assert rows(seconds_file(row)) == [
        ("get-ready", "A", 7),
        ("hold", "A", 10),
        ("between", "B", 8),
        ("hold", "B", 10),
    ]


def test_a_rest_at_the_very_end_is_left_out_and_reported() -> None:
    imported = bring(seconds_file(custom(interval("A", 10), interval("Rest", 5, rest=True))))
    assert [s.kind for s in timeline(imported).segments] == ["hold"]
    assert "Row: the rest at the end (5s) is left out: nothing follows it" in imported.notes


def test_intervals_of_no_time_are_left_out_with_their_rest_and_reported() -> None:
    imported = bring(seconds_file(circuit(interval("A", 0), interval("B", 10), interval("C", 10), rest=5)))
    assert [(s.kind, s.label) for s in timeline(imported).segments] == [("hold", "B"), ("between", "C"), ("hold", "C")]
    assert "Ring: intervals of 0 s are left out: A" in imported.notes


def test_a_timer_in_which_nothing_takes_time_is_not_a_routine() -> None:
    imported = bring(seconds_file(circuit(interval("A", 0), interval("B", 0, split=True), rest=15)))
    assert imported.routines == ()
    assert "Ring: left out, because nothing in it takes any time" in imported.notes


def test_a_compound_does_its_timers_in_order_with_its_rests() -> None:
    parts = [circuit(interval("A", 10), sets=2, set_rest=3), custom(interval("B", 20))]
    whole = {"name": "Both", "type": 4, "timers": parts, "numberOfSets": 2}
    whole |= {"timerRest": {"duration": 30}, "circuitRest": {"duration": 60}}
    once = [("A", 10), ("A", 3), ("A", 10), ("B", 30), ("B", 20)]
    assert [(label, s) for _, label, s in rows(seconds_file(whole))] == [*once, ("A", 60), *once]


def test_the_older_form_with_packs_and_words_for_types_reads_the_same() -> None:
    ring = {key: value for key, value in circuit(interval(), interval("Row", 20), rest=5).items() if key != "type"}
    new, old = (
        seconds_file(circuit(interval(), interval("Row", 20), rest=5)),
        {"packs": [{"_type": "pack", "name": "P", "items": [{"_type": "circ", **ring}]}]},
    )
    assert rows(old) == rows(new)


@pytest.mark.parametrize("kind", ["tab", "int", 1, 99])
def test_a_kind_of_timer_that_is_not_known_is_read_by_what_it_holds(kind: object) -> None:
    key = "_type" if isinstance(kind, str) else "type"
    assert rows(seconds_file({key: kind, "name": "T", "intervals": [interval()]})) == [("hold", "Squat", 40)]


def test_a_timer_that_holds_nothing_known_is_left_out_and_reported() -> None:
    imported = bring(seconds_file({"type": 17, "name": "Odd"}))
    assert imported.routines == ()
    assert "Odd: left out, because this kind of timer isn't supported" in imported.notes


def test_every_timer_of_every_folder_becomes_a_routine() -> None:
    imported = bring(seconds_file({"name": "F", "items": [custom(interval())]}, custom(interval(), name="Second")))
    assert [routine.name for routine in routines(imported)] == ["Row", "Second"]
    assert "folders are not imported, but the timers in them are: F" in imported.notes


def test_a_timer_outside_any_folder_is_a_file_too() -> None:
    assert rows(circuit(interval())) == [("hold", "Squat", 40)]


def test_almost_every_field_may_be_missing() -> None:
    assert rows(seconds_file({"intervals": [{"duration": 10}, {}]})) == [("hold", "Exercise", 10)]


def test_notes_become_what_the_routine_is_about() -> None:
    (routine,) = routines(bring(seconds_file(custom(interval(), notes="Slowly.\nBreathe."))))
    assert routine.about == "Slowly.\nBreathe."


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"random": True}, "Ring: random order is not imported"),
        ({"overrun": True}, "Ring: running over the end is not imported"),
        ({"numberOfSets": 0}, "Ring: left out, because it has 0 sets"),
        ({"warmup": {"name": "Warm Up", "duration": 5, "indefinite": True}}, "Ring: 'Warm Up' waits for you"),
        ({"setRest": {"indefinite": True}}, "Ring: the rest between sets doesn't wait for you any more"),
        ({"intervalRest": {"indefinite": True}}, "Ring: the rest between intervals waits for you"),
        ({}, "colours, sounds and music are not imported"),
    ],
)
def test_what_has_no_counterpart_is_reported(keys: dict[str, Any], told: str) -> None:
    notes = bring(seconds_file(circuit(interval(), **keys))).notes
    assert any(note.startswith(told) for note in notes), notes


def test_it_is_recognised_by_what_is_in_it() -> None:
    assert import_data(b'{"items": []}').source == TITLES["seconds"]
    assert import_data(b'{"packs": []}').source == TITLES["seconds"]
    assert import_data(b'{"type": 4, "timers": []}').source == TITLES["seconds"]


def test_a_rest_that_is_split_is_one_here_and_reported() -> None:
    value = seconds_file(
        custom(interval("Squat", 40), interval("Rest", 20, rest=True, split=True), interval("Row", 30))
    )
    assert [seconds for _, _, seconds in rows(value)] == [40, 20, 30]
    assert any("the rest 'Rest' is one rest now, not two" in note for note in bring(value).notes)


def test_the_older_form_writes_bare_seconds_of_a_rest() -> None:
    value = seconds_file(circuit(interval("Squat", 40), sets=2) | {"setRest": 25})
    assert rows(value) == [("hold", "Squat", 40), ("rest", "Squat", 25), ("hold", "Squat", 40)]


def test_a_timer_of_a_compound_that_is_left_out_leaves_no_rest_behind() -> None:
    never = custom(interval("Never", 20), numberOfSets=0)
    whole = {"name": "Both", "type": 4, "timers": [custom(interval("Squat", 40)), never, custom(interval("Row", 30))]}
    value = seconds_file(whole | {"timerRest": {"name": "Rest", "duration": 15, "rest": True}})
    assert [seconds for _, _, seconds in rows(value)] == [40, 15, 30]
