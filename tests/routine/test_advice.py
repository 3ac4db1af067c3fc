"""Advice: when it is given, where, and how a file does without."""

from __future__ import annotations

import pytest

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostic_codes import ADVICE
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.routine.read import Reading
from tests.routine.conftest import Read

STRETCH = '[[step]]\nname = "Lunge"\nhold = "30s"\nstretches = ["hip flexors"]\n'
STRENGTHEN = '[[step]]\nname = "Squat"\nreps = 10\nstrengthens = ["glutes"]\n'


def advice(reading: Reading) -> list[tuple[str, int]]:
    assert reading.routine is not None, reading.diagnostics
    return [(one.code, one.line) for one in reading.check()]


def only(reading: Reading) -> Diagnostic:
    (one,) = reading.check()
    assert one.severity == "advice"
    return one


def posed(name: str, position: str, said: str = "") -> str:
    return f'[[step]]\nname = "{name}"\nhold = "30s"\nposition = "{position}"\n{said}\n'


class TestSides:
    def test_work_on_one_side_only_is_noticed(self, read: Read) -> None:
        one = only(read('[[step]]\nname = "Clam"\nreps = 10\nsides = "left"\nsets = 2'))
        assert (one.code, one.line, one.column) == ("unequal-sides", 6, 9)
        assert one.message == "Clam gets 1 min on the left and nothing on the right"

    def test_sides_that_come_in_steps_of_their_own_are_equal(self, read: Read) -> None:
        left = '[[step]]\nname = "Clam"\nreps = 10\nsides = "left"\nsets = 2\n'
        right = '[[step]]\nname = "clam"\nreps = 20\nsides = "right"\n'
        assert advice(read(left + right)) == []
        assert advice(read(left + right.replace("20", "15"))) == [("unequal-sides", 6)]

    def test_rounds_count(self, read: Read) -> None:
        left = '[[step]]\nrounds = 2\n[[step.step]]\nname = "Clam"\nreps = 10\nsides = "left"\n'
        right = '[[step]]\nname = "Clam"\nreps = 20\nsides = "right"\n'
        assert advice(read(left + right)) == []


class TestDoses:
    @pytest.mark.parametrize(
        ("hold", "codes"),
        [
            ("5s", ["shorter-than-usual"]),
            ("15s", []),
            ("30s", []),
            ("45s", []),
            ("1m", ["longer-than-usual"]),
            ("up to 1m", ["longer-than-usual"]),
            ("5-30s", []),
        ],
    )
    def test_a_hold_far_from_the_usual_is_noticed(self, read: Read, hold: str, codes: list[str]) -> None:
        assert [
            code for code, _ in advice(read(f'[[step]]\nexercise = "plank"\nhold = "{hold}"\n' + self.OTHER))
        ] == codes

    OTHER = 'cues = []\nallow = ["strength-without-stretch"]\n'

    def test_the_usual_dose_is_named_without_a_source_that_may_not_give_it(self, read: Read) -> None:
        one = only(read('[[step]]\nexercise = "psoas-stretch"\nhold = "2m"\nallow = ["stretch-without-strength"]'))
        assert one.help == "the usual time is up to 1 min; for more, do two sets"

    def test_reps_are_not_compared_with_a_hold(self, read: Read) -> None:
        assert advice(read('[[step]]\nexercise = "plank"\nreps = 1\n' + self.OTHER)) == []


class TestCues:
    @pytest.mark.parametrize(("hold", "missed"), [(12, False), (9, True)])
    def test_a_second_cue_needs_five_seconds_after_the_first_and_ends_before_the_countdown(
        self, read: Read, hold: int, missed: bool
    ) -> None:
        reading = read(
            f'[[step]]\nname = "P"\nhold = {hold}\ncues = ["Hips still", "Breathe out and press into the floor"]'
        )
        assert advice(reading) == ([("cue-too-quick", 6)] if missed else [])

    def test_it_names_the_cue_and_the_time_it_takes(self, read: Read) -> None:
        one = only(read('[[step]]\nname = "P"\nhold = 9\ncues = ["Still", "Breathe out and press into the floor"]'))
        assert one.message == 'there is not enough time to say the cue "Breathe out and press into the floor"'
        assert one.help == "it takes 3.1 s: give this step more time, or fewer or shorter cues"

    def test_the_action_of_reps_is_spoken_before_they_start(self, read: Read) -> None:
        one, two = 'cues = ["Open the top knee"]', 'cues = ["Open the top knee, heels together", "Hips still"]'
        assert advice(read(f'[[step]]\nname = "P"\nreps = 2\npace = "4s"\n{one}')) == []
        assert advice(read(f'[[step]]\nname = "P"\nreps = 2\npace = "4s"\n{two}')) == [("cue-too-quick", 7)]

    @pytest.mark.parametrize("more", ['sides = "both"', "sets = 2\nrest = 10"])
    def test_the_other_side_and_the_next_set_have_room_for_one_more(self, read: Read, more: str) -> None:
        cues = 'cues = ["Hips still", "Breathe out and press into the floor"]'
        assert advice(read(f'[[step]]\nname = "P"\nhold = 9\n{cues}\n{more}')) == []

    def test_the_cue_of_a_phase_needs_its_time_too(self, read: Read) -> None:
        phase = '[[step.phase]]\nhold = "2s"\ncue = "Draw both legs in towards the chest"\n'
        assert advice(read(f'[[step]]\nname = "P"\n{phase}')) == [("cue-too-quick", 7)]

    def test_cues_of_the_catalogue_in_a_short_step_are_reported_once(self, read: Read) -> None:
        reading = read('[[step]]\nexercise = "plank"\nhold = "3s"\nallow = ["shorter-than-usual"]\n' + STRETCH)
        assert [code for code, _ in advice(reading)].count("cue-too-quick") == 1

    def test_every_exercise_has_time_for_its_cues_in_its_own_dose(self, read: Read, catalogue: Catalogue) -> None:
        for exercise in catalogue.exercises:
            assert "cue-too-quick" not in [code for code, _ in advice(read(f'[[step]]\nexercise = "{exercise}"'))]

    def test_there_is_always_time_at_your_own_pace(self, read: Read) -> None:
        cues = 'cues = ["One two three four five six seven eight nine ten"]'
        assert advice(read(f'[[step]]\nname = "P"\nreps = 1\npace = "self"\n{cues}')) == []


class TestMoves:
    @pytest.mark.parametrize(("switch", "short"), [("5s", True), ("10s", False)])
    def test_rolling_to_the_other_side_takes_time(self, read: Read, switch: str, short: bool) -> None:
        reading = read(posed("Clam", "lying on the side", f'sides = "both"\nswitch = "{switch}"'))
        assert advice(reading) == ([("switch-too-short", 8)] if short else [])

    @pytest.mark.parametrize(
        ("position", "dose", "told"),
        [
            ("standing", 'sides = "both"\nsets = 2', "no time to turn back to the left side before the next set"),
            (
                "standing",
                'sides = "both"\nsets = 2\nfirst = "right"\nrest = "2s"',
                "only 2 s to turn back to the right side",
            ),
            ("standing", 'sides = "both"\nsets = 2\nrest = "5s"', None),
            ("lying on the side", 'sides = "both"\nsets = 2\nswitch = "10s"\nrest = "5s"', "only 5 s to turn back to"),
            ("standing", 'sides = "none"\nsets = 2', None),
            ("standing", 'sides = "both"', None),
        ],
    )
    def test_the_next_set_starts_on_the_first_side_again(
        self, read: Read, position: str, dose: str, told: str | None
    ) -> None:
        messages = [one.message for one in read(posed("Pigeon", position, dose)).check()]
        assert len(messages) == bool(told)
        assert all(message.startswith(told or "") for message in messages)

    @pytest.mark.parametrize(
        ("before", "after", "between", "short"),
        [
            ("lying on the back", "standing", "8s", True),
            ("lying on the back", "standing", "12s", False),
            ("half kneeling", "lying on the back", "8s", False),
            ("sitting", "lying on the front", "8s", True),
            ("lying on the back", "lying on the front", "5s", True),
            ("lying on the back", "lying on the back", "0s", False),
        ],
    )
    def test_changing_position_takes_time(self, read: Read, before: str, after: str, between: str, short: bool) -> None:
        reading = read(posed("One", before) + posed("Two", after, f'between = "{between}"'))
        assert advice(reading) == ([("switch-too-short", 12)] if short else [])

    def test_between_rounds_the_rest_is_the_time_to_change(self, read: Read) -> None:
        one, two = posed("One", "standing"), posed("Two", "lying on the back", "between = 15")
        circuit = (one + two).replace("[[step]]", "[[step.step]]")
        assert advice(read(f"[[step]]\nrounds = 2\nrest = 15\n{circuit}")) == []
        reading = read(f"[[step]]\nrounds = 2\nrest = 2\n{circuit}")
        assert [one.message for one in reading.check()] == ["only 2 s to get from lying on your back to standing"]

    def test_getting_up_and_down_more_than_needed_gets_a_better_order(self, read: Read) -> None:
        steps = [("A", "standing"), ("B", "lying on the back"), ("C", "standing"), ("D", "lying on the back")]
        one = only(read("between = 15\n" + "".join(posed(*step) for step in steps)))
        assert (one.code, one.line) == ("ups-and-downs", 14)
        assert one.message == "3 position changes, but 1 would be enough"
        assert one.help == "a better order: A, C, B, D"

    def test_no_order_is_offered_that_strengthens_before_it_stretches(self, read: Read) -> None:
        steps = [
            posed("Pigeon", "half kneeling", 'stretches = ["piriformis"]'),
            posed("Reach", "standing", 'stretches = ["hamstrings"]\nstrengthens = ["obliques"]'),
            posed("Rise", "half kneeling", 'strengthens = ["quadriceps"]'),
        ]
        assert advice(read("between = 15\n" + "".join(steps))) == []

    def test_what_must_be_is_not_too_much(self, read: Read) -> None:
        steps = [("A", "standing"), ("B", "half kneeling"), ("C", "lying on the back"), ("D", "lying on the front")]
        assert advice(read("between = 15\n" + "".join(posed(*step) for step in steps))) == []


class TestBalance:
    def test_both_halves_of_a_pair_in_their_order_are_balanced(self, read: Read) -> None:
        assert advice(read(STRETCH + STRENGTHEN)) == []

    def test_strength_without_stretch(self, read: Read) -> None:
        one = only(read(STRENGTHEN))
        assert (one.code, one.line) == ("strength-without-stretch", 6)
        assert one.message == "glutes are strengthened, but the opposite muscles are not stretched"
        assert "hip flexors" in one.help
        assert "the 2019 article" in one.help

    def test_stretch_without_strength(self, read: Read) -> None:
        assert advice(read(STRETCH)) == [("stretch-without-strength", 6)]

    def test_strength_before_stretch(self, read: Read) -> None:
        one = only(read(STRENGTHEN + STRETCH))
        assert (one.code, one.line) == ("strength-first", 3)
        assert one.message == "Squat comes before hip flexors have been stretched"
        assert (
            one.help == "put Lunge first: a muscle works better once its tight opposite is stretched (the 2019 article)"
        )

    def test_muscles_that_are_in_no_pair_need_no_opposite(self, read: Read) -> None:
        assert advice(read(STRETCH.replace("hip flexors", "calves"))) == []

    @pytest.mark.parametrize(
        ("targets", "columns"),
        [('["glutes", "hip flexors"]', []), ('["quadriceps", "glutes"]', [12]), ('["glutes", "lats"]', [22])],
    )
    def test_targets_are_a_promise(self, read: Read, targets: str, columns: list[int]) -> None:
        told = read(f"targets = {targets}\n{STRETCH}{STRENGTHEN}").check()
        assert [one.code for one in told] == ["target-not-served"] * len(columns)
        assert [one.column for one in told] == columns


class TestAllow:
    def test_a_file_does_without(self, read: Read) -> None:
        assert advice(read(f'allow = ["strength-without-stretch"]\n{STRENGTHEN}')) == []

    def test_a_step_does_without(self, read: Read) -> None:
        assert advice(read(f'{STRENGTHEN}allow = ["strength-without-stretch"]')) == []

    def test_a_circuit_does_without_for_all_that_is_in_it(self, read: Read) -> None:
        inside = STRENGTHEN.replace("[[step]]", "[[step.step]]")
        assert advice(read(f'[[step]]\nallow = ["strength-without-stretch"]\n{inside}')) == []

    @pytest.mark.parametrize("code", ADVICE)
    def test_every_advice_can_be_silenced(self, read: Read, code: str) -> None:
        text = (
            'targets = ["lats"]\nbetween = 1\n'
            + STRENGTHEN
            + 'position = "standing"\n'
            + STRETCH
            + 'position = "lying on the side"\nsides = "both"\n'
            + posed("Up", "standing", 'cues = ["a b c d e f g h", "i"]\nsides = "left"').replace("30s", "3s")
            + '[[step]]\nexercise = "plank"\nhold = "3s"\n'
            + '[[step]]\nexercise = "wall-sit"\nhold = "10m"\n'
            + '[[step]]\nname = "R"\nhold = 20\nstretches = ["upper traps"]\n'
            + '[[step]]\nname = "P"\nhold = 20\nstrengthens = ["abductors"]\n'
            + '[[step]]\nname = "Sit-ups"\nreps = 10\ntempo = "0.5-0-0.6-0"\nsets = 2\nstrengthens = ["hip flexors"]\n'
        )
        assert code in {one.code for one in read(text).check()}
        assert code not in {one.code for one in read(f'allow = ["{code}"]\n{text}').check()}
