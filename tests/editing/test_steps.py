"""Changing steps without typing: what was not meant stays, to the byte."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer import paths
from routine_timer.editing.commands import Command, added, done
from routine_timer.editing.layout import Layout, Path
from routine_timer.editing.written import Refused
from tests.editing.files import COMMENTED, INLINE, catalogue, comments, names, reading

CLAM: Path = ("step", 0)
CORE: Path = ("step", 1)
BUG: Path = ("step", 1, "step", 0)
PLANK: Path = ("step", 1, "step", 1)
OWN: Path = ("step", 2)
PARTS: Path = ("step", 3)
LAST: Path = ("step", 4)

TWENTY: list[tuple[Command, Path]] = [
    ("down", CLAM), ("up", CORE), ("down", CORE), ("down", BUG), ("up", PLANK), ("up", OWN), ("down", OWN),
    ("up", PARTS), ("up", LAST), ("duplicate", CLAM), ("duplicate", CORE), ("duplicate", PLANK), ("more", CLAM),
    ("less", OWN), ("more", PLANK), ("more", LAST), ("more", CORE), ("sides", CLAM), ("sides", BUG), ("sides", OWN),
    ("sides", PARTS), ("less", CLAM),
]  # fmt: skip


def lines(text: str) -> list[str]:
    return sorted(line for line in text.split("\n") if line.strip())


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, wherever they stand."""
    gone, come = lines(before), lines(after)
    for line in lines(before):
        if line in come:
            come.remove(line)
            gone.remove(line)
    return gone, come


@pytest.mark.parametrize(("command", "path"), TWENTY, ids=lambda value: str(value).replace("'step', ", ""))
def test_a_heavily_commented_file_keeps_every_comment(command: Command, path: Path) -> None:
    after = done(command, COMMENTED, path, catalogue()).text
    assert set(comments(after)) == set(comments(COMMENTED))
    assert not reading(after).errors


def test_twenty_changes_in_a_row_keep_every_comment() -> None:
    text = COMMENTED
    made = 0
    for command, number in zip(("down", "duplicate", "sides", "more", "up", "less") * 6, range(36), strict=True):
        entries = list(Layout(text).all())
        with suppress(Refused):
            text = done(command, text, entries[number % len(entries)].path, catalogue()).text  # type: ignore[arg-type]
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
    with pytest.raises(Refused, match="first step of the circuit"):
        done("up", COMMENTED, BUG, catalogue())


def test_the_last_step_moves_without_a_newline_at_the_end_of_the_file() -> None:
    after = done("up", COMMENTED, LAST, catalogue()).text
    assert names(after)[-2:] == ["psoas-stretch", "Parts"]
    assert not after.endswith("\n")


def test_deleting_takes_the_lines_of_the_step_and_nothing_else() -> None:
    gone, come = changed(COMMENTED, done("delete", COMMENTED, OWN, catalogue()).text)
    assert come == []
    assert {mark for line in gone for mark in comments(line)} == {f"c{n}" for n in range(31, 40)}


def test_deleting_keeps_what_heads_the_step() -> None:
    after = done("delete", COMMENTED, CORE, catalogue())
    assert "# c18: of the circuit" in after.text
    assert names(after.text)[1] == "Own"
    assert after.path == ("step", 1)


def test_deleting_the_last_step_leaves_no_blank_lines_behind() -> None:
    text = 'format = 1\nname = "x"\n\n[[step]]\nexercise = "clam"\n\n[[step]]\nexercise = "plank"\n'
    assert done("delete", text, ("step", 1), catalogue()).text == text[: text.rindex("\n[[step]]")]


def test_the_only_step_can_t_be_deleted() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nexercise = "clam"\n'
    with pytest.raises(Refused, match="the only step"):
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
def test_only_the_value_changes(command: Command, path: Path, gone: str, come: str) -> None:
    assert changed(COMMENTED, done(command, COMMENTED, path, catalogue()).text) == ([gone], [come])


def test_the_same_value_comes_out_of_tomlkit() -> None:
    document = tomlkit.parse(COMMENTED)
    document["step"][2]["hold"] = 50
    assert done("more", COMMENTED, OWN, catalogue()).text == tomlkit.dumps(document)


def test_sides_go_round_and_a_side_to_begin_with_is_set_aside() -> None:
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
    with pytest.raises(Refused, match="its parts have times of their own"):
        done("more", COMMENTED, PARTS, catalogue())


def test_what_would_break_a_routine_that_is_well_is_refused() -> None:
    text = 'format = 1\nname = "x"\n[[step]]\nname = "a"\nhold = "16s"\ncues = [{ at = "15s", say = "now" }]\n'
    with pytest.raises(Refused, match="15"):
        done("less", text, ("step", 0), catalogue())
    broken = text.replace("format", "fromat")
    assert 'hold = "11s"' in done("less", broken, ("step", 0), catalogue()).text


def test_nothing_is_done_to_a_text_that_is_no_toml() -> None:
    with pytest.raises(Refused, match="not TOML"):
        done("up", "[[step]\n", ("step", 0), catalogue())


@pytest.mark.parametrize("command", ["up", "down", "duplicate", "delete", "more", "less", "sides"])
def test_inline_steps_are_changed_like_the_others(command: Command) -> None:
    for entry in Layout(INLINE).all():
        try:
            after = done(command, INLINE, entry.path, catalogue()).text
        except Refused:
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
        entries = list(Layout(now).all())
        path = entries[number % len(entries)].path
        try:
            if str(command) == "add":
                now = added(now, path, "clam", catalogue()).text
            else:
                now = done(command, now, path, catalogue()).text
        except Refused:
            continue
    assert not reading(now).errors
    assert own_lines(text) <= own_lines(now)
    assert set(comments(text)) <= set(comments(now))
