"""Changing steps without typing: what was not meant stays, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.editing.dose_increments import EditRefused
from routine_timer.editing.step_commands import Command, added, done
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.step_locations import StepBlock, StepLocations
from tests.editing.files import COMMENTED, INLINE, catalogue, comments, names, reading

CLAM: KeyPath = ("step", 0)
CORE: KeyPath = ("step", 1)
BUG: KeyPath = ("step", 1, "step", 0)
PLANK: KeyPath = ("step", 1, "step", 1)
OWN: KeyPath = ("step", 2)
PARTS: KeyPath = ("step", 3)
LAST: KeyPath = ("step", 4)

TWENTY: list[tuple[Command, KeyPath]] = [
    ("down", CLAM), ("up", CORE), ("down", CORE), ("down", BUG), ("up", PLANK), ("up", OWN), ("down", OWN),
    ("up", PARTS), ("up", LAST), ("duplicate", CLAM), ("duplicate", CORE), ("duplicate", PLANK), ("more", CLAM),
    ("less", OWN), ("more", PLANK), ("more", LAST), ("more", CORE), ("sides", CLAM), ("sides", BUG), ("sides", OWN),
    ("sides", PARTS), ("less", CLAM),
]  # fmt: skip


def lines(text: str) -> list[str]:
    return sorted(line for line in text.split("\n") if line.strip())


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The removed lines and the new ones, wherever they are."""
    gone, come = lines(before), lines(after)
    for line in lines(before):
        if line in come:
            come.remove(line)
            gone.remove(line)
    return gone, come


@pytest.mark.parametrize(("command", "path"), TWENTY, ids=lambda value: str(value).replace("'step', ", ""))
def test_a_heavily_commented_file_keeps_every_comment(command: Command, path: KeyPath) -> None:
    after = done(command, COMMENTED, path, catalogue()).text
    assert set(comments(after)) == set(comments(COMMENTED))
    assert not reading(after).errors


def blocks_of(blocks: Iterable[StepBlock]) -> Iterator[StepBlock]:
    """Every block, a circuit before what is inside it."""
    for block in blocks:
        yield block
        yield from blocks_of(block.inside)


def test_twenty_changes_in_a_row_keep_every_comment() -> None:
    text = COMMENTED
    made = 0
    for command, number in zip(("down", "duplicate", "sides", "more", "up", "less") * 6, range(36), strict=True):
        blocks = list(blocks_of(StepLocations(text).blocks))
        with suppress(EditRefused):
            text = done(command, text, blocks[number % len(blocks)].path, catalogue()).text  # type: ignore[arg-type]
            made += 1
    assert made >= 20
    assert set(comments(text)) == set(comments(COMMENTED))
    assert not reading(text).errors


def test_moving_only_moves_lines() -> None:
    for path in (CLAM, CORE, BUG, OWN, PARTS):
        edited = done("down", COMMENTED, path, catalogue())
        assert lines(edited.text) == lines(COMMENTED)
        back = done("up", edited.text, edited.path, catalogue()).text
        assert back == COMMENTED or path == CORE  # its last comment is kept apart from the next step's by a blank line
        assert [line for line in back.split("\n") if line] == [line for line in COMMENTED.split("\n") if line]


def test_a_step_takes_the_comments_above_it_along_and_leaves_headings() -> None:
    after = done("down", COMMENTED, CLAM, catalogue()).text
    assert names(after)[:2] == [["dead-bug", "plank"], "clam"]
    marks = comments(after)
    assert marks.index("c8") < marks.index("c18") < marks.index("c9") < marks.index("c17") < marks.index("c30")


def test_a_circuit_moves_with_all_that_is_in_it() -> None:
    edited = done("up", COMMENTED, CORE, catalogue())
    assert edited.path == CLAM
    assert names(edited.text)[:2] == [["dead-bug", "plank"], "clam"]


def test_a_step_stays_in_its_circuit() -> None:
    assert names(done("down", COMMENTED, BUG, catalogue()).text)[1] == ["plank", "dead-bug"]
    with pytest.raises(EditRefused, match="first step of the circuit"):
        done("up", COMMENTED, BUG, catalogue())


def test_the_last_step_moves_without_a_newline_at_the_end_of_the_file() -> None:
    after = done("up", COMMENTED, LAST, catalogue()).text
    assert names(after)[-2:] == ["psoas-stretch", "Parts"]
    assert not after.endswith("\n")


def test_deleting_takes_the_lines_of_the_step_and_nothing_else() -> None:
    gone, come = changed(COMMENTED, done("delete", COMMENTED, OWN, catalogue()).text)
    assert come == []
    assert {mark for line in gone for mark in comments(line)} == {f"c{n}" for n in range(31, 40)}


def test_deleting_takes_the_comment_directly_above_the_step_too() -> None:
    text = (
        'format = 1\nname = "x"\n\n# the first half\n\n# for the hips\n[[step]]\nexercise = "clam"\n\n'
        '# for the trunk\n[[step]]\nexercise = "plank"\n\n# the end\n[[step]]\nexercise = "bridge"\n'
    )
    after = done("delete", text, ("step", 0), catalogue()).text
    assert after == text.replace('# for the hips\n[[step]]\nexercise = "clam"\n\n', "")
    assert done("delete", text, ("step", 2), catalogue()).text == text[: text.index("\n# the end")]


def test_deleting_a_circuit_takes_the_comment_directly_above_it_too() -> None:
    after = done("delete", COMMENTED, CORE, catalogue())
    assert "# c18: of the circuit" not in after.text
    assert names(after.text)[1] == "Own"
    assert after.path == ("step", 1)


def test_deleting_the_last_step_leaves_no_blank_lines_behind() -> None:
    text = 'format = 1\nname = "x"\n\n[[step]]\nexercise = "clam"\n\n[[step]]\nexercise = "plank"\n'
    assert done("delete", text, ("step", 1), catalogue()).text == text[: text.rindex("\n[[step]]")]


def test_the_only_step_cannot_be_deleted() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nexercise = "clam"\n'
    with pytest.raises(EditRefused, match="the only step"):
        done("delete", text, ("step", 0), catalogue())


def test_duplicating_puts_the_same_step_after_it_apart_by_what_parts_the_others() -> None:
    text = 'format = 1\nname = "x"\n\n# here\n[[step]]\nexercise = "clam"\n\n[[step]]\nexercise = "plank"'
    after = done("duplicate", text, ("step", 1), catalogue())
    assert after.text == text + '\n\n[[step]]\nexercise = "plank"'
    assert after.path == ("step", 2)


def test_an_added_step_comes_after_the_chosen_one_with_the_same_indent() -> None:
    edited = added(COMMENTED, BUG, "bridge", catalogue())
    assert names(edited.text)[1] == ["dead-bug", "bridge", "plank"]
    assert changed(COMMENTED, edited.text) == ([], ["  [[step.step]]", '  exercise = "bridge"'])
    assert edited.path == ("step", 1, "step", 1)


def test_a_step_is_added_to_a_routine_that_has_none() -> None:
    text = 'format = 1\nname = "x"\n'
    assert added(text, None, "clam", catalogue()).text == text + '\n[[step]]\nexercise = "clam"\n'


def test_the_dose_of_the_catalogue_is_written_out_when_it_is_changed() -> None:
    edited = added('format = 1\nname = "x"\n', None, "plank", catalogue())
    longer = done("more", edited.text, edited.path, catalogue()).text
    assert longer == edited.text.replace('exercise = "plank"\n', 'exercise = "plank"\nhold = "25-35s"\n')
    assert done("less", longer, edited.path, catalogue()).text.count('hold = "20-30s"') == 1


@pytest.mark.parametrize(
    ("command", "path", "gone", "come"),
    [
        ("more", CLAM, 'reps = "8-12"             # c14', 'reps = "9-13"             # c14'),
        ("more", CORE, "rounds = 2                # c21", "rounds = 3                # c21"),
        ("less", OWN, "hold = 45                 # c34", "hold = 40                 # c34"),
        ("sides", CLAM, "sides = 'both'            # c15", "sides = 'alternating'            # c15"),
    ],
)
def test_only_the_value_changes(command: Command, path: KeyPath, gone: str, come: str) -> None:
    assert changed(COMMENTED, done(command, COMMENTED, path, catalogue()).text) == ([gone], [come])


def test_the_same_value_comes_out_of_tomlkit() -> None:
    document = tomlkit.parse(COMMENTED)
    document["step"][2]["hold"] = 50
    assert done("more", COMMENTED, OWN, catalogue()).text == tomlkit.dumps(document)


def test_sides_go_round_and_a_side_to_start_with_is_set_aside() -> None:
    text = COMMENTED
    seen = []
    for _ in range(4):
        text = done("sides", text, OWN, catalogue()).text
        found = re.search(r'sides = "(\w+)" +# c36', text)
        assert found is not None
        seen.append(found[1])
    assert seen == ["none", "left", "right", "both"]
    assert '# first = "right"           # c35' in text


def test_phases_have_times_of_their_own() -> None:
    with pytest.raises(EditRefused, match="its parts have their own times"):
        done("more", COMMENTED, PARTS, catalogue())


def test_what_would_break_a_routine_that_is_well_is_refused() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nname = "a"\nhold = "16s"\ncues = [{ at = "15s", say = "now" }]\n'
    with pytest.raises(EditRefused, match="15"):
        done("less", text, ("step", 0), catalogue())
    broken = text.replace("format", "fromat")
    assert 'hold = "11s"' in done("less", broken, ("step", 0), catalogue()).text


def test_nothing_is_done_to_a_text_that_is_not_toml() -> None:
    with pytest.raises(EditRefused, match="not valid TOML"):
        done("up", "[[step]\n", ("step", 0), catalogue())


@pytest.mark.parametrize("command", ["up", "down", "duplicate", "delete", "more", "less", "sides"])
def test_inline_steps_are_changed_like_the_others(command: Command) -> None:
    for block in blocks_of(StepLocations(INLINE).blocks):
        try:
            after = done(command, INLINE, block.path, catalogue()).text
        except EditRefused:
            continue
        assert set(comments(after)) == set(comments(INLINE))
        assert not reading(after).errors
        assert after != INLINE


BUNDLED = [file.read_text() for file in sorted(paths.bundled_routines().glob("*.toml"))]
COMMANDS: list[Command] = ["up", "down", "duplicate", "more", "less", "sides"]


def own_lines(text: str) -> set[str]:
    return {line for line in text.split("\n") if line.startswith("#")}


@settings(max_examples=40)
@given(
    st.sampled_from([COMMENTED, INLINE, *BUNDLED]),
    st.lists(st.tuples(st.sampled_from([*COMMANDS, "add"]), st.integers(0, 30)), max_size=6),
)
def test_any_changes_leave_a_routine_valid_with_all_its_comments(text: str, wishes: list[tuple[Command, int]]) -> None:
    now = text
    for command, number in wishes:
        blocks = list(blocks_of(StepLocations(now).blocks))
        path = blocks[number % len(blocks)].path
        try:
            if str(command) == "add":
                now = added(now, path, "clam", catalogue()).text
            else:
                now = done(command, now, path, catalogue()).text
        except EditRefused:
            continue
    assert not reading(now).errors
    assert own_lines(text) <= own_lines(now)
    assert set(comments(text)) <= set(comments(now))


def test_a_circuit_has_one_round_at_least_and_no_sides() -> None:
    text = COMMENTED.replace("rounds = 2 ", "rounds = 1 ")
    with pytest.raises(EditRefused, match="1 round is the minimum"):
        done("less", text, CORE, catalogue())
    with pytest.raises(EditRefused, match="a circuit has no sides"):
        done("sides", text, CORE, catalogue())


def test_a_step_without_a_dose_says_where_to_write_one() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nname = "a"\nsides = "none"\n'
    with pytest.raises(EditRefused, match="no dose to change") as caught:
        done("more", text, ("step", 0), catalogue())
    assert "hold" in caught.value.help


@pytest.mark.parametrize("command", ["up", "down", "duplicate", "delete", "more", "sides"])
def test_a_step_that_is_gone_meanwhile_is_reported(command: Command) -> None:
    for path in (("step", 9), ("step", 1, "step", 7), ("step", 0, "step", 0)):
        with pytest.raises(EditRefused, match="no longer in the file"):
            done(command, COMMENTED, path, catalogue())


def test_sides_that_only_reps_have_continue_from_both_for_a_hold() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nname = "a"\nhold = "20s"\nsides = "alternating"\n'
    assert 'sides = "none"' in done("sides", text, ("step", 0), catalogue()).text


def test_an_added_step_without_a_place_comes_last() -> None:
    edited = added(COMMENTED, None, "bridge", catalogue())
    assert names(edited.text)[-1] == "bridge"
    assert edited.path == ("step", 5)


@pytest.mark.parametrize(
    ("step", "after"),
    [
        (
            '{ name = "a", hold = "20s", first = "left", sides = "both" }',
            '{ name = "a", hold = "20s", sides = "none" }',
        ),
        (
            '{ name = "a", hold = "20s", sides = "both", first = "left" }',
            '{ name = "a", hold = "20s", sides = "none" }',
        ),
        ('{ name = "a", hold = "20s" }', '{ name = "a", hold = "20s", sides = "left" }'),
    ],
)
def test_the_side_to_start_with_is_removed_from_an_inline_step_wherever_it_is(step: str, after: str) -> None:
    text = f'format = 1\nname = "x"\nstep = [{step}]\n'
    assert done("sides", text, ("step", 0), catalogue()).text == text.replace(step, after)


def test_an_inline_step_that_is_its_own_line_goes_with_its_line() -> None:
    text = 'format = 1\nname = "x"\nstep = [\n  { exercise = "clam" },\n  { exercise = "plank" },\n]\n'
    after = done("delete", text, ("step", 0), catalogue()).text
    assert after == text.replace('  { exercise = "clam" },\n', "")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_letters_of_many_bytes_and_quoted_keys_move_nothing(quote: str) -> None:
    text = (
        f'format = 1\nname = "Übung → 漢字"\n\n# größer\n[[step]]\n{quote}name{quote} = "Höhe"\n'
        f"{quote}hold{quote} = {quote}20s{quote}  # ø\n"
    )
    after = done("more", text, ("step", 0), catalogue()).text
    assert after == text.replace(f"{quote}20s{quote}", f"{quote}25s{quote}")


@pytest.mark.parametrize("wrong", ['step = "none"', "step = [1, 2]", 'step = [{ cues.x = 1 }, "two"]'])
def test_what_is_not_a_list_of_steps_has_no_steps_to_change(wrong: str) -> None:
    with pytest.raises(EditRefused):
        done("more", f'format = 1\nname = "x"\n{wrong}\n', ("step", 1), catalogue())


def test_tables_that_are_no_steps_are_left_alone() -> None:
    text = (
        'format = 1\nname = "x"\n[[step]]\nname = "a"\nhold = "20s"\nmore.of = 1\n[other]\nhold = 5\n[[notes]]\nx = 1\n'
    )
    assert done("more", text, ("step", 0), catalogue()).text == text.replace('"20s"', '"25s"')


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ("[6, 4, 2]", "[7, 5, 3]"),
        ("[ 6,4 , 2 ]", "[ 7,5 , 3 ]"),
        ("[\n  6,  # first 3\n  4,\n]", "[\n  7,  # first 3\n  5,\n]"),
    ],
)
def test_descending_sets_are_changed_in_each_set(written: str, more: str) -> None:
    text = f'format = 1\nname = "Core"\n[[step]]\nname = "Curl-up"\nreps = {written}\n'
    after = done("more", text, CLAM, catalogue()).text
    assert after == text.replace(written, more)
    assert not reading(after).errors
