"""What a backup of TimeR Machine becomes."""

from __future__ import annotations

import pytest

from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.importer import TITLES, import_data

from .files import backup, bring, group, routines, rows, step, timeline


def cues(value: object) -> list[tuple[float, str]]:
    return [(cue.at_s, cue.say) for segment in timeline(bring(value)).segments for cue in segment.form_cues]


def test_steps_last_as_many_milliseconds_as_they_say() -> None:
    assert rows(backup(step("A", 1500), step("B", 90_000))) == [("hold", "A", 1.5), ("hold", "B", 90)]


def test_the_loop_repeats_the_steps_but_not_the_start_and_the_end() -> None:
    value = backup(
        step("A", 5000), loop=2, startStep=step("In", 1000, type="START"), endStep=step("Out", 2000, type="END")
    )
    assert [label for _, label, _ in rows(value)] == ["In", "A", "A", "Out"]


def test_a_group_loops_inside_the_loop() -> None:
    value = backup(group(2, step("A", 5000), step("Rest", 8000)), step("B", 7000), loop=2)
    assert [s for _, _, s in rows(value)] == [5, 8, 5, 8, 7, 5, 8, 5, 8, 7]
    assert bring(value).routines[0][1]["step"][0]["step"][0]["name"] == "Again"


def test_a_halt_waits_for_the_person_and_its_length_is_reported() -> None:
    value = backup(step("A", 5000, {"type": "HALT"}))
    (segment,) = timeline(bring(value)).segments
    assert segment.self_paced
    assert any("waits for you" in note for note in bring(value).notes)


def test_halfway_is_spoken_in_the_middle() -> None:
    assert cues(backup(step("A", 20_000, {"type": "HALF", "label": "0"}))) == [(10, "Halfway")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Chin in", ["Chin in"]),
        ("{SName}! Then {SNameNext}.", ["A! Then B."]),
        ("{SName}", []),
        ("", []),
        ("{TRemaining} left, {GLoop}", ["left,"]),
        ("{SName}. Chin in", ["Chin in"]),
    ],
)
def test_the_voice_is_a_cue_with_its_templates_filled_in(content: str, said: list[str]) -> None:
    value = backup(step("A", 20_000, {"type": "VOICE", "content": content}), step("B", 1000))
    assert cues(value) == [(0, words) for words in said]


def test_templates_that_cannot_be_filled_in_are_reported() -> None:
    notes = bring(backup(step("A", 5000, {"type": "VOICE", "content": "{GLoop} of {TRemaining}"}))).notes
    assert notes == ("Evening: placeholders in spoken text are left out: {GLoop}, {TRemaining}",)


def test_known_behaviours_are_reported_as_signals_and_unknown_ones_by_name() -> None:
    behaviours = [{"type": kind} for kind in ("BEEP", "MUSIC", "COUNT", "HOLOGRAM")]
    assert bring(backup(step("A", 5000, *behaviours))).notes == (
        "Evening: not imported, because this program has its own signals: beeps, music",
        "Evening: unknown behaviours are left out: HOLOGRAM",
    )


def test_a_longer_count_is_reported() -> None:
    notes = bring(backup(step("A", 30_000, {"type": "COUNT", "label": "10"}))).notes
    assert notes == ("Evening: the countdown before the end is 3 seconds",)


def test_timers_in_the_trash_stay_there_and_are_reported() -> None:
    value = backup(step("A", 5000))
    value["timers"].append({"name": "Old", "folderId": 2, "steps": [step()]})
    imported = bring(value)
    assert [routine.name for routine in routines(imported)] == ["Evening"]
    assert "left out, because they are in the trash: Old" in imported.notes


def test_what_else_a_backup_holds_is_reported() -> None:
    value = backup(step("A", 5000), folderId=7) | {"folders": [{"id": 7, "name": "Gym"}], "schedulers": [{"id": 1}]}
    assert bring(value).notes == (
        "folders are not imported, but the timers in them are: Gym",
        "the schedule of the backup is not imported",
    )


def test_steps_without_a_type_are_steps_and_steps_of_no_time_are_left_out() -> None:
    imported = bring({"timers": [{"steps": [{"label": "A", "length": 1000}, {"label": "B"}]}]})
    assert [s.label for s in timeline(imported).segments] == ["A"]
    assert "Timer: steps of 0 s are left out: B" in imported.notes


def test_a_group_in_a_group_is_refused_by_its_path() -> None:
    with pytest.raises(ImportProblem) as refused:
        bring(backup(group(2, group(2, step()))))
    assert refused.value.path == "$.timers[0].steps[0].steps[0]"


def test_it_is_recognised_by_what_is_in_it() -> None:
    assert import_data(b'{"timers": []}').source == TITLES["timer-machine"]
    assert import_data(b'{"folders": []}').source == TITLES["timer-machine"]


def test_what_loops_no_times_is_left_out_and_reported() -> None:
    value = backup(group(0, step("A", 5000)), step("B", 7000))
    assert rows(value) == [("hold", "B", 7)]
    assert any("left out the group 'Again', because it loops 0 times" in note for note in bring(value).notes)
    none = backup(step("A", 5000), loop=0, endStep=step("Out", 2000, type="END"))
    assert rows(none) == [("hold", "Out", 2)]
    assert any("left out, because its steps loop 0 times" in note for note in bring(none).notes)


def test_further_settings_are_reported_and_not_carried_over() -> None:
    assert any('"more"' in note for note in bring(backup(step("A", 5000), more={"colour": 3})).notes)


def test_a_halt_without_a_length_has_none_to_tell_of() -> None:
    value = backup(step("A", 0, {"type": "HALT"}))
    (segment,) = timeline(bring(value)).segments
    assert segment.self_paced
    assert not any("waits for you" in note for note in bring(value).notes)
