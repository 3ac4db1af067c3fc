"""The phrases, word for word."""

from __future__ import annotations

import pytest
from msgspec.structs import fields, replace

from routine_timer.timeline import Segment, Timeline
from routine_timer.timeline.phrases import ENGLISH, GERMAN, LANGUAGES, Phrases, SpokenWords, numbers, words_for

HOLD = Segment(n=1, kind="hold", label="Bridge", step=1, seconds=20.0)
REPS = Segment(n=1, kind="reps", label="Clam", step=1, seconds=60.0, reps=20, total_reps=20, rep_s=3.0, side="left")
SELF_PACED = replace(REPS, seconds=None, rep_s=None)
PHASE = replace(HOLD, phase=2, phases=2)
ENGLISHLY = Phrases(ENGLISH)
GERMANLY = Phrases(GERMAN)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (20, "20 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (150, "2 minutes 30 seconds"),
        (7.6, "8 seconds"),
    ],
)
def test_times_are_spoken_the_way_people_say_them(seconds: float, said: str) -> None:
    assert ENGLISHLY.time(seconds) == said


@pytest.mark.parametrize(
    ("segment", "said"),
    [
        (HOLD, "Bridge, 20 seconds"),
        (replace(HOLD, side="right"), "Bridge, right side, 20 seconds"),
        (replace(HOLD, until="range", max_s=30.0), "Bridge, 20 seconds"),
        (replace(HOLD, until="range", seconds=30.0, max_s=30.0), "Bridge, 30 seconds"),
        (replace(HOLD, until="at-least", max_s=40.0), "Bridge, at least 20 seconds"),
        (replace(HOLD, until="up-to", seconds=60.0, max_s=60.0), "Bridge, up to 1 minute"),
        (PHASE, "Bridge"),
        (REPS, "Clam, left side, 20 reps"),
        (replace(REPS, reps=8, total_reps=8, max_reps=12, side=None), "Clam, 8 reps"),
        (replace(REPS, reps=1, total_reps=1, side=None), "Clam, 1 rep"),
        (replace(REPS, reps=8, total_reps=16, side="alternating"), "Clam, 16 reps, alternating sides"),
        (replace(REPS, set=1, sets=3), "Clam, left side, 20 reps"),
        (replace(REPS, set=2, sets=3), "Clam, left side, 20 reps, set 2 of 3"),
        (SELF_PACED, "Clam, left side, 20 reps"),
    ],
)
def test_an_exercise_is_announced_with_side_dose_and_set(segment: Segment, said: str) -> None:
    assert ENGLISHLY.announcement(segment) == said


def test_a_round_is_announced_where_it_starts_and_not_at_every_step_of_it() -> None:
    assert ENGLISHLY.announcement(HOLD, new_round=True) == "Bridge, 20 seconds"
    assert ENGLISHLY.announcement(replace(HOLD, round=1, rounds=3), new_round=True) == "Bridge, 20 seconds"
    second = replace(HOLD, round=2, rounds=3)
    assert ENGLISHLY.announcement(second) == "Bridge, 20 seconds"
    assert ENGLISHLY.announcement(second, new_round=True) == "Bridge, 20 seconds, round 2 of 3"


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        (ENGLISHLY, ("Switch sides: right", "right side", "Next: Clam", "Rest, 20 seconds", "Clam, left side")),
        (
            GERMANLY,
            ("Seite wechseln: rechts", "rechte Seite", "Als Nächstes: Clam", "Pause, 20 Sekunden", "Clam, linke Seite"),
        ),
    ],
)
def test_the_small_phrases(phrases: Phrases, said: tuple[str, ...]) -> None:
    switch = replace(HOLD, kind="switch", side="right", seconds=5.0)
    rest = replace(HOLD, kind="rest")
    assert said == (
        phrases.switch(switch),
        phrases.side(switch),
        phrases.next("Clam"),
        phrases.rest(rest),
        phrases.name(REPS),
    )


@pytest.mark.parametrize("tag", ["de", "de-AT", "de_DE.UTF-8", "DE"])
def test_a_language_is_found_by_its_tag(tag: str) -> None:
    assert words_for(tag) is GERMAN


def test_a_language_without_words_of_its_own_speaks_english_ones() -> None:
    assert words_for("fi") is ENGLISH


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_every_language_has_the_same_places_to_fill_in(words: SpokenWords) -> None:
    for field in fields(SpokenWords):
        theirs, ours = getattr(words, field.name), getattr(ENGLISH, field.name)
        if isinstance(theirs, str):
            assert theirs
            assert theirs.count("{}") == ours.count("{}"), field.name
        else:
            assert theirs.keys() == ours.keys()


def test_numbers_go_as_far_as_the_longest_count() -> None:
    timeline = Timeline("r", "R", (replace(REPS, total_reps=3), replace(SELF_PACED, total_reps=9), HOLD), ())
    assert list(numbers(timeline)) == ["1", "2", "3"]
    assert list(numbers(Timeline("r", "R", (HOLD,), ()))) == []


@pytest.mark.parametrize(
    ("segment", "said"),
    [
        (replace(HOLD, set=1, sets=3), ""),
        (replace(HOLD, set=None), ""),
        (replace(HOLD, set=2, sets=3, side="left", seconds=25.0), "Set 2 of 3, left side, 25 seconds"),
        (replace(HOLD, set=3, sets=3, side=None, seconds=1.0), "Set 3 of 3, 1 second"),
        (replace(HOLD, set=2, sets=2, phases=2), "Set 2 of 2"),
    ],
)
def test_a_further_set_says_only_what_is_new(segment: Segment, said: str) -> None:
    assert ENGLISHLY.next_set(segment) == said


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("right", ("Switch: right", "Right side")),
        ("left", ("Switch: left", "Left side")),
        (None, ("Switch",)),
    ],
)
def test_a_switch_has_shorter_phrases_the_shortest_last(side: str | None, said: tuple[str, ...]) -> None:
    assert ENGLISHLY.switch_briefly(replace(HOLD, kind="switch", side=side)) == said


def test_props_have_articles_in_english_only() -> None:
    assert ENGLISHLY.props(["mat", "towel"]) == "You need a mat and a towel"
    assert GERMANLY.props(["Matte", "Handtuch"]) == "Du brauchst: Matte und Handtuch"
