"""What the editor shows of a text while it is typed: its outline, its colours, what could be written next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.editing.completion import Completion, complete, vocabulary
from routine_timer.editing.outline import Outline, outline
from routine_timer.toml.highlighting import parts, texts_of_lines
from tests.editing.files import COMMENTED, INLINE, catalogue

KNOWN = vocabulary(catalogue())


def seen(text: str) -> Outline:
    return outline(text, Path("test.toml"), catalogue())


# -- outline


def test_each_step_has_its_line_its_start_and_its_time() -> None:
    found = seen(COMMENTED)
    rows = found.rows
    assert rows is not None
    assert [(row.name, row.line, row.depth) for row in rows] == [
        ("Clam", 18, 0),
        ("Core", 30, 0),
        ("Dead bug", 35, 1),
        ("Plank", 39, 1),
        ("Own", 46, 0),
        ("Parts", 57, 0),
        ("Psoas stretch", 67, 0),
    ]
    assert rows[1].rounds == 2
    own = rows[4]
    assert own.seconds == 45 + 5 + 45
    assert found.timeline is not None
    first = next(s for s in found.timeline.segments if s.label == "Own" and s.is_work)
    assert own.starts_s == first.starts_at_s
    assert found.duration_s == found.timeline.duration_s


def test_the_times_of_a_circuit_s_step_count_all_rounds() -> None:
    rows = seen(INLINE).rows
    assert rows is not None
    assert rows[3].name == "Plank"
    assert rows[3].seconds == 2 * 20


def test_a_line_belongs_to_the_innermost_step_around_it() -> None:
    found = seen(COMMENTED)
    names = {
        line: found.rows[at].name
        for line in (19, 31, 36, 41, 60)
        if (at := found.row_at(line)) is not None and found.rows
    }
    assert names == {19: "Clam", 31: "Core", 36: "Dead bug", 41: "Plank", 60: "Parts"}
    assert found.row_at(3) is None


@pytest.mark.parametrize("slip", ['hold = "soon"', "hold = 45s", 'holdd = "45s"'], ids=["meaning", "no TOML", "no key"])
def test_a_step_with_an_error_is_shown_as_it_is_written_and_the_others_keep_their_times(slip: str) -> None:
    well = seen(COMMENTED).rows
    found = seen(COMMENTED.replace("hold = 45", slip))
    assert well is not None
    assert found.rows is not None
    assert found.duration_s is None
    assert [problem.line for problem in found.problems][:1] == [49]
    assert [row.name for row in found.rows] == [row.name for row in well]
    assert [row.seconds for row in found.rows] == [None if n == 4 else row.seconds for n, row in enumerate(well)]
    assert [row.step for row in found.rows] == [None if n == 4 else row.step for n, row in enumerate(well)]
    assert (found.rows[4].line, found.rows[4].last_line) == (well[4].line, well[4].last_line)


def test_a_step_that_is_well_can_be_drawn_whatever_is_wrong_with_the_others() -> None:
    well, broken = seen(COMMENTED), seen(COMMENTED.replace("hold = 45", 'hold = "soon"'))
    assert well.rows is not None
    assert broken.rows is not None
    for one, other in zip(well.rows, broken.rows, strict=True):
        drawn, still = well.first_work(one), broken.first_work(other)
        assert (still and still.exercise) == (drawn and drawn.exercise if other.step else None)


def test_an_invalid_dose_is_shown_as_written() -> None:
    rows = seen(COMMENTED.replace("hold = 45", 'hold = "soon"')).rows
    assert rows is not None
    assert rows[4].written == "soon"


def test_a_text_of_which_nobody_can_tell_what_is_toml_has_a_problem_and_no_steps() -> None:
    found = seen('name = "Test"\nnote = """\n[[step]]\nexercise = "plank"\n')
    assert found.rows is None
    assert found.problems[0].severity == "error"


def test_a_name_that_cannot_be_read_is_not_a_name() -> None:
    assert seen('name = \n[[step]]\nexercise = "plank"\n').name == ""


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("[]{}=\"'\n#, stepholdname13\u2028é"), max_size=60))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    seen(text)
    lines = text.split("\n")
    inside = texts_of_lines(lines)
    for row, line in enumerate(lines):
        for start, end, _ in parts(line, inside.get(row, "")):
            assert 0 <= start < end <= len(line) or start == end == 0
        complete(lines, row, len(line), KNOWN, asked=True)
        complete(lines, row, len(line) // 2, KNOWN)


# -- colours


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("[[step]]  # a", ["header", "comment"]),
        ('hold = "30s" # it\'s', ["key", "sign", "text", "comment"]),
        ("reps = 12", ["key", "sign", "number"]),
        ('cues = ["a # b", { at', ["key", "sign", "sign", "text", "sign", "sign"]),
        ('{ at = "15s" }]', ["sign", "key", "sign", "text", "sign", "sign"]),
        ('  "a.b" = true', ["key", "sign", "number"]),
        ("say = 'it", ["key", "sign", "text"]),
        ('note = """ [x] # y', ["key", "sign", "text"]),
    ],
)  # fmt: skip
def test_each_part_of_a_line_has_its_colour(line: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind in parts(line)] == kinds


def test_a_text_of_several_lines_is_a_text_on_all_of_them() -> None:
    lines = ['note = """a', "[[step]] # b", 'c""" # d', "x = 1"]
    inside = texts_of_lines(lines)
    assert inside == {1: '"""', 2: '"""'}
    assert [kind for _, _, kind in parts(lines[1], inside[1])] == ["text"]
    assert [kind for _, _, kind in parts(lines[2], inside[2])] == ["text", "comment"]


# -- completion


def at_bar(text: str, *, asked: bool = False) -> Completion | None:
    """Complete at the position of the bar."""
    before = text[: text.index("|")]
    lines = text.replace("|", "", 1).split("\n")
    return complete(lines, before.count("\n"), len(before) - before.rfind("\n") - 1, KNOWN, asked=asked)


def labels(text: str, *, asked: bool = False) -> list[str]:
    found = at_bar(text, asked=asked)
    return [choice.label for choice in found.choices] if found else []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ge|", "get_ready"),
        ("[[step]]\nsi|", "sides"),
        ("[[step]]\nname = 'x'\n[[step.step]]\nex|", "exercise"),
        ("[[step]]\nro|\n[[step.step]]\nexercise = 'clam'", "rounds"),
        ("[[step]]\nname = 'x'\n[[step.phase]]\ncu|", "cue"),
        ("[[step]]\ncues = [{ sa|", "say"),
        ('[[step]]\nexercise = "cla|"', "clam"),
        ('[[step]]\nexercise = "figure four|"', "seated-figure-four"),
        ('[[step]]\nsides = "b|', "both"),
        ('[[step]]\nfirst = "|"', "left"),
        ('[[step]]\nstretches = [\n  "glutes",\n  "ham|"]', "hamstrings"),
        ('targets = ["hip|"]', "hip flexors"),
        ('[[step]]\ncues = [{ at = "h|" }]', "halfway"),
        ('step = [{ exercise = "plan|" }]', "plank"),
        ('allow = ["uneq|"]', "unequal-sides"),
        ('[[step]]\nposition = "stan|"', "standing"),
    ],
)
def test_what_one_starts_to_write_is_offered(text: str, first: str) -> None:
    assert labels(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "# si|",
        "[[ste|",
        '[[step]]\nname = "cla|"',
        '[[step]]\nhold = "3|"',
        "[[step]]\n|",
        '[[step]]\nsides = "both"  # bo|',
        '[[step]]\nnote = """\nsi|\n"""',
        '[[step]]\nexercise = "clam|"\n',
        "[[step]]\nreps = 1|",
    ],
)
def test_nothing_is_offered_where_nothing_is_known(text: str) -> None:
    assert labels(text) in ([], ["clam"][:0])


def test_a_key_that_is_there_is_not_offered_again() -> None:
    assert "hold" not in labels('[[step]]\nhold = "30s"\n|\nsides = "both"', asked=True)
    assert "sides" not in labels('[[step]]\nhold = "30s"\n|\nsides = "both"', asked=True)
    assert "reps" in labels('[[step]]\nhold = "30s"\n|\n\n[[step]]\nreps = 3', asked=True)


def test_asking_shows_the_words_of_a_key_without_quotes() -> None:
    found = at_bar("[[step]]\nsides = |", asked=True)
    assert found is not None
    assert found.choices[0].insert.startswith('"')


def test_a_choice_takes_the_place_of_what_is_there() -> None:
    line = 'exercise = "cl|am"  # c'
    found = at_bar(f"[[step]]\n{line}", asked=True)
    assert found is None or (found.start, found.end) == (12, 17)
    found = at_bar('[[step]]\nsides = "b|left"')
    assert found is not None
    whole = 'sides = "bleft"'
    assert whole[: found.start] + found.choices[0].insert + whole[found.end :] == 'sides = "both"'


def test_a_key_comes_with_its_sign_and_room_for_its_value() -> None:
    found = at_bar("[[step]]\nstre|")
    assert found is not None
    assert (found.choices[0].insert, found.choices[0].back) == ('stretches = [""]', 2)
    found = at_bar("[[step]]\nse|")
    assert found is not None
    assert (found.choices[0].insert, found.choices[0].back) == ("sets = ", 0)
    found = at_bar('[[step]]\nho| = "30s"')
    assert found is not None
    assert found.choices[0].insert == "hold"


def test_every_choice_says_what_it_is() -> None:
    found = at_bar("[[step]]\n|", asked=True)
    assert found is not None
    said = {choice.label: choice.about for choice in found.choices}
    assert said["sides"].startswith("Which sides")


def test_a_key_that_is_offered_says_what_it_is_for_in_a_line() -> None:
    found = complete(["get_"], 0, 4, KNOWN)
    assert found is not None
    assert [(one.label, one.about) for one in found.choices] == [
        ("get_ready", "The time before the first step, to get into position.")
    ]
